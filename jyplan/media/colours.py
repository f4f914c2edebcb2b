"""The colours that documents, workbooks and pictures share: those of `page.css` on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.pages.page import Tone

TONES: Mapping[Tone, str] = {
    "": "#1B1F24",
    "good": "#116329",
    "warning": "#7D4E00",
    "bad": "#A40E26",
    "notice": "#0550AE",
    "quiet": "#57606A",
}
