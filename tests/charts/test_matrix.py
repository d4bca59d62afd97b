import json
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from lib.charts.matrix import MANY, cell_key, cell_text, heads, matrix, short_code
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status
from lib.domain.streak import Course
from lib.wording.matrix import GAP, MODES, TREND, VALUE, since_text
from tests.app_screens import cells
from tests.standing_samples import APRIL, PAYLOADS, count, duration, in_words, line, missing


def grid() -> list[Standing]:
    """Three agencies × three indicators; nobody gave C2 to the third agency."""
    found: list[Standing] = []
    for code, name, statuses in (
        ("a", "Sở Y tế", (Status.MET, Status.MET, Status.AT_RISK)),
        ("b", "Công an tỉnh", (Status.BEHIND, Status.REGRESSING, Status.BEHIND)),
        ("c", "Xã Gio Linh", (Status.BEHIND, None, Status.NO_DATA)),
    ):
        for number, status in enumerate(statuses, 1):
            if status is Status.NO_DATA:
                found.append(missing(indicator_code=f"KH-0{number}", agency_code=code, agency_name=name))
            elif status:
                owner = {"agency_code": code, "agency_name": name}
                found.append(line(status=status, indicator_code=f"KH-0{number}", **owner))
    return found


def drawn(standings: Sequence[Standing], **options: object) -> Element:
    return fromstring(f"<div>{matrix(standings, **options)}</div>")


def said(element: Element) -> str:
    return "".join(element.itertext())


def rows(tree: Element) -> list[Element]:
    body = tree.find(".//tbody")
    assert body is not None
    return list(body)


def looks(tree: Element) -> dict[str, Element]:
    """The entries of the legend by the class of the cells that they dress."""
    return {each.attrib["data-look"]: each for each in tree.iter("li") if "data-look" in each.attrib}


def test_there_is_one_cell_for_every_agency_and_indicator() -> None:
    assert [len(row.findall("td")) for row in rows(drawn(grid()))] == [3, 3, 3]


def test_a_pair_that_nobody_owes_is_empty_leads_nowhere_and_has_its_key_in_the_legend() -> None:
    found = cells(matrix(grid()))
    assert cell_key("c", "KH-02") not in found
    assert cell_key("c", "KH-01") in found
    assert len(found) == 8
    assert [entry.attrib["data-word"] for entry in looks(drawn(grid())).values()][-1] == "Không giao"
    everything = [each for each in grid() if each.agency_code != "c"]
    assert "Không giao" not in matrix(everything)


def test_the_agency_with_most_to_direct_stands_on_top() -> None:
    assert [said(row[0]) for row in rows(drawn(grid()))] == ["Công an tỉnh", "Xã Gio Linh", "Sở Y tế"]


def test_a_column_shows_its_short_code_and_its_target_and_the_full_name_stands_below() -> None:
    tree = drawn(grid())
    assert [said(head) for head in tree.findall(".//thead//th")] == ["C1KH ≥ 70", "C2KH ≥ 70", "C3KH ≥ 70"]
    names = tree.find(".//details")
    assert names is not None and said(names[0]) == "Tên đầy đủ của C1–C3"
    assert [mark.attrib["data-key"] for mark in names.iter("div")] == ["|KH-01", "|KH-02", "|KH-03"]
    assert "C1Tiếp nhận, giải quyết TTHC phi địa giới hành chính" in said(names)


def test_a_cell_names_its_look_and_the_legend_says_tint_shape_and_word() -> None:
    tree = drawn(grid())
    cell = rows(tree)[0][1]
    assert said(cell) == "56,9"
    entry = looks(tree)[cell.attrib["class"]]
    assert set(entry.attrib["data-cell"].split()) == {"sct-tone-bad", "sct-s-square"}
    assert entry.attrib["data-word"] == said(entry) == "Chậm"


def test_every_look_stands_once_in_the_legend_worst_first() -> None:
    words = [entry.attrib["data-word"] for entry in looks(drawn(grid())).values()]
    assert words == ["Chậm", "Thụt lùi", "Nguy cơ", "Đạt", "Chưa có số liệu", "Không giao"]


def test_a_verdict_that_is_not_conclusive_is_hollow_and_shares_one_chip() -> None:
    tree = drawn([line("71", status=Status.MET, conclusive=False, agency_code="a", agency_name="A")])
    entry = looks(tree)[rows(tree)[0][1].attrib["class"]]
    assert {"sct-hollow", "sct-s-disc-hollow"} <= set(entry.attrib["data-cell"].split())
    assert entry.attrib["data-word"] == "Đạt – chưa kết luận"
    shown = [said(each) for each in tree.iter("li") if "hidden" not in each.attrib and said(each)]
    assert shown[:2] == ["Đạt", "Viền rỗng: chưa kết luận hoặc số tạm"]


