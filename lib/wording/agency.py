"""Texts of the agency page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from lib.domain.agency import Agency, AgencyKind
from lib.domain.peers import LineOf, PeerGroup, PeerRank, peer_group
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing
from lib.domain.streak import Course, Streak, StreakKind
from lib.domain.tally import Tally
from lib.wording import labels, numbers
from lib.wording.history import lacking_words
from lib.wording.labels import Look
from lib.wording.ranking import GROUPS

NOBODY = (
    "Kế hoạch này chưa giao chỉ tiêu cho đơn vị cụ thể nào: văn bản chỉ ghi tên nhóm. "
    "Nạp lại kế hoạch kèm tên tỉnh, hoặc giao đơn vị ở trang Danh mục."
)
CHOOSE = "Chọn đơn vị"
LIST_TITLE = "Chỉ tiêu của đơn vị, so với toàn kế hoạch"
TO_LIST, TO_PLAN = "Về danh sách", "Xem chỉ tiêu này trên toàn kế hoạch"
NONE_IN_GROUP = "Đơn vị không có chỉ tiêu nào trong nhóm này."
OWED_TITLE, SUBMISSIONS_TITLE, SEND = "Việc cần làm", "Các lần nộp", "Nộp báo cáo"
OWED_HEADS = ("Việc", "Chỉ tiêu, nhiệm vụ", "Chi tiết")
TITLE, RANKING_TITLE = "Đơn vị", "Xếp hạng đơn vị"
ALL_RANKED = "xếp hạng của mọi đơn vị"
RANKING_HEADS = ("Hạng", "Đơn vị", "Cần chỉ đạo", "Nguy cơ", "Đạt, đúng lộ trình", "Đã trả lời")
RANKING_COLUMNS = (
    ("Hạng", 8),
    ("Trên tổng số", 12),
    ("Đơn vị", 36),
    ("Phải báo cáo", 12),
    ("Đã trả lời", 12),
    ("Cần chỉ đạo", 12),
    ("Nguy cơ", 12),
    ("Đạt, đúng lộ trình", 16),
    ("Mới bắt đầu", 12),
    ("Chưa trả lời", 12),
    ("Kéo dài", 20),
)
RANKING_RULE = (
    "Xếp theo số chỉ tiêu cần chỉ đạo, rồi số chưa trả lời, số nguy cơ, số đạt và đúng lộ trình; hạng 1 là tốt nhất, "
    "bằng nhau thì cùng hạng. Mỗi số kèm số chỉ tiêu phải báo cáo. Sở, ban, ngành và xã, phường xếp riêng; "
    "đơn vị chưa có số liệu không xếp hạng."
)
_ALL = "tat-ca"
_BLOCK_CODES: Mapping[PeerGroup, str] = {PeerGroup.DEPARTMENTS: "so", PeerGroup.LOCALS: "xa-phuong"}
_LOCAL_WORDS: Mapping[AgencyKind, str] = {
    AgencyKind.COMMUNE: "xã",
    AgencyKind.WARD: "phường",
    AgencyKind.SPECIAL_ZONE: "đặc khu",
}


class Owing(StrEnum):
    """What a thing to do is about."""

    SILENT = "silent"
    LACKING = "lacking"
    SENT_BACK = "sent_back"
    TASK = "task"


_TO_DO: Mapping[Owing, str] = {
    Owing.SILENT: "nộp số liệu {} chỉ tiêu đã quá hạn",
    Owing.LACKING: "nêu đủ nguyên nhân, giải pháp cho {} chỉ tiêu chưa đạt tiến độ",
    Owing.SENT_BACK: "sửa và nộp lại {} báo cáo bị trả lại",
    Owing.TASK: "xem lại {} nhiệm vụ đã qua hạn",
}


def subtitle(agency: Agency, due: date, received_on: date | None, version: int | None) -> str:
    """What the agency is, when its return is due and when it came."""
    kind = labels.AGENCY_KINDS.get(agency.kind, "")
    place = f"{kind} · {agency.province}" if agency.province else kind
    came = f"nhận {numbers.day(received_on)}, phiên bản {version}" if received_on else "chưa nhận"
    return f"{place} · Hạn nộp {numbers.day(due)} · Báo cáo kỳ này: {came}"


def to_do(owed: Mapping[Owing, int]) -> str:
    """The next steps for an agency in one sentence: how many lines, returns and tasks it owes."""
    parts = [text.format(owed[each]) for each, text in _TO_DO.items() if owed.get(each)]
    text = "; ".join(parts) or "không có việc nào quá hạn"
    return f"{text[:1].upper()}{text[1:]}."


def causes(line: Standing) -> Sequence[tuple[str, str]]:
    """What the agency itself says of a line that lags."""
    found = [
        ("Nguyên nhân chủ quan", line.subjective_cause),
        ("Nguyên nhân khách quan", line.objective_cause),
        ("Giải pháp", line.remedy),
    ]
    told = [(label, text) for label, text in found if text]
    return told or [("Nguyên nhân, giải pháp", "Đơn vị chưa nêu")]


def period_name(period: Period) -> str:
    """A period on a button."""
    return numbers.period(period)


def peers_word(group: PeerGroup, kinds: Iterable[str | None]) -> str:
    """What the peers of a group are called, of the kinds that are there: «xã, phường»."""
    if group is PeerGroup.DEPARTMENTS:
        return "sở, ban, ngành"
    there = {AgencyKind(kind) for kind in kinds if kind}
    return ", ".join(word for kind, word in _LOCAL_WORDS.items() if kind in there) or "xã"


def rank_text(rank: PeerRank, peers: str) -> str:
    """«hạng 12/135 xã, phường»; «đồng hạng» where others stand alike."""
    return f"{'đồng hạng' if rank.shared else 'hạng'} {rank.place}/{rank.of} {peers}"


def streak_text(streak: Streak | None) -> str | None:
    """«chậm 3 kỳ liền», «chưa nộp 2 kỳ liền»; one period alone is no streak and is said by the status."""
    if streak is None or streak.length < 2:
        return None
    return f"{'chậm' if streak.kind is StreakKind.LAGGING else 'chưa nộp'} {streak.length} kỳ liền"


def line_notes(
    lines: Sequence[Standing], ranks: Mapping[LineOf, PeerRank], courses: Mapping[LineOf, Course], peers: str
) -> dict[str, str]:
    """What stands below the name of an agency's lines, by indicator: a/b, its rank, its streak."""
    found = {}
    for line in lines:
        key = (line.agency_code or "", line.indicator_code)
        rank, course = ranks.get(key), courses.get(key)
        parts = (
            counts_of(line),
            rank_text(rank, peers) if rank else None,
            streak_text(course.streak) if course else None,
        )
        if text := " · ".join(part for part in parts if part):
            found[line.indicator_code] = text
    return found


