import random
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lib.domain.agency import Agency, AgencyKind
from lib.domain.agency_keys import name_key
from lib.domain.errors import NotFound
from lib.domain.registry import Registry, find
from lib.domain.resolution import ResolutionKind
from lib.workflows.agency_tables import read_agencies, read_collectives, shipped_agencies, shipped_registry
from lib.workflows.communes import commune, communes_of, province_named, provinces

DAY = date(2026, 5, 31)
SHIPPED = shipped_registry()
EVERY_COMMUNE = tuple(one for province in provinces() for one in communes_of(province))


def collective(name: str):
    found = SHIPPED.resolve(name, "Gia Lai", DAY).collective
    assert found is not None
    return found


# The communes of the package


def test_there_are_34_provinces_and_3321_communes_each_with_a_code_of_its_own() -> None:
    assert len(provinces()) == len(set(provinces())) == 34
    assert len(EVERY_COMMUNE) == len({one.code for one in EVERY_COMMUNE}) == 3321
    assert all(len(one.code) == 5 and one.code.isdecimal() for one in EVERY_COMMUNE)


@pytest.mark.parametrize(
    ("province", "kinds"),
    [
        pytest.param("Gia Lai", {"commune": 110, "ward": 25}, id="Gia Lai 135"),
        pytest.param("Quảng Trị", {"commune": 69, "ward": 8, "special_zone": 1}, id="Quảng Trị 78"),
        pytest.param("Lạng Sơn", {"commune": 61, "ward": 4}, id="Lạng Sơn 65"),
    ],
)
def test_a_province_has_its_communes_wards_and_special_zones(province: str, kinds: dict[str, int]) -> None:
    assert Counter(one.kind.value for one in communes_of(province)) == kinds


