"""What rules say of a plan: published statuses, contrasts, totals, obligations, choices."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from jyplan.engine.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

CANADA = ("--plan", "examples/canada", "--lang", "en")
# as Statistics Canada published them for the figures in examples/canada
PUBLISHED = {
    "poverty_rate": "moderate_progress",
    "alcohol_consumption": "target_achieved",
    "smoking_rate": "moderate_progress",
    "wastewater_on_reserves": "deterioration",
    "wastewater_in_canada": "limited_progress",
    "non_emitting_electricity": "deterioration",
    "clean_technology_jobs": "moderate_progress",
    "broadband_access": "substantial_progress",
    "infrastructure_useful_life": "target_achieved",
    "zero_emission_vehicles": "substantial_progress",
    "marine_conservation": "substantial_progress",
    "species_at_risk": "deterioration",
    "land_conservation": "limited_progress",
    "wood_supply_harvested": "target_achieved",
}
TARGETS = """schema: 1
plan: {{id: fictional, name: Fictional plan, baseline_year: 2020, end_year: 2025}}
themes: [{{id: one, name: One}}, {{id: two, name: Two}}]
scopes: [{{id: all, name: All}}]
indicators:
{indicators}
settings: {settings}
"""
INDICATOR = """- id: {id}
  name: {id}
  unit: items
  kind: stock
  scope: all
  theme: {theme}
  direction: {direction}
  precision: 0.01
  {more}
  target: {{operator: "{operator}", value: {target}, year: 2025}}
