"""The secretariat links the same indicator across plans: confirmed, rejected, taken back, each a logged act."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lib.documents.manifest import read_manifest
from lib.domain.errors import LedgerError, NotFound, Refused
from lib.domain.links import Verdict, families
from lib.storage import ledger_store
from lib.storage.database import reading, revision, writing
from lib.storage.kept_rows import kept_rows
from lib.workflows import link_indicators
from lib.workflows.link_indicators import confirm_link, known_links, reject_link, remove_link, suggest_links
from lib.workflows.load_catalog import load_document
from tests.documents.document_builders import CATALOGS

B5, B6, L12, Q5, G2, G3, G9 = (
    "BCD-2026-05",
    "BCD-2026-06",
    "LOIBAC-2026-12",
    "QUANGTRI-VP-2026-05",
    "GIALAI-2026-02",
    "GIALAI-2026-03",
    "GIALAI-2026-09",
)
MAY, JUNE = "2026-05-20T01:00:00.000000+00:00", "2026-06-20T01:00:00.000000+00:00"
SAID = {"at": MAY, "by": "Nguyễn Văn A"}


def events(ledger: Path) -> list[tuple[str, str, str, str]]:
    with reading(ledger) as connection:
        return [(e.action, e.actor, e.object, e.detail) for e in ledger_store.events(connection)]


def test_a_confirmed_suggestion_is_a_family_and_is_not_suggested_again(ledger: Path) -> None:
    before = {(each.first, each.second) for each in suggest_links(ledger)}
    assert (B5, G2) in before
    confirm_link(ledger, G2, B5, note="cùng tử số, mẫu số", **SAID)
    assert families(known_links(ledger)) == (frozenset({B5, G2}),)
    assert before - {(each.first, each.second) for each in suggest_links(ledger)} == {(B5, G2)}
    assert events(ledger)[0] == ("confirm_link", "Nguyễn Văn A", f"{B5} {G2}", "cùng tử số, mẫu số")


def test_a_family_grows_over_all_four_plans_by_three_links(ledger: Path) -> None:
    for other in (L12, Q5, G2):
        confirm_link(ledger, B5, other, **SAID)
    assert families(known_links(ledger)) == (frozenset({B5, L12, Q5, G2}),)
    assert not {B5, L12, Q5, G2} & {code for each in suggest_links(ledger) for code in (each.first, each.second)}


def test_a_rejected_suggestion_is_not_suggested_again_until_it_is_taken_back(ledger: Path) -> None:
    reject_link(ledger, B5, G2, note="mẫu số khác", **SAID)
    assert (B5, G2) not in {(each.first, each.second) for each in suggest_links(ledger)}
    assert [link.verdict for link in known_links(ledger)] == [Verdict.DIFFERENT]
    assert events(ledger)[0][0] == "reject_link"
    remove_link(ledger, G2, B5, reason="nhầm", at=JUNE, by="Trần B")
    assert (B5, G2) in {(each.first, each.second) for each in suggest_links(ledger)}
    assert events(ledger)[0] == ("remove_link", "Trần B", f"{B5} {G2}", "different: nhầm")


def test_a_link_that_is_taken_back_divides_its_family(ledger: Path) -> None:
    for one, other in ((B5, L12), (L12, Q5), (Q5, G2)):
        confirm_link(ledger, one, other, **SAID)
    remove_link(ledger, L12, Q5, reason="khác mẫu số", at=JUNE, by="Trần B")
    assert families(known_links(ledger)) == (frozenset({B5, L12}), frozenset({Q5, G2}))


def test_what_was_linked_on_a_day_is_known_of_that_day(ledger: Path) -> None:
    confirm_link(ledger, B5, G2, **SAID)
    remove_link(ledger, B5, G2, reason="nhầm", at=JUNE, by="Trần B")
    assert [len(known_links(ledger, day)) for day in (date(2026, 5, 19), date(2026, 5, 20), date(2026, 6, 19))] == [
        0,
        1,
        1,
    ]
    assert known_links(ledger, date(2026, 6, 20)) == known_links(ledger) == ()


def test_a_link_bumps_the_revision_and_judges_nothing(ledger: Path) -> None:
    with reading(ledger) as connection:
        kept = kept_rows(connection)
    before = revision(ledger)
    confirm_link(ledger, B5, G2, **SAID)
    assert revision(ledger) == before + 1
    with reading(ledger) as connection:
        assert kept_rows(connection) == kept


Act = Callable[[Path], None]
REFUSED = [
    pytest.param(lambda db: confirm_link(db, B5, B6, **SAID), "link-plan-twice", id="of one plan"),
    pytest.param(lambda db: confirm_link(db, L12, Q5, **SAID), "link-exists", id="linked by way of another"),
    pytest.param(lambda db: confirm_link(db, B6, Q5, **SAID), "link-plan-twice", id="a plan twice in the family"),
    pytest.param(lambda db: confirm_link(db, B6, G3, **SAID), "link-told-apart", id="told apart"),
    pytest.param(lambda db: confirm_link(db, G9, "QUANGTRI-VP-2026-06", **SAID), "link-kinds-differ", id="a count"),
    pytest.param(lambda db: confirm_link(db, "X-1", G2, **SAID), "indicator-unknown", id="an unknown indicator"),
    pytest.param(lambda db: confirm_link(db, B5, G2, at=MAY, by=" "), "decider-missing", id="said by nobody"),
    pytest.param(lambda db: reject_link(db, B5, Q5, **SAID), "link-in-family", id="rejected within a family"),
    pytest.param(lambda db: reject_link(db, B5, B5, **SAID), "link-in-family", id="not itself"),
    pytest.param(lambda db: reject_link(db, G3, B6, **SAID), "link-rejected-already", id="rejected twice"),
    pytest.param(lambda db: reject_link(db, B5, "X-1", **SAID), "indicator-unknown", id="not an unknown one"),
    pytest.param(lambda db: reject_link(db, B5, G2, at=MAY, by=""), "decider-missing", id="rejected by nobody"),
    pytest.param(lambda db: remove_link(db, B5, G2, reason="x", **SAID), "link-unknown", id="what nobody said"),
    pytest.param(lambda db: remove_link(db, B5, L12, reason=" ", **SAID), "reason-missing", id="without a reason"),
    pytest.param(lambda db: remove_link(db, B5, L12, reason="x", at=MAY, by=""), "decider-missing", id="by nobody"),
]


@pytest.mark.parametrize(("act", "code"), REFUSED)
def test_what_is_refused_changes_nothing(ledger: Path, act: Act, code: str) -> None:
    confirm_link(ledger, B5, L12, **SAID)
    confirm_link(ledger, B5, Q5, **SAID)
    reject_link(ledger, B6, G3, **SAID)
    before = revision(ledger), known_links(ledger), events(ledger)
    with pytest.raises(LedgerError) as fault:
        act(ledger)
    assert fault.value.code == code
    assert isinstance(fault.value, NotFound if code.endswith("unknown") else Refused)
    assert (revision(ledger), known_links(ledger), events(ledger)) == before


def test_a_link_outlives_a_document_that_is_loaded_again(ledger: Path) -> None:
    confirm_link(ledger, B5, Q5, **SAID)
    file = "quang-tri-van-phong-2026.txt"
    headings = dict(read_manifest((CATALOGS / "manifest.toml").read_text(encoding="utf-8")))
    text = (CATALOGS / file).read_text(encoding="utf-8").replace("≥ 80\t96,99\t98\t100", "≥ 80\t96,99\t99\t100")
    load_document(ledger, text.encode(), file, headings[file], at=JUNE, by="thư ký")
    assert families(known_links(ledger)) == (frozenset({B5, Q5}),)


def test_suggestions_are_made_of_what_the_plans_hold_now(ledger: Path) -> None:
    with writing(ledger) as connection:
        connection.execute("UPDATE indicator SET retired_at = 'x' WHERE code = ?", (G2,))
    assert not {G2} & {code for each in link_indicators.suggest_links(ledger) for code in (each.first, each.second)}
