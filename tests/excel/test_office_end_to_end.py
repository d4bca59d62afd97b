"""A blank form of a real plan, filled with formulas, calculated and saved by LibreOffice, sent in: no false issue."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from lib.domain.period import Period
from lib.domain.submission import Answer, Outcome
from lib.excel.reader import FormReader
from lib.storage import ledger_store
from lib.storage.database import reading
from lib.workflows.keep_safe import verify
from tests.ledger_samples import (
    CENTRE,
    GIA_LAI,
    HEALTH,
    LOI_BAC,
    QUANG_TRI,
    code,
    filled_form,
    said,
    send,
    share,
)

OFFICE = shutil.which("soffice")
MAY = Period(2026, 5)
OFFICE_OF_LOI_BAC = "loi-bac-van-phong-hdnd-va-ubnd"
TOLD = {
    "subjective_cause": "Chưa đôn đốc thường xuyên",
    "objective_cause": "Đường truyền <b>chậm</b> & mất điện",
    "remedy": "Giao từng phòng; kiểm điểm hằng tuần",
    "evidence": "Báo cáo số 12/BC-VP",
}
FILLED = {
    "quang-tri": (
        QUANG_TRI,
        CENTRE,
        {
            1: share("=600+12", "=SUM(400,600)", value="=H9/I9*100", source_system="QLVB", **TOLD),
            2: share(990, "=IF(H10>0,1000,0)", second_value="=ROUND(H10/I10*100,1)", second_source="Trục", **TOLD),
            3: share('=VALUE("880")', 1000, **TOLD),
            4: said(Answer.NOTHING_ARISING),
        },
    ),
    "gia-lai": (
        GIA_LAI,
        HEALTH,
        {
            1: share("=70*10", 1000, second_value="=69.5+0.5", second_source="Trục liên thông", **TOLD),
            2: share(
                "41", "60", second_value=68, second_source="Trục liên thông", **TOLD
            ),  # typed as text, as clerks do
            4: said(Answer.NOT_APPLICABLE),
            5: share(0, "=2*20", **TOLD),
        },
    ),
    "loi-bac": (
        LOI_BAC,
        OFFICE_OF_LOI_BAC,
        {3: share("=MAX(1,95)", "=100", **TOLD), 5: said(Answer.MET, evidence="QĐ 12")},
    ),
}


@pytest.fixture(scope="module")
def resaved(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The filled forms as LibreOffice calculates and saves them."""
    folder: Path = tmp_path_factory.mktemp("office")
    for name, (plan, agency, rows) in FILLED.items():
        (folder / f"{name}.xlsx").write_bytes(filled_form(template_ledger, plan, agency, MAY, rows))
    return {place.stem: content for place, content in through_office(folder).items()}


def through_office(folder: Path) -> dict[Path, bytes]:
    """Every workbook of a folder, calculated and saved again."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    places = sorted(folder.glob("*.xlsx"))
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), *map(str, places)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {place: (folder / "out" / place.name).read_bytes() for place in places}


@pytest.mark.parametrize("name", FILLED)
def test_a_form_filled_and_saved_by_libreoffice_is_accepted_without_a_false_issue(
    ledger: Path, reader: FormReader, resaved: dict[str, bytes], name: str
) -> None:
    plan, _agency, rows = FILLED[name]
    receipt = send(ledger, reader, resaved[name], f"{name}.xlsx", accept_warnings=False)
    assert receipt.issues == ()
    assert (receipt.outcome, receipt.n_values) == (Outcome.ACCEPTED, len(rows))
    with reading(ledger) as connection:
        lines = {one.indicator_code: one for one in ledger_store.lines(connection, receipt.submission or 0).values()}
    first = lines[code(plan, min(rows))]
    assert (first.a, first.b) == {"quang-tri": (612, 1000), "gia-lai": (700, 1000), "loi-bac": (95, 100)}[name]
    assert first.remedy == TOLD["remedy"] and first.objective_cause == TOLD["objective_cause"]
    if name == "quang-tri":
        assert (first.stated, lines[code(plan, 2)].second_value) == (Decimal("61.2"), 99)
    assert verify(ledger).faults == ()


def test_what_is_truly_wrong_is_named_and_nothing_else(
    ledger: Path, reader: FormReader, template_ledger: Path, tmp_path: Path
) -> None:
    rows = {1: share("=1/0", 1000, **TOLD), 2: share("=1200", 1000, **TOLD), 3: share(880, 1000, **TOLD)}
    (tmp_path / "a.xlsx").write_bytes(filled_form(template_ledger, QUANG_TRI, CENTRE, MAY, rows))
    (content,) = through_office(tmp_path).values()
    receipt = send(ledger, reader, content)
    assert receipt.outcome is Outcome.REFUSED
    assert {(issue.code, issue.cell) for issue in receipt.issues} == {("error-cell", "H9"), ("a-over-b", "H10")}
