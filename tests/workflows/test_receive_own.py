"""A workbook that is not our form: proposed, confirmed, taken as any other, remembered, and read again."""

import json
from datetime import date
from pathlib import Path

import pytest
from ledger_samples import CENTRE, QUANG_TRI, code, of_agency, report, share

from lib.documents.row_names import Agreement
from lib.domain.errors import NotFound, Refused
from lib.domain.own_return import OwnReading, Role
from lib.domain.period import Period
from lib.domain.submission import Outcome
from lib.excel.grid import read_grid
from lib.excel.reader import FormReader
from lib.storage import ledger_store, own_store
from lib.storage.database import reading, writing
from lib.workflows import receive_own
from lib.workflows.keep_safe import verify
from lib.workflows.load_catalog import set_up
from lib.workflows.lock_period import lock_period
from lib.workflows.receive_own import Row, layouts, owed, reader_by, rows_of
from lib.workflows.receive_submission import Receipt, preview, receive
from tests import own_samples
from tests.own_samples import MAY

APRIL = Period(2026, 4)


def looked_at(ledger: Path, content: bytes, period: Period = MAY) -> tuple[OwnReading, tuple[Row, ...]]:
    """What is proposed, confirmed as it stands; rows that wait are no indicators."""
    due = owed(ledger, QUANG_TRI, CENTRE, period)
    grid = read_grid(content)
    layout = layouts(grid, due)[0]
    columns = [(c.column, c.label, c.role) for c in layout.columns]
    rows = rows_of(grid, due, layout.table, columns)
    waiting = {row.row: None for row in rows if row.match.agreement is Agreement.SUGGESTED}
    return receive_own.confirmed(due, layout.table, columns, rows, waiting), rows


def send(ledger: Path, reader: FormReader, content: bytes, read_as: OwnReading, **options: object) -> Receipt:
    given: dict[str, object] = {"received_on": date(2026, 5, 20), "by": "Văn thư", "accept_warnings": True}
    as_read = reader_by(ledger, read_as, reader)
    return receive(ledger, content, "Bao cao.xlsx", reader=as_read, **(given | options))  # type: ignore[arg-type]


def test_it_is_taken_with_the_very_values_that_our_form_gives(ledger: Path, tmp_path: Path, reader: FormReader) -> None:
    other = tmp_path / "other.db"
    set_up(other, at="2026-01-02T03:04:05.000000+00:00", by="x")
    report(other, reader, QUANG_TRI, CENTRE, MAY, {1: share(1130, 2000, value=56.5), 2: share(1820, 2000, value=91)})
    content = own_samples.counted()
    receipt = send(ledger, reader, content, looked_at(ledger, content)[0])
    assert (receipt.outcome, receipt.version, receipt.n_values) == (Outcome.ACCEPTED, 1, 2)
    mine, theirs = (of_agency(path, QUANG_TRI, CENTRE, MAY) for path in (ledger, other))
    for ordinal in (1, 2):
        assert (mine[ordinal].value, mine[ordinal].a, mine[ordinal].b) == (
            theirs[ordinal].value,
            theirs[ordinal].a,
            theirs[ordinal].b,
        )
        assert mine[ordinal].status is theirs[ordinal].status
    with reading(ledger) as connection:
        submission = ledger_store.submission(connection, 1)
        assert submission is not None and submission.template_version == "own"
        assert {cell.sheet for cell in ledger_store.cells(connection, 1)} == {"Bao cao"}


def test_what_is_taken_reads_again_by_its_reading_and_a_lost_reading_is_found(ledger: Path, reader: FormReader) -> None:
    content = own_samples.counted()
    send(ledger, reader, content, looked_at(ledger, content)[0])
    assert verify(ledger).faults == ()
    with writing(ledger) as connection:
        connection.execute("DROP TRIGGER own_reading_no_update")
        rows = json.loads(connection.execute("SELECT rows FROM own_reading").fetchone()[0])
        rows[0]["indicator_code"], rows[1]["indicator_code"] = rows[1]["indicator_code"], rows[0]["indicator_code"]
        connection.execute("UPDATE own_reading SET rows = ?", (json.dumps(rows),))
    assert len([fault for fault in verify(ledger).faults if "the ledger and the original differ" in fault]) == 2


def test_a_unit_that_the_catalog_changes_later_does_not_change_how_it_is_read(ledger: Path, reader: FormReader) -> None:
    content = own_samples.simple()
    send(ledger, reader, content, looked_at(ledger, content)[0])
    with writing(ledger) as connection:
        connection.execute("UPDATE indicator SET kind = 'count', unit = 'hồ sơ' WHERE code LIKE 'QUANGTRI%'")
    assert [fault for fault in verify(ledger).faults if fault.startswith("submission")] == []


