"""Links from a shell: suggested, said, taken back."""

from pathlib import Path

import pytest

from tests.shell import got, run

ONE, OTHER = "BCD-2026-05", "GIALAI-2026-02"


def test_suggestions_come_best_first_with_what_the_names_share(template_ledger: Path) -> None:
    rows = got("links", "--suggested", db=template_ledger)
    assert len(rows) == 24
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    (row,) = (row for row in rows if (row["first"], row["second"]) == (ONE, OTHER))
    assert row["state"] == "suggested"
    assert "dịch vụ công trực tuyến toàn trình" in " ".join(row["shared"])
    of_quang_tri = got("links", "--suggested", "--plan", "QUANGTRI-VP-2026", db=template_ledger)
    assert len(of_quang_tri) == 4
    assert all("QUANGTRI" in row["first"] + row["second"] for row in of_quang_tri)


def test_a_link_is_said_listed_and_taken_back(ledger: Path) -> None:
    assert got("links", db=ledger) == []
    result = run("link", OTHER, ONE, "--note", "cùng mẫu số", "--as", "Nguyễn Văn A", db=ledger)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "là cùng một chỉ tiêu" in result.stderr
    (row,) = got("links", db=ledger)
    assert (row["state"], row["by"], row["note"]) == ("same", "Nguyễn Văn A", "cùng mẫu số")
    assert run("links", db=ledger).stdout == f"same  {ONE}  {OTHER}\n"
    assert run("unlink", ONE, OTHER, "--reason", "nhầm", db=ledger).exit_code == 0
    assert got("links", db=ledger) == []
    assert run("link", ONE, OTHER, "--different", db=ledger).exit_code == 0
    assert [row["state"] for row in got("links", "--plan", "GIALAI-2026", db=ledger)] == ["different"]
    assert got("links", "--plan", "LOIBAC-2026", db=ledger) == []


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
    result = run(*arguments, db=template_ledger)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr and result.stderr.count("\n") == 1
