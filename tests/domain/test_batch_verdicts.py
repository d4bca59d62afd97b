import pytest

from lib.domain.batch import Candidate, Verdict, verdicts

A, B, C = "a" * 64, "b" * 64, "c" * 64
HEALTH, HOME = ("GIALAI-2026", "so-y-te", "2026-05"), ("GIALAI-2026", "so-noi-vu", "2026-05")


def file(sha256: str = A, about: object = HEALTH, **changes: bool) -> Candidate:
    facts = {"is_blocked": False, "asks_reason": False, "is_in_force": False} | changes
    return Candidate(sha256, about, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([file()], [Verdict.READY], id="a good one"),
        pytest.param([file(asks_reason=True)], [Verdict.ASKS_REASON], id="warnings to answer"),
        pytest.param([file(is_blocked=True, asks_reason=True)], [Verdict.FAULTY], id="faults outweigh warnings"),
        pytest.param([file(about=None, is_blocked=True)], [Verdict.FAULTY], id="not a form"),
        pytest.param([file(is_in_force=True)], [Verdict.DUPLICATE], id="in force already"),
        pytest.param([file(), file()], [Verdict.READY, Verdict.REPEATED], id="the same bytes twice"),
        pytest.param([file(A), file(B)], [Verdict.CLASHING] * 2, id="two files for one agency and period"),
        pytest.param([file(A), file(B, HOME)], [Verdict.READY] * 2, id="two agencies"),
        pytest.param(
            [file(A, is_in_force=True), file(B)],
            [Verdict.DUPLICATE, Verdict.CLASHING],
            id="another file beside the one in force is not taken unasked",
        ),
        pytest.param(
            [file(A, is_blocked=True), file(B)], [Verdict.FAULTY, Verdict.READY], id="a faulty rival does not count"
        ),
        pytest.param(
            [file(A), file(B), file(A), file(C, HOME)],
            [Verdict.CLASHING, Verdict.CLASHING, Verdict.REPEATED, Verdict.READY],
            id="all at once",
        ),
    ],
)
def test_each_file_of_a_batch_has_one_verdict(files: list[Candidate], expected: list[Verdict]) -> None:
    assert list(verdicts(files)) == expected
