"""A separate ledger of made-up returns of the Gia Lai plan: taken in by the real intake, marked as demo throughout."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, zip_longest
from pathlib import Path

from lib.domain.agency import Agency
from lib.domain.catalog import Baseline, SourceRef
from lib.domain.errors import Refused
from lib.domain.issue import asks_reason
from lib.domain.period import Calendar, Period
from lib.domain.review import ReviewRules
from lib.domain.status import target_of
from lib.domain.submission import FormSpec, Outcome
from lib.excel.filled_form import write_filled_form
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, files, ledger_store, settings_store
from lib.storage.database import Connection, reading, writing
from lib.workflows import assessment, forms, load_catalog, review_submission, undo_submission
from lib.workflows.assessment import PlanContext, plan_context, yardstick
from lib.workflows.clock import now_text
from lib.workflows.demo_figures import course, patterns, year
from lib.workflows.demo_returns import Habits, Parcel, Reported, habits, parcels, phrases, withdrawn, words
from lib.workflows.receive_submission import Delivery, Receipt, receive_all

PLAN = "GIALAI-2026"
DEMO_DAY = 25  # of the last month: its returns are due, the year's targets not yet
UNDO_MONTH = 5

Progress = Iterator[tuple[str, dict[str, str]]]


def make_demo(out: Path, *, months: int = 12, n_agencies: int | None = None) -> Progress:
    """Make a demo ledger at `out`, with months 1 to `months` of the plan's year; yields (text code, facts).

    Nothing stands at `out` until it is whole. n_agencies: departments and communes in turn (default: all).
    Raises: Refused (`exists-already`) when something stands at `out`; ValueError without a month of the year.
    """
    if not 1 <= months <= 12:
        raise ValueError(f"not a number of months: {months}")
    for place in (out, files.store_of(out)):
        if place.exists():
            raise Refused("exists-already", path=str(place))
    return _made(out, months, n_agencies)


def _made(out: Path, months: int, n_agencies: int | None) -> Progress:
    with _building(out) as ledger, FormReader():
        stage = _set_stage(ledger, months, n_agencies)
        yield "demo-set-up", {"count": str(len(stage.cast))}
        for month in range(1, months + 1):
            receipts = stage.play(Period(stage.context.summary.year, month))
            refused = sum(receipt.outcome is Outcome.REFUSED for receipt in receipts)
            yield "demo-month", {"month": str(month), "count": str(len(receipts)), "refused": str(refused)}
    yield "demo-ready", {"path": str(out)}


@contextmanager
def _building(out: Path) -> Iterator[Path]:
    """A place beside `out` in which the ledger is built; what is whole in the end is moved to `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=out.parent, prefix=".demo-"))
    try:
        ledger = folder / out.name
        yield ledger
        files.store_of(ledger).replace(files.store_of(out))
        ledger.replace(out)
    finally:
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class _Player:
    """One agency with its habits and its figures of the whole year."""

    habits: Habits
    reported: tuple[Reported, ...]

    @property
    def agency(self) -> Agency:
        return self.habits.agency


@dataclass(frozen=True, slots=True)
class _Stage:
    """A ledger that is set up, and everyone who will send something in."""

    ledger: Path
    months: int
    context: PlanContext
    calendar: Calendar
    cast: tuple[_Player, ...]

    def play(self, period: Period) -> list[Receipt]:
        """One month: blank forms go out, filled ones come in, in order of their days."""
        specs = self._specs(period)
        is_last = period.month == self.months
        if is_last:
            self._ask_for_review(period)
        sent = sorted(self._parcels(period), key=lambda one: (one.received_on, one.agency.code))
        receipts: list[Receipt] = []
        taken = receive_all(self.ledger, (_delivery(specs[one.agency.code], one) for one in sent))
        for parcel, receipt in zip(sent, taken, strict=True):
            receipts.append(receipt)
            if receipt.was_held:
                receipts += receive_all(self.ledger, [_with_reason(specs[parcel.agency.code], parcel)])
            if parcel.is_withdrawn:
                self._undo(receipts[-1], parcel.received_on)
        if is_last:
            self._accept([one for one in receipts if not any(map(asks_reason, one.issues))], period)
        return receipts

    def _ask_for_review(self, period: Period) -> None:
        """From the last month on returns wait for a person, so that the demo has provisional figures to show."""
        by = words(phrases()["secretariat"])
        review_submission.set_rules(self.ledger, ReviewRules(needed=True), at=_moment(period.end, 1), by=by)

    def _accept(self, receipts: Sequence[Receipt], period: Period) -> None:
        """What came in and asked for no reason is accepted, but for the newest tenth."""
        numbers = [one.submission for one in receipts if one.waits and one.submission is not None]
        day = self.calendar.due_date(period) + timedelta(days=1)
        accepted = numbers[: len(numbers) * 9 // 10]
        by = words(phrases()["secretariat"])
        for _ in review_submission.accept_all(self.ledger, accepted, at=_moment(day, 4), by=by):
            pass

    def _specs(self, period: Period) -> dict[str, FormSpec]:
        with reading(self.ledger) as connection:
            codes = (player.agency.code for player in self.cast)
            return {code: forms.form_spec(connection, self.context, code, period) for code in codes}

    def _parcels(self, period: Period) -> Iterator[Parcel]:
        for player in self.cast:
            yield from parcels(player.habits, player.reported, period, self.calendar)
        if period.month == min(UNDO_MONTH, self.months) and self.cast:
            first, day = self.cast[0], self.calendar.due_date(period) + timedelta(days=8)
            yield withdrawn(first.habits, first.reported, period, day)

    def _undo(self, receipt: Receipt, day: date) -> None:
        if receipt.outcome is Outcome.ACCEPTED and receipt.submission is not None:
            reason, by = words(phrases()["undo_reason"]), words(phrases()["secretariat"])
            undo_submission.undo(self.ledger, receipt.submission, reason=reason, at=_moment(day, 3), by=by)


def _delivery(spec: FormSpec, parcel: Parcel) -> Delivery:
    mark = spec.fingerprint
    return Delivery(
        file=f"thu-{mark.plan_code}-{mark.period}-{mark.agency_code}.xlsx",
        content=write_filled_form(spec, parcel.lines),
        received_on=parcel.received_on,
        by=words(phrases()["sender"], agency=parcel.agency.name),
        reason=parcel.reason,
        accept_warnings=parcel.reason is not None,
        at=_moment(parcel.received_on, 2),
    )


def _moment(day: date, hour: int) -> str:
    """A moment of a made-up day as the ledger keeps it, so that the past of a demo can be looked at."""
    return f"{day.isoformat()}T{hour:02d}:00:00.000000+00:00"


def _with_reason(spec: FormSpec, parcel: Parcel) -> Delivery:
    """The same file a day later, now with the reason that was asked for."""
    late = Parcel(parcel.received_on + timedelta(days=1), parcel.agency, parcel.lines, words(phrases()["reason"]))
    return _delivery(spec, late)


def _set_stage(ledger: Path, months: int, n_agencies: int | None) -> _Stage:
    """The shipped catalogs, the mark of a demo, baselines, and what every agency will report."""
    load_catalog.set_up(ledger, at=now_text(), by="demo")
    with writing(ledger) as connection:
        context = plan_context(connection, PLAN)
        settings_store.put_setting(connection, "demo", "1")
        settings_store.put_setting(connection, "demo_day", date(context.summary.year, months, DEMO_DAY).isoformat())
        ids = agency_store.agency_ids(connection)
        chosen = _chosen(connection, context, n_agencies)
        cast = tuple(_player(context, agency, ids[agency.code], rank) for rank, agency in enumerate(chosen))
        _enter_baselines(connection, context, cast, ids)
        assessment.rebuild(connection, PLAN)
        return _Stage(ledger, months, plan_context(connection, PLAN), settings_store.calendar(connection), cast)


def _chosen(connection: Connection, context: PlanContext, limit: int | None) -> list[Agency]:
    """Who takes part: first those that alone owe an indicator, then departments and communes in turn."""
    owing = forms.owing_agencies_at(connection, context, Period(context.summary.year, 1))
    ids = agency_store.agency_ids(connection)
    owners: dict[int, list[int]] = {}
    for indicator_id, agency_id in context.assignments:
        owners.setdefault(indicator_id, []).append(agency_id)
    alone = {found[0] for found in owners.values() if len(found) == 1}
    first = [agency for agency in owing if ids[agency.code] in alone]
    rest = [agency for agency in owing if agency not in first]
    offices, communes = ([a for a in rest if a.kind.is_local is local] for local in (False, True))
    turns = chain.from_iterable(zip_longest(offices, communes))
    return [*first, *filter(None, turns)][:limit]


def _player(context: PlanContext, agency: Agency, agency_id: int, rank: int) -> _Player:
    made = patterns()
    start = Period(context.summary.year, 1)
    reported: list[Reported] = []
    for indicator_id, indicator in context.indicators.items():
        if indicator.ordinal not in made or not context.assigned(indicator_id, agency_id, start):
            continue
        target = target_of(yardstick(context, indicator_id, None), start)
        asked = float(target.value) if target is not None and target.value is not None else 100.0
        way = course(agency, made[indicator.ordinal], asked)
        reported.append(Reported(indicator.code, indicator.ordinal, way, asked, indicator.source_system, year(way, 12)))
    return _Player(habits(agency, rank), tuple(reported))


def _enter_baselines(
    connection: Connection, context: PlanContext, cast: tuple[_Player, ...], ids: Mapping[str, int]
) -> None:
    """The levels of the year before, for the province and most agencies, each saying that it is made up."""
    at, by = _moment(date(context.summary.year, 1, 2), 2), words(phrases()["secretariat"])
    rows = {indicator.code: row_id for row_id, indicator in context.indicators.items()}
    made = patterns()
    levels: list[tuple[int, int | None, float]] = [
        (row_id, None, made[indicator.ordinal].start)
        for row_id, indicator in context.indicators.items()
        if indicator.ordinal in made and made[indicator.ordinal].has_baseline
    ]
    levels += [
        (rows[one.code], ids[player.agency.code], one.course.start)
        for player in cast
        for one in player.reported
        if one.course.has_baseline
    ]
    for row_id, agency_id, level in levels:
        baseline = _baseline(context.summary.baseline_date, level)
        catalog_store.enter_baseline(connection, row_id, agency_id, baseline, origin="entered", at=at, by=by)
    ledger_store.add_event(
        connection, at=at, actor=by, action="enter_baselines", subject=PLAN, detail=f"{len(levels)} made-up baselines"
    )


def _baseline(day: date, level: float) -> Baseline:
    value = Decimal(f"{level:.1f}")
    source = SourceRef(phrases()["baseline_file"], "", "")
    return Baseline(day, value, f"{value}".replace(".", ","), source)
