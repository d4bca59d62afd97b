from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lib.domain import checks
from lib.domain.catalog import Direction, IndicatorKind, Measure
from lib.domain.checks import (
    Finding,
    FormContext,
    LineCase,
    LineContext,
    PastFigure,
    check_form,
    required_sample,
)
from lib.domain.issue import Issue, Reasons, Severity
from lib.domain.period import Period
from lib.domain.standing import YearTarget
from lib.domain.submission import Answer, Fingerprint, FormRow, Line, ParsedForm
from lib.domain.trajectory import Yardstick

CODE = "GIALAI-2026-01"
MAY = Period(2026, 5)
MARK = Fingerprint("1", "GIALAI-2026", "so-y-te", MAY)
TARGET = YearTarget(2026, ">=", Decimal(70), "≥ 70%")
RULER = Yardstick(
    kind=IndicatorKind.SHARE,
    direction=Direction.UP,
    targets=(TARGET,),
    baseline_date=date(2025, 12, 31),
    baseline_value=None,
    measure=Measure.POINT_IN_TIME,
)
KNOWN = LineContext(yardstick=RULER, unit="%", name="Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng")


def known(of: LineContext = KNOWN, **ruler: object) -> LineContext:
    """What the ledger knows of a line whose yardstick is another one."""
    return replace(of, yardstick=replace(of.yardstick, **ruler))  # type: ignore[arg-type]


CUMULATIVE = known(measure=Measure.CUMULATIVE)
IN_PERIOD = known(measure=Measure.IN_PERIOD)
FALLEN = known(baseline_value=Decimal(60))  # 10 % is then a step back
RISKY = known(risky=True)
PRODUCTS = (YearTarget(2026, ">=", Decimal(5), "05 sản phẩm"),)
COUNT = replace(known(CUMULATIVE, kind=IndicatorKind.COUNT, targets=PRODUCTS), unit="sản phẩm")
WORDS = replace(known(kind=IndicatorKind.QUALITATIVE, targets=(YearTarget(2026, "none", None, "Duy trì"),)), unit="")
SURVEY = replace(known(targets=()), name="Mức độ hài lòng của người dân, doanh nghiệp")
EXPLAINED = {"subjective_cause": "Chậm", "objective_cause": "Mưa lũ", "remedy": "Tập huấn"}
TWO = {"second_value": Decimal(50), "second_source": "Trục"}


def line(a: int | None = None, b: int | None = None, **changes: object) -> Line:
    """A share line of a over b, or of a bare value."""
    ratio = Decimal(a) * 100 / b if a is not None and b else None
    columns = ("a", "b", "value", "second_value", "second_source", "evidence", "subjective_cause", "answer")
    refs = tuple(zip(columns, ("H9", "I9", "J9", "L9", "M9", "N9", "O9", "G9"), strict=True))
    values: dict[str, object] = {"answer": Answer.FIGURE, "a": a, "b": b, "value": ratio, "refs": refs}
    return Line(CODE, 9, **(values | changes))  # type: ignore[arg-type]


def value_line(value: str, **changes: object) -> Line:
    return line(value=Decimal(value), **changes)


