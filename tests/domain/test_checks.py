from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from lib.domain import checks
from lib.domain.catalog import Direction, IndicatorKind, Measure
from lib.domain.checks import (
    CHECKS,
    Finding,
    FormContext,
    LineCase,
    LineContext,
    PastFigure,
    check_form,
    required_sample,
)
from lib.domain.issue import RETURN_ISSUES, Issue, Severity
from lib.domain.period import Period
from lib.domain.standing import YearTarget
from lib.domain.submission import Answer, Fingerprint, Line, ParsedForm

CODE = "GIALAI-2026-01"
MAY = Period(2026, 5)
MARK = Fingerprint("1", "GIALAI-2026", "so-y-te", MAY)
TARGET = YearTarget(2026, ">=", Decimal(70), "≥ 70%")
KNOWN = LineContext(
    kind=IndicatorKind.SHARE,
    direction=Direction.UP,
    measure=Measure.POINT_IN_TIME,
    unit="%",
    name="Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng",
    target=TARGET,
    not_on_track=False,
)
CUMULATIVE = replace(KNOWN, measure=Measure.CUMULATIVE)
COUNT = replace(
    CUMULATIVE, kind=IndicatorKind.COUNT, unit="sản phẩm", target=YearTarget(2026, ">=", Decimal(5), "05 sản phẩm")
)
WORDS = replace(KNOWN, kind=IndicatorKind.QUALITATIVE, unit="", target=YearTarget(2026, "none", None, "Duy trì"))
SURVEY = replace(KNOWN, name="Mức độ hài lòng của người dân, doanh nghiệp", target=None)
EXPLAINED = {"subjective_cause": "Chậm", "objective_cause": "Mưa lũ", "remedy": "Tập huấn"}


def line(a: int | None = None, b: int | None = None, **changes: object) -> Line:
    """A share line of a over b, or of a bare value."""
    ratio = Decimal(a) * 100 / b if a is not None and b else None
    columns = ("a", "b", "value", "second_value", "evidence", "subjective_cause", "answer")
    refs = tuple(zip(columns, ("H9", "I9", "J9", "L9", "N9", "O9", "G9"), strict=True))
    values: dict[str, object] = {"answer": Answer.FIGURE, "a": a, "b": b, "value": ratio, "refs": refs}
    return Line(CODE, 9, **(values | changes))  # type: ignore[arg-type]


def value_line(value: str, **changes: object) -> Line:
    return line(value=Decimal(value), **changes)


def past(period: str, a: int | None = None, b: int | None = None, value: str | None = None) -> PastFigure:
    ratio = Decimal(a) * 100 / b if a is not None and b else None
    return PastFigure(Period.parse(period), a, b, ratio if value is None else Decimal(value))


def context(known: LineContext = KNOWN, **changes: object) -> FormContext:
    values: dict[str, object] = {
        "plan_code": "GIALAI-2026",
        "template_versions": frozenset({"1"}),
        "lines": {CODE: known},
    }
    return FormContext(**(values | changes))  # type: ignore[arg-type]


def form(*lines: Line, **changes: object) -> ParsedForm:
    return ParsedForm(replace(MARK, **changes), "Biểu báo cáo", lines, (), ())  # type: ignore[arg-type]


def issues(filled: Line, known: LineContext = KNOWN, *history: PastFigure) -> list[Issue]:
    return list(check_form(form(filled), context(replace(known, history=history))))


HUNDREDS = (past("2026-03", 9, 9), past("2026-04", 9, 9))
STEADY = tuple(past(f"2026-{m:02d}", value=v) for m, v in enumerate(("50", "51", "49", "50"), start=1))
SIX = (past("2025-11", value="50"), past("2025-12", value="51"), *STEADY)

