"""Texts of a return in a workbook of the agency's own making: roles, reasons, how rows were matched, the way on."""

from __future__ import annotations

from collections.abc import Mapping

from lib.domain.own_return import Role, Why
from lib.domain.period import Period
from lib.wording import numbers

ROLES: Mapping[Role, str] = {
    Role.NAME: "Tên chỉ tiêu",
    Role.VALUE: "Kết quả thực hiện",
    Role.A: "Tử số a",
    Role.B: "Mẫu số b",
    Role.ANSWER: "Trả lời bằng chữ",
    Role.SOURCE_SYSTEM: "Nguồn số liệu",
    Role.SECOND_VALUE: "Kết quả nguồn thứ hai",
    Role.SECOND_SOURCE: "Nguồn thứ hai",
    Role.EVIDENCE: "Minh chứng",
    Role.SUBJECTIVE_CAUSE: "Nguyên nhân chủ quan",
    Role.OBJECTIVE_CAUSE: "Nguyên nhân khách quan",
    Role.REMEDY: "Giải pháp khắc phục",
    Role.ORDINAL: "Số thứ tự",
    Role.UNIT: "Đơn vị tính",
    Role.TARGET: "Mục tiêu (không ghi nhận)",
    Role.BASELINE: "Mốc năm trước (không ghi nhận)",
    Role.OTHER: "Không đọc",
}
_WHY: Mapping[Why, str] = {
    Why.WORDS: "tiêu đề cột nói vậy",
    Why.KNOWN_NAMES: "các ô là tên chỉ tiêu của kế hoạch",
    Why.BESIDE_TARGET: "«Kết quả» đứng cạnh cột mục tiêu nên là số đã làm được",
    Why.BESIDE_ACTUAL: "đã có cột khác ghi số làm được, «Kết quả» ở đây là mức phải đạt",
    Why.BESIDE_COUNTS: "«Kết quả» đứng cạnh tử số, mẫu số",
    Why.TASK_TABLE: "bảng nhiệm vụ: «Kết quả» là sản phẩm",
    Why.COMPARATORS: "các ô ghi «≥», «trên» nên là mức phải đạt",
    Why.TITLE_REPORTS: "chỉ tiêu đề bảng gợi ý đây là số đã làm được",
    Why.NOTHING_DECIDES: "«Kết quả» có thể là mục tiêu hoặc số đã làm được",
    Why.THIS_PERIOD: "cột của kỳ đang nộp",
    Why.CUMULATIVE: "lũy kế đến kỳ đang nộp",
    Why.MONTH_OR_CUMULATIVE: "có cả cột tháng và cột lũy kế: chọn theo cách tính của chỉ tiêu",
    Why.OTHER_PERIOD: "số của kỳ khác",
    Why.PAST_YEAR: "số của năm trước",
    Why.THIS_YEAR: "chỉ ghi năm: mục tiêu hay kết quả?",
    Why.COMPARISON: "so sánh với kế hoạch, không phải số liệu",
    Why.COUNT_BY_WORDS: "thường là mẫu số (tổng số) và tử số (số đã làm)",
    Why.CAUSE_UNSPLIT: "không nói rõ chủ quan hay khách quan",
    Why.UNIT_OR_AGENCY: "«Đơn vị» có thể là đơn vị tính hoặc cơ quan",
    Why.TWICE: "hai cột giống vai trò nhau: chỉ chọn một",
    Why.REMEMBERED: "như đã xác nhận lần trước",
    Why.UNKNOWN: "chưa rõ cột này là gì",
}
_AGREEMENTS: Mapping[str, str] = {
    "name": "✓ khớp tên",
    "number": "✓ khớp số thứ tự và tên",
    "remembered": "✓ tên đã ghi nhớ",
    "suggested": "? cần xác nhận",
    "none": "không khớp chỉ tiêu nào",
}

FOREIGN = "Tệp này không phải biểu của sổ."
FOREIGN_WAY = (
    "Vẫn nhận được: chọn đơn vị và kỳ, xem phần mềm hiểu từng cột, từng dòng ra sao, sửa chỗ chưa đúng rồi xác nhận. "
    "Lần sau cùng mẫu bảng sẽ được nhớ."
)
PLAN, AGENCY, PERIOD = "Kế hoạch của tệp", "Đơn vị nộp tệp", "Kỳ của tệp"
NO_TABLE = "Chưa nhận ra bảng số liệu trong tệp. Chỉ ra trang và dòng tiêu đề của bảng."
NO_SHEET = "Tệp không có trang nào có nội dung."
PLACE = "Bảng ở chỗ khác? Chọn trang và dòng tiêu đề"
SHEET, FIRST_HEADER, LAST_HEADER = "Trang", "Tiêu đề từ dòng", "đến dòng"
COLUMNS = "Cách đọc: các cột"
ROWS = "Cách đọc: các dòng"
CHOOSE = "Chọn…"
NOT_AN_INDICATOR = "Không phải chỉ tiêu"
NO_ROWS = "Dưới tiêu đề không có dòng nào có tên."
CONFIRM = "Xác nhận cách đọc"
CONFIRMED = "Cách đọc đã được xác nhận. Đổi một lựa chọn ở trên thì phải xác nhận lại."
OPEN_ALONE = "Mở riêng để chỉ cách đọc"
FOREIGN_FILES = "Tệp không phải biểu của sổ"
BACK = "Quay lại các tệp"


