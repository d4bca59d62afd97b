"""The trend as a figure to point at: the same marks as the drawing, each month a way to it."""

from decimal import Decimal

from lib.charts.trend_marks import Marks, marks_of
from lib.charts.trend_plot import trend_figure
from lib.domain.period import Period
from lib.domain.series_break import SeriesBreak
from tests.standing_samples import line


def marks(**more: object) -> Marks:
    now = line("56.5", period=Period(2026, 5), **more)
    return marks_of(now, [line("54", period=Period(2026, 4)), now])


def traces(drawn: Marks) -> dict[str, object]:
    return {trace.name: trace for trace in trend_figure(drawn).data}


def test_each_month_carries_its_period_so_that_a_click_can_open_it() -> None:
    months = traces(marks())["months"]
    assert list(months.customdata) == ["2026-04", "2026-05"]  # type: ignore[attr-defined]
    assert "56,5" in months.text[-1]  # type: ignore[attr-defined]


def test_a_provisional_month_is_hollow() -> None:
    firm, open_ = traces(marks())["months"], traces(marks(provisional=1))["months"]
    assert firm.marker.color[-1] != open_.marker.color[-1]  # type: ignore[attr-defined]
    assert firm.marker.line.color[-1] == open_.marker.line.color[-1]  # type: ignore[attr-defined]


def test_no_line_leads_across_a_break() -> None:
    now, before = line("56.5", period=Period(2026, 5)), line("54", period=Period(2026, 4))
    broken = marks_of(now, [before, now], breaks=(SeriesBreak(Period(2026, 5), "đổi cách đếm", "x", "x"),))
    figure = trend_figure(broken)
    assert [len(trace.x) for trace in figure.data if trace.name == "actual"] == [1, 1]
    assert len(figure.layout.shapes) == 1


def test_decimals_have_commas_whatever_the_browser() -> None:
    figure = trend_figure(marks(baseline_value=Decimal("52.9")))
    assert figure.layout.separators == ",."
    assert all("." not in text for text in figure.layout.yaxis.ticktext)
