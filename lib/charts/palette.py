"""The colours: six roles of status and the neutrals, for the light and the dark theme.

Red, amber and green only ever mean status, and never alone: a shape and a word stand beside them.
Contrast of every text on its ground is at least 4.5:1 (tested).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one role: marks, text, ground of chips and cells, ground of gaps."""

    fill: str
    text: str
    tint: str
    gap: str


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours."""

    tones: Mapping[str, Tone]
    ink: str
    ink2: str
    muted: str
    grid: str
    line: str
    area: str
    page: str
    card: str
    hover: str
    brand: str
    path: str
    band: str


ROLES = ("ok", "track", "warn", "bad", "early", "none")

LIGHT = Palette(
    tones={
        "ok": Tone("#0F766E", "#0F766E", "#E3F3F0", "#BFE3DD"),
        "track": Tone("#0F766E", "#0F766E", "#FFFFFF", "#BFE3DD"),
        "warn": Tone("#C77700", "#8A5300", "#FDF1DC", "#F2D5A6"),
        "bad": Tone("#B42318", "#B42318", "#FBE7E5", "#F2C1BB"),
        "early": Tone("#0B4A8F", "#0B4A8F", "#EAF1F9", "#BBD0E8"),
        "none": Tone("#8A96A6", "#566274", "#EEF1F5", "#DCE2EA"),
    },
    ink="#16202E",
    ink2="#4A5565",
    muted="#667283",
    grid="#E6EAF0",
    line="#DCE2EA",
    area="#D3DAE4",
    page="#F5F7FA",
    card="#FFFFFF",
    hover="#F3F6FA",
    brand="#0B4A8F",
    path="#9FB2CB",
    band="#F3F6FA",
)

DARK = Palette(
    tones={
        "ok": Tone("#2FA79C", "#5CC4BA", "#12302F", "#1D4B48"),
        "track": Tone("#2FA79C", "#5CC4BA", "#1B2430", "#1D4B48"),
        "warn": Tone("#E39A2D", "#F0B45C", "#362A16", "#5A4420"),
        "bad": Tone("#E5635A", "#F48C84", "#3B2021", "#642F2E"),
        "early": Tone("#5C9AE0", "#86B5EC", "#1A2C42", "#2A4668"),
        "none": Tone("#7C8898", "#A9B4C2", "#262F3B", "#36414F"),
    },
    ink="#EEF2F7",
    ink2="#B8C2CF",
    muted="#94A0B0",
    grid="#333E4C",
    line="#364150",
    area="#465364",
    page="#121820",
    card="#1B2430",
    hover="#222D3A",
    brand="#86B5EC",
    path="#6F86A6",
    band="#202A36",
)
