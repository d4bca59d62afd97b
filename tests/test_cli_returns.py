"""Who is late, the draft letter and the locks from a shell."""

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from ledger_samples import CENTRE, QUANG_TRI, filled_form, report, share, value

from lib.domain.period import Period
from lib.excel.reader import FormReader
from tests.shell import got, run

ROW = "agency name kind state days_late due received_on version n_owed n_answered"
OF_MAY = ("--plan", QUANG_TRI, "--period", "2026-05")


def rows(ledger: Path, *words: str) -> dict[str, dict[str, object]]:
    return {row["agency"]: row for row in got("timeliness", *OF_MAY, *words, db=ledger)}


def test_timeliness_lists_everyone_who_owes_with_just_these_keys(template_ledger: Path) -> None:
    found = rows(template_ledger, "--today", "2026-05-23")
    assert {" ".join(row) for row in found.values()} == {ROW}
    assert found[CENTRE] == {
        "agency": CENTRE,
        "name": "Trung tâm Phục vụ hành chính công tỉnh",
        "kind": "office",
        "state": "missing",
        "days_late": 3,
        "due": "2026-05-20",
        "received_on": None,
        "version": None,
        "n_owed": found[CENTRE]["n_owed"],
        "n_answered": 0,
    }


@pytest.mark.parametrize(("today", "state"), [("2026-05-20", "not_due"), ("2026-05-21", "missing")])
def test_timeliness_is_seen_from_the_day_that_is_asked_for(template_ledger: Path, today: str, state: str) -> None:
    assert rows(template_ledger, "--today", today)[CENTRE]["state"] == state


def test_a_return_that_is_in_says_when_and_how_much(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, 5), {1: value(60)}, received_on=date(2026, 5, 22))
    row = rows(ledger, "--today", "2026-06-01")[CENTRE]
    assert (row["state"], row["days_late"], row["received_on"]) == ("late", 2, "2026-05-22")
    assert (row["version"], row["n_answered"]) == (1, 1)


def test_without_json_each_agency_is_one_line(template_ledger: Path) -> None:
    lines = run("timeliness", *OF_MAY, "--today", "2026-05-23", db=template_ledger).stdout.splitlines()
    assert any(line.startswith("missing") and "Trung tâm Phục vụ" in line for line in lines)


def test_remind_writes_the_letter_to_all_or_to_one(template_ledger: Path, tmp_path: Path) -> None:
    everyone, one = tmp_path / "tất cả.docx", tmp_path / "một.docx"
    for place, words in ((everyone, ()), (one, ("--agency", CENTRE))):
        result = run("remind", *OF_MAY, "--today", "2026-05-23", "--out", str(place), *words, db=template_ledger)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "dự thảo công văn" in result.stderr
    texts = [
        "\n".join(paragraph.text for paragraph in Document(io.BytesIO(place.read_bytes())).paragraphs)
        for place in (everyone, one)
    ]
    assert "Kính gửi: Trung tâm Phục vụ hành chính công tỉnh" in texts[1]
    assert texts[0] != texts[1]


def test_a_letter_to_nobody_is_refused_and_not_written(ledger: Path, tmp_path: Path) -> None:
    place = tmp_path / "x.docx"
    words = ("remind", "--plan", "BCD-2026", "--period", "2026-05", "--today", "2026-05-23", "--out", str(place))
    result = run(*words, db=ledger)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Không có đơn vị nào phải đôn đốc" in result.stderr
    assert not place.exists()


def test_a_locked_period_is_told_and_opens_again(ledger: Path) -> None:
    assert "Đã khóa kỳ T5/2026" in run("lock", *OF_MAY, "--reason", "chốt số", db=ledger).stderr
    again = run("lock", *OF_MAY, "--reason", "chốt số", db=ledger)
    assert again.exit_code == 1 and "T5/2026" in again.stderr
    assert "Đã mở khóa kỳ T5/2026" in run("unlock", *OF_MAY, "--reason", "đính chính", db=ledger).stderr


@pytest.mark.parametrize("verb", ["lock", "unlock"])
def test_a_decision_needs_its_reason(ledger: Path, verb: str) -> None:
    assert run(verb, *OF_MAY, db=ledger).exit_code == 2
    assert run(verb, *OF_MAY, "--reason", " ", db=ledger).exit_code == 1


def test_a_return_under_review_is_listed_accepted_and_leaves_the_view_of_the_accepted_alone(
    ledger: Path, tmp_path: Path
) -> None:
    assert got("review-rules", "--needed", "--as", "CVP", db=ledger)["needed"] is True
    place = tmp_path / "f.xlsx"
    place.write_bytes(filled_form(ledger, QUANG_TRI, CENTRE, Period(2026, 5), {1: share(6, 10)}))
    (receipt,) = got("submit", place, "--accept-warnings", "--reason", "đúng", db=ledger)
    assert receipt["waits"] is True
    (row,) = got("waiting", "--plan", QUANG_TRI, db=ledger)
    assert (row["submission"], row["agency"]) == (receipt["submission"], CENTRE)
    of_may = ("status", "--plan", QUANG_TRI, "--period", "2026-05")
    assert got(*of_may, db=ledger)[0]["provisional"] == 1
    assert got(*of_may, "--accepted-only", db=ledger)[0]["value"] is None
    returned = run("review", str(receipt["submission"]), "return", "--as", "Lan", db=ledger)
    assert returned.exit_code == 1
    assert run("review", str(receipt["submission"]), "accept", "--as", "Lan", db=ledger).exit_code == 0
    assert got("waiting", "--plan", QUANG_TRI, db=ledger) == []
    assert got(*of_may, "--accepted-only", db=ledger)[0]["value"] == 60
