"""What a page says that has been left meanwhile: nobody waits for it.

A slider or the player may send a change after another page was asked for, and before the browser hears that it runs.
Streamlit lets such a change of a part of a page (`st.fragment`) wait until the other page is drawn, and begins a run of
the page that was left. That has no such part any more, and nothing is drawn; but the browser has emptied its page for
the run, and shows nothing from then on.
"""

from __future__ import annotations

from streamlit.runtime.scriptrunner.script_runner import RerunData, ScriptRunner

_run = ScriptRunner._run_script


def ignore() -> None:
    """From now on, a run of parts that are all gone is not begun."""
    ScriptRunner._run_script = _run_what_is_there  # type: ignore[method-assign, assignment]


def _run_what_is_there(runner: ScriptRunner, asked: RerunData) -> None:
    """`ScriptRunner._run_script`, for what can be run."""
    parts = asked.fragment_id_queue
    if not parts or any(map(runner._fragment_storage.contains, parts)):
        _run(runner, asked)
