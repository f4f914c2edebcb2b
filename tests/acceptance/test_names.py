"""Names in the place of ids: on every option of the command line, in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan.nearest import closest
from jyplan.plan.loading import load_plan
from jyplan.plan.names import NamedEntry, meant, named, near
from jyplan.plan.plan import Origin
from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
HERE = ("--plan", str(ROOT))
FOLDERS = [ROOT, *sorted(path.parent for path in ROOT.glob("examples/*/targets.yaml"))]

# what is typed, and what is meant: both give the same answer
SAME = [
    (("show", "高新技术企业"), ("show", "hnte")),
    (("show", "R&D intensity"), ("show", "rd_intensity")),
    (("show", "ｒ＆ｄ　INTENSITY"), ("show", "rd_intensity")),
    (("path", "高新技术企业"), ("path", "hnte")),
    (("solve", "高新技术企业"), ("solve", "hnte")),
    (("solve", "hnte", "--vary", "高新技术企业"), ("solve", "hnte", "--vary", "hnte")),
    (("status", "--theme", "创新主体"), ("status", "--theme", "innovators")),
    (("status", "--theme", "Innovators"), ("status", "--theme", "innovators")),
    (("status", "--scope", "全市"), ("status", "--scope", "city")),
    (("status", "--only", "缺基期值"), ("status", "--only", "no_baseline")),
    (("status", "--only", "no-baseline"), ("status", "--only", "no_baseline")),
    (("status", "--only", "achieved, worse"), ("status", "--only", "achieved_worsening")),
    (("status", "--only", "滞后，缺基期值"), ("status", "--only", "behind,no_baseline")),
    (("status", "--fail-on", "缺基期值"), ("status", "--fail-on", "no_baseline")),
    (("status", "--columns", "编号,状态"), ("status", "--columns", "id,status")),
    (("status", "--columns", "Id,Gap"), ("status", "--columns", "id,gap")),
    (
        ("status", "--reading", "invention_patents=有效发明专利存量"),
        ("status", "--reading", "invention_patents=stock"),
    ),
    (("status", "--reading", "发明专利＝存量"), ("status", "--reading", "invention_patents=stock")),
    (("status", "--rule", "加拿大统计局"), ("status", "--rule", "statcan")),
    (("show", "hnte", "--rule", "UNSD2022"), ("show", "hnte", "--rule", "unsd-2022")),
    (("rules", "加拿大统计局进展衡量"), ("rules", "statcan")),
    (
        ("whatif", "--grid", "高新技术企业=1%:2%:1%", "--show", "高新技术企业"),
        ("whatif", "--grid", "hnte=1%:2%:1%", "--show", "hnte"),
    ),
    (("whatif", "--sensitivity", "高新技术企业"), ("whatif", "--sensitivity", "hnte")),
    (("show", "地区生产总值"), ("show", "gdp")),
    (("show", "GDP per head"), ("show", "gdp_per_capita")),
    (
        ("check", "-fjson", "--fail-on-status", "缺基期值"),
        ("check", "-fjson", "--fail-on-status", "no_baseline"),
    ),
    (
        ("check", "-fjson", "--fail-on-status", "No baseline"),
        ("check", "-fjson", "--fail-on-status", "no_baseline"),
    ),
]


def plan_options(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The plan at hand, for the commands that take one."""
    return (*arguments, "--lang", "zh", *(() if arguments[0] == "rules" else HERE))


@pytest.mark.parametrize(("typed", "by_id"), SAME)
def test_names_stand_for_ids(run: Run, typed: tuple[str, ...], by_id: tuple[str, ...]) -> None:
    one, other = run(*plan_options(typed)), run(*plan_options(by_id))
    assert one.stdout == other.stdout
    assert one.stderr == other.stderr
    assert one.returncode == other.returncode
    assert one.stdout


# changes: the way is said with ids, where a name was typed
CHANGES = [
    ("高新技术企业=15%", "hnte=15%"),
    ("R&D intensity=10%", "rd_intensity=10%"),
    ("theme:创新平台=10%", "theme:platforms=10%"),
]


@pytest.mark.parametrize(("typed", "by_id"), CHANGES)
def test_names_in_changes(run: Run, typed: str, by_id: str) -> None:
    asked = ("whatif", *HERE, "--lang", "zh", "--set")
    one, other = run(*asked, typed), run(*asked, by_id)
    assert (one.returncode, one.stderr) == (0, "")
    assert f"（{by_id}）" in one.stdout
    assert one.stdout.replace(f"（{by_id}）", "") == other.stdout


# ambiguous or unknown: the candidates with id and name
REFUSED = [
    (
        ("status", "--theme", "创新"),
        "可能指几个；请写明是哪一个：innovation_capacity 创新能力、innovators 创新主体、platforms",
    ),
    (("show", "高新技术企业数"), "没有“高新技术企业数”，是不是 hnte 高新技术企业？"),
    (("status", "--only", "滞后了"), "是不是 behind 滞后？"),
    (("show", "urban"), "没有“urban”（"),
    (("show", ""), "没有“”（"),
]


@pytest.mark.parametrize(("typed", "said"), REFUSED)
def test_what_is_not_meant_is_said(run: Run, typed: tuple[str, ...], said: str) -> None:
    result = run(*plan_options(typed))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert said in result.stderr


