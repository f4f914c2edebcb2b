"""The real plan against itself: what its document's figures do and do not satisfy.

Figures are worked out by hand from the document's; the accepted ones are those that it prints
although they do not agree.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

# what is found: code, left side, right side
FOUND = [
    ("JY301", 1736.4, 1895.1667),  # 100 * 11.371 / 0.60
    ("JY301", 833.3333, 857.1429),  # 500 / 60 %, 300 / 35 %
    ("JY302", 8.0058, 4.2001),  # 567 to 833.3 in five years; 1736.4 to 2133
    ("JY302", 8.6161, 4.2001),  # 567 to 857.1
    ("JY301", 652.1739, 568.27),  # 1500 / 2.3
    ("JY301", 57.6923, 25.4403),  # 600 / 1040, 192.71 / 757.5
    ("JY302", 27.0, 25.596),  # 4.5 % of 600, 1.2 % of 2133
    ("JY302", 30.0, 19.9263),  # (192.71 - 154.31) / 192.71
    ("JY301", 0.95, 0.9330),  # 19.9 / 2133
]
SHOWN = [
    "0.930",
    "0.936",
    "1895",
    "1736.4",
    "833.3",
    "857.1",
    "652.2",
    "568.27",
    "8.006",
    "8.616",
    "25.44",
    "57.69",
    "27",
    "19.93",
]


def test_the_shipped_plan_is_in_order(run: Run) -> None:
    result = run("check", "--format", "json")
    report = json.loads(result.stdout)
    assert result.returncode == 0
    assert report["findings"] == []
    assert report["totals"]["accepted"] == len(FOUND)
    assert all(entry["reason"]["zh"] and entry["reason"]["en"] for entry in report["accepted"])


def test_the_later_figure_of_gdp_is_told(run: Run) -> None:
    accepted = json.loads(run("check", "--format", "json").stdout)["accepted"]
    assert f"{100 * 19.9 / 2102.14:.3f}" == "0.947"
    for lang, figures in (("zh", ["2102.14亿元", "0.947%"]), ("en", ["210.214", "0.947 %"])):
        assert all(figure in accepted[-1]["reason"][lang] for figure in figures)


def test_what_does_not_agree_is_found(run: Run) -> None:
    result = run("check", "--no-accept", "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    found = [(each["code"], each["data"]["found"], each["data"]["expected"]) for each in findings]
    assert [code for code, *_ in found] == [code for code, *_ in FOUND]
    for (_, left, right), (_, ours, theirs) in zip(found, FOUND, strict=True):
        assert left == pytest.approx(ours, abs=1e-4)
        assert right == pytest.approx(theirs, abs=1e-4)
    assert {each["severity"] for each in findings} == {"warning"}
    assert result.returncode == 0
    assert run("check", "--no-accept", "--fail-on", "warning").returncode == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_arithmetic_is_shown(run: Run, lang: str) -> None:
    text = run("check", "--no-accept", "--lang", lang).stdout
    for figure in SHOWN:
        assert figure in text


def test_what_holds_is_listed_when_asked_for(run: Run) -> None:
    report = json.loads(run("check", "--verbose", "--format", "json").stdout)
    held = {(each["formula"], each["year"]) for each in report["holding"]}
    assert ("manufacturing_hnte <= hnte", None) in held
    assert {("hz_hnte <= hnte", None), ("hz_hnte <= hnte", 2020)} <= held
    assert ("population = 10000 * gdp / gdp_per_capita", 2020) in held
