import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.naming import fold, matching, search_key, slug, tidy

SAME_NAME = [
    pytest.param("Xã Nhơn Hóa", "Xã Nhơn Hoá", id="tone on the second vowel"),
    pytest.param("Bình Thủy", "Bình Thuỷ", id="tone of uy"),
    pytest.param("Ủy ban nhân dân", "Uỷ ban nhân dân", id="tone of capital uy"),
    pytest.param("Tuy Hòa", "TUY HOÀ", id="tone and case"),
    pytest.param("Sở Công thương", "Sở Công Thương", id="case of the second word"),
    pytest.param("Sở Công Thương", "SỞ CÔNG THƯƠNG", id="all capitals"),
    pytest.param("Sở Nội vụ", unicodedata.normalize("NFD", "Sở Nội vụ"), id="decomposed"),
    pytest.param("Sở Nội vụ", "Sở\u00a0Nội\u00a0vụ", id="no-break spaces"),
    pytest.param("Sở Nội vụ", "Sở\u202fNội\u3000vụ", id="narrow and wide spaces"),
    pytest.param("Sở Nội vụ", "  Sở  Nội\t\nvụ ", id="doubled and outer spaces"),
    pytest.param("Sở Nội vụ", "\ufeffSở N\u200bội\u200d vụ\u00ad", id="invisible characters"),
    pytest.param("Sở Nội vụ", "Sở N\u1ed9\ufe0fi vụ", id="variation selector"),
    pytest.param("Đạ Tẻh", "Đạ Te\u200b\u0309h", id="invisible character before a tone"),
    pytest.param("Đắk Lắk", "Ðắk Lắk", id="Icelandic eth for đ"),
    pytest.param("Đắk Lắk", "Ɖắk Lắk", id="African d for đ"),
    pytest.param("Thương mại", "Thƣơng mại", id="oi of old fonts for ư"),
    pytest.param("Công an tỉnh", "Cônɡ an tỉnh".replace("ɡ", "g").replace("a", "а"), id="Cyrillic a"),
    pytest.param("UBND tỉnh", "ＵＢＮＤ tỉnh", id="full width"),
    pytest.param("Phòng Văn hóa – Xã hội", "Phòng Văn hoá - Xã hội", id="en dash and hyphen"),
    pytest.param("Phòng Văn hóa – Xã hội", "Phòng Văn hóa—Xã hội", id="em dash without spaces"),
    pytest.param("Xã Cư M’gar", "Xã Cư M'gar", id="typographic apostrophe"),
    pytest.param("Xã Cư M’gar", "Xã Cư M´gar", id="acute accent for an apostrophe"),
    pytest.param('Đề án "06"', "Đề án “06”", id="quotes"),
]

OTHER_NAME = [
    pytest.param("Sở Y tế", "So Y te", id="without diacritics"),
    pytest.param("Phường An Nhơn", "Phường An Nhơn Bắc", id="one more word"),
    pytest.param("Xã Hòa Hội", "Xã Hòa Hợi", id="another vowel"),
    pytest.param("Xã Bình An", "Xã Bình Ân", id="another quality"),
    pytest.param("Xã Mỹ Quý", "Xã Mỹ Quy", id="another tone"),
    pytest.param("Xã Bảo Lâm 1", "Xã Bảo Lâm 2", id="another number"),
    pytest.param("Xã Đăk Đoa", "Xã Dăk Doa", id="d and đ"),
    pytest.param("Phường An Khê", "Xã An Khê", id="another kind of commune"),
]


@pytest.mark.parametrize(("one", "other"), SAME_NAME)
def test_two_spellings_of_one_name_fold_to_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), OTHER_NAME)
def test_two_names_keep_two_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_the_shown_name_keeps_its_case_and_its_tone_placement() -> None:
    assert tidy("  Sở\u00a0Văn hoá,\u200b Thể thao và  Du lịch\n") == "Sở Văn hoá, Thể thao và Du lịch"


def test_the_shown_name_is_composed_even_when_something_invisible_stood_in_between() -> None:
    assert tidy("Te\u200b\u0309h") == "T\u1ebbh"


def test_searching_needs_no_diacritics() -> None:
    assert search_key("Sở Y tế – Đắk Lắk") == "so y te-dak lak"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Sở Nội vụ", "so-noi-vu", id="words"),
        pytest.param("Sở Văn hóa, Thể thao và Du lịch", "so-van-hoa-the-thao-va-du-lich", id="comma"),
        pytest.param("Phòng Văn hóa – Xã hội", "phong-van-hoa-xa-hoi", id="dash"),
        pytest.param("Đặc khu Phú Quý", "dac-khu-phu-quy", id="đ"),
    ],
)
def test_a_code_is_plain_ascii(name: str, code: str) -> None:
    assert slug(name) == code
    assert slug(unicodedata.normalize("NFD", name.upper())) == code


vietnamese = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƠỳýỷỹỵáàảãạếềểễệ 0123-–’'.,\u00a0\u200b\u0300\u0301\u0309\u0303\u0323"
)


@settings(max_examples=100, deadline=None)
@given(vietnamese)
def test_folding_and_tidying_again_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)
    assert fold(tidy(text)) == fold(text)


@settings(max_examples=100, deadline=None)
@given(vietnamese)
def test_the_unicode_form_and_the_case_never_count(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_at_all_can_be_compared(text: str) -> None:
    assert unicodedata.is_normalized("NFC", tidy(text))
    assert slug(text).isascii()
    assert "  " not in fold(text)


NAMES = ["Tỷ lệ hồ sơ của địa phương", "Xã Ia Pa", "Ia Pa", "Sở Y tế", "Pa Ia"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param("ia pa", ["Ia Pa", "Xã Ia Pa", "Pa Ia"], id="begins so, then a word that does, then any order"),
        pytest.param("IA P", ["Ia Pa", "Xã Ia Pa", NAMES[0], "Pa Ia"], id="inside a word comes after"),
        pytest.param("so y te", ["Sở Y tế"], id="without diacritics"),
        pytest.param("Sở  Y   Tế", ["Sở Y tế"], id="idle spaces"),
        pytest.param("không có", [], id="nowhere"),
        pytest.param("  ", [], id="a blank finds nothing"),
    ],
)
def test_a_search_finds_names_that_hold_every_word_the_closest_first(wanted: str, found: list[str]) -> None:
    assert matching(wanted, NAMES, str) == found
