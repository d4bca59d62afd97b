import colorsys
import re
from itertools import combinations

import pytest

from lib.charts.palette import DARK, LIGHT, ROLES, Palette

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize("role", ROLES)
def test_a_status_text_is_readable_on_every_ground_it_stands_on(palette: Palette, role: str) -> None:
    tone = palette.tones[role]
    for ground in (tone.tint, palette.card, palette.hover, palette.page):
        assert contrast(tone.text, ground) >= 4.5, (role, ground)


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize("name", ["ink", "ink2", "muted", "brand"])
def test_a_neutral_text_is_readable_on_every_ground(palette: Palette, name: str) -> None:
    for ground in (palette.card, palette.page, palette.hover, palette.band):
        assert contrast(getattr(palette, name), ground) >= 4.5, (name, ground)


@pytest.mark.parametrize("palette", THEMES)
def test_a_notice_of_any_kind_is_readable(palette: Palette) -> None:
    for role in ("ok", "bad"):
        assert contrast(palette.ink, palette.tones[role].tint) >= 4.5


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize("role", ROLES)
def test_a_mark_stands_out_from_card_and_track(palette: Palette, role: str) -> None:
    least = 2.9 if role == "none" else 3.0
    assert contrast(palette.tones[role].fill, palette.card) >= least


@pytest.mark.parametrize("palette", THEMES)
def test_the_target_mark_is_seen_over_every_bar(palette: Palette) -> None:
    for role in ROLES:
        assert contrast(palette.ink, palette.card) > contrast(palette.tones[role].fill, palette.card)


def test_the_dark_theme_keeps_every_hue() -> None:
    def hue(colour: str) -> float:
        return colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))[0]

    for role in ROLES:
        apart = abs(hue(LIGHT.tones[role].fill) - hue(DARK.tones[role].fill))
        assert min(apart, 1 - apart) < 0.06, role
        assert luminance(DARK.tones[role].text) > luminance(LIGHT.tones[role].text)


def test_colours_are_written_in_full() -> None:
    for palette in (LIGHT, DARK):
        for tone in palette.tones.values():
            assert all(re.fullmatch(r"#[0-9A-F]{6}", each) for each in (tone.fill, tone.text, tone.tint, tone.gap))


def test_good_risky_and_bad_differ_by_more_than_lightness() -> None:
    fills = [LIGHT.tones[role].fill for role in ("ok", "warn", "bad", "early")]
    assert all(one != other for one, other in combinations(fills, 2))
