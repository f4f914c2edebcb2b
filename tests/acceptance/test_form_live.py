"""What a form says beside a figure as it is put in, worked out by LibreOffice.

Without LibreOffice these tests are skipped, and say so; CI demands them (JYPLAN_OFFICE).
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from tests import fictional
from tests.acceptance.test_form import REMARKS, VALUE, rows_of
from tests.workbooks import OFFICE, errors, recalculated, stale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

if not OFFICE and "JYPLAN_OFFICE" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no LibreOffice: forms", allow_module_level=True)

PERCENT = {"unit": "%", "kind": "ratio", "limits": {"minimum": 0, "maximum": 100}}


def target(value: float) -> dict[str, Any]:
    return {"target": {"operator": ">=", "value": value, "year": 2025}}


def remarks(
    run: Run,
    folder: Path,
    options: tuple[str, ...],
    put: Mapping[str, object],
    formats: Mapping[str, str] = {},
) -> dict[str, str]:
    """What the form of 2022 says when these values have been put in, by id."""
    blank, out = folder / "blank", folder / "out"
    blank.mkdir()
    out.mkdir()
    path = blank / "form.xlsx"
    # later options go before earlier ones
    assert run("form", *options, "--year", "2022", "-o", str(path)).returncode == 0
    book = load_workbook(path)
    for id_, row in rows_of(book.worksheets[0]).items():
        row[VALUE - 1].value = put.get(id_)
        row[VALUE - 1].number_format = formats.get(id_, "General")
    book.save(path)
    recalculated(blank, out)
    found = load_workbook(out / "form.xlsx", data_only=True).worksheets[0]
    return {id_: row[REMARKS - 1].value or "" for id_, row in rows_of(found).items()}


# baseline 100 in 2020, target 200 in 2025: 140 is due in 2022; 120 was reported for 2021
DUE_140: dict[str, tuple[object, str]] = {
    "fine": (141.5, ""),
    "ten": (1400, "about 10 times what is due: check the unit"),
    "ten_and_more": (1900, "about 10 times what is due: check the unit"),
    "neither": (2500, ""),
    "hundred": (14500, "about 100 times what is due: check the unit"),
    "wan": (1.39e6, "about 10,000 times what is due: check the unit"),
    "tenth": (14, "about 1/10 of what is due: check the unit"),
    "hundredth": (1.4, "about 1/100 of what is due: check the unit"),
    "part_of_wan": (0.014, "about 1/10,000 of what is due: check the unit"),
    "equal": (120, "the same as last year: is that so?"),
    "nothing": (0, ""),
    "text": ("约140", "no number: enter a plain figure"),
    "blank_text": (" ", "no number: enter a plain figure"),
    "error": ("=1/0", "no number: enter a plain figure"),
    "date": (datetime(2022, 3, 5), "this became a date: enter the figure again"),  # noqa: DTZ001 as Excel has it
    "signed": (141, "entered with %: enter the figure again without %"),
    "formula": ("=70+71", ""),
    "empty": (None, ""),
}


def test_a_figure_beside_what_is_due_and_what_was(run: Run, tmp_path: Path) -> None:
    options = fictional.plan(
        tmp_path / "plan",
        [{"id": id_, "baseline": 100, **target(200)} for id_ in DUE_140],
        submissions={2021: dict.fromkeys(DUE_140, 120)},
    )
    said = remarks(
        run,
        tmp_path,
        options,
        {id_: value for id_, (value, _) in DUE_140.items()},
        {"signed": "0.00%", "date": "m/d/yy"},
    )
    assert said == {id_: words for id_, (_, words) in DUE_140.items()}


def test_each_sort_of_figure_has_its_own_remarks(run: Run, tmp_path: Path) -> None:
    cases: dict[str, tuple[dict[str, Any], object, str]] = {
        "pieces": ({"precision": 1, **target(200)}, 140.5, "must be a whole number"),
        "measured": ({"precision": 1, "unit": "tonnes", **target(200)}, 140.5, ""),
        "total": (
            {"kind": "cumulative"},
            119,
            "less than the figure before, which this cannot be: check",
        ),
        "total_same": ({"kind": "cumulative"}, 120, "the same as last year: is that so?"),
        "stock_less": ({}, 119, ""),
        "above": (PERCENT | target(60), 101, "must lie from 0 to 100"),
        "below": ({"limits": {"minimum": 0}}, -1, "cannot be less than 0"),
        "beyond": (
            {"limits": {"maximum": 500}},
            501,
            "cannot be more than 500",
        ),
        "required": ({"required": True}, None, "required"),
    }
    options = fictional.plan(
        tmp_path / "plan",
        [
            {"id": id_, "baseline": 50 if id_ == "above" else 100, **more}
            for id_, (more, _, _) in cases.items()
        ],
        submissions={2021: {id_: 120 for id_ in cases if id_ != "above"}},
    )
    said = remarks(run, tmp_path, options, {id_: value for id_, (_, value, _) in cases.items()})
    assert said == {id_: words for id_, (_, _, words) in cases.items()}


def test_per_cent_that_was_stored_as_a_fraction(run: Run, tmp_path: Path) -> None:
    """1.02% that is typed into a plain cell is 0.0102."""
    fraction = "looks like a fraction: the unit is %"
    change = {"target": {"operator": ">=", "change_percent": 20, "year": 2025}}
    cases: dict[str, tuple[dict[str, Any], float | None, object, str]] = {
        "share": (PERCENT | target(1.2), 0.95, 0.0102, fraction),
        "share_right": (PERCENT | target(1.2), 0.95, 1.02, ""),
        # 0.5 may be half a per cent where 0.4 to 0.9 is usual
        "small": (PERCENT | target(0.9), 0.4, 0.5, ""),
        "large": (PERCENT | target(70), 60, 0.63, fraction),
        "growth": ({"unit": "%", "kind": "growth_rate", **target(6)}, 5, 0.052, fraction),
        "growth_right": ({"unit": "%", "kind": "growth_rate", **target(6)}, 5, 5.2, ""),
        # 20 % more in five years is 3.7 % a year
        "change": (
            {"unit": "%", "kind": "ratio", "reported": "yearly_change", **change},
            None,
            0.035,
            fraction,
        ),
        "change_right": (
            {"unit": "%", "kind": "ratio", "reported": "yearly_change", **change},
            None,
            3.5,
            "",
        ),
        "change_beyond": (
            {"unit": "%", "kind": "ratio", "reported": "yearly_change", **change},
            None,
            -101,
            "cannot be less than -100",
        ),
        "count": (target(200), 100, 0.5, ""),
    }
    indicators = [
        {"id": id_, **({} if start is None else {"baseline": start}), **more}
        for id_, (more, start, _, _) in cases.items()
    ]
    options = fictional.plan(tmp_path / "plan", indicators)
    said = remarks(run, tmp_path, options, {id_: value for id_, (_, _, value, _) in cases.items()})
    assert said == {id_: words for id_, (_, _, _, words) in cases.items()}


def test_without_a_course_last_year_is_what_is_compared_with(run: Run, tmp_path: Path) -> None:
    undated = {"target": {"operator": ">=", "value": 200}}
    cases: dict[str, tuple[object, str]] = {
        "times": (1200, "about 10 times the figure before: check the unit"),
        "part": (1.2, "about 1/100 of the figure before: check the unit"),
        "near": (130, ""),
    }
    context = [{"id": "gdp", "value": 1000, "unit": "yuan", "kind": "annual_flow"}]
    options = fictional.plan(
        tmp_path / "plan",
        [{"id": id_, "baseline": 100, **undated} for id_ in cases],
        context=context,
        submissions={2021: dict.fromkeys(cases, 120)},
    )
    put = {id_: value for id_, (value, _) in cases.items()} | {"gdp": 110_000}
    said = remarks(run, tmp_path, options, put)
    assert said == {id_: words for id_, (_, words) in cases.items()} | {
        "gdp": "about 100 times the figure before: check the unit"
    }


def test_a_form_in_chinese_speaks_chinese(run: Run, tmp_path: Path) -> None:
    options = fictional.plan(
        tmp_path / "plan",
        [
            {"id": "ten", "baseline": 100},
            {"id": "text", "baseline": 100},
            {"id": "must", "required": True},
        ],
    )
    said = remarks(run, tmp_path, (*options[:2], "--lang", "zh"), {"ten": 1400, "text": "约 3"})
    assert said == {
        "ten": "约为应达的 10 倍，请核对单位",
        "text": "不是数，请只填数字",
        "must": "必填",
    }


def test_filled_cells_are_counted(run: Run, tmp_path: Path) -> None:
    options = fictional.plan(tmp_path / "plan", [{"id": "one"}, {"id": "two"}, {"id": "three"}])
    remarks(run, tmp_path, options, {"one": 1, "two": "n/a"})
    found = load_workbook(tmp_path / "out/form.xlsx", data_only=True).worksheets[0]
    heads = [row[0].value for row in found.iter_rows()]
    assert "To be filled in: 3. Filled in so far: 1." in heads


@pytest.mark.parametrize("plan", [".", "tests/forms", "examples/canada"])
def test_a_form_holds_what_its_formulas_come_to(run: Run, tmp_path: Path, plan: str) -> None:
    blank, out = tmp_path / "blank", tmp_path / "out"
    blank.mkdir()
    out.mkdir()
    for language in ("zh", "en"):
        path = str(blank / f"{language}.xlsx")
        options = ("--plan", plan, "--year", "2023", "--lang", language, "-o", path)
        assert run("form", *options).returncode == 0
    recalculated(blank, out)
    for path_ in blank.iterdir():
        found = load_workbook(out / path_.name, data_only=True)
        assert errors(found) == []
        assert stale(found, load_workbook(path_, data_only=True)) == []


# what a form says beside a figure -> what check finds of it
CODES = {
    "times": "JY404",
    "1/": "JY404",
    "less than the figure before": "JY401",
    "whole": "JY233",
    "must lie": "JY203",
    "cannot be": "JY203",
    "fraction": "JY406",
}


def test_a_form_says_before_what_check_says_after(run: Run, tmp_path: Path) -> None:
    """Over seven orders of magnitude, for what has kept to its path, left it, or leads far away."""
    shapes: dict[str, tuple[dict[str, Any], float, float | None]] = {
        "kept": (target(200), 100, 118),
        "left": (target(200), 100, 1300),
        "far": (target(1001), 1, None),
        "fresh": (target(200), 100, None),
        "total": ({"kind": "cumulative", **target(200)}, 100, 118),
        "pieces": ({"precision": 1, **target(200)}, 100, 118),
    }
    sizes = [round(1.37 * 10 ** (step / 4) / 500, 4) for step in range(32)]
    figures = {f"{name}_{step}": size for name in shapes for step, size in enumerate(sizes)}
    indicators = [
        {"id": id_, "baseline": shapes[id_.split("_")[0]][1], **shapes[id_.split("_")[0]][0]}
        for id_ in figures
    ]
    before = {id_: last for id_ in figures if (last := shapes[id_.split("_")[0]][2]) is not None}
    options = fictional.plan(tmp_path / "plan", indicators, submissions={2021: before})
    said = remarks(run, tmp_path, options, figures)
    text = json.dumps({"schema": 1, "year": 2022, "values": figures})
    path = tmp_path / "plan/submissions/2022.yaml"
    path.write_text(text, encoding="utf-8")
    checked = json.loads(run("check", *options, "--format", "json", str(path)).stdout)
    found: dict[str, set[str]] = {}
    for finding in checked["findings"]:
        # all on one line: the figure stands right behind its name
        id_ = text[: finding["span"]["column"] - 1].rpartition('"')[0].rpartition('"')[2]
        found.setdefault(id_, set()).add(finding["code"])
    for id_, words in said.items():
        codes = found.get(id_, set()) & {"JY401", "JY404", "JY233"}
        own = next((code for part, code in CODES.items() if part in words), None)
        # a form says the gravest alone
        assert own in codes if own else not codes, (id_, figures[id_], words, codes)
    assert {"JY401", "JY404", "JY233"} <= set().union(*found.values())