"""


def documents(run: Run, *arguments: str, cwd: Path | None = None) -> dict[str, Any]:
    options = {} if cwd is None else {"cwd": cwd}
    result = run("status", *arguments, "--format", "json", **options)
    assert result.stderr == ""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def plan(
    folder: Path, *indicators: dict[str, Any], settings: str = "{}", year: int = 2023
) -> tuple[str, ...]:
    """A fictional plan, one indicator a mapping with baseline, latest value and target."""
    folder.mkdir(exist_ok=True)
    shown = []
    for index, each in enumerate(indicators):
        usual = {
            "id": f"q{index}",
            "theme": "one",
            "direction": "increase",
            "operator": ">=",
            "more": "",
        }
        shown.append(INDICATOR.format(**usual | each))
    text = TARGETS.format(indicators="".join(shown), settings=settings)
    (folder / "targets.yaml").write_text(text, encoding="utf-8")
    starts = [
        f"- {{id: q{index}, year: 2020, value: {each['baseline']}}}"
        for index, each in enumerate(indicators)
    ]
    (folder / "baselines.yaml").write_text(
        "schema: 1\nbaselines:\n" + "\n".join(starts) + "\n", encoding="utf-8"
    )
    values = [f"  q{index}: {each['latest']}" for index, each in enumerate(indicators)]
    (folder / "submissions").mkdir(exist_ok=True)
    (folder / "submissions" / f"{year}.yaml").write_text(
        f"schema: 1\nyear: {year}\nvalues:\n" + "\n".join(values) + "\n",
        encoding="utf-8",
    )
    return ("--plan", str(folder), "--lang", "en")


def verdicts(document: dict[str, Any]) -> dict[str, list[str | None]]:
    return {
        item["id"]: [verdict["status"] for verdict in item["verdicts"]]
        for item in document["indicators"]
    }


def test_published_statuses(run: Run) -> None:
    found = verdicts(documents(run, *CANADA, "--rule", "statcan"))
    assert found == {name: [status] for name, status in PUBLISHED.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_on_every_screen(run: Run, rule: str, language: str) -> None:
    for arguments in (
        ("status", "--plan", "examples/canada", "--rule", rule),
        ("status", "--plan", "examples/canada", "--rule", rule, "--wide"),
        ("show", "zero_emission_vehicles", "--plan", "examples/canada", "--rule", rule),
        ("rules", rule),
    ):
        result = run(*arguments, "--lang", language)
        assert (result.returncode, result.stderr) == (0, "")
        assert rule in result.stdout
        assert "nan" not in result.stdout.lower().replace("finan", "")
        assert "inf" not in result.stdout.lower().replace("infrastr", "")


def test_rules_side_by_side_keep_their_order(run: Run) -> None:
    document = documents(run, *CANADA, "--rule", "unsd-2023,schedule", "--rule", "statcan")
    assert document["rules"] == ["unsd-2023", "schedule", "statcan"]
    for item in document["indicators"]:
        assert [verdict["rule"] for verdict in item["verdicts"]] == document["rules"]


def test_schedule_as_a_rule_is_the_status(run: Run) -> None:
    document = documents(run, *CANADA, "--rule", "schedule")
    for item in document["indicators"]:
        assert item["verdicts"][0]["status"] == item["status"]
        assert item["verdicts"][0]["value"] == item["progress"]["lead_points"]


def test_without_a_rule_nothing_is_said_of_rules(run: Run) -> None:
    document = documents(run, *CANADA)
    assert "rules" not in document
    assert "totals" not in document
    assert all("verdicts" not in item for item in document["indicators"])


def test_the_disagreement_of_the_text_book(run: Run) -> None:
    """0.37 to 9.53 of 60: (9.53 - 0.37) / 59.63 = 15.4 % of the way in 10 of 15 years."""
    shown = run("status", *CANADA, "--rule", "statcan", "--theme", "goal_12").stdout
    flat = " ".join(shown.split())
    assert (
        "compound growth is 95.0 % of what is required, but 15 % of the distance is covered in "
        "67 % of the time" in flat
    )


def test_achieved_while_it_worsens(run: Run, tmp_path: Path) -> None:
    """7.05 to 12.58 where less is better and 70 is enough: both are said."""
    falling = {"direction": "decrease", "operator": "<="}
    where = plan(tmp_path / "p", {"baseline": 90, "latest": 12.58, "target": 70, **falling})
    (tmp_path / "p" / "submissions" / "2022.yaml").write_text(
        "schema: 1\nyear: 2022\nvalues: {q0: 7.05}\n", encoding="utf-8"
    )
    document = documents(run, *where, "--rule", "statcan")
    assert document["indicators"][0]["status"] == "achieved_worsening"
    assert verdicts(document) == {"q0": ["target_achieved"]}
    shown = " ".join(run("status", *where, "--rule", "statcan").stdout.split())
    assert "the target is met, but the latest value is worse than the one before" in shown


def test_a_single_value_is_held_against_the_baseline(run: Run, tmp_path: Path) -> None:
    """Where the baseline is the only value before, a worse one is worse than the baseline."""
    falling = {"direction": "maintain", "operator": "<="}
    where = plan(tmp_path / "p", {"baseline": 7.05, "latest": 12.58, "target": 70, **falling})
    document = documents(run, *where, "--rule", "statcan")
    assert verdicts(document) == {"q0": ["target_achieved"]}


def test_totals_are_means_of_scores(run: Run) -> None:
    """Goal 15: -3.274, -0.350 and 5, as published; their mean 0.459 is moderate (from 0)."""
    document = documents(run, *CANADA, "--rule", "statcan")
    total = next(each for each in document["totals"] if each["id"] == "goal_15")
    assert total["score"] == pytest.approx(
        (-3.274016486731302 - 0.34995572813974585 + 5) / 3, abs=1e-5
    )
    assert total["scored"] == 3
    assert total["status"] == "moderate_progress"
    assert total["counts"] == {"target_achieved": 1, "limited_progress": 1, "deterioration": 1}
    whole = document["totals"][0]
    assert (whole["group"], whole["id"], sum(whole["counts"].values())) == ("plan", None, 14)


def test_totals_of_a_selection_are_its_own(run: Run) -> None:
    document = documents(run, *CANADA, "--rule", "statcan", "--theme", "goal_12")
    assert [total["group"] for total in document["totals"]] == ["plan", "theme", "scope"]
    assert document["totals"][0]["counts"] == {"substantial_progress": 1}


def test_weather_of_the_whole_is_the_worst(run: Run, tmp_path: Path) -> None:
    growing = {"baseline": 10, "latest": 12, "target": 30}
    where = plan(tmp_path / "p", growing, {**growing, "latest": 9})
    for year, value in ((2021, 11), (2022, 11.5)):
        (tmp_path / "p" / "submissions" / f"{year}.yaml").write_text(
            f"schema: 1\nyear: {year}\nvalues: {{q0: {value}, q1: {value}}}\n",
            encoding="utf-8",
        )
    document = documents(run, *where, "--rule", "destatis")
    # (12 - 10) / 3 a year leads to 13.33 in 2025, far from 30; 9 is below where it began
    assert verdicts(document) == {"q0": ["cloud"], "q1": ["thunderstorm"]}
    assert document["totals"][0]["status"] == "thunderstorm"


def test_obligations_are_told_apart(run: Run, tmp_path: Path) -> None:
    on_its_way = {"baseline": 10, "latest": 16, "target": 20}
    where = plan(
        tmp_path / "p",
        {**on_its_way, "more": "obligation: binding"},
        {**on_its_way, "latest": 11, "more": "obligation: expected"},
        {**on_its_way, "latest": 20},
    )
    document = documents(run, *where)
    assert document["obligations"] == {"binding": {"on_track": 1}, "expected": {"behind": 1}}
    lines = run("status", *where).stdout.splitlines()
    assert lines[-2:] == ["binding: on track 1", "expected: behind 1"]
    shown = run("status", *where, "--rule", "unsd-2022").stdout
    assert "unsd-2022 binding: on track 1" in shown


def test_thresholds_of_the_schedule_can_be_set(run: Run, tmp_path: Path) -> None:
    """11.6 of 10 to 20 is 16 % where 60 % are due: 44 points late."""
    late = {"baseline": 10, "latest": 11.6, "target": 20}
    usual = documents(run, *plan(tmp_path / "a", late))
    own = documents(
        run, *plan(tmp_path / "b", late, settings="{schedule: {ahead: 0.2, behind: -0.5}}")
    )
    assert [usual["indicators"][0]["status"], own["indicators"][0]["status"]] == [
        "behind",
        "on_track",
    ]
    assert own["summary"]["thresholds"] == {"ahead": 0.2, "behind": -0.5}
    shown = run("status", *plan(tmp_path / "b", late, settings="{schedule: {behind: -0.5}}")).stdout
    assert "from 10 points ahead, below -50 behind" in shown


@pytest.mark.parametrize(
    ("settings", "latest", "conditions"),
    [
        # 14.7 of 10 to 20 is 47 % where 60 % are due: 13 points late
        ("{ahead: 0.2, behind: -0.2}", 14.7, "on track (−0.20 ≤ p − e < 0.20)"),
        ("{behind: -0.125}", 14.7, "behind (p − e < −0.125)"),
        ("{ahead: 0.3}", 19.5, "ahead (p − e ≥ 0.30)"),
        ("{}", 16.5, "on track (−0.05 ≤ p − e < 0.10)"),
    ],
)
def test_a_plan_shows_its_own_thresholds(
    run: Run, tmp_path: Path, settings: str, latest: float, conditions: str
) -> None:
    late = {"baseline": 10, "latest": latest, "target": 20}
    where = plan(tmp_path / "p", late, settings=f"{{schedule: {settings}}}")
    assert conditions in run("show", "q0", *where, "--rule", "schedule").stdout
    assert "−0.05 ≤ p − e < 0.10" in run("rules", "schedule", "--lang", "en").stdout


@pytest.mark.parametrize("setting", ["{ahead: 0}", "{ahead: -1}", "{behind: 0.1}", "{late: 1}"])
def test_impossible_thresholds_are_refused(run: Run, tmp_path: Path, setting: str) -> None:
    late = {"baseline": 10, "latest": 11.6, "target": 20}
    result = run("status", *plan(tmp_path / "p", late, settings=f"{{schedule: {setting}}}"))
    assert result.returncode == 1
    assert "targets.yaml" in result.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("layout", [(), ("--wide",)])
@pytest.mark.parametrize("rules", ["schedule,statcan,unsd-2023", "unsd-2022,eustat", "statcan"])
def test_every_contrast_is_marked_at_one_verdict(
    run: Run, rules: str, layout: tuple[str, ...], width: int, language: str
) -> None:
    arguments = ("status", "--plan", "examples/canada", "--rule", rules, *layout)
    surroundings = {"COLUMNS": str(width)}
    lines = run(*arguments, "--lang", language, env=surroundings).stdout.splitlines()
    footnotes = sum(line.startswith("≠") for line in lines)
    assert footnotes >= 3
    assert sum("≠" in line[1:] for line in lines) == footnotes


def test_names_in_latin_letters_stand_apart_in_chinese(run: Run, tmp_path: Path) -> None:
    """18 to 14.6, -1.13 a year: below 13 in 2025, so sun; the schedule knows no way to a range."""
    where = plan(tmp_path / "p", {"baseline": 18, "latest": 14.6, "target": 10})
    for year, value in ((2021, 17), (2022, 16)):
        (tmp_path / "p" / "submissions" / f"{year}.yaml").write_text(
            f"schema: 1\nyear: {year}\nvalues: {{q0: {value}}}\n", encoding="utf-8"
        )
    targets = tmp_path / "p" / "targets.yaml"
    text = targets.read_text(encoding="utf-8").replace("direction: increase", "direction: maintain")
    text = text.replace('operator: ">=", value: 10', "minimum: 10, maximum: 13")
    targets.write_text(text, encoding="utf-8")
    shown = run("status", *where[:2], "--lang", "zh", "--rule", "destatis").stdout
    assert "，但按 schedule 判为“滞后”" in "".join(shown.splitlines())


def test_groups_are_counted_where_a_rule_has_no_way_to_sum_up(run: Run, tmp_path: Path) -> None:
    on_its_way = {"baseline": 10, "latest": 16, "target": 20}
    where = plan(
        tmp_path / "p",
        on_its_way,
        {**on_its_way, "latest": 11},
        {**on_its_way, "latest": 20, "theme": "two"},
    )
    shown = run("status", *where, "--rule", "schedule").stdout.splitlines()
    assert shown[-3:] == [
        "Group  schedule",
        "One    on track 1, behind 1",
        "Two    achieved 1",
    ]
    both = run("status", *where, "--rule", "statcan,unsd-2022").stdout.splitlines()
    assert both[-2] == "Two"
    assert both[-1] == "  statcan: ● target achieved (mean score 5.0)  unsd-2022: achieved 1"
    (tmp_path / "p" / "submissions" / "2023.yaml").write_text(
        "schema: 1\nyear: 2023\nvalues: {q0: 16}\n", encoding="utf-8"
    )
    silent = run("status", *where, "--rule", "schedule").stdout.splitlines()
    assert silent[-1] == "One    on track 1, no data 1"
    one = run("status", *where, "--rule", "schedule", "--theme", "one").stdout.splitlines()
    assert one[-1] == "schedule in all: on track 1, no data 1"


def test_an_index_without_a_class_is_not_undecided(run: Run, tmp_path: Path) -> None:
    """From 10 to 20: 16 is an index of 6; from 20 to 20 there is none."""
    where = plan(
        tmp_path / "p",
        {"baseline": 10, "latest": 16, "target": 20},
        {"baseline": 20, "latest": 20, "target": 20, "operator": ">"},
    )
    document = documents(run, *where, "--rule", "escap")
    assert document["totals"][0]["counts"] == {"no_class": 1, "undecided": 1}
    shown = run("status", *where, "--rule", "escap").stdout
    assert "escap in all: no class 1, undecided 1" in shown


@pytest.mark.parametrize("rule", RULES)
def test_where_nothing_is_reported_baselines_are_shown(run: Run, rule: str) -> None:
    shown = run("status", "--plan", ".", "--lang", "en", "--rule", rule, env={"COLUMNS": "140"})
    lines = shown.stdout.splitlines()
    heading = next(line for line in lines if line.startswith("Indicator"))
    assert heading.split() == ["Indicator", "2020", "Target", "2025", "Status"]
    (row,) = [line for line in lines if line.startswith("  High- and new-technology enterprises  ")]
    assert row.split()[4:7] == ["186", "≥", "500"]


def test_a_target_of_the_past_is_judged_by_the_value_of_its_year(run: Run, tmp_path: Path) -> None:
    """From 5 (2020) to 7 by 2023: 6.5 in 2023 is (6.5 - 5) / 2 = 75 %, whatever 2024 brought."""
    where = plan(tmp_path / "p", {"baseline": 5, "latest": 7.2, "target": 7}, year=2024)
    targets = tmp_path / "p" / "targets.yaml"
    text = targets.read_text(encoding="utf-8").replace(
        "value: 7, year: 2025", "value: 7, year: 2023"
    )
    targets.write_text(text, encoding="utf-8")
    chosen = (*where, "--rule", "unsd-2023")
    (led_back,) = documents(run, *chosen)["indicators"][0]["verdicts"]
    # (7.2 * 5 ** (1 / 3)) ** (3 / 4) = 6.5727 on the way there, where 2023 itself is unknown
    assert led_back["value"] == pytest.approx((5 * (7.2 / 5) ** 0.75 - 5) / 2)
    (tmp_path / "p" / "submissions" / "2023.yaml").write_text(
        "schema: 1\nyear: 2023\nvalues: {q0: 6.5}\n", encoding="utf-8"
    )
    (item,) = documents(run, *chosen)["indicators"]
    (verdict,) = item["verdicts"]
    assert (verdict["status"], verdict["value"]) == ("2", pytest.approx(0.75))
    assert item["latest"]["value"] == 7.2
    shown = " ".join(run("status", *chosen).stdout.split())
    assert "75.0 % of the distance was covered by the target year" in shown
    assert "will be covered" not in shown
    filled = run("show", "q0", *chosen).stdout
    assert "E = 6.5 × (1 + 9.14 %)^0 = 6.5" in filled
    assert "E does, where the target year is past" in " ".join(
        run("rules", "unsd-2023", "--lang", "en").stdout.split()
    )


@pytest.mark.parametrize("rule", ["statcan", "eustat"])
def test_scores_can_be_checked_by_hand(run: Run, rule: str) -> None:
    """What a rule says of its score and of C is what it works out."""
    document = json.loads(run("rules", "--format", "json").stdout)
    card = next(each for each in document["rules"] if each["name"] == rule)
    assert card["scores"]
    for language in ("zh", "en"):
        shown = run("rules", rule, "--lang", language, env={"COLUMNS": "140"}).stdout
        for piece in card["scores"]:
            assert piece["expression"] in shown
            assert piece["condition"][language] in shown
        assert "C  1 − (max(0, L − |L − b|) / L)^4.44" in shown


def test_choices_take_classes_of_the_rules(run: Run) -> None:
    chosen = (*CANADA, "--rule", "statcan")
    only = documents(run, *chosen, "--only", "deterioration,target-achieved")
    assert set(verdicts(only)) == {
        name for name, status in PUBLISHED.items() if status in {"deterioration", "target_achieved"}
    }
    assert run("status", *chosen, "--fail-on", "deterioration").returncode == 1
    assert run("status", *chosen, "--fail-on", "not_available").returncode == 0
    assert run("status", *chosen, "--fail-on", "regressing").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("status", "--rule", "statcam"),
            "did you mean statcan Statistics Canada's",
        ),
        (("show", "hnte", "--rule", "unsd2o22"), "did you mean unsd-2022 UN progress chart 2022?"),
        (
            ("rules", "destati"),
            "did you mean destatis German sustainability",
        ),
        (("status", "--only", "deterioration"), "not one of the choices"),
        (("status", "--rule", "statcan", "--only", "sun"), "not one of the choices"),
    ],
)
def test_mistyped_rules(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, "--lang", "en")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert message in result.stderr


def test_growth_of_growth_is_refused(run: Run, tmp_path: Path) -> None:
    rate = {"baseline": 5, "latest": 5.2, "target": 6}
    where = plan(tmp_path / "p", rate)
    targets = tmp_path / "p" / "targets.yaml"
    targets.write_text(
        targets.read_text(encoding="utf-8").replace("kind: stock", "kind: growth_rate"),
        encoding="utf-8",
    )
    (item,) = documents(run, *where, "--rule", "unsd-2023")["indicators"]
    (verdict,) = item["verdicts"]
    assert (verdict["status"], verdict["reason"]) == (None, "growth_of_growth")


def test_a_path_towards_zero(run: Run, tmp_path: Path) -> None:
    """100 to 5 in five years: 100, 60.98, 36.57, 21.18, 11.37, 5."""
    falling = {"direction": "decrease", "operator": "<=", "more": "path: itr"}
    where = plan(tmp_path / "p", {"baseline": 100, "latest": 21.18, "target": 5, **falling})
    document = json.loads(run("path", "q0", *where, "--format", "json").stdout)
    years = document["indicators"][0]["years"]
    assert [year["itr"] for year in years] == pytest.approx(
        [100, 60.98114, 36.56896, 21.18097, 11.36825, 5], abs=1e-5
    )
    assert documents(run, *where)["indicators"][0]["status"] == "on_track"
    assert "towards zero" in run("path", "q0", *where).stdout


def test_rules_as_a_document(run: Run) -> None:
    document = json.loads(run("rules", "--format", "json").stdout)
    assert [rule["name"] for rule in document["rules"]] == list(RULES)
    for rule in document["rules"]:
        assert rule["title"].keys() == rule["source"].keys() == {"zh", "en"}
        assert all(each["label"]["zh"] and each["label"]["en"] for each in rule["classes"])


@pytest.mark.parametrize(
    ("further", "weather"),
    [
        ("[]", "sun"),
        # at the same time: the worse of sun (for 13) and cloud (for 30)
        ('[{operator: ">=", value: 30, year: 2025}]', "cloud"),
        # the target's own operator, where there is no other
        ("[{value: 30, year: 2025}]", "cloud"),
        # later ones have to wait, earlier ones that are over have passed
        ('[{operator: ">=", value: 30, year: 2030}]', "sun"),
        ('[{operator: ">=", value: 30, year: 2021}]', "sun"),
        # the next year counts: 12.1 by 2024 is missed by nothing, 20 by far
        ('[{operator: ">=", value: 20, year: 2024}]', "cloud"),
    ],
)
def test_of_several_targets_the_worst_of_the_next_year_counts(
    run: Run, tmp_path: Path, further: str, weather: str
) -> None:
    """10 (2020) to 12 (2023) is two thirds a year: 13.33 in 2025, 12.67 in 2024."""
    where = plan(tmp_path / "p", {"baseline": 10, "latest": 12, "target": 13})
    for year, value in ((2021, 11), (2022, 11.5)):
        (tmp_path / "p" / "submissions" / f"{year}.yaml").write_text(
            f"schema: 1\nyear: {year}\nvalues: {{q0: {value}}}\n", encoding="utf-8"
        )
    targets = tmp_path / "p" / "targets.yaml"
    text = targets.read_text(encoding="utf-8").replace(
        "value: 13, year: 2025}", f"value: 13, year: 2025, further: {further}}}"
    )
    targets.write_text(text, encoding="utf-8")
    assert verdicts(documents(run, *where, "--rule", "destatis")) == {"q0": [weather]}
    assert documents(run, *where)["indicators"][0]["target"]["value"] == 13
    shown = run("show", "q0", *where, "--rule", "destatis").stdout
    assert ("Further target" in shown) is (further != "[]")


@pytest.mark.parametrize(
    ("rule", "target", "said"),
    [
        ("destatis", (14, 2025), "cloud (Wolke) (M > 20 %)"),
        ("destatis", (12, 2025), "sun (Sonne) (met and not worsening, reached)"),
        (
            "destatis",
            (14, 2023),
            "cloud (Wolke) (due or to hold every year, not met, improving, past due)",
        ),
        ("statcan", (14, 2025), "moderate progress (R ≥ 0.60, score 2.14)"),
        ("statcan", (12, 2025), "target achieved (v meets T, score 5)"),
        ("eustat", (14, 2025), "moderate progress (R > 0.6, score 2.14)"),
        ("eustat", (12, 2025), "significant progress (v meets T or R > 0.95, score 5)"),
    ],
)
def test_a_class_is_explained_by_what_an_indicator_is_judged_by(
    run: Run, tmp_path: Path, rule: str, target: tuple[int, int], said: str
) -> None:
    """From 10 (2020) to 12 (2023)."""
    figure, year = target
    where = plan(tmp_path / "p", {"baseline": 10, "latest": 12, "target": figure})
    for earlier, value in ((2020, 10), (2021, 11), (2022, 11.5)):
        (tmp_path / "p" / "submissions" / f"{earlier}.yaml").write_text(
            f"schema: 1\nyear: {earlier}\nvalues: {{q0: {value}}}\n", encoding="utf-8"
        )
    targets = tmp_path / "p" / "targets.yaml"
    text = targets.read_text(encoding="utf-8").replace("year: 2025}", f"year: {year}}}")
    targets.write_text(text, encoding="utf-8")
    assert said in run("show", "q0", *where, "--rule", rule, env={"COLUMNS": "140"}).stdout
    # where the rule itself is explained, every condition stands
    whole = " ".join(run("rules", rule, "--lang", "en").stdout.split())
    assert "; without a figure" in whole or "; no target" in whole
