"""Functions of ranges, as `terms` has them of single values."""

from __future__ import annotations

from typing import cast

from jyplan.pages.workbook.terms import ERROR, Scalar, Term, called, known, number_of, term


def peak(piece: Term) -> Term:
    """The greatest of a range, or of what is worked out of one."""
    cells = cast("tuple[Scalar, ...]", piece.value)
    value = ERROR if ERROR in cells else max(map(number_of, cells))
    return Term(f"SUMPRODUCT(MAX({piece.text}))", value)


def together(piece: Term) -> Term:
    """The sum of a range, or of what is worked out of one."""
    cells = cast("tuple[Scalar, ...]", piece.value)
    value = ERROR if ERROR in cells else float(sum(map(number_of, cells)))
    return Term(called("SUMPRODUCT", piece), value)


def counted(piece: Term) -> Term:
    """How many figures a range holds."""
    flags = cast("tuple[Scalar, ...]", known(piece).value)
    return Term(called("COUNT", piece), float(sum(map(number_of, flags))))


def times(piece: Term, wanted: str) -> Term:
    """In how many cells of a range a text stands."""
    cells = cast("tuple[Scalar, ...]", piece.value)
    value = float(sum(cell == wanted for cell in cells))
    return Term(called("COUNTIF", piece, term(wanted)), value)


def ones(piece: Term) -> Term:
    """In how many cells of a range a 1 stands."""
    cells = cast("tuple[Scalar, ...]", piece.value)
    return Term(called("COUNTIF", piece, term(1.0)), float(sum(cell == 1 for cell in cells)))


def place(wanted: Term, within: Term) -> Term:
    """Where in a range a value stands, from 1."""
    cells = cast("tuple[Scalar, ...]", within.value)
    value: Scalar = ERROR
    if not isinstance(wanted.value, tuple) and wanted.value in cells:
        value = float(cells.index(wanted.value) + 1)
    return Term(called("MATCH", wanted, within, term(0)), value)


def pick(cells: Term, wanted: Term, within: Term) -> Term:
    """The cell of a range that stands where a value stands in another one."""
    where = place(wanted, within)
    found: Scalar = ERROR
    if isinstance(where.value, float):
        found = cast("tuple[Scalar, ...]", cells.value)[int(where.value) - 1]
    # an empty cell comes to nothing, which is 0
    return Term(called("INDEX", cells, where), 0.0 if found is None else found)


def looked_up(wanted: Term, table: Term, found: dict[str, str]) -> Term:
    """What stands beside a text in a table of two columns.

    Args:
        wanted: the text.
        table: how formulas call the table.
        found: what stands in it.
    """
    value = found.get(str(wanted.value), ERROR)
    return Term(called("VLOOKUP", wanted, table, term(2), term(value=False)), value)
