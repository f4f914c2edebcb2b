"""What a rule is made of: codes, thresholds and formulas. `jyplan.texts.rules` has its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Class(NamedTuple):
    """One verdict of a rule.

    Attributes:
        code: its name in files, as who published the rule calls it; never translated.
        common: the status of ours that comes closest.
    """

    code: str
    common: str


class Score(NamedTuple):
    """One piece of a rule's scale.

    Attributes:
        code: its name, by which texts say where it counts.
        expression: the score there, with the symbols of the formulas.
    """

    code: str
    expression: str


class CardFormula(NamedTuple):
    """One line of a rule's arithmetic.

    Attributes:
        symbol: what is worked out.
        expression: from what, with the symbols in braces.
        form: how its value is written: ``rate`` and ``share`` as percentages, ``value`` in the
            indicator's unit, ``number`` as it is.
    """

    symbol: str
    expression: str
    form: str


class Needs(NamedTuple):
    """What a rule cannot do without.

    Attributes:
        baseline: True where it needs a starting value with its year.
        target: True where it needs a figure to arrive at.
        window: how many of the newest observations it looks at; 0: the latest alone.
        least: how many of them it takes at least.
        limit: True where a natural limit changes its verdict.
        own_year: True where a target of the past is judged by the value of its own year.
    """

    baseline: bool = True
    target: bool = True
    window: int = 0
    least: int = 1
    limit: bool = False
    own_year: bool = False


class Example(NamedTuple):
    """A case to explain a rule by.

    Attributes:
        unit: of the figures, a sign that is the same in every language.
        figures: columns of `Series` by name; windows as tuples.
    """

    unit: str
    figures: Mapping[str, float | tuple[float, ...]]


RESEARCH = Example(
    unit="%",
    figures={
        "baseline": 3.14,
        "start_year": 2020,
        "latest": 3.42,
        "latest_year": 2022,
        "target": 3.5,
        "target_year": 2025,
    },
)
RESEARCH_BY_YEAR = RESEARCH._replace(
    figures={
        **RESEARCH.figures,
        "window_years": (2018, 2019, 2020, 2021, 2022),
        "window": (2.78, 2.88, 3.14, 3.22, 3.42),
    }
)


class Card(NamedTuple):
    """What a rule is made of.

    Attributes:
        name: its name on command lines and in files.
        classes: its verdicts, from best to worst.
        formulas: its arithmetic, in the order of the work.
        symbol: the symbol that `Verdicts.value` holds.
        cuts: thresholds of the value, highest first.
        settable: thresholds that a plan can set, by name.
        needs: what it cannot do without.
        scores: its scale, piece by piece; the first that holds counts.
        bands: lowest mean scores of the classes, where means of scores are classed; the whole
            is of the first class where everything is.
        worst: True where several verdicts count as the worst of them.
        example: a published case to explain it by.
    """

    name: str
    classes: tuple[Class, ...]
    formulas: tuple[CardFormula, ...]
    symbol: str
    cuts: tuple[float, ...]
    settable: Mapping[str, float] = {}
    needs: Needs = Needs()
    scores: tuple[Score, ...] = ()
    bands: tuple[tuple[float, str], ...] = ()
    worst: bool = False
    example: Example | None = None

    def position(self, code: str) -> int:
        """Where a class stands among the classes."""
        return [each.code for each in self.classes].index(code)
