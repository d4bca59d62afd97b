"""The findings of one return as rows: how much each weighs, its cell, its indicator, what is wrong and the mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.domain.issue import Issue, Severity
from lib.wording import messages
from lib.wording.labels import SEVERITIES, Look, short_name
from lib.wording.numbers import MISSING

_LOOKS = {Severity.BLOCKING: ("square", "bad"), Severity.WARNING: ("triangle", "warn"), Severity.NOTE: ("ring", "none")}
_ORDER = list(Severity)


def fault_rows(issues: Sequence[Issue], names: Mapping[str, str], answers: Mapping[Issue, str] | None = None) -> Markup:
    """The table, the worst first; on a phone each finding is a block. `names` gives indicators by code.

    `answers` gives the reason with which a warning was accepted.
    """
    heads = (element("th", text, scope="col") for text in ("Mức", "Ô", "Chỉ tiêu", "Nội dung và cách sửa"))
    ordered = sorted(issues, key=lambda issue: _ORDER.index(issue.severity))
    body = (_row(issue, names, (answers or {}).get(issue)) for issue in ordered)
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *body))
    return element(
        "div", table, class_="sct-batch sct-faults", tabindex="0", role="region", aria_label="Lỗi và cảnh báo của tệp"
    )


def _row(issue: Issue, names: Mapping[str, str], answer: str | None) -> Markup:
    said = messages.message(issue)
    name = names.get(issue.subject or "")
    place = f"Ô {issue.cell}" if issue.cell else issue.sheet or MISSING
    given = element("span", element("b", "Giải trình: "), answer, class_="sct-fault-answer") if answer else None
    return element(
        "tr",
        element("td", look_chip(Look(SEVERITIES[issue.severity], *_LOOKS[issue.severity]))),
        element("td", element("b", place), class_="sct-fault-cell", title=issue.sheet),
        element("td", short_name(name, 70) if name else issue.subject or MISSING, class_="sct-fault-subject"),
        element("td", said.sentence, element("span", said.mend, class_="sct-fault-mend") if said.mend else None, given),
    )
