"""Whether the tab of a browser that asked for something is still open."""

from __future__ import annotations

import time

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

GRACE = 15.0  # seconds in which a connection that was lost may come back


class Tab:
    """The tab of the session that runs now. Without a server, as in tests, it is never closed."""

    def __init__(self) -> None:
        running = get_script_run_ctx()
        self._session = running.session_id if running else ""
        self._seen = time.monotonic()

    def closed(self) -> bool:
        """Whether it has been away for longer than a connection takes to come back. May be asked in any thread."""
        if not runtime.exists() or runtime.get_instance().is_active_session(self._session):
            self._seen = time.monotonic()
        return time.monotonic() - self._seen > GRACE

    def forget_files(self) -> None:
        """Drop what the server holds for its downloads: Streamlit waits for the session to be forgotten as a whole."""
        if runtime.exists():
            files = runtime.get_instance().media_file_mgr
            files.clear_session_refs(self._session)
            files.remove_orphaned_files()
