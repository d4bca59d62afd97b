import re
import tomllib
from pathlib import Path

import pytest

from lib.charts.markup import element
from lib.charts.palette import DARK, LIGHT
from lib.ui.markup import show
from lib.ui.theme import CSS, GRID, PRESENTING, variables

ROOT = Path(__file__).parents[2]
SHEETS = sorted((ROOT / "lib/ui/styles").glob("*.css"))
CHARTS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "lib" / "charts").glob("*.py"))


def test_the_sheet_is_one_line_with_matching_braces() -> None:
    for sheet in (CSS, PRESENTING):
        assert "\n" not in sheet
        assert "/*" not in sheet
        assert sheet.count("{") == sheet.count("}")


def test_the_sheet_of_the_matrix_is_never_taken_for_the_path_of_a_file() -> None:
    assert "\n" in GRID.strip()
    assert "/*" not in GRID and GRID.count("{") == GRID.count("}")


def test_every_variable_that_is_used_is_defined() -> None:
    used = set(re.findall(r"var\((--sct-[\w-]+)", CSS + GRID))
    defined = set(re.findall(r"(--sct-[\w-]+):", CSS + GRID)) | {"--sct-columns"}  # given by the matrix itself
    assert used <= defined


def test_both_themes_have_the_same_variables() -> None:
    assert variables(LIGHT).keys() == variables(DARK).keys()


def test_dark_follows_streamlit_never_the_system_alone() -> None:
    assert "light-dark(" in CSS
    assert "prefers-color-scheme" not in CSS


@pytest.mark.parametrize("name", sorted(set(re.findall(r'class_="(sct-[\w-]+)"', CHARTS))))
def test_every_plain_class_of_the_charts_is_dressed_or_only_named(name: str) -> None:
    named_only = {"sct-mark", "sct-number", "sct-bullets", "sct-keys", "sct-state", "sct-sub-state"}
    assert f".{name}" in CSS + GRID + PRESENTING or name in named_only


def test_what_is_touched_is_at_least_forty_pixels_high() -> None:
    for name in ("sct-bullet", "sct-gaprow", "sct-cell", "sct-card-more"):
        heights = re.findall(rf"\.{name}\{{[^}}]*min-height:\s*(\d+)px", CSS)
        assert heights and int(heights[0]) >= 40, name


def test_there_are_rules_for_phones_and_paper() -> None:
    assert "@media (max-width:700px)" in CSS
    assert "@media print" in CSS
    assert "print-color-adjust" in CSS


def test_the_door_takes_nothing_but_markup() -> None:
    with pytest.raises(TypeError, match="markup built by"):
        show("<b>plain</b>", key="x")  # type: ignore[arg-type]


def test_the_theme_of_streamlit_uses_the_same_colours() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["backgroundColor"] == LIGHT.page
    assert theme["textColor"] == LIGHT.ink
    assert theme["primaryColor"] == LIGHT.brand
    assert theme["redTextColor"] == LIGHT.tones["bad"].text
    assert theme["greenTextColor"] == LIGHT.tones["ok"].text
    assert element("i", "x") == "<i>x</i>"


def test_every_place_that_a_sheet_dresses_is_one_that_some_page_gives() -> None:
    code = "".join(path.read_text(encoding="utf-8") for top in ("lib", "pages") for path in (ROOT / top).rglob("*.py"))
    dressed = {key for sheet in SHEETS for key in re.findall(r"st-key-([\w-]+)", sheet.read_text(encoding="utf-8"))}
    dressed -= {"xem-"}  # named by the parameter of its choice
    assert len(dressed) > 20
    unknown = [key for key in dressed if f'"{key}' not in code and f'"{key.partition("-")[0]}-{{' not in code]
    assert [key for key in unknown if not (key.startswith("card-") and f'card("{key[5:]}"' in code)] == []


def test_the_menu_needs_no_force_against_streamlits_own_sheet() -> None:
    assert "!important" not in (ROOT / "lib/ui/styles/menu.css").read_text(encoding="utf-8")
