"""The worked examples of the domain, from the filled form to the standing on the screen."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import CENTRE, QUANG_TRI, of_agency, report, totals, value

from lib.domain.period import Period
from lib.domain.standing import Absence, Status
from lib.excel.reader import FormReader

END_OF_2026 = date(2026, 12, 31)
OPERATIONS = "quang-tri-trung-tam-dieu-hanh-thong-tin-tinh"

WORKED = [
    pytest.param(1, CENTRE, 6, 61.2, Status.ON_TRACK, "61.45", id="row 1, June, a quarter point under the path"),
    pytest.param(1, CENTRE, 6, 58.0, Status.BEHIND, "61.45", id="row 1, June, R 0.597"),
    pytest.param(1, CENTRE, 6, 52.0, Status.REGRESSING, "61.45", id="row 1, June, under the baseline"),
    pytest.param(1, CENTRE, 12, 70.0, Status.MET, "70", id="row 1, December, just met"),
    pytest.param(1, CENTRE, 12, 69.9, Status.MISSED, "70", id="row 1, December, just missed"),
    pytest.param(5, CENTRE, 6, 97.2, Status.AT_RISK, "97.495", id="row 5, June, within the tolerance"),
    pytest.param(5, CENTRE, 6, 97.5, Status.ON_TRACK, "97.495", id="row 5, June, on the path"),
    pytest.param(5, CENTRE, 1, 97.0, Status.TOO_EARLY, None, id="row 5, January"),
    pytest.param(6, CENTRE, 6, 79.9, Status.BEHIND, "80.6", id="row 6, June"),
    pytest.param(7, OPERATIONS, 6, 93, Status.UNPACED, None, id="row 7, no baseline"),
    pytest.param(7, OPERATIONS, 6, 95, Status.MET, None, id="row 7, met without a baseline"),
]


@pytest.mark.parametrize(("ordinal", "agency", "month", "figure", "status", "expected"), WORKED)
def test_a_worked_example_comes_out_of_a_filled_form(
    ledger: Path,
    reader: FormReader,
    ordinal: int,
    agency: str,
    month: int,
    figure: float,
    status: Status,
    expected: str | None,
) -> None:
    period = Period(2026, month)
    report(ledger, reader, QUANG_TRI, agency, period, {ordinal: value(figure)})
    row = totals(ledger, QUANG_TRI, period, END_OF_2026)[ordinal]
    assert row.status is status
    assert row.value == Decimal(str(figure))
    assert row.agency_code is None
    if expected is not None:
        assert row.expected_value == Decimal(expected)
