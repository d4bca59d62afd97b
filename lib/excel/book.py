"""Opening a workbook whose bytes have passed the bounds (`lib.excel.bounds`), in the child process."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lib.domain.errors import UploadRefused

# What openpyxl was seen to raise over 3,900 broken workbooks; anything else ends the child process.
_LOAD_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,  # ParseError of the XML parsers
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    OSError,
    RuntimeError,
)


def load_book(content: bytes, *, values: bool) -> Workbook:
    """The workbook with its formulas, or with what they last gave.

    Raises: UploadRefused (`file-unreadable`).
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on parts that we do not use
            return load_workbook(io.BytesIO(content), data_only=values, keep_links=False)
    except _LOAD_FAULTS as fault:
        raise UploadRefused("file-unreadable", fault=type(fault).__name__) from fault
