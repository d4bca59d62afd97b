"""The command line: JSON of fixed shapes on stdout, Vietnamese sentences on stderr, exit codes."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import CENTRE, GIA_LAI, HEALTH, LOI_BAC, QUANG_TRI, fill, share, value

from lib.cli import cli, returns
from lib.domain.errors import Refused
from lib.storage import ledger_store
from lib.storage.database import prepare, reading, revision
from lib.workflows.receive_submission import Receipt, receive_files
from lib.workflows.shipped import CATALOGS
from tests.shell import got, run

ROOT = Path(__file__).resolve().parents[1]
MAY = "2026-05"


def keys(row: dict[str, object]) -> str:
    return " ".join(row)


# Shapes

TARGET = "year level comparator value unit raw"
ISSUE = "severity code sheet cell subject message"
SHAPES = {
    "plans": (["plans"], "code title issuer year n_indicators n_tasks n_issues"),
    "indicators": (
        ["indicators", "--plan", QUANG_TRI],
        "code ordinal group name unit kind direction measure numerator denominator source_system lead_agencies "
        "monitoring_agency baseline targets issues",
    ),
    "tasks": (
        ["tasks", "--plan", GIA_LAI],
        "code annex group ordinal name lead_agencies implementing_agencies coordinating_agencies monitoring_agency "
        "deadline deliverable indicator_code",
    ),
    "agencies": (["agencies"], "code name kind province aliases valid_from valid_to merged_into"),
    "status": (
        ["status", "--plan", QUANG_TRI, "--period", "2025-12"],
        "indicator agency value a b absence target gap need expected_value ratio tolerance status coverage interval "
        "conclusive provisional second_value speed required_speed projection_year_end reached_in source",
    ),
}


@pytest.mark.parametrize("verb", SHAPES)
def test_every_row_of_a_verb_has_just_these_keys(template_ledger: Path, verb: str) -> None:
    arguments, expected = SHAPES[verb]
    rows = got(*arguments, db=template_ledger)
    assert rows
    for row in rows:
        assert keys(row) == expected


def test_the_parts_of_rows_have_just_these_keys(template_ledger: Path) -> None:
    first = got("indicators", "--plan", QUANG_TRI, db=template_ledger)[0]
    assert keys(first["baseline"]) == "year value"
    assert [keys(target) for target in first["targets"]] == [TARGET] * 3
    issues = [issue for row in got("indicators", "--plan", QUANG_TRI, db=template_ledger) for issue in row["issues"]]
    assert issues and all(keys(issue) == ISSUE for issue in issues)
    task = got("tasks", "--plan", GIA_LAI, db=template_ledger)[0]
    assert keys(task["deadline"]) == "raw kind start end recurrence condition can_be_overdue"
    total = got("status", "--plan", QUANG_TRI, "--period", "2025-12", db=template_ledger)[0]
    assert keys(total["target"]) == "year comparator value raw"
    assert keys(total["source"]) == "file sheet cell"


# The shipped catalogs


def test_plans_counts_what_the_documents_hold(template_ledger: Path) -> None:
    rows = got("plans", db=template_ledger)
    assert {row["code"]: (row["n_indicators"], row["n_tasks"]) for row in rows} == {
        "BCD-2026": (12, 0),
        "LOIBAC-2026": (29, 0),
        "QUANGTRI-VP-2026": (7, 0),
        "GIALAI-2026": (9, 37),
        "KH5755-2021": (0, 41),
    }


def test_numbers_are_numbers_and_names_those_of_the_document(template_ledger: Path) -> None:
    first = got("indicators", "--plan", QUANG_TRI, db=template_ledger)[0]
    assert first["baseline"] == {"year": 2025, "value": 52.9}
    assert first["lead_agencies"] == ["Trung tâm Phục vụ hành chính công tỉnh"]
    assert [(t["year"], t["comparator"], t["value"]) for t in first["targets"]] == [
        (2025, ">=", 70),
        (2026, "none", 70),
        (2030, "none", 100),
    ]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--province", "Gia Lai", "--kind", "commune"], 110),
        (["--province", "Gia Lai", "--kind", "ward"], 25),
        (["--province", "gia lai"], 153),
        (["--province", "tỉnh Gia Lai"], 153),
        (["--province", "GIA LAI"], 153),
        (["--province", "Quảng Trị", "--kind", "special_zone"], 1),
        (["--province", "Không Có"], 0),
    ],
)
def test_agencies_can_be_narrowed_by_province_and_kind(template_ledger: Path, options: list[str], count: int) -> None:
    rows = got("agencies", *options, db=template_ledger)
    assert len(rows) == count


def test_gia_lai_has_135_communes_by_their_official_codes(template_ledger: Path) -> None:
    rows = got("agencies", "--province", "Gia Lai", db=template_ledger)
    local = [row for row in rows if row["kind"] in ("commune", "ward", "special_zone")]
    assert len(local) == 135
    assert all(row["code"].isdecimal() and len(row["code"]) == 5 for row in local)
    assert {row["valid_from"] for row in local} == {"2025-07-01"}


# Reading texts


def test_a_target_is_read_from_an_argument(tmp_path: Path) -> None:
    row = got("parse-target", "≥ 70%", "--unit", "%")
    assert keys(row) == "kind comparator_written comparator_graded value value2 unit scope when parts"
    assert (row["kind"], row["comparator_written"], row["value"], row["unit"]) == ("quant", ">=", 70, "%")
    assert not list(tmp_path.iterdir())


def test_without_json_what_was_read_is_told_on_one_line() -> None:
    told = run("parse-target", "≥ 70%").stdout
    assert told.count("\n") == 1
    assert "value: 70" in told and "Decimal" not in told
    assert 'end: "2026-06-30"' in run("parse-deadline", "Tháng 6/2026").stdout


def test_targets_are_read_line_by_line_from_stdin() -> None:
    rows = got("parse-target", "--stdin", stdin="≥ 70\t%\ttarget\n52,9\t%\tactual\nDuy trì\n")
    assert [(row["kind"], row["value"]) for row in rows] == [("quant", 70), ("quant", 52.9), ("qualitative", None)]


def test_a_deadline_is_read_from_an_argument_and_from_stdin() -> None:
    row = got("parse-deadline", "Tháng 6/2026")
    assert keys(row) == "kind start end boundary recurrence occurrences condition can_be_overdue"
    assert row["end"] == "2026-06-30"
    rows = got("parse-deadline", "--stdin", stdin="Tháng 6\t\t2026\nThường xuyên\t\t\n")
    assert [one["end"] for one in rows] == ["2026-06-30", None]


# From the blank form to the status


@pytest.fixture
def filled(ledger: Path, tmp_path: Path) -> Path:
    """A filled form of the centre of Quảng Trị, made by the verb `form`."""
    place = tmp_path / "biểu.xlsx"
    name = "trung tâm phục vụ hành chính công tỉnh"
    result = run("form", "--plan", QUANG_TRI, "--agency", name, "--period", MAY, "--out", place, db=ledger)
    assert result.exit_code == 0, result.output
    assert str(place) in result.stderr and result.stdout == ""
    place.write_bytes(fill(place.read_bytes(), {f"{QUANG_TRI}-01": share(600, 1000), f"{QUANG_TRI}-05": value(97.5)}))
    return place


def test_a_filled_form_is_submitted_shown_undone_and_verified(ledger: Path, filled: Path) -> None:
    (receipt,) = got("submit", filled, "--received-on", "2026-05-20", "--as", "chị Hà", db=ledger)
    assert keys(receipt) == "file sha256 outcome submission version n_values waits issues"
    assert (receipt["outcome"], receipt["version"], receipt["n_values"]) == ("accepted", 1, 2)
    for issue in receipt["issues"]:
        assert keys(issue) == "severity code sheet cell message"
    row = got("status", "--plan", QUANG_TRI, "--period", MAY, "--today", "2026-06-01", db=ledger)[0]
    assert (row["value"], row["a"], row["b"], row["agency"]) == (60, 600, 1000, None)
    assert keys(row["coverage"]) == "reported expected share_of_b"
    assert row["interval"] == [60, 60]
    own = got("status", "--plan", QUANG_TRI, "--period", MAY, "--agency", CENTRE, db=ledger)
    assert [one["agency"] for one in own] == [CENTRE] * 7
    assert own[0]["source"] == {"file": "biểu.xlsx", "sheet": "Biểu báo cáo", "cell": own[0]["source"]["cell"]}
    every = got("status", "--plan", QUANG_TRI, "--period", MAY, "--all-agencies", db=ledger)
    assert len(every) == 7 and None not in {one["agency"] for one in every}
    found = got("verify", db=ledger)
    assert keys(found) == "n_submissions n_values n_originals n_events faults"
    assert (found["n_submissions"], found["n_values"], found["faults"]) == (1, 2, [])
    assert run("undo", receipt["submission"], "--reason", "nhầm", db=ledger).exit_code == 0
    again = got("status", "--plan", QUANG_TRI, "--period", MAY, "--today", "2026-06-01", db=ledger)[0]
    assert (again["value"], again["absence"]) == (None, "missing")


def test_the_same_file_again_is_a_duplicate_and_no_failure(ledger: Path, filled: Path) -> None:
    got("submit", filled, db=ledger)
    before = revision(ledger)
    (receipt,) = got("submit", filled, db=ledger)
    assert receipt["outcome"] == "duplicate"
    assert revision(ledger) == before


def test_a_refusal_exits_with_1_prints_its_json_and_says_every_fault(
    ledger: Path, filled: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "sai.xlsx"
    wrong.write_bytes(fill(filled.read_bytes(), {f"{QUANG_TRI}-01": share(1200, 1000)}))
    result = run("submit", wrong, filled, "--json", db=ledger)
    assert result.exit_code == 1
    refused, accepted = json.loads(result.stdout)
    assert (refused["outcome"], accepted["outcome"]) == ("refused", "accepted")
    blocking = [issue for issue in refused["issues"] if issue["severity"] == "blocking"]
    assert [issue["code"] for issue in blocking] == ["a-over-b"]
    assert blocking[0]["message"] in result.stderr and blocking[0]["cell"] in result.stderr


def test_a_folder_is_handed_in_whole_and_what_is_no_return_is_said(ledger: Path, filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tháng 5"
    (folder / "xã").mkdir(parents=True)
    (folder / "xã" / "Trung tâm.xlsx").write_bytes(filled.read_bytes())
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "công văn.pdf").write_bytes(b"%PDF")
    result = run("submit", folder, "--json", db=ledger)
    assert result.exit_code == 0
    assert [(row["file"], row["outcome"]) for row in json.loads(result.stdout)] == [
        ("tháng 5/xã/Trung tâm.xlsx", "accepted")
    ]
    assert "tháng 5/Thumbs.db: tệp của hệ điều hành hoặc tệp tạm, bỏ qua" in result.stderr
    assert "tháng 5/công văn.pdf: không phải tệp Excel, bỏ qua" in result.stderr


def test_a_file_that_cannot_be_opened_is_said_and_the_others_are_taken_in(
    ledger: Path, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tháng 5"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(filled.read_bytes())
    (folder / "b.xlsx").write_bytes(b"x")
    (folder / "\udcff.pdf").write_bytes(b"x")
    read = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path.name == "b.xlsx":
            raise PermissionError(errno.EACCES, "closed", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    result = run("submit", folder, "--json", db=ledger)
    assert result.exit_code == 1
    assert [(row["file"], row["outcome"]) for row in json.loads(result.stdout)] == [("tháng 5/a.xlsx", "accepted")]
    assert "tháng 5/b.xlsx: Không đọc hoặc không ghi được" in result.stderr
    assert "tháng 5/?.pdf: không phải tệp Excel, bỏ qua" in result.stderr


def test_receipts_are_not_lost_when_a_later_file_cannot_be_written(
    ledger: Path, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_after_one(*words: object, **more: object) -> Iterator[Receipt]:
        yield next(receive_files(*words, **more))
        raise Refused("disk-full")

    monkeypatch.setattr(returns, "receive_files", full_after_one)
    result = run("submit", filled, "--json", db=ledger)
    assert result.exit_code == 1
    assert [row["outcome"] for row in json.loads(result.stdout)] == ["accepted"]
    assert result.stderr.rstrip().splitlines()[-1].startswith("Ổ đĩa đã hết chỗ")


def test_a_folder_without_a_return_is_said_to_hold_none(template_ledger: Path, tmp_path: Path) -> None:
    result = run("submit", tmp_path, "--json", db=template_ledger)
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert "Không còn tệp nào để nhận" in result.stderr


def test_a_warning_that_asks_is_a_refusal_until_it_is_accepted(ledger: Path, filled: Path, tmp_path: Path) -> None:
    got("submit", filled, db=ledger)
    june = tmp_path / "june.xlsx"
    run("form", "--plan", QUANG_TRI, "--agency", CENTRE, "--period", "2026-06", "--out", june, db=ledger)
    june.write_bytes(fill(june.read_bytes(), {f"{QUANG_TRI}-01": share(950, 1000)}))
    assert run("submit", june, db=ledger).exit_code == 1
    assert run("submit", june, "--reason", "đã kiểm tra", db=ledger).exit_code == 1  # given, but not as an acceptance
    (receipt,) = got("submit", june, "--accept-warnings", "--reason", "đã kiểm tra", db=ledger)
    assert receipt["outcome"] == "accepted"


def test_a_reason_can_be_given_for_one_kind_of_warning(ledger: Path, filled: Path, tmp_path: Path) -> None:
    got("submit", filled, db=ledger)
    june = tmp_path / "june.xlsx"
    run("form", "--plan", QUANG_TRI, "--agency", CENTRE, "--period", "2026-06", "--out", june, db=ledger)
    june.write_bytes(fill(june.read_bytes(), {f"{QUANG_TRI}-01": share(950, 1000)}))
    assert run("submit", june, "--reason-for", "outlier=khác", db=ledger).exit_code == 1
    (receipt,) = got("submit", june, "--reason-for", "outlier=khác", "--reason-for", "jump=mở rộng = mới", db=ledger)
    assert receipt["outcome"] == "accepted"
    with reading(ledger) as connection:
        found = ledger_store.findings_with_reasons(connection, receipt["submission"])
    assert {issue.code: reason for issue, reason in found if reason} == {"jump": "mở rộng = mới"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["--accept-warnings"], "--reason", id="accepted without a reason"),
        pytest.param(["--accept-warnings", "--reason", "  "], "--reason", id="a blank reason"),
        pytest.param(["--reason-for", "jump"], "MÃ=LÝ DO", id="no reason for a code"),
        pytest.param(["--reason-for", "jum=vì"], "jum=vì", id="no such code"),
        pytest.param(["--received-on", "2999-01-01"], "--received-on", id="a day to come"),
    ],
)
def test_an_acceptance_without_its_reason_or_of_a_day_to_come_is_not_understood(
    ledger: Path, filled: Path, words: list[str], says: str
) -> None:
    before = revision(ledger)
    result = run("submit", filled, *words, db=ledger)
    assert result.exit_code == 2 and says in result.stderr
    assert revision(ledger) == before


def test_forms_for_all_are_written_into_one_folder(template_ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "biểu" / "tháng 5"
    result = run("form", "--plan", LOI_BAC, "--period", MAY, "--all", "--out-dir", folder, db=template_ledger)
    assert result.exit_code == 0
    assert len(list(folder.glob("*.xlsx"))) == 5
    assert "5" in result.stderr


def test_no_code_of_a_plan_leads_a_form_out_of_its_folder(ledger: Path, tmp_path: Path) -> None:
    document, code = CATALOGS / "loi-bac-136-kh-ubnd-2026.txt", "../LB/2026"
    got("load", document, "--code", code, "--level", "xã", "--province", "Lạng Sơn", "--year", 2026, db=ledger)
    folder = tmp_path / "a" / "b"
    assert run("form", "--plan", code, "--period", MAY, "--all", "--out-dir", folder, db=ledger).exit_code == 0
    assert len(list(folder.glob(".._LB_2026_*.xlsx"))) == len(list(tmp_path.rglob("*.xlsx"))) == 5


# Loading


def test_a_shipped_document_again_differs_in_nothing(ledger: Path) -> None:
    before = revision(ledger)
    found = got("load", CATALOGS / "gia-lai-2026.txt", "--code", GIA_LAI, db=ledger)
    assert keys(found) == "plan n_indicators n_tasks issues differences"
    assert (found["plan"], found["n_indicators"], found["n_tasks"], found["differences"]) == (GIA_LAI, 9, 37, [])
    assert all(keys(issue) == ISSUE for issue in found["issues"])
    assert revision(ledger) == before


def test_a_dry_run_reads_and_writes_nothing(ledger: Path) -> None:
    before = revision(ledger)
    document = CATALOGS / "loi-bac-136-kh-ubnd-2026.txt"
    options = ["--title", "Thử", "--level", "xã", "--province", "Lạng Sơn", "--year", 2026, "--dry-run"]
    assert got("load", document, "--code", "THU-2026", *options, db=ledger)["n_indicators"] == 29
    assert revision(ledger) == before
    assert "THU-2026" not in {row["code"] for row in got("plans", db=ledger)}


def test_a_document_is_loaded_under_the_code_that_it_is_given(ledger: Path) -> None:
    document = CATALOGS / "loi-bac-136-kh-ubnd-2026.txt"
    options = ["--title", "Thử", "--issuer", "UBND xã", "--level", "commune", "--province", "Lạng Sơn", "--year", 2026]
    assert got("load", document, "--code", "THU-2026", *options, db=ledger)["n_indicators"] == 29
    assert [row["title"] for row in got("plans", db=ledger) if row["code"] == "THU-2026"] == ["Thử"]
    assert got("indicators", "--plan", "THU-2026", db=ledger)[0]["code"] == "THU-2026-01"


# The ledger's file


def test_init_makes_a_ledger_and_repeated_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "new" / "sổ.db"
    assert run("init", db=place).exit_code == 0
    before = revision(place)
    again = run("init", db=place)
    assert (again.exit_code, again.stdout) == (0, "")
    assert revision(place) == before
    assert len(got("plans", db=place)) == 5


def test_the_ledger_may_be_named_before_or_after_the_verb_or_by_the_environment(
    template_ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    after = run("plans", "--db", template_ledger)
    before = run("--db", template_ledger, "plans")
    monkeypatch.setenv("SOCHITIEU_DB", str(template_ledger))
    named = run("plans")
    assert after.stdout == before.stdout == named.stdout
    assert "GIALAI-2026" in named.stdout
    monkeypatch.setenv("SOCHITIEU_DB", str(tmp_path / "other.db"))
    assert run("--db", template_ledger, "plans").stdout == named.stdout
    assert run("--db", tmp_path / "other.db", "plans", "--db", template_ledger).stdout == named.stdout


def test_a_backup_can_be_verified_as_a_ledger_of_its_own(ledger: Path, filled: Path, tmp_path: Path) -> None:
    got("submit", filled, db=ledger)
    place = tmp_path / "sao lưu" / "sổ.db"
    result = run("backup", place, db=ledger)
    assert result.exit_code == 0 and str(place) in result.stderr
    assert got("verify", db=place) == got("verify", db=ledger)


def test_verify_exits_with_1_when_an_original_is_gone(ledger: Path, filled: Path) -> None:
    (receipt,) = got("submit", filled, db=ledger)
    sha256 = receipt["sha256"]
    (ledger.with_name("ledger-files") / sha256[:2] / sha256).unlink()
    result = run("verify", "--json", db=ledger)
    assert result.exit_code == 1
    assert any(sha256 in fault for fault in json.loads(result.stdout)["faults"])


# Faults


def junk(tmp_path: Path) -> Path:
    place = tmp_path / "junk.db"
    place.write_bytes(b"khong phai so" * 100)
    return place


def newer(tmp_path: Path) -> Path:
    place = tmp_path / "newer.db"
    prepare(place)
    with sqlite3.connect(place) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    return place


def missing(tmp_path: Path) -> Path:
    return tmp_path / "missing.db"


def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.mark.parametrize("make", [junk, newer, missing, folder])
@pytest.mark.parametrize(
    "arguments",
    [
        ["plans", "--json"],
        ["status", "--plan", "X", "--period", MAY, "--json"],
        ["undo", "1", "--reason", "x"],
        ["verify"],
        ["backup", "backup.db"],
    ],
    ids=lambda words: words[0],
)
def test_a_ledger_that_cannot_be_opened_is_one_sentence_and_exit_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make, arguments
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments, db=make(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1 and result.stderr.rstrip().endswith(".")
    assert not Path("backup.db").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["indicators", "--plan", "KHONG-CO"], "KHONG-CO", id="an unknown plan"),
        pytest.param(["tasks", "--plan", "KHONG-CO"], "KHONG-CO", id="tasks of an unknown plan"),
        pytest.param(["status", "--plan", GIA_LAI, "--period", MAY, "--agency", "Sở Lạ"], "Sở Lạ", id="an agency"),
        pytest.param(
            ["form", "--plan", QUANG_TRI, "--agency", HEALTH, "--period", MAY, "--out", "x"],
            "Sở Y tế",
            id="owes nothing",
        ),
        pytest.param(["undo", "4711", "--reason", "x"], "4711", id="an unknown submission"),
    ],
)
def test_a_refusal_is_one_vietnamese_sentence_and_exit_1(
    template_ledger: Path, arguments: list[str], says: str
) -> None:
    result = run(*arguments, db=template_ledger)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["status", "--plan", GIA_LAI, "--period", "2026-5"], "2026-05", id="a period of one digit"),
        pytest.param(["status", "--plan", GIA_LAI, "--period", "2026-13"], "2026-13", id="a thirteenth month"),
        pytest.param(["status", "--plan", GIA_LAI, "--period", "tháng 5"], "tháng 5", id="a period in words"),
        pytest.param(["status", "--plan", GIA_LAI], "thiếu --period", id="no period"),
        pytest.param(["form", "--plan", GIA_LAI, "--period", MAY], "--agency", id="a form for nobody"),
        pytest.param(["form", "--plan", GIA_LAI, "--period", MAY, "--all"], "--out-dir", id="no folder"),
        pytest.param(["parse-target"], "--stdin", id="no text"),
        pytest.param(["parse-deadline", "x", "--plan-year", "nay"], "--plan-year", id="a year in words"),
        pytest.param(["agencies", "--kind", "sở"], "--kind", id="an unknown kind"),
        pytest.param(["no-such-verb"], "no-such-verb", id="no such verb"),
        pytest.param(["plans", "--lạ"], "--lạ", id="no such option"),
        pytest.param(["submit", "không có.xlsx"], "không có.xlsx", id="no such file"),
        pytest.param(["--lạ", "plans"], "--lạ", id="no such option before the verb"),
        pytest.param(["--db", "", "plans"], "--db", id="no name of a ledger"),
        pytest.param(["plans", "--db", ""], "--db", id="no name of a ledger behind the verb"),
        pytest.param(["status", "--plan", GIA_LAI, "--period", "9999-12"], "9999-12", id="the last month there is"),
        pytest.param(["timeliness", "--plan", GIA_LAI, "--period", "1900-01"], "1900-01", id="a month long ago"),
        pytest.param(["load", __file__, "--code", " "], "--code", id="no code"),
        pytest.param(["load", __file__, "--code", "X", "--year", "0"], "--year", id="no year"),
        pytest.param(["load", __file__, "--code", "X", "--year", "9" * 20], "--year", id="a year of twenty digits"),
        pytest.param(["undo", "9" * 20, "--reason", "x"], "submission", id="a number of twenty digits"),
        pytest.param(["review", "9" * 20, "accept"], "submission", id="a number of twenty digits to accept"),
        pytest.param(["indicators", "--plan", "\udcff"], "UTF-8", id="a code in other letters"),
        pytest.param(["lock", "--plan", "X", "--period", MAY, "--reason", "\udce9"], "UTF-8", id="a reason in others"),
        pytest.param(
            ["status", "--plan", GIA_LAI, "--period", MAY, "--agency", HEALTH, "--all-agencies"],
            "--agency không đi cùng --all-agencies",
            id="one agency and all",
        ),
        pytest.param(
            ["status", "--plan", GIA_LAI, "--period", MAY, "--today", "2026-06-01", "--known-on", "2026-05-20"],
            "--known-on không đi cùng --today",
            id="two days",
        ),
        pytest.param(
            ["form", "--plan", GIA_LAI, "--period", MAY, "--all", "--out-dir", "x", "--agency", HEALTH],
            "--all không đi cùng --agency",
            id="a form for all and for one",
        ),
        pytest.param(
            ["form", "--plan", GIA_LAI, "--period", MAY, "--agency", HEALTH, "--out-dir", "x"],
            "--agency không đi cùng --out-dir",
            id="a folder for one form",
        ),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(template_ledger: Path, arguments: list[str], says: str) -> None:
    result = run("--db", template_ledger, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Lệnh chưa đúng: ") and says in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_year_in_words_among_the_lines_of_stdin_is_wrong_use() -> None:
    result = run("parse-deadline", "--stdin", "--json", stdin="Tháng 6\t\tnăm nay\n")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        pytest.param(["parse-target"], b"\xff\xfe\x00", id="no letters"),
        pytest.param(["parse-target"], "≥ 70\t%\tresult\n", id="no such role"),
    ],
)
def test_stdin_that_cannot_be_followed_is_wrong_use(arguments: list[str], stdin: str | bytes) -> None:
    result = run(*arguments, "--stdin", stdin=stdin)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Lệnh chưa đúng: ") and result.stderr.count("\n") == 1


def test_a_case_ends_with_its_line_and_not_at_another_break() -> None:
    rows = got("parse-target", "--stdin", stdin="≥ 70\u2028phần trăm\t%\n\n80\t%\r\n90\t%".encode())
    assert len(rows) == 4
    assert [row["value"] for row in rows[2:]] == [80, 90]


def test_a_place_that_cannot_be_written_is_a_sentence(template_ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "none" / "x.xlsx", tmp_path / "file" / "x.xlsx"):
        options = ["--plan", QUANG_TRI, "--agency", CENTRE, "--period", MAY, "--out", place]
        result = run("form", *options, db=template_ledger)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "x.xlsx" in result.stderr


# As a program


def shell(*arguments: object, **letters: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lib.cli", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | letters, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_it_runs_as_a_module_and_keeps_stdout_for_json(template_ledger: Path) -> None:
    done = shell("--db", template_ledger, "plans", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)) == 5


@pytest.mark.parametrize("letters", ["cp1252", "ascii"])
def test_what_is_printed_is_utf_8_whatever_the_letters_of_the_machine(template_ledger: Path, letters: str) -> None:
    done = shell("--db", template_ledger, "plans", "--json", PYTHONIOENCODING=letters, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ban Chỉ đạo" in json.loads(done.stdout)[0]["title"]


def test_a_missing_ledger_is_said_in_one_sentence_by_the_module(tmp_path: Path) -> None:
    done = shell("plans", "--db", tmp_path / "nonexistent")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Chưa có sổ") and done.stderr.count("\n") == 1


def test_every_verb_explains_itself_in_vietnamese() -> None:
    for name, verb in cli.commands.items():
        result = run(name, "--help")
        assert result.exit_code == 0
        assert verb.help and any(ord(letter) > 127 for letter in verb.help), name
