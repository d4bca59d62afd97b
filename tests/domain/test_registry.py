import unicodedata
from datetime import date
from itertools import combinations

import pytest

from lib.domain.agency import Agency, AgencyKind, Collective
from lib.domain.agency_keys import name_key, province_key
from lib.domain.registry import Registry, find
from lib.domain.resolution import ResolutionKind

END_OF_2026 = date(2026, 12, 31)

NHON = [
    Agency("21907", "Phường An Nhơn", AgencyKind.WARD, "Gia Lai"),
    Agency("21908", "Phường An Nhơn Bắc", AgencyKind.WARD, "Gia Lai"),
    Agency("21909", "Xã An Nhơn Tây", AgencyKind.COMMUNE, "Gia Lai"),
    Agency("19333", "Phường Quảng Trị", AgencyKind.WARD, "Quảng Trị"),
    Agency("30001", "Xã Tân An", AgencyKind.COMMUNE, "Gia Lai"),
    Agency("30002", "Xã Tân An", AgencyKind.COMMUNE, "Quảng Trị"),
]
OFFICES = [
    Agency("gl-noi-vu", "Sở Nội vụ", AgencyKind.DEPARTMENT, "Gia Lai", aliases=("Sở NV",)),
    Agency("gl-khcn", "Sở Khoa học và Công nghệ", AgencyKind.DEPARTMENT, "Gia Lai"),
    Agency("gl-ca", "Công an tỉnh", AgencyKind.POLICE, "Gia Lai"),
    Agency("gl-viettel", "Viettel Gia Lai", AgencyKind.COMPANY, "Gia Lai"),
    Agency("noi-vu", "Sở Nội vụ", AgencyKind.DEPARTMENT),
    Agency("khcn", "Sở Khoa học và Công nghệ", AgencyKind.DEPARTMENT),
    Agency("tttt", "Sở TT&TT", AgencyKind.DEPARTMENT, valid_to=date(2025, 2, 28), merged_into="khcn"),
    Agency("30001-kt", "Phòng Kinh tế", AgencyKind.OFFICE, "Gia Lai", parent="30001"),
    Agency("21909-kt", "Phòng Kinh tế", AgencyKind.OFFICE, "Gia Lai", parent="21909"),
    Agency("21909-ca", "Công an xã", AgencyKind.POLICE, "Gia Lai", parent="21909"),
    Agency("gl-vp-tt", "Trung tâm Tin học", AgencyKind.OFFICE, "Gia Lai", parent="gl-noi-vu"),
]
DEPARTMENTS = Collective("Các sở, ban, ngành", frozenset({AgencyKind.DEPARTMENT, AgencyKind.POLICE}))
COMMUNES = Collective("UBND xã, phường", frozenset({AgencyKind.COMMUNE, AgencyKind.WARD}), ("UBND các xã; phường",))
COMPANIES = Collective("Các doanh nghiệp Viễn thông", frozenset({AgencyKind.COMPANY}))
VAGUE = Collective("Đơn vị có liên quan")
DISTRICTS = Collective("UBND cấp huyện", valid_to=date(2025, 6, 30))
REGISTRY = Registry((*OFFICES, *NHON), (DEPARTMENTS, COMMUNES, COMPANIES, VAGUE, DISTRICTS))


