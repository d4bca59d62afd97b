"""Elements of HTML and SVG: every text is escaped on its way in, so that what comes out can be trusted."""

from __future__ import annotations

from html import escape

Attribute = str | float | None


class Markup(str):
    """HTML or SVG built by this package, on one line, its texts escaped. Plain strings are not."""

    __slots__ = ()


def text(value: str) -> Markup:
    """A text, escaped, on one line."""
    return Markup(escape(" ".join(value.split("\n")), quote=True))


def joined(*parts: str | None) -> Markup:
    """Parts one after the other; what is not Markup yet is escaped, what is None is left out."""
    return Markup("".join(part if isinstance(part, Markup) else text(part) for part in parts if part is not None))


def element(name: str, *children: str | None, **attributes: Attribute) -> Markup:
    """One element. `class_` gives `class`, `stroke_width` gives `stroke-width`; None is left out.

    Numbers are written short («12.5»), so that drawings stay small.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{joined(*children)}</{name}>")


def svg(
    across: float,
    down: float,
    /,
    *children: str | None,
    label: str | None = None,
    **attributes: Attribute,
) -> Markup:
    """A drawing that also stands alone outside a page; with `label` an image that says what it proves."""
    role: dict[str, str] = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return element(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_attribute(across)} {_attribute(down)}",
        **role,
        **attributes,
    )


def _attribute(value: str | float) -> str:
    if isinstance(value, str):
        return text(value)
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
