"""The words of the grammar of targets: a text cut into tokens, longest phrase first.

Source: the notations of the plans (comparators in words and signs; dates, years, document numbers,
list marks and names with digits are never values).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from lib.domain.number_text import NUMBER, read_number

COMPARATORS: dict[str, tuple[str, ...]] = {
    ">=": (
        *("≥", "⩾", "≧", ">=", "=>", "> =", "= >", "tối thiểu", "ít nhất", "thấp nhất"),
        *("không dưới", "không thấp hơn", "không ít hơn", "không nhỏ hơn", "không kém hơn", "không kém"),
        *("lớn hơn hoặc bằng", "cao hơn hoặc bằng", "bằng hoặc cao hơn", "bằng hoặc lớn hơn"),
        *("trên hoặc bằng", "bằng hoặc trên", "đạt và vượt", "đạt hoặc vượt", "bằng hoặc vượt"),
    ),
    "<=": (
        *("≤", "⩽", "≦", "<=", "=<", "< =", "= <", "tối đa", "nhiều nhất", "không quá", "không vượt quá", "không vượt"),
        *("không cao hơn", "không lớn hơn", "không nhiều hơn", "không hơn", "không trên", "trong vòng"),
        *("nhỏ hơn hoặc bằng", "thấp hơn hoặc bằng", "bằng hoặc thấp hơn", "dưới hoặc bằng", "chậm nhất"),
    ),
    ">": (">", "trên", "hơn", "vượt", "vượt quá", "vượt mức", "cao hơn", "lớn hơn", "nhiều hơn"),
    "<": ("<", "dưới", "nhỏ hơn", "thấp hơn", "ít hơn", "kém hơn"),
    "~": ("~", "≈", "khoảng", "xấp xỉ", "gần", "ước khoảng"),
    "=": ("=", "bằng", "đúng bằng"),
}
OPERATOR = {phrase: sign for sign, phrases in COMPARATORS.items() for phrase in phrases}

SPELLED = dict(zip(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), range(1, 11), strict=True))
"""Numbers in words, read only behind a comparator, «nhóm» or «top»."""

SCALES = ("nghìn tỷ", "ngàn tỷ", "nghìn", "ngàn", "triệu", "tỷ", "tỉ")
MEASURES = (
    *("điểm phần trăm", "điểm %", "điểm", "giây", "phút", "giờ làm việc", "giờ", "ngày làm việc", "ngày"),
    *("tuần", "tháng", "năm", "đồng", "VNĐ", "VND", "USD", "km2", "km²", "km", "m2", "m²", "m3", "m³", "ha"),
    *("Kbps", "Mbps", "Gbps", "Tbps", "KB", "MB", "GB", "TB", "PB", "MW", "kWh", "tuổi"),
    *(f"{scale}{money}" for scale in SCALES for money in (" đồng", " VNĐ", " VND", " USD", "")),
)

_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_YEARS = rf"{_YEAR}(?: ?[-–] ?(?:năm )?{_YEAR})?"
_NOT_PER = r"(?<!/)(?<!mỗi )(?<!hằng )(?<!hàng )(?<!một )(?<!từng )"
_QUARTER = r"(?:qu[ýí]|qúy)"
_WHOLE = r"(?![0-9])(?![.,][0-9])(?!\s*%)"
_DOCUMENT = (
    r"(?:nghị quyết|quyết định|nghị định|thông tư|kế hoạch|chỉ thị|đề án|công văn|luật|kết luận|hướng dẫn"
    r"|chương trình|thông báo|báo cáo|văn bản|tờ trình)"
)
_CALLED_BY_NUMBER = r"(?:nghị quyết|quyết định|nghị định|thông tư|chỉ thị|đề án|công văn|kết luận|NQ|QĐ|ISO|TCVN|QCVN)"
_COUNTED_OFF = r"(?:đợt|giai đoạn|lần thứ|phụ lục|điều|khoản|chương|bước|phiên bản|cấp độ|mức độ|mục|biểu|mẫu|bảng)"
_TIME = (
    r"(?:ngày )?[0-9]{1,2}(?:[/.-])[0-9]{1,2}[/.-][0-9]{4}(?![0-9])",
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])",
    rf"[0-9]{{1,2}} tháng (?:đầu|cuối)(?: năm)?(?: {_YEAR})?",
    rf"{_NOT_PER}tháng [0-9]{{1,2}}{_WHOLE}(?:(?: ?/ ?| năm ){_YEAR})?",
    rf"{_NOT_PER}{_QUARTER} (?:[0-9]|(?:IV|I{{1,3}}|V))(?!\w){_WHOLE}(?:(?: ?/ ?| năm ){_YEAR})?",
    rf"{_NOT_PER}ngày [0-9]{{1,2}}(?: ?/ ?[0-9]{{1,2}})?{_WHOLE}(?: tháng [0-9]{{1,2}})?",
    rf"[0-9]{{1,2}} ?/ ?{_YEAR}",
    rf"(?:(?:trong|vào|đến|tới|từ|cuối|đầu|hết) ?)*(?:năm|giai đoạn) {_YEARS}",
    rf"(?<![0-9%] )(?:đến|tới|giai đoạn) {_YEARS}(?!\s*%)",
    rf"{_YEAR} ?[-–] ?{_YEAR}",
    rf"{_YEAR}(?= ?:)",
    rf"(?:(?<=so với )|(?<=cùng kỳ )){_YEAR}(?!\s*%)",
)
_SKIP = (
    r"(?-i:[0-9][0-9./]*[-/][A-ZĐƯ]\w*(?:[-/.&]\w+)*)",  # 136/KH-UBND, 09-KH/TU
    rf"{_DOCUMENT}(?: \w+){{0,2}}? số:? [0-9](?>[\w./-]*)(?!\s*%)",
    rf"{_CALLED_BY_NUMBER} [0-9](?>[\w./:-]*)(?!\s*%)",
    rf"{_COUNTED_OFF}(?: số)? [0-9]{{1,3}}{_WHOLE}(?:(?:, ?| và | ?- ?)[0-9]{{1,2}}(?=\s*(?:$|[,;.:)]| và )))*",
    rf"(?:mức [0-9]|(?:cấp|lớp|khối|tổ|vùng|quận|phường|thôn|loại|thứ) [0-9]{{1,2}})(?=\s*(?:$|[,;.:])){_WHOLE}",
    r"(?:0?1|một) cửa(?!\w)|(?:công nghiệp|công nghệ|CMCN) [0-9]\.0|24/7|(?:chính quyền|địa phương) 0?[23] cấp",
    rf"trong (?:vòng )?[0-9]{{1,2}} (?:năm|tháng)(?!\w){_WHOLE}",
    r"(?:^|(?<=[;.] )|(?<=;))[0-9]{1,2}(?:\)|\.(?= ))(?=\s*[^\W\d_]|\s*[≥≤<>=])",  # «1. », «2)»
    r"(?:^|(?<=[;.] )|(?<=;))[a-zđ]\)",
    r"[^\W\d_]+-?[0-9]\w*",  # NQ57, IPv6, Covid-19
    r"[0-9]+(?-i:(?!(?:[KMGTP]B|[KMGT]bps|MW|VN[ĐD]|USD)(?!\w))[A-ZĐ])\w*",  # 5G
    r"[0-9][0-9.,]*(?:e[-+]?[0-9]|_)\w*|[0-9]+:[0-9]+(?!\s*[\w%.,])",  # 1e-05, 1_000, 1:10
    r"[0-9]*(?![0-9])\d\w*",  # digits that are not ASCII
)
_FILL = (
    *("đạt được", "đạt mức", "ước đạt", "đạt", "là", "ở mức", "mức", "ở", "trung bình", "bình quân", "thêm"),
    *("có", "phấn đấu", "hướng tới", "hướng đến", "bảo đảm", "đảm bảo", "duy trì", "chiếm", "hoàn thành", "ước"),
)
_STOP = (
    *("được", "đánh giá", "khi", "cung cấp", "sử dụng", "thực hiện", "khai thác", "không", "triển khai", "đã"),
    *("tham gia", "đáp ứng", "tiếp cận", "áp dụng", "nộp", "vào", "cho", "để", "nhằm", "của", "về", "theo"),
    *("với", "bằng", "tại", "trên", "do", "mỗi", "như sau", "sẽ", "cần", "bị", "phải", "trừ", "trong", "thuộc"),
)


def _phrases(words: tuple[str, ...] | list[str]) -> str:
    """An alternation that prefers the longest phrase; words are matched whole."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        rf"(?<!\w){re.escape(w)}(?!\w)" if w[0].isalpha() and w[-1].isalpha() else re.escape(w) for w in ordered
    )


