"""Agencies on one indicator: the distance of each to the target, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.charts.bullet import Links, row_link
from lib.charts.chips import small_badge
from lib.charts.markup import Markup, element, joined
from lib.charts.scale import position
from lib.charts.shapes import icon
from lib.domain.standing import Standing, Status
from lib.wording.indicator import counts_text
from lib.wording.labels import item_word, look
from lib.wording.numbers import MISSING, with_unit
from lib.wording.ranking import goal_of
from lib.wording.sentences import (
    heaviest,
    need_sentence,
    need_verb,
    need_words,
    proof,
    signed_gap,
    target_text,
    value_text,
)

_NONE = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies that are peers, under the word for them (None: they are all there are)."""

    title: str | None
    lines: Sequence[Standing]


def gap_rows(
    standings: Sequence[Standing],
    links: Links | None = None,
    by: str = "points",
    item: str | None = None,
    most: int | None = None,
) -> Markup:
    """The ranked list with one line for the target through all rows. The key of a row is its agency's code.

    by: `points` ranks by the gap in the indicator's unit, `need` by missing items. `item` says what one item is.
    most: draw only so many rows, the worst; range and sentence are still of all.
    """
    return gap_groups([Group(None, standings)], links, by, item, most)


def gap_groups(
    groups: Sequence[Group],
    links: Links | None = None,
    by: str = "points",
    item: str | None = None,
    most: int | None = None,
) -> Markup:
    """Peers ranked apart, all on one range; options as of `gap_rows`, `most` for each group."""
    standings = [line for group in groups for line in group.lines]
    if not standings:
        return element("p", "Chưa có đơn vị nào được giao chỉ tiêu này.", class_="sct-empty")
    word, ends = item or item_word(standings[0].indicator_name), _range(standings)
    parts = [part for group in groups for part in _group(group, links or {}, by, word, most, ends)]
    return element("div", _header(standings, ends, by), *parts, class_="sct-gaps", role="list")


def _group(
    group: Group, links: Links, by: str, word: str, most: int | None, ends: tuple[Decimal, Decimal]
) -> Iterator[Markup]:
    """A group's title, the sentence on the few that weigh most, and its rows."""
    heavy = {line.agency_code for line in heaviest(group.lines)}
    title = element("b", f"{group.title}: {len(group.lines)} đơn vị") if group.title else None
    note = need_sentence(group.lines, word)
    if title or note:
        yield element("p", title, element("span", note) if note else None, class_="sct-gaps-note")
    for line in ranked(group.lines, by)[:most]:
        yield _row(line, links.get(line.agency_code or ""), ends, word, line.agency_code in heavy)


def ranked(standings: Sequence[Standing], by: str = "points") -> list[Standing]:
    """Agencies with the largest gap (or need) first; met ones after, those without a figure last."""

    def order(line: Standing) -> tuple[bool, bool, Decimal]:
        without = line.status is Status.NO_DATA or line.value is None
        size = Decimal(line.need or 0) if by == "need" else line.gap if line.gap is not None else _NONE
        return without, line.status is Status.MET, -size

    return sorted(standings, key=order)


def _range(standings: Sequence[Standing]) -> tuple[Decimal, Decimal]:
    """Both ends of the shared line: room on both sides of the values and targets, a share within 0–100."""
    goals = [goal for line in standings if (goal := goal_of(line)) is not None]
    values = [line.value for line in standings if line.value is not None and line.status is not Status.NO_DATA]
    marks = goals + values or [Decimal(0), Decimal(100)]
    span = max(marks) - min(marks) or Decimal(10)
    return min(marks) - span * Decimal("0.15"), max(marks) + span * Decimal("0.08")


def _header(standings: Sequence[Standing], ends: tuple[Decimal, Decimal], by: str) -> Markup:
    goals = {goal_of(line) for line in standings} - {None}
    goal = _goal_label(standings[0], ends) if len(goals) == 1 else element("span", "vạch đậm: kế hoạch của từng đơn vị")
    order = "xếp theo số còn thiếu" if by == "need" else "xếp từ xa nhất"
    return element(
        "div",
        element("span", f"Đơn vị ({order})"),
        element("span", goal, class_="sct-gap-goal"),
        *(element("span", word, class_="sct-num") for word in ("Kết quả", "Chênh", "Còn thiếu")),
        class_="sct-gaprow sct-head",
        aria_hidden="true",
    )


def _goal_label(line: Standing, ends: tuple[Decimal, Decimal]) -> Markup | None:
    goal = goal_of(line)
    if goal is None or line.target is None:
        return None
    place = position(goal, *ends)
    words = joined(f"kế hoạch {line.target.year}: ", element("b", target_text(line)))
    return element("span", words, style=f"left:{place:g}%", class_="sct-before" if place > 50 else None)


def _row(line: Standing, href: str | None, ends: tuple[Decimal, Decimal], item: str, heavy: bool) -> Markup:
    shown = look(line)
    name = line.agency_name or "Toàn kế hoạch"
    gap, counts = signed_gap(line), counts_text(line)
    cells = (
        element("span", name, small_badge(line), class_="sct-gap-name"),
        element("span", *_line(line, ends), class_="sct-gap-line"),
        element(
            "span",
            element("b", value_text(line)),
            element("small", counts) if counts else None,
            class_="sct-num sct-value",
        ),
        element("span", shown.word if gap == MISSING else gap, class_=f"sct-num sct-diff sct-text-{shown.role}"),
        _need_cell(line, item),
    )
    weight = " sct-heavy" if heavy else ""
    label = proof(line)
    if need := need_words(line, item):
        label = f"{label[:-1]}; {need}."
    return element(
        "div",
        row_link(line.agency_code or "", href, label, *cells, class_=f"sct-gaprow sct-row{weight}"),
        role="listitem",
    )


def _need_cell(line: Standing, item: str) -> Markup:
    words, verb = need_words(line, item) or "", need_verb(line)
    lead = element("span", verb, class_="sct-phone") if words else None
    return element("span", lead, words.removeprefix(verb), class_="sct-gap-need")


def _line(line: Standing, ends: tuple[Decimal, Decimal]) -> tuple[Markup | None, ...]:
    goal = goal_of(line)
    target = None if goal is None else element("i", class_="sct-gap-target", style=f"left:{position(goal, *ends):g}%")
    if line.value is None or line.status is Status.NO_DATA:
        return element("i", class_="sct-gap-none"), target
    shown, at = look(line), position(line.value, *ends)
    mark = element(
        "i", icon(shown, 18), class_="sct-gap-mark", style=f"left:{at:g}%", title=with_unit(value_text(line), line.unit)
    )
    if goal is None:
        return (mark,)
    left, right = sorted((at, position(goal, *ends)))
    band = element("i", class_=f"sct-gap-band sct-gap-{shown.role}", style=f"left:{left:g}%;width:{right - left:.2f}%")
    return band, target, mark
