"""The vocabularies of the engine: codes that stand in arrays beside figures.

In arrays a missing figure is nan with a `Reason` beside it; a result holds None and
the code's name in lower case.
"""

from enum import IntEnum


class Reason(IntEnum):
    """Why a figure is absent (0: it is not)."""

    NONE = 0
    NO_BASELINE = 1  # the plan states no starting value
    NO_DATA = 2  # nothing has been reported
    NO_TARGET = 3  # no figure to arrive at
    ZERO_BASELINE = 4  # nothing compounds from zero
    ZERO_TARGET = 5  # nothing compounds to zero
    CROSSES_ZERO = 6  # nothing compounds from minus to plus or back
    UNDATED = 7  # the target names no year
    FLOOR_PER_YEAR = 8  # the target holds for every year alone; there is no way to it
    SAME_YEAR = 9  # no time lies between the two values
    AT_TARGET = 10  # baseline and target are equal; there is no distance to share
    ACHIEVED = 11  # the target holds already
    DEADLINE_PASSED = 12  # the target year is over
    MAINTAINED = 13  # the target is to stay, not to arrive
    NOT_APPROACHING = 14  # at the observed pace the target is never reached
    BEYOND_HORIZON = 15  # reached only after the horizon that a projection may claim
    BEFORE_BASELINE = 16  # the year asked for lies before the baseline's
    TOO_LARGE = 17  # the figure is too large to be written as a number
    ZERO_REPLACED = 18  # the figure is there: the rule counts zero as its own small number
    TOO_FEW = 19  # fewer observations than the rule asks for
    BEYOND_TARGET = 20  # the way began at or beyond the target
    GROWTH_OF_GROWTH = 21  # the growth of a growth rate says nothing
    UNDATED_BASELINE = 22  # the starting value names no year
    UNREADABLE = 23  # a cell of the table is no figure
    CONFLICTING = 24  # rows of one series contradict each other
    REPEATED_YEAR = 25  # two values of one series claim the same year
    REPEATED_ID = 26  # the id of the series stands elsewhere in the table as well
    NO_COUNTERPART = 27  # what it is held against has no value of a year
    YEARS_MISSING = 28  # a year that the target holds for was not reported
    CHAIN_BROKEN = 29  # a year of the chain that the level is worked out from was not reported
    NEGATIVE_BASELINE = 30  # what is less than nothing neither grows nor multiplies


class Direction(IntEnum):
    """Which way is better."""

    DECREASE = -1
    MAINTAIN = 0
    INCREASE = 1


class Operator(IntEnum):
    """How a value is held against the target."""

    AT_LEAST = 0  # >=
    MORE_THAN = 1  # >
    AT_MOST = 2  # <=
    LESS_THAN = 3  # <
    WITHIN = 4  # minimum <= value <= maximum


class Path(IntEnum):
    """The expected course between baseline and target."""

    LINEAR = 0
    COMPOUND = 1
    ITR = 2  # compound, bent to reach zero or nearly so


class Yearly(IntEnum):
    """What is known of the years of a target that is looked at every year."""

    HELD = 0  # it held in all of them
    INCOMPLETE = 1  # in those that were reported, which are not all
    BROKEN = 2  # in one of them it did not


class Status(IntEnum):
    """Where an indicator stands on its schedule."""

    ACHIEVED = 0
    AHEAD = 1
    ON_TRACK = 2
    BEHIND = 3
    REGRESSING = 4
    MISSED = 5
    ACHIEVED_WORSENING = 6
    NO_DATA = 7
    NO_BASELINE = 8
    UNDECIDED = 9  # no rule applies; the reason beside it says why