_RULES: tuple[tuple[str, str], ...] = (
    ("TIME", "|".join(rf"(?<!\w)(?<![0-9][.,/]){pattern}" for pattern in _TIME)),
    ("SKIP", "|".join(rf"(?<!\w)(?:{pattern})" for pattern in _SKIP)),
    ("RATIO", r"(?<![\w.,])[0-9]++ ?/ ?[0-9]++(?![\w%.,]*[0-9])(?! ?[%/])(?![^\W\d_])"),
    ("SHARE", _phrases(["tỷ lệ", "tỉ lệ"])),
    ("OF", r"(?:(?<!\w)(?:so với|số với|trên|trong)|/) ?(?=tổng số(?!\w))"),
    ("UP", _phrases(["trở lên"])),
    ("DOWN", _phrases(["trở xuống"])),
    ("CMP", _phrases([*OPERATOR, "tối thiểu là", "ít nhất là", "tối đa là", "có từ"])),
    ("PER", r"(?<!\w)(?:mỗi|hằng|hàng|một|từng) (?:năm|quý|tháng|tuần|ngày)(?!\w)"),
    ("VERSUS", _phrases(["so với cùng kỳ", "so với mức", "so với"])),
    ("WORD", _phrases(["tăng cường", "gia tăng", "giảm thiểu", "tăng tốc", "còn lại", "một số", "một phần"])),
    ("RISE", _phrases(["tăng trưởng", "tăng thêm", "tăng gấp", "tăng"])),
    ("FALL", _phrases(["cắt giảm", "giảm bớt", "giảm", "rút ngắn"])),
    ("DOWNTO", _phrases(["xuống còn", "còn", "xuống"])),
    ("UPTO", _phrases(["lên đến", "lên tới", "lên"])),
    ("LEAD", _phrases(["dẫn đầu", "đứng đầu", "hàng đầu", "cao nhất", "tốt nhất"])),
    ("TOP", _phrases(["top", "tốp", "nhóm"])),
    ("RANK", _phrases(
        ["xếp hạng thứ", "xếp hạng", "xếp thứ hạng", "thứ hạng", "xếp vị trí thứ", "xếp vị trí", "vị trí thứ", "vị trí",
         "xếp thứ", "đứng thứ", "hạng thứ", "hạng", "đứng vị trí thứ", "thứ bậc"])),
    ("FOR", _phrases(["đối với"])),
    ("TO", rf"{_phrases(['đến', 'tới', 'to'])}|[-–—‐‑‒−]"),
    ("FROM", _phrases(["từ", "từ đủ"])),
    ("AND", _phrases(["và", "hoặc"])),
    ("FILL", _phrases(_FILL)),
    ("PCT", r"%|(?<!\w)phần trăm(?!\w)"),
    ("NUM", rf"(?<![\w.,])(?:{NUMBER})(?!\d)"),
    ("MEASURE", _phrases(MEASURES)),
    ("STOP", _phrases(_STOP)),
    ("WORD", r"[^\W\d_]+\w*|\d+\w*"),
    ("COMMA", r","),
    ("COLON", r":"),
    ("END", r"[;.!?…]+"),
    ("SLASH", r"/"),
    ("OTHER", r"\S"),
)  # fmt: skip
_LEXER = re.compile(
    "|".join(f"(?P<{kind}_{place}>{pattern})" for place, (kind, pattern) in enumerate(_RULES)), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, phrase, sign or number with its place in the text; `value` and `of` of a number."""

    kind: str
    text: str
    start: int
    end: int
    value: Decimal | None = None
    of: int | None = None

    @property
    def word(self) -> str:
        """The token in lower case, as the vocabulary spells it."""
        return self.text.lower()


def tokens_of(text: str) -> tuple[Token, ...]:
    """Cut a plain text into tokens; a number whose separators make no sense is skipped."""
    return tuple(_token(match) for match in _LEXER.finditer(text))


def _token(match: re.Match[str]) -> Token:
    kind = str(match.lastgroup).partition("_")[0]
    text, start, end = match[0], match.start(), match.end()
    if kind == "NUM":
        value = read_number(text)
        return Token("SKIP" if value is None else kind, text, start, end, value)
    if kind == "RATIO":
        first, _, second = text.partition("/")
        return Token(kind, text, start, end, Decimal(first.strip()), int(second))
    return Token(kind, text, start, end)
