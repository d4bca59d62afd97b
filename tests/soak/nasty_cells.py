"""What may stand between <c> and </c> without any program having meant it, and what must become of it.

Each content has its outcome where it stands as the a of a share: the number that is taken, or the code of the refusal.
"""

from __future__ import annotations

Outcome = int | str
_LARGE, _PART, _NAN, _NO = "number-too-large", "not-whole", "not-finite", "not-a-number"
_BROKEN, _MIXED, _BLANK, _ERROR, _DAY = (
    *("file-unreadable", "sheet-cell-mixed", "ab-incomplete", "error-cell", "date-in-number-cell"),
)

_NUMBERS: dict[str, Outcome] = {
    **dict.fromkeys(("1e309", "-1e309", "1e400"), _NAN),
    **dict.fromkeys(("NaN", "INF", "-INF", "nan", "0x10", "1,5", "1/2", "5%"), _BROKEN),
    **dict.fromkeys(("1.5", "1e-320", "46143.5", "0.30000000000000004"), _PART),
    **dict.fromkeys(("-1", "-0.0000001"), "negative"),
    **dict.fromkeys(("1_000", "٣", "５"), _MIXED),
    **dict.fromkeys(("9007199254740993", "9999999999999999", "9" * 26), _LARGE),
    **{"-0": 0, "+5": 5, "1e5": 100_000, "1E2": 100, "05": 5, "5.0": 5, "0.1e1": 1},
    **{"46143": 46_143, "60": 60, "12.000": 12},
}
_TEXTS: dict[str, Outcome] = {
    **{"5": 5, " 5 ": 5, "1.000": 1000, "1,000": 1000, "1\u202f234": 1234},
    **{"_x0031_2": 12, "_x0000_5": 5, "&#49;&#50;": 12, "\u202e12": 12},
    **dict.fromkeys(("1.234,56", "1\u00a0234,5"), _PART),
    **dict.fromkeys(("12,5 %", "(5)", "٣", "５", "1e5", "Duy trì", "-", "#N/A", "#REF!", "TRUE", "nan", "inf"), _NO),
    **dict.fromkeys(("Có số liệu", "Không phát sinh", "05/13/2026", "a_x0001_b", "x" * 40_000), _NO),
    **dict.fromkeys(("", " ", "\u200b"), _BLANK),
    **dict.fromkeys(("&gt;= 70", "=1+1"), "number-comparator"),
    **dict.fromkeys(("<![CDATA[12]]>", "1<!-- x -->2"), _MIXED),
    **{"–5": "negative", "7" * 17: _LARGE},
}
_OF_A_TYPE: dict[str, dict[str, Outcome]] = {
    "e": {**dict.fromkeys(("#DIV/0!", "#N/A", "#REF!", "#SPILL!", "5"), _ERROR), "": _BLANK},
    "b": {"1": _NO, "0": _NO, "2": _NO, "true": _BROKEN, "": _BLANK},
    "d": {"2026-05-01": _DAY, "2026-05-01T10:00:00": _DAY, "12:30:00": _DAY, "5": _BROKEN, "x": _BROKEN},
    "s": {**dict.fromkeys(("0", "1", "999999", "-1", "1.5"), _BROKEN), "": _BLANK},  # the form shares no text
}
_ODD: dict[tuple[str, str], Outcome] = {
    ("", ""): _BLANK,
    ("", "<v/>"): _BLANK,
    ("", "<v>1</v><v>2</v>"): _MIXED,
    ("", "<v><v>1</v></v>"): _MIXED,
    ("", "<v>5</v><is><t>6</t></is>"): _MIXED,
    ("inlineStr", "<v>5</v>"): _MIXED,
    ("inlineStr", "<is><r><t>1</t></r><r><t>2</t></r></is>"): 12,
    ("inlineStr", '<is><t>1</t><rPh sb="0" eb="1"><t>9</t></rPh></is>'): 1,
    ("inlineStr", "<is><t>1</t><t>2</t></is>"): _MIXED,
    ("inlineStr", "<is/>"): _BLANK,
    ("str", "<is><t>5</t></is>"): _MIXED,
    ("str", "<v> 5 </v>"): 5,
    ("", "<v> 5 </v>"): 5,
    ("", "<extLst><ext><v>5</v></ext></extLst>"): _MIXED,
    ("", "<w>5</w>"): _MIXED,
    ("zz", "<v>5</v>"): _MIXED,
}
TYPES: dict[str, Outcome] = {
    **{"n": 5, "str": 5, "": 5, "s": _BROKEN, "d": _BROKEN, "inlineStr": _MIXED, "zz": _MIXED, "b": _NO, "e": _ERROR},
}
FORMULAS = (
    "<f>1+1</f>",
    "<f/>",
    "<f>NA()</f>",
    "<f>[1]Sheet1!A1</f>",
    "<f>'file:///c:/x.xlsx'#$Sheet1.A1</f>",
    "<f>cmd|'/c calc'!A0</f>",
    '<f>WEBSERVICE("http://127.0.0.1:9/x")</f>',
    '<f t="shared" ref="H9:H12" si="0">1+1</f>',
    '<f t="shared" si="0"/>',
    '<f t="shared" si="99"/>',
    '<f t="array" ref="H9:I10">SUM(1)</f>',
    '<f t="array" ref="A1:XFD1048576">1</f>',
    '<f t="dataTable" ref="H9:H10" dt2D="1" dtr="1" r1="A1" r2="A2"/>',
    f"<f>{'1+' * 4000}1</f>",
    f"<f>{'(' * 500}1{')' * 500}</f>",
)
CONTENTS: dict[tuple[str, str], Outcome] = {
    **{("", f"<v>{number}</v>"): outcome for number, outcome in _NUMBERS.items()},
    **{("inlineStr", f'<is><t xml:space="preserve">{text}</t></is>'): outcome for text, outcome in _TEXTS.items()},
    **{("str", f"<v>{text}</v>"): outcome for text, outcome in _TEXTS.items()},
    **{(kind, f"<v>{text}</v>"): outcome for kind, told in _OF_A_TYPE.items() for text, outcome in told.items()},
    **_ODD,
}
CELLS: dict[tuple[str, str], Outcome] = {
    **CONTENTS,
    **{("", formula): "formula-without-value" for formula in FORMULAS},
    **{("", f"{formula}<v>7</v>"): 7 for formula in FORMULAS},  # what a program calculated counts, never the formula
    **{(kind, "<v>5</v>"): outcome for kind, outcome in TYPES.items()},
}
FORMATS = (b"0%", b"0.00%", b"dd/mm/yyyy", b"[h]:mm", b"@", b"&quot;%&quot;0", b"0\\%", b"", b"General;;;", b"[$-42A]0")
