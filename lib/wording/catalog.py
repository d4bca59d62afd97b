"""Texts of the catalog page."""

from __future__ import annotations

from collections.abc import Sequence

from lib.domain.catalog import Baseline, Level, Plan, Target
from lib.domain.catalog_changes import Difference
from lib.wording import labels, numbers

RENAMED = "Dòng đổi tên nhưng vẫn là chỉ tiêu cũ (giữ mã); bỏ trống là bỏ dòng cũ, thêm dòng mới"
_KINDS = {"added": "Thêm", "removed": "Bỏ", "changed": "Đổi", "renamed": "Đổi tên?"}


def heading(
    code: str, plan_number: str | None, issuer: str, year: int, level: Level, province: str | None, file: str
) -> Sequence[tuple[str, str]]:
    """What a plan is, as (label, text)."""
    return [
        ("Mã", code),
        ("Số văn bản", plan_number or "văn bản để trống"),
        ("Cơ quan ban hành", issuer),
        ("Năm", str(year)),
        ("Cấp", labels.LEVELS[level]),
        ("Tỉnh", province or "chưa rõ: tên nhóm cơ quan không triển khai thành đơn vị"),
        ("Tệp gốc", file),
    ]


def targets_text(targets: Sequence[Target]) -> str:
    """An indicator's targets as written, with year and level: «2026: ≥ 70», «2026 (xã): ≥ 35»."""
    words = {Level.PROVINCE: " (tỉnh)", Level.COMMUNE: " (xã)", Level.OFFICE: ""}
    return (
        "; ".join(f"{t.year}{words[t.level] if t.level else ''}: {numbers.as_written(t.raw)}" for t in targets) or "—"
    )


def baseline_text(baseline: Baseline | None) -> str:
    """The actual from which progress is measured, with its year."""
    return f"{baseline.date.year}: {baseline.raw}" if baseline else "—"


def issues_sentence(serious: int, every: int) -> str:
    """How many doubts the reading raised."""
    return (
        f"Khi đọc văn bản có {every} điểm cần xem, trong đó {serious} cảnh báo. "
        "Phần mềm giữ nguyên chữ trong văn bản và không tự sửa."
    )


def tab_names(plan: Plan) -> list[str]:
    """The tabs with their counts."""
    return [
        f"Chỉ tiêu ({len(plan.indicators)})",
        f"Nhiệm vụ ({len(plan.tasks)})",
        f"Điểm cần xem ({len(plan.issues)})",
    ]


def difference(row: Difference) -> tuple[str, str, str, str, str]:
    """A change as texts: kind, code, field, before, after."""
    return _KINDS.get(row.kind, row.kind), row.subject, row.field, row.before or "—", row.after or "—"


def read_sentence(n_indicators: int, n_tasks: int, n_issues: int) -> str:
    """What was read of a document, before it is taken."""
    return f"Đọc được {n_indicators} chỉ tiêu, {n_tasks} nhiệm vụ; {n_issues} điểm cần xem. Chưa ghi vào sổ."