def test_a_commune_keeps_its_word_its_official_code_and_its_first_day() -> None:
    loi_bac = commune("06601")
    assert loi_bac == Agency("06601", "Xã Lợi Bác", AgencyKind.COMMUNE, "Lạng Sơn", valid_from=date(2025, 7, 1))
    assert commune("6601") == loi_bac
    assert commune("99999") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Gia Lai", "Gia Lai", id="plain"),
        pytest.param("tỉnh Gia Lai", "Gia Lai", id="with tỉnh"),
        pytest.param("Thành phố Hà Nội", "Hà Nội", id="with thành phố"),
        pytest.param("TP. Hồ Chí Minh", "Hồ Chí Minh", id="with TP."),
        pytest.param("TP HUẾ", "Huế", id="with TP"),
        pytest.param("Khánh Hoà", "Khánh Hòa", id="another tone placement"),
        pytest.param("Bình Định", None, id="merged away"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_province_is_found_with_and_without_its_word(text: str, name: str | None) -> None:
    assert province_named(text) == name


def test_a_province_that_does_not_exist_is_refused() -> None:
    with pytest.raises(NotFound):
        communes_of("Bình Định")


# Names in disguise


def double_spaces(name: str) -> str:
    return f"  {name.replace(' ', '  ')} "


def zero_width(name: str) -> str:
    return "\ufeff" + "\u200b".join(name)


def moved_tone(name: str) -> str:
    """The old placement for the new one: Hóa for Hoá, Thủy for Thuỷ, and the other way round."""
    pairs = ["óa oá", "òa oà", "ỏa oả", "õa oã", "ọa oạ", "óe oé", "òe oè", "úy uý", "ùy uỳ", "ủy uỷ", "ũy uỹ", "ụy uỵ"]
    for one, other in (pair.split() for pair in pairs):
        name = name.replace(one, other) if one in name else name.replace(other, one)
    return name


DISGUISES: list[Callable[[str], str]] = [
    str.upper,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: name.replace(" ", "\u00a0"),
    zero_width,
    moved_tone,
    double_spaces,
]


@pytest.mark.parametrize("province", ["Gia Lai", "Quảng Trị", "Lạng Sơn"])
def test_every_shipped_name_in_six_disguises_means_the_same_agency(province: str) -> None:
    shipped = [one for one in shipped_agencies() if one.province == province]
    tried = [(one, disguise(one.name)) for one in shipped for disguise in DISGUISES]
    assert [one.code for one, text in tried if SHIPPED.resolve(text, province, DAY).agency != one] == []


def test_every_commune_of_the_country_in_six_disguises_means_the_same_commune() -> None:
    registry = Registry(EVERY_COMMUNE)
    wrong = [
        (one.code, text)
        for one in EVERY_COMMUNE
        for text in {disguise(one.name) for disguise in DISGUISES}
        if registry.resolve(text, one.province, DAY).agency != one
    ]
    assert wrong == []


def test_the_moved_tone_is_a_disguise_that_does_happen() -> None:
    assert sum(moved_tone(one.name) != one.name for one in EVERY_COMMUNE) > 100


def test_no_two_communes_of_a_province_share_a_key_though_246_names_occur_in_several() -> None:
    by_place = Counter((one.province, name_key(one.name)) for one in EVERY_COMMUNE)
    assert max(by_place.values()) == 1
    places = Counter(name for _, name in by_place)
    assert sum(times > 1 for times in places.values()) == 246


def test_a_commune_borne_by_several_provinces_is_found_only_when_narrowed() -> None:
    registry = Registry(EVERY_COMMUNE)
    places = Counter(name_key(one.name) for one in EVERY_COMMUNE)
    shared = [one for one in EVERY_COMMUNE if places[name_key(one.name)] > 1]
    for one in random.Random(2026).sample(shared, 50):
        assert find(registry, one.name) is None
        assert find(registry, one.name, one.province) == one


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("Phường An Nhơn", "Phường An Nhơn", id="An Nhơn"),
        pytest.param("Phường An Nhơn Bắc", "Phường An Nhơn Bắc", id="An Nhơn Bắc"),
        pytest.param("Xã An Nhơn Tây", "Xã An Nhơn Tây", id="An Nhơn Tây"),
        pytest.param("UBND phường An Nhơn Đông", "Phường An Nhơn Đông", id="An Nhơn Đông"),
        pytest.param("Xã An Nhơn", None, id="no commune An Nhơn"),
        pytest.param("An Nhơn", None, id="bare"),
    ],
)
def test_names_that_hold_each_other_are_kept_apart(name: str, found: str | None) -> None:
    agency = SHIPPED.resolve(name, "Gia Lai", DAY).agency
    assert (agency and agency.name) == found


# Collectives


@pytest.mark.parametrize(
    ("name", "province", "count"),
    [
        pytest.param("Các sở, ban, ngành", "Gia Lai", 18, id="the departments of Gia Lai"),
        pytest.param("UBND xã, phường", "Gia Lai", 135, id="its communes"),
        pytest.param("Các sở, ban, ngành, UBND xã, phường", "Gia Lai", 153, id="both"),
        pytest.param("Các sở, ban, ngành, địa phương", "Gia Lai", 153, id="both, in other words"),
        pytest.param("UBND các xã; phường", "Quảng Trị", 78, id="the communes of Quảng Trị"),
        pytest.param("Các sở, ban, ngành", "Quảng Trị", 2, id="the office's own rooms are no departments"),
        pytest.param("Các sở, ban, ngành", "Lạng Sơn", 0, id="the offices of a commune are no departments"),
        pytest.param("Các doanh nghiệp Viễn thông", "Gia Lai", 0, id="companies"),
    ],
)
def test_a_collective_expands_to_its_members(name: str, province: str, count: int) -> None:
    assert len(SHIPPED.expand(collective(name), province, DAY)) == count


def test_the_18_departments_of_gia_lai_are_those_its_documents_name() -> None:
    assert [one.name for one in SHIPPED.expand(collective("Các sở, ban, ngành"), "Gia Lai", DAY)] == [
        "Văn phòng UBND tỉnh",
        "Sở Nội vụ",
        "Sở Tài chính",
        "Sở Xây dựng",
        "Sở Nông nghiệp và Môi trường",
        "Sở Công Thương",
        "Sở Khoa học và Công nghệ",
        "Sở Giáo dục và Đào tạo",
        "Sở Y tế",
        "Sở Tư pháp",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Dân tộc và Tôn giáo",
        "Sở Ngoại vụ",
        "Thanh tra tỉnh",
        "Ban Quản lý Khu kinh tế",
        "Công an tỉnh",
        "Báo và Đài phát thanh truyền hình tỉnh",
        "Cổng thông tin điện tử tỉnh",
    ]


