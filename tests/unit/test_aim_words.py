"""Words of targets, and what they mean of a quantity, each worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jyplan.forms.planning.aim_fits import AimPlace, fitted
from jyplan.forms.planning.aim_words import aim_said
from jyplan.plan.figures import says_nothing

YEAR = {"year": 2025}
EVERY = {"year": "every"}
# a share in per cent, a level in 亿元, people, years of life; growth and a fall in per cent
SHARE = AimPlace("%", 2025, "target", start=Decimal("60.6"))
LEVEL = AimPlace("亿元", 2025, "target", start=Decimal(2000))
PEOPLE = AimPlace("万人", 2025, "target", start=Decimal(300))
AGE = AimPlace("岁", 2025, "target", start=Decimal("77.3"))
GROWTH = AimPlace("%", 2025, "target", grows=1)
FALL = AimPlace("%", 2025, "target", grows=-1)
NEW = AimPlace("万人", 2025, "target", adds=True, start=Decimal("3.5"))


def beside(place: AimPlace) -> AimPlace:
    """The same quantity, in the column of means and totals."""
    return place._replace(column="growth")


def figures(value: object) -> object:
    """Decimals as plain figures."""
    if isinstance(value, dict):
        return {key: figures(each) for key, each in value.items()}
    if isinstance(value, list):
        return [figures(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


def target(words: str, place: AimPlace) -> dict[str, Any] | None:
    said = aim_said(words)
    fit = None if said is None else fitted(said, place)
    return None if fit is None else {key: figures(each) for key, each in fit.target.items()}


def at(operator: str | None, **more: object) -> dict[str, Any]:
    return {"operator": operator, **more}


# words, of what, and the target; an operator that words leave open is None
PHRASES: list[tuple[str, AimPlace, dict[str, Any]]] = [
    # a level for the year
    ("65", SHARE, at(None, value=65, **YEAR)),
    ("65%", SHARE, at(None, value=65, **YEAR)),
    ("６５％", SHARE, at(None, value=65, **YEAR)),
    (">6.5", LEVEL, at(">", value=6.5, **YEAR)),
    ("＞46", LEVEL, at(">", value=46, **YEAR)),
    ("≥1.2", SHARE, at(">=", value=1.2, **YEAR)),
    ("6.5以上", LEVEL, at(">=", value=6.5, **YEAR)),
    ("90%及以上", SHARE, at(">=", value=90, **YEAR)),
    ("90%以上（含）", SHARE, at(">=", value=90, **YEAR)),
    ("达到3000亿元", LEVEL, at(None, value=3000, **YEAR)),
    ("不低于90%", SHARE, at(">=", value=90, **YEAR)),
    ("不少于120", PEOPLE, at(">=", value=120, **YEAR)),
    ("超过3000亿元", LEVEL, at(">", value=3000, **YEAR)),
    ("突破1万亿元", LEVEL, at(">", value=10000, **YEAR)),
    ("1,200", LEVEL, at(None, value=1200, **YEAR)),
    ("30000万元", LEVEL, at(None, value=3, **YEAR)),
    ("200万", PEOPLE._replace(unit="人"), at(None, value=2000000, **YEAR)),
    ("控制在5.5%以内", SHARE, at("<=", value=5.5, **YEAR)),
    ("不超过5.5", SHARE, at("<=", value=5.5, **YEAR)),
    ("降至3%以下", SHARE, at("<=", value=3, **YEAR)),
    ("低于3", SHARE, at("<", value=3, **YEAR)),
    ("提高到70%", SHARE, at(None, value=70, **YEAR)),
    ("1.2左右", SHARE, at(None, value=1.2, **YEAR, approximate=True)),
    ("约3000亿元", LEVEL, at(None, value=3000, **YEAR, approximate=True)),
    ("力争达到100", PEOPLE, at(None, value=100, **YEAR, commitment="aspirational")),
    ("60-65", SHARE, {"minimum": 60, "maximum": 65, **YEAR}),
    ("6%～7%", SHARE, {"minimum": 6, "maximum": 7, **YEAR}),
    ("到2023年达到62%以上", SHARE, at(">=", value=62, year=2023)),
    (
        "100以上（力争120）",
        PEOPLE,
        at(">=", value=100, **YEAR, further=[at(">=", value=120, **YEAR)]),
    ),
    # changes
    ("提高1岁", AGE, at(None, change=1, **YEAR)),
    ("提高一岁", AGE, at(None, change=1, **YEAR)),
    ("〔1〕", beside(AGE), at(None, change=1, **YEAR)),
    ("提高1岁以上", beside(AGE), at(">=", change=1, **YEAR)),
    ("提高3个百分点", SHARE, at(None, change=3, **YEAR)),
    ("提高3个百分点以上", beside(SHARE), at(">=", change=3, **YEAR)),
    ("〔5〕", beside(SHARE), at(None, change=5, **YEAR)),
    ("下降2个百分点", SHARE, at("<=", change=-2, **YEAR)),
    ("增长50%", LEVEL, at(None, change_percent=50, **YEAR)),
    ("累计增长50%以上", LEVEL, at(">=", change_percent=50, **YEAR)),
    ("累计降低13.5%", FALL, at("<=", change_percent=-13.5, **YEAR)),
    ("[13.5]", FALL, at("<=", change_percent=-13.5, **YEAR)),
    ("【13.5】", beside(FALL), at("<=", change_percent=-13.5, **YEAR)),
    ("〔＞18〕", beside(FALL), at("<", change_percent=-18, **YEAR)),
    ("[35]", beside(GROWTH), at(None, change_percent=35, **YEAR)),
    ("翻一番", LEVEL, at(">=", multiple=2, **YEAR)),
    ("基本翻两番", LEVEL, at(">=", multiple=4, **YEAR)),
    ("增长1倍", LEVEL, at(">=", multiple=2, **YEAR)),
    ("达到2020年的2.5倍", LEVEL, at(">=", multiple=2.5, **YEAR)),
    # what is added over the years
    ("〔18〕", beside(NEW), at(None, value=18, **YEAR)),
    ("累计新增18万人以上", NEW, at(">=", value=18, **YEAR)),
    # means
    ("年均增长7%以上", LEVEL, at(">=", average_growth=7, **YEAR)),
    ("年均＞7", LEVEL, at(">", average_growth=7, **YEAR)),
    ("7", beside(LEVEL), at(None, average_growth=7, **YEAR)),
    ("7%左右", beside(LEVEL), at(None, average_growth=7, **YEAR, approximate=True)),
    (">7", beside(GROWTH), at(">", average_growth=7, **YEAR)),
    ("年均下降3%", LEVEL, at("<=", average_growth=-3, **YEAR)),
    # every year
    ("＜5.5/年", SHARE, at("<", value=5.5, **EVERY)),
    ("<5.5", beside(SHARE), at("<", value=5.5, **EVERY)),
    ("每年不少于100", PEOPLE, at(">=", value=100, **EVERY)),
    (">6.5，每年", LEVEL, at(">", value=6.5, **EVERY)),
    ("每年增长6%以上", GROWTH, at(">=", value=6, **EVERY)),
    (
        "各年度视情提出：2021年>6、2022年5.5左右",
        beside(GROWTH),
        {
            **EVERY,
            "by_year": {2021: at(">", value=6), 2022: at(None, value=5.5, approximate=True)},
        },
    ),
    # other quantities
    ("高于GDP增长", GROWTH, at(">", than="gdp增长", **EVERY)),
    ("高于GDP增速1个百分点", GROWTH, at(">", than="gdp增速", margin=1, **EVERY)),
    ("年均高于GDP增速", GROWTH, at(">", than="gdp增速", over="plan")),
    ("与GDP增长基本同步", GROWTH, at(">=", than="gdp增长", margin=-0.5, over="plan")),
    ("与经济增长保持同步", GROWTH, at(">=", than="经济增长", margin=-0.5, over="plan")),
    # English
    ("at least 65", SHARE, at(">=", value=65, **YEAR)),
    ("65 % or more", SHARE, at(">=", value=65, **YEAR)),
    ("more than 3,000", LEVEL, at(">", value=3000, **YEAR)),
    ("no more than 5.5", SHARE, at("<=", value=5.5, **YEAR)),
    ("not less than 90 per cent", SHARE, at(">=", value=90, **YEAR)),
    ("below 3 per cent", SHARE, at("<", value=3, **YEAR)),
    ("about 5", SHARE, at(None, value=5, **YEAR, approximate=True)),
    ("striving for 100", PEOPLE, at(None, value=100, **YEAR, commitment="aspirational")),
    ("between 60 and 65", SHARE, {"minimum": 60, "maximum": 65, **YEAR}),
    ("by 2023 at least 62", SHARE, at(">=", value=62, year=2023)),
    ("one year more", AGE._replace(unit="year"), at(None, change=1, **YEAR)),
    ("3 percentage points higher", SHARE, at(None, change=3, **YEAR)),
    ("up 3 points", SHARE, at(None, change=3, **YEAR)),
    ("+3 percentage points", SHARE, at(None, change=3, **YEAR)),
    ("-2个百分点", SHARE, at("<=", change=-2, **YEAR)),
    # a mark of a footnote is no digit
    ("65①", SHARE, at(None, value=65, **YEAR)),
    ("65%以上②", SHARE, at(">=", value=65, **YEAR)),
    ("65*", SHARE, at(None, value=65, **YEAR)),
    ("reduced by 13.5 % in all", LEVEL, at("<=", change_percent=-13.5, **YEAR)),
    ("13.5 in all", FALL, at("<=", change_percent=-13.5, **YEAR)),
    ("double", LEVEL, at(">=", multiple=2, **YEAR)),
    ("3 times the baseline", LEVEL, at(">=", multiple=3, **YEAR)),
    ("> 7 a year on average", LEVEL, at(">", average_growth=7, **YEAR)),
    ("average annual growth of 7 %", LEVEL, at(None, average_growth=7, **YEAR)),
    ("< 5.5 every year", SHARE, at("<", value=5.5, **EVERY)),
    ("above GDP growth", GROWTH, at(">", than="gdp growth", **EVERY)),
    ("1 point above GDP growth", GROWTH, at(">=", than="gdp growth", margin=1, **EVERY)),
    (
        "about in step with GDP growth",
        GROWTH,
        at(">=", than="gdp growth", margin=-0.5, over="plan"),
    ),
]


@pytest.mark.parametrize(
    ("words", "place", "wanted"), PHRASES, ids=[f"{n} {each[0]}" for n, each in enumerate(PHRASES)]
)
def test_words_mean(words: str, place: AimPlace, wanted: dict[str, Any]) -> None:
    assert target(words, place) == wanted


def of(unit: str) -> AimPlace:
    """A quantity in a unit, of which nothing else is known."""
    return AimPlace(unit, 2025, "target", start=Decimal(1))


# figure with its unit, the quantity's unit, and the figure in that, worked out by hand
CONVERTED: list[tuple[str, str, float]] = [
    ("5000万元", "亿元", 0.5),
    ("1.5万亿元", "亿元", 15000),
    ("1.2亿吨", "万吨", 12000),
    ("150亩", "公顷", 10),
    ("3000万人次", "万人次", 3000),
    # a multiple alone is one of the quantity's unit
    ("3000万", "万人次", 3000),
    ("3000万", "人次", 30000000),
    ("1.6万", "公里", 16000),
    # thousandths are tenths of hundredths
    ("5‰", "%", 0.5),
    ("0.5%", "‰", 5),
    ("5‰", "‰", 5),
    ("500个", "家", 500),
    ("1 year", "years", 1),
    ("8 days", "day", 8),
    ("16 billion dollars", "million dollars", 16000),
    ("16 billion", "million dollars", 16000),
    ("98%", "% of land area", 98),
]


@pytest.mark.parametrize(("words", "unit", "value"), CONVERTED)
def test_a_unit_is_converted_to_the_last_digit(words: str, unit: str, value: float) -> None:
    assert target(words, of(unit)) == at(None, value=value, **YEAR)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        # so many of what, of a hundred: nobody knows
        ("200万", "%"),
        ("200万%", "%"),
        # 5,000万元, or 5,000万 of 亿元
        ("5000万", "亿元"),
        # a difference is no level
        ("3个百分点", "%"),
        ("3个百分点", "‰"),
        ("3 percentage points", "%"),
        # 6.666… hectares
        ("100亩", "公顷"),
        ("3人", "人次"),
        ("3%", "家"),
        ("3家", "?"),
    ],
)
def test_what_is_in_another_unit_is_no_figure(words: str, unit: str) -> None:
    assert target(words, of(unit)) is None


NOT_UNDERSTOOD: list[tuple[str, AimPlace]] = [
    ("完成国家下达任务", FALL),
    ("完成省下达目标任务", beside(FALL)),
    ("达标", SHARE),
    ("前三", SHARE),
    ("进入前10名", SHARE),
    ("明显提高", SHARE),
    ("持续改善", SHARE),
    ("中等发达国家水平", LEVEL),
    ("保持在合理区间、各年度视情提出", beside(GROWTH)),
    ("#REF!", SHARE),
    ("=A1+1", SHARE),
    ("2024-03-05", SHARE),
    ("1e5", SHARE),
    ("nan", SHARE),
    ("inf", SHARE),
    ("不低于90以下", SHARE),
    ("12和15", SHARE),
    # another unit than that of the quantity, or none that it can have
    ("3000万吨", LEVEL),
    ("3个百分点", LEVEL),
    ("提高3个百分点", LEVEL),
    # which of two things is meant, nobody knows
    ("3", FALL),
    ("0.8", beside(SHARE)),
    ("降低不超过5%", FALL),
    ("年均提高0.5个百分点", SHARE),
    ("每年翻一番", LEVEL),
    ("9" * 400, SHARE),
    ("(" * 5000, SHARE),
    ("", SHARE),
]


@pytest.mark.parametrize(
    ("words", "place"),
    NOT_UNDERSTOOD,
    ids=[f"{n} {each[0][:20]}" for n, each in enumerate(NOT_UNDERSTOOD)],
)
def test_what_means_nothing_is_not_guessed(words: str, place: AimPlace) -> None:
    assert target(words, place) is None


@pytest.mark.parametrize(
    "words",
    [
        *("—", "——", "－", "─", "-", "/", "...", "…", "无", "N/A", " – "),
        *("暂无数据", "待定", "未统计", "缺", "n.a.", "tbd"),
    ],
)
def test_a_dash_says_nothing(words: str) -> None:
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["0", "无目标", "-1", "无增长", "5"])
def test_what_says_something(words: str) -> None:
    assert not says_nothing(words)
