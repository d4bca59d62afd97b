import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.errors import LedgerError, UploadRefused
from lib.domain.issue import CATALOG_ISSUES, RETURN_ISSUES, Issue, Severity
from lib.wording import messages
from lib.wording.catalog_messages import CATALOG_MESSAGES
from lib.wording.fault_messages import FAULT_MESSAGES, TEXTS
from lib.wording.file_messages import FILE_MESSAGES
from lib.wording.return_messages import RETURN_MESSAGES

KNOWN = [pytest.param(code, severity, id=f"plan-{code}") for code, severity in CATALOG_ISSUES.items()] + [
    pytest.param(code, severity, id=f"return-{code}") for code, severity in RETURN_ISSUES.items()
]
TEMPLATES = [
    template
    for table in (CATALOG_MESSAGES, FILE_MESSAGES, RETURN_MESSAGES, FAULT_MESSAGES)
    for pair in table.values()
    for template in pair
] + list(TEXTS.values())


@pytest.mark.parametrize(("code", "severity"), KNOWN)
def test_every_code_has_a_sentence_and_a_mend(code: str, severity: Severity) -> None:
    found = messages.message(Issue(severity, code))
    assert code not in found.sentence
    assert found.sentence.endswith((".", "?"))
    assert not re.search(r"[{}\[\]]", found.sentence + found.mend)


def test_no_sentence_is_written_for_a_code_that_nobody_raises() -> None:
    assert set(CATALOG_MESSAGES) <= set(CATALOG_ISSUES)
    assert set(RETURN_MESSAGES) <= set(RETURN_ISSUES)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_has_matching_brackets_and_named_facts(template: str) -> None:
    assert template.count("[") == template.count("]")
    assert re.findall(r"\{[^{}]*\}", template) == re.findall(r"\{\w+\}", template)


def test_facts_are_written_as_readers_know_them() -> None:
    facts = (("previous", "52,9"), ("current", "80"), ("period", "2026-04"))
    said = messages.sentence(Issue(Severity.WARNING, "jump", facts=facts))
    assert said == "Thay đổi mạnh so với T4/2026: từ 52,9 thành 80."


def test_columns_are_named_by_their_heading() -> None:
    issue = Issue(Severity.WARNING, "causes-missing", facts=(("missing", "subjective_cause, remedy"),))
    assert messages.sentence(issue).endswith("nguyên nhân chủ quan, giải pháp khắc phục.")


def test_a_differing_title_is_told_apart_in_a_plan_and_in_a_form() -> None:
    in_plan = messages.sentence(Issue(Severity.WARNING, "title-differs"))
    in_return = messages.sentence(Issue(Severity.BLOCKING, "form-title-differs"))
    assert "phụ lục" in in_plan.lower()
    assert "biểu" in in_return.lower()


def test_an_unknown_code_is_told_with_its_facts() -> None:
    said = messages.sentence(Issue(Severity.NOTE, "new-code", facts=(("x", "1"),)))
    assert "new-code" in said
    assert "x: 1" in said


@given(st.sampled_from([*CATALOG_ISSUES, *RETURN_ISSUES]), st.dictionaries(st.text(max_size=9), st.text(max_size=300)))
@settings(max_examples=100, deadline=None)
def test_strange_facts_never_raise(code: str, facts: dict[str, str]) -> None:
    found = messages.message(Issue(Severity.WARNING, code, facts=tuple(facts.items())))
    assert found.sentence


def test_a_fact_that_looks_like_a_template_is_left_alone() -> None:
    issue = Issue(Severity.BLOCKING, "not-a-number", facts=(("typed", "{a} [b] \\1"),))
    assert messages.sentence(issue) == "«{a} [b] \\1» không phải là số."


@pytest.mark.parametrize(
    ("issue", "where"),
    [
        pytest.param(Issue(Severity.BLOCKING, "negative", "Biểu", "F9"), "trang Biểu, ô F9", id="cell"),
        pytest.param(Issue(Severity.NOTE, "row-joined", "Bảng 2", "dòng 12"), "Bảng 2, dòng 12", id="row"),
        pytest.param(Issue(Severity.BLOCKING, "file-empty"), "", id="nowhere"),
    ],
)
def test_a_place_is_named(issue: Issue, where: str) -> None:
    assert messages.place(issue) == where


@pytest.mark.parametrize("code", FAULT_MESSAGES)
def test_every_fault_is_told_with_and_without_facts(code: str) -> None:
    assert not re.search(r"[{}\[\]]", messages.fault(LedgerError(code)))


def test_a_refused_upload_is_told_like_any_fault() -> None:
    said = messages.fault(UploadRefused("file-too-large", limit="10 MB"))
    assert said.startswith("Tệp lớn quá mức cho phép (10 MB).")


def test_a_short_text_without_entry_is_its_own_key() -> None:
    assert messages.text("outcome-accepted") == "Đã nhận"
    assert messages.text("Xong {count}", count="3") == "Xong 3"
