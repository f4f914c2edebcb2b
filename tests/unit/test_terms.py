"""Pieces of formulas: how they are written, and what they come to."""

from __future__ import annotations

import pytest

from jyplan.pages.workbook.drafts import Draft, Look, address
from jyplan.pages.workbook.ranges import counted, peak, pick, together
from jyplan.pages.workbook.terms import (
    ERROR,
    Term,
    both,
    either,
    first,
    known,
    rounded,
    term,
    when,
    whole_up,
)

ALWAYS, NEVER = True, False
A, B = Term("A1", 2.0), Term("B1", 3.0)
WORD, BLANK = Term("C1", "none"), Term("D1", None)
ROW, YEARS = Term("A1:C1", (1.5, "", 4.0)), Term("A2:C2", (2020.0, 2021.0, 2022.0))


@pytest.mark.parametrize(
    ("piece", "text", "value"),
    [
        (A + B * 2, "A1+B1*2", 8),
        ((A + B) * 2, "(A1+B1)*2", 10),
        (A - (B - 1), "A1-(B1-1)", 0),
        (A / (B / 3), "A1/(B1/3)", 2),
        (1 - A, "1-A1", -1),
        (2 / A, "2/A1", 1),
        (A ** (1 / B), "A1^(1/B1)", 2 ** (1 / 3)),
        ((A**B) ** 2, "A1^B1^2", 64),
        (A * -1, "A1*(-1)", -2),
        (A + BLANK, "A1+D1", 2),
        (A > B, "A1>B1", False),
        (A.equals("x"), 'A1="x"', False),
        (WORD.equals('NO"NE'), 'C1="NO""NE"', False),
        (BLANK.equals(""), 'D1=""', True),
        # figures come before texts
        (WORD > A, "C1>A1", True),
        (when(A < B, "yes", "no"), 'IF(A1<B1,"yes","no")', "yes"),
        (first((A > B, 1.0), (B > A, 2.0), other=3.0), "IF(A1>B1,1,IF(B1>A1,2,3))", 2),
        # conditions that are known to hold, or not to, are left out
        (first((False, 1.0), (B > A, 2.0), (True, 3.0), other=4.0), "IF(B1>A1,2,3)", 2),
        (both(ALWAYS, A < B), "A1<B1", True),
        (either(NEVER, A > B, B > A), "OR(A1>B1,B1>A1)", True),
        (A > 1e-99, "A1>1E-99", True),
        (both(A > B, NEVER), "FALSE", False),
        (known(WORD), "ISNUMBER(C1)", False),
        (rounded(term(2.675), 2), "ROUND(2.675,2)", 2.68),
        (whole_up(A + 0.2), "ROUNDUP(A1+0.2,0)", 3),
        (peak(known(ROW) * YEARS), "SUMPRODUCT(MAX(ISNUMBER(A1:C1)*A2:C2))", 2022),
        (counted(ROW), "COUNT(A1:C1)", 2),
        (together(known(ROW) * 1), "SUMPRODUCT(ISNUMBER(A1:C1)*1)", 2),
        (pick(ROW, term(2022.0), YEARS), "INDEX(A1:C1,MATCH(2022,A2:C2,0))", 4),
    ],
)
def test_what_is_written_is_what_is_worked_out(piece: Term, text: str, value: object) -> None:
    assert piece.text == text
    assert piece.value == (pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    "piece",
    [A / (B - 3), A + WORD, (A - 3) ** 0.5, both(WORD, A < B), pick(ROW, A, YEARS), A / 0 > 1],
)
def test_where_nothing_comes_out_an_error_does(piece: Term) -> None:
    assert piece.value == ERROR
    # and nobody looks where it is not asked for
    assert when(A < B, 1.0, piece).value == 1
    assert known(piece).value is False


def test_cells_are_called_by_their_sheet_from_others_alone() -> None:
    one, other = Draft("one", "One"), Draft("other", "Other")
    cell = one.put(0, 0, 5.0, Look("input"))
    one.put(1, 0, cell * 2)
    other.put(0, 0, cell * 2)
    assert one.sheet().cells[1, 0].formula == "A1*2"
    assert other.sheet().cells[0, 0].formula == "One!A1*2"
    assert other.sheet().cells[0, 0].content == 10


def test_cells_beyond_z() -> None:
    assert [address(0, column) for column in (25, 26, 701, 702)] == ["Z1", "AA1", "ZZ1", "AAA1"]
