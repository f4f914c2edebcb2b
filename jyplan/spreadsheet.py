"""Texts that a spreadsheet would work out, where it should show them.

The patterns are the same for Python and for polars.
"""

from __future__ import annotations

import re

# Blanks in front keep no spreadsheet from it, full-width signs not every one.
FORMULA = r"\A(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
# what is worked out to itself
NUMBER = r"\A[+\-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?%?$"
SHIELD = "'"


def shielded(text: str) -> str:
    """A text as a cell of CSV: with a mark in front of it where it could be a formula.

    >>> shielded("=1+1"), shielded("-5"), shielded("growth")
    ("'=1+1", '-5', 'growth')
    """
    if re.match(FORMULA, text) is None or re.match(NUMBER, text):
        return text
    return f"{SHIELD}{text}"
