"""Every query says what one row is, which parameters it takes and which columns it gives, and that is true."""

import re
from pathlib import Path

import pytest

from lib.storage.database import reading
from lib.storage.reading import FOLDER, query

QUERIES = sorted(FOLDER.glob("*.sql"))


def head_and_body(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    body = next(n for n, line in enumerate(lines) if not line.startswith("--"))
    return "\n".join(lines[:body]), "\n".join(lines[body:])


def faults(text: str) -> list[str]:
    """What a query's opening fails to say, or says wrongly."""
    head, body = head_and_body(text) if text.startswith("--") else ("", text)
    found = []
    if not re.match(r"-- (One row: |Makes one row of )", head):
        found.append("does not open with what one row is")
    if "-- Parameters: " not in head:
        found.append("does not name its parameters")
    if "-- Columns: " not in head and not body.startswith("INSERT"):
        found.append("does not name its columns")
    used, named = set(re.findall(r":(\w+)", body)), set(re.findall(r":(\w+)", head))
    found += [f"parameter :{name} is not explained" for name in sorted(used - named)]
    found += [f"parameter :{name} is not used" for name in sorted(named - used)]
    taken = re.findall(r"(\w+)\.\*", body) + ["" for _ in re.findall(r"(?:SELECT|,)\s+\*", body)]
    for table in taken:
        if f"those of `{table}`" not in head:
            found.append(f"takes {table or 'all'}.* without saying «those of `{table}`»")
    return found


def test_there_are_queries() -> None:
    assert len(QUERIES) >= 8


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_opens_with_what_it_is(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_fits_the_schema(path: Path, template_ledger: Path) -> None:
    text = query(path.stem)
    parameters = dict.fromkeys(re.findall(r":(\w+)", text), 1)
    with reading(template_ledger) as connection:
        connection.execute(f"EXPLAIN {text}", parameters)


@pytest.mark.parametrize("name", ["jobs", "job_to_do"])
def test_of_the_files_of_jobs_only_those_that_are_left_are_gone_through(name: str, template_ledger: Path) -> None:
    text = query(name)
    with reading(template_ledger) as connection:
        parameters = dict.fromkeys(re.findall(r":(\w+)", text), 1)
        steps = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters)]
    scanned = [step for step in steps if re.match(r"SCAN (job_file|unended|undecided)\b", step)]
    assert scanned and all(re.search(r"INDEX (job_file_left|job_undecided)$", step) for step in scanned), steps


WRONG = [
    pytest.param("SELECT 1", "does not open with what one row is", id="no opening"),
    pytest.param("-- One row: x.\n-- Columns: x.\nSELECT :y", "does not name its parameters", id="no parameters"),
    pytest.param("-- One row: x.\n-- Parameters: none.\nSELECT 1", "does not name its columns", id="no columns"),
    pytest.param(
        "-- One row: x.\n-- Parameters: :x.\n-- Columns: x.\nSELECT :y",
        "parameter :y is not explained",
        id="a parameter",
    ),
    pytest.param(
        "-- One row: x.\n-- Parameters: :x, :y.\n-- Columns: x.\nSELECT :y",
        "parameter :x is not used",
        id="an idle one",
    ),
    pytest.param(
        "-- One row: x.\n-- Parameters: none.\n-- Columns: x.\nSELECT figure.* FROM figure",
        "takes figure.* without saying «those of `figure`»",
        id="all columns of a table",
    ),
    pytest.param(
        "-- One row: x.\n-- Parameters: none.\n-- Columns: x.\nSELECT * FROM figure",
        "takes all.* without saying «those of ``»",
        id="all columns",
    ),
]


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_the_check_finds_what_is_wrong(text: str, fault: str) -> None:
    assert fault in faults(text)
