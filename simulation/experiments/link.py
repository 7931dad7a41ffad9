"""An experiment's plain data ↔ the query string of a link that a person can read and edit.

    surface=rosenbrock~b~50.0&start=-1.2~1.0&steps=400&run=adam~lr~0.06~~lr.step~step_size~30~~clip_norm~theta~1.0

A surface is its key and then name ~ value pairs of its parameters; the text of a typed one is a key of its own,
"formula", and its picture another, "domain"; one of x alone has "dimension=1", and its domain two numbers. A run is the
rule's key and then name ~ value pairs. Schedules and transforms follow after double tildes in the same way: a schedule
is the hyperparameter, a dot, and the key of the schedule ("lr.step", "inner.lr.multistep"), and whatever has no dot is
a transform. Settings of a part have dotted names too ("inner~sgd~inner.lr~0.1"), and a list of steps is one value with
commas ("milestones~30,80"). Tilde, dot and comma are marks that no browser escapes. Labels, colours and the texts of
own rules are keys of their own, one per run; an own rule without a text has that of the one before. Values stay text
here: the experiment reads them with the metadata of the rule they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from simulation.experiments.pasted import pairs_in, query_in
from simulation.experiments.rule_class import OWN
from simulation.experiments.view import read_view

MAX_QUERY = 8_000  # characters; well above twelve runs with everything set
_EXACT = 2**53  # whole numbers below are floats without a loss
_NUMBERS = ("dimension", "fan", "spread", "steps", "seed", "seeds")
_POINTS = ("domain", "start")
_SINGLE = ("surface", "formula", *_POINTS, *_NUMBERS, "stop", "maximize")
KEYS = (*_SINGLE, "run", "text", "label", "color")


def encode(data: Mapping[str, Any]) -> str:
    """The query string, without "?", of what `Experiment.to_data` gives."""
    pairs = []
    for key, value in data.items():
        if key in _POINTS:
            pairs.append((key, "~".join(map(_text, value))))
        elif key == "stop":
            pairs.append((key, "~".join(items(value))))
        elif key == "surface":
            pairs.append((key, surface_text(value, data.get("parameters", {}))))
        elif key not in ("parameters", "runs"):
            pairs.append((key, _text(value)))
    return urlencode([*pairs, *run_pairs(data["runs"])], safe=",")


def run_pairs(runs: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Key and value of all runs; those of labels and the like only where one has some."""
    pairs = [("run", _run(run)) for run in runs]
    for key in ("text", "label", "color"):
        if any(run.get(key) for run in runs):
            pairs += [(key, said) for said in (_texts(runs) if key == "text" else [run.get(key, "") for run in runs])]
    return pairs


def parts_of(query: str, keys: Sequence[str], single: Sequence[str]) -> dict[str, list[str]]:
    """Key → its values in a link that may have these keys, the `single` ones once each. How it is seen (`view`) is no
    part of any experiment. ValueError in one sentence if the text is no such link."""
    query = query_in(query)
    if len(query) > MAX_QUERY:
        raise ValueError(f"The link is longer than {MAX_QUERY} characters.")
    found: dict[str, list[str]] = {}
    for key, value in pairs_in(query):
        if key == "view":
            read_view(value)
            continue
        if key not in keys:
            raise ValueError(f"The link has an unknown part {key[:40]!r}; known are {', '.join(keys)}.")
        found.setdefault(key, []).append(value)
    for key in single:
        if len(found.get(key, [])) > 1:
            raise ValueError(f"The link says {key!r} more than once.")
    return found


def decode(query: str) -> dict[str, Any]:
    """Plain data for `Experiment.from_data`. ValueError in one sentence if the text is no such link."""
    found = parts_of(query, KEYS, _SINGLE)
    data = {"runs": read_runs(found), **read_parts({key: found[key][0] for key in _SINGLE[1:] if key in found})}
    return data | read_surface(found["surface"][0]) if "surface" in found else data


def surface_text(surface: str, parameters: Mapping[str, Any]) -> str:
    """A surface and those of its parameters that are not defaults, as a link has them: "rosenbrock~b~50.0"."""
    return "~".join([surface, *items(parameters)])


