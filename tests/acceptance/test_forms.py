"""Every form of a target is read as what it means, and no command stumbles over any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan.engine.rules import RULES
from jyplan.plan.files import UNREADABLE
from jyplan.plan.known import known_of
from tests.acceptance.test_cases import READ, REFUSED, Case, expected_of, lay_out, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

# case -> form, level to arrive at or in the newest year, years, broken years; worked out by hand
MEANT = {
    "form_average_growth": ("average_growth", 100 * 1.07**5, 2025, ()),
    "form_growth_small": ("average_growth", 100 * 1.0007**5, 2025, ()),
    "form_change_percent": ("change_percent", 86.5, 2025, ()),
    "form_change": ("change", 100, 2025, ()),
    "form_change_from_zero": ("change", 50, 2025, ()),
    "form_change_undated": ("change", 150, None, ()),
    "form_multiple": ("multiple", 200, 2025, ()),
    "form_every_year": ("value", 5.5, "every", (2022,)),
    "form_range_every_year": ("range", 60, "every", (2022,)),
    "form_by_year": ("by_year", 5.5, "every", (2022,)),
    "form_by_year_revised": ("value", 3, "every", ()),
    "form_than_every_year": ("than", 3, "every", (2021,)),
    "form_than_mean": ("than", 100 * ((1.081 * 1.03) ** 0.5 - 1) - 0.5, "every", ()),
    "form_than_other_unit": ("than", 100 * ((57.2 / 50.5) ** 0.5 - 1), "every", ()),
    "form_than_context": ("than", 100 * (515 / 510 - 1) + 0.5, "every", (2022,)),
    "form_milestones": ("value", 500, 2025, ()),
    "form_yearly_change": ("change_percent", 86.5, 2025, ()),
    "form_yearly_increment": ("value", 5500, 2025, ()),
    "form_revised": ("change_percent", 160, 2026, ()),
    "form_further": ("average_growth", 100 * 1.07**5, 2025, ()),
}
# levels of the last year, where they are not what is reported
LEVELS = {
    "form_than_context": 100 * 1.06 * 1.01,
    "form_yearly_change": 100 * 0.973 * 0.999,
    "form_yearly_increment": 1269 + 1206,
}
FORMS = [case for case in READ if case.name.startswith("form_")]


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case.name)
def test_form_is_read_as_what_it_means(case: Case, tmp_path: Path) -> None:
    plan, observations = load(lay_out(case, tmp_path / "plan"))
    known = known_of(plan, observations)["firms"]
    aim = known.aim
    assert aim is not None
    form, level, when, broken = MEANT[case.name]
    assert (aim.form, aim.when) == (form, when)
    assert aim.value == pytest.approx(level)
    assert known.broken == broken
    assert known.latest is not None
    assert known.latest.value == pytest.approx(LEVELS.get(case.name, known.reports[-1].value))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", [Case("plan", {}), *READ], ids=lambda case: case.name)
def test_no_command_stumbles_over_a_plan_that_is_read(
    case: Case, lang: str, run: Run, tmp_path: Path
) -> None:
    folder = lay_out(case, tmp_path / "plan")
    ids = [each.id for each in load(folder)[0].indicators]
    commands = [
        ["check"],
        ["path"],
        ["whatif", "--all"],
        *(["status", "--format", form] for form in ("table", "json", "csv", "html")),
        *(["status", "--rule", rule] for rule in RULES),
        *(["show", each, "--rule", ",".join(RULES)] for each in ids),
        *(["whatif", "--set", f"{each}=trend"] for each in ids),
        *(["solve", each] for each in ids),
    ]
    for command in commands:
        done = run("--lang", lang, *command, cwd=folder, env={"JYPLAN_DEBUG": "1"})
        # a command may say that it has no answer, or a file that it has no values
        assert done.returncode in {0, 1, 2}, (command, done.stderr)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_status_refuses_what_check_refuses(case: Case, run: Run, tmp_path: Path) -> None:
    done = run("status", cwd=lay_out(case, tmp_path / "plan"), env={"JYPLAN_DEBUG": "1"})
    codes = {line.split()[1] for path in case.files.values() for line in expected_of(path)}
    assert (done.returncode, done.stdout) == (3 if codes & UNREADABLE else 1, "")
    assert all(code in done.stderr for code in codes)
