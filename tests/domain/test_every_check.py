"""Every check of a return has a small form that raises just its code; a code of the registry without one fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain import checks
from lib.domain.catalog import Direction, IndicatorKind, Measure
from lib.domain.checks import FormContext, LineContext, PastFigure, check_form
from lib.domain.issue import RETURN_ISSUES
from lib.domain.period import Period
from lib.domain.standing import YearTarget
from lib.domain.submission import Answer, Line, ParsedForm
from lib.domain.trajectory import Yardstick
from lib.excel import layout
from lib.excel.blank_form import write_blank_form
from lib.excel.return_form import parse_return
from lib.wording.messages import message
from tests.excel.form_samples import (
    AMOUNT,
    BLANK,
    COUNT,
    MONEY,
    SECOND_SHARE,
    SHARE,
    WORDS,
    edited,
    form_line,
    form_spec,
    with_raw_cell,
)

MAY = Period(2026, 5)
NAME, SURVEY = "Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng", "Tỷ lệ người dân hài lòng"
OF_SURVEY = write_blank_form(form_spec(lines=(form_line(SHARE, "share", "%", name=SURVEY, target_raw=None),)))


def known(kind: str, unit: str, target: str | None = "≥ 70", asked: str | None = "70", name: str = NAME) -> LineContext:
    goal = (YearTarget(2026, ">=", Decimal(asked) if asked else None, target),) if target else ()
    return LineContext(Yardstick(IndicatorKind(kind), Direction.UP, goal, date(2025, 12, 31), None), unit, name)


LINES = {
    SHARE: known("share", "%"),
    SECOND_SHARE: known("share", "%"),
    COUNT: known("count", "sản phẩm", "05 sản phẩm", "5"),
    AMOUNT: known("amount", "% GRDP", "≥ 1,5", "1.5"),
    MONEY: known("amount", "đồng", None),
    WORDS: known("qualitative", "", "Duy trì", None),
}


def ruled(**changes: object) -> LineContext:
    """Line 1 with another yardstick."""
    return replace(LINES[SHARE], yardstick=replace(LINES[SHARE].yardstick, **changes))  # type: ignore[arg-type]


def after(*history: PastFigure, line: LineContext = LINES[SHARE]) -> dict[str, LineContext]:
    return {SHARE: replace(line, history=history)}


def past(period: str, a: int, b: int, recognised: bool = True) -> PastFigure:
    return PastFigure(Period.parse(period), a, b, Decimal(a) * 100 / b, recognised)


AT_ONE_TIME = ruled(measure=Measure.POINT_IN_TIME)
STEADY = tuple(past(f"2026-{m:02d}", a, 100) for m, a in enumerate((50, 51, 49, 50), start=1))
SIX = (past("2025-11", 50, 100), past("2025-12", 51, 100), *STEADY)
GOOD: Mapping[str, object] = {"J11": 2}  # an answer that raises nothing


@dataclass(frozen=True)
class Case:
    """What is typed into a blank form, what else is done to it, and how what is known differs."""

    cells: Mapping[str, object] = field(default_factory=dict)
    edit: Callable[[Worksheet], object] | None = None
    raw: tuple[str, str] | None = None
    blank: bytes = BLANK
    lines: Mapping[str, LineContext] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)

    def form(self) -> ParsedForm:
        def fill(sheet: Worksheet) -> None:
            for ref, value in self.cells.items():
                sheet[ref] = value
            if self.edit:
                self.edit(sheet)

        content = edited(fill, self.blank)
        return parse_return(with_raw_cell(*self.raw, content) if self.raw else content)

    def expected(self) -> FormContext:
        """What the ledger knows: line 1 alone where the form has no other."""
        lines = {SHARE: LINES[SHARE]} if self.blank is OF_SURVEY else LINES
        values: dict[str, object] = {
            "plan_code": "GIALAI-2026",
            "template_versions": frozenset({layout.TEMPLATE_VERSION}),
            "lines": {**lines, **self.lines},
        }
        return FormContext(**(values | self.context))  # type: ignore[arg-type]

    def codes(self) -> set[str]:
        form = self.form()
        return {issue.code for issue in (*form.issues, *check_form(form, self.expected()))}


def shown(ref: str, value: object, number_format: str) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        sheet[ref], sheet[ref].number_format = value, number_format

    return edit


def other_sheet(sheet: Worksheet) -> None:
    other = sheet.parent.create_sheet("Số cũ")
    other["A1"], other.sheet_state = 5, "hidden"


def survey(**changes: object) -> dict[str, LineContext]:
    return {SHARE: replace(known("share", "%", None, name=SURVEY), **changes)}  # type: ignore[arg-type]


CASES = {
    # The form
    "wrong-template": Case(GOOD, context={"template_versions": frozenset({"9"})}),
    "wrong-plan": Case(GOOD, context={"plan_code": "BCD-2026"}),
    "wrong-agency": Case(GOOD, context={"agency_codes": frozenset()}),
    "wrong-period": Case(GOOD, context={"last_period": Period(2026, 4)}),
    "period-locked": Case(GOOD, context={"lock_reason": "đã chốt"}),
    "form-empty": Case(),
    "form-title-differs": Case({**GOOD, "A3": "Cơ quan, đơn vị: Sở Nội vụ"}),
    "demo-form": Case(GOOD, context={"is_demo": True}),
    "unknown-indicator": Case(GOOD, context={"lines": {code: line for code, line in LINES.items() if code != COUNT}}),
    "line-changed": Case(GOOD, lines={MONEY: replace(LINES[MONEY], unit="triệu đồng")}),
    "row-name-differs": Case({**GOOD, "B9": "Tỷ lệ khác"}),
    "row-target-differs": Case({**GOOD, "E9": "≥ 50"}),
    "duplicate-row": Case({**GOOD, "A30": SHARE}),
    "row-without-code": Case({**GOOD, "H30": 4}),
    "text-outside-lines": Case({**GOOD, "N30": "Người lập biểu"}),
    "row-missing": Case({**GOOD, "A9": None}),
    "figure-dropped": Case(GOOD, context={"in_force": {SHARE: Line(SHARE, 9, Answer.NOTHING_ARISING)}}),
    # One cell
    "not-a-number": Case({"H9": "Duy trì", "I9": 5}),
    "number-ambiguous": Case({"J11": "1.000"}),
    "number-comparator": Case({"J12": "≥ 1,5"}),
    "number-too-large": Case({"J13": 10**16}),
    "not-whole": Case({"J13": 1500.5}),
    "not-finite": Case({"I9": 10}, raw=("H9", "<c {}><v>1e309</v></c>")),
    "date-in-number-cell": Case({"H9": datetime(2026, 5, 1), "I9": 5}),
    "negative": Case({"J13": -1}),
    "error-cell": Case({"J11": "#N/A"}),
    "formula-without-value": Case({"J11": "=1+1"}),
    "merged-data": Case(GOOD, edit=lambda sheet: sheet.merge_cells("O9:O10")),
    "answer-unknown": Case({"G9": "Có"}),
    "control-characters": Case(GOOD, raw=("N11", '<c {} t="inlineStr"><is><t>a_x0001_b</t></is></c>')),
    "linked-workbook": Case(raw=("J11", "<c {}><f>[1]Sheet1!A1</f><v>2</v></c>")),
    "hidden-row": Case(GOOD, edit=lambda sheet: setattr(sheet.row_dimensions[11], "hidden", True)),
    "hidden-column": Case(GOOD, edit=lambda sheet: setattr(sheet.column_dimensions["J"], "hidden", True)),
    "hidden-sheet": Case(GOOD, edit=lambda sheet: setattr(sheet, "sheet_state", "hidden")),
    "hidden-other-sheet": Case(GOOD, edit=other_sheet),
    # One line
    "figure-missing": Case({"G9": "Có số liệu"}),
    "figure-beside-answer": Case({"G9": "Không phát sinh", "H9": 3}),
    "ab-incomplete": Case({"H9": 3}),
    "a-over-b": Case({"H9": 6, "I9": 5, "N9": "QĐ 12"}),
    "zero-denominator": Case({"H9": 6, "I9": 0}),
    "percent-out-of-range": Case({"H9": 5, "I9": 5, "L9": 100.5, "N9": "QĐ 12"}),
    "zero-over-zero": Case({"H9": 0, "I9": 0}),
    "percent-as-fraction": Case({"H9": 1, "I9": 50, "L9": 0.9}),
    "percent-without-ab": Case({"J9": 52.9}),
    "count-not-whole": Case({"J11": 2.5}),
    "figure-unasked": Case({**GOOD, "H11": 4}),
    "answer-blank": Case({**GOOD, "N9": "QĐ 12"}),
    # A line against the catalog and its past
    "stated-differs": Case({"H9": 1, "I9": 2, "J9": 55}),
    "second-source-differs": Case({"H9": 1, "I9": 2, "L9": 53}),
    "second-source-missing": Case({"H9": 1, "I9": 2, "L9": 50}, lines={SHARE: ruled(risky=True)}),
    "jump": Case({"H9": 68, "I9": 100}, lines=after(past("2026-04", 40, 100))),
    "cumulative-fell": Case({"H9": 49, "I9": 100}, lines=after(past("2026-04", 50, 100))),
    "later-period-contradicts": Case({"H9": 50, "I9": 100}, lines=after(past("2026-06", 49, 100))),
    "previous-not-recognised": Case({"H9": 50, "I9": 100}, lines=after(past("2026-04", 9, 90, recognised=False))),
    "denominator-jump": Case({"H9": 66, "I9": 140}, lines=after(past("2026-04", 50, 100))),
    "flat-hundred": Case(
        {"H9": 7, "I9": 7, "N9": "QĐ 12"}, lines=after(past("2026-03", 7, 7), past("2026-04", 7, 7), line=AT_ONE_TIME)
    ),
    "outlier": Case({"H9": 60, "I9": 100}, lines=after(*SIX, line=AT_ONE_TIME)),
    "causes-missing": Case({"H9": 1, "I9": 10}, lines={SHARE: ruled(baseline_value=Decimal(60))}),
    "evidence-missing": Case({"H9": 7, "I9": 10}),
    "sample-unknown": Case({"J9": 95}, blank=OF_SURVEY, lines=survey()),
    "sample-too-small": Case({"H9": 57, "I9": 60}, blank=OF_SURVEY, lines=survey()),
}
ALSO = {"sample-unknown": {"percent-without-ab"}}  # who gives no number of people gives no a and b either
REGISTRY = list(RETURN_ISSUES)[list(RETURN_ISSUES).index("wrong-template") :]


def test_every_code_of_the_registry_has_a_case_and_no_other() -> None:
    assert set(CASES) == set(REGISTRY)
    assert len(REGISTRY) > 50


@pytest.mark.parametrize("code", REGISTRY)
def test_a_small_form_raises_just_this(code: str) -> None:
    assert CASES[code].codes() == {code} | ALSO.get(code, set())


@pytest.mark.parametrize("code", REGISTRY)
def test_its_sentence_and_mend_are_whole(code: str) -> None:
    case = CASES[code]
    form = case.form()
    (issue, *_) = [one for one in (*form.issues, *check_form(form, case.expected())) if one.code == code]
    said = message(issue)
    assert said.mend and "—" not in said.sentence and "(" + code + ")" not in said.sentence
    assert issue.sheet in (layout.FORM_SHEET, "Số cũ")


def named(check: Callable[..., object]) -> str:
    return check.__name__.replace("_", "-")


def test_each_check_is_named_for_its_code() -> None:
    codes = [named(check) for check in (*checks.FORM_CHECKS, *checks.CHECKS)]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(REGISTRY)


@pytest.mark.parametrize("check", [*checks.FORM_CHECKS, *checks.CHECKS], ids=named)
def test_without_its_check_nothing_raises_it(check: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    code, names = named(check), ("FORM_CHECKS", "CHECKS")
    for name in names:
        monkeypatch.setattr(checks, name, tuple(one for one in getattr(checks, name) if one is not check))
    assert CASES[code].codes() == ALSO.get(code, set())