@pytest.mark.parametrize(
    ("name", "province", "code"),
    [
        pytest.param("Sở Nội vụ", "Gia Lai", "gl-noi-vu", id="the province's own before one without a province"),
        pytest.param("Sở Nội vụ", "tỉnh Gia Lai", "gl-noi-vu", id="the province named with its word"),
        pytest.param("Sở Nội vụ", None, "noi-vu", id="a plan without province"),
        pytest.param("Sở Nội vụ", "Quảng Trị", "noi-vu", id="one without a province matches any"),
        pytest.param("SỞ NV", "Gia Lai", "gl-noi-vu", id="an alias"),
        pytest.param("Sở Nội vụ tỉnh Gia Lai", "Gia Lai", "gl-noi-vu", id="with the province behind it"),
        pytest.param("Công an Gia Lai", "Gia Lai", "gl-ca", id="«tỉnh» replaced by the province"),
        pytest.param("Công an tỉnh Gia Lai", "Gia Lai", "gl-ca", id="«tỉnh» followed by the province"),
        pytest.param("Sở Nội vụ (rà soát về pháp lý);", "Gia Lai", "gl-noi-vu", id="a remark in brackets"),
        pytest.param("UBND xã Tân An", "Gia Lai", "30001", id="a commune by its committee"),
        pytest.param("Uỷ ban nhân dân xã Tân An", "Quảng Trị", "30002", id="the committee in full"),
        pytest.param("phường an nhơn", "Gia Lai", "21907", id="the shortest of three names"),
        pytest.param("Phường An Nhơn Bắc", "Gia Lai", "21908", id="the longer name"),
        pytest.param("Phường Quảng Trị", "Quảng Trị", "19333", id="the ward named like its province"),
    ],
)
def test_a_name_means_the_agency_nearest_to_the_plan(name: str, province: str | None, code: str) -> None:
    found = REGISTRY.resolve(name, province, END_OF_2026)
    assert (found.kind, found.agency and found.agency.code) == (ResolutionKind.AGENCY, code)


@pytest.mark.parametrize(
    ("name", "province"),
    [
        pytest.param("An Nhơn", "Gia Lai", id="part of three names"),
        pytest.param("Phường An", "Gia Lai", id="the beginning of a name"),
        pytest.param("Quảng Trị", "Quảng Trị", id="the province is not its ward"),
        pytest.param("Phường An Nhơn Bắc Nam", "Gia Lai", id="longer than any name"),
        pytest.param("Xã An Nhơn", "Gia Lai", id="another kind of commune"),
        pytest.param("Phường An Nhơn", "Quảng Trị", id="of another province"),
        pytest.param("Công an tỉnh", None, id="of a province, asked without one"),
        pytest.param("Sở Nội vụ Quảng Trị", "Gia Lai", id="another province behind it"),
        pytest.param("Sở Noi vu", "Gia Lai", id="without diacritics"),
        pytest.param("", "Gia Lai", id="nothing"),
    ],
)
def test_no_agency_is_found_by_a_part_of_its_name_or_in_another_province(name: str, province: str | None) -> None:
    assert REGISTRY.resolve(name, province, END_OF_2026).kind is ResolutionKind.UNRESOLVED


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("Các sở, ban, ngành", ResolutionKind.COLLECTIVE, id="a collective"),
        pytest.param("ubnd các xã; phường", ResolutionKind.COLLECTIVE, id="another wording of one"),
        pytest.param("Các doanh nghiệp viễn thông", ResolutionKind.COLLECTIVE, id="companies"),
        pytest.param("Đơn vị có liên quan", ResolutionKind.VAGUE, id="a vague name"),
        pytest.param("UBND cấp huyện", ResolutionKind.DISSOLVED, id="an abolished level"),
    ],
)
def test_a_collective_is_told_from_vague_and_abolished_ones(name: str, kind: ResolutionKind) -> None:
    found = REGISTRY.resolve(name, "Gia Lai", END_OF_2026)
    assert found.kind is kind
    assert found.collective is not None
    assert found.agency is None


def test_a_body_is_dissolved_only_after_its_last_day() -> None:
    assert REGISTRY.resolve("Sở TT&TT", None, date(2025, 2, 28)).kind is ResolutionKind.AGENCY
    gone = REGISTRY.resolve("Sở TT&TT", None, date(2025, 3, 1))
    assert (gone.kind, gone.agency and gone.agency.merged_into) == (ResolutionKind.DISSOLVED, "khcn")


