"""Odds: closed forms by hand, simulation beside them, seeds, ties, history."""

from __future__ import annotations

import csv
import io
import json
from math import erf, exp, log, sqrt
from typing import TYPE_CHECKING, Any

import pytest

from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]
    Json = dict[str, Any]

REAL = ("--plan", ".", "--lang", "en")
# of the standard normal distribution, 95 % and 75 %
Z95, Z75 = 1.6448536269514722, 0.6744897501960817
HNTE = ("--set", "hnte=15%..30%")
INTENSITY = ("--set", "rd_expenditure=5%..20%", "--set", "gdp=3%..7%")


def plan(
    folder: Path,
    baselines: Mapping[str, float],
    targets: Mapping[str, Json],
    submissions: Mapping[int, Mapping[str, float]] | None = None,
    history: Sequence[tuple[str, int, float]] = (),
) -> tuple[str, ...]:
    """A fictional plan of two themes, two indicators in the first."""
    rows = [
        {
            "id": name,
            "baseline": value,
            "theme": "one" if index < 2 else "two",
            "target": {"operator": ">=", "year": 2025, **targets[name]},
        }
        for index, (name, value) in enumerate(baselines.items())
    ]
    return fictional.plan(folder, rows, history=history, submissions=submissions)


def odds(run: Run, *arguments: str) -> Json:
    result = run("whatif", *arguments, "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    [found] = json.loads(result.stdout)["scenarios"]
    return dict(found)


def chance(found: Json, name: str) -> Json:
    [row] = [each for each in found["indicators"] if each["id"] == name]
    return dict(row)


def below(z: float) -> float:
    """The normal distribution."""
    return (1 + erf(z / sqrt(2))) / 2


def spread(low: float, high: float) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm of a factor, by its 90 % interval."""
    first, last = log(1 + low), log(1 + high)
    return (first + last) / 2, (last - first) / (2 * Z95)


# --- closed form ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("persistence", "years"),
    [
        # the variance of the sum of five years is 5 s^2 where they are independent, 25 s^2 where
        # they are one, and s^2 (5 + 2 (4 r + 3 r^2 + 2 r^3 + r^4)) between
        (None, 5),
        ("0", 5),
        ("0.5", 5 + 2 * (4 * 0.5 + 3 * 0.25 + 2 * 0.125 + 0.0625)),
        ("1", 25),
    ],
)
def test_closed_form(run: Run, persistence: str | None, years: float) -> None:
    """186 x exp(N(5 m, years s^2)) >= 500."""
    more = () if persistence is None else ("--persistence", persistence)
    found = odds(run, *REAL, *HNTE, "--draws", "1000", *more)
    assert (found["closed_form"], found["draws"]) == (True, 0)
    row = chance(found, "hnte")
    mean, deviation = spread(0.15, 0.3)
    total = deviation * sqrt(years)
    middle = 186 * exp(5 * mean)
    assert row["probability"] == pytest.approx(below(log(middle / 500) / total), abs=1e-9)
    assert row["error"] == 0
    last = row["years"][-1]
    for key, z in (("p5", -Z95), ("p25", -Z75), ("p50", 0), ("p75", Z75), ("p95", Z95)):
        assert last[key] == pytest.approx(middle * exp(z * total), rel=1e-9)
    # the mean of what is missing: K N(d) - M exp(v / 2) N(d - sqrt v), as of a put option
    d = log(500 / middle) / total
    missing = 500 * below(d) - middle * exp(total**2 / 2) * below(d - total)
    assert row["shortfall"] == pytest.approx(missing, rel=1e-7)


def test_closed_form_is_said(run: Run) -> None:
    text = run("whatif", *REAL, *HNTE, "--draws", "1000").stdout
    assert "closed form" in text
    assert "independent by year" in text
    chinese = run("whatif", "--plan", ".", "--lang", "zh", *HNTE, "--draws", "1000").stdout
    assert "1000" not in chinese.split("揭阳")[-1].split("假设")[0]
    assert not chinese.isascii()


def test_no_draw_changes_a_closed_form(run: Run) -> None:
    first = odds(run, *REAL, *HNTE, "--draws", "1", "--seed", "1")
    other = odds(run, *REAL, *HNTE, "--draws", "100000", "--seed", "2")
    assert first["indicators"] == other["indicators"]


def test_what_is_certain(run: Run) -> None:
    """5 % a year gives 237 for sure, 25 % gives 568."""
    for rate, probability in ((5, 0), (25, 1)):
        row = chance(odds(run, *REAL, "--set", f"hnte={rate}%", "--draws", "10"), "hnte")
        assert (row["probability"], row["error"]) == (probability, 0)
        last = row["years"][-1]
        assert last["p5"] == last["p95"] == pytest.approx(186 * (1 + rate / 100) ** 5)


@pytest.mark.parametrize(("limit", "probability"), [("cap 499", 0), ("floor 500", 1)])
def test_limits(run: Run, limit: str, probability: float) -> None:
    row = chance(odds(run, *REAL, "--set", f"hnte=15%..30% {limit}", "--draws", "10"), "hnte")
    assert row["probability"] == probability


def test_a_pin_takes_the_luck_before_it(run: Run) -> None:
    """400 in 2024 for sure, then one year of luck: 400 x f >= 500."""
    arguments = (*HNTE, "--set", "hnte@2024=400", "--draws", "10")
    row = chance(odds(run, *REAL, *arguments), "hnte")
    mean, deviation = spread(0.15, 0.3)
    assert row["probability"] == pytest.approx(below((mean - log(1.25)) / deviation), abs=1e-9)
    [pinned] = [each for each in row["years"] if each["year"] == 2024]
    assert pinned["p5"] == pinned["p95"] == pytest.approx(400)


# --- simulation -------------------------------------------------------------------------------
def monomial(correlation: float = 0.0, years: float = 5) -> tuple[float, float]:
    """Median and deviation of 100 x spending / GDP, lognormal as well."""
    (m1, s1), (m2, s2) = spread(0.05, 0.2), spread(0.03, 0.07)
    variance = years * (s1 * s1 + s2 * s2 - 2 * correlation * s1 * s2)
    return 100 * 19.9 / 2133 * exp(5 * (m1 - m2)), sqrt(variance)


@pytest.mark.parametrize("seed", ["1", "2", "3", "20260101"])
@pytest.mark.parametrize(
    ("more", "correlation", "years"),
    [
        ((), 0, 5),
        (("--correlation", "0.8"), 0.8, 5),
        (("--persistence", "1"), 0, 25),
        (("--persistence", "1", "--correlation", "0.5"), 0.5, 25),
    ],
)
def test_simulation_beside_the_closed_form(
    run: Run, seed: str, more: tuple[str, ...], correlation: float, years: float
) -> None:
    """R&D intensity by its identity: within four standard errors of the lognormal."""
    draws = 20000
    found = odds(run, *REAL, *INTENSITY, "--draws", str(draws), "--seed", seed, *more)
    assert (found["closed_form"], found["draws"], found["seed"]) == (False, draws, int(seed))
    row = chance(found, "rd_intensity")
    middle, deviation = monomial(correlation, years)
    probability = below(log(middle / 1.2) / deviation)
    error = sqrt(probability * (1 - probability) / draws)
    assert row["error"] == pytest.approx(error, rel=0.05)
    assert abs(row["probability"] - probability) < 4 * error
    # a quantile of lognormal values has the standard error sqrt(p (1 - p) / n) / density
    last = row["years"][-1]
    for key, z, p in (("p5", -Z95, 0.05), ("p50", 0.0, 0.5), ("p95", Z95, 0.95)):
        density = exp(-z * z / 2) / sqrt(2 * 3.141592653589793)
        off = log(last[key] / (middle * exp(z * deviation))) / deviation
        assert abs(off) < 4 * sqrt(p * (1 - p) / draws) / density + 0.002


def test_the_same_seed_the_same_output(run: Run) -> None:
    arguments = (*REAL, *INTENSITY, "--draws", "3000")
    for form in ("table", "json", "csv", "markdown"):
        texts = [
            run("whatif", *arguments, "--seed", seed, "--format", form).stdout for seed in "778"
        ]
        assert texts[0] == texts[1] != texts[2]
    assert run("whatif", *arguments).stdout == run("whatif", *arguments, "--seed", "1").stdout


def test_simulation_is_said(run: Run) -> None:
    text = run("whatif", *REAL, *INTENSITY, "--draws", "3000", "--seed", "7").stdout
    assert "3000 draws, seed 7" in text
    assert "standard error" in text
    assert "rd_intensity is 0.933 in 2020" in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("arguments", [HNTE, INTENSITY])
def test_fan(run: Run, language: str, arguments: tuple[str, ...]) -> None:
    here = ("--plan", ".", "--lang", language, *arguments, "--draws", "500")
    table, chart = run("whatif", *here).stdout, run("whatif", *here, "--chart").stdout
    assert chart.startswith(table)
    assert "░" in chart[len(table) :]
    assert "2025" in chart[len(table) :]


def test_csv(run: Run) -> None:
    text = run("whatif", *REAL, *HNTE, "--draws", "10", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["year"] for row in rows] == [str(year) for year in range(2020, 2026)]
    assert float(rows[-1]["p50"]) == pytest.approx(186 * (1.15 * 1.3) ** 2.5)
    assert rows[0]["p5"] == rows[0]["p95"] == "186.0"


# --- several targets --------------------------------------------------------------------------
# q0 and q1 stand in theme one, q2 in theme two
THREE = {"q0": 100.0, "q1": 100.0, "q2": 100.0}
AIMS = {"q0": {"value": 160}, "q1": {"value": 170}, "q2": {"value": 150}}
LUCK = [part for name in THREE for part in ("--set", f"{name}=5%..15%")]


def alone(target: float) -> float:
    mean, deviation = spread(0.05, 0.15)
    return below((5 * mean - log(target / 100)) / (deviation * sqrt(5)))


def test_joint_of_independent_ones(run: Run, tmp_path: Path) -> None:
    here = plan(tmp_path / "fictional", THREE, AIMS)
    found = odds(run, *here, *LUCK, "--draws", "1000")
    assert found["closed_form"] is True
    each = [alone(value) for value in (160, 170, 150)]
    assert [row["probability"] for row in found["indicators"]] == pytest.approx(each)
    joint = {group["id"]: group for group in found["joint"]}
    assert joint["one"]["members"] == 2
    assert joint["one"]["probability"] == pytest.approx(each[0] * each[1])
    assert joint[None]["members"] == 3
    assert joint[None]["probability"] == pytest.approx(each[0] * each[1] * each[2])
    text = run("whatif", *here, *LUCK, "--draws", "1000").stdout
    assert "all 3 targets met" in text


def test_joint_of_what_goes_together(run: Run, tmp_path: Path) -> None:
    """By one common factor alone all meet their targets when the hardest one does."""
    here = plan(tmp_path / "fictional", THREE, AIMS)
    found = odds(run, *here, *LUCK, "--draws", "20000", "--correlation", "1")
    assert found["closed_form"] is False
    joint = {group["id"]: group for group in found["joint"]}
    hardest = alone(170)
    assert abs(joint[None]["probability"] - hardest) < 4 * sqrt(hardest * (1 - hardest) / 20000)
    # one ensemble: the theme holds the hardest one as well
    assert joint["one"]["probability"] == joint[None]["probability"]
    assert joint["one"]["probability"] == chance(found, "q1")["probability"]


def ties(folder: Path, *pairs: tuple[str, str, float], more: str = "") -> str:
    path = folder / "ties.yaml"
    lines = [f"      - {{ids: [{a}, {b}], value: {value}}}" for a, b, value in pairs]
    changes = ", ".join(f"{name}=5%..15%" for name in THREE)
    text = f"schema: 1\nscenarios:\n  - id: a\n    changes: [{changes}]\n{more}"
    path.write_text("\n".join([f"{text}    correlations:", *lines, ""]), encoding="utf-8")
    return str(path)


def test_correlations_of_a_file(run: Run, tmp_path: Path) -> None:
    """For two targets at the median, both are met with 1/4 + asin(r) / (2 pi)."""
    middle = round(100 * (1.05 * 1.15) ** 2.5, 9)
    here = plan(tmp_path / "fictional", THREE, {name: {"value": middle} for name in THREE})
    path = ties(tmp_path, ("q0", "q1", -0.5))
    found = odds(run, *here, "--scenario", path, "--draws", "20000")
    assert found["correlations"] == [{"ids": ["q0", "q1"], "value": -0.5}]
    joint = {group["id"]: group for group in found["joint"]}
    # asin(-1/2) is -pi / 6: 1/4 - 1/12
    assert abs(joint["one"]["probability"] - 1 / 6) < 4 * sqrt(5 / 36 / 20000)
    text = run("whatif", *here, "--scenario", path, "--draws", "2000").stdout
    assert "q0 with q1 -0.5" in text


def test_correlations_that_contradict_each_other(run: Run, tmp_path: Path) -> None:
    here = plan(tmp_path / "fictional", THREE, AIMS)
    path = ties(tmp_path, ("q0", "q1", 0.9), ("q1", "q2", 0.9), ("q0", "q2", -0.9))
    result = run("whatif", *here, "--scenario", path, "--draws", "100")
    assert (result.returncode, result.stdout) == (1, "")
    place = f"{path}:5:5: error JY708"
    assert f"{place} scenario a: its correlations contradict each other; mend it" in result.stderr
    # Found without drawing too, at the same place.
    result = run("check", *here, path, "--lang", "en")
    assert f"{place} scenario a: its correlations contradict each other" in result.stdout
    assert result.returncode == 1


def test_correlations_that_contradict_a_common_one(run: Run, tmp_path: Path) -> None:
    """Both of a pair cannot follow a third one by 0.9 and go against each other by 0.9."""
    here = plan(tmp_path / "fictional", THREE, AIMS)
    path = ties(tmp_path, ("q0", "q1", -0.9), more="    common: 0.9\n")
    assert "JY708" in run("check", *here, path).stdout
    path = ties(tmp_path, ("q0", "q1", -0.9))
    assert "JY708" not in run("check", *here, path).stdout
    result = run("whatif", *here, "--scenario", path, "--draws", "100", "--correlation", "0.9")
    assert (result.returncode, result.stdout) == (1, "")
    assert "JY708" in result.stderr


@pytest.mark.parametrize("value", [1, -1])
def test_perfect_correlation_of_a_pair(run: Run, tmp_path: Path, value: int) -> None:
    """A pair that moves as one is no contradiction."""
    middle = round(100 * (1.05 * 1.15) ** 2.5, 9)
    here = plan(tmp_path / "fictional", THREE, {name: {"value": middle} for name in THREE})
    path = ties(tmp_path, ("q0", "q1", value))
    result = run("whatif", *here, "--scenario", path, "--draws", "20000", "--format", "json")
    assert result.returncode == 0
    [found] = json.loads(result.stdout)["scenarios"]
    joint = {group["id"]: group for group in found["joint"]}
    wanted = 0.5 if value > 0 else 0
    assert joint["one"]["probability"] == pytest.approx(wanted, abs=0.02)


def test_what_a_file_says_and_the_command_line_overrules(run: Run, tmp_path: Path) -> None:
    here = plan(tmp_path / "fictional", THREE, AIMS)
    path = ties(tmp_path, ("q0", "q1", 0.5), more="    persistence: 0.5\n    common: 0.2\n")
    found = odds(run, *here, "--scenario", path, "--draws", "100")
    assert (found["persistence"], found["common"]) == (0.5, 0.2)
    arguments = ("--persistence", "0", "--correlation", "0.1")
    over = odds(run, *here, "--scenario", path, "--draws", "100", *arguments)
    assert (over["persistence"], over["common"]) == (0, 0.1)


# --- history ----------------------------------------------------------------------------------
# 2018 to 2023: yearly factors 1.1, 1.2, 1.1, 1.3, 1.1
FACTORS = [1.1, 1.2, 1.1, 1.3, 1.1]
# Student's t, 95 %, four degrees of freedom, from tables
T4 = 2.131847


@pytest.fixture
def six(tmp_path: Path) -> tuple[str, ...]:
    """A fictional indicator known for six years: 100 in 2020, two before and three after."""
    return plan(
        tmp_path / "fictional",
        {"q0": 100.0},
        {"q0": {"value": 200}},
        submissions={2021: {"q0": 110.0}, 2022: {"q0": 143.0}, 2023: {"q0": 157.3}},
        history=[("q0", 2018, round(100 / 1.32, 9)), ("q0", 2019, round(100 / 1.2, 9))],
    )


def test_history(run: Run, six: tuple[str, ...]) -> None:
    """Mean +- t s sqrt(1 + 1 / 5) of the five changes of the logarithm."""
    found = odds(run, *six, "--set", "q0=history", "--draws", "100")
    [assumed] = found["assumed"]
    logs = [log(factor) for factor in FACTORS]
    mean = sum(logs) / 5
    deviation = sqrt(sum((each - mean) ** 2 for each in logs) / 4)
    reach = T4 * deviation * sqrt(1.2)
    assert assumed["kind"] == "history"
    assert assumed["rates"] == pytest.approx(
        [exp(mean - reach) - 1, exp(mean + reach) - 1], rel=1e-4
    )
    # two years from 157.3 on
    total = reach / Z95 * sqrt(2)
    wanted = below((log(157.3 / 200) + 2 * mean) / total)
    assert chance(found, "q0")["probability"] == pytest.approx(wanted, abs=1e-5)


@pytest.mark.parametrize(("language", "words"), [("en", "5 "), ("zh", "5 ")])
def test_history_says_how_few_years_it_rests_on(
    run: Run, six: tuple[str, ...], language: str, words: str
) -> None:
    arguments = (*six[:2], "--lang", language, "--set", "q0=history", "--draws", "10")
    text = run("whatif", *arguments).stdout
    [line] = [each for each in text.splitlines() if each.strip().startswith(("q0:", "q0："))]
    assert words in line


@pytest.mark.parametrize("change", ["hnte=history", "hz_gdp=history"])
def test_history_of_too_few_years(run: Run, change: str) -> None:
    """Two values make one change, which has no spread."""
    result = run("whatif", *REAL, "--set", change, "--draws", "10")
    assert (result.returncode, result.stdout) == (2, "")
    assert "JY705" in result.stderr
    assert "fewer than three values" in result.stderr


# --- what is refused --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("arguments", "column", "piece"),
    [
        (("--draws", "0"), "--draws:1:1", "0"),
        (("--draws", "-5"), "--draws:1:1", "-5"),
        (("--draws", "1000000000000"), "--draws:1:1", "1000000000000"),
        (("--draws", "10", "--seed", "-1"), "--seed:1:1", "-1"),
        (("--draws", "10", "--seed", str(2**64)), "--seed:1:1", str(2**64)),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_numbers_that_nobody_can_mean(
    run: Run, arguments: tuple[str, ...], column: str, piece: str, language: str
) -> None:
    result = run("whatif", "--plan", ".", "--lang", language, *HNTE, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    line, source, carets = result.stderr.splitlines()
    assert line.startswith(f"{column}: ")
    assert "JY703" in line
    assert source.endswith(f"| {piece}")
    assert carets.count("^") == len(piece)


@pytest.mark.parametrize("option", ["--persistence", "--correlation"])
@pytest.mark.parametrize("value", ["nan", "inf", "1.5", "-0.1"])
def test_shares_that_are_none(run: Run, option: str, value: str) -> None:
    result = run("whatif", *REAL, *HNTE, "--draws", "10", option, value)
    assert (result.returncode, result.stdout) == (2, "")


def test_a_year_that_lies_behind_the_end(run: Run) -> None:
    row = chance(odds(run, *REAL, *HNTE, "--draws", "10", "--until", "2023"), "hnte")
    assert (row["probability"], row["reason"]) == (None, "after_until")


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("--set", "hnte=-99%..999999999999999%"),
        ("--set", "hnte=0%..0%"),
        ("--set", "gdp=-100%"),
        ("--set", "gdp=-99%..900%", "--set", "rd_expenditure=-99%..900%"),
        ("--set", "hz_gdp@2024=400"),
        ("--set", "theme:innovators=1%..2%", "--all"),
        ("--set", "*=1%..5%"),
    ],
)
def test_neither_nan_nor_infinity(run: Run, arguments: tuple[str, ...], form: str) -> None:
    result = run("whatif", *REAL, *arguments, "--draws", "200", "--format", form)
    assert result.returncode in {0, 2}
    assert "internal error" not in result.stderr
    words = result.stdout.lower().replace(",", " ").replace("|", " ").split()
    assert not [word for word in words if word.strip('":+-') in {"nan", "inf", "infinity"}]


# --- steps, and what cannot fall --------------------------------------------------------------
@pytest.mark.parametrize(("persistence", "years"), [("0", 5), ("1", 25)])
def test_steps_are_normal(run: Run, tmp_path: Path, persistence: str, years: int) -> None:
    """100 and five steps of N(10, s), s by the 90 % interval 4 to 16: N(150, s sqrt(5))."""
    here = plan(tmp_path / "fictional", {"q": 100.0}, {"q": {"value": 155}})
    arguments = ("--set", "q=+4..+16", "--draws", "200000", "--persistence", persistence)
    row = chance(odds(run, *here, *arguments), "q")
    deviation = 6 / Z95 * sqrt(years)
    assert row["probability"] == pytest.approx(below(-5 / deviation), abs=4 * row["error"])
    last = row["years"][-1]
    for key, z in (("p5", -Z95), ("p25", -Z75), ("p50", 0), ("p75", Z75), ("p95", Z95)):
        assert last[key] == pytest.approx(150 + z * deviation, abs=deviation / 50)


def test_steps_move_what_follows(run: Run, tmp_path: Path) -> None:
    """a = b + c, b by N(10, s) a year, c at rest: a is b + 100 in every quantile."""
    rows = [{"id": name, "baseline": value} for name, value in (("a", 200), ("b", 100), ("c", 100))]
    here = fictional.plan(tmp_path / "fictional", rows, identities=["a = b + c"])
    found = odds(run, *here, "--set", "b=+4..+16", "--set", "c=0%", "--draws", "5000")
    for year, other in zip(chance(found, "a")["years"], chance(found, "b")["years"], strict=True):
        assert year["p5"] == pytest.approx(other["p5"] + 100)
        assert year["p95"] == pytest.approx(other["p95"] + 100)


def test_steps_start_behind_a_fixed_year(run: Run, tmp_path: Path) -> None:
    here = plan(tmp_path / "fictional", {"q": 100.0}, {"q": {"value": 155}})
    arguments = ("--set", "q=+4..+16 cap 170", "--set", "q@2023=140", "--draws", "5000")
    row = chance(odds(run, *here, *arguments), "q")
    assert {(year["p5"], year["p95"]) for year in row["years"] if year["year"] == 2023} == {
        (140, 140)
    }
    assert 140 < row["years"][-1]["p5"] < 160 < row["years"][-1]["p95"] <= 170


@pytest.mark.parametrize("change", ["q=-10%..12%", "q=-8..+10", "q=history"])
def test_what_is_cumulative_never_falls(run: Run, tmp_path: Path, change: str) -> None:
    """No quantile lies below the latest value, or below that of the year before."""
    row = {"id": "q", "baseline": 100, "kind": "cumulative"}
    known = [("q", 2016, 80.0), ("q", 2017, 99.0), ("q", 2018, 80.5), ("q", 2019, 99.5)]
    here = fictional.plan(tmp_path / "fictional", [row], history=known)
    found = chance(odds(run, *here, "--set", change, "--draws", "20000"), "q")
    ahead = [year for year in found["years"] if year["year"] >= 2020]
    assert [year["year"] for year in ahead] == list(range(2020, 2026))
    for key in ("p5", "p25", "p50", "p75", "p95"):
        figures = [year[key] for year in ahead]
        assert figures[0] == 100
        assert figures == sorted(figures)
    assert ahead[-1]["p95"] > 110


def test_a_year_of_bad_luck_adds_nothing(run: Run, tmp_path: Path) -> None:
    """max(1, factor) after one year: half of the draws at 100 where the middle is no growth."""
    row = {"id": "q", "baseline": 100, "kind": "cumulative"}
    here = fictional.plan(tmp_path / "fictional", [row])
    low = 1 / 1.25 - 1
    found = odds(run, *here, "--set", f"q={low:.2%}..25%", "--until", "2021", "--draws", "5000")
    [year] = [each for each in chance(found, "q")["years"] if each["year"] == 2021]
    assert (year["p5"], year["p25"]) == (100, 100)
    assert year["p95"] == pytest.approx(125, rel=0.01)
