"""Where «Tải Excel» stands, and what its file is called."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app_screens import open_page
from tests.ledger_samples import GIA_LAI, HEALTH
from tests.screen_samples import mark_as_demo

QUERY = {"kh": GIA_LAI, "ky": "2026-05", "ct": f"{GIA_LAI}-02", "dv": HEALTH}


def offered(app: AppTest) -> list[str]:
    return [element.proto.label for element in app.get("download_button")]


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("address", "count"),
    [("tong-quan", 1), ("chi-tieu", 2), ("don-vi", 3), ("ma-tran", 1), ("nhiem-vu", 1), ("danh-muc", 1)],
)
def test_every_list_can_be_taken_along_as_a_workbook(address: str, count: int) -> None:
    app = open_page(address, **QUERY)
    assert not app.exception
    assert offered(app).count("Tải Excel") == count


@pytest.mark.usefixtures("reported")
def test_the_gauge_can_be_saved_as_a_drawing_and_so_can_the_trend() -> None:
    app = open_page("chi-tieu", **QUERY)
    assert "Tải ảnh (SVG)" in offered(app)
    assert "xu-huong_gialai-2026-02_2026-05" in app.get("plotly_chart")[0].proto.config


def test_a_picture_of_made_up_figures_says_so_in_its_name(own: Path) -> None:
    mark_as_demo(own)
    assert "thu-xu-huong_" in open_page("chi-tieu", **QUERY).get("plotly_chart")[0].proto.config