FOUND = [
    pytest.param(line(50, 100, stated=Decimal("55")), KNOWN, (), "stated-differs", "J9", id="55 for a half"),
    pytest.param(line(1, 3, stated=Decimal("33.4")), KNOWN, (), "stated-differs", "J9", id="33,4 for a third"),
    pytest.param(
        line(50, 100, second_value=Decimal("52.1")), KNOWN, (), "second-source-differs", "L9", id="2,1 points"
    ),
    pytest.param(
        value_line("100", second_value=Decimal(103)), COUNT, (), "second-source-differs", "L9", id="3 % of a count"
    ),
    pytest.param(line(71, 100), KNOWN, (past("2026-04", 50, 100),), "jump", "J9", id="21 points up"),
    pytest.param(line(20, 100), KNOWN, (past("2026-01", 50, 100),), "jump", "J9", id="30 points down"),
    pytest.param(
        line(50, 100), CUMULATIVE, (past("2026-04", 51, 99),), "cumulative-fell", "H9", id="a fell since January"
    ),
    pytest.param(line(50, 100), CUMULATIVE, (past("2026-04", 50, 101),), "cumulative-fell", "I9", id="b fell"),
    pytest.param(value_line("4"), COUNT, (past("2026-04", value="5"),), "cumulative-fell", "J9", id="a count fell"),
    pytest.param(line(66, 131), KNOWN, (past("2026-04", 50, 100),), "denominator-jump", "I9", id="31 % more"),
    pytest.param(line(34, 69), KNOWN, (past("2026-04", 50, 100),), "denominator-jump", "I9", id="31 % less"),
    pytest.param(
        line(70, 140), CUMULATIVE, (past("2026-04", 50, 100),), "denominator-jump", "I9", id="40 % more since April"
    ),
    pytest.param(
        line(500, 1000), CUMULATIVE, (past("2025-12", 50, 100),), "denominator-jump", "I9", id="a year on, ten times"
    ),
    pytest.param(line(7, 7), KNOWN, HUNDREDS, "flat-hundred", "J9", id="100 % for three periods"),
    pytest.param(value_line("60"), KNOWN, SIX, "outlier", "J9", id="far from six values"),
    pytest.param(
        line(10, 100), replace(KNOWN, not_on_track=True), (), "causes-missing", "O9", id="behind, unexplained"
    ),
    pytest.param(line(answer=Answer.NOT_MET), WORDS, (), "causes-missing", "O9", id="not met, unexplained"),
    pytest.param(line(70, 100), KNOWN, (), "evidence-missing", "N9", id="met on the point"),
    pytest.param(line(answer=Answer.MET), WORDS, (), "evidence-missing", "N9", id="met in words"),
    pytest.param(value_line("5"), COUNT, (), "evidence-missing", "N9", id="a count met"),
    pytest.param(line(57, 60), SURVEY, (), "sample-too-small", "I9", id="60 asked"),
    pytest.param(line(50, 50), SURVEY, (), "sample-too-small", "I9", id="50 asked, all satisfied"),
]