def test_a_name_of_several_in_a_change(run: Run) -> None:
    result = run("whatif", *HERE, "--lang", "zh", "--set", "theme:创新=5%")
    assert (result.returncode, result.stdout) == (2, "")
    assert "JY702" in result.stderr
    assert "请写明是哪一个：" in result.stderr
    assert "platforms 创新平台" in result.stderr


def test_files_keep_ids(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "scenarios.yaml"
    kept = run("whatif", *HERE, "--set", "高新技术企业=15%", "--save", "faster", str(book))
    assert kept.returncode == 0
    assert "hnte=15%" in book.read_text(encoding="utf-8")
    book.write_text(
        "schema: 1\nscenarios:\n  - id: a\n    title: {zh: 较快, en: Faster}\n"
        "    changes: [高新技术企业=15%]\n",
        encoding="utf-8",
    )
    result = run("whatif", *HERE, "--lang", "zh", "--scenario", f"{book}:较快")
    assert "JY702" in result.stderr
    assert "是不是 hnte？" in result.stderr
    text = book.read_text(encoding="utf-8").replace("高新技术企业=", "hnte=")
    book.write_text(text, encoding="utf-8")
    found = run("whatif", *HERE, "--scenario", f"{book}:较快", "--format", "json")
    assert json.loads(found.stdout)["scenarios"][0]["id"] == "a"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_id_and_every_name_of_its_own_means_itself(folder: Path) -> None:
    plan = load_plan(Origin(folder, "option", str(folder)))
    known = named(plan.declared().values())
    for each in known:
        assert meant(each.id, known) == [each]
        for name in each.names:
            others = [other for other in known if name in other.names]
            assert meant(name, known) == others


@pytest.mark.parametrize(
    ("written", "known", "found"),
    [
        ("gpd", "gdp", "gdp"),
        ("hntee", "hnte", "hnte"),
        ("behnd", "behind", "behind"),
        ("forests", "forest_cover", "forest_cover"),
        ("urban", "grain", None),
        ("labour", "hours", None),
    ],
)
def test_a_near_miss_is_near(written: str, known: str, found: str | None) -> None:
    assert closest(written, [known]) == found
    assert [each.id for each in near(written, [NamedEntry(known)])] == [found] * (found is not None)


def test_near_by_name() -> None:
    known = [
        NamedEntry("hnte", ("高新技术企业", "High-tech enterprises")),
        NamedEntry("grain", ("粮食", "")),
    ]
    assert near("高新技术企业数", known) == known[:1]
    assert near("城镇化率", known) == []


# a table brings no plan of its own
RULES = [("加拿大统计局", "statcan"), ("ＵＮＳＤ 2022", "unsd-2022"), ("Destatis", "destatis")]


@pytest.mark.parametrize(("typed", "by_id"), RULES)
def test_names_of_rules_of_tables(run: Run, tmp_path: Path, typed: str, by_id: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "id,baseline_year,baseline,year,value,target,target_year,direction\n"
        "a,2015,100,2020,150,200,2025,increase\n",
        encoding="utf-8",
    )
    one, other = (run("batch", str(table), "--rule", rule) for rule in (typed, by_id))
    assert (one.returncode, one.stderr) == (0, "")
    assert one.stdout == other.stdout


def test_a_context_quantity_is_shown(run: Run, tmp_path: Path) -> None:
    """Fictional: 100 grew to 121 in two years, of 80 five years before."""
    here = fictional.plan(
        tmp_path / "plan",
        [{"id": "part", "unit": "%", "weight": "all", "kind": "ratio", "baseline": 1}],
        context=[
            {"id": "all", "name": {"zh": "总量", "en": "Everything"}, "value": 100},
            {"id": "half", "value": 50},
        ],
        history=[("all", 2015, 80.0)],
        identities=["half = all / 2"],
        submissions={2021: {"all": 110.0}, 2022: {"all": 121.0}},
    )
    shown = run("show", "everything", *here).stdout
    assert "(121 / 100)^(1/2) − 1 = 10.00 %" in shown
    assert "(121 − 100) / 2 = 10.5" in shown
    assert "(100 / 80)^(1/5) − 1 = 4.56 %" in shown
    assert "half = all / 2" in shown
    assert "weighs: part" in shown
    assert "Target" not in shown
    document = json.loads(run("show", "总量", *here, "--format", "json").stdout)
    found = document["context"]
    assert found["baseline"] == {"value": 100, "year": 2020, "basis": "stated"}
    assert found["latest"] == {"value": 121, "year": 2022}
    assert found["observed"]["compound_rate"] == pytest.approx(0.1, abs=1e-12)
    assert found["observed"]["linear_step"] == 10.5
    assert [each["value"] for each in found["observations"]] == [110, 121]
    assert (found["identities"], found["weighs"]) == (["half = all / 2"], ["part"])
    earlier = run("show", "all", *here, "--as-of", "2021", "--format", "json").stdout
    assert json.loads(earlier)["context"]["latest"] == {"value": 110, "year": 2021}


def test_completion_offers_names(run: Run) -> None:
    environment = {
        "_JYPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": "jyplan show 高新技术",
        "COMP_CWORD": "2",
    }
    result = run(cwd=ROOT, env=environment)
    assert "高新技术企业" in result.stdout.split()
    result = run(cwd=ROOT, env={**environment, "COMP_WORDS": "jyplan show gd"})
    assert result.stdout.split() == ["gdp", "gdp_per_capita"]
