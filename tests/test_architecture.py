"""The doors between the rooms, and a few habits: one pass over the sources, with fakes that must be found out."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]

# room → the rooms of lib it may import, the third-party packages it may import
DOORS: dict[str, tuple[str, str]] = {
    "domain": ("domain", ""),
    "wording": ("domain wording", ""),
    "storage": ("domain storage", "sqlite_utils pysqlite3 pandas"),
    "documents": ("domain wording documents", "openpyxl docx lxml rapidfuzz defusedxml pandas"),
    "excel": ("domain wording excel", "openpyxl lxml defusedxml pandas"),
    "charts": ("domain wording charts", "plotly pandas"),
    "reports": ("domain wording charts reports", "docx docxtpl weasyprint openpyxl"),
    "workflows": ("domain storage documents excel reports workflows", "vietnam_provinces holidays"),
    "ui": ("domain wording storage documents excel charts reports workflows ui", "streamlit pandas"),
    "bench": (
        "domain wording storage documents excel charts reports workflows ui bench",
        "streamlit openpyxl pandas playwright websockets python_calamine",
    ),
    "cli": ("domain wording storage workflows bench cli", "click"),
    "lib": ("", ""),  # lib/__init__.py
    "pages": ("ui charts workflows wording domain", "streamlit"),
    "app.py": ("ui wording", "streamlit"),
}
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "perf_counter"}
OUTSIDE = {"os", "io", "socket", "urllib", "http", "pathlib", "shutil", "tempfile", "subprocess", "sqlite3", "time"}
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|"
    r"PRAGMA\s+\w+|BEGIN\s+(IMMEDIATE|DEFERRED))\b",
    re.DOTALL,
)
OWN_HTML = {"html", "unsafe_allow_html", "components"}
SHELL = "lib/ui/shell.py"  # the one place that turns a fault of the program into a sentence, and logs it
HTML_ROOMS = ("lib/ui/markup.py",)
PAGE_LINES = 100


class Source:
    """One file: where it stands, its text, and its tree."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.tree = ast.parse(text)

    @property
    def room(self) -> str:
        parts = PurePosixPath(self.path).parts
        return parts[1] if parts[0] == "lib" and len(parts) > 2 else parts[0]

    @property
    def imports(self) -> Iterator[tuple[str, int]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((name.name, node.lineno) for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                if node.module == "lib":
                    yield from ((f"lib.{name.name}", node.lineno) for name in node.names)
                else:
                    yield "." * node.level + (node.module or ""), node.lineno

    @property
    def names(self) -> Iterator[tuple[str, int]]:
        """Names, attributes and keywords that the file uses."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute):
                yield node.attr, node.lineno
            elif isinstance(node, ast.Name):
                yield node.id, node.lineno
            elif isinstance(node, ast.keyword) and node.arg:
                yield node.arg, node.value.lineno

    @property
    def calls(self) -> Iterator[tuple[str, int]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                function = node.func
                name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
                yield name, node.lineno


Rule = Callable[[Source], Iterator[str]]


def rooms_keep_their_doors(source: Source) -> Iterator[str]:
    rooms, packages = (set(words.split()) for words in DOORS[source.room])
    for name, line in source.imports:
        parts = name.split(".")
        if name.startswith("."):
            yield f"{source.path}:{line} imports relatively"
        elif parts[0] == "lib":
            if parts[1] not in rooms:
                yield f"{source.path}:{line} {source.room} may not import lib.{parts[1]}"
        elif parts[0] not in sys.stdlib_module_names and parts[0] not in packages:
            yield f"{source.path}:{line} {source.room} may not import {parts[0]}"


def the_core_has_no_clock_file_or_network(source: Source) -> Iterator[str]:
    if source.room != "domain":
        return
    for name, line in source.imports:
        if name.split(".")[0] in OUTSIDE:
            yield f"{source.path}:{line} imports {name}"
    for name, line in source.calls:
        if name in CLOCKS or name in ("open", "print", "input"):
            yield f"{source.path}:{line} calls {name}()"


def sql_stands_only_in_storage(source: Source) -> Iterator[str]:
    if source.room == "storage":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.upper() if node.value.islower() else node.value
            if SQL.match(text):
                yield f"{source.path}:{node.lineno} holds SQL"


def sql_is_never_put_together(source: Source) -> Iterator[str]:
    """An f-string handed to `execute` may only hold a query kept in a constant, or a number (`:d`)."""
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in ("execute", "executemany", "executescript"):
            continue
        for part in ast.walk(node.args[0]) if node.args else ():
            if isinstance(part, ast.FormattedValue) and not _is_constant_part(part):
                yield f"{source.path}:{node.lineno} puts SQL together"


def _is_constant_part(part: ast.FormattedValue) -> bool:
    in_capitals = isinstance(part.value, ast.Name) and part.value.id.lstrip("_").isupper()
    spec = part.format_spec
    is_number = isinstance(spec, ast.JoinedStr) and [getattr(v, "value", "") for v in spec.values] == ["d"]
    return in_capitals or is_number


def only_ui_caches(source: Source) -> Iterator[str]:
    if source.room != "ui":
        for name, line in source.names:
            if name in ("cache_data", "cache_resource"):
                yield f"{source.path}:{line} uses st.{name}"


def only_state_knows_the_session(source: Source) -> Iterator[str]:
    if source.path != "lib/ui/state.py":
        for name, line in source.names:
            if name == "session_state":
                yield f"{source.path}:{line} uses session_state"


def own_html_has_one_door(source: Source) -> Iterator[str]:
    if source.room in ("ui", "pages", "app.py") and source.path not in HTML_ROOMS:
        for name, line in source.names:
            if name in OWN_HTML:
                yield f"{source.path}:{line} uses {name}"


def a_page_begins_with_its_guard(source: Source) -> Iterator[str]:
    if source.room != "pages":
        return
    page = PurePosixPath(source.path)
    body = [node for node in source.tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    if not body or ast.unparse(body[0]) != f"guard({page.stem!r})":
        yield f'{source.path} does not begin with guard("{page.stem}")'
    if len(page.parts) == 2:
        yield f"{source.path} lies directly in pages/, where Streamlit would make a second page of it"
    if (lines := source.text.count("\n")) > PAGE_LINES:
        yield f"{source.path} has {lines} lines, more than {PAGE_LINES}"


def nobody_catches_everything(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = "" if node.type is None else ast.unparse(node.type)
        raises = any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
        if caught == "Exception" and source.path == SHELL:
            continue
        if caught in ("", "Exception") or (caught == "BaseException" and not raises):
            yield f"{source.path}:{node.lineno} catches {caught or 'everything'}"


def the_parts_of_lib_say_what_they_are(source: Source) -> Iterator[str]:
    if not source.path.startswith("lib/") or not source.text.strip():
        return
    if ast.get_docstring(source.tree) is None:
        yield f"{source.path} has no docstring"
    for node in source.tree.body:
        is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if is_public and ast.get_docstring(node) is None:
            yield f"{source.path}:{node.lineno} {node.name} has no docstring"


def no_room_of_odds_and_ends(source: Source) -> Iterator[str]:
    words = set(re.split(r"[_/.]", source.path.lower()))
    for word in words & {"utils", "util", "helpers", "helper", "constants", "misc", "common"}:
        yield f"{source.path} is named {word}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Service", "Helper")):
            yield f"{source.path}:{node.lineno} class {node.name}"


RULES: tuple[Rule, ...] = (
    rooms_keep_their_doors,
    the_core_has_no_clock_file_or_network,
    sql_stands_only_in_storage,
    sql_is_never_put_together,
    only_ui_caches,
    only_state_knows_the_session,
    own_html_has_one_door,
    a_page_begins_with_its_guard,
    nobody_catches_everything,
    the_parts_of_lib_say_what_they_are,
    no_room_of_odds_and_ends,
)


@cache
def sources() -> tuple[Source, ...]:
    places = [ROOT / "app.py", *(ROOT / "lib").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    return tuple(Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(places))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_is_in_order(rule: Rule) -> None:
    assert len(sources()) > 60
    assert [fault for source in sources() for fault in rule(source)] == []


BROKEN = [
    (rooms_keep_their_doors, "lib/domain/x.py", "from lib.storage import database"),
    (rooms_keep_their_doors, "lib/domain/x.py", "from lib import wording"),
    (rooms_keep_their_doors, "lib/wording/x.py", "import pandas"),
    (rooms_keep_their_doors, "lib/storage/x.py", "import streamlit as st"),
    (rooms_keep_their_doors, "lib/charts/x.py", "def f():\n    from lib.storage.files import keep"),
    (rooms_keep_their_doors, "lib/workflows/x.py", "from lib.ui import state"),
    (rooms_keep_their_doors, "lib/excel/x.py", "from . import layout"),
    (rooms_keep_their_doors, "lib/cli/x.py", "import streamlit"),
    (rooms_keep_their_doors, "pages/browse/x.py", "from lib.storage.database import reading"),
    (rooms_keep_their_doors, "app.py", "from lib.workflows import forms"),
    (the_core_has_no_clock_file_or_network, "lib/domain/x.py", "from datetime import date\nx = date.today()"),
    (the_core_has_no_clock_file_or_network, "lib/domain/x.py", "from pathlib import Path"),
    (the_core_has_no_clock_file_or_network, "lib/domain/x.py", "import urllib.request"),
    (the_core_has_no_clock_file_or_network, "lib/domain/x.py", "x = open('a')"),
    (sql_stands_only_in_storage, "lib/workflows/x.py", "c.execute('SELECT a FROM plan')"),
    (sql_stands_only_in_storage, "pages/browse/x.py", "q = '''\n  insert into plan values (1)'''"),
    (sql_stands_only_in_storage, "lib/cli/x.py", "c.execute('PRAGMA user_version')"),
    (sql_is_never_put_together, "lib/storage/x.py", "c.execute(f'SELECT a FROM {table}')"),
    (sql_is_never_put_together, "lib/storage/x.py", "c.executemany('DELETE FROM plan ' + f'WHERE a = {a}', rows)"),
    (only_ui_caches, "pages/browse/x.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
    (only_ui_caches, "lib/workflows/x.py", "from streamlit import cache_resource\n@cache_resource\ndef f(): ..."),
    (only_state_knows_the_session, "lib/ui/shell.py", "st.session_state['x'] = 1"),
    (only_state_knows_the_session, "pages/browse/x.py", "x = st.session_state.x"),
    (own_html_has_one_door, "pages/browse/x.py", "st.markdown('x', unsafe_allow_html=True)"),
    (own_html_has_one_door, "lib/ui/shell.py", "st.html('x')"),
    (own_html_has_one_door, "lib/ui/tables.py", "st.components.v1.iframe('x')"),
    (a_page_begins_with_its_guard, "pages/browse/x.py", "import streamlit\nstreamlit.title('x')\nguard('x')"),
    (a_page_begins_with_its_guard, "pages/browse/x.py", "guard('y')"),
    (a_page_begins_with_its_guard, "pages/browse/x.py", ""),
    (a_page_begins_with_its_guard, "pages/x.py", "guard('x')"),
    (a_page_begins_with_its_guard, "pages/browse/x.py", "guard('x')\n" * 101),
    (nobody_catches_everything, "lib/ui/x.py", "try:\n    f()\nexcept Exception:\n    pass"),
    (nobody_catches_everything, "lib/ui/x.py", "try:\n    f()\nexcept:\n    raise"),
    (nobody_catches_everything, SHELL, "try:\n    f()\nexcept:\n    pass"),
    (nobody_catches_everything, "lib/ui/x.py", "try:\n    f()\nexcept BaseException:\n    pass"),
    (the_parts_of_lib_say_what_they_are, "lib/ui/x.py", "def f(): ..."),
    (the_parts_of_lib_say_what_they_are, "lib/ui/x.py", '"""X."""\nclass A: ...'),
    (no_room_of_odds_and_ends, "lib/ui/utils.py", ""),
    (no_room_of_odds_and_ends, "lib/ui/x.py", "class PlanManager: ..."),
]


@pytest.mark.parametrize(("rule", "path", "text"), BROKEN, ids=lambda part: getattr(part, "__name__", None))
def test_a_broken_rule_is_found_out(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(path, text)))


KEPT = [
    (rooms_keep_their_doors, "lib/workflows/x.py", "import json\nfrom lib.storage import files\nimport holidays"),
    (the_core_has_no_clock_file_or_network, "lib/domain/x.py", "from datetime import date\nx = date(2026, 1, 1)"),
    (sql_stands_only_in_storage, "lib/wording/x.py", "x = 'Select a plan from the list'"),
    (sql_is_never_put_together, "lib/storage/x.py", "c.execute(f'{_SUBMISSION} WHERE id = ?', (f'{a}',))"),
    (a_page_begins_with_its_guard, "pages/browse/x.py", "import streamlit\nguard('x')\nstreamlit.title('x')"),
    (nobody_catches_everything, "lib/ui/x.py", "try:\n    f()\nexcept BaseException:\n    g()\n    raise"),
]


@pytest.mark.parametrize(("rule", "path", "text"), KEPT, ids=lambda part: getattr(part, "__name__", None))
def test_a_kept_rule_raises_nothing(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(path, text))) == []


# What is tracked

MACHINE = re.compile(
    r"/(?:work|home|root|Users|mnt)/[\w.-]+/|/tmp/[\w.-]+|[A-Z]:\\\\|(?:index-url|registry|proxy)\s*=\s*http|"
    r"https?://(?:10\.\d|192\.168|[\w.-]*(?:artifact|nexus|pypi|registry|mirror)[\w.-]*)",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")


def tracked() -> list[Path]:
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = [name for name in found.decode().split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file() and name != "tests/test_architecture.py"]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # a picture or a workbook


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_tracked_files_name_no_machine_and_leave_nothing_unfinished() -> None:
    faults = []
    for path in tracked():
        if path.parent.name == "catalogs" and path.suffix == ".txt":
            continue  # documents as given
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if MACHINE.search(line) or UNFINISHED.search(line):
                faults.append(f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}")
    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        "path = '/home/someone/ledger'",
        "cd /home/someone/app",
        "open('/tmp/x.db')",
        "--index-url=https://a.example/simple",
        "https://pypi.example.org/simple",
        "http://nexus.local/repository",
        "C:\\\\Users\\\\x",
    ],
)
def test_a_machines_path_or_registry_is_found_out(line: str) -> None:
    assert MACHINE.search(line)


@pytest.mark.parametrize("line", ["# TO" + "DO later", "FIX" + "ME"])
def test_unfinished_work_is_found_out(line: str) -> None:
    assert UNFINISHED.search(line)


def test_no_compiled_database_or_upload_is_tracked() -> None:
    for path in tracked():
        assert path.suffix not in (".db", ".pyc", ".sqlite"), path
        assert "var" not in path.relative_to(ROOT).parts[:2] or path.relative_to(ROOT).parts[0] != "data", path


def test_the_command_line_starts_without_the_app() -> None:
    slow = {"streamlit", "plotly", "pandas", "holidays"}
    script = f"import sys, lib.cli; print(sorted({{name.split('.')[0] for name in sys.modules}} & {slow}))"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