@pytest.mark.parametrize(("filled", "known", "history", "code", "cell"), FOUND)
def test_a_doubtful_figure_is_questioned_at_its_cell(
    filled: Line, known: LineContext, history: tuple[PastFigure, ...], code: str, cell: str
) -> None:
    (issue,) = [issue for issue in issues(filled, known, *history) if issue.code == code]
    assert (issue.cell, issue.sheet, issue.subject) == (cell, "Biểu báo cáo", CODE)
    assert issue.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("filled", "known", "history"),
    [
        pytest.param(line(1, 3, stated=Decimal("33.33")), KNOWN, (), id="stated to two decimals"),
        pytest.param(line(1, 3, stated=Decimal("33")), KNOWN, (), id="stated without decimals"),
        pytest.param(line(1, 3, stated=Decimal("33.3333333333333357")), KNOWN, (), id="stated by a formula"),
        pytest.param(line(50, 100, second_value=Decimal(52)), KNOWN, (), id="sources 2 points apart"),
        pytest.param(value_line("4", second_value=Decimal(4)), COUNT, (), id="the same count"),
        pytest.param(line(60, 100), KNOWN, (past("2026-04", 40, 100),), id="20 points up"),
        pytest.param(line(40, 100), CUMULATIVE, (past("2026-04", 40, 100),), id="nothing new since April"),
        pytest.param(line(5, 10), CUMULATIVE, (past("2025-12", 12, 24),), id="a new year starts anew"),
        pytest.param(line(50, 130), KNOWN, (past("2026-04", 50, 100),), id="30 % more"),
        pytest.param(line(6, 7, evidence="12/BC"), KNOWN, HUNDREDS, id="100 % twice only"),
        pytest.param(line(7, 11), KNOWN, (), id="no past at all"),
        pytest.param(value_line("52"), KNOWN, SIX, id="near six values"),
        pytest.param(value_line("60"), KNOWN, SIX[1:], id="far from five values"),
        pytest.param(line(10, 100, **EXPLAINED), replace(KNOWN, not_on_track=True), (), id="behind, explained"),
        pytest.param(line(10, 100), replace(KNOWN, not_on_track=None), (), id="not judged"),
        pytest.param(line(answer=Answer.NOT_MET, **EXPLAINED), WORDS, (), id="not met, explained"),
        pytest.param(line(answer=Answer.IN_PROGRESS), WORDS, (), id="in progress"),
        pytest.param(line(69, 100), KNOWN, (), id="not met, no evidence needed"),
        pytest.param(line(70, 100, evidence="12/BC"), KNOWN, (), id="met, with evidence"),
        pytest.param(line(answer=Answer.NOTHING_ARISING), KNOWN, HUNDREDS, id="nothing arising"),
        pytest.param(line(95, 100), SURVEY, (), id="100 asked"),
        pytest.param(line(38, 40), replace(SURVEY, population=60), (), id="40 of 60 asked"),
    ],
)
def test_an_honest_figure_raises_no_question(filled: Line, known: LineContext, history: tuple[PastFigure, ...]) -> None:
    assert issues(filled, known, *history) == []


@pytest.mark.parametrize("month", [2, 3, 4])
def test_a_cumulative_denominator_may_grow_by_itself_in_the_first_months(month: int) -> None:
    before = past(f"2026-{month - 1:02d}", 10 * (month - 1), 100 * (month - 1))
    grown = form(line(10 * month, 100 * month), period=Period(2026, month))
    assert check_form(grown, context(replace(CUMULATIVE, history=(before,)))) == ()
    doubled = form(line(10 * month, 200 * month), period=Period(2026, month))
    assert [i.code for i in check_form(doubled, context(replace(CUMULATIVE, history=(before,))))] == [
        "denominator-jump"
    ]


@pytest.mark.parametrize(("month", "before"), [(1, "2025-12"), (2, "2026-01"), (3, "2026-02"), (4, "2026-01")])
def test_a_cumulative_denominator_may_stay_as_it_is(month: int, before: str) -> None:
    same = form(line(50, 100), period=Period(2026, month))
    known = replace(CUMULATIVE, history=(past(before, 49, 100),))
    assert check_form(same, context(known)) == ()


@pytest.mark.parametrize(
    ("changes", "expected", "code", "facts"),
    [
        pytest.param({"template_version": "0"}, {}, "wrong-template", ("0", "1"), id="template"),
        pytest.param({"plan_code": "BCD-2026"}, {}, "wrong-plan", ("BCD-2026", "GIALAI-2026"), id="plan"),
        pytest.param({}, {"agency_code": "so-noi-vu"}, "wrong-agency", ("so-y-te", "so-noi-vu"), id="agency"),
        pytest.param(
            {}, {"agency_codes": frozenset({"so-noi-vu"})}, "wrong-agency", ("so-y-te", ""), id="owes nothing"
        ),
        pytest.param({}, {"period": Period(2026, 4)}, "wrong-period", ("2026-05", "2026-04"), id="period"),
        pytest.param({}, {"periods": frozenset({Period(2026, 4)})}, "wrong-period", ("2026-05", ""), id="locked"),
        pytest.param({}, {"is_demo": True}, "demo-form", ("False", "True"), id="real form, demo ledger"),
    ],
)
def test_another_form_than_expected_is_refused_with_both_values(
    changes: Mapping[str, object], expected: Mapping[str, object], code: str, facts: tuple[str, str]
) -> None:
    doubtful = line(71, 72, stated=Decimal(1))
    (issue,) = check_form(form(doubtful, **changes), context(**expected))
    assert (issue.code, issue.severity) == (code, Severity.BLOCKING)
    assert issue.facts == (("found", facts[0]), ("expected", facts[1]))


