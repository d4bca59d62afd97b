"""`python -m lib.cli`."""

from __future__ import annotations

from lib.cli import cli

if __name__ == "__main__":
    cli()
