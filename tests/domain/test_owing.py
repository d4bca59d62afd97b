from dataclasses import replace
from datetime import date

import pytest

from lib.domain.agency import Agency, AgencyKind
from lib.domain.catalog import (
    Direction,
    Indicator,
    IndicatorKind,
    Level,
    Plan,
    PlanHeading,
    SourceRef,
    Task,
)
from lib.domain.deadline import Deadline
from lib.domain.issue import Severity
from lib.domain.registry import Owing, Registry, owing_agencies, task_issues
from lib.workflows.agency_tables import shipped_registry

MAY = date(2026, 5, 31)
SHIPPED = shipped_registry()
PLACE = SourceRef("plan.txt", "Bảng 1", "B2")

BCD = PlanHeading("BCD-2026", "Phụ lục I", "Ban Chỉ đạo", 2026, Level.PROVINCE)
LOI_BAC = PlanHeading("LOIBAC-2026", "136/KH-UBND", "UBND xã Lợi Bác", 2026, Level.COMMUNE, "Lạng Sơn")
QUANG_TRI = PlanHeading(
    "QUANGTRI-VP-2026", "Kế hoạch", "Văn phòng UBND tỉnh Quảng Trị", 2026, Level.OFFICE, "Quảng Trị"
)
GIA_LAI = PlanHeading("GIALAI-2026", "Kế hoạch", "UBND tỉnh Gia Lai", 2026, Level.PROVINCE, "Gia Lai")

KHCN, VP, CA = "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Công an tỉnh"
ALL, SO = "Các sở, ban, ngành, UBND xã, phường", "Các sở, ban, ngành"
# The plan of Gia Lai: indicator → monitoring agency, and who leads each task of its appendix.
ANNEXES: dict[int, tuple[str, list[str]]] = {
    1: (KHCN, [ALL, KHCN, ALL, ALL, KHCN]),
    2: (VP, [SO, SO, SO, ALL, ALL, ALL, VP]),
    3: (VP, [SO, SO]),
    4: (VP, [ALL, ALL, ALL, KHCN, ALL]),
    5: (KHCN, ["Các cơ quan, đơn vị chủ quản hệ thống thông tin", ALL, KHCN, ALL, ALL]),
    6: (CA, [CA, CA, "Sở Tài chính"]),
    7: (VP, [SO, SO, ALL, ALL]),
    8: (VP, [ALL, ALL, ALL]),
    9: (
        KHCN,
        [
            KHCN,
            "Cổng thông tin điện tử của tỉnh; Các sở, ban, ngành, UBND các xã, phường; "
            "Báo và Đài phát thanh truyền hình tỉnh",
            "Sở Công thương",
        ],
    ),
}


def indicator(
    heading: PlanHeading,
    ordinal: int = 1,
    leads: tuple[str, ...] = (),
    monitoring: str | None = None,
    kind: IndicatorKind = IndicatorKind.SHARE,
) -> Indicator:
    return Indicator(
        f"{heading.code}-{ordinal:02d}",
        ordinal,
        None,
        f"Chỉ tiêu {ordinal}",
        "%",
        kind,
        Direction.UP,
        PLACE,
        lead_agencies=leads,
        monitoring_agency=monitoring,
    )


def task(code: str, leads: tuple[str, ...], of: str | None = None, **columns: object) -> Task:
    blank = Task(code, "II", None, 1, "Nhiệm vụ", None, leads, (), (), None, Deadline("", "inherit"), None, of, PLACE)
    return replace(blank, **columns)  # type: ignore[arg-type]


def gia_lai() -> Plan:
    indicators = [
        indicator(
            GIA_LAI,
            number,
            monitoring=monitoring,
            kind=IndicatorKind.COUNT if number == 9 else IndicatorKind.SHARE,
        )
        for number, (monitoring, _) in ANNEXES.items()
    ]
    tasks = [
        task(f"GIALAI-2026-{number}-{row:02d}", (lead,), f"GIALAI-2026-{number:02d}")
        for number, (_, leads) in ANNEXES.items()
        for row, lead in enumerate(leads, 1)
    ]
    return Plan(GIA_LAI, None, "plan.txt", "", tuple(indicators), tuple(tasks))


def owing(one: Indicator, heading: PlanHeading, *tasks: Task, registry: Registry = SHIPPED) -> Owing:
    return owing_agencies(one, tasks, heading, registry, MAY)


def codes_of(found: Owing) -> list[str]:
    return [issue.code for issue in found.issues]