def test_the_form_that_was_expected_passes() -> None:
    expected = context(agency_code="so-y-te", period=MAY, agency_codes=frozenset({"so-y-te"}), periods=frozenset({MAY}))
    assert check_form(form(line(1, 2)), expected) == ()


def test_a_demo_form_is_refused_by_the_real_ledger() -> None:
    (issue,) = check_form(replace(form(line(1, 2)), is_demo=True), context())
    assert issue.code == "demo-form"


def test_a_line_that_the_plan_does_not_hold_is_refused() -> None:
    (issue,) = check_form(form(line(1, 2)), context(lines={}))
    assert (issue.code, issue.cell, issue.severity) == ("unknown-indicator", "G9", Severity.BLOCKING)


def test_figures_of_this_period_and_later_are_not_its_past() -> None:
    assert issues(line(50, 100), KNOWN, past("2026-05", 99, 100), past("2026-06", 99, 100)) == []


def test_the_past_is_taken_in_time_however_it_is_given() -> None:
    jumped = issues(line(71, 101), KNOWN, past("2026-04", 50, 101), past("2026-01", 70, 101))
    assert dict(jumped[0].facts)["previous"] == "49,5"


def test_a_question_names_its_figures() -> None:
    (issue,) = issues(line(50, 100, stated=Decimal("55.25")))
    assert issue.facts == (("stated", "55,25"), ("computed", "50"))


def test_what_is_missing_is_named() -> None:
    behind = replace(KNOWN, not_on_track=True)
    (issue,) = issues(line(10, 100, objective_cause="Mưa lũ"), behind)
    assert issue.facts == (("missing", "subjective_cause, remedy"),)


def test_a_missing_column_is_placed_at_the_first_filled_cell_of_its_line() -> None:
    filled = replace(line(80, 100), refs=(("a", "H9"), ("b", "I9")))
    assert [issue.cell for issue in issues(filled)] == ["H9"]


@pytest.mark.parametrize(
    ("p", "population", "people"),
    [
        pytest.param("0.95", None, 73, id="95 %"),
        pytest.param("0.5", None, 385, id="half"),
        pytest.param("0.8", None, 246, id="80 %"),
        pytest.param("1", None, 73, id="all: as 95 %"),
        pytest.param("0.95", 100, 43, id="of 100 people"),
        pytest.param("0.95", 100_000, 73, id="of many"),
    ],
)
def test_the_sample_that_a_survey_needs(p: str, population: int | None, people: int) -> None:
    assert required_sample(Decimal(p), population=population) == people


def test_every_check_is_listed_and_has_its_code_and_case() -> None:
    listed = {check.__name__.replace("_", "-") for check in CHECKS}
    codes = list(RETURN_ISSUES)
    assert listed == set(codes[codes.index("stated-differs") :])
    assert listed == {case.values[3] for case in FOUND}


def test_adding_a_check_is_one_function_and_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_round(case: LineCase) -> list[Finding]:
        return [Finding("outlier", "value", {})] if case.line.value == 50 else []

    monkeypatch.setattr(checks, "CHECKS", (*CHECKS, too_round))
    assert [issue.code for issue in issues(line(50, 100))] == ["outlier"]


@pytest.mark.parametrize(
    ("number", "text"),
    [("52.90", "52,9"), ("100", "100"), ("0", "0"), ("33.335", "33,34"), ("1234567", "1234567")],
)
def test_numbers_in_sentences_have_a_comma(number: str, text: str) -> None:
    assert checks.number_text(Decimal(number)) == text
