"""The agency's own workbook back: faulty cells marked and noted, and a first sheet «Lỗi cần sửa» that leads to them.

Nothing else is touched: values, formulas and what they last gave, drop-downs, locks, widths and the hidden
fingerprint keep their bytes, so the copy can be mended and sent again. Runs in the bounded child process
(`lib.excel.worker`); call `lib.excel.reader.FormReader.annotate` instead.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence

from lib.domain.errors import UploadRefused
from lib.domain.issue import Issue
from lib.excel.book_package import BookPackage
from lib.excel.cell_marks import mark, unmark
from lib.excel.cell_notes import note, unnote
from lib.excel.fault_sheet import add_list, remove_list, sheet_parts
from lib.excel.remark import remarks

_FAULTS = (zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError)


def annotate(content: bytes, issues: Sequence[Issue]) -> bytes:
    """The workbook with every issue marked at its cell and listed; marks of an earlier copy are replaced.

    Raises: UploadRefused (`file-unreadable`) when its parts cannot be followed.
    """
    try:
        package = BookPackage(content)
        styles = package.related(package.book_part, "styles")
        if styles is None:
            raise ValueError("no styles")
        remove_list(package)
        for name, part in sheet_parts(package).items():
            unmark(package, part)
            unnote(package, part)
            said = remarks(issue for issue in issues if issue.sheet == name)
            mark(package, part, styles.target, said)
            note(package, part, said)
        add_list(package, styles.target, issues)
        return package.packed()
    except _FAULTS as fault:
        raise UploadRefused("file-unreadable", fault=type(fault).__name__) from fault
