"""Of published verdicts the newest that looks no further counts, in whatever order they stand."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from jyplan.assess import Request, assess
from jyplan.plan.loading import load_observations, load_plan
from jyplan.plan.plan import Origin
from jyplan.plan.records import record_of

ROOT = Path(__file__).parents[2]
PLAN = load_plan(Origin(ROOT, "option"))
OBSERVED = load_observations(PLAN, sorted((ROOT / "tests/acceptance/submissions").glob("*.yaml")))
IDS = [indicator.id for indicator in PLAN.indicators]
STANDING = ("achieved", "achieved_worsening", "ahead", "on_track", "behind", "regressing", "missed")
# off course, or there: no publisher tells more apart
GROUPS = [{"achieved", "achieved_worsening"}, {"behind", "regressing", "missed"}]

# of an indicator and a year there is one verdict
told = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.integers(2020, 2025)), st.sampled_from(STANDING), max_size=60
)


def publications(verdicts: dict[tuple[str, int], str]) -> list[dict[str, object]]:
    """A publication for each year, with the verdicts of that year."""
    words = {"zh": "词", "en": "words"}
    classes = {status: {"status": status, "words": words} for status in STANDING}
    by_year: dict[int, dict[str, object]] = {}
    for (name, year), status in verdicts.items():
        by_year.setdefault(year, {})[name] = {"class_": status, "note": None}
    return [
        {"year": year, "by": words, "source": None, "classes": classes, "verdicts": given}
        for year, given in by_year.items()
    ]


@given(told, st.integers(2020, 2025), st.randoms())
def test_the_order_of_publications_means_nothing(
    verdicts: dict[tuple[str, int], str], as_of: int, order: object
) -> None:
    ordered = publications(verdicts)
    shuffled = [*ordered]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (
        assess(PLAN._replace(published=record_of(each)), OBSERVED, Request(as_of))
        for each in (ordered, shuffled)
    )
    assert first.assessments == second.assessments
    assert first.agreement == second.agreement
    if not ordered:
        assert first.agreement is None
        return
    compared = alike = 0
    for item in first.assessments:
        years = [year for name, year in verdicts if name == item.indicator.id and year <= as_of]
        if not years:
            assert item.published is None
            continue
        assert item.published is not None
        theirs = verdicts[item.indicator.id, max(years)]
        assert (item.published.year, item.published.status) == (max(years), theirs)
        if item.status not in STANDING:
            assert item.published.alike is None
            continue
        same = theirs == item.status or any({theirs, item.status} <= group for group in GROUPS)
        assert item.published.alike is same
        compared += 1
        alike += same
    assert first.agreement == (compared, alike)


@given(told, st.integers(2020, 2025))
def test_verdicts_change_nothing_of_ours(verdicts: dict[tuple[str, int], str], as_of: int) -> None:
    told_of = PLAN._replace(published=record_of(publications(verdicts)))
    with_them, without = (assess(each, OBSERVED, Request(as_of)) for each in (told_of, PLAN))
    assert without.agreement is None
    assert [item._replace(published=None) for item in with_them.assessments] == list(
        without.assessments
    )
    assert with_them.statuses == without.statuses
