"""A form filled and saved by LibreOffice; skipped where it is not installed."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from form_samples import WORDS_ROW, filled, form_spec, found, with_raw_cell
from openpyxl import load_workbook

from lib.excel import layout
from lib.excel.reader import FormReader
from lib.excel.return_form import parse_return

OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A filled form with a formula that was never calculated, saved again by LibreOffice."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder: Path = tmp_path_factory.mktemp("office")
    content = filled(G9="Có số liệu", H9="=500+29", I9=1000, J9="52,9", J12=1.5, G14="Đã đạt", N14="Số 12/BC & <b>")
    (folder / "bieu.xlsx").write_bytes(content)
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), str(folder / "bieu.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / "bieu.xlsx").read_bytes()


def test_libreoffice_keeps_the_form_and_calculates_its_formulas(resaved: bytes) -> None:
    with FormReader() as reader:
        form = reader.read(resaved)
    assert form.fingerprint == form_spec().fingerprint
    assert (form.lines[0].a, form.lines[0].b, str(form.lines[0].stated)) == (529, 1000, "52.9")
    assert form.lines[-1].evidence == "Số 12/BC & <b>"
    assert [line.row for line in form.lines] == [9, 12, WORDS_ROW]
    assert form.issues == ()


def test_libreoffice_keeps_locks_lists_and_messages(resaved: bytes) -> None:
    sheet = load_workbook(io.BytesIO(resaved))[layout.FORM_SHEET]
    assert sheet.protection.sheet
    unlocked = {c.coordinate for row in sheet["A9:Q14"] for c in row if not c.protection.locked}
    ours = load_workbook(io.BytesIO(filled()))[layout.FORM_SHEET]
    assert unlocked == {c.coordinate for row in ours["A9:Q14"] for c in row if not c.protection.locked}
    lists = {check.formula1: check.error for check in sheet.data_validations.dataValidation if check.type == "list"}
    assert '"Có số liệu,Không phát sinh,Không thuộc phạm vi"' in lists
    assert all(lists.values())


def test_the_fault_that_office_mends_is_named_before() -> None:
    content = with_raw_cell("H9", "<c {}><f>500+29</f></c>", filled(I9=1000))
    assert ("formula-without-value", "H9") in found(parse_return(content))