def role(wanted: Role) -> str:
    """The word of a role in a list of choices."""
    return ROLES[wanted]


def why(reason: Why, proposed: Role, is_doubtful: bool) -> str:
    """Why a role is proposed; of a doubtful one also what is thought likeliest."""
    said = _WHY[reason]
    if not is_doubtful:
        return said[:1].upper() + said[1:] + "."
    likely = f" Có lẽ: {ROLES[proposed]}." if proposed is not Role.OTHER else ""
    return f"Cần chọn: {said}.{likely}"


def agreement(kind: str) -> str:
    """How a row was matched."""
    return _AGREEMENTS[kind]


def suggestion(ordinal: int, name: str, score: int | None) -> str:
    """An indicator in a list of choices, with its score where it is suggested."""
    likeness = f"{score} % giống · " if score is not None else ""
    return f"{likeness}{ordinal}. {name}"


def likeliest(name: str, score: int) -> str:
    """The best suggestion for a row."""
    return f"giống nhất ({score} %): «{name}»"


def month(period: Period) -> str:
    """A month in a list of choices."""
    said = numbers.period_in_words(period)
    return said[:1].upper() + said[1:]


def column_head(letter: str, label: str) -> str:
    """A column by its letter and heading."""
    return f"Cột {letter}: {label or '(không có tiêu đề)'}"


def row_head(row: int, name: str) -> str:
    """A row by its number and name."""
    return f"Dòng {row}: {name}"


def period_differs(named: Period, chosen: Period) -> str:
    """The words above the table name another month than the one chosen."""
    return (
        f"Tiêu đề bảng ghi {numbers.period_in_words(named)}, kỳ đang chọn là {numbers.period_in_words(chosen)}. "
        "Kiểm tra lại kỳ trước khi nhận."
    )


def agency_differs(named: str, chosen: str) -> str:
    """The words above the table name another agency than the one chosen."""
    return f"Phía trên bảng có tên «{named}», đơn vị đang chọn là «{chosen}». Kiểm tra lại đơn vị trước khi nhận."


def sure_columns(count: int) -> str:
    """The head of the columns whose role is plain."""
    return f"Xem lý do, sửa {count} cột đã rõ"


def other_choices(count: int) -> str:
    """The head of the rows that need no choice."""
    return f"Sửa {count} dòng đã rõ"


def table_found(sheet: str, first: int, last: int, n_known: int, n_owed: int) -> str:
    """Where the table was found and how many of the owed indicators it names."""
    rows = f"dòng {first}" if first == last else f"dòng {first}–{last}"
    return f"Bảng ở trang «{sheet}», tiêu đề {rows}; nhận ra {n_known}/{n_owed} chỉ tiêu theo tên."


def left_open(n_columns: int, n_rows: int) -> str:
    """What must still be chosen before the reading can be confirmed."""
    parts = [f"{n_columns} cột" if n_columns else "", f"{n_rows} dòng" if n_rows else ""]
    return f"Còn {' và '.join(part for part in parts if part)} cần chọn trước khi xác nhận."


def foreign_hint(count: int) -> str:
    """That some files of a batch can only be read one by one."""
    return f"{count} tệp không phải biểu của sổ: mở riêng từng tệp để chỉ cách đọc, rồi quay lại các tệp còn lại."


def rows_summary(n_matched: int, n_open: int, n_left: int) -> str:
    """How the rows stand."""
    parts = [f"{n_matched} dòng đã khớp chỉ tiêu"]
    parts += [f"{n_open} dòng cần xác nhận"] if n_open else []
    parts += [f"{n_left} dòng không phải chỉ tiêu của đơn vị"] if n_left else []
    return ", ".join(parts) + "."


def sample(cells: list[tuple[str, str]]) -> str:
    """The first cells of a column."""
    return "Các ô đầu: " + " · ".join(f"{ref} «{text}»" for ref, text in cells) if cells else "Cột trống."