@pytest.mark.parametrize(
    ("ordinal", "count"),
    [
        *(
            pytest.param(number, 153, id=f"indicator {number}: departments and communes")
            for number in (1, 2, 4, 5, 7, 8)
        ),
        pytest.param(3, 18, id="indicator 3: departments only"),
        pytest.param(6, 1, id="indicator 6: single departments lead the tasks"),
        pytest.param(9, 1, id="indicator 9: a count"),
    ],
)
def test_in_gia_lai_the_collectives_that_lead_the_tasks_owe_the_figure(ordinal: int, count: int) -> None:
    plan = gia_lai()
    found = owing_agencies(plan.indicators[ordinal - 1], plan.tasks, GIA_LAI, SHIPPED, MAY)
    assert (len(found.agencies), found.issues) == (count, ())


def test_a_department_that_leads_a_task_owes_the_task_and_not_the_figure() -> None:
    plan = gia_lai()
    sixth, ninth = (owing(plan.indicators[at], GIA_LAI, *plan.tasks) for at in (5, 8))
    assert sixth.codes == ("gia-lai-cong-an-tinh",)
    assert ninth.codes == ("gia-lai-so-khoa-hoc-va-cong-nghe",)


@pytest.mark.parametrize(
    ("leads", "agency"),
    [
        pytest.param("Phòng Văn hóa – Xã hội", "loi-bac-phong-van-hoa-xa-hoi", id="Phòng Văn hóa – Xã hội"),
        pytest.param("Văn phòng HĐND và UBND xã", "loi-bac-van-phong-hdnd-va-ubnd", id="Văn phòng"),
        pytest.param("Phòng Kinh tế", "loi-bac-phong-kinh-te", id="Phòng Kinh tế"),
        pytest.param("Trung tâm Phục vụ hành chính công", "loi-bac-trung-tam-phuc-vu-hanh-chinh-cong", id="Trung tâm"),
        pytest.param("Công an xã", "loi-bac-cong-an-xa", id="Công an xã"),
    ],
)
def test_in_a_commune_its_own_offices_owe(leads: str, agency: str) -> None:
    found = owing(indicator(LOI_BAC, leads=(leads,)), LOI_BAC)
    assert (found.codes, found.issues) == ((agency,), ())


def test_the_office_of_another_commune_never_owes() -> None:
    other = replace(LOI_BAC, issuer="UBND xã Thống Nhất")
    registry = Registry(
        (*SHIPPED.agencies, Agency("06600", "Xã Thống Nhất", AgencyKind.COMMUNE, "Lạng Sơn")), SHIPPED.collectives
    )
    found = owing(indicator(other, leads=("Phòng Kinh tế",)), other, registry=registry)
    assert (found.codes, codes_of(found)) == ((), ["agency-unresolved", "indicator-unowed"])


def test_in_quang_tri_the_centres_of_the_office_owe() -> None:
    centres = ("Trung tâm Phục vụ hành chính công tỉnh", "Trung tâm Điều hành thông tin tỉnh")
    found = owing(indicator(QUANG_TRI, leads=centres), QUANG_TRI)
    assert (len(found.agencies), found.issues) == (2, ())


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("Các doanh nghiệp Viễn thông", id="row 1: companies never owe"),
        pytest.param("Các sở, ban, ngành, địa phương", id="rows 2-12: no province, not expanded"),
    ],
)
def test_an_indicator_of_a_plan_without_province_is_owed_by_nobody_and_says_so(lead: str) -> None:
    found = owing(indicator(BCD, leads=(lead,)), BCD)
    assert (found.agencies, codes_of(found)) == ((), ["indicator-unowed"])


def test_once_the_province_is_entered_the_collective_expands_and_companies_still_owe_nothing() -> None:
    heading = replace(BCD, province="Gia Lai")
    assert len(owing(indicator(heading, leads=("Các sở, ban, ngành, địa phương",)), heading).agencies) == 153
    assert owing(indicator(heading, leads=("Các doanh nghiệp Viễn thông",)), heading).agencies == ()


@pytest.mark.parametrize("kind", [IndicatorKind.COUNT, IndicatorKind.AMOUNT])
def test_a_count_or_an_amount_is_owed_by_single_agencies_only(kind: IndicatorKind) -> None:
    led = indicator(GIA_LAI, leads=(ALL, "Sở Y tế"), monitoring=VP, kind=kind)
    collective_only = indicator(GIA_LAI, leads=(ALL,), monitoring=VP, kind=kind)
    nobody = indicator(GIA_LAI, leads=(ALL,), kind=kind)
    assert owing(led, GIA_LAI).codes == ("gia-lai-so-y-te",)
    assert owing(collective_only, GIA_LAI).codes == ("gia-lai-van-phong-ubnd-tinh",)
    assert codes_of(owing(nobody, GIA_LAI)) == ["indicator-unowed"]


