"""Laws of scenarios: grammar without holes, solve and apply, trend, grids, order, mirrors."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from itertools import count
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from jyplan.assess import Request, assess
from jyplan.data.whatif import whatif_json
from jyplan.errors import ArgumentsError, FindingsError
from jyplan.plan.files import discover
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.loading import load
from jyplan.scenario.arguments import typed
from jyplan.scenario.assumptions import PlacedChange
from jyplan.scenario.courses import LARGEST
from jyplan.scenario.forms import ChangeError, How, Piece
from jyplan.scenario.goal import Goal, solve
from jyplan.scenario.grammar import Change, canonical, parse
from jyplan.scenario.grid import grid, sides
from jyplan.scenario.prepared import Proposal, prepare
from jyplan.scenario.whatif import whatif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from subprocess import CompletedProcess

    from jyplan.outcomes import Outcome, WhatIf
    from jyplan.scenario.prepared import Prepared

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
FEW = settings(max_examples=60)
SHARED = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


# --- the grammar ------------------------------------------------------------------------------
PIECES = [
    *("hnte", "gdp", "hz_*", "*", "theme:", "innovators", "@", "2024", "=", "==", "＝", " ", "  "),
    *("12%", "-3.5 %", "/", "..", "8%..20%", "+0.06", "pp", "-", "+", "%", "％", "400", "1e3"),
    *("required", "trend", "latest", "best", "halt", "linear", "history", "delay", "dip"),
    *(
        "至",
        "~",
        "—",
        "年增",
        "每年下降",
        "翻一番",
        "x2",
        "×2",
        "@2027",
        "推迟",
        "1年",
        "趋势",
        "上限",
    ),
    *("家", "个百分点", " enterprises", "/+9", "..+9", "-", "+5", "to", " a year", "，", "件/万人"),
    *("1", "-10%", "cap", "floor", "cap 3", "floor 4", "nan", "inf", "\n", "\t", "情景", "'", "#"),
]
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.tuples(st.just("hnte="), st.text(max_size=20)).map("".join),
    st.text("h=*@%./+-019 capdipftrend", min_size=1, max_size=600),
)


@given(texts)
@example("")
@example("=")
@example("hnte=")
@example("hnte=12% cap")
@example("hnte@=")
@example("h" * 501)
def test_any_text_is_a_change_or_says_where_it_is_none(text: str) -> None:
    try:
        change = parse(text)
    except ChangeError as error:
        start, end = error.piece
        # what is missing at the end is shown one place behind it
        assert 0 <= start <= len(text)
        assert start <= end <= len(text) + 1
        return
    assert change.text == text
    assert change.name
    figures = [*change.how.rates, *change.how.steps, change.how.value]
    figures += [limit for limit in (change.cap, change.floor) if limit is not None]
    assert all(map(isfinite, figures))
    for piece in change.where.values():
        assert 0 <= piece.start < piece.end <= len(text)


@given(texts)
def test_a_change_reads_back_from_its_canonical_form(text: str) -> None:
    try:
        change = parse(text)
    except ChangeError:
        return
    again = parse(canonical(change))
    assert again._replace(text="", where={}) == change._replace(text="", where={})
    assert canonical(again) == canonical(change)


@given(texts)
def test_any_argument_has_a_caret_below_its_text(text: str) -> None:
    try:
        typed([text])
    except ArgumentsError as error:
        [finding] = error.findings
        assert finding.code == "JY701"
        assert finding.excerpt == (text,)
        assert 1 <= finding.span.column <= len(text) + 1
        assert finding.span.column < finding.span.end_column <= len(text) + 2


# --- changes of the real plan -----------------------------------------------------------------
hundredths = st.integers(-10000, 100000).map(lambda n: f"{n / 100:.2f}%")
modest = st.integers(-500, 2500).map(lambda n: f"{n / 100:.2f}%")
steps = st.integers(-10000, 10000).map(lambda n: f"{n / 100:+.2f}")
years = st.integers(2021, 2025)
ways = st.one_of(
    hundredths,
    st.lists(hundredths, min_size=2, max_size=7).map("/".join),
    steps,
    st.tuples(st.integers(-99, 50), st.integers(50, 300)).map(
        lambda pair: f"{pair[0]}%..{pair[1]}%"
    ),
    st.tuples(st.integers(-99, 50), st.integers(50, 300)).map(
        lambda pair: f"{pair[0]:+d}..{pair[1]:+d}"
    ),
    st.lists(steps, min_size=2, max_size=7).map("/".join),
    st.integers(1, 400).map(lambda n: f"x{n / 100}"),
    st.sampled_from(["trend", "latest", "best", "halt", "required", "linear"]),
    st.integers(1, 99).map(lambda n: f"delay {n}"),
    st.integers(-100, 900).map(lambda n: f"trend {n:+d}%"),
)
limits = st.one_of(
    st.just(""),
    st.integers(-100, 1000).map(lambda n: f" cap {n}"),
    st.integers(-100, 1000).map(lambda n: f" floor {n}"),
)
KNOWN = ("hnte", "rd_intensity", "gdp", "rd_expenditure", "patents_granted")
on_the_way = st.tuples(
    st.sampled_from([*KNOWN, "hz_gdp", "hz_*", "theme:innovators", "*"]), ways, limits
).map(lambda parts: f"{parts[0]}={parts[1]}{parts[2]}")
single_years = st.one_of(
    st.tuples(st.sampled_from(KNOWN), years, st.integers(0, 99999)).map(
        lambda parts: f"{parts[0]}@{parts[1]}={parts[2] / 100}"
    ),
    st.tuples(st.sampled_from(KNOWN), st.integers(-100, 50), years, st.integers(1, 99)).map(
        lambda parts: f"{parts[0]}=dip {parts[1]}% {parts[2]} {parts[3]}"
    ),
)
INTERVALS_OF_MANY = ("hz_*=", "*=", "theme:innovators=")


@SHARED
@given(
    st.lists(st.one_of(on_the_way, single_years), min_size=1, max_size=4),
    st.sampled_from(["table", "json", "csv", "markdown"]),
    st.sampled_from([(), ("--all",), ("--until", "2040"), ("--until", "2022")]),
    st.sampled_from([(), (), ("--draws", "50")]),
)
def test_no_run_prints_nan_or_infinity(
    run: Run, changes: list[str], form: str, more: tuple[str, ...], drawn: tuple[str, ...]
) -> None:
    # many intervals at once have a test of their own
    assume(not any(text.startswith(INTERVALS_OF_MANY) and ".." in text for text in changes))
    arguments = [part for text in changes for part in ("--set", text)]
    here = ("--plan", str(ROOT), "--lang", "en")
    result = run("whatif", *here, *arguments, *more, *drawn, "--format", form)
    assert result.returncode in {0, 2}, (changes, result.stderr)
    assert (result.returncode == 2) == (result.stdout == "")
    words = result.stdout.replace(",", " ").replace("|", " ").lower().split()
    assert not [word for word in words if word.strip('":+-×') in {"nan", "inf", "infinity"}]


def stage_of(folder: Path) -> Prepared:
    plan, observations = load(discover(str(folder), {}, ROOT), [])
    return prepare(assess(plan, observations, Request(None, {}, None, ())), observations, None)


@cache
def real() -> Prepared:
    return stage_of(ROOT)


def worked_out(prepared: Prepared, changes: Sequence[PlacedChange | str]) -> WhatIf:
    written = tuple(typed([each])[0] if isinstance(each, str) else each for each in changes)
    return whatif(prepared, [Proposal(None, None, (), (written,))])


def outcome(found: WhatIf, name: str) -> Outcome:
    [row] = [each for each in found.scenarios[0].outcomes if each.entry.id == name]
    return row


@FEW
@given(
    st.tuples(modest, modest, ways),
    st.permutations(["rd_expenditure", "gdp", "hnte"]),
)
def test_the_order_of_changes_changes_nothing(hows: tuple[str, str, str], order: list[str]) -> None:
    by_id = dict(zip(("rd_expenditure", "gdp", "hnte"), hows, strict=True))
    try:
        there = worked_out(real(), [f"{name}={how}" for name, how in by_id.items()])
    except FindingsError:
        return
    back = worked_out(real(), [f"{name}={by_id[name]}" for name in order])
    assert there.scenarios[0].outcomes == back.scenarios[0].outcomes
    assert whatif_json(there) == whatif_json(back)


@FEW
@given(
    st.tuples(st.integers(-2000, 3000), st.integers(1, 5), st.integers(1, 500)),
    st.tuples(st.integers(-2000, 3000), st.integers(1, 5), st.integers(1, 500)),
)
def test_a_cell_is_a_single_run(down: tuple[int, int, int], across: tuple[int, int, int]) -> None:
    """Exactly, to the last bit, wherever it stands in the grid."""
    axes = []
    for name, (start, number, step) in (("rd_expenditure", down), ("gdp", across)):
        last = start + (number - 1) * step
        axes.append(f"{name}={start / 100}%:{last / 100}%:{step / 100}%")
    found = grid(real(), sides(axes), "rd_intensity", [])
    assert [len(axis.growth) for axis in found.axes] == [down[1], across[1]]
    row, column = down[1] - 1, across[1] // 2
    changes = [
        f"rd_expenditure={(down[0] + row * down[2]) / 100}%",
        f"gdp={(across[0] + column * across[2]) / 100}%",
    ]
    held = outcome(worked_out(real(), changes), "rd_intensity").held
    assert held is not None
    assert (held.value, held.met) == found.cells[row][column]


# --- fictional plans --------------------------------------------------------------------------
FOLDER = tempfile.TemporaryDirectory(prefix="jyplan-fictional-")
names = count()


def fictional(
    baseline: float,
    target: float,
    operator: str,
    *,
    year: int = 2025,
    seen: dict[int, float] | None = None,
) -> Prepared:
    """A plan of one indicator that nobody made."""
    folder = Path(FOLDER.name) / str(next(names))
    (folder / "submissions").mkdir(parents=True)
    head = {"id": "fictional", "name": "Fictional plan", "baseline_year": 2020, "end_year": 2025}
    row = {
        "id": "q",
        "name": "q",
        "unit": "items",
        "kind": "stock",
        "scope": "all",
        "theme": "one",
        "precision": 0.01,
        "direction": "increase" if operator.startswith(">") else "decrease",
        "target": {"operator": operator, "value": target, "year": year},
    }
    whole: dict[str, Any] = {
        "schema": 1,
        "plan": head,
        "themes": [{"id": "one", "name": "One"}],
        "scopes": [{"id": "all", "name": "All"}],
        "indicators": [row],
    }
    start = {"schema": 1, "baselines": [{"id": "q", "year": 2020, "value": baseline}]}
    (folder / "targets.yaml").write_text(json.dumps(whole), encoding="utf-8")
    (folder / "baselines.yaml").write_text(json.dumps(start), encoding="utf-8")
    for reported, value in (seen or {}).items():
        text = json.dumps({"schema": 1, "year": reported, "values": {"q": value}})
        (folder / "submissions" / f"{reported}.yaml").write_text(text, encoding="utf-8")
    return stage_of(folder)


cents = st.integers(1, 10**7).map(lambda n: n / 100)
signed = st.integers(-(10**6), 10**6).map(lambda n: n / 100)


def at_rate(rate: float) -> PlacedChange:
    """The change that a rate is, with every digit of it."""

    def finding(code: str, severity: Severity, _: Piece, data: Mapping[str, object]) -> Finding:
        return Finding(code, severity, Span("--set", 1, 1, 1), data)

    where = {"what": Piece(0, 1), "how": Piece(2, 3)}
    return PlacedChange(Change("q=…", "id", "q", How("rates", (rate,)), None, None, where), finding)


def meets(operator: str, value: float, target: float) -> bool:
    return {
        ">=": value >= target,
        ">": value > target,
        "<=": value <= target,
        "<": value < target,
    }[operator]


@FEW
@given(cents, cents, st.booleans(), st.integers(2021, 2030))
def test_solve_then_apply_hits_the_target(
    start: float,
    other: float,
    strict: bool,  # noqa: FBT001
    year: int,
) -> None:
    assume(start != other)
    operator = (">" if other > start else "<") + ("" if strict else "=")
    prepared = fictional(start, other, operator, year=year)
    found = solve(prepared, Goal("q"), [])
    if found.rate is None:
        # faster than anybody could follow, either way
        growth = (other / start) ** (1 / (year - 2020)) - 1
        assert not -0.98 < growth < 9.9
        assert found.reason == "unreachable"
        return
    row = outcome(worked_out(prepared, [at_rate(found.rate)]), "q")
    assert row.held is not None
    assert row.held.value is not None
    assert row.held.met is True
    assert row.held.value == found.value
    assert meets(operator, row.held.value, other)
    # and no more than it takes
    assert row.held.value == pytest.approx(other, rel=1e-9)


@FEW
@given(signed, signed, st.booleans())
def test_steps_of_solve_hit_the_target(first: float, other: float, strict: bool) -> None:  # noqa: FBT001
    """Where nothing compounds: through zero, from it or to it."""
    assume(first != other and first * other <= 0)
    operator = (">" if other > first else "<") + ("" if strict else "=")
    found = solve(fictional(first, other, operator), Goal("q"), [])
    assert found.rate is None
    assert found.step is not None
    assert found.reason in {"zero_baseline", "zero_target", "crosses_zero"}
    assert found.value is not None
    assert meets(operator, found.value, other)
    assert first + 5 * found.step == pytest.approx(other, rel=1e-9, abs=1e-9)


@FEW
@given(
    cents,
    cents,
    st.dictionaries(st.integers(2021, 2024), cents, min_size=1, max_size=4),
    st.integers(2025, 2030),
    st.booleans(),
)
def test_the_trend_is_what_status_projects(
    first: float,
    other: float,
    seen: dict[int, float],
    year: int,
    rising: bool,  # noqa: FBT001
) -> None:
    assume(first != other)
    target = max(first, other) if rising else min(first, other)
    base = min(first, other) if rising else max(first, other)
    prepared = fictional(base, target, ">=" if rising else "<=", year=year, seen=seen)
    [item] = prepared.report.assessments
    row = outcome(worked_out(prepared, ["q=trend"]), "q")
    assert row.held is not None
    projected = item.projection.compound
    assert projected is not None
    assert row.trend == row.held
    if abs(projected) > LARGEST:
        # status says what nobody could mean, scenarios do not
        assert (row.held.value, row.held.reason) == (None, "too_large")
        return
    assert row.held.value == pytest.approx(projected, rel=1e-12)
    assert row.turned is False


@FEW
@given(signed, signed, modest, st.dictionaries(years, signed, max_size=2))
def test_a_mirror_changes_nothing(
    first: float, other: float, rate: str, seen: dict[int, float]
) -> None:
    """All signs turned, the direction as well: the same hits and misses, the same growth."""
    assume(first != other)
    seen.pop(2025, None)
    rising = other > first
    here = fictional(first, other, ">=" if rising else "<=", seen=seen)
    turned = {year: -value for year, value in seen.items()}
    there = fictional(-first, -other, "<=" if rising else ">=", seen=turned)
    one, two = (outcome(worked_out(prepared, [f"q={rate}"]), "q") for prepared in (here, there))
    assert [each.value for each in one.years] == [-(each.value or 0) for each in two.years]
    assert one.held is not None
    assert two.held is not None
    assert one.held.met == two.held.met
    assert one.held.difference == two.held.difference
    assert (one.growth, one.needed) == (two.growth, two.needed)
    goals = [solve(prepared, Goal("q"), []) for prepared in (here, there)]
    assert goals[0].reason == goals[1].reason
    if goals[1].rate is None:
        assert goals[0].rate is None
        assert (goals[0].step or 0) == -(goals[1].step or 0)
    else:
        assert goals[0].rate == pytest.approx(goals[1].rate, rel=1e-9, abs=1e-12)


@FEW
@given(cents, modest, st.integers(1, 2000), st.integers(1, 2000))
def test_limits_hold_in_every_year(start: float, rate: str, one: int, two: int) -> None:
    low, high = sorted((one, two))
    prepared = fictional(start, round(start + 1, 2), ">=")
    row = outcome(worked_out(prepared, [f"q={rate} cap {high} floor {low}"]), "q")
    for each in row.years[1:]:
        assert each.value is not None
        assert low <= each.value <= high


@FEW
@given(cents, st.integers(-99, 100), st.integers(0, 100))
def test_an_interval_holds_its_middle_and_its_ends(start: float, low: int, width: int) -> None:
    prepared = fictional(start, round(start + 1, 2), ">=")
    row = outcome(worked_out(prepared, [f"q={low}%..{low + width}%"]), "q")
    for elapsed, each in enumerate(row.years):
        assert each.value is not None
        if each.low is None or each.high is None:
            assert elapsed == 0 or width == 0
            continue
        assert each.low <= each.value <= each.high
        assert each.low == pytest.approx(start * (1 + low / 100) ** elapsed)
        assert each.high == pytest.approx(start * (1 + (low + width) / 100) ** elapsed)


@FEW
@given(cents, cents, st.integers(2021, 2030))
def test_words_to_the_target_arrive_at_it(first: float, other: float, year: int) -> None:
    assume(first != other)
    prepared = fictional(first, other, ">=" if other > first else "<=", year=year)
    for word in ("required", "linear", "delay 1"):
        held = outcome(worked_out(prepared, [f"q={word}"]), "q").held
        assert held is not None
        assert held.met is (word != "delay 1")
        if held.met:
            assert (held.value, held.difference, held.attainment_year) == (other, 0, year)
