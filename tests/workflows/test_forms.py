"""A blank form holds what the agency owes in that month, with this year's target and its last value."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import CENTRE, GIA_LAI, HEALTH, LOI_BAC, QUANG_TRI, SCIENCE, code, line, write_return
from openpyxl import load_workbook

from lib.domain.catalog import Frequency
from lib.domain.errors import NotFound, Refused
from lib.domain.period import Period
from lib.domain.submission import FormSpec
from lib.excel import layout
from lib.excel.reader import FormReader
from lib.storage import agency_store, correction_store
from lib.storage.database import reading, writing
from lib.workflows import assessment
from lib.workflows.forms import blank_form, blank_forms, form_spec, owing_agencies_at

MAY = Period(2026, 5)


def spec(ledger: Path, plan: str, agency: str, period: Period = MAY) -> FormSpec:
    with reading(ledger) as connection:
        return form_spec(connection, assessment.plan_context(connection, plan), agency, period)


@pytest.mark.parametrize(
    ("plan", "agency", "ordinals"),
    [
        pytest.param(QUANG_TRI, CENTRE, [1, 2, 3, 4, 5, 6], id="the centre of Quảng Trị"),
        pytest.param(GIA_LAI, HEALTH, [1, 2, 3, 4, 5, 7, 8], id="a department of Gia Lai"),
        pytest.param(GIA_LAI, SCIENCE, [1, 2, 3, 4, 5, 7, 8, 9], id="the department that counts the products"),
        pytest.param(LOI_BAC, "loi-bac-cong-an-xa", [24, 27], id="the police of Lợi Bác"),
    ],
)
def test_a_form_holds_what_the_agency_owes(template_ledger: Path, plan: str, agency: str, ordinals: list[int]) -> None:
    assert [one.indicator_code for one in spec(template_ledger, plan, agency).lines] == [
        code(plan, n) for n in ordinals
    ]


def test_a_form_shows_this_years_target_and_the_last_value_with_its_period(ledger: Path) -> None:
    with writing(ledger) as connection:
        write_return(connection, QUANG_TRI, CENTRE, Period(2026, 3), [line(code(QUANG_TRI, 1), a=6, b=10)])
        write_return(connection, QUANG_TRI, CENTRE, Period(2026, 6), [line(code(QUANG_TRI, 1), a=7, b=10)])
    first, second = spec(ledger, QUANG_TRI, CENTRE).lines[:2]
    assert (first.target_raw, first.last_value, first.last_period) == ("70", Decimal(60), Period(2026, 3))
    assert (second.last_value, second.last_period) == (None, None)
    corrected = spec(ledger, QUANG_TRI, CENTRE, Period(2026, 6)).lines[0]
    assert corrected.last_period == Period(2026, 3)  # a corrected return is compared with the month before it
    assert spec(ledger, QUANG_TRI, CENTRE, Period(2028, 5)).lines[0].target_raw == "100"


def test_a_form_of_a_commune_asks_for_the_communes_target(template_ledger: Path) -> None:
    first = spec(template_ledger, LOI_BAC, "loi-bac-phong-van-hoa-xa-hoi").lines[0]
    assert first.target_raw is not None and "35" in first.target_raw


@pytest.mark.parametrize(("month", "there"), [(2, False), (3, True), (4, False), (6, True), (12, True)])
def test_a_quarterly_indicator_is_on_the_form_of_the_last_month_only(ledger: Path, month: int, there: bool) -> None:
    with writing(ledger) as connection:
        correction_store.correct_indicator(connection, code(QUANG_TRI, 1), frequency=Frequency.QUARTER)
    codes = [one.indicator_code for one in spec(ledger, QUANG_TRI, CENTRE, Period(2026, month)).lines]
    assert (code(QUANG_TRI, 1) in codes) is there


def test_a_form_names_plan_agency_period_and_due_day(template_ledger: Path) -> None:
    found = spec(template_ledger, QUANG_TRI, CENTRE, Period(2026, 6))
    mark = found.fingerprint
    assert (mark.plan_code, mark.agency_code, mark.period) == (QUANG_TRI, CENTRE, Period(2026, 6))
    assert mark.template_version == layout.TEMPLATE_VERSION
    assert found.due_date_text == "22/06/2026"


def test_a_form_can_be_read_back_as_it_was_written(template_ledger: Path, reader: FormReader) -> None:
    content = blank_form(template_ledger, QUANG_TRI, CENTRE, MAY)
    form = reader.read(content)
    assert form.fingerprint == spec(template_ledger, QUANG_TRI, CENTRE).fingerprint
    assert form.lines == () and form.issues == ()
    sheet = load_workbook(io.BytesIO(content))[layout.FORM_SHEET]
    assert sheet.cell(layout.FIRST_LINE_ROW, 1).value == code(QUANG_TRI, 1)


@pytest.mark.parametrize(
    ("plan", "agency", "fault", "expected"),
    [
        pytest.param("KHONG-CO", CENTRE, NotFound, "plan-unknown", id="no such plan"),
        pytest.param(QUANG_TRI, "khong-co", NotFound, "agency-unknown", id="no such agency"),
        pytest.param(QUANG_TRI, HEALTH, Refused, "nothing-owed", id="owes nothing here"),
    ],
)
def test_a_form_that_cannot_be_is_refused(template_ledger: Path, plan: str, agency: str, fault, expected: str) -> None:
    with pytest.raises(fault) as caught:
        blank_form(template_ledger, plan, agency, MAY)
    assert caught.value.code == expected


@pytest.mark.parametrize(("plan", "count"), [(QUANG_TRI, 2), (GIA_LAI, 153), (LOI_BAC, 5), ("KH5755-2021", 0)])
def test_every_agency_that_owes_something_has_a_form(template_ledger: Path, plan: str, count: int) -> None:
    with reading(template_ledger) as connection:
        owing = owing_agencies_at(connection, assessment.plan_context(connection, plan), MAY)
    assert len(owing) == count


def test_forms_for_all_come_one_by_one_each_with_its_agency(template_ledger: Path, reader: FormReader) -> None:
    found = {agency.code: reader.read(content) for agency, content in blank_forms(template_ledger, LOI_BAC, MAY)}
    assert {form.fingerprint.agency_code for form in found.values()} == set(found)
    assert len(found) == 5


def test_an_agency_that_closed_before_the_period_gets_no_form(ledger: Path) -> None:
    with writing(ledger) as connection:
        connection.execute("UPDATE agency SET valid_to = '2026-04-30' WHERE code = ?", (HEALTH,))
    with reading(ledger) as connection:
        context = assessment.plan_context(connection, GIA_LAI)
        may, april = (owing_agencies_at(connection, context, period) for period in (MAY, Period(2026, 4)))
        assert HEALTH in agency_store.agency_ids(connection)
    assert (len(may), len(april)) == (152, 153)