def test_without_a_day_a_body_whose_end_is_known_is_dissolved() -> None:
    assert REGISTRY.resolve("Sở TT&TT", None).kind is ResolutionKind.DISSOLVED
    assert REGISTRY.resolve("UBND cấp huyện", None).kind is ResolutionKind.DISSOLVED


def test_a_level_abolished_later_is_merely_vague_before() -> None:
    assert REGISTRY.resolve("UBND cấp huyện", None, date(2025, 6, 30)).kind is ResolutionKind.VAGUE


def test_an_agency_that_is_not_founded_yet_is_no_member_and_not_resolved() -> None:
    later = Agency("a", "Xã Mới", AgencyKind.COMMUNE, "Gia Lai", valid_from=date(2027, 1, 1))
    registry = Registry((later,), (COMMUNES,))
    found = registry.resolve("Xã Mới", "Gia Lai", END_OF_2026)
    assert (found.kind, found.candidates) == (ResolutionKind.UNRESOLVED, (later,))
    assert registry.expand(COMMUNES, "Gia Lai", END_OF_2026) == ()
    assert registry.expand(COMMUNES, "Gia Lai", date(2027, 1, 1)) == (later,)


def test_a_name_borne_again_after_a_merger_means_the_one_that_exists() -> None:
    old = Agency("old", "Xã Tân Lập", AgencyKind.COMMUNE, "Gia Lai", valid_to=date(2026, 8, 31), merged_into="new")
    new = Agency("new", "Xã Tân Lập", AgencyKind.COMMUNE, "Gia Lai", valid_from=date(2026, 9, 1))
    registry = Registry((old, new))
    before, after = (registry.resolve("Xã Tân Lập", "Gia Lai", date(2026, month, 30)) for month in (6, 9))
    assert (before.agency, after.agency) == (old, new)


@pytest.mark.parametrize(
    ("within", "code"),
    [
        pytest.param("30001", "30001-kt", id="the plan of one commune"),
        pytest.param("21909", "21909-kt", id="the plan of the other"),
        pytest.param(None, None, id="nobody says whose plan it is: two rooms, none taken"),
        pytest.param("21907", None, id="a third commune has no such room"),
        pytest.param("", None, id="the province's plan does not mean one commune's room"),
    ],
)
def test_a_room_is_the_one_of_the_commune_whose_plan_names_it(within: str | None, code: str | None) -> None:
    found = REGISTRY.resolve("Phòng Kinh tế", "Gia Lai", END_OF_2026, within)
    assert (found.agency and found.agency.code) == code


def test_the_parts_of_a_department_are_found_in_any_plan_of_the_province() -> None:
    for within in (None, "", "30001"):
        found = REGISTRY.resolve("Trung tâm Tin học", "Gia Lai", END_OF_2026, within)
        assert found.agency is not None
        assert found.agency.code == "gl-vp-tt"


@pytest.mark.parametrize(
    ("collective", "province", "codes"),
    [
        pytest.param(DEPARTMENTS, "Gia Lai", ["gl-noi-vu", "gl-khcn", "gl-ca"], id="no parts, no homeless ones"),
        pytest.param(COMMUNES, "Quảng Trị", ["19333", "30002"], id="communes of one province"),
        pytest.param(COMMUNES, "Tỉnh Quảng Trị", ["19333", "30002"], id="the province with its word"),
        pytest.param(COMPANIES, "Gia Lai", [], id="companies owe nothing"),
        pytest.param(VAGUE, "Gia Lai", [], id="a vague name has no members"),
        pytest.param(COMMUNES, None, [], id="no province, not expanded"),
        pytest.param(COMMUNES, "Đắk Lắk", [], id="a province that is not taken in"),
    ],
)
def test_a_collective_stands_for_its_kinds_in_one_province(
    collective: Collective, province: str | None, codes: list[str]
) -> None:
    assert [one.code for one in REGISTRY.expand(collective, province, END_OF_2026)] == codes