def past(
    period: str, a: int | None = None, b: int | None = None, value: str | None = None, recognised: bool = True
) -> PastFigure:
    ratio = Decimal(a) * 100 / b if a is not None and b else None
    return PastFigure(Period.parse(period), a, b, ratio if value is None else Decimal(value), recognised)


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
AT_THE_EDGE = tuple(
    past(f"2025-{m:02d}", value=v) for m, v in enumerate(("16.51", "30", "30", "30", "43.49", "43.49"), start=7)
)
QUARTERS_AT_MAY = replace(KNOWN, months=3)
OF_QUARTERS = (past("2025-11", 9, 9), past("2026-01", 8, 9), past("2026-02", 9, 9))
SAME = tuple(past(f"2025-{m:02d}", value="4") for m in range(7, 13))
REFUSED_APRIL = past("2026-04", 5, 101, recognised=False)
SOME = {"subjective_cause": "Chậm", "remedy": "Tập huấn"}

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
    pytest.param(value_line("65"), COUNT, AT_THE_EDGE, "outlier", "J9", id="just as far as is asked about"),
    pytest.param(line(50, 100), RISKY, (), "second-source-missing", "L9", id="one source alone"),
    pytest.param(
        line(50, 100, second_value=Decimal(50)), RISKY, (), "second-source-missing", "M9", id="a second without a name"
    ),
    pytest.param(
        line(50, 100, source_system="Một cửa", **(TWO | {"second_source": "MỘT CỬA"})),
        RISKY,
        (),
        "second-source-missing",
        "M9",
        id="the same source twice",
    ),
    pytest.param(
        line(answer=Answer.MET, evidence="12/BC"),
        known(WORDS, risky=True),
        (),
        "second-source-missing",
        "M9",
        id="met in words by one source",
    ),
    pytest.param(
        line(60, 100), CUMULATIVE, (past("2026-06", 59, 100),), "later-period-contradicts", "H9", id="more than in June"
    ),
    pytest.param(
        value_line("4"), COUNT, (past("2026-07", value="3"),), "later-period-contradicts", "J9", id="more than in July"
    ),
    pytest.param(
        line(60, 100),
        CUMULATIVE,
        (past("2026-04", 50, 100, recognised=False),),
        "previous-not-recognised",
        "J9",
        id="April was refused",
    ),
    pytest.param(line(8, 8), QUARTERS_AT_MAY, OF_QUARTERS, "flat-hundred", "J9", id="100 % for three quarters"),
    pytest.param(line(10, 100), FALLEN, (), "causes-missing", "O9", id="behind, unexplained"),
    pytest.param(line(10, 100, **SOME), FALLEN, (), "causes-missing", "H9", id="behind, one cause left out"),
    pytest.param(line(answer=Answer.NOT_MET), WORDS, (), "causes-missing", "O9", id="not met, unexplained"),
    pytest.param(line(70, 100), KNOWN, (), "evidence-missing", "N9", id="met on the point"),
    pytest.param(line(answer=Answer.MET), WORDS, (), "evidence-missing", "N9", id="met in words"),
    pytest.param(value_line("5"), COUNT, (), "evidence-missing", "N9", id="a count met"),
    pytest.param(line(57, 60), SURVEY, (), "sample-too-small", "I9", id="60 asked"),
    pytest.param(line(50, 50), SURVEY, (), "sample-too-small", "I9", id="50 asked, all satisfied"),
    pytest.param(value_line("95"), SURVEY, (), "sample-unknown", "I9", id="nobody knows how many were asked"),
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
        pytest.param(
            value_line("99", evidence="12/BC"),
            COUNT,
            SAME,
            id="a past that never moved",
        ),
        pytest.param(value_line("60"), KNOWN, SIX[1:], id="far from five values"),
        pytest.param(line(10, 100, **EXPLAINED), FALLEN, (), id="behind, explained"),
        pytest.param(line(10, 100), KNOWN, (), id="no baseline: no pace is claimed, no cause asked"),
        pytest.param(line(50, 100, **TWO), RISKY, (), id="two sources"),
        pytest.param(line(answer=Answer.NOTHING_ARISING), RISKY, (), id="nothing to compare"),
        pytest.param(
            line(answer=Answer.MET, evidence="12/BC", second_source="Trục"),
            known(WORDS, risky=True),
            (),
            id="two names",
        ),
        pytest.param(line(60, 100), CUMULATIVE, (past("2026-06", 60, 100),), id="as much as in June"),
        pytest.param(line(60, 100), CUMULATIVE, (past("2027-01", 5, 9),), id="more than in January of the next year"),
        pytest.param(line(60, 100), KNOWN, (past("2026-06", 59, 100),), id="more than in June, at a point in time"),
        pytest.param(
            line(10, 100), CUMULATIVE, (past("2025-12", 80, 100, recognised=False),), id="refused the year before"
        ),
        pytest.param(line(71, 101, evidence="12/BC"), KNOWN, (REFUSED_APRIL,), id="a jump from a refused figure"),
        pytest.param(line(7, 7, evidence="12/BC"), KNOWN, (HUNDREDS[0], past("2026-02", 9, 9)), id="April is missing"),
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


