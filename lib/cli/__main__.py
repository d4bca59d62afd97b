"""`python -m lib.cli`."""

from __future__ import annotations

import io
import sys

from lib.cli import cli


def main() -> None:
    """Run the command line; what it prints is UTF-8, also where the machine's own letters are others (a pipe)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    cli()


if __name__ == "__main__":
    main()