def test_the_heir_of_a_body_is_found_through_every_merger_and_never_in_a_circle() -> None:
    day = date(2025, 1, 1)
    chain = (
        Agency("a", "A", AgencyKind.OFFICE, valid_to=day, merged_into="b"),
        Agency("b", "B", AgencyKind.OFFICE, valid_to=day, merged_into="c"),
        Agency("c", "C", AgencyKind.OFFICE),
        Agency("x", "X", AgencyKind.OFFICE, valid_to=day, merged_into="y"),
        Agency("y", "Y", AgencyKind.OFFICE, valid_to=day, merged_into="x"),
        Agency("z", "Z", AgencyKind.OFFICE, valid_to=day),
    )
    registry = Registry(chain)
    assert registry.successor(chain[0], END_OF_2026) == chain[2]
    assert registry.successor(chain[0], date(2024, 6, 30)) == chain[0]
    assert registry.successor(chain[3], END_OF_2026) is None
    assert registry.successor(chain[5], END_OF_2026) is None


@pytest.mark.parametrize(
    ("text", "province", "code"),
    [
        pytest.param("gl-noi-vu", None, "gl-noi-vu", id="a code"),
        pytest.param("GL-Noi-Vu ", None, "gl-noi-vu", id="a code in capitals"),
        pytest.param("Sở Nội vụ", "Gia Lai", "gl-noi-vu", id="a name in a province"),
        pytest.param("Sở Nội vụ tỉnh Gia Lai", None, "gl-noi-vu", id="a name that says its province"),
        pytest.param("Sở Nội vụ", None, None, id="two of that name"),
        pytest.param("Xã Tân An", None, None, id="a commune's name in two provinces"),
        pytest.param("Xã Tân An", "TP. Quảng Trị", "30002", id="narrowed"),
        pytest.param("Phường An Nhơn", None, "21907", id="a name borne once"),
        pytest.param("An Nhơn", None, None, id="a part of a name"),
    ],
)
def test_the_command_line_finds_one_agency_or_none(text: str, province: str | None, code: str | None) -> None:
    found = find(REGISTRY, text, province)
    assert (found and found.code) == code


def test_the_candidates_are_told_when_a_name_is_ambiguous() -> None:
    assert [one.code for one in REGISTRY.candidates("Xã Tân An")] == ["30001", "30002"]
    assert REGISTRY.candidates("Xã Không Có") == ()


def test_the_zeros_that_a_spreadsheet_cut_off_a_code_are_put_back() -> None:
    registry = Registry((Agency("00070", "Phường Hoàn Kiếm", AgencyKind.WARD, "Hà Nội"),))
    assert find(registry, "70") == registry.agencies[0]


def test_a_cell_with_several_names_is_read_name_by_name_and_one_collective_whole() -> None:
    cell = "Công an tỉnh, Sở Khoa học và Công nghệ; UBND các xã; phường; Đơn vị có liên quan"
    found = REGISTRY.resolve_cell(cell, "Gia Lai", END_OF_2026)
    assert [one.agency.code if one.agency else one.collective and one.collective.name for one in found] == [
        "gl-ca",
        "gl-khcn",
        "UBND xã, phường",
        "Đơn vị có liên quan",
    ]
    assert len(REGISTRY.resolve_cell("UBND các xã; phường", "Gia Lai", END_OF_2026)) == 1


@pytest.mark.parametrize(
    "name", ["Gia Lai", "tỉnh Gia Lai", "TỈNH GIA LAI", unicodedata.normalize("NFD", "Tỉnh Gia Lai")]
)
def test_a_province_is_the_same_with_and_without_its_word(name: str) -> None:
    assert province_key(name) == province_key("Gia Lai")


def test_different_names_have_different_keys() -> None:
    names = {agency.name for agency in REGISTRY.agencies} | {one.name for one in REGISTRY.collectives}
    assert all(name_key(one) != name_key(other) for one, other in combinations(names, 2))
