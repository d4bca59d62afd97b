"""A workbook of an agency's own making from a shell: print how it would be read, confirm, take in."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from ledger_samples import CENTRE, QUANG_TRI, code

from lib.storage.database import revision
from lib.workflows.keep_safe import verify
from tests import own_samples, shell

OF_MAY = ("--plan", QUANG_TRI, "--agency", CENTRE, "--period", "2026-05")


def run(ledger: Path, *words: str) -> Result:
    return shell.run("submit-own", *words, db=ledger)


def put(folder: Path, content: bytes) -> str:
    path = folder / "Bao cao.xlsx"
    path.write_bytes(content)
    return str(path)


def proposed(ledger: Path, file: str, *words: str) -> dict[str, Any]:
    result = run(ledger, file, *OF_MAY, *words)
    assert (result.exit_code, result.exception) == (0, None), result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def confirmed(ledger: Path, file: str, mapping: object, *words: str) -> Result:
    place = ledger.parent / "mapping.json"
    place.write_text(json.dumps(mapping, ensure_ascii=False), encoding="utf-8")
    return run(ledger, file, "--mapping", str(place), "--accept-warnings", "--reason", "đã xác nhận", "--json", *words)


def test_it_prints_how_a_workbook_would_be_read_and_writes_nothing(template_ledger: Path, tmp_path: Path) -> None:
    found = proposed(template_ledger, put(tmp_path, own_samples.simple()))
    assert list(found) == ["plan", "agency", "period", "sheet", "header_rows", "title_period", "columns", "rows"]
    assert (found["sheet"], found["header_rows"], found["title_period"]) == ("Bao cao", [4, 4], "2026-05")
    assert found["columns"][4] == {
        "column": "E",
        "label": "Kết quả",
        "role": "value",
        "proposed": "value",
        "why": "beside_target",
    }
    assert found["rows"][0] == {
        "row": 5,
        "name": own_samples.NAMES[0],
        "indicator": code(QUANG_TRI, 1),
        "match": "name",
        "suggestions": [],
        "cells": {"unit": "%", "value": "56,5"},
    }


def test_a_confirmed_mapping_takes_it_in_and_it_reads_again(ledger: Path, tmp_path: Path) -> None:
    file = put(tmp_path, own_samples.counted())
    result = confirmed(ledger, file, proposed(ledger, file))
    assert result.exit_code == 0, result.output
    (receipt,) = json.loads(result.stdout)
    assert (receipt["outcome"], receipt["n_values"]) == ("accepted", 2)
    assert verify(ledger).faults == ()


def test_what_is_doubtful_is_left_blank_and_refused_until_a_person_fills_it(ledger: Path, tmp_path: Path) -> None:
    file = put(tmp_path, own_samples.months())
    mapping = proposed(ledger, file)
    assert [(c["role"], c["proposed"]) for c in mapping["columns"][4:6]] == [(None, "other"), (None, "value")]
    result = confirmed(ledger, file, mapping)
    assert result.exit_code == 1
    assert "Cột E «Kết quả thực hiện / Tháng 5» chưa được chọn vai trò" in result.stderr
    mapping["columns"][4]["role"], mapping["columns"][5]["role"] = "value", "other"
    assert json.loads(confirmed(ledger, file, mapping).stdout)[0]["outcome"] == "accepted"


def test_a_suggested_row_is_refused_until_a_person_decides_it(ledger: Path, tmp_path: Path) -> None:
    file = put(tmp_path, own_samples.like_names())
    mapping = proposed(ledger, file)
    assert [row["indicator"] for row in mapping["rows"]] == [None, "", None, ""]
    assert mapping["rows"][0]["suggestions"][0]["indicator"] == code(QUANG_TRI, 6)
    result = confirmed(ledger, file, mapping)
    assert result.exit_code == 1
    assert "Dòng 2 «Tỷ lệ hồ sơ TTHC được xử lý trực tuyến» chưa được xác nhận" in result.stderr
    mapping["rows"][0]["indicator"], mapping["rows"][2]["indicator"] = code(QUANG_TRI, 6), ""
    assert json.loads(confirmed(ledger, file, mapping).stdout)[0]["n_values"] == 1


def test_a_faulty_file_ends_with_1_and_its_cells(ledger: Path, tmp_path: Path) -> None:
    file = put(tmp_path, own_samples.simple(_1="≥ 70"))
    result = confirmed(ledger, file, proposed(ledger, file))
    assert result.exit_code == 1
    assert "Bao cao E5 «≥ 70» là mức phải đạt" in result.stderr


def test_a_mapping_made_for_another_file_is_refused(ledger: Path, tmp_path: Path) -> None:
    mapping = proposed(ledger, put(tmp_path, own_samples.simple()))
    other = own_samples.workbook(
        [[], [], [], ["STT", "Tên chỉ tiêu", "ĐVT", "Mục tiêu 2026", "Kết quả"], [1, own_samples.NAMES[1], "%", 98, 91]]
    )
    result = confirmed(ledger, put(tmp_path, other), mapping)
    assert result.exit_code == 1
    assert "Dòng này nay là" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["--accept-warnings"], "--reason", id="accepted without a reason"),
        pytest.param(["--accept-warnings", "--reason", "  "], "--reason", id="a blank reason"),
        pytest.param(["--received-on", "2999-01-01"], "--received-on", id="a day to come"),
    ],
)
def test_an_acceptance_without_its_reason_or_of_a_day_to_come_is_not_understood(
    ledger: Path, tmp_path: Path, words: list[str], says: str
) -> None:
    file, place = put(tmp_path, own_samples.simple()), tmp_path / "m.json"
    place.write_text(json.dumps(proposed(ledger, file)), encoding="utf-8")
    before = revision(ledger)
    result = run(ledger, file, "--mapping", str(place), *words)
    assert result.exit_code == 2 and says in result.stderr
    assert revision(ledger) == before


@pytest.mark.parametrize("words", [OF_MAY[:2], OF_MAY[2:4], OF_MAY[4:], ("--sheet", "A"), ("--header-rows", "4")])
def test_what_a_mapping_says_is_not_said_beside_it(
    template_ledger: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    place = tmp_path / "m.json"
    place.write_text("{}", encoding="utf-8")
    result = run(template_ledger, put(tmp_path, own_samples.simple()), "--mapping", str(place), *words)
    assert result.exit_code == 2 and f"--mapping không đi cùng {words[0]}" in result.stderr


def test_a_mapping_nested_without_end_is_told_in_a_sentence(template_ledger: Path, tmp_path: Path) -> None:
    place = tmp_path / "m.json"
    place.write_text("[" * 100_000, encoding="utf-8")
    result = run(template_ledger, put(tmp_path, own_samples.simple()), "--mapping", str(place))
    assert result.exit_code == 1 and "Không đọc được tệp cách đọc" in result.stderr


BROKEN = [
    pytest.param([], id="no object"),
    pytest.param({}, id="empty"),
    pytest.param({"plan": QUANG_TRI, "agency": CENTRE, "period": "tháng 5"}, id="no month"),
    pytest.param(
        {"plan": QUANG_TRI, "agency": CENTRE, "period": "2026-05", "sheet": "Bao cao", "header_rows": "x"}, id="no rows"
    ),
    pytest.param(
        {
            "plan": QUANG_TRI,
            "agency": CENTRE,
            "period": "2026-05",
            "sheet": "Bao cao",
            "header_rows": [4, 4],
            "columns": [{"column": "E", "role": "kết quả"}],
            "rows": [],
        },
        id="no such role",
    ),
]


@pytest.mark.parametrize("mapping", BROKEN)
def test_a_broken_mapping_is_told_in_a_sentence(template_ledger: Path, tmp_path: Path, mapping: object) -> None:
    place = tmp_path / "m.json"
    place.write_text(json.dumps(mapping), encoding="utf-8")
    result = run(template_ledger, put(tmp_path, own_samples.simple()), "--mapping", str(place))
    assert result.exit_code == 1
    assert "Không đọc được tệp cách đọc" in result.stderr


def test_the_table_can_be_pointed_at(template_ledger: Path, tmp_path: Path) -> None:
    file = put(tmp_path, own_samples.counted())
    assert proposed(template_ledger, file, "--sheet", "Bao cao", "--header-rows", "2-3")["header_rows"] == [2, 3]
    wrong = run(template_ledger, file, *OF_MAY, "--sheet", "Khac")
    assert (wrong.exit_code, "Tệp không có trang" in wrong.stderr) == (1, True)
    assert run(template_ledger, file, *OF_MAY, "--header-rows", "hai").exit_code == 2
    assert run(template_ledger, file).exit_code == 2
