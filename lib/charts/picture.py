"""The two buttons with which a drawing is taken along."""

from __future__ import annotations

from lib.charts.markup import Markup, element

_KINDS = (("png", "PNG", "Tải ảnh PNG, để chèn vào trình chiếu"), ("svg", "SVG", "Tải ảnh SVG, nét ở mọi cỡ"))


def picture_buttons() -> Markup:
    """«Tải ảnh» with a button for each kind of file."""
    buttons = (
        element("button", word, type="button", data_kind=kind, aria_label=said, title=said, class_="sct-picture-kind")
        for kind, word, said in _KINDS
    )
    return element("span", element("span", "Tải ảnh"), *buttons, class_="sct-picture sct-no-print")