def counts_of(line: Standing) -> str | None:
    """The numerator over the denominator: «50/81»; None without both."""
    return None if line.a is None or line.b is None else f"{numbers.count(line.a)}/{numbers.count(line.b)}"


def list_title(group: str | None) -> str:
    """The heading of an agency's list, narrowed to a group or not."""
    word = next((each.word for each in GROUPS if each.code == group), None)
    return f"{LIST_TITLE}: {word.lower()}" if word else LIST_TITLE


def owed_return(period: Period, state: str, overdue: int) -> tuple[Look, str, str]:
    """A whole return that is owed: its look, what it is, how long it has been due."""
    shown = labels.reporting_look(state)
    return shown, f"Báo cáo {numbers.period_in_words(period)}", f"quá hạn {overdue} ngày" if overdue > 0 else ""


def owed_line(line: Standing, course: Course | None) -> tuple[Look, str, str]:
    """A line that the return in force leaves open, or that lacks its cause or remedy."""
    if line.absence is Absence.MISSING:
        return labels.look(line), line.indicator_name, streak_text(course.streak if course else None) or ""
    return labels.look(line), line.indicator_name, f"thiếu {lacking_words(line)}"


def owed_file(number: int, period: Period | None) -> tuple[str, str]:
    """A file that was sent back."""
    return f"Lần nộp {number}, {numbers.period_in_words(period)}", "sửa theo lý do trả lại rồi nộp lại"


def ranking_title(peers: str, count: int) -> str:
    """The heading of one block of the ranking."""
    return f"{peers[:1].upper()}{peers[1:]}: {numbers.count(count)} đơn vị"


def ranking_blocks(groups: Mapping[PeerGroup, str]) -> dict[str, str]:
    """The blocks of the ranking by the code of an address, all first; `groups` with the word of their peers."""
    return {_ALL: "Tất cả", **{_BLOCK_CODES[each]: word[:1].upper() + word[1:] for each, word in groups.items()}}


def block_code(group: PeerGroup) -> str:
    """The code of a block in an address."""
    return _BLOCK_CODES[group]


def see_all(count: int) -> str:
    """The way to a whole block."""
    return f"Xem cả {numbers.count(count)} đơn vị"


def place_text(tally: Tally) -> str:
    """An agency's place among its peers, or «—»."""
    return f"{tally.place.place}/{tally.place.of}" if tally.place else numbers.MISSING


def counts_text(tally: Tally) -> tuple[str, str, str, str]:
    """Urgent, at risk, good and answered lines, each of those owed: «3/8»."""
    return tuple(f"{n}/{tally.owed}" for n in (tally.urgent, tally.risk, tally.good, tally.answered))  # type: ignore[return-value]


def tally_said(tally: Tally) -> str:
    """An agency's row in a sentence, for those who cannot see it."""
    urgent, risk, good, answered = counts_text(tally)
    place = f"hạng {place_text(tally)}" if tally.place else "chưa xếp hạng"
    told = (f"cần chỉ đạo {urgent}", f"nguy cơ {risk}", f"đạt, đúng lộ trình {good}", f"đã trả lời {answered}")
    return f"{tally.name}: {'; '.join((place, *told, *filter(None, (streak_text(tally.streak),))))}"


def peers_of(agency: Agency, kinds: Iterable[str | None]) -> str:
    """What the peers of an agency are called."""
    return peers_word(peer_group(agency.kind), kinds)
