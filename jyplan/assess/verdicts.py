"""What rules find of indicators, one by one and together."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from jyplan.assess.cells import code, figure
from jyplan.assess.rows import by_targets, in_its_year, rows_of, windows_of
from jyplan.engine.rules import rule_of
from jyplan.engine.series import series_of
from jyplan.results import Explained, Total, Verdict
from jyplan.statuses import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.engine.rules.card import Card
    from jyplan.engine.rules.rule import Rule
    from jyplan.engine.series import Series
    from jyplan.plan.known import KnownQuantity
    from jyplan.results import Assessment, Report

# what statuses say of the arrival, from best to worst: it is certain enough, it was and may not
# last, or it is not in sight
STANDS = ("well", "middling", "badly")
# how those are counted that have no class: measured all the same, or not decided at all
CLASSLESS = ("no_class", "undecided")


def verdicts_of(
    quantities: Sequence[KnownQuantity], series: Series, rules: Sequence[Rule]
) -> list[tuple[Verdict, ...]]:
    """What every rule finds of every indicator.

    Args:
        quantities: n indicators.
        series: the same as arrays.
        rules: the rules to judge by.
    """
    columns = [_found(quantities, series, rule) for rule in rules]
    return list(zip(*columns, strict=True)) if columns else [()] * len(quantities)


def _found(quantities: Sequence[KnownQuantity], series: Series, rule: Rule) -> list[Verdict]:
    card = rule.card
    owners = list(range(len(quantities)))
    if card.worst:
        # one row a target: of several the worst counts
        several = [(row, own) for row, each in enumerate(quantities) for own in by_targets(each)]
        owners, quantities = [row for row, _ in several], [own for _, own in several]
        series = rows_of(quantities).series
    if card.needs.own_year:
        quantities = [in_its_year(each) for each in quantities]
        series = rows_of(quantities).series
    if card.needs.window:
        years, values = windows_of(quantities, card.needs.window)
        series = series._replace(window_years=years, window=values)
    worst: dict[int, Verdict] = {}
    for row, verdict in zip(owners, judged(series, rule), strict=True):
        if row not in worst or _rank(card, verdict) > _rank(card, worst[row]):
            worst[row] = verdict
    return list(worst.values())


def _rank(card: Card, verdict: Verdict) -> int:
    """From best to worst; nothing is worse than a class."""
    return -1 if verdict.status is None else card.position(verdict.status)


def judged(series: Series, rule: Rule) -> list[Verdict]:
    """What a rule finds of every series."""
    card = rule.card
    found, terms = rule.explain(series)
    verdicts = []
    for row, position in enumerate(found.status):
        given = card.classes[position] if position >= 0 else None
        worked_out = {symbol: float(column[row]) for symbol, column in terms.items()}
        verdicts.append(
            Verdict(
                rule=card.name,
                value=figure(found.value[row]),
                score=figure(found.score[row]),
                status=given.code if given else None,
                common=given.common if given else None,
                reason=code(int(found.reason[row])),
                terms={name: value for name, value in worked_out.items() if np.isfinite(value)},
            )
        )
    return verdicts


def explained(name: str) -> Explained:
    """A rule by its name, a key of `RULES`, with its example worked out."""
    rule = rule_of(name)
    example = rule.card.example
    (verdict,) = judged(series_of(1, **(example.figures if example else {})), rule)
    return Explained(rule.card, verdict)


def contrast_of(verdicts: Sequence[Verdict], status: str | None) -> tuple[Verdict, Verdict] | None:
    """Two rules that disagree about where an indicator stands, the kinder one first.

    Args:
        verdicts: what the rules asked for find; none, and nothing disagrees.
        status: where the indicator stands on its schedule, which is heard as well.
    """
    if not verdicts:
        return None
    heard = [*verdicts, Verdict("schedule", None, None, status, status, None, {})]
    standing = [(stand, verdict) for verdict in heard if (stand := _stand(verdict.common)) >= 0]
    if not standing:
        return None
    kindest = min(standing, key=lambda pair: pair[0])
    harshest = max(standing, key=lambda pair: pair[0])
    return (kindest[1], harshest[1]) if kindest[0] != harshest[0] else None


def _stand(status: str | None) -> int:
    stands = BY_CODE[status].stands if status else None
    return STANDS.index(stands) if stands else -1


def totals_of(report: Report) -> Iterator[Total]:
    """What every rule finds of the plan, its themes, its scopes and its obligations."""
    targets = report.plan.targets
    groups: list[tuple[str, str | None, Callable[[Assessment], bool]]] = [
        ("plan", None, lambda _: True)
    ]
    for kind, ids in (
        ("theme", [theme.id for theme in targets.themes]),
        ("scope", [scope.id for scope in targets.scopes]),
        ("obligation", ["binding", "expected"]),
    ):
        groups += [(kind, name, _member(kind, name)) for name in ids]
    for index, card in enumerate(report.rules):
        for kind, name, belongs in groups:
            found = [item.verdicts[index] for item in report.assessments if belongs(item)]
            if found:
                yield _total(card, kind, name, found)


def _member(kind: str, name: str) -> Callable[[Assessment], bool]:
    return lambda item: getattr(item.indicator, kind) == name


def _classless(verdict: Verdict) -> str:
    """What stands in the place of a class: some rules have none for what they measure."""
    return CLASSLESS[0] if verdict.value is not None else CLASSLESS[1]


def _total(card: Card, kind: str, name: str | None, found: Sequence[Verdict]) -> Total:
    counts = Counter(verdict.status or _classless(verdict) for verdict in found)
    scores = [verdict.score for verdict in found if verdict.score is not None]
    score = fsum(scores) / len(scores) if scores and card.bands else None
    status = None
    best = card.classes[0].code
    if score is not None and {each.status for each in found if each.score is not None} == {best}:
        status = best
    elif score is not None:
        status = next(given for least, given in card.bands if score >= least)
    elif card.worst:
        given = [each.code for each in card.classes if each.code in counts]
        status = given[-1] if given else None
    ordered = {each.code: counts[each.code] for each in card.classes if each.code in counts}
    ordered |= {code: counts[code] for code in CLASSLESS if code in counts}
    return Total(card.name, kind, name, ordered, score, len(scores) if card.bands else 0, status)