@pytest.mark.parametrize(
    ("standing", "mode", "text"),
    [
        pytest.param(line(), VALUE, "56,9", id="value"),
        pytest.param(line(), GAP, "−13,1", id="gap"),
        pytest.param(line(previous_value=Decimal("54.8")), TREND, "↑ +2,1", id="better"),
        pytest.param(line(previous_value=Decimal("57.8")), TREND, "↓ −0,9", id="worse"),
        pytest.param(line(previous_value=Decimal("56.88")), TREND, "→ 0,0", id="as good as the same"),
        pytest.param(duration("24", previous_value=Decimal(26)), TREND, "↑ −2", id="less is better"),
        pytest.param(count("3", previous_value=Decimal(3)), TREND, "→ 0", id="same number of things"),
        pytest.param(line(), TREND, "—", id="no-period-before"),
        pytest.param(missing(), VALUE, "—", id="missing"),
        pytest.param(replace(missing(Absence.NOT_RECOGNISED), value=Decimal(99)), VALUE, "—", id="not-recognised"),
        pytest.param(in_words(), GAP, "Đang thực hiện", id="qualitative"),
    ],
)
def test_what_a_cell_shows(standing: Standing, mode: str, text: str) -> None:
    assert cell_text(standing, mode) == text


JANUARY = Course(first=(Period(2026, 1), Decimal("50.9")))


@pytest.mark.parametrize(
    ("standing", "course", "text"),
    [
        pytest.param(line(), JANUARY, "+4,0", id="since the baseline, where there is one"),
        pytest.param(line(baseline_value=None), JANUARY, "+6,0", id="else since the year's first figure"),
        pytest.param(line(baseline_value=None), Course(first=(APRIL, Decimal("56.9"))), None, id="this is the first"),
        pytest.param(line(baseline_value=None), None, None, id="nothing is known of the year"),
        pytest.param(missing(), JANUARY, None, id="no figure now"),
    ],
)
def test_the_trend_also_tells_the_way_since_the_start(
    standing: Standing, course: Course | None, text: str | None
) -> None:
    assert since_text(standing, course) == text


def test_a_cell_of_the_trend_keeps_its_status_and_carries_both_changes() -> None:
    standing = line(status=Status.REGRESSING, previous_value=Decimal("55.9"), agency_code="a", agency_name="A")
    tree = drawn([standing], mode=TREND)
    cell = rows(tree)[0][1]
    assert said(cell) == "↑ +1,0+4,0"
    assert "sct-s-fall" in looks(tree)[cell.attrib["class"]].attrib["data-cell"], "its status is still «thụt lùi»"
    table = tree.find(".//table")
    assert table is not None and table.attrib["data-better"] == "tốt lên"


def test_the_columns_are_the_same_on_every_page() -> None:
    every = grid()
    last = [each for each in every if each.agency_code == "c"]
    assert len(drawn(last).findall(".//thead//th")) == 2
    assert len(drawn(last, columns=heads(every)).findall(".//thead//th")) == 3


@pytest.mark.parametrize(
    ("code", "short"), [("QUANGTRI-VP-2026-07", "C7"), ("GIALAI-2026-12", "C12"), ("C1", "C1"), ("KH-2026", "KH-2026")]
)
def test_a_short_code_is_the_number_in_its_plan(code: str, short: str) -> None:
    assert short_code(line(indicator_code=code)) == short


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_stay_texts(payload: str) -> None:
    tree = drawn([line(agency_code="a", agency_name=payload, indicator_name=payload)])
    assert not list(tree.iter("script"))
    assert payload.replace("\n", " ") in said(tree)


def many(agencies: int, indicators: int) -> list[Standing]:
    name = "Tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến toàn trình trên tổng số thủ tục hành chính"
    return [
        line(
            agency_code=f"52{i:03d}",
            agency_name=f"Phường Hoài Nhơn số {i}",
            indicator_code=f"GIALAI-2026-{j:02d}",
            indicator_name=name,
            previous_value=Decimal("55.8"),
        )
        for i in range(agencies)
        for j in range(1, indicators + 1)
    ]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("agencies", "indicators"), [(40, 9), (40, 30), (30, 50)])
def test_a_page_of_the_widest_matrix_is_sent_in_less_than_110_kb(mode: str, agencies: int, indicators: int) -> None:
    sent = json.dumps(matrix(many(agencies, indicators), mode=mode))
    assert len(sent) < 110_000
    assert len(sent) < agencies * indicators * 60 + indicators * 700 + 9_000


def test_only_a_wide_matrix_is_broken_into_lines_on_paper() -> None:
    assert not re.search('class="[^"]*sct-many', matrix(many(1, MANY - 1)))
    assert re.search('class="[^"]*sct-many', matrix(many(1, MANY)))


def test_nothing_to_show_is_said() -> None:
    assert "Chưa có đơn vị" in matrix([])