def test_an_agency_named_alone_and_in_a_collective_owes_once() -> None:
    found = owing(indicator(GIA_LAI, leads=("Sở Y tế", SO)), GIA_LAI)
    assert len(found.codes) == len(set(found.codes)) == 18


def test_tasks_of_another_indicator_do_not_count() -> None:
    one = indicator(GIA_LAI, 6, monitoring=CA)
    assert owing(one, GIA_LAI, task("t", (ALL,), "GIALAI-2026-07")).codes == ("gia-lai-cong-an-tinh",)


@pytest.mark.parametrize(
    ("lead", "codes", "facts"),
    [
        pytest.param("Sở Không Có", ["agency-unresolved", "indicator-unowed"], {"name": "Sở Không Có"}, id="unknown"),
        pytest.param(
            "Đơn vị có liên quan", ["agency-vague", "indicator-unowed"], {"name": "Đơn vị có liên quan"}, id="vague"
        ),
        pytest.param(
            "UBND cấp huyện",
            ["agency-dissolved", "indicator-unowed"],
            {"name": "UBND cấp huyện", "until": "2025-06-30"},
            id="abolished level",
        ),
        pytest.param(
            "Sở Thông tin và Truyền thông",
            ["agency-dissolved"],
            {
                "name": "Sở Thông tin và Truyền thông",
                "until": "2025-02-28",
                "heir": "Sở Khoa học và Công nghệ",
            },
            id="dissolved, with an heir",
        ),
    ],
)
def test_a_doubtful_lead_is_told_with_its_place(lead: str, codes: list[str], facts: dict[str, str]) -> None:
    found = owing(indicator(GIA_LAI, leads=(lead,)), GIA_LAI)
    assert codes_of(found) == codes
    issue = found.issues[0]
    assert dict(issue.facts) == facts
    assert (issue.subject, issue.sheet, issue.cell) == ("GIALAI-2026-01", "Bảng 1", "B2")
    assert issue.severity is (Severity.WARNING if codes[0] == "agency-unresolved" else Severity.NOTE)


def test_the_heir_of_a_dissolved_lead_owes_the_plans_own_provinces_one() -> None:
    found = owing(indicator(GIA_LAI, leads=("Sở Thông tin và Truyền thông",)), GIA_LAI)
    assert found.codes == ("gia-lai-so-khoa-hoc-va-cong-nghe",)


def test_who_owes_is_evaluated_at_the_period() -> None:
    merged = Agency("52001", "Xã Cũ", AgencyKind.COMMUNE, "Gia Lai", valid_to=date(2026, 8, 31), merged_into="52002")
    heir = Agency("52002", "Xã Mới", AgencyKind.COMMUNE, "Gia Lai", valid_from=date(2026, 9, 1))
    registry = Registry((merged, heir), SHIPPED.collectives)
    one = indicator(GIA_LAI, leads=("UBND xã, phường",))
    named = indicator(GIA_LAI, leads=("UBND xã Cũ",))
    before, after = date(2026, 8, 31), date(2026, 9, 30)
    assert owing_agencies(one, (), GIA_LAI, registry, before).codes == ("52001",)
    assert owing_agencies(one, (), GIA_LAI, registry, after).codes == ("52002",)
    assert owing_agencies(named, (), GIA_LAI, registry, before).codes == ("52001",)
    assert owing_agencies(named, (), GIA_LAI, registry, after).codes == ("52002",)


def test_the_tasks_of_a_plan_tell_each_doubtful_name_once() -> None:
    gone, unknown = "Sở Thông tin và Truyền thông", "Sở Không Có"
    heading = replace(BCD, code="KH5755-2021", year=2021)
    tasks = (
        task("t1", (gone, "Sở Tư pháp")),
        task("t2", (gone.upper(),), monitoring_agency="Văn phòng UBND tỉnh"),
        task("t3", ("Sở Nội vụ",), coordinating_agencies=("UBND cấp huyện, xã", unknown, "Đơn vị có liên quan")),
        task("t4", (unknown, "Các đơn vị có liên quan"), implementing_agencies=("UBND cấp huyện, xã",)),
        task("t5", (unknown,), monitoring_agency="Sở Tài nguyên và Môi trường"),
    )
    issues = task_issues(Plan(heading, None, "", "", (), tasks), SHIPPED, None)
    assert [(issue.code, issue.subject) for issue in issues] == [
        ("agency-dissolved", "t1"),
        ("agency-dissolved", "t3"),
        ("agency-unresolved", "t4"),
        ("agency-vague", "t4"),
        ("agency-dissolved", "t5"),
    ]
