"""Opening a page of the app as a test, and reading what stands on it."""

from __future__ import annotations

import html
import json
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import lxml.html
import pandas as pd
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.screen_samples import PAGES

ROOT = Path(__file__).parents[1]
_TAG = re.compile(r"<[^>]+>")


def new_session() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)


def open_page(address: str, **query: str) -> AppTest:
    """A page as the first thing that a session opens, by its address.

    Before its first run AppTest knows pages by file name only, so it is told the page's own mark, made of the address.
    """
    app = new_session()
    app._page_hash = calc_hash(address)
    app.query_params.update(query)
    return app.run()


def go_from_home(address: str, **query: str) -> AppTest:
    """A page opened after the overview, in one session, with only these parameters, as a link in the app does it."""
    app = new_session().run()
    app.switch_page(PAGES[address])
    app.query_params.clear()
    app.query_params.update(query)
    return app.run()


def click(app: AppTest, drawing: str, mark: str) -> AppTest:
    """Choose a mark of one of our own drawings, and let the page answer.

    The click is sent as the browser sends it: AppTest itself knows nothing of components, and a value put into
    the session would be heard at every run, not once.
    """
    assert mark in marks(app, drawing), f"{mark} is not on {drawing}: {marks(app, drawing)}"
    states = app._tree.get_widget_states()
    event = states.widgets.add()
    event.id = _make_trigger_id(_mounted(app, drawing).id, "events")
    event.json_trigger_value = json.dumps([{"event": "chosen", "value": mark}])
    return app._run(states)


def drawn(app: AppTest, key: str) -> str:
    """The markup of one of our own clickable drawings; empty when the page does not have it."""
    mounted = _mounted(app, key)
    return str(json.loads(mounted.json)["html"]) if mounted else ""


def _mounted(app: AppTest, key: str) -> Any:
    return next((one.proto for one in app.get("bidi_component") if one.proto.id.endswith(f"-{key}")), None)


def marks(app: AppTest, key: str) -> list[str]:
    """What can be chosen on a drawing, in its order; the cells of a matrix after its heads."""
    markup = drawn(app, key)
    return [html.unescape(mark) for mark in re.findall(r'data-key="([^"]*)"', markup)] + list(cells(markup))


def cells(markup: str) -> dict[str, str]:
    """The owed cells of a matrix, each by the key that the page's script makes of its row and column, with its text."""
    table = re.search(r'class="sct-grid[^>]*>(<table.*?</table>)', markup)
    if table is None:
        return {}
    unowed = re.search(r'data-look="(k\d+)" data-cell="sct-unowed"', markup)
    columns = re.findall(r'<th scope="col"><div data-key="([^"]*)"', table[1])
    found = {}
    for row in re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", table[1]):
        agency = re.search(r'data-key="([^"]*)\|"', row)[1]
        drawn_cells = re.findall(r'<td class="([^"]*)">(.*?)</td>', row)
        for column, (name, inner) in zip(columns, drawn_cells, strict=True):
            if unowed is None or name != unowed[1]:
                found[agency + column] = inner
    return found


def read(app: AppTest) -> str:
    """Every word on the page, in reading order by kind, drawings and tables too."""
    kinds = (app.title, app.header, app.subheader, app.caption, app.markdown, app.error, app.button, app.tabs)
    parts = [str(getattr(element, "value", None) or element.label) for kind in kinds for element in kind]
    parts += [element.value for element in app.html if element.value.startswith("<div")]
    parts += [
        json.loads(one.proto.json)["html"] for one in app.get("bidi_component") if not one.proto.id.endswith("-menu")
    ]
    parts += [element.value.to_string() for element in app.dataframe]
    parts += [element.proto.label for element in app.get("download_button")]
    return plain(" ".join(parts))


def paper(app: AppTest) -> str:
    """What is printed above every sheet of the page."""
    written = next(found[1] for part in app.html if (found := re.search(r"@top-left\{content:'(.*?)'", part.value)))
    return re.sub(r"\\([0-9a-f]+) ", lambda sign: chr(int(sign[1], 16)), written)


def plain(markup: str) -> str:
    """Markup as the eye reads it."""
    return re.sub(r"\s+", " ", html.unescape(_TAG.sub(" ", markup))).replace("\u00a0", " ")


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables drawn by the one recipe, as texts under their heads."""
    drawings = (json.loads(one.proto.json)["html"] for one in app.get("bidi_component"))
    roots = (lxml.html.fromstring(drawing) for drawing in drawings if 'class="sct-table"' in drawing)
    return [_frame(table) for root in roots for table in root.iter("table")]


def _frame(table: Any) -> pd.DataFrame:
    heads, *rows = ([" ".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr"))
    return pd.DataFrame(rows, columns=heads)


_PARTS = {"actual": "Kết quả", "required": "Lộ trình cần đạt", "horizon": "Định hướng", "target": "Kế hoạch năm"}


def figure(app: AppTest) -> dict[str, Any]:
    """The page's trend as its marks by name, each with the x and y that are written beside it."""
    drawing = next(str(one.value) for one in app.markdown if "sct-trend-wide" in str(one.value)).split("</svg>")[0]
    found: dict[str, Any] = {}
    for part, knots in re.findall(r'<[^>]*data-part="([^"]*)" data-knots="([^"]*)"', drawing):
        pairs = [knot.split(":") for knot in knots.split()]
        trace = {"x": [float(x) for x, _ in pairs], "y": [float(y) for _, y in pairs]}
        found[_PARTS.get(part, part)] = trace
    return found


def chosen(app: AppTest, drawing: str) -> str:
    """The key that a drawn list of choices stands on."""
    found = re.search(r'data-key="([^"]*)" selected=', drawn(app, drawing))
    return html.unescape(found[1]) if found else ""


def choose(app: AppTest, label: str) -> Any:
    """A select box by its label."""
    return next(box for box in app.selectbox if box.label == label)


def follow(app: AppTest, label: str) -> AppTest:
    """Take the link whose label begins so, with its parameters."""
    link = next(each.proto for each in app.get("page_link") if each.proto.label.startswith(label))
    app.switch_page(PAGES[link.page])
    app.query_params.clear()
    app.query_params.update({name: values[0] for name, values in parse_qs(link.query_string).items()})
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    """Push the button whose label begins so."""
    return next(button for button in app.button if button.label.startswith(label)).click().run()


def settled(app: AppTest) -> AppTest:
    """The page when no worker is at its job any more; each run draws what a second of watching would."""
    end = time.monotonic() + 30
    while app.get("progress") or "đang kiểm tra lại các tệp" in read(app):
        assert time.monotonic() < end, read(app)
        time.sleep(0.05)
        app = app.run()
    return app
