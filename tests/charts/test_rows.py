"""Bullet rows, tiles, chips, cards and gap rows: facts of their markup, not whole pages."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from lib.charts.bullet import bullet_rows
from lib.charts.cards import calculation, gauge_cards, lead
from lib.charts.cause_rows import CauseRow, cause_rows
from lib.charts.chips import chip, legend, look_chip, reporting_chip
from lib.charts.gap_rows import Group, gap_groups, gap_rows, ranked
from lib.charts.history_rows import history_rows
from lib.charts.markup import Markup, element, joined
from lib.charts.tiles import tiles
from lib.domain.catalog import SourceRef
from lib.domain.period import Period
from lib.domain.promise import PromiseOutcome
from lib.domain.standing import Absence, Coverage, Standing, Status, YearTarget
from lib.wording.labels import REPORTING_STATES, absence_look, status_look
from tests.standing_samples import PAYLOADS, agencies, april, count, duration, in_words, line, missing


def parsed(markup: Markup) -> Element:
    return fromstring(markup)


def of_class(tree: Element, name: str) -> list[Element]:
    return [each for each in tree.iter() if name in each.attrib.get("class", "").split()]


def keyed(tree: Element) -> list[Element]:
    return [each for each in tree.iter() if "data-key" in each.attrib]


def said(element_: Element) -> str:
    return "".join(element_.itertext())


def place(mark: Element) -> float:
    match = re.search(r"(?:left|width):([\d.]+)%", mark.attrib["style"])
    assert match
    return float(match[1])


def test_every_line_is_one_row_with_its_key_and_sentence() -> None:
    rows = keyed(parsed(bullet_rows(april())))
    assert [row.attrib["data-key"] for row in rows] == ["C1", "C2", "C3", "C4", "C5", "C6", "C7"]
    assert all("role" not in row.attrib for row in rows), "a button only where clicks are heard"
    assert "thiếu 13,1" in rows[0].attrib["title"]


def test_a_row_with_an_address_is_a_real_link() -> None:
    row = keyed(parsed(bullet_rows([line()], {"C1": "chi-tieu?kh=a&ct=C1"})))[0]
    assert (row.tag, row.attrib["href"], row.attrib["target"]) == ("a", "chi-tieu?kh=a&ct=C1", "_self")


def test_bar_and_marks_stand_at_their_values() -> None:
    tree = parsed(bullet_rows([line()], totals={"C1": line("80")}))
    positions = {
        name: place(of_class(tree, f"sct-{name}")[0]) for name in ("fillbar", "tick", "base", "horizon", "total")
    }
    assert positions == {"fillbar": 56.9, "tick": 70, "base": 52.9, "horizon": 100, "total": 80}


def test_a_line_without_a_figure_has_a_dashed_line_and_no_bar() -> None:
    tree = parsed(bullet_rows([missing()]))
    assert not of_class(tree, "sct-fillbar")
    assert of_class(tree, "sct-none-line")
    assert "Chưa có số liệu" in said(tree)


def test_a_small_count_is_boxes_and_words_have_no_bar() -> None:
    tree = parsed(bullet_rows([count(), in_words()]))
    assert not of_class(tree, "sct-bar")
    assert len(of_class(tree, "sct-boxes")) == 1
    assert "Định tính" in said(tree)


def test_less_is_better_keeps_its_own_scale() -> None:
    tree = parsed(bullet_rows([duration()]))
    assert place(of_class(tree, "sct-fillbar")[0]) > place(of_class(tree, "sct-tick")[0])


def test_the_change_since_the_period_before_is_shown() -> None:
    tree = parsed(bullet_rows([line(previous_value=Decimal("54.8"))]))
    assert [said(each) for each in of_class(tree, "sct-change")] == ["+2,1"]


def test_the_header_names_the_one_unit_and_each_mark() -> None:
    head = of_class(parsed(bullet_rows(april())), "sct-head")[0]
    assert said(head).startswith("Chỉ tiêu (đơn vị: %)")
    assert "KH 2026" in said(head) and "năm 2025" in said(head) and "2030" in said(head)


def test_chips_differ_in_shape_or_word_whatever_the_colour() -> None:
    looks = [status_look(status) for status in Status] + [absence_look(absence) for absence in Absence]
    drawn = {shape: re.sub(r"#\w{6}|sct-\w+-\w+", "", look_chip(look)) for look in looks for shape in [look.word]}
    assert all(drawn[one] != drawn[other] for one, other in combinations(drawn, 2))


@pytest.mark.parametrize("status", [Status.MET, Status.BEHIND, Status.AT_RISK])
def test_a_chip_shows_shape_and_word_together(status: Status) -> None:
    tree = parsed(chip(line(status=status)))
    assert status_look(status).word in said(tree)
    assert tree.find("{http://www.w3.org/2000/svg}svg") is not None


def test_a_hollow_chip_says_why() -> None:
    assert "chưa kết luận" in chip(line("71", status=Status.MET, conclusive=False))
    assert "chưa kết luận" not in chip(line("71", status=Status.MET))


def test_the_legend_has_every_status_once() -> None:
    shown = said(parsed(legend()))
    assert all(shown.count(status_look(status).word) >= 1 for status in Status)
    assert "viền rỗng" in shown


@pytest.mark.parametrize("state", REPORTING_STATES)
def test_reporting_states_have_chips(state: str) -> None:
    assert REPORTING_STATES[state][0] in reporting_chip(state)


def test_tiles_stand_worst_first_and_count_every_line_once() -> None:
    tree = parsed(tiles(april(), selected="nguy-co"))
    counts = [int(said(each)) for each in of_class(tree, "sct-tile-count")]
    assert counts == [2, 1, 3, 0, 1]
    assert [each.attrib["data-key"] for each in keyed(tree)] == [
        "can-chi-dao",
        "nguy-co",
        "dat",
        "moi-bat-dau",
        "chua-co",
    ]
    assert [each.attrib["data-key"] for each in of_class(tree, "sct-chosen")] == ["nguy-co"]


def test_a_tile_tells_what_it_is_made_of() -> None:
    parts = [said(each) for each in of_class(parsed(tiles(april())), "sct-tile-parts")]
    assert "2 đạt · 1 đúng lộ trình" in parts


def test_met_without_a_conclusive_verdict_is_not_in_the_good_tile() -> None:
    open_verdict = line("71", status=Status.MET, conclusive=False)
    counts = [said(each) for each in of_class(parsed(tiles([open_verdict])), "sct-tile-count")]
    assert counts == ["0", "1", "0", "0", "0"]


def test_gap_rows_rank_the_farthest_first_met_later_missing_last() -> None:
    rows = [row.attrib["data-key"] for row in keyed(parsed(gap_rows(agencies())))]
    assert rows == ["cong-an", "gio-linh", "so-yte", "so-gd", "dong-ha"]


def test_gap_rows_rank_by_need_when_asked() -> None:
    assert [one.agency_code for one in ranked(agencies(), "need")][:3] == ["cong-an", "so-yte", "gio-linh"]


def test_one_target_line_stands_at_one_place_in_all_rows() -> None:
    marks = {place(each) for each in of_class(parsed(gap_rows(agencies())), "sct-gap-target")}
    assert len(marks) == 1


def test_agencies_with_targets_of_their_own_keep_their_lines() -> None:
    other = line("40", "50", agency_code="x", agency_name="Xã Lợi Bác")
    tree = parsed(gap_rows([*agencies(), other]))
    assert len({place(each) for each in of_class(tree, "sct-gap-target")}) == 2
    assert "kế hoạch của từng đơn vị" in said(tree)


def test_a_marker_stands_left_of_the_target_by_its_gap() -> None:
    tree = parsed(gap_rows(agencies()))
    row = keyed(tree)[0]
    band = of_class(row, "sct-gap-band")[0]
    left, width = (float(part.split(":")[1].rstrip("%")) for part in band.attrib["style"].split(";"))
    assert left + width == pytest.approx(place(of_class(row, "sct-gap-target")[0]), abs=0.02)


def test_the_missing_work_is_counted_in_each_row_and_the_few_are_named() -> None:
    tree = parsed(gap_rows(agencies(), item="hồ sơ"))
    assert "còn thiếu 310 hồ sơ" in keyed(tree)[0].attrib["title"]
    assert "2 đơn vị in đậm chiếm" in said(tree)
    assert len(of_class(tree, "sct-heavy")) == 2


def test_a_silent_agency_has_a_dashed_line_and_no_marker() -> None:
    row = keyed(parsed(gap_rows(agencies())))[-1]
    assert of_class(row, "sct-gap-none")
    assert not of_class(row, "sct-gap-mark")
    assert "Chưa có số liệu" in said(row)


def test_nobody_to_draw_is_said() -> None:
    assert "Chưa có đơn vị" in gap_rows([])


def test_the_lead_marks_its_weights() -> None:
    tree = parsed(element("div", lead(april(), 2026, "Số liệu đến 20/04/2026")))
    strong = [said(each) for each in tree.iter("strong")]
    assert strong == ["2/7 chỉ tiêu đã đạt", "2 cần chỉ đạo"]


def test_cards_carry_name_owner_status_and_drawing() -> None:
    tree = parsed(gauge_cards([line(lead_names=("Trung tâm A", "Sở B"))], {"C1": "chi-tieu?ct=C1"}))
    assert "Trung tâm A, Sở B" in said(tree)
    assert "Chậm" in said(tree)
    assert keyed(tree)[0].tag == "a"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_document_becomes_markup(payload: str) -> None:
    hostile: Standing = line(
        indicator_code=payload,
        indicator_name=payload,
        agency_code=payload,
        agency_name=payload,
        unit=payload,
        lead_names=(payload,),
        target=YearTarget(2026, ">=", Decimal(70), payload),
        baseline_raw=payload,
        need=3,
        small_denominator=True,
    )
    links = {payload: "x?" + payload}
    drawn = element(
        "div",
        bullet_rows([hostile], links),
        gap_rows([hostile], links, item=payload),
        gauge_cards([hostile], links),
        lead([hostile], 2026, payload),
        calculation(hostile),
    )
    tree = parsed(drawn)
    assert "\n" not in drawn
    assert not list(tree.iter("script"))
    assert not any(name.startswith("on") for each in tree.iter() for name in each.attrib)
    flat = payload.replace("\n", " ")
    assert keyed(tree)[0].attrib["data-key"] == flat


def test_only_markup_passes_unescaped() -> None:
    assert joined("<b>", element("i", "<")) == "&lt;b&gt;<i>&lt;</i>"
    assert joined("a", None, "b") == "ab"
    assert not isinstance(joined("a") + "b", Markup)


def test_the_same_lines_draw_the_same_markup() -> None:
    """Streamlit resends what changed: a drawing must not change by itself."""
    assert bullet_rows(april()) == bullet_rows([replace(one) for one in april()])


def test_a_few_rows_are_drawn_and_all_are_counted() -> None:
    every, few = parsed(gap_rows(agencies())), parsed(gap_rows(agencies(), most=1))
    assert len(keyed(few)) == 1 < len(keyed(every))
    assert [each.text for each in of_class(few, "sct-gaps-note")] == [
        each.text for each in of_class(every, "sct-gaps-note")
    ]


def test_peers_are_ranked_apart_under_their_word_on_one_range() -> None:
    lines = agencies()
    groups = [Group("Xã, phường", lines[2:3]), Group("Sở, ban, ngành", [*lines[:2], lines[3]])]
    tree = parsed(gap_groups(groups, item="hồ sơ"))
    assert [row.attrib["data-key"] for row in keyed(tree)] == ["gio-linh", "cong-an", "so-yte", "so-gd"]
    titles = [said(each) for each in of_class(tree, "sct-gaps-note")]
    assert titles[0].startswith("Xã, phường: 1 đơn vị") and titles[1].startswith("Sở, ban, ngành: 3 đơn vị")
    assert len({place(each) for each in of_class(tree, "sct-gap-target")}) == 1
    alone = parsed(gap_rows(lines[:2], item="hồ sơ"))
    assert [place(each) for each in of_class(alone, "sct-gap-mark")] != [
        place(each) for each in of_class(tree, "sct-gap-mark")
    ][1:3]


def test_counts_stand_beside_the_share_and_the_weightiest_names_are_bold() -> None:
    counted = [replace(one, a=372, b=1000) if one.agency_code == "cong-an" else one for one in agencies()]
    tree = parsed(gap_rows(counted, item="hồ sơ"))
    values = [said(each) for each in of_class(tree, "sct-value")]
    assert values[0] == "37,2372/1.000"
    heavy = [row.attrib["data-key"] for row in keyed(tree) if "sct-heavy" in row.attrib["class"].split()]
    assert heavy == ["cong-an", "so-yte"]


def test_the_label_of_the_target_ends_at_its_line_where_that_is_far_right() -> None:
    (far,) = of_class(parsed(gap_rows(agencies())), "sct-gap-goal")
    assert far[0].attrib["class"] == "sct-before"
    near = gap_rows([line("90", "60", agency_code="x", agency_name="X", status=Status.MET)])
    assert "class" not in of_class(parsed(near), "sct-gap-goal")[0][0].attrib


def test_the_source_of_a_figure_leads_to_its_submission() -> None:
    own = line(agency_code="x", source=SourceRef("b.xlsx", "Biểu", "H9"))
    tree = parsed(calculation(own, "lan-nop?lan=12&ct=C1"))
    (way,) = of_class(tree, "sct-way")
    assert (way.attrib["href"], way.attrib["data-key"]) == ("lan-nop?lan=12&ct=C1", "source")
    assert not of_class(parsed(calculation(own)), "sct-way")


def test_an_agency_says_its_causes_and_what_it_lacks_is_marked() -> None:
    told = line(agency_code="a", agency_name="Sở A", objective_cause="chờ phần mềm", remedy="tập huấn")
    mute = line(agency_code="b", agency_name="Sở B")
    rows = [CauseRow(told, Period(2026, 3), "mua máy", PromiseOutcome.NOT_YET), CauseRow(mute)]
    first, second = keyed(parsed(cause_rows(rows)))
    assert "Nguyên nhân khách quan: chờ phần mềm" in said(first) and "Giải pháp: tập huấn" in said(first)
    assert "Chưa giữ lời" in said(first) and "Đã hứa T3/2026: mua máy" in said(first)
    (lacks,) = of_class(first, "sct-cause-lacks")
    assert said(lacks) == "Chưa nêu nguyên nhân chủ quan."
    (whole,) = keyed(parsed(cause_rows([CauseRow(replace(told, subjective_cause="thiếu người"))])))
    assert not of_class(whole, "sct-cause-lacks")
    assert said(of_class(second, "sct-cause-lacks")[0]) == "Chưa nêu nguyên nhân và giải pháp."
    assert "Kỳ trước không hứa" in said(second)


def test_the_past_stands_newest_first_with_counts_verdict_and_what_it_rests_on() -> None:
    march = line("54", period=Period(2026, 3), a=540, b=1000, coverage=Coverage(3, 4), conclusive=False)
    sent = line("56.9", agency_code="x", submission=7)
    before = line("52.9", period=Period(2025, 12), source=SourceRef("kế hoạch.txt", "Bảng 1", "dòng 9"))
    rows = keyed(parsed(history_rows([before, march, sent], {7: "Văn thư nộp 19/05/2026"})))
    assert [row.attrib["data-key"] for row in rows] == ["2026-04", "2026-03", "2025-12"]
    assert "Văn thư nộp 19/05/2026" in said(rows[0])
    assert "540/1.000" in said(rows[1]) and "3/4 đơn vị" in said(rows[1]) and "chưa kết luận" in said(rows[1])
    assert "Mốc so sánh" in said(rows[2]) and "kế hoạch.txt" in said(rows[2])
