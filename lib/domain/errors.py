"""Faults of the program or the machine, one tree:

LedgerError
├── NotFound                a code in a command or an address that the ledger does not hold
├── Refused                 the request breaks a rule of the ledger; nothing was changed
├── UploadRefused           a file that cannot be read safely, with its issue code and place
├── DatabaseUnusable        the file is not a ledger, or is damaged
├── DatabaseOlder           the file was written by an older version and has not been brought up to date
└── DatabaseNewer           the file was written by a newer version of the program

Faults in someone's *file* are `Issue` values (`lib.domain.issue`), never exceptions, except
`UploadRefused`, which ends the reading of a file that cannot be read at all.
"""

from __future__ import annotations


class LedgerError(Exception):
    """Base of every fault the shell catches; `code` names the sentence in `lib.wording`."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class NotFound(LedgerError):
    """A plan, agency, indicator or period that the ledger does not hold."""


class Refused(LedgerError):
    """The request breaks a rule of the ledger; nothing was changed."""


class UploadRefused(LedgerError):
    """A file that cannot be read safely: `code` is an issue code, `sheet` and `cell` its place."""

    def __init__(self, code: str, sheet: str | None = None, cell: str | None = None, **facts: str) -> None:
        super().__init__(code, **facts)
        self.sheet = sheet
        self.cell = cell


class DatabaseUnusable(LedgerError):
    """The file is not a ledger, or is damaged."""


class DatabaseOlder(LedgerError):
    """The file was written by an older version of the program and has not been brought up to date."""


class DatabaseNewer(LedgerError):
    """The file was written by a newer version of the program."""