# The cells of the five documents: A agency, C collective, V vague, D dissolved

GIA_LAI, QUANG_TRI, LOI_BAC = ("Gia Lai", ""), ("Quảng Trị", "quang-tri-van-phong-ubnd-tinh"), ("Lạng Sơn", "06601")
UNKNOWN = (None, None)
CELLS = [
    (UNKNOWN, "Các doanh nghiệp Viễn thông", "C"),
    (UNKNOWN, "Các sở, ban, ngành, địa phương", "C"),
    (LOI_BAC, "Phòng Văn hóa – Xã hội", "A"),
    (LOI_BAC, "Văn phòng HĐND và UBND xã", "A"),
    (LOI_BAC, "Phòng Kinh tế", "A"),
    (LOI_BAC, "Trung tâm Phục vụ hành chính công", "A"),
    (LOI_BAC, "Công an xã", "A"),
    (QUANG_TRI, "Trung tâm Phục vụ hành chính công tỉnh", "A"),
    (QUANG_TRI, "Trung tâm Điều hành thông tin tỉnh", "A"),
    (QUANG_TRI, "Văn phòng UBND tỉnh Quảng Trị", "A"),
    (QUANG_TRI, "Phòng Hành chính - Tổ chức", "A"),
    (GIA_LAI, "Sở Khoa học và Công nghệ", "A"),
    (GIA_LAI, "Văn phòng UBND tỉnh", "A"),
    (GIA_LAI, "Công an tỉnh", "A"),
    (GIA_LAI, "Sở Tài chính", "A"),
    (GIA_LAI, "Sở Công thương", "A"),
    (GIA_LAI, "Các sở, ban, ngành", "C"),
    (GIA_LAI, "Các sở, ban, ngành, UBND xã, phường", "C"),
    (GIA_LAI, "Các cơ quan, đơn vị chủ quản hệ thống thông tin", "V"),
    (GIA_LAI, "Đơn vị có liên quan", "V"),
    (GIA_LAI, "Các Tổ Công nghệ số cộng đồng", "V"),
    (GIA_LAI, "Đơn vị cung cấp dịch vụ Hệ thống quản lý văn bản và điều hành", "V"),
    (GIA_LAI, "Đơn vị cung cấp, vận hành Hệ thống thông tin giải quyết TTHC", "V"),
    (GIA_LAI, "Sở Tài chính và các đơn vị có liên quan", "AV"),
    (GIA_LAI, "Sở Nội vụ; Sở Khoa học và Công nghệ", "AA"),
    (GIA_LAI, "Sở Khoa học và Công nghệ; Văn phòng UBND tỉnh", "AA"),
    (GIA_LAI, "Công an tỉnh; Văn phòng UBND tỉnh", "AA"),
    (GIA_LAI, "Công an tỉnh, Sở Khoa học và Công nghệ", "AA"),
    (
        GIA_LAI,
        "Cổng thông tin điện tử của tỉnh; Các sở, ban, ngành, UBND các xã, phường; "
        "Báo và Đài phát thanh truyền hình tỉnh",
        "ACA",
    ),
    (
        GIA_LAI,
        "Sở Khoa học và Công nghệ; Các sở, ban, ngành, UBND các xã; phường; các DN, HTX trên địa bàn tỉnh; "
        "Các cơ quan, đơn vị liên quan",
        "ACCV",
    ),
    (UNKNOWN, "Văn phòng UBND tỉnh", "A"),
    (UNKNOWN, "Sở Tư pháp", "A"),
    (UNKNOWN, "Sở Thông tin và Truyền thông", "D"),
    (UNKNOWN, "Sở Nội vụ , Sở Thông tin và Truyền thông", "AD"),
    (UNKNOWN, "Công an tỉnh, Sở Kế hoạch và Đầu tư", "AD"),
    (UNKNOWN, "Các đơn vị có liên quan", "V"),
    (UNKNOWN, "Các cơ quan liên quan", "V"),
    (UNKNOWN, "Các sở, ban, ngành", "C"),
    (UNKNOWN, "Các sở, ban, ngành, UBND cấp huyện, xã", "CD"),
    (UNKNOWN, "Sở Nội vụ, Sở Thông tin và Truyền thông; UBND cấp huyện, xã", "ADD"),
    (UNKNOWN, "Văn phòng UBND tỉnh, Văn phòng UBND huyện, xã", "AD"),
    (UNKNOWN, "Văn phòng UBND tỉnh, UBND cấp huyện, xã", "AD"),
    (UNKNOWN, "UBND cấp huyện, cấp xã", "D"),
    (UNKNOWN, "Sở, ban, ngành; UBND cấp huyện, cấp xã", "CD"),
    (
        UNKNOWN,
        "Sở Tư pháp, Sở Nội vụ (rà soát về pháp lý); Sở Thông tin và Truyền thông (về ứng dụng CNTT)",
        "AAD",
    ),
    (UNKNOWN, "Công an tỉnh, Bảo hiểm xã hội, Sở Tư pháp, Cục Thuế, Cục Hải quan", "AAAAA"),
    (UNKNOWN, "Bảo hiểm xã hội; Sở Tài nguyên và Môi trường", "AD"),
    (UNKNOWN, "Sở Tài chính, Sở Kế hoạch và Đầu tư, Sở Thông tin và Truyền thông", "ADD"),
    (UNKNOWN, "Đơn vị cung cấp sản phẩm/ dịch vụ; UBND các huyện, thành phố", "VD"),
    (UNKNOWN, "Văn phòng UBND tỉnh, đơn vị được lựa chọn thí điểm, đơn vị cung ứng dịch vụ", "AVV"),
    (UNKNOWN, "Các sở, ban, ngành; cơ quan ngành dọc, Đơn vị cung ứng dịch vụ", "CVV"),
    (UNKNOWN, "Văn phòng UBND tỉnh, các sở, ban, ngành, địa phương", "AC"),
    (UNKNOWN, "Các sở, ban, ngành; Sở Thông tin và Truyền thông", "CD"),
    (
        UNKNOWN,
        "Văn phòng UBND tỉnh, Sở Nội vụ, các sở, ban, ngành; UBND cấp huyện, cấp xã và các cơ quan liên quan",
        "AACDV",
    ),
    (UNKNOWN, "Sở Thông tin và Truyền thông, các sở, ban, ngành; UBND cấp huyện, cấp xã", "DCD"),
]
LETTERS = {
    ResolutionKind.AGENCY: "A",
    ResolutionKind.COLLECTIVE: "C",
    ResolutionKind.VAGUE: "V",
    ResolutionKind.DISSOLVED: "D",
    ResolutionKind.UNRESOLVED: "?",
}


