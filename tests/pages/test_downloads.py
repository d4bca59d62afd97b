"""Where «Tải Excel» stands, and what its file is called."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app_screens import open_page
from tests.ledger_samples import GIA_LAI, HEALTH
from tests.screen_samples import mark_as_demo

QUERY = {"kh": GIA_LAI, "ky": "2026-05", "ct": f"{GIA_LAI}-02", "dv": HEALTH}


def offered(app: AppTest) -> list[str]:
    return [element.proto.label for element in app.get("download_button")]


def pictures(app: AppTest) -> dict[str, dict[str, str]]:
    """What can be saved as a picture, by the name of its file."""
    found = (json.loads(one.proto.json) for one in app.get("bidi_component"))
    return {each["name"]: each for each in found if "svg" in each}


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("address", "count"),
    [("tong-quan", 1), ("chi-tieu", 3), ("don-vi", 2), ("ma-tran", 1), ("nhiem-vu", 1), ("danh-muc", 1)],
)
def test_every_list_can_be_taken_along_as_a_workbook(address: str, count: int) -> None:
    app = open_page(address, **QUERY)
    assert not app.exception
    assert offered(app).count("Tải Excel") == count


@pytest.mark.usefixtures("reported")
def test_the_gauge_can_be_saved_as_a_drawing_and_so_can_the_trend() -> None:
    app = open_page("chi-tieu", **QUERY)
    for name, drawing in (("xu-huong", "sct-trend-drawing"), ("dong-ho", "sct-gauge")):
        picture = pictures(app)[f"{name}_gialai-2026-02_2026-05"]
        assert picture["svg"].startswith("<svg ") and drawing in picture["svg"]
        assert re.findall(r"<button[^>]*>(\w+)</button>", picture["html"]) == ["PNG", "SVG"]


def test_a_picture_of_made_up_figures_says_so_in_its_name(own: Path) -> None:
    mark_as_demo(own)
    names = list(pictures(open_page("chi-tieu", **QUERY)))
    assert names and all(name.startswith("DU-LIEU-THU_") or "thu-" in name for name in names)
