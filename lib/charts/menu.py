"""The row above every page: the pages by group, and the switch between light and dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.charts.markup import Markup, element, svg
from lib.wording import menu as words


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the menu: the page's name, its address, its title, the parameters of the address that go along."""

    page: str
    address: str
    title: str
    carried: tuple[str, ...]


def menu_bar(groups: Mapping[str, Sequence[Way]], current: str | None, title: str) -> Markup:
    """The pages; those of the group without a name stand in the row itself, the others behind a button.

    The key of a link is its page. On a phone all of them stand behind one button that bears this page's `title`.
    """
    items = [
        item
        for title, ways in groups.items()
        for item in ([_group(title, ways, current)] if title else [_item(way, current) for way in ways])
    ]
    opener = element(
        "button",
        _bars(),
        element("span", title),
        type="button",
        class_="sct-menu-open",
        aria_expanded="false",
        aria_label=f"{title}: {words.OPEN}",
    )
    pages = element("nav", opener, element("ul", *items), class_="sct-menu-pages", aria_label=words.PAGES)
    switch = element(
        "button", words.DARK, type="button", class_="sct-menu-theme", data_dark=words.DARK, data_light=words.LIGHT
    )
    return element("div", element("b", words.APP, class_="sct-menu-name"), pages, switch, class_="sct-menu")


def _group(title: str, ways: Sequence[Way], current: str | None) -> Markup:
    holds = " sct-here" if any(way.page == current for way in ways) else ""
    button = element("button", element("span", title), _arrow(), type="button", aria_expanded="false")
    return element("li", button, element("ul", *(_item(way, current) for way in ways)), class_=f"sct-menu-group{holds}")


def _item(way: Way, current: str | None) -> Markup:
    link = element(
        "a",
        way.title,
        href=way.address,
        data_key=way.page,
        data_address=way.address,
        data_carry=" ".join(way.carried),
        aria_current="page" if way.page == current else None,
    )
    return element("li", link)


def _bars() -> Markup:
    lines = element("path", d="M2 4H14M2 8H14M2 12H14", stroke="currentColor", stroke_width=2, stroke_linecap="round")
    return svg(16, 16, lines, width="16", height="16")


def _arrow() -> Markup:
    line = element("path", d="M2 4 6 8 10 4", fill="none", stroke="currentColor", stroke_width=1.6)
    return svg(12, 12, line, width="12", height="12")
