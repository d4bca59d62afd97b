"""What the harnesses of this folder measured, printed as one table after a run of the folder itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = Callable[..., None]


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Note a measured figure: what it is, its value, and the goal that it is held to."""

    def note(what: str, value: object, goal: str = "") -> None:
        record_property("figure", (what, value, goal))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [r for outcome in ("passed", "failed") for r in terminalreporter.getreports(outcome)]
    rows = [value for report in reports for name, value in report.user_properties if name == "figure"]
    if not rows:
        return
    terminalreporter.section("figures")
    for what, value, goal in rows:
        shown = f"{value:.2f}" if isinstance(value, float) else str(value)
        terminalreporter.write_line(f"{what:<76}{shown:>14}   {goal}")
