"""What is looked at, read from the address and written back to it; the only user of session state.

Address parameters: `kh` plan, `ky` period, `ct` indicator, `dv` agency, `nhom` group of the overview
or state of tasks, `xem` way of showing (of tasks: the month), `tc` presentation (`man` its screen,
`chay` turning by itself), `ngay` the day at whose end the
figures were known, `duyet` accepted returns alone, `lan` a submission, `luot` a job of many files, `tim` a search
within a page, `trang` the page of a long list (`trang-thieu` of lines that lack their words). An indicator's
agencies: `xep` what ranks them, `khoi` their block, `chon` the few that weigh most, `het` all of them, `neu`
all causes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from lib.domain.period import Period

PAGES = {
    "overview": "pages/browse/overview.py",
    "indicator": "pages/browse/indicator.py",
    "agency": "pages/browse/agency.py",
    "matrix": "pages/browse/matrix.py",
    "tasks": "pages/browse/tasks.py",
    "submit": "pages/returns/submit.py",
    "review": "pages/returns/review.py",
    "submission": "pages/returns/submission.py",
    "timeliness": "pages/returns/timeliness.py",
    "catalog": "pages/manage/catalog.py",
    "links": "pages/manage/links.py",
}
ADDRESSES = {
    "overview": "tong-quan",
    "indicator": "chi-tieu",
    "agency": "don-vi",
    "matrix": "ma-tran",
    "tasks": "nhiem-vu",
    "submit": "nop-bao-cao",
    "review": "duyet",
    "submission": "lan-nop",
    "timeliness": "tien-do-nop",
    "catalog": "danh-muc",
    "links": "lien-ket",
}


LOOKING_BACK = frozenset(("overview", "indicator", "agency", "matrix", "tasks"))  # the pages that know the past
CARRIED = ("kh", "ky", "ngay", "duyet")
"""What of the address goes along from page to page."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the address asks for, not yet held against the ledger."""

    plan: str | None
    period: Period | None
    indicator: str | None
    agency: str | None
    group: str | None
    view: str | None
    presenting: bool
    known_on: date | None = None
    accepted_only: bool = False
    submission: int | None = None
    job: int | None = None


def enter(page: str) -> None:
    """Note which page this run draws: not every page knows the past. Nothing is drawn yet to head its sheets."""
    keep_for_next_run("page", page)
    keep_for_next_run("paper", None)


def looks_back() -> bool:
    """Whether the page that is drawn can show a past day and accepted returns alone."""
    return kept("page") in (None, *LOOKING_BACK)


def asked_day() -> date | None:
    """The day of the address, whether or not this page can look back to it."""
    return _day(st.query_params.get("ngay"))


def selection() -> Selection:
    """Read the address; what cannot be read counts as not given, as does the past on a page that does not know it."""
    given = st.query_params.to_dict()  # in one: each look into them is counted by Streamlit
    knows = looks_back()
    return Selection(
        plan=given.get("kh"),
        period=_period(given.get("ky")),
        indicator=given.get("ct"),
        agency=given.get("dv"),
        group=given.get("nhom"),
        view=given.get("xem"),
        presenting=given.get("tc") == "1",
        known_on=_day(given.get("ngay")) if knows else None,
        accepted_only=knows and given.get("duyet") == "1",
        submission=_number(given.get("lan")),
        job=_number(given.get("luot")),
    )


def remember(**parameters: str | None) -> None:
    """Write what is shown into the address, so that its copy shows the same; `None` takes a parameter away.

    All at once: the browser makes a step of its history of each change.
    """
    now = dict(st.query_params)
    then = {name: value for name, value in (now | parameters).items() if value is not None}
    if then != now:
        st.query_params.from_dict(then)


def go(page: str, **parameters: str | None) -> None:
    """Open a page with its parameters; what is `None` is left out. Who looks at a past day keeps looking at it."""
    st.switch_page(PAGES[page], query_params=passed_on(**parameters))


def passed_on(**parameters: str | None) -> dict[str, str]:
    """The parameters of a way to a page, with the past day and the accepted alone: they last until they are let go."""
    given = {**{name: st.query_params.get(name) for name in ("ngay", "duyet")}, **parameters}
    return {name: value for name, value in given.items() if value is not None}


def is_dark() -> bool:
    """Whether the reader's browser shows the dark theme."""
    return bool(st.context.theme.type == "dark")


def screen() -> int:
    """The number of the wall screen that the address asks for; 1 when it asks for none."""
    return _number(st.query_params.get("man")) or 1


def runs_by_itself() -> bool:
    """Whether the wall screens turn by themselves."""
    return st.query_params.get("chay") == "1"


def asked(name: str) -> str:
    """The text of a parameter that only one page knows; empty when the address does not carry it."""
    return st.query_params.get(name, "")


def asked_page(parameter: str = "trang") -> int:
    """The page of a long list that the address asks for; 1 when it asks for none."""
    return _number(st.query_params.get(parameter)) or 1


def put_on_paper(**parts: str) -> None:
    """Note what this run draws, to be printed above its sheets: `plan` title, `period`, `scope` of the figures."""
    keep_for_next_run("paper", put_so_far() | parts)


def put_so_far() -> dict[str, str]:
    """What this run has drawn so far that stands above its sheets."""
    found = kept("paper")
    return dict(found) if isinstance(found, dict) else {}


def generation(name: str) -> int:
    """A counter in the session, part of a widget's key: raising it empties the widget."""
    return int(st.session_state.get(f"generation-{name}", 0))


def renew(name: str) -> None:
    """Raise a counter of the session."""
    st.session_state[f"generation-{name}"] = generation(name) + 1


def keep_for_next_run(name: str, value: object) -> None:
    """Keep a value of this session for the run after this one (a receipt, shown after its transaction)."""
    st.session_state[f"kept-{name}"] = value


def kept(name: str) -> object | None:
    """A value that an earlier run of this session kept."""
    found: object | None = st.session_state.get(f"kept-{name}")
    return found


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _period(text: str | None) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError:
        return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
