"""The command line as tests use it: words in, what came of them out."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from lib.cli import cli


def run(*words: object, db: Path | None = None, stdin: str | bytes | None = None) -> Result:
    """A verb with its words, `--db` behind them."""
    behind = ["--db", str(db)] if db else []
    return CliRunner().invoke(cli, [*map(str, words), *behind], input=stdin)


def got(*words: object, db: Path | None = None, stdin: str | bytes | None = None) -> Any:
    """What a verb that must succeed prints as JSON."""
    result = run(*words, "--json", db=db, stdin=stdin)
    assert (result.exit_code, result.exception) == (0, None), result.output
    return json.loads(result.stdout)
