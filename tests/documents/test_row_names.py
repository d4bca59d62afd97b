"""Which indicator a row means: taken only when its name, number or an earlier confirmation says so."""

import unicodedata

import pytest

from lib.documents.row_names import LONGEST, Agreement, Candidate, Match, match_rows, row_key
from tests.own_samples import NAMES

CANDIDATES = tuple(Candidate(f"P-{n:02d}", n, name) for n, name in enumerate(NAMES, 1))
LEVELS = (
    Candidate("X-1", 1, "Tỷ lệ hồ sơ công việc tại cấp xã được xử lý trên môi trường điện tử"),
    Candidate("X-2", 2, "Tỷ lệ hồ sơ công việc tại cấp tỉnh được xử lý trên môi trường điện tử"),
    Candidate("X-3", 3, "Tỷ lệ người dân từ đủ 14 tuổi trở lên có tài khoản định danh điện tử (VNeID)"),
)


def match(
    name: str, ordinal: int | None = None, candidates: tuple[Candidate, ...] = CANDIDATES, **aliases: str | None
) -> Match:
    return match_rows([(ordinal, name)], candidates, {row_key(key): code for key, code in aliases.items()})[0]


SAME = [
    pytest.param(NAMES[3], "P-04", id="as written"),
    pytest.param(unicodedata.normalize("NFD", NAMES[3]), "P-04", id="NFD"),
    pytest.param(NAMES[3].replace("hóa", "hoá"), "P-04", id="hóa, hoá"),
    pytest.param(NAMES[3].upper(), "P-04", id="upper case"),
    pytest.param(NAMES[3].replace("Tỷ lệ", "Tỉ lệ"), "P-04", id="tỉ lệ"),
    pytest.param(NAMES[5].replace("thủ tục hành chính", "TTHC"), "P-06", id="abbreviation"),
    pytest.param(NAMES[2].replace('"', "”"), "P-03", id="quotes"),
    pytest.param(f"{NAMES[0]}. ", "P-01", id="full stop"),
]


@pytest.mark.parametrize(("name", "code"), SAME)
def test_the_same_name_in_another_spelling_is_that_indicator(name: str, code: str) -> None:
    assert match(name) == Match(Agreement.NAME, code)


def test_without_diacritics_a_name_is_only_suggested() -> None:
    found = match("Ty le ho so, ket qua giai quyet thu tuc hanh chinh duoc so hoa")
    assert found.agreement is not Agreement.NAME
    assert found.indicator_code is None


def test_words_that_differ_in_a_tone_alone_are_different_words() -> None:
    assert row_key("giải quyết toàn trình") != row_key("giải quyết toán trình")
    assert row_key("cấp tỉnh") != row_key("cấp tính")


def test_the_number_and_the_core_of_the_name_together_are_enough_and_neither_alone_is() -> None:
    core = "Hồ sơ thủ tục hành chính xử lý trực tuyến (lũy kế)"
    assert match(core, 6) == Match(Agreement.NUMBER, "P-06")
    assert match(core, 5).agreement is Agreement.SUGGESTED
    assert match("Việc khác hẳn", 6).agreement is Agreement.NONE


def test_a_name_cut_short_with_its_number_is_that_indicator() -> None:
    assert match("Tỷ lệ dịch vụ công trực tuyến toàn trình trên…", 5) == Match(Agreement.NUMBER, "P-05")
    assert match("Tỷ lệ dịch vụ…", 5).indicator_code is None


def test_what_was_confirmed_before_is_remembered_after_the_name_itself() -> None:
    assert match("Hồ sơ online", **{"Hồ sơ online": "P-06"}) == Match(Agreement.REMEMBERED, "P-06")
    assert match("HỒ SƠ  ONLINE", **{"Hồ sơ online": None}) == Match(Agreement.REMEMBERED, None)
    assert match(NAMES[0], **{NAMES[0]: "P-02"}) == Match(Agreement.NAME, "P-01")


def test_likeness_is_a_suggestion_with_a_score_never_an_answer() -> None:
    found = match("Tỷ lệ giao dịch hành chính phi tiếp xúc")
    assert (found.agreement, found.indicator_code) == (Agreement.SUGGESTED, None)
    assert found.suggestions[0].code == "P-03"
    assert all(70 <= suggestion.score < 100 for suggestion in found.suggestions)
    assert [s.score for s in found.suggestions] == sorted((s.score for s in found.suggestions), reverse=True)


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        pytest.param("Tỷ lệ hồ sơ công việc cấp xã được xử lý trên môi trường điện tử", {"X-1"}, id="xã is not tỉnh"),
        pytest.param("Tỷ lệ hồ sơ công việc cấp tỉnh được xử lý trên môi trường điện tử", {"X-2"}, id="tỉnh is not xã"),
        pytest.param(
            "Tỷ lệ hồ sơ công việc tại phường được xử lý trên môi trường điện tử", set(), id="phường is neither"
        ),
        pytest.param(
            "Tỷ lệ người dân từ đủ 15 tuổi có tài khoản định danh điện tử (VNeID)", set(), id="another number"
        ),
        pytest.param(
            "Tỷ lệ người dân đủ 14 tuổi có tài khoản định danh điện tử năm 2026", {"X-3"}, id="a year is no number"
        ),
    ],
)
def test_another_level_or_number_is_never_suggested(name: str, suggested: set[str]) -> None:
    assert {suggestion.code for suggestion in match(name, candidates=LEVELS).suggestions} == suggested


def test_what_another_row_is_for_sure_is_not_suggested_again() -> None:
    near = NAMES[5].replace("xử lý", "được xử lý")
    sure, likely = match_rows([(None, NAMES[5]), (None, near)], CANDIDATES, {})
    assert sure.indicator_code == "P-06"
    assert "P-06" not in {suggestion.code for suggestion in likely.suggestions}


def test_a_name_that_two_indicators_share_decides_nothing() -> None:
    twins = (Candidate("T-1", 1, NAMES[0]), Candidate("T-2", 2, NAMES[0]))
    assert match(NAMES[0], None, twins).indicator_code is None
    assert match(NAMES[0], 2, twins) == Match(Agreement.NUMBER, "T-2")


def test_two_rows_of_one_name_are_both_that_indicator_so_that_the_form_is_stopped() -> None:
    found = match_rows([(1, NAMES[0]), (2, NAMES[0])], CANDIDATES, {})
    assert [row.indicator_code for row in found] == ["P-01", "P-01"]


def test_a_text_too_long_for_a_name_names_nothing() -> None:
    assert match(NAMES[0] + " x" * LONGEST) == Match(Agreement.NONE)