@pytest.mark.parametrize(("place", "cell", "kinds"), [pytest.param(*case, id=case[1][:60]) for case in CELLS])
def test_every_agency_cell_of_the_documents_is_understood(
    place: tuple[str | None, str | None], cell: str, kinds: str
) -> None:
    found = SHIPPED.resolve_cell(cell, place[0], DAY, place[1])
    assert "".join(LETTERS[one.kind] for one in found) == kinds


@pytest.mark.parametrize("code", ["bao-hiem-xa-hoi", "cuc-thue", "cuc-hai-quan"])
def test_bodies_of_the_central_government_owe_nothing(code: str) -> None:
    agency = SHIPPED.by_code(code)
    assert agency is not None
    assert not agency.kind.owes


# The tables themselves


def test_the_shipped_tables_hold_no_dangling_code_and_no_name_twice() -> None:
    agencies = shipped_agencies()
    codes = {one.code for one in agencies}
    assert len(codes) == len(agencies)
    assert {to for one in agencies for to in (one.merged_into, one.parent) if to} <= codes
    for one in agencies:
        if one.in_force(DAY) and one.province:
            for name in (one.name, *one.aliases):
                assert SHIPPED.resolve(name, one.province, DAY, one.parent).agency == one, name


def test_no_collective_bears_the_name_of_an_agency() -> None:
    names = {name_key(name) for one in SHIPPED.collectives for name in (one.name, *one.aliases)}
    assert names.isdisjoint(name_key(name) for one in SHIPPED.agencies for name in (one.name, *one.aliases))


