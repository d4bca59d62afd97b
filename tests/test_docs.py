"""The data dictionary names what the program has, and nothing else; the README names every verb."""

import csv
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from lib.cli import cli
from lib.domain.agency import AgencyKind
from lib.domain.batch import Verdict
from lib.domain.issue import CATALOG_ISSUES, RETURN_ISSUES
from lib.domain.job import FileEnd, JobState
from lib.domain.reporting import ReportingState
from lib.domain.review import ReviewAction, ReviewState
from lib.domain.standing import Absence, Status
from lib.domain.submission import Answer, Outcome
from lib.storage.database import Connection, reading
from lib.storage.reading import FOLDER
from lib.ui.state import ADDRESSES, PAGES

ROOT = Path(__file__).resolve().parents[1]
OF_SQLITE_UTILS = {"_sqlite_migrations", "_migrations"}


@cache
def dictionary() -> str:
    return (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")


def rows_under(text: str, heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading, up to the next heading: name in the first column → other columns."""
    found = re.search(rf"^#+ `?{re.escape(heading)}`?$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading «{heading}»"
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", found[1], re.MULTILINE)
    assert len(rows) == len(dict(rows)), f"a name twice under «{heading}»"
    return {name: [column.strip() for column in re.split(r"(?<!\\)\|", rest)] for name, rest in rows}


def tables_of(connection: Connection) -> dict[str, list[str]]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    return {
        name: [row["name"] for row in connection.execute(f"PRAGMA table_info({name})")]
        for name in names
        if name not in OF_SQLITE_UTILS and not name.startswith("sqlite_")
    }


@pytest.fixture(scope="module")
def tables(template_ledger: Path) -> dict[str, list[str]]:
    with reading(template_ledger) as connection:
        return tables_of(connection)


def documented_tables(text: str) -> set[str]:
    return set(re.findall(r"^### `(\w+)`$", text, re.MULTILINE))


def test_every_table_is_named_and_no_other(tables: dict[str, list[str]]) -> None:
    assert len(tables) > 20
    assert documented_tables(dictionary()) == set(tables)


def test_every_column_of_every_table_is_named_in_order_and_no_other(tables: dict[str, list[str]]) -> None:
    assert {name: list(rows_under(dictionary(), name)) for name in tables} == tables


def test_every_column_has_a_meaning_and_a_form_or_source(tables: dict[str, list[str]]) -> None:
    for name in tables:
        for column, (meaning, form) in rows_under(dictionary(), name).items():
            assert meaning and form, f"{name}.{column}"


def test_a_period_has_one_form_wherever_it_stands(tables: dict[str, list[str]]) -> None:
    found = [rows_under(dictionary(), name)["period"][1] for name, columns in tables.items() if "period" in columns]
    assert len(found) > 5 and set(found) == {"month"}


WORDS = [
    pytest.param("Statuses", {status.value for status in Status}, id="statuses"),
    pytest.param("Absences", {absence.value for absence in Absence}, id="absences"),
    pytest.param("Answers", {answer.value for answer in Answer}, id="answers"),
    pytest.param("States of jobs", {state.value for state in JobState}, id="states of jobs"),
    pytest.param("Verdicts", {verdict.value for verdict in Verdict}, id="verdicts"),
    pytest.param("Ends of files", {end.value for end in FileEnd}, id="ends of files"),
    pytest.param("Outcomes", {outcome.value for outcome in Outcome}, id="outcomes"),
    pytest.param("Review actions", {action.value for action in ReviewAction}, id="review actions"),
    pytest.param("Review states", {state.value for state in ReviewState}, id="review states"),
    pytest.param("States of reporting", {state.value for state in ReportingState}, id="states of reporting"),
    pytest.param("Kinds of agencies", {kind.value for kind in AgencyKind}, id="kinds of agencies"),
    pytest.param("Catalog issues", set(CATALOG_ISSUES), id="catalog issues"),
    pytest.param("Issues of returns", set(RETURN_ISSUES), id="issues of returns"),
    pytest.param("Commands", set(cli.commands), id="commands"),
    pytest.param("Pages", {path.stem for path in (ROOT / "pages").rglob("*.py")}, id="pages"),
    pytest.param("Queries", {path.stem for path in FOLDER.glob("*.sql")}, id="queries"),
]


@pytest.mark.parametrize(("heading", "names"), WORDS)
def test_every_word_of_the_program_is_named_and_no_other(heading: str, names: set[str]) -> None:
    assert set(rows_under(dictionary(), heading)) == names


def test_every_threshold_is_named_and_no_other() -> None:
    with (ROOT / "data" / "thresholds.csv").open(encoding="utf-8", newline="") as file:
        assert set(rows_under(dictionary(), "Thresholds")) == {row["name"] for row in csv.DictReader(file)}


def test_every_issue_is_documented_with_its_severity_and_stands_in_one_table() -> None:
    assert not set(CATALOG_ISSUES) & set(RETURN_ISSUES)
    for heading, issues in (("Catalog issues", CATALOG_ISSUES), ("Issues of returns", RETURN_ISSUES)):
        documented = {code: columns[0] for code, columns in rows_under(dictionary(), heading).items()}
        assert documented == {code: severity.value for code, severity in issues.items()}


def test_every_page_is_documented_with_its_address() -> None:
    assert {path.split("/")[-1].removesuffix(".py") for path in PAGES.values()} == set(PAGES)
    documented = {page: columns[0] for page, columns in rows_under(dictionary(), "Pages").items()}
    assert documented == {page: f"`/{address}`" for page, address in ADDRESSES.items()}


def make_verbs() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]


@pytest.mark.parametrize("verb", sorted(make_verbs()))
def test_the_readme_names_every_make_verb(verb: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\bmake {verb}(?![\w-])", readme)
    assert re.search(rf"^{verb}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


USE = re.compile(r"^(?:python -m lib\.cli )?([a-z][a-z-]*)(?=\s|$)(.*)", re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def uses(text: str) -> list[tuple[str, set[str]]]:
    """The commands that a text shows as code, each with the options shown with it."""
    found = [USE.match(code) for code in re.findall(r"`([^`]+)`", text)]
    return [(use[1], set(OPTION.findall(use[2]))) for use in found if use]


def options_of(command: str) -> set[str]:
    parameters = cli.commands[command].params
    return {name for parameter in parameters for name in (*parameter.opts, *parameter.secondary_opts)}


@cache
def command_table() -> str:
    """The rows under «Dòng lệnh» in the README: the commands in the first column."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (`.*?) (?<!\\)\| .*\|$", readme.partition("\n## Dòng lệnh\n")[2].partition("\n## ")[0], re.M
    )
    return "\n".join(rows)


def test_the_readme_names_every_command_and_no_other() -> None:
    assert {command for command, _ in uses(command_table())} == set(cli.commands)


def test_every_option_that_the_readme_gives_a_command_is_one() -> None:
    wrong = {command: options - options_of(command) for command, options in uses(command_table())}
    assert {command: options for command, options in wrong.items() if options} == {}
    assert set(OPTION.findall(command_table())) <= set().union(*map(options_of, cli.commands))


@pytest.mark.parametrize("path", ["README.md", "docs/data-dictionary.md", "Makefile", "lib/wording/fault_messages.py"])
def test_every_call_of_the_command_line_that_is_written_down_is_one(path: str) -> None:
    calls = re.findall(r"python -m lib\.cli ([a-z][a-z-]*)([^`\n]*)", (ROOT / path).read_text(encoding="utf-8"))
    for command, words in calls:
        assert command in cli.commands, f"{path}: {command}"
        assert set(OPTION.findall(words)) <= options_of(command), f"{path}: {command}{words}"


@pytest.mark.parametrize("path", ["README.md", "docs/data-dictionary.md", "docs/rules.md"])
def test_links_within_the_repository_lead_somewhere(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        if "://" not in target:
            assert ((ROOT / path).parent / target).exists(), target


def test_decisions_are_short_numbered_and_say_the_four_things() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert len(records) >= 8
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 25, path.name
        for part in ("Context", "Decision", "Rejected", "Consequences"):
            assert f"**{part}.**" in text, f"{path.name}: {part}"


def tracked(*patterns: str) -> list[Path]:
    told = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False)
    names = [name for name in told.stdout.decode().split("\0") if name]
    if names:
        return [path for name in names if (path := ROOT / name).exists()]
    folders = (ROOT / "lib", ROOT / "pages", ROOT / "tests", ROOT / "docs")  # a copy without its history
    return [path for folder in folders for pattern in patterns for path in folder.rglob(pattern)]


def documents_named(text: str) -> set[str]:
    """The Markdown files that a text names, as it writes them; addresses elsewhere are left out."""
    return set(re.findall(r"(?<![\w./:-])((?:[\w.-]+/)*[\w-]+\.md)\b", re.sub(r"https?://\S+", "", text)))


def is_there(name: str, said_in: Path) -> bool:
    return any((folder / name).is_file() for folder in (ROOT, ROOT / "docs", said_in.parent))


def test_every_document_that_is_named_is_in_the_repository() -> None:
    said = [(path, name) for path in tracked("*.py", "*.md") for name in documents_named(path.read_text("utf-8"))]
    assert len(said) >= 10
    assert [(str(path.relative_to(ROOT)), name) for path, name in said if not is_there(name, path)] == []


def test_every_rule_that_is_cited_is_written() -> None:
    rules = (ROOT / "docs" / "rules.md").read_text("utf-8")
    written = set(re.findall(r"^## (\d+)\. ", rules, re.MULTILINE))
    cited = {
        number
        for path in tracked("*.py")
        for told in re.findall(r"docs/rules\.md` (§\d+[^.]*)", path.read_text("utf-8"))
        for number in re.findall(r"§(\d+)", told)
    }
    assert cited and cited <= written


# The checks can fail


def test_a_command_is_its_whole_name_and_brings_its_options() -> None:
    text = "| `form --plan C [--out F]` (hoặc `--all --out-dir D`) · `submit-own TỆP` |"
    assert uses(text) == [("form", {"--plan", "--out"}), ("submit-own", set())]
    assert options_of("form") >= {"--plan", "--out", "--all", "--out-dir", "--db"} and "--ou" not in options_of("form")
    assert options_of("review-rules") >= {"--needed", "--not-needed"}


def test_a_missing_column_a_stale_one_and_a_column_said_twice_are_found_out() -> None:
    text = "### `plan`\n\n| column | meaning | form |\n|---|---|---|\n| `id` | x | y |\n| `gone` | x | y |\n\n## Next\n"
    assert documented_tables(text) == {"plan"}
    assert list(rows_under(text, "plan")) == ["id", "gone"]
    with pytest.raises(AssertionError, match="a name twice"):
        rows_under(text.replace("`gone`", "`id`"), "plan")
    with pytest.raises(AssertionError, match="no heading"):
        rows_under(text, "indicator")


def test_a_document_that_is_not_there_is_found_out() -> None:
    gone = "GONE" + ".md"
    assert documents_named(f"see `{gone}` §5, docs/rules.md, [x](docs/{gone}) and https://example.org/x.md") == {
        gone,
        "docs/rules.md",
        f"docs/{gone}",
    }
    assert is_there("docs/rules.md", ROOT / "lib" / "x.py") and not is_there(gone, ROOT / "README.md")
