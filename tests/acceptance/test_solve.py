"""`jyplan solve`: the growth that meets an aim, from figures worked out by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fictional import plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]
    Json = dict[str, Any]

REAL = ("--plan", ".", "--lang", "en")


def solved(run: Run, *arguments: str, code: int = 0) -> Json:
    result = run("solve", *arguments, "--format", "json")
    assert (result.returncode, result.stderr) == (code, "")
    found: Json = json.loads(result.stdout)
    return found


def solution(run: Run, *arguments: str) -> Json:
    found = solved(run, *arguments)
    assert found["reason"] is None
    return dict(found["solution"])


def test_keys(run: Run) -> None:
    found = solved(run, "hnte", *REAL)
    assert list(found) == ["schema_version", "indicator", "vary", "solution", "reason"]
    assert list(found["solution"]) == ["rate", "step", "value_in_target_year"]
    assert (found["schema_version"], found["indicator"], found["vary"]) == (1, "hnte", "hnte")


@pytest.mark.parametrize(
    ("gdp", "percent"),
    [("0", 5.16), ("4.2", 9.58), ("5", 10.42), ("6", 11.47), ("7", 12.52), ("8", 13.58)],
)
def test_the_table_of_the_issue(run: Run, gdp: str, percent: float) -> None:
    """(1.2 x GDP / 19.9) ** (1 / 5) with GDP = 2133 x (1 + g) ** 5 / 100."""
    arguments = ("rd_intensity", "--vary", "rd_expenditure", "--set", f"gdp={gdp}%")
    found = solution(run, *arguments, *REAL)
    assert round(found["rate"] * 100, 2) == percent
    wanted = (1.2 * 21.33 / 19.9) ** 0.2 * (1 + float(gdp) / 100) - 1
    assert found["rate"] == pytest.approx(wanted, rel=1e-12)
    assert found["value_in_target_year"] >= 1.2
    assert found["value_in_target_year"] == pytest.approx(1.2)
    # the same end by equal steps
    assert found["step"] == pytest.approx((19.9 * (1 + wanted) ** 5 - 19.9) / 5)
    text = run("solve", *arguments, *REAL).stdout
    assert f"{percent:.2f} %" in text
    chinese = run("solve", *arguments, "--plan", ".", "--lang", "zh").stdout
    assert f"{percent:.2f} %" in chinese


@pytest.mark.parametrize(
    ("arguments", "rate", "step"),
    [
        # 186 -> 500 in five years
        ((), (500 / 186) ** 0.2 - 1, 62.8),
        (("--by", "2024"), (500 / 186) ** 0.25 - 1, 78.5),
        (("--by", "2021"), 500 / 186 - 1, 314),
        (("--target", "600"), (600 / 186) ** 0.2 - 1, 82.8),
        (("--target", "600", "--by", "2030"), (600 / 186) ** 0.1 - 1, 41.4),
        (("--target", "100"), (100 / 186) ** 0.2 - 1, -17.2),
        # on its straight path it should stand at 186 + 4 x 62.8 = 437.2 in 2024; 10 points of
        # 314 ahead are 31.4 more, 5 behind are 15.7 less
        (("--status", "ahead"), (468.6 / 186) ** 0.25 - 1, 70.65),
        (("--status", "on_track"), (421.5 / 186) ** 0.25 - 1, 58.875),
        (("--status", "ahead", "--by", "2022"), (343 / 186 * 1) ** 0.5 - 1, 78.5),
        (("--status", "achieved"), (500 / 186) ** 0.2 - 1, 62.8),
        (("--status", "achieved", "--by", "2023"), (500 / 186) ** (1 / 3) - 1, 314 / 3),
    ],
)
def test_by_target_and_status(
    run: Run, arguments: tuple[str, ...], rate: float, step: float
) -> None:
    found = solution(run, "hnte", *arguments, *REAL)
    assert (found["rate"], found["step"]) == pytest.approx((rate, step), rel=1e-9)


def test_default_thresholds_are_those_of_the_statuses(run: Run, tmp_path: Path) -> None:
    """What --status finds, reported, has that status; a hundredth less has not."""
    for status, other in (("ahead", "on_track"), ("on_track", "behind")):
        folder = tmp_path / status
        here = plan(folder, [{"id": "q", "baseline": 100}])
        value = solution(run, "q", "--status", status, "--by", "2023", *here)[
            "value_in_target_year"
        ]
        for reported, wanted in ((round(value, 6), status), (round(value - 0.01, 6), other)):
            plan(folder, [{"id": "q", "baseline": 100}], submissions={2023: {"q": reported}})
            shown = json.loads(run("status", *here, "--format", "json").stdout)
            assert shown["indicators"][0]["status"] == wanted
        (folder / "submissions" / "2023.yaml").unlink()


def test_text(run: Run) -> None:
    text = run("solve", "hnte", *REAL).stdout
    for piece in ("≥ 500", "2025", "21.87 %", "+62.8", "186", "2015–2020", "29.2 %"):
        assert piece in text
    assert "NaN" not in text


# --- mirrored, strict, from and to zero -------------------------------------------------------
@pytest.mark.parametrize(
    ("baseline", "operator", "value", "rate"),
    [
        (100, ">=", 200, 2**0.2 - 1),
        (100, ">", 200, 2**0.2 - 1),
        (200, "<=", 100, 0.5**0.2 - 1),
        (200, "<", 100, 0.5**0.2 - 1),
        (-100, "<=", -200, 2**0.2 - 1),
        (-200, ">=", -100, 0.5**0.2 - 1),
        (-200, ">", -100, 0.5**0.2 - 1),
    ],
)
def test_what_is_found_meets_the_operator(  # noqa: PLR0913, PLR0917 one parameter a column
    run: Run, tmp_path: Path, baseline: float, operator: str, value: float, rate: float
) -> None:
    direction = "increase" if operator.startswith(">") else "decrease"
    target = {"operator": operator, "value": value, "year": 2025}
    row = {"id": "q", "baseline": baseline, "direction": direction, "target": target}
    found = solution(run, "q", *plan(tmp_path / "fictional", [row]))
    assert found["rate"] == pytest.approx(rate, rel=1e-9)
    end = found["value_in_target_year"]
    met = {">=": end >= value, ">": end > value, "<=": end <= value, "<": end < value}
    assert met[operator]


@pytest.mark.parametrize(
    ("baseline", "value", "step", "reason"),
    [
        (0, 200, 40, "zero_baseline"),
        (-100, 200, 60, "crosses_zero"),
        (100, 0, -20, "zero_target"),
    ],
)
def test_by_steps_alone(  # noqa: PLR0913, PLR0917 one parameter a column
    run: Run, tmp_path: Path, baseline: float, value: float, step: float, reason: str
) -> None:
    falling = baseline > value
    target = {"operator": "<=" if falling else ">=", "value": value, "year": 2025}
    direction = "decrease" if falling else "increase"
    row = {"id": "q", "baseline": baseline, "direction": direction, "target": target}
    here = plan(tmp_path / "fictional", [row])
    found = solved(run, "q", *here)
    assert found["reason"] == reason
    assert found["solution"] == {"rate": None, "step": step, "value_in_target_year": value}
    assert f"{step:+d}" in run("solve", "q", *here).stdout


def test_steps_from_zero_beyond_a_strict_target(run: Run, tmp_path: Path) -> None:
    """More than 200 from nothing: 40 a year gives 200, which is not more than 200."""
    target = {"operator": ">", "value": 200, "year": 2025}
    here = plan(tmp_path / "fictional", [{"id": "q", "baseline": 0, "target": target}])
    assert solved(run, "q", *here)["solution"]["value_in_target_year"] > 200


def test_what_lies_within_its_band_need_not_move(run: Run, tmp_path: Path) -> None:
    """100 within 90 to 110 is to be kept: to ask for a fall to 90 is no answer."""
    target = {"minimum": 90, "maximum": 110, "year": 2025}
    row = {"id": "q", "baseline": 100, "direction": "maintain", "target": target}
    found = solved(run, "q", *plan(tmp_path / "fictional", [row]))
    assert found["solution"]["rate"] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("target", "direction", "value"),
    [({"minimum": 120}, "increase", 120), ({"maximum": 80}, "decrease", 80)],
)
def test_half_ranges(run: Run, tmp_path: Path, target: Json, direction: str, value: float) -> None:
    row = {
        "id": "q",
        "baseline": 100,
        "direction": direction,
        "target": {**target, "year": 2025},
    }
    found = solution(run, "q", *plan(tmp_path / "fictional", [row]))
    assert found["rate"] == pytest.approx((value / 100) ** 0.2 - 1)


# --- through identities -----------------------------------------------------------------------
def test_through_a_chain(run: Run, tmp_path: Path) -> None:
    """q = a * c, a = b + 1, b = 2 c: with c = 10 x f, q = (20 f + 1) 10 f = 500 in 2025.

    200 f^2 + 10 f = 500: f = (-10 + sqrt(100 + 400000)) / 400.
    """
    target = {"operator": ">=", "value": 500, "year": 2025}
    here = plan(
        tmp_path / "fictional",
        [{"id": "q", "target": target}, {"id": "a"}, {"id": "b"}],
        context=[{"id": "c", "value": 10}],
        identities=["q = 1 * a * c", "a = b + 1", "b = 2 * c"],
    )
    found = solution(run, "q", "--vary", "c", *here)
    factor = (-10 + 400100**0.5) / 400
    assert found["rate"] == pytest.approx(factor**0.2 - 1, rel=1e-9)
    assert found["value_in_target_year"] >= 500
    # what stands in one place only has a closed form: b = 2 c = 249 asks for c = 124.5
    one = solution(run, "a", "--vary", "c", "--target", "250", *here)
    assert one["rate"] == pytest.approx(12.45**0.2 - 1, rel=1e-12)


# identity over x = 10 and y = 4 at a standstill, target -> x in 2025
INVERSES = [
    ("x + y", 24, 20),
    ("y + x", 24, 20),
    ("x - y", 16, 20),
    ("y - x", 2, 2),
    ("-x + 100", 80, 20),
    ("x * y", 80, 20),
    ("x / y", 5, 20),
    ("y / x", 0.2, 20),
    ("100 * (x - y) / y", 400, 20),
    ("(x + y) * (x - y)", 384, 20),
    ("min(x, 30)", 20, 20),
    ("max(x, y)", 20, 20),
    ("sum(x, x, y)", 44, 20),
    ("growth(x@baseline, x, 5)", 100 * (2**0.2 - 1), 20),
    ("x / x@baseline", 2, 20),
]


@pytest.mark.parametrize(("side", "aim", "end"), INVERSES)
def test_through_an_identity(run: Run, tmp_path: Path, side: str, aim: float, end: float) -> None:
    here = plan(
        tmp_path / "fictional",
        [{"id": "q"}, {"id": "x", "baseline": 10}],
        context=[{"id": "y", "value": 4}],
        identities=[f"q = 1 * ({side})"],
    )
    arguments = ("q", "--vary", "x", "--target", repr(aim), "--set", "y=halt", *here)
    found = solution(run, *arguments)
    assert found["rate"] == pytest.approx((end / 10) ** 0.2 - 1, rel=1e-7)
    assert found["value_in_target_year"] == pytest.approx(aim, rel=1e-9)


@pytest.mark.parametrize(
    ("side", "aim", "best"),
    [
        # at most y = 4
        ("min(x, y)", 5, 4),
        # at least y = 4
        ("max(x, y)", 3, 4),
        # growth of more than 1000 % a year: 10 x 11 ** 5 = 1610510
        ("x", 1e7, 1610510),
    ],
)
def test_unreachable(run: Run, tmp_path: Path, side: str, aim: float, best: float) -> None:
    here = plan(
        tmp_path / "fictional",
        [{"id": "q"}, {"id": "x", "baseline": 10}],
        context=[{"id": "y", "value": 4}],
        identities=[f"q = 1 * {side}"],
    )
    arguments = ("q", "--vary", "x", "--target", repr(aim), "--set", "y=halt", *here)
    found = solved(run, *arguments, code=1)
    assert found["reason"] == "unreachable"
    assert found["solution"] == {
        "rate": None,
        "step": None,
        "value_in_target_year": pytest.approx(best),
    }
    text = run("solve", *arguments).stdout
    assert "no growth of x" in text
    assert f"{best:.2f}".rstrip("0").rstrip(".") in text


def test_natural_limits_bound_what_can_be_reached(run: Run, tmp_path: Path) -> None:
    """A share of 100 % at most never comes to 120; 100 is the best."""
    row = {
        "id": "q",
        "baseline": 50,
        "limits": {"minimum": 0, "maximum": 100},
        "target": {"operator": ">=", "value": 100, "year": 2025},
    }
    here = plan(tmp_path / "fictional", [row])
    assert solution(run, "q", *here)["rate"] == pytest.approx(2**0.2 - 1)
    found = solved(run, "q", "--target", "120", *here, code=1)
    assert found["reason"] == "unreachable"
    assert found["solution"]["value_in_target_year"] == 100
    # 1 % a year more and the share stands at its limit before its time: still met
    assert solution(run, "q", "--target", "100", "--by", "2023", *here)["rate"] == pytest.approx(
        2 ** (1 / 3) - 1
    )


# --- from the newest observation --------------------------------------------------------------
def test_from_the_newest_observation(run: Run, tmp_path: Path) -> None:
    """140 in 2023: 200 in two years."""
    here = plan(
        tmp_path / "fictional",
        [{"id": "q", "baseline": 100}],
        submissions={2021: {"q": 120}, 2023: {"q": 140}},
    )
    found = solution(run, "q", *here)
    assert (found["rate"], found["step"]) == pytest.approx(((200 / 140) ** 0.5 - 1, 30))
    early = solution(run, "q", "--as-of", "2021", *here)
    assert (early["rate"], early["step"]) == pytest.approx(((200 / 120) ** 0.25 - 1, 20))
    past = run("solve", "q", "--by", "2023", *here)
    assert (past.returncode, past.stdout) == (2, "")
    assert "2023 is over; choose 2024 or later" in past.stderr


def test_readings(run: Run) -> None:
    """70 -> 1500 in five years is 84.59 %, 653.5 -> 1500 is 18.08 %."""
    grants = ("--reading", "invention_patents=annual_grants")
    assert round(solution(run, "invention_patents", *REAL)["rate"], 4) == 0.1808
    assert round(solution(run, "invention_patents", *grants, *REAL)["rate"], 4) == 0.8459


# --- what makes no sense ----------------------------------------------------------------------
REQUESTS = [
    (
        ("hntee",),
        "the plan has no “hntee”; did you mean hnte High- and new-technology enterprises?",
    ),
    (("hnte", "--vary", "gpd"), "--vary: the plan has no “gpd”; did you mean gdp?"),
    (("rd_intensity", "--vary", "hnte"), "rd_intensity does not depend on hnte"),
    (("gdp", "--vary", "rd_intensity", "--target", "1"), "gdp does not depend on rd_intensity"),
    (("hnte", "--by", "2020"), "2020 is over; choose 2021 or later"),
    (("hnte", "--by", "2015"), "2015 is over; choose 2021 or later"),
    (("gdp",), "gdp has no target with a year"),
    (("gdp", "--status", "ahead"), "gdp has no"),
    (("hnte", "--target", "600", "--status", "ahead"), "--target does not go with --status"),
    (("hnte", "--set", "hnte=5%"), "hnte is what is sought"),
    (
        ("rd_intensity", "--vary", "rd_expenditure", "--set", "rd_expenditure=5%"),
        "rd_expenditure is what is sought",
    ),
    (
        ("rd_intensity", "--vary", "rd_expenditure", "--set", "rd_intensity=5%"),
        "rd_expenditure is what is sought",
    ),
    (("manufacturing_hnte",), "manufacturing_hnte has no starting value"),
    (("population", "--vary", "gdp", "--target", "600"), "say how gdp_per_capita go on"),
]


@pytest.mark.parametrize(("arguments", "words"), REQUESTS)
def test_requests_that_make_no_sense(run: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run("solve", *arguments, *REAL)
    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
    chinese = run("solve", *arguments, "--plan", ".", "--lang", "zh")
    assert (chinese.returncode, chinese.stdout) == (2, "")
    assert not chinese.stderr.isascii()


@pytest.mark.parametrize("change", ["gdp=5", "gpd=5%", "gdp=-120%", "gdp@2050=3"])
def test_findings_of_changes(run: Run, change: str) -> None:
    arguments = ("rd_intensity", "--vary", "rd_expenditure", "--set", change)
    result = run("solve", *arguments, *REAL)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("--set:1:")
    assert "^" in result.stderr


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "1e308", "-1e308"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_values_that_nobody_can_reach(run: Run, value: str, form: str) -> None:
    result = run("solve", "hnte", "--target", value, *REAL, "--format", form)
    assert result.returncode in {1, 2}
    assert "internal error" not in result.stderr
    words = result.stdout.lower().replace(",", " ").split()
    assert not {"nan", "inf", "-inf", "+nan", "infinity"}.intersection(words)


def test_steps_end_at_natural_limits(run: Run) -> None:
    """There are no fewer than 0 enterprises: steps to -5 lead nowhere, 0 is the nearest."""
    found = solved(run, "hnte", "--target", "-5", *REAL, code=1)
    assert found["reason"] == "unreachable"
    assert found["solution"]["value_in_target_year"] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("value", ["much", "12%", "１２"])
def test_a_target_that_is_no_figure_is_not_called_a_year(run: Run, value: str) -> None:
    result = run("solve", "hnte", "--target", value, *REAL)
    if result.returncode:
        assert result.returncode == 2
        assert "takes a year" not in result.stderr


def test_then_applied(run: Run) -> None:
    """The rate as it is printed in full, set, meets the target."""
    rate = solution(run, "hnte", *REAL)["rate"]
    change = f"hnte={rate * 100:.12f}%"
    result = run("whatif", *REAL, "--set", change, "--format", "json")
    [row] = json.loads(result.stdout)["scenarios"][0]["indicators"]
    assert row["result"]["value"] == pytest.approx(500, rel=1e-12)
