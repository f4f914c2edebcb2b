"""What stands above a table: the year of its figures, and what is no year of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_collect import Desk, desk, plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

__all__ = ["desk", "plan"]


@pytest.mark.parametrize(
    ("title", "heading", "options"),
    [
        ("2023年主要指标", "完成值", ()),
        ("2023年1-12月主要指标", "完成值", ()),
        ("2023年主要指标（填报日期：2024年1月15日）", "完成值", ()),
        ("2023年主要指标 2024-01-15", "完成值", ()),
        ("2023年一季度起各项指标", "全年完成值", ()),
        ("2022年主要指标", "2023年完成值", ()),
        ("2023年主要指标\n2024年1月", "完成值", ()),
        ("主要指标", "完成值", ("--year", "2023")),
        ("2022年主要指标", "完成值", ("--map", "2023=B")),
    ],
)
def test_the_year_is_known(desk: Desk, title: str, heading: str, options: tuple[str, ...]) -> None:
    result = desk.collect(f"{title},\n指标,{heading}\n企业,130\n", *options)
    assert (result.returncode, list(desk.files())) == (0, ["2023.yaml"]), result.stdout


@pytest.mark.parametrize(
    ("title", "options"),
    [
        ("2023年上半年主要指标", ()),
        ("2023年前三季度主要指标", ()),
        ("2023年第3季度主要指标", ()),
        ("2023年6月主要指标", ()),
        ("2023年1—9月主要指标", ()),
        ("主要指标（报送时间：2024-01-15）", ()),
        ("主要指标 2024.1.15", ()),
        ("2024年1月报来的主要指标", ()),
        # sent in 2023, and of which year nobody says
        ("2023年报送", ()),
        ("2022年和2023年主要指标", ()),
        ("2022年主要指标", ("--year", "2023")),
        ("2023年上半年主要指标", ("--year", "2023")),
    ],
)
def test_the_year_is_not_known(desk: Desk, title: str, options: tuple[str, ...]) -> None:
    result = desk.collect(f"{title},\n指标,完成值\n企业,130\n", *options)
    assert result.returncode == 1
    assert "JY812" in result.stdout
    assert desk.files() == {}
