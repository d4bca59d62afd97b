"""Who is late, the draft letter and the locks from a shell."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from ledger_samples import CENTRE, QUANG_TRI, filled_form, report, share, value

from lib.cli import cli
from lib.domain.errors import Refused
from lib.domain.period import Period
from lib.excel.reader import FormReader

ROW = "agency name kind state days_late due received_on version n_owed n_answered"
OF_MAY = ("--plan", QUANG_TRI, "--period", "2026-05")


def run(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--db", str(ledger)])


def rows(ledger: Path, *words: str) -> dict[str, dict[str, object]]:
    result = run(ledger, "timeliness", *OF_MAY, "--json", *words)
    assert (result.exit_code, result.exception) == (0, None), result.output
    return {row["agency"]: row for row in json.loads(result.stdout)}


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
    lines = run(template_ledger, "timeliness", *OF_MAY, "--today", "2026-05-23").stdout.splitlines()
    assert any(line.startswith("missing") and "Trung tâm Phục vụ" in line for line in lines)


def test_remind_writes_the_letter_to_all_or_to_one(template_ledger: Path, tmp_path: Path) -> None:
    everyone, one = tmp_path / "tất cả.docx", tmp_path / "một.docx"
    for place, words in ((everyone, ()), (one, ("--agency", CENTRE))):
        result = run(template_ledger, "remind", *OF_MAY, "--today", "2026-05-23", "--out", str(place), *words)
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
    result = run(ledger, *words)
    assert result.exit_code != 0
    assert isinstance(result.exception, Refused) or "đôn đốc" in result.stderr
    assert not place.exists()


def test_a_locked_period_is_told_and_opens_again(ledger: Path) -> None:
    assert "Đã khóa kỳ T5/2026" in run(ledger, "lock", *OF_MAY, "--reason", "chốt số").stderr
    again = run(ledger, "lock", *OF_MAY, "--reason", "chốt số")
    assert again.exit_code != 0
    assert "Đã mở khóa kỳ T5/2026" in run(ledger, "unlock", *OF_MAY, "--reason", "đính chính").stderr


@pytest.mark.parametrize("verb", ["lock", "unlock"])
def test_a_decision_needs_its_reason(ledger: Path, verb: str) -> None:
    assert run(ledger, verb, *OF_MAY).exit_code == 2
    assert run(ledger, verb, *OF_MAY, "--reason", " ").exit_code != 0


def test_a_return_under_review_is_listed_accepted_and_leaves_the_view_of_the_accepted_alone(
    ledger: Path, tmp_path: Path
) -> None:
    assert json.loads(run(ledger, "review-rules", "--needed", "--as", "CVP", "--json").stdout)["needed"] is True
    place = tmp_path / "f.xlsx"
    place.write_bytes(filled_form(ledger, QUANG_TRI, CENTRE, Period(2026, 5), {1: share(6, 10)}))
    receipt = json.loads(run(ledger, "submit", str(place), "--accept-warnings", "--reason", "đúng", "--json").stdout)[0]
    assert receipt["waits"] is True
    (row,) = json.loads(run(ledger, "waiting", "--plan", QUANG_TRI, "--json").stdout)
    assert (row["submission"], row["agency"]) == (receipt["submission"], CENTRE)
    of_may = ("status", "--plan", QUANG_TRI, "--period", "2026-05", "--json")
    assert json.loads(run(ledger, *of_may).stdout)[0]["provisional"] == 1
    assert json.loads(run(ledger, *of_may, "--accepted-only").stdout)[0]["value"] is None
    returned = run(ledger, "review", str(receipt["submission"]), "return", "--as", "Lan")
    assert returned.exit_code == 1
    assert run(ledger, "review", str(receipt["submission"]), "accept", "--as", "Lan").exit_code == 0
    assert json.loads(run(ledger, "waiting", "--plan", QUANG_TRI, "--json").stdout) == []
    assert json.loads(run(ledger, *of_may, "--accepted-only").stdout)[0]["value"] == 60
