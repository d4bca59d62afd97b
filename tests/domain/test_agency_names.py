from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.agency_names import split_agencies

KNOWN = (
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Văn hóa",
    "Sở Khoa học và Công nghệ",
    "Sở Khoa học",
    "Công an tỉnh",
    "Văn phòng UBND tỉnh",
    "Văn phòng HĐND và UBND xã",
    "An Nhơn",
    "An Nhơn Bắc",
    "Báo và Đài phát thanh truyền hình tỉnh",
    "Các sở, ban, ngành, UBND xã, phường",
)

CELLS = [
    ("Các doanh nghiệp Viễn thông", ["Các doanh nghiệp Viễn thông"]),
    ("Các sở, ban, ngành, địa phương", ["Các sở, ban, ngành, địa phương"]),
    ("Các sở, ban, ngành, UBND xã, phường", ["Các sở, ban, ngành, UBND xã, phường"]),
    ("Các sở, ban, ngành, UBND các xã; phường", ["Các sở, ban, ngành, UBND các xã; phường"]),
    ("Các sở, ban, ngành, UBND cấp huyện, xã", ["Các sở, ban, ngành, UBND cấp huyện, xã"]),
    ("Các Sở, Ban, ngành, đoàn thể tỉnh; UBND xã", ["Các Sở, Ban, ngành, đoàn thể tỉnh", "UBND xã"]),
    ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("Công an tỉnh, Sở Khoa học và Công nghệ", ["Công an tỉnh", "Sở Khoa học và Công nghệ"]),
    ("Sở Tài chính và các đơn vị có liên quan", ["Sở Tài chính", "các đơn vị có liên quan"]),
    ("Văn phòng HĐND và UBND xã", ["Văn phòng HĐND và UBND xã"]),
    ("Phòng Văn hóa – Xã hội", ["Phòng Văn hóa – Xã hội"]),
    ("Sở, ban, ngành; UBND cấp huyện, cấp xã", ["Sở, ban, ngành", "UBND cấp huyện, cấp xã"]),
    ("Văn phòng UBND tỉnh, UBND cấp huyện, xã", ["Văn phòng UBND tỉnh", "UBND cấp huyện, xã"]),
    (
        "Công an tỉnh, Bảo hiểm xã hội, Sở Tư pháp, Cục Thuế, Cục Hải quan",
        ["Công an tỉnh", "Bảo hiểm xã hội", "Sở Tư pháp", "Cục Thuế", "Cục Hải quan"],
    ),
    (
        "Sở Tư pháp, Sở Nội vụ (rà soát về pháp lý); Sở Thông tin và Truyền thông (về ứng dụng CNTT)",
        ["Sở Tư pháp", "Sở Nội vụ", "Sở Thông tin và Truyền thông"],
    ),
    (
        "Sở Nội vụ, các sở, ban, ngành; UBND cấp huyện, cấp xã và các cơ quan liên quan",
        ["Sở Nội vụ", "các sở, ban, ngành", "UBND cấp huyện, cấp xã", "các cơ quan liên quan"],
    ),
    (
        "Các sở, ban, ngành; cơ quan ngành dọc, Đơn vị cung ứng dịch vụ",
        ["Các sở, ban, ngành", "cơ quan ngành dọc", "Đơn vị cung ứng dịch vụ"],
    ),
    (
        "Sở Khoa học và Công nghệ; Các sở, ban, ngành, UBND các xã; phường; các DN, HTX trên địa bàn tỉnh; "
        "Các cơ quan, đơn vị liên quan",
        [
            "Sở Khoa học và Công nghệ",
            "Các sở, ban, ngành, UBND các xã; phường",
            "các DN, HTX trên địa bàn tỉnh",
            "Các cơ quan, đơn vị liên quan",
        ],
    ),
    ("Các cơ quan, đơn vị chủ quản hệ thống thông tin", ["Các cơ quan, đơn vị chủ quản hệ thống thông tin"]),
    (
        "Cổng thông tin điện tử của tỉnh; Báo và Đài phát thanh truyền hình tỉnh",
        ["Cổng thông tin điện tử của tỉnh", "Báo và Đài phát thanh truyền hình tỉnh"],
    ),
    ("UBND xã Ia Dom, phường Pleiku", ["UBND xã Ia Dom", "phường Pleiku"]),
    ("Sở Nội vụ , Sở Y tế; sở nội vụ", ["Sở Nội vụ", "Sở Y tế"]),
    ("- Sở A;\n- Sở B\n+ Công an tỉnh", ["Sở A", "Sở B", "Công an tỉnh"]),
    ("Sở Khoa học\nvà Công nghệ", ["Sở Khoa học và Công nghệ"]),
    ("", []),
    (" ;, ", []),
]


@pytest.mark.parametrize(("cell", "names"), [pytest.param(c, n, id=c[:40] or "blank") for c, n in CELLS])
def test_a_cell_is_parted_without_any_registry(cell, names):
    assert list(split_agencies(cell)) == names


@pytest.mark.parametrize(("cell", "names"), [pytest.param(c, n, id=c[:40] or "blank") for c, n in CELLS])
def test_a_registry_does_not_change_what_is_parted_right(cell, names):
    assert list(split_agencies(cell, KNOWN)) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        pytest.param("Tổ A, Hạ tầng số, Tổ B", ["Tổ A", "Hạ tầng số", "Tổ B"], id="a name no opener tells of"),
        pytest.param(
            "SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH, Hạ tầng số",
            ["SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH", "Hạ tầng số"],
            id="folded, as written",
        ),
        pytest.param("An Nhơn Bắc, An Nhơn", ["An Nhơn Bắc", "An Nhơn"], id="longest first"),
        pytest.param("An Nhơn Tây", ["An Nhơn Tây"], id="never by substring"),
    ],
)  # fmt: skip
def test_known_names_are_found_folded_longest_first_and_never_by_substring(cell, names):
    assert list(split_agencies(cell, (*KNOWN, "Hạ tầng số"))) == names


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=6, unique=True))
def test_known_names_joined_by_semicolons_come_back_whole_and_in_order(names):
    assert list(split_agencies("; ".join(names), KNOWN)) == names


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="SởsởTàichín ,;()\nvàVăphòUBNDcácB-", max_size=60))
def test_any_text_is_parted_into_pieces_of_itself_in_order(cell):
    letters = iter(cell)
    names = split_agencies(cell, KNOWN)
    assert all(name.strip(" ,;") == name and name for name in names)
    assert all(letter in letters for name in names for letter in name.replace(" ", ""))
