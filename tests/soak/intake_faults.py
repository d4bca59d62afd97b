"""What may be wrong with the way a file was taken in or refused: the ledger before and after, and a second reading."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError

from lib.domain.issue import RETURN_ISSUES, Severity
from lib.domain.submission import Answer, Line, Outcome
from lib.excel import layout
from lib.storage import files, ledger_store
from lib.storage.database import reading
from lib.wording import messages
from lib.workflows.receive_submission import Receipt
from tests.soak import second_reader
from tests.soak.corpus import Return
from tests.soak.ledger_state import OF_AN_ACCEPTED, OF_AN_INTAKE, State, added, lost
from tests.soak.second_reader import SecondReading

_TRUTHS = ("TRUE", "FALSE")


@dataclass(frozen=True, slots=True)
class Sending:
    """One file that went through the intake: the whole return behind it, and the ledger before and after."""

    content: bytes
    of: Return
    receipt: Receipt
    before: State
    after: State


def faults_of(ledger: Path, sent: Sending) -> list[str]:
    """Everything that is wrong with one intake; empty when it is as promised."""
    receipt, grown = sent.receipt, added(sent.before, sent.after)
    if receipt.outcome is Outcome.DUPLICATE:
        return _duplicate_faults(sent, grown)
    is_accepted = receipt.outcome is Outcome.ACCEPTED
    faults = [f"{table} changed" for table in grown.keys() - (OF_AN_ACCEPTED if is_accepted else OF_AN_INTAKE)]
    faults += [
        f"{table} lost rows" for table in lost(sent.before, sent.after, {"blob", "submission", "finding", "event"})
    ]
    if (grown.get("submission"), grown.get("event"), grown.get("revision")) != (1, 1, 0):
        faults.append(f"not one submission and one event: {grown}")
    faults += _store_faults(ledger, sent)
    faults += _sentence_faults(receipt)
    return faults + (_figure_faults(ledger, sent) if is_accepted else _refusal_faults(receipt, grown))


def reasons(receipt: Receipt) -> set[str]:
    """The codes of what keeps a file out."""
    return {issue.code for issue in receipt.issues if issue.severity is Severity.BLOCKING}


def named_outcome(receipt: Receipt) -> str:
    """What became of a file, in one name: «taken», «the same file», or the codes that keep it out."""
    names = {Outcome.ACCEPTED: "taken", Outcome.DUPLICATE: "the same file"}
    return names.get(receipt.outcome) or " ".join(sorted(reasons(receipt)))


def _duplicate_faults(sent: Sending, grown: dict[str, int]) -> list[str]:
    """Only the very bytes that are in force are a duplicate, and it changes nothing."""
    faults = [f"a duplicate changed {grown}"] if grown or sent.before.files != sent.after.files else []
    if sent.receipt.sha256 != files.sha256_of(sent.content) or sent.receipt.sha256 not in sent.before.files.values():
        faults.append("other bytes taken for a duplicate")
    return faults


def _store_faults(ledger: Path, sent: Sending) -> list[str]:
    gone = sent.before.files.items() - sent.after.files.items()
    new = {digest for _, digest in sent.after.files.items() - sent.before.files.items()}
    faults = [f"the store lost {sorted(gone)}"] if gone else []
    if new != {sent.receipt.sha256} - set(sent.before.files.values()):
        faults.append(f"the store gained {new}")
    if sent.receipt.sha256 != files.sha256_of(sent.content):
        faults.append("kept under another name")
    if files.original(ledger, sent.receipt.sha256) != sent.content:
        faults.append("the bytes were not kept")
    return faults


def _sentence_faults(receipt: Receipt) -> list[str]:
    return [
        f"{issue.code} has no sentence"
        for issue in receipt.issues
        if issue.code not in RETURN_ISSUES or not messages.sentence(issue) or not messages.mend(issue)
    ]


def _refusal_faults(receipt: Receipt, grown: dict[str, int]) -> list[str]:
    faults = []
    if grown.get("finding") != len(receipt.issues):
        faults.append(f"{len(receipt.issues)} issues, {grown.get('finding')} findings")
    if not reasons(receipt):
        faults.append("refused without a reason")
    if receipt.n_values or receipt.version is not None:
        faults.append(f"refused, and yet {receipt.n_values} figures in version {receipt.version}")
    return faults


def _figure_faults(ledger: Path, sent: Sending) -> list[str]:
    """Figures of an accepted file that a second reader reads otherwise and that no issue names."""
    receipt = sent.receipt
    assert receipt.submission is not None
    if (receipt.plan_code, receipt.agency_code, receipt.period) != (sent.of.plan, sent.of.agency, sent.of.period):
        return [f"taken for {receipt.plan_code} {receipt.agency_code} {receipt.period}"]
    with reading(ledger) as connection:
        lines = {line.indicator_code: line for line in ledger_store.lines(connection, receipt.submission).values()}
    grown = added(sent.before, sent.after)
    seen = second_reading(sent.content, sent.of.content)
    faults = [] if reasons(receipt) == set() else [f"taken in spite of {reasons(receipt)}"]
    if (grown.get("line"), grown.get("finding", 0)) != (receipt.n_values, len(receipt.issues)) or len(
        lines
    ) != receipt.n_values:
        faults.append(f"{receipt.n_values} figures and {len(receipt.issues)} issues were told, {grown} kept")
    faults += [fault for line in lines.values() for fault in line_faults(line, seen)]
    named = {issue.cell for issue in receipt.issues}
    rows = {issue.subject for issue in receipt.issues}
    for (code, key), value in seen.values.items():
        unread = key in layout.NUMBER_KEYS and code in sent.of.typed and code not in lines
        if unread and seen.places[code, key] not in named and code not in rows:
            faults.append(f"{code} {key}: {value!r} was passed over in silence")
    return faults


def second_reading(content: bytes, whole: bytes) -> SecondReading:
    """What the second reader sees; a file that it cannot open must still hold what the whole one holds."""
    try:
        return second_reader.read(content)
    except CalamineError:
        return second_reader.read(whole)


def line_faults(line: Line, seen: SecondReading) -> list[str]:
    """Where a line of the ledger is not what the second reader sees."""
    code = line.indicator_code
    told = {"a": line.a, "b": line.b, "second_value": line.second_value, "value": line.stated}
    if line.a is None:
        told["value"] = line.value
    if line.answer is not Answer.FIGURE:
        kept = {number for number in told.values() if number}  # a zero beside such an answer is let pass
        return [f"{code}: figures beside «{line.answer}»: {kept}"] if kept else _text_faults(line, seen)
    faults = [
        f"{code} {key}: the ledger has {told[key]}, the second reader {seen.number(code, key)}"
        for key in told
        if told[key] != seen.number(code, key)
    ]
    return faults + _text_faults(line, seen)


def _text_faults(line: Line, seen: SecondReading) -> list[str]:
    code = line.indicator_code
    return [
        f"{code} {key}: the ledger has {getattr(line, key)!r}, the second reader {seen.values.get((code, key))!r}"
        for key in layout.TEXT_KEYS
        if not _same_words(getattr(line, key), seen.values.get((code, key)))
    ]


def _same_words(told: str | None, seen: object) -> bool:
    """Whether words are the same; numbers, days and truth values among words are shown in more than one way."""
    if told in _TRUTHS or not isinstance(seen, str | None):
        return told is not None
    return plain(told or "") == plain(seen or "")


def plain(text: str) -> str:
    """Words as they are seen: composed, without invisible signs, single spaces."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cf", "Cc")).strip()