HEAD = "code,name,kind,province,aliases,valid_from,valid_to,merged_into,parent,note\n"
GOOD = "a,Sở A,department,Gia Lai,Sở AA|SA,2025-07-01,,,06601,\n"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        pytest.param("a,Sở A,bureau,,,,,,,\n", "line 2: 'bureau'", id="unknown kind"),
        pytest.param("a,Sở A,office,Bình Định,,,,,,\n", "line 2: no province 'Bình Định'", id="unknown province"),
        pytest.param("a,Sở A,office,,,1/7/2025,,,,\n", "line 2: ", id="a day of another shape"),
        pytest.param("a,Sở A,office,,,2025-07-01,2025-06-30,,,\n", "before valid_from", id="ends before it begins"),
        pytest.param(",Sở A,office,,,,,,,\n", "line 2: code or name is blank", id="no code"),
        pytest.param("a,A,office,,,,,,,\nA,B,office,,,,,,,\n", "a stands for more than one", id="a code twice"),
        pytest.param("a,Hòa,office,,,,,,,\nb,Hoà,office,,,,,,,\n", "more than one", id="a name twice, folded"),
        pytest.param("a,A,office,,,,,b,,\n", "a points to b, which is not there", id="merged into nobody"),
        pytest.param("a,A,office,,,,,,99999,\n", "a points to 99999", id="part of nobody"),
        pytest.param("a,Sở A, Sở B,office,,,,,,,\n", "line 2: more cells", id="an unquoted comma"),
        pytest.param("a,A,x,,,,,,,\nb,B,y,,,,,,,\n", "line 3: 'y'", id="all faults at once"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(tmp_path: Path, rows: str, fault: str) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=fault):
        read_agencies(path)


def test_a_table_saved_by_a_spreadsheet_with_fewer_columns_is_read(tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text("\ufeffcode,name,kind\r\na,  Sở\u00a0A ,office\r\n", encoding="utf-8", newline="")
    assert read_agencies(path) == (Agency("a", "Sở A", AgencyKind.OFFICE),)


def test_a_row_gives_all_that_it_says(tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    assert read_agencies(path) == (
        Agency("a", "Sở A", AgencyKind.DEPARTMENT, "Gia Lai", ("Sở AA", "SA"), date(2025, 7, 1), parent="06601"),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("code,name\na,b\n", "column 'kind' is missing", id="agencies without kind"),
        pytest.param("code,name,kind,phone\n", "unknown column 'phone'", id="a column nobody knows"),
    ],
)
def test_a_table_of_another_shape_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=fault):
        read_agencies(path)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        pytest.param("A,commune,,yes\n", "line 2: a vague name has no kinds", id="vague with kinds"),
        pytest.param("A,,,no\n", "line 2: a vague name has no kinds", id="not vague without kinds"),
        pytest.param("A,,,perhaps\n", "line 2: .* neither yes nor no", id="vague unsaid"),
        pytest.param("A,village,,no\n", "line 2: 'village'", id="unknown kind"),
        pytest.param("A,,Hòa,yes\nB,,Hoà,yes\n", "B and A share a name", id="an alias twice, folded"),
    ],
)
def test_a_bad_collective_is_refused_with_its_line(tmp_path: Path, rows: str, fault: str) -> None:
    path = tmp_path / "collectives.csv"
    path.write_text("name,kinds,aliases,vague\n" + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=fault):
        read_collectives(path)