def test_what_adds_up_over_the_year_is_asked_about_as_its_status_stands() -> None:
    """Of an `in_period` indicator the month alone says little: 3 of 10 in May, but 93 of 100 since January."""
    earlier = (past("2026-01", 90, 90),)
    asked = known(IN_PERIOD, baseline_value=Decimal(60))
    quiet = issues(line(3, 10, evidence="12/BC"), asked, *earlier)
    assert {issue.code for issue in quiet} & {"causes-missing", "evidence-missing"} == set()
    behind = issues(line(9, 10), asked, past("2026-01", 10, 90))
    assert "causes-missing" in {issue.code for issue in behind}
    assert "evidence-missing" not in {issue.code for issue in behind}


def test_a_line_that_only_awaits_its_second_source_is_not_said_to_be_behind() -> None:
    found = issues(line(90, 100, evidence="12/BC"), RISKY)
    assert [issue.code for issue in found] == ["second-source-missing"]


REAL = {"found": "False", "expected": "True"}
WRONG = [
    pytest.param({"template_version": "0"}, {}, "wrong-template", {"found": "0", "expected": "1"}, id="template"),
    pytest.param(
        {"plan_code": "BCD-2026"}, {}, "wrong-plan", {"found": "BCD-2026", "expected": "GIALAI-2026"}, id="plan"
    ),
    pytest.param(
        {}, {"agency_code": "so-noi-vu"}, "wrong-agency", {"found": "so-y-te", "expected": "so-noi-vu"}, id="agency"
    ),
    pytest.param(
        {},
        {"agency_codes": frozenset()},
        "wrong-agency",
        {"found": "so-y-te", "period": "2026-05"},
        id="owes nothing, or is no more",
    ),
    pytest.param(
        {}, {"period": Period(2026, 4)}, "wrong-period", {"found": "2026-05", "expected": "2026-04"}, id="period"
    ),
    pytest.param(
        {}, {"first_period": Period(2026, 6)}, "wrong-period", {"found": "2026-05", "first": "2026-06"}, id="too early"
    ),
    pytest.param(
        {},
        {"last_period": Period(2026, 4), "received_on": date(2026, 4, 2)},
        "wrong-period",
        {"found": "2026-05", "last": "2026-04", "received": "2026-04-02"},
        id="not begun",
    ),
    pytest.param({}, {"is_demo": True}, "demo-form", REAL, id="real form, demo ledger"),
    pytest.param(
        {}, {"lock_reason": "chốt"}, "period-locked", {"period": "2026-05", "reason": "chốt"}, id="locked period"
    ),
]


@pytest.mark.parametrize(("changes", "expected", "code", "facts"), WRONG)
def test_another_form_than_expected_is_refused_with_both_values(
    changes: Mapping[str, object], expected: Mapping[str, object], code: str, facts: Mapping[str, str]
) -> None:
    (issue,) = check_form(form(line(50, 100), **changes), context(**expected))
    assert (issue.code, issue.severity) == (code, Severity.BLOCKING)
    assert dict(issue.facts) == facts


@pytest.mark.parametrize(("changes", "expected", "code", "facts"), WRONG)
def test_what_is_wrong_with_its_lines_is_said_in_the_same_pass_where_plan_and_agency_are_known(
    changes: Mapping[str, object], expected: Mapping[str, object], code: str, facts: Mapping[str, str]
) -> None:
    assert facts
    doubtful = form(line(50, 100, stated=Decimal(1)), **changes)
    also = set() if code in ("wrong-plan", "wrong-agency") else {"stated-differs"}
    assert {issue.code for issue in check_form(doubtful, context(**expected))} == {code} | also


def test_the_form_that_was_expected_passes() -> None:
    expected = context(
        agency_code="so-y-te", period=MAY, agency_codes=frozenset({"so-y-te"}), first_period=MAY, last_period=MAY
    )
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
    (issue,) = issues(line(10, 100, objective_cause="Mưa lũ"), FALLEN)
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


ROW = FormRow(CODE, IndicatorKind.SHARE, "%", KNOWN.name, "%", "≥ 70%", "G9")
OTHER = "GIALAI-2026-02"


def of_rows(*rows: FormRow, **expected: object) -> dict[str, Issue]:
    told = replace(form(line(50, 100)), rows=rows)
    return {issue.code: issue for issue in check_form(told, context(**expected))}


