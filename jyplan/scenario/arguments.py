"""Changes as they are typed: findings about a piece of an argument, and of nothing else."""

from __future__ import annotations

from os.path import lexists
from shlex import join
from typing import TYPE_CHECKING, NamedTuple

from jyplan.errors import ArgumentsError, RequestError
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.scenario.assumptions import PlacedChange
from jyplan.scenario.forms import SIGNS, ChangeError, Piece
from jyplan.scenario.grammar import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Typed(NamedTuple):
    """An argument as it is typed.

    Attributes:
        option: what it belongs to.
        text: the argument.
    """

    option: str
    text: str

    def finding(
        self, code: str, severity: Severity, piece: Piece, data: Mapping[str, object]
    ) -> Finding:
        """A finding about a piece of it."""
        span = Span(self.option, 1, piece.start + 1, max(piece.end, piece.start + 1) + 1)
        shown = {"piece": self.text[piece.start : piece.end], **data}
        return Finding(code, severity, span, shown, (self.text,))

    def outside(self, problem: str, piece: Piece | None = None) -> Finding:
        """The finding that a piece, or all of it, is not in the grammar."""
        where = piece or Piece(0, len(self.text))
        return self.finding("JY701", Severity.ERROR, where, {"problem": problem})


def read(
    texts: Sequence[str], option: str = "--set"
) -> tuple[tuple[PlacedChange, ...], list[Finding]]:
    """The changes of the command line, and what in them is outside the grammar."""
    written, findings = [], []
    for text in texts:
        argument = Typed(option, text)
        try:
            written.append(PlacedChange(parse(text), argument.finding))
        except ChangeError as error:
            findings.append(argument.outside(error.problem, error.piece))
    return tuple(written), findings


def refuse_loose(files: Sequence[str], sets: Sequence[str], command: Sequence[str]) -> None:
    """Refuse changes that stand where files do.

    Args:
        files: what is named without an option.
        sets: the changes that follow theirs.
        command: what was called.

    Raises:
        RequestError: with the command that was meant.
    """
    loose = [name for name in files if "=" in name.translate(SIGNS) and not lexists(name)]
    if loose:
        meant = [part for text in (*sets, *loose) for part in ("--set", text)]
        names = ", ".join(loose)
        raise RequestError("set_missing", name=names, command=join((*command, *meant)))


def typed(texts: Sequence[str], option: str = "--set") -> tuple[PlacedChange, ...]:
    """The changes of the command line.

    Raises:
        ArgumentsError: with everything that is outside the grammar.
    """
    written, findings = read(texts, option)
    if findings:
        raise ArgumentsError(findings)
    return written


def with_id(written: PlacedChange) -> str:
    """The text of a change as files hold it: an id where a name was typed."""
    change = written.change
    what = change.where["what"]
    return f"{change.text[: what.start]}{change.name}{change.text[what.end :]}"
