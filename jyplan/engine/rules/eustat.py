"""The Basque statistics office's measure of progress, after Eurostat's.

With a target as Statistics Canada's ``R``, compared strictly: above 0.95 significant progress,
above 0.6 moderate progress, from 0 on moderate deterioration, below significant deterioration;
scores 5 above 1.3, ``5 / 0.7 (R - 0.6)`` from 0.6 on, ``5 / 1.2 (R + 0.6) - 5`` above -0.6, else
-5. Without a target the growth ``x`` is classed at 1 %, 0.1 %, -0.1 % and -1 %, the two upper steps
shrunk by ``C`` towards a natural limit; scores ``5 x / (0.02 C)`` from 0 on, ``5 x / 0.02`` below,
between -5 and 5.

Source: Eustat, Progress Measurement for Sustainable Development Goals; Eurostat, Sustainable
development in the European Union, monitoring report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.rules import pace
from jyplan.engine.rules.card import Card, Class, Example, Needs, Score, Words
from jyplan.engine.rules.rule import Rule, Verdicts, ranked

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Series

STEPS = (0.01, 0.001, -0.001, -0.01)

CARD = Card(
    name="eustat",
    title=Words("巴斯克统计局进展衡量", "Basque statistics office's progress measure"),
    source=Words(
        "巴斯克统计局（Eustat）可持续发展目标进展衡量，沿用欧盟统计局方法",
        "Eustat, Progress Measurement for Sustainable Development Goals, after Eurostat",
    ),
    classes=(
        Class(
            "significant_progress",
            "on_track",
            Words("进展显著", "significant progress"),
            Words(
                "v 达到 T 或 R > 0.95；无目标 x > 1 % × C",
                "v meets T or R > 0.95; no target x > 1 % × C",
            ),
        ),
        Class(
            "moderate_progress",
            "behind",
            Words("进展中等", "moderate progress"),
            Words("R > 0.6；无目标 x > 0.1 % × C", "R > 0.6; no target x > 0.1 % × C"),
        ),
        Class(
            "no_progress",
            "behind",
            Words("没有进展", "no progress"),
            Words("无目标 x > −0.1 %", "no target x > −0.1 %"),
        ),
        Class(
            "moderate_deterioration",
            "behind",
            Words("中等退步", "moderate deterioration"),
            Words("R ≥ 0；无目标 x > −1 %", "R ≥ 0; no target x > −1 %"),
        ),
        Class(
            "significant_deterioration",
            "regressing",
            Words("显著退步", "significant deterioration"),
            Words("R < 0；无目标 x ≤ −1 %", "R < 0; no target x ≤ −1 %"),
        ),
    ),
    formulas=(*pace.TOWARDS, *pace.FREE),
    symbol="R",
    measure=pace.MEASURE,
    cuts=(0.95, 0.6, 0.0, *STEPS),
    needs=Needs(target=False, limit=True),
    notes=(
        Words(
            "有目标而 0 ≤ R ≤ 0.6 的也称“中等退步”：方向对，但远远不够。",
            "With a target, 0 ≤ R ≤ 0.6 is called moderate deterioration too: the right way, "
            "far too slowly.",
        ),
    ),
    scores=(
        Score(Words("v 达到 T", "v meets T"), "5"),
        Score(Words("始于 T 而离开", "began at T and left it"), "−5"),
        Score(Words("R ≥ 0.6", "R ≥ 0.6"), "min(5 / 0.7 × (R − 0.6), 5)"),
        Score(Words("R < 0.6", "R < 0.6"), "max(5 / 1.2 × (R + 0.6) − 5, −5)"),
        Score(Words("无目标 x = 0", "no target x = 0"), "0"),
        Score(Words("无目标 x < 0", "no target x < 0"), "max(5 × x / 0.02, −5)"),
        Score(Words("无目标 C = 0", "no target C = 0"), "5"),
        Score(Words("无目标 x > 0", "no target x > 0"), "min(5 × x / (0.02 × C), 5)"),
    ),
    example=Example(
        name=Words(
            "巴斯克一项越低越好的指标", "An indicator of the Basque Country, lower is better"
        ),
        source=Words("巴斯克统计局（Eustat）", "Eustat"),
        unit=Words("", ""),
        figures={
            "baseline": 16.4,
            "start_year": 2016,
            "latest": 16.5,
            "latest_year": 2022,
            "target": 8.2,
            "target_year": 2030,
            "direction": -1,
            "operator": 2,
        },
    ),
)


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by their pace, or by their growth where there is no target."""
    ratio, x = figures["R"], figures["x"]
    met = pace.met(series)
    reason = pace.reasons(series, figures, targetless=True)
    fallen = pace.fallen(series, reason)
    fast, fair = (pace.reaches(series, figures, cut, strict=True) for cut in cuts[:2])
    grows = [
        pace.reaches_growth(series, figures, cut, strict=True, shrunk=cut > 0) for cut in cuts[3:]
    ]
    worst = ~np.isnan(ratio) | ~np.isnan(x) | fallen
    with np.errstate(all="ignore"):
        slow = ratio >= cuts[2]
    status = ranked(
        (met | fast | grows[0], fair | grows[1], grows[2], slow | grows[3], worst), len(x)
    )
    value = np.where(np.isnan(x), ratio, x)
    return Verdicts(
        value=np.where(reason == Reason.NONE, value, np.nan),
        score=np.select(
            [met, fallen, ~np.isnan(x)], [5.0, -5.0, _growth_score(x, figures["C"])], _score(ratio)
        ),
        status=status,
        reason=reason,
    )


def _score(ratio: Array) -> Array:
    """Scores of ratios."""
    with np.errstate(all="ignore"):
        score = np.where(
            ratio >= CARD.cuts[1], 5 / 0.7 * (ratio - 0.6), 5 / 1.2 * (ratio + 0.6) - 5
        )
    return np.clip(score, -5.0, 5.0)


def _growth_score(x: Array, closeness: Array) -> Array:
    """Scores of growth without a target; at the limit itself any gain is the most there is."""
    with np.errstate(all="ignore"):
        up = np.where(x == 0, 0.0, 5 * x / (0.02 * closeness))
        return np.clip(np.where(x >= 0, up, 5 * x / 0.02), -5.0, 5.0)


RULE = Rule(CARD, judge, pace.terms)