def test_a_form_whose_rows_are_as_the_catalog_has_them_raises_nothing() -> None:
    assert of_rows(ROW) == {}
    assert of_rows(replace(ROW, name=KNOWN.name.upper(), target=None)) == {}  # a column that is gone says nothing


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param(replace(ROW, kind=IndicatorKind.COUNT), "line-changed", id="issued as a count"),
        pytest.param(replace(ROW, unit="hồ sơ", shown_unit="hồ sơ"), "line-changed", id="issued with another unit"),
        pytest.param(replace(ROW, name="Tỷ lệ khác"), "row-name-differs", id="the name of another line"),
        pytest.param(replace(ROW, name=""), "row-name-differs", id="the name taken out"),
        pytest.param(replace(ROW, shown_unit="nghìn"), "row-name-differs", id="the unit edited"),
        pytest.param(replace(ROW, target="≥ 50%"), "row-target-differs", id="the target edited"),
    ],
)
def test_a_row_that_is_not_what_the_catalog_says_now_is_named_at_its_cell(row: FormRow, code: str) -> None:
    found = of_rows(row)
    assert list(found) == [code]
    assert (found[code].cell, found[code].subject) == ("G9", CODE)


def test_a_line_that_came_to_be_owed_after_the_form_was_issued_is_missing_as_is_one_that_was_deleted() -> None:
    lines = {CODE: KNOWN, OTHER: replace(KNOWN, name="Chỉ tiêu mới")}
    found = of_rows(ROW, lines=lines)
    assert (found["row-missing"].subject, dict(found["row-missing"].facts)) == (OTHER, {"name": "Chỉ tiêu mới"})
    gone = FormRow(OTHER, IndicatorKind.SHARE, "%")
    assert list(of_rows(ROW, gone, lines=lines)) == ["row-missing"]
    assert of_rows(ROW, gone) == {}  # deleted, and no longer owed


def test_a_line_that_was_answered_and_is_blank_now_is_named_one_that_was_mistyped_is_not() -> None:
    lines, before = {CODE: KNOWN, OTHER: KNOWN}, {OTHER: value_line("52.9")}
    found = of_rows(ROW, replace(ROW, indicator_code=OTHER, cell="G10"), lines=lines, in_force=before)
    issue = found["figure-dropped"]
    assert (issue.cell, issue.subject, dict(issue.facts)) == ("G10", OTHER, {"previous": "52,9"})
    mistyped = Issue(Severity.BLOCKING, "not-a-number", "Biểu báo cáo", "H10", OTHER)
    told = replace(form(line(50, 100)), issues=(mistyped,))
    assert check_form(told, context(lines=lines, in_force=before)) == ()


def test_a_form_without_any_answer_is_refused() -> None:
    (issue,) = check_form(form(), context())
    assert (issue.code, issue.severity) == ("form-empty", Severity.BLOCKING)


def test_adding_a_check_is_one_function_and_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_round(case: LineCase) -> list[Finding]:
        return [Finding("outlier", "value", {})] if case.line.value == 50 else []

    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, too_round))
    assert [issue.code for issue in issues(line(50, 100))] == ["outlier"]


@pytest.mark.parametrize(
    ("number", "text"),
    [("52.90", "52,9"), ("100", "100"), ("0", "0"), ("33.335", "33,34"), ("1234567", "1234567")],
)
def test_numbers_in_sentences_have_a_comma(number: str, text: str) -> None:
    assert checks.number_text(Decimal(number)) == text


JUMP = Issue(Severity.WARNING, "jump", "Biểu báo cáo", "J9", CODE)


@pytest.mark.parametrize(
    ("reasons", "given"),
    [
        pytest.param(Reasons(), None, id="none"),
        pytest.param(Reasons("  "), None, id="a blank is no reason"),
        pytest.param(Reasons("chung"), "chung", id="for all"),
        pytest.param(Reasons("chung", {"jump": " loại "}), "loại", id="for its code"),
        pytest.param(Reasons("chung", {"outlier": "khác"}), "chung", id="for another code"),
        pytest.param(Reasons("chung", {"jump": "loại"}, {JUMP: "riêng"}), "riêng", id="for itself"),
        pytest.param(Reasons("chung", {}, {JUMP: " "}), "chung", id="left blank for itself"),
        pytest.param(Reasons("", {}, {replace(JUMP, cell="J10"): "riêng"}), None, id="for the same elsewhere"),
    ],
)
def test_the_closest_reason_answers_a_warning(reasons: Reasons, given: str | None) -> None:
    assert reasons.of(JUMP) == given
