"""The Vietnamese word, the shape and the colour role of every coded value: one table each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.domain.agency import AgencyKind
from lib.domain.catalog import Direction, Frequency, Level, Measure
from lib.domain.issue import Severity
from lib.domain.standing import Absence, Standing, Status
from lib.domain.submission import Answer


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is shown: always word, shape and colour role together. `hollow`: not
    certain yet, for the reason in `doubt`.

    Roles: ok, track, warn, bad, early, none. Shapes: disc, half, triangle, square, fall, diamond, ring, barred.
    """

    word: str
    shape: str
    role: str
    hollow: bool = False
    doubt: str = "chưa kết luận"

    @property
    def full_word(self) -> str:
        """The word with what is uncertain about it."""
        return f"{self.word} – {self.doubt}" if self.hollow else self.word


INCONCLUSIVE = "chưa kết luận"
PROVISIONAL = "số tạm"  # from a return that nobody has accepted yet
AWAITING_SECOND_SOURCE = "chờ đối chiếu"
SMALL_DENOMINATOR = "mẫu số nhỏ"

_STATUS: Mapping[Status, tuple[str, str, str]] = {
    Status.MET: ("Đạt", "disc", "ok"),
    Status.MISSED: ("Không đạt", "square", "bad"),
    Status.ON_TRACK: ("Đúng lộ trình", "half", "track"),
    Status.AT_RISK: ("Nguy cơ", "triangle", "warn"),
    Status.BEHIND: ("Chậm", "square", "bad"),
    Status.REGRESSING: ("Thụt lùi", "fall", "bad"),
    Status.UNPACED: ("Chưa đạt – chưa có mốc", "triangle", "warn"),
    Status.TOO_EARLY: ("Mới bắt đầu", "diamond", "early"),
    Status.IN_PROGRESS: ("Đang thực hiện", "diamond", "early"),
    Status.NO_DATA: ("Chưa có số liệu", "ring", "none"),
}

_ABSENCE: Mapping[Absence, tuple[str, str]] = {
    Absence.NOT_DUE: ("Chưa đến hạn", "kỳ này chưa đến hạn nộp"),
    Absence.MISSING: ("Chưa có số liệu", "đơn vị chưa báo cáo"),
    Absence.NOTHING_ARISING: ("Không phát sinh", "trong kỳ không phát sinh việc nào"),
    Absence.NOT_APPLICABLE: ("Không thuộc phạm vi", "chỉ tiêu không áp dụng cho đơn vị này"),
    Absence.NOT_RECOGNISED: ("Không công nhận", "số liệu đã nộp nhưng không được công nhận"),
    Absence.NOT_ASSIGNED: ("Chưa giao", "chưa giao cho đơn vị nào báo cáo"),
}

AGENCY_KINDS: Mapping[AgencyKind, str] = {
    AgencyKind.DEPARTMENT: "Sở, ban, ngành",
    AgencyKind.OFFICE: "Phòng, trung tâm",
    AgencyKind.COMMUNE: "Xã",
    AgencyKind.WARD: "Phường",
    AgencyKind.SPECIAL_ZONE: "Đặc khu",
    AgencyKind.POLICE: "Công an",
    AgencyKind.PRESS: "Báo chí, cổng thông tin",
    AgencyKind.COMPANY: "Doanh nghiệp",
    AgencyKind.OUTSIDE_BODY: "Cơ quan ngoài hệ thống",
}

LEVELS: Mapping[Level, str] = {
    Level.PROVINCE: "Cấp tỉnh",
    Level.COMMUNE: "Cấp xã",
    Level.OFFICE: "Cơ quan",
}


DIRECTIONS: Mapping[Direction, str] = {
    Direction.UP: "Càng cao càng tốt",
    Direction.DOWN: "Càng thấp càng tốt",
}

MEASURES: Mapping[Measure, str] = {
    Measure.CUMULATIVE: "Lũy kế từ đầu năm",
    Measure.IN_PERIOD: "Trong kỳ",
    Measure.POINT_IN_TIME: "Tại thời điểm",
}

FREQUENCIES: Mapping[Frequency, str] = {
    Frequency.MONTH: "Hằng tháng",
    Frequency.QUARTER: "Hằng quý",
    Frequency.HALF_YEAR: "6 tháng",
    Frequency.YEAR: "Hằng năm",
}

ANSWERS: Mapping[Answer, str] = {
    Answer.FIGURE: "Có số liệu",
    Answer.NOTHING_ARISING: "Không phát sinh",
    Answer.NOT_APPLICABLE: "Không thuộc phạm vi",
    Answer.MET: "Đạt",
    Answer.IN_PROGRESS: "Đang thực hiện",
    Answer.NOT_MET: "Chưa đạt",
}

SEVERITIES: Mapping[Severity, str] = {
    Severity.BLOCKING: "Lỗi phải sửa",
    Severity.WARNING: "Cần giải trình",
    Severity.NOTE: "Lưu ý",
}


