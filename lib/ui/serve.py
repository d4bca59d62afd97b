"""Open the app: `python -m lib.ui.serve [streamlit options]`, what `make run` and the service call.

The same as `streamlit run app.py`, but the server knows from its first request that `app.py` rules the pages:
a deep link into a cold server then opens without Streamlit's «Page not found» notice. Of an address that is nowhere
the page itself tells, not Streamlit's English dialog.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from streamlit.commands import navigation
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import ScriptRunContext
from streamlit.web import cli

from lib.wording import messages
from lib.workflows import batch_worker
from lib.workflows.place import default_database

APP = Path(__file__).resolve().parents[2] / "app.py"


def _say_nothing(ctx: ScriptRunContext) -> None:
    """In place of Streamlit's dialog on an address that is nowhere."""


def main() -> None:
    """Hand over to Streamlit; does not return."""
    PagesManager.uses_pages_directory = False
    navigation.send_page_not_found = _say_nothing
    logging.getLogger("sochitieu").warning(messages.text("local-only"))
    if default_database().exists():
        batch_worker.wake(default_database())  # a job that was broken off goes on before anybody comes
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()
