"""Why a reported figure is not recognised."""

from __future__ import annotations

from enum import StrEnum


class RecognitionReason(StrEnum):
    """The four reasons to refuse recognition of a figure.

    Source: the plan of Gia Lai, section IV.
    """

    OFF_SYSTEM = "off_system"
    PARALLEL_PAPER = "parallel_paper"
    UNUSED_SIGNATURE = "unused_signature"
    NO_SAMPLE = "no_sample"
