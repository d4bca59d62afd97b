"""Links from a shell: suggested, said, taken back."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lib.cli import cli

ONE, OTHER = "BCD-2026-05", "GIALAI-2026-02"


def run(db: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--db", str(db), *arguments])


def got(db: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run(db, *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_suggestions_come_best_first_with_what_the_names_share(template_ledger: Path) -> None:
    rows = got(template_ledger, "links", "--suggested")
    assert len(rows) == 24
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    (row,) = (row for row in rows if (row["first"], row["second"]) == (ONE, OTHER))
    assert row["state"] == "suggested"
    assert "dịch vụ công trực tuyến toàn trình" in " ".join(row["shared"])
    of_quang_tri = got(template_ledger, "links", "--suggested", "--plan", "QUANGTRI-VP-2026")
    assert len(of_quang_tri) == 4
    assert all("QUANGTRI" in row["first"] + row["second"] for row in of_quang_tri)


def test_a_link_is_said_listed_and_taken_back(ledger: Path) -> None:
    assert got(ledger, "links") == []
    result = run(ledger, "link", OTHER, ONE, "--note", "cùng mẫu số", "--as", "Nguyễn Văn A")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "là cùng một chỉ tiêu" in result.stderr
    (row,) = got(ledger, "links")
    assert (row["state"], row["by"], row["note"]) == ("same", "Nguyễn Văn A", "cùng mẫu số")
    assert run(ledger, "links").stdout == f"same  {ONE}  {OTHER}\n"
    assert run(ledger, "unlink", ONE, OTHER, "--reason", "nhầm").exit_code == 0
    assert got(ledger, "links") == []
    assert run(ledger, "link", ONE, OTHER, "--different").exit_code == 0
    assert [row["state"] for row in got(ledger, "links", "--plan", "GIALAI-2026")] == ["different"]
    assert got(ledger, "links", "--plan", "LOIBAC-2026") == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["link", ONE, "KHONG-CO"], "KHONG-CO", id="an unknown indicator"),
        pytest.param(["link", ONE, "BCD-2026-06"], "cùng một kế hoạch", id="of one plan"),
        pytest.param(["unlink", ONE, OTHER, "--reason", "x"], "Không có liên kết", id="not linked"),
        pytest.param(["links", "--plan", "KHONG-CO"], "KHONG-CO", id="an unknown plan"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_1(template_ledger: Path, arguments: list[str], says: str) -> None:
    result = run(template_ledger, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr and result.stderr.count("\n") == 1