def test_the_same_file_again_changes_nothing_and_a_second_file_is_the_next_version(
    ledger: Path, reader: FormReader
) -> None:
    first, second = own_samples.simple(), own_samples.simple(_1=57)
    send(ledger, reader, first, looked_at(ledger, first)[0])
    assert send(ledger, reader, first, looked_at(ledger, first)[0]).outcome is Outcome.DUPLICATE
    assert preview(ledger, first, "x.xlsx", reader).duplicate_of == 1
    assert send(ledger, reader, second, looked_at(ledger, second)[0]).version == 2


def test_a_faulty_file_is_refused_whole_and_its_reading_is_kept(ledger: Path, reader: FormReader) -> None:
    content = own_samples.simple(_1="≥ 70")
    receipt = send(ledger, reader, content, looked_at(ledger, content)[0])
    assert receipt.outcome is Outcome.REFUSED
    assert ("number-comparator", "Bao cao", "E5") in {(i.code, i.sheet, i.cell) for i in receipt.issues}
    with reading(ledger) as connection:
        assert ledger_store.lines(connection, 1) == {}
        assert own_store.reading_of(connection, 1) is not None


def test_the_annotated_copy_is_marked_at_its_own_cells_and_can_be_sent_again(ledger: Path, reader: FormReader) -> None:
    content = own_samples.simple(_1="≥ 70")
    read_as, _ = looked_at(ledger, content)
    seen = preview(ledger, content, "x.xlsx", reader_by(ledger, read_as, reader))
    copy = reader.annotate(content, seen.issues)
    assert copy != content
    assert looked_at(ledger, copy)[0] == read_as
    again = preview(ledger, copy, "x.xlsx", reader_by(ledger, read_as, reader))
    assert again.issues == seen.issues


def test_a_locked_period_stops_it(ledger: Path, reader: FormReader) -> None:
    content = own_samples.simple()
    read_as, _ = looked_at(ledger, content)
    lock_period(ledger, QUANG_TRI, MAY, reason="đã báo cáo", at="2026-06-01T00:00:00+00:00", by="x")
    assert "period-locked" in {issue.code for issue in send(ledger, reader, content, read_as).issues}


def test_a_return_in_our_form_keeps_no_reading(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(6, 10)})
    with reading(ledger) as connection:
        assert own_store.reading_of(connection, 1) is None
        assert own_store.last_reading(connection, 3, 1) is None


# Names


def test_a_suggestion_is_never_taken_without_a_person(ledger: Path) -> None:
    due = owed(ledger, QUANG_TRI, CENTRE, MAY)
    grid = read_grid(own_samples.like_names())
    layout = layouts(grid, due)[0]
    columns = [(c.column, c.label, c.role) for c in layout.columns]
    rows = rows_of(grid, due, layout.table, columns)
    assert [row.match.indicator_code for row in rows] == [None] * 4
    with pytest.raises(Refused, match="own-row-undecided"):
        receive_own.confirmed(due, layout.table, columns, rows, {2: code(QUANG_TRI, 6)})
    with pytest.raises(Refused, match="indicator-unknown"):
        receive_own.confirmed(due, layout.table, columns, rows, {2: "GIALAI-2026-01", 4: None})
    done = receive_own.confirmed(due, layout.table, columns, rows, {2: code(QUANG_TRI, 6), 4: None})
    assert {row.row: row.indicator_code for row in done.rows} == {2: code(QUANG_TRI, 6), 3: None, 4: None, 5: None}


def confirmed_names(ledger: Path, content: bytes, decisions: dict[int, str | None]) -> OwnReading:
    due = owed(ledger, QUANG_TRI, CENTRE, MAY)
    grid = read_grid(content)
    layout = layouts(grid, due)[0]
    columns = [(c.column, c.label, c.role) for c in layout.columns]
    return receive_own.confirmed(due, layout.table, columns, rows_of(grid, due, layout.table, columns), decisions)


def test_a_confirmed_name_is_remembered_for_that_agency_and_can_be_confirmed_otherwise(
    ledger: Path, reader: FormReader
) -> None:
    content = own_samples.like_names()
    read_as = confirmed_names(ledger, content, {2: code(QUANG_TRI, 6), 4: None})
    send(ledger, reader, content, read_as)
    _, rows = looked_at(ledger, content, MAY)
    assert [(row.match.agreement, row.match.indicator_code) for row in rows] == [
        (Agreement.REMEMBERED, code(QUANG_TRI, 6)),
        (Agreement.REMEMBERED, None),
        (Agreement.REMEMBERED, None),
        (Agreement.REMEMBERED, None),
    ]
    changed = own_samples.workbook([["STT", "Chỉ tiêu", "Kết quả thực hiện"], [11, rows[0].name, 80.5], [1, "x", 1]])
    send(ledger, reader, changed, confirmed_names(ledger, changed, {2: code(QUANG_TRI, 4), 3: None}))
    with reading(ledger) as connection:
        kept = connection.execute(
            "SELECT indicator.code, known_to IS NULL, confirmed_by FROM indicator_alias "
            "JOIN indicator ON indicator.id = indicator_id ORDER BY indicator_alias.id"
        ).fetchall()
    assert [tuple(row) for row in kept] == [
        (code(QUANG_TRI, 6), 0, "Văn thư"),
        (code(QUANG_TRI, 4), 1, "Văn thư"),
    ]