def read_surface(text: str) -> dict[str, Any]:
    """The surface and its parameters, which stay texts, as `Experiment.from_data` takes them."""
    surface, *settings = text.split("~")
    return {"surface": surface, "parameters": pairs_of(settings, surface)}


def read_parts(texts: Mapping[str, str]) -> dict[str, Any]:
    """Single parts of an experiment but its surface, {"steps": "80", "start": "-1~2"}, as `Experiment.from_data` takes
    them."""
    return {key: _read(key, text) for key, text in texts.items()}


def _read(key: str, text: str) -> Any:
    if key in _POINTS:
        if "," in text:
            raise ValueError(f"The link has a comma in {key}; its numbers are written with ~ between, such as -1.2~1.")
        return tuple(_number(part) for part in text.split("~"))
    if key == "stop":
        return pairs_of(text.split("~"), "stop")
    if key == "maximize":
        return {"true": True, "false": False}.get(text.lower(), text)
    return _whole(_number(text)) if key in _NUMBERS else text


def read_runs(found: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """The runs among the keys of a link and their values, as `from_data` takes them."""
    runs: list[dict[str, Any]] = []
    for i, text in enumerate(found.get("run", [])):
        first, *rest = text.split("~~")
        rule, *settings = first.split("~")
        run: dict[str, Any] = {"rule": rule, "hyperparameters": pairs_of(settings, rule)}
        run["transforms"] = [_named(part) for part in rest if "." not in part.split("~")[0]]
        run["schedules"] = _schedules([part for part in rest if "." in part.split("~")[0]])
        for key in ("text", "label", "color"):
            if i < len(found.get(key, [])):
                run[key] = found[key][i]
        if rule == OWN and not run.get("text"):
            run["text"] = next((before["text"] for before in reversed(runs) if before.get("text")), "")
        runs.append(run)
    return runs


def _texts(runs: Sequence[Mapping[str, Any]]) -> list[str]:
    """The texts of the runs; one that is that of the own rule before is left out."""
    texts, last = [], ""
    for run in runs:
        text = run.get("text", "")
        texts.append("" if text == last else text)
        last = text or last
    return texts


def _schedules(parts: list[str]) -> dict[str, Any]:
    schedules: dict[str, Any] = {}
    for part in parts:
        driven, _, rest = part.partition("~")
        name, _, key = driven.rpartition(".")
        if name in schedules:
            raise ValueError(f"The link gives {name[:40]!r} more than one schedule.")
        schedules[name] = _named(f"{key}~{rest}" if rest else key)
    return schedules


def _named(text: str) -> dict[str, Any]:
    name, *settings = text.split("~")
    return {"name": name, "settings": pairs_of(settings, name)}


def _run(run: Mapping[str, Any]) -> str:
    parts = [run["rule"], *items(run.get("hyperparameters", {}))]
    text = "~".join(parts)
    for name, schedule in run.get("schedules", {}).items():
        text += "~~" + "~".join([f"{name}.{schedule['name']}", *items(schedule.get("settings", {}))])
    for transform in run.get("transforms", ()):
        text += "~~" + "~".join([transform["name"], *items(transform.get("settings", {}))])
    return text


def items(settings: Mapping[str, Any]) -> list[str]:
    """Names and values, one after another."""
    return [part for name, value in settings.items() for part in (name, _text(value))]


def pairs_of(parts: list[str], owner: str) -> dict[str, str]:
    """Name → value of such a list. ValueError if a value is missing, or a name has two."""
    if len(parts) % 2:
        raise ValueError(f"The link gives {owner[:40]!r} a name without a value; write name~value pairs.")
    if twice := [name for at, name in enumerate(parts[::2]) if name in parts[: 2 * at : 2]]:
        raise ValueError(f"The link gives {owner[:40]!r} two values of {twice[0][:40]!r}.")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(text: str) -> int | float | str:
    """The number that `text` spells, or the text itself, for the experiment to complain about."""
    spelled = text.replace("\u2212", "-")  # a minus as it is set in print
    for kind in (int, float):
        try:
            return kind(spelled)
        except ValueError:
            continue
    return text


def _whole(number: int | float | str) -> int | float | str:
    """A float without a fraction as a whole number: steps=1e3 is meant so. (Of a point it would lose the sign of 0.)"""
    exact = isinstance(number, float) and abs(number) < _EXACT and number.is_integer()
    return int(number) if exact else number
