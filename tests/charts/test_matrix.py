from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from lib.charts.matrix import cell_key, cell_text, matrix, parted, short_code
from lib.domain.standing import Absence, Standing, Status
from tests.standing_samples import PAYLOADS, in_words, line, missing


def grid() -> list[Standing]:
    """Three agencies × three indicators; nobody gave C2 to the third agency."""
    cells: list[Standing] = []
    for code, name, statuses in (
        ("a", "Sở Y tế", (Status.MET, Status.MET, Status.AT_RISK)),
        ("b", "Công an tỉnh", (Status.BEHIND, Status.REGRESSING, Status.BEHIND)),
        ("c", "Xã Gio Linh", (Status.BEHIND, None, Status.NO_DATA)),
    ):
        for number, status in enumerate(statuses, 1):
            if status is Status.NO_DATA:
                cells.append(missing(indicator_code=f"KH-0{number}", agency_code=code, agency_name=name))
            elif status:
                owner = {"agency_code": code, "agency_name": name}
                cells.append(line(status=status, indicator_code=f"KH-0{number}", **owner))
    return cells


def table(standings: Sequence[Standing], **options: str) -> Element:
    return fromstring(matrix(standings, **options))


def said(element: Element) -> str:
    return "".join(element.itertext())


def rows(tree: Element) -> list[Element]:
    body = tree.find(".//tbody")
    assert body is not None
    return list(body)


def test_there_is_one_cell_for_every_agency_and_indicator() -> None:
    tree = table(grid())
    assert [len(row.findall("td")) for row in rows(tree)] == [3, 3, 3]
    assert len([cell for cell in tree.iter() if "sct-cell" in cell.attrib.get("class", "").split()]) == 9


def test_a_pair_that_nobody_owes_is_empty_and_leads_nowhere() -> None:
    keys = {each.attrib["data-key"] for each in table(grid()).iter() if "data-key" in each.attrib}
    assert cell_key("c", "KH-02") not in keys
    assert cell_key("c", "KH-01") in keys
    assert len([key for key in keys if all(parted(key))]) == 8


def test_the_agency_with_most_to_direct_stands_on_top() -> None:
    assert [said(row[0]) for row in rows(table(grid()))] == ["Công an tỉnh", "Xã Gio Linh", "Sở Y tế"]


def test_a_column_shows_its_short_code_and_its_target() -> None:
    heads = [said(head) for head in table(grid()).findall(".//thead//th")]
    assert heads == ["C1KH ≥ 70", "C2KH ≥ 70", "C3KH ≥ 70"]


def test_a_cell_carries_number_shape_tint_and_sentence() -> None:
    cell = next(each for each in table(grid()).iter() if each.attrib.get("data-key") == "b|KH-01")
    assert said(cell) == "56,9"
    assert {"sct-tone-bad", "sct-s-square"} <= set(cell.attrib["class"].split())
    assert "Chậm" in cell.attrib["aria-label"]
    assert cell.attrib["data-code"] == "C1"


def test_a_verdict_that_is_not_conclusive_is_hollow() -> None:
    tree = table([line("71", status=Status.MET, conclusive=False, agency_code="a", agency_name="A")])
    cell = next(each for each in tree.iter() if each.attrib.get("data-key") == "a|C1")
    assert {"sct-hollow", "sct-s-disc-hollow"} <= set(cell.attrib["class"].split())


@pytest.mark.parametrize(
    ("standing", "mode", "text"),
    [
        pytest.param(line(), "value", "56,9", id="value"),
        pytest.param(line(), "gap", "−13,1", id="gap"),
        pytest.param(line(previous_value=Decimal("54.8")), "change", "+2,1", id="change"),
        pytest.param(line(), "change", "—", id="no-period-before"),
        pytest.param(missing(), "value", "—", id="missing"),
        pytest.param(replace(missing(Absence.NOT_RECOGNISED), value=Decimal(99)), "value", "—", id="not-recognised"),
        pytest.param(in_words(), "gap", "Đang thực hiện", id="qualitative"),
    ],
)
def test_what_a_cell_shows(standing: Standing, mode: str, text: str) -> None:
    assert cell_text(standing, mode) == text


def test_an_address_makes_a_cell_a_link() -> None:
    tree = fromstring(matrix(grid(), {"b|KH-01": "don-vi?dv=b&ct=C1"}))
    links = list(tree.iter("a"))
    assert [each.attrib["href"] for each in links] == ["don-vi?dv=b&ct=C1"]


@pytest.mark.parametrize(
    ("code", "short"), [("QUANGTRI-VP-2026-07", "C7"), ("GIALAI-2026-12", "C12"), ("C1", "C1"), ("KH-2026", "KH-2026")]
)
def test_a_short_code_is_the_number_in_its_plan(code: str, short: str) -> None:
    assert short_code(line(indicator_code=code)) == short


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_stay_texts(payload: str) -> None:
    tree = table([line(agency_code="a", agency_name=payload, indicator_name=payload)])
    assert not list(tree.iter("script"))
    assert payload.replace("\n", " ") in said(tree)


def test_forty_agencies_and_twelve_indicators_stay_small() -> None:
    many = [
        line(agency_code=f"52{i:03d}", agency_name=f"Xã số {i}", indicator_code=f"C{j}")
        for i in range(40)
        for j in range(12)
    ]
    assert len(matrix(many).encode()) < 40 * 12 * 900


def test_nothing_to_show_is_said() -> None:
    assert "Chưa có đơn vị" in matrix([])