def test_the_name_of_an_indicator_itself_is_no_alias(ledger: Path, reader: FormReader) -> None:
    content = own_samples.simple()
    send(ledger, reader, content, looked_at(ledger, content)[0])
    with reading(ledger) as connection:
        assert connection.execute("SELECT count(*) FROM indicator_alias").fetchone()[0] == 0


# Layout


def test_last_times_layout_is_proposed_first_when_the_headings_are_the_same(ledger: Path, reader: FormReader) -> None:
    content = own_samples.bare_result()
    due = owed(ledger, QUANG_TRI, CENTRE, APRIL)
    grid = read_grid(content)
    layout = layouts(grid, due)[0]
    assert layout.columns[2].is_doubtful
    columns = [
        (1, "STT", Role.ORDINAL),
        (2, "Chỉ tiêu", Role.NAME),
        (3, "Kết quả", Role.VALUE),
        (4, "Ghi chú", Role.OTHER),
    ]
    rows = rows_of(grid, due, layout.table, columns)
    send(ledger, reader, content, receive_own.confirmed(due, layout.table, columns, rows, {}))
    (next_time, *_) = layouts(grid, owed(ledger, QUANG_TRI, CENTRE, MAY))
    assert (next_time.columns[2].role, next_time.columns[2].is_doubtful) == (Role.VALUE, False)


def test_a_table_is_pointed_at_within_the_workbook_only(ledger: Path) -> None:
    due = owed(ledger, QUANG_TRI, CENTRE, MAY)
    grid = read_grid(own_samples.simple())
    assert receive_own.layout_at(grid, due, "Bao cao", (4, 4)) == layouts(grid, due)[0]
    for sheet, rows in (("Khac", (4, 4)), ("Bao cao", (0, 4)), ("Bao cao", (5, 4)), ("Bao cao", (99, 99))):
        with pytest.raises(Refused, match="own-place-unknown"):
            receive_own.layout_at(grid, due, sheet, rows)


def test_a_table_with_more_rows_than_a_person_can_go_through_is_refused(ledger: Path) -> None:
    due = owed(ledger, QUANG_TRI, CENTRE, MAY)
    many = [[n, f"Việc số {n} của đơn vị", n] for n in range(receive_own.MOST_ROWS + 1)]
    grid = read_grid(own_samples.workbook([["STT", "Chỉ tiêu", "Kết quả thực hiện"], *many]))
    layout = layouts(grid, due)[0]
    with pytest.raises(Refused, match="own-rows-many"):
        rows_of(grid, due, layout.table, [(c.column, c.label, c.role) for c in layout.columns])


def test_whoever_owes_nothing_or_is_unknown_has_nothing_to_be_held_against(template_ledger: Path) -> None:
    with pytest.raises(NotFound, match="agency-unknown"):
        owed(template_ledger, QUANG_TRI, "ai-do", MAY)
    with pytest.raises(NotFound, match="plan-unknown"):
        owed(template_ledger, "KHONG-CO", CENTRE, MAY)
    with pytest.raises(Refused, match="nothing-owed"):
        owed(template_ledger, QUANG_TRI, "gia-lai-so-y-te", MAY)


def test_an_agency_that_was_dissolved_owes_nothing_in_its_own_workbook_either(ledger: Path) -> None:
    with writing(ledger) as connection:
        connection.execute("UPDATE agency SET valid_to = '2026-04-30' WHERE code = ?", (CENTRE,))
    assert owed(ledger, QUANG_TRI, CENTRE, Period(2026, 4)).lines
    with pytest.raises(Refused, match="nothing-owed"):
        owed(ledger, QUANG_TRI, CENTRE, MAY)


def test_the_longest_agency_above_the_table_is_the_one_that_is_named(template_ledger: Path) -> None:
    grid = read_grid(own_samples.simple())
    table = layouts(grid, owed(template_ledger, QUANG_TRI, CENTRE, MAY))[0].table
    names = ["Trung tâm", "Trung tâm Phục vụ hành chính công", "Văn phòng"]
    assert receive_own.agency_named(table, names) == names[1]
    assert receive_own.agency_named(table, ["Sở Y tế"]) is None