# Source: DOMAIN, periods: the states of agency × period.
REPORTING_STATES: Mapping[str, tuple[str, str, str]] = {
    "not_due": ("Chưa đến hạn", "ring", "none"),
    "missing": ("Chưa nộp", "square", "bad"),
    "on_time": ("Đúng hạn", "disc", "ok"),
    "late": ("Nộp trễ", "triangle", "warn"),
    "returned": ("Trả lại để sửa", "fall", "bad"),
    "nothing_due": ("Không phải nộp", "ring", "none"),
    "superseded": ("Đã thay bằng bản mới", "half", "track"),
}

# Source: the plan of Gia Lai, section IV: four reasons to refuse recognition.
RECOGNITION_REASONS: Mapping[str, str] = {
    "off_system": "Làm ngoài hệ thống rồi nhập lại",
    "parallel_paper": "Đã ký số nhưng vẫn lưu chuyển văn bản giấy",
    "unused_signature": "Đã cấp chữ ký số nhưng chưa sử dụng",
    "no_sample": "Khảo sát hài lòng thiếu mẫu hoặc thiếu quy trình",
}

# What one item of a numerator is, by the cue in its text or the indicator's name that comes first.
_ITEMS: Mapping[str, str] = {
    "hồ sơ": "hồ sơ",
    "tiếp nhận": "hồ sơ",
    "giải quyết": "hồ sơ",
    "văn bản": "văn bản",
    "thủ tục hành chính được tiếp nhận": "hồ sơ",
    "thủ tục hành chính": "TTHC",
    "tthc": "TTHC",
    "dịch vụ công": "dịch vụ công",
    "giao dịch": "giao dịch",
    "cán bộ": "người",
    "lãnh đạo": "người",
    "công chức": "người",
    "viên chức": "người",
    "người": "người",
    "dân số": "người",
    "doanh nghiệp": "doanh nghiệp",
    "hộ gia đình": "hộ",
    "sản phẩm": "sản phẩm",
    "nhiệm vụ": "nhiệm vụ",
    "báo cáo": "báo cáo",
    "chữ ký số": "chữ ký số",
    "ký số": "văn bản",
    "tài khoản": "tài khoản",
    "phản ánh": "phản ánh",
    "cơ sở dữ liệu": "cơ sở dữ liệu",
    "cơ quan": "cơ quan",
    "đơn vị": "đơn vị",
    "phiếu": "phiếu",
    "cuộc họp": "cuộc họp",
    "thiết bị": "thiết bị",
}


def look(standing: Standing) -> Look:
    """The word, shape and role of a standing; hollow when its verdict is not conclusive or its figure provisional."""
    if standing.status is Status.NO_DATA:
        return absence_look(standing.absence)
    word, shape, role = _STATUS[standing.status]
    if standing.awaiting_second_source:
        word = f"{word} – {AWAITING_SECOND_SOURCE}"
    doubts = (None if standing.conclusive else INCONCLUSIVE, PROVISIONAL if standing.provisional else None)
    doubt = ", ".join(each for each in doubts if each)
    return Look(word, shape, role, hollow=bool(doubt), doubt=doubt)


def status_look(status: Status) -> Look:
    """The word, shape and role of a status alone (legends, filters)."""
    return Look(*_STATUS[status])


def absence_look(absence: Absence | None) -> Look:
    """The grey of an absence: a dashed ring, barred when a figure was not recognised."""
    if absence is None:
        return Look(*_STATUS[Status.NO_DATA])
    shape = "barred" if absence is Absence.NOT_RECOGNISED else "ring"
    return Look(_ABSENCE[absence][0], shape, "none")


def absence_reason(absence: Absence | None) -> str:
    """Why there is no figure, in words that end a sentence."""
    return "chưa rõ lý do" if absence is None else _ABSENCE[absence][1]


def reporting_look(state: str) -> Look:
    """The word, shape and role of a reporting state of agency × period."""
    return Look(*REPORTING_STATES.get(state, (state, "ring", "none")))


def short_name(name: str, most: int = 90) -> str:
    """An indicator's name where room is short: without «Tỷ lệ», cut at a word with «…»."""
    bare = name.removeprefix("Tỷ lệ ").strip()
    bare = bare[:1].upper() + bare[1:]
    if len(bare) <= most:
        return bare
    return bare[:most].rpartition(" ")[0].rstrip(" ,;(") + "…"


def item_word(*texts: str | None) -> str:
    """What one item of a numerator is («hồ sơ»), found in its text or the indicator's name; else «mục»."""
    for text in texts:
        folded = (text or "").casefold()
        found = [(folded.find(cue), -len(cue), word) for cue, word in _ITEMS.items() if cue in folded]
        if found:
            return min(found)[2]
    return "mục"
