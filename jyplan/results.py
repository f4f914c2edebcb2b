"""What jyplan finds out, as frozen values: any renderer shows the same figures.

Rates and shares are fractions (0.05 is 5 %), rates per year. A figure that does not exist
is None, and the `reason` of its group is a code that says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.engine.rules.card import Card
    from jyplan.plan.aims import Aim
    from jyplan.plan.fields import Source, TextModel
    from jyplan.plan.findings import Edit, Finding
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import (
        Baseline,
        Context,
        Group,
        History,
        Indicator,
        Reading,
        Settings,
    )
    from jyplan.plan.plan import Observation, Origin, Plan
    from jyplan.plan.totals import Awaited


class Growth(NamedTuple):
    """Growth between two values.

    Attributes:
        compound_rate: constant growth per year, a fraction.
        linear_step: constant step per year, in the indicator's unit.
        years: years between the two values; None where one of them has no year.
        reason: why the rate, or both figures, are absent.
    """

    compound_rate: float | None
    linear_step: float | None
    years: int | None
    reason: str | None


class Gap(NamedTuple):
    """What is still to be covered, from the latest value or else the baseline.

    Attributes:
        absolute: target minus value where higher is better, value minus target where lower
            is; in the indicator's unit; negative once the target is passed.
        relative: absolute divided by the target.
        reason: why one of them, or both, is absent.
    """

    absolute: float | None
    relative: float | None
    reason: str | None


class Milestone(NamedTuple):
    """Where the indicator should stand at the end of a year, on its path.

    Attributes:
        year: the year.
        value: in the indicator's unit, unrounded.
        whole: for quantities that are counted, the whole number to reach.
        reason: why the value is absent.
    """

    year: int
    value: float | None
    whole: int | None
    reason: str | None


class Progress(NamedTuple):
    """How much of the distance is covered, and how much should be.

    Attributes:
        achieved_share: covered share of the distance from baseline to target.
        expected_share: share that the path has covered by the latest year.
        elapsed_share: elapsed share of the time.
        lead_points: achieved minus expected share.
        lead_years: years by which the path would reach the latest value later than it was reached.
        reason: why any of them is absent.
    """

    achieved_share: float | None
    expected_share: float | None
    elapsed_share: float | None
    lead_points: float | None
    lead_years: float | None
    reason: str | None


class Projection(NamedTuple):
    """Where the observed pace leads.

    Attributes:
        compound: value in the target year at the observed compound rate.
        linear: value in the target year at the observed linear step.
        years: years from the latest value to the target year.
        attainment_time: when the target is reached, as a fractional year.
        attainment_year: the first year end at which the target holds.
        reason: why any of them is absent.
    """

    compound: float | None
    linear: float | None
    years: int | None
    attainment_time: float | None
    attainment_year: int | None
    reason: str | None


class Verdict(NamedTuple):
    """What a rule finds of one indicator.

    Attributes:
        rule: the rule's name.
        value: its measure; absent for the reason.
        score: its score; absent where the rule has none.
        status: its own class code; absent where none applies.
        common: the status of ours that comes closest to its class.
        reason: why a figure or a class is absent, or what was put in the place of one.
        terms: the symbols of its formulas, by name, as far as they were worked out.
    """

    rule: str
    value: float | None
    score: float | None
    status: str | None
    common: str | None
    reason: str | None
    terms: Mapping[str, float]


class Explained(NamedTuple):
    """A rule, and what it finds of its own example.

    Attributes:
        card: its classes, thresholds and formulas.
        verdict: what it finds of the example on its card.
    """

    card: Card
    verdict: Verdict


class Total(NamedTuple):
    """What a rule finds of several indicators together.

    Attributes:
        rule: the rule's name.
        group: ``plan``, ``theme``, ``scope`` or ``obligation``.
        id: of the theme or scope, ``binding`` or ``expected``; None for the plan.
        counts: how many indicators are of which class of the rule; ``no_class`` where its
            measure stands alone, ``undecided`` where it has none.
        score: mean of the scores; absent where the rule takes none, or nothing has one.
        scored: how many scores it is the mean of.
        status: the class of the whole, where the rule has a way to tell.
    """

    rule: str
    group: str
    id: str | None
    counts: Mapping[str, int]
    score: float | None
    scored: int
    status: str | None


class Published(NamedTuple):
    """What somebody official said of one indicator.

    Attributes:
        year: year at whose end the verdict looks.
        by: who said it.
        words: the class in the publisher's words.
        status: the status of ours that is closest.
        note: why ours differs, or what a reader would otherwise misunderstand.
        source: where it stands.
        alike: whether ours says the same; None where there is none that says anything.
    """

    year: int
    by: TextModel
    words: TextModel
    status: str
    note: TextModel | None
    source: Source | None
    alike: bool | None


class Agreement(NamedTuple):
    """How far we say what was said officially.

    Attributes:
        compared: how many indicators have a verdict and a status that says something.
        alike: how many of them say the same.
    """

    compared: int
    alike: int


class Assessment(NamedTuple):
    """One indicator, assessed.

    Attributes:
        known: what it is, what is aimed at, and what was reported of it.
        so_far: how far it has come, as its target is said: growth per year or change in all as a
            fraction, a difference in the unit, or times the baseline; None where the target is a
            level.
        required: growth from baseline to target.
        gap: what is still to be covered.
        milestone: where it should stand in the year asked for.
        progress: covered and expected shares.
        observed: growth from baseline to latest.
        catch_up: growth from latest to target.
        projection: where the observed pace leads.
        status: where it stands, None where no rule applies.
        status_reason: why there is no status.
        flags: codes of what a reader has to know about these figures.
        verdicts: what the rules asked for find, in their order.
        contrast: two of these rules that disagree, the kinder one first.
        published: what somebody official said of it up to the year asked for.
    """

    known: KnownQuantity
    so_far: float | None
    required: Growth
    gap: Gap
    milestone: Milestone
    progress: Progress
    observed: Growth
    catch_up: Growth
    projection: Projection
    status: str | None
    status_reason: str | None
    flags: tuple[str, ...]
    verdicts: tuple[Verdict, ...] = ()
    contrast: tuple[Verdict, Verdict] | None = None
    published: Published | None = None

    @property
    def indicator(self) -> Indicator:
        """What the plan says of it."""
        return cast("Indicator", self.known.entry)

    @property
    def reading(self) -> Reading | None:
        """The reading whose figures these are."""
        return self.known.reading

    @property
    def kind(self) -> str:
        """Kind of quantity, by this reading."""
        return self.known.kind

    @property
    def path(self) -> str:
        """``linear``, ``compound`` or ``itr``, by this reading or as asked for."""
        return self.known.path

    @property
    def baseline(self) -> Baseline | None:
        """Where it started."""
        return cast("Baseline | None", self.known.baseline)

    @property
    def aim(self) -> Aim:
        """The target that counts."""
        return cast("Aim", self.known.aim)

    @property
    def target(self) -> float | None:
        """The figure to arrive at."""
        return self.aim.value

    @property
    def target_year(self) -> int | str | None:
        """Year whose end is meant, ``every``, or None where undated."""
        return self.aim.when

    @property
    def series(self) -> tuple[Observation, ...]:
        """The newest vintage of every year up to the year asked for."""
        return self.known.series

    @property
    def latest(self) -> Observation | None:
        """The newest observation up to the year asked for."""
        return self.known.latest


class Report(NamedTuple):
    """A plan, assessed.

    Attributes:
        plan: the plan.
        as_of: the year at whose end it is looked at.
        milestone_year: the year whose milestones are shown.
        elapsed_share: share of the plan's time that is over.
        observed: True where anything was reported.
        thresholds: leads, as fractions, from which on it is ahead and below which behind.
        assessments: one an indicator.
        sort: the order of the assessments; ``plan`` is the plan's own, by theme.
        statuses: how many indicators have which status.
        foundations: how many indicators stand on which kind of baseline.
        awaited: districts that have not reported yet, by year.
        rules: the rules asked for.
        totals: what they find of the plan, its themes, scopes and obligations.
        obligations: how many indicators of which obligation have which status, where the plan
            says which is which.
        agreement: how far published verdicts agree, where the plan has any.
    """

    plan: Plan
    as_of: int
    milestone_year: int
    elapsed_share: float
    observed: bool
    thresholds: tuple[float, float]
    assessments: tuple[Assessment, ...]
    sort: str
    statuses: Mapping[str, int]
    foundations: Mapping[str, int]
    awaited: tuple[Awaited, ...] = ()
    rules: tuple[Card, ...] = ()
    totals: tuple[Total, ...] = ()
    obligations: Mapping[str, Mapping[str, int]] = {}
    agreement: Agreement | None = None


class YearValues(NamedTuple):
    """Milestones and reports of one indicator at the end of one year.

    Attributes:
        year: the year.
        linear: on a straight line.
        compound: at a constant rate.
        linear_whole: the whole number to reach on a straight line, where it is counted.
        compound_whole: the same at a constant rate.
        observed: the newest reported value.
        itr: on the indicator's own ITR path, where it has one.
        itr_whole: the whole number to reach on it, where it is counted.
    """

    year: int
    linear: float | None
    compound: float | None
    linear_whole: int | None
    compound_whole: int | None
    observed: float | None
    itr: float | None = None
    itr_whole: int | None = None


class Onward(NamedTuple):
    """Where the observed pace leads by the end of a year.

    Attributes:
        year: the year.
        compound: at the observed rate.
        linear: at the observed step.
    """

    year: int
    compound: float | None
    linear: float | None


class Course(NamedTuple):
    """One indicator's way through the years.

    Attributes:
        assessment: the indicator.
        years: one entry a year from baseline to target.
        reason: why a linear or compound path is absent.
        onward: from the year after the latest report to the target year, at the observed pace.
    """

    assessment: Assessment
    years: tuple[YearValues, ...]
    reason: str | None
    onward: tuple[Onward, ...] = ()


class Detail(NamedTuple):
    """One indicator, whole.

    Attributes:
        report: the report that it is part of.
        course: its way through the years.
        alternatives: it again, by each of its readings.
        history: values before the baseline, each with the growth from it to the baseline.
        observations: everything reported, oldest year first, every vintage.
    """

    report: Report
    course: Course
    alternatives: tuple[Assessment, ...]
    history: tuple[tuple[History, Growth], ...]
    observations: tuple[Observation, ...]


class Background(NamedTuple):
    """A context quantity, whole: what identities and shares rest on, without a target.

    Attributes:
        report: the report of the plan.
        entry: what it is, with its figure.
        history: values before that, each with the growth from it to the figure.
        series: the newest report of each year.
        observed: growth from the figure to the newest report.
        observations: everything reported, oldest year first, every vintage.
        identities: formulas of the plan that speak of it.
        weighs: quantities of which it weighs the districts.
    """

    report: Report
    entry: Context
    history: tuple[tuple[History, Growth], ...]
    series: tuple[Observation, ...]
    observed: Growth
    observations: tuple[Observation, ...]
    identities: tuple[str, ...]
    weighs: tuple[Indicator | Context, ...]


class DueFigure(NamedTuple):
    """A figure that is to be reported for a year.

    Attributes:
        known: what it is, and what was reported of it before that year.
        before: year and figure of the last report before, as it was reported; else of the
            baseline, where levels are reported; None where there is neither.
        reported: whether `before` was reported.
        course: what the plan expects of the year, as it is reported: a level, a change on the year
            before in per cent, or an increment; None for a district, a context quantity, and where
            the reason says why.
        whole: the whole number to reach, where pieces are counted.
        asked: what the plan asks of this year by itself.
        reason: why there is no course.
    """

    known: KnownQuantity
    before: tuple[int, float] | None
    reported: bool
    course: float | None
    whole: int | None
    asked: Aim | None
    reason: str | None


class BlankForm(NamedTuple):
    """What one reporter is to report for a year.

    Attributes:
        report: the plan, assessed from what was reported before that year.
        year: year whose end is reported.
        district: who reports; None: the whole.
        figures: indicators by theme, then context quantities.
        apart: what districts do not report, for values of districts cannot be taken together.
    """

    report: Report
    year: int
    district: Group | None
    figures: tuple[DueFigure, ...]
    apart: tuple[Indicator | Context, ...]


class Accepted(NamedTuple):
    """A finding that a file accepts.

    Attributes:
        finding: what was found.
        reason: why it may stay.
    """

    finding: Finding
    reason: TextModel


class Holding(NamedTuple):
    """An identity that holds.

    Attributes:
        formula: as the plan declares it.
        year: year whose values were put in; None for targets and for names with years.
        district: whose values; None for those of the whole.
        left: its left side with figures in place of names, such as ``0.95``.
        relation: ``=``, ``<=``, ``<``, ``>=`` or ``>``.
        right: its right side with figures, such as ``100 * 19.9 / 2133``.
        found: the left side's value.
        expected: the right side's.
    """

    formula: str
    year: int | None
    district: str | None
    left: str
    relation: str
    right: str
    found: float
    expected: float


class CollectedFigure(NamedTuple):
    """A figure of a table that was sent in, and what becomes of it.

    Attributes:
        id: the indicator or context quantity.
        year: year at whose end it was measured.
        district: whose it is; None: of the whole.
        path: the table as the user named it.
        cell: where it stands there.
        raw: what stands in the cell, with the unit that it was converted from.
        heading: what stands above it.
        figure: in the plan's unit, with all its digits.
        provisional: whether it is preliminary.
        fate: ``new``, ``same`` (on file as it is), ``left`` (on file otherwise), ``replaced``,
            ``restated`` or ``wrong``.
        there: what is on file; None where nothing is.
        where: where that stands; empty where nothing does.
    """

    id: str
    year: int
    district: str | None
    path: str
    cell: str
    raw: str
    heading: str
    figure: str
    provisional: bool
    fate: str
    there: float | None = None
    where: str = ""


class Collected(NamedTuple):
    """What tables reported, and what became of it.

    Attributes:
        plan: the plan.
        checked: what was found.
        figures: all that was understood, in the order of the tables.
        files: the submissions that hold them, with the number of their new figures.
        outcome: ``written``, ``nothing`` (there was nothing to write), ``stopped`` (by an error)
            or ``shown`` (as was asked for).
    """

    plan: Plan
    checked: Checked
    figures: tuple[CollectedFigure, ...]
    files: tuple[tuple[str, int], ...]
    outcome: str


class Checked(NamedTuple):
    """What a check found.

    Attributes:
        findings: what is wrong, in the order of files and lines.
        accepted: what would be wrong if its file did not accept it.
        holding: identities that hold.
        files: how many files were checked.
        values: how many figures stand in them.
        passed: the files without a finding, in their order.
        known: findings that are left out because they were known before.
        settings: what the plan always wants; None where there is no valid plan.
        held: what the files held, by their names; those that could be read.
        fixed: what was corrected before this was found.
        origin: the plan that everything was held against.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    holding: tuple[Holding, ...]
    files: int
    values: int
    passed: tuple[str, ...]
    known: tuple[Finding, ...] = ()
    settings: Settings | None = None
    held: Mapping[str, bytes] = {}
    fixed: tuple[Edit, ...] = ()
    origin: Origin | None = None
