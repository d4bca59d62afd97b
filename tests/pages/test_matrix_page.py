"""Agencies × indicators: every pair that is owed, worst on top, found without diacritics, each cell a way on."""

import pytest

from tests.app_screens import click, drawn, marks, open_page, plain, read
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI
from tests.screen_samples import COMMUNE

MAY_OF_GIA_LAI = {"kh": GIA_LAI, "ky": "2026-05"}


def agencies(app) -> list[str]:
    return [mark.removesuffix("|") for mark in marks(app, "matrix") if mark.endswith("|")]


@pytest.mark.usefixtures("reported")
def test_it_shows_forty_agencies_worst_first_and_says_how_many_there_are() -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI)
    shown = agencies(app)
    assert len(shown) == 40
    assert shown[:3] == [HOME_AFFAIRS, HEALTH, COMMUNE]
    assert "153/153 đơn vị" in read(app)


@pytest.mark.usefixtures("reported")
def test_the_pages_together_hold_every_agency_once() -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI)
    found = agencies(app)
    heads = [mark for mark in marks(app, "matrix") if mark.startswith("|")]
    for page in (2, 3, 4):
        app = open_page("ma-tran", **MAY_OF_GIA_LAI, trang=str(page))
        found += agencies(app)
        assert [mark for mark in marks(app, "matrix") if mark.startswith("|")] == heads, "the same columns on each"
    assert len(found) == len(set(found)) == 153


@pytest.mark.usefixtures("reported")
def test_turning_the_page_is_written_into_the_address() -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI)
    app.session_state["trang-1-4"] = 3
    app = app.run()
    assert app.query_params["trang"] == "3"
    assert len(agencies(app)) == 40


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("page", ["0", "99", "-1", "hai"])
def test_a_page_that_is_not_there_is_one_that_is(page: str) -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI, trang=page)
    assert not app.exception and agencies(app)


def search_box(app):
    return next(box for box in app.text_input if box.label == "Tìm đơn vị")


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("wanted", ["noi vu", "Nội Vụ", "SỞ NỘI", "so noi vu "])
def test_an_agency_is_found_with_or_without_diacritics(wanted: str) -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI)
    app = search_box(app).set_value(wanted).run()
    assert app.query_params["tim"] == wanted.strip()
    assert agencies(app) == agencies(open_page("ma-tran", **MAY_OF_GIA_LAI, tim=wanted)) == [HOME_AFFAIRS]
    assert "1/153 đơn vị" in read(app)


@pytest.mark.usefixtures("reported")
def test_a_name_that_no_agency_has_says_so() -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI)
    app = search_box(app).set_value("không đâu có").run()
    assert "Không có đơn vị nào khớp" in read(app)


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(("block", "count"), [("so", 18), ("xa", 110), ("phuong", 25)])
def test_blocks_part_departments_communes_and_wards(block: str, count: int) -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI, trang="2")
    app = app.segmented_control(key="nhom-tat-ca").set_value(block).run()
    assert f"{count}/153 đơn vị" in read(app)
    assert dict(app.query_params) == MAY_OF_GIA_LAI | {"nhom": block}, "on its first page"
    assert f"{count}/153 đơn vị" in read(open_page("ma-tran", **MAY_OF_GIA_LAI, nhom=block))


@pytest.mark.usefixtures("reported")
def test_only_blocks_that_are_there_are_offered() -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI)
    assert app.segmented_control(key="nhom-tat-ca").options == ["Tất cả", "Sở, ban, ngành", "Xã", "Phường"]
    one = open_page("ma-tran", kh=QUANG_TRI, ky="2026-05", nhom="xa")
    assert not [each for each in one.segmented_control if each.label == "Khối"]
    assert agencies(one)


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("mode", "expected"),
    [("ket-qua", "56,5"), ("chenh-lech", "−13,5"), ("xu-huong", "↑ +2,5 +2,5")],
    ids=["value", "gap", "trend"],
)
def test_a_cell_shows_result_gap_or_trend(mode: str, expected: str) -> None:
    app = open_page("ma-tran", kh=QUANG_TRI, ky="2026-05")
    app = app.segmented_control(key="xem-ket-qua").set_value(mode).run()
    assert expected in plain(drawn(app, "matrix"))
    assert app.query_params.get("xem", "ket-qua") == mode
    assert expected in plain(drawn(open_page("ma-tran", kh=QUANG_TRI, ky="2026-05", xem=mode), "matrix"))


@pytest.mark.usefixtures("reported")
def test_what_an_address_cannot_mean_is_the_first_choice() -> None:
    app = open_page("ma-tran", **MAY_OF_GIA_LAI, nhom="can-chi-dao", xem="points")
    assert "153/153 đơn vị" in read(app) and len(agencies(app)) == 40


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("mark", "title", "query"),
    [
        pytest.param(
            f"{HEALTH}|{GIA_LAI}-02",
            "Sở Y tế",
            {"dv": HEALTH, "ct": f"{GIA_LAI}-02"},
            id="a cell: agency and indicator",
        ),
        pytest.param(f"{HEALTH}|", "Sở Y tế", {"dv": HEALTH}, id="a name: the agency"),
        pytest.param(f"|{GIA_LAI}-05", "Tỷ lệ cán bộ", {"ct": f"{GIA_LAI}-05"}, id="a head: the indicator"),
    ],
)
def test_one_tap_leads_on(mark: str, title: str, query: dict[str, str]) -> None:
    app = click(open_page("ma-tran", **MAY_OF_GIA_LAI), "matrix", mark)
    assert app.title[0].value.startswith(title)
    assert dict(app.query_params) == MAY_OF_GIA_LAI | query


@pytest.mark.usefixtures("reported")
def test_a_pair_that_nobody_owes_cannot_be_chosen() -> None:
    found = marks(open_page("ma-tran", kh=QUANG_TRI, ky="2026-05"), "matrix")
    assert f"{CENTRE}|{QUANG_TRI}-01" in found
    assert f"{CENTRE}|{QUANG_TRI}-07" not in found


@pytest.mark.usefixtures("reported")
def test_nothing_but_no_data_before_any_return() -> None:
    cells = plain(drawn(open_page("ma-tran", kh="LOIBAC-2026"), "matrix"))
    assert not any(sign in cells for sign in ("Chậm", "Nguy cơ", "0,0"))
