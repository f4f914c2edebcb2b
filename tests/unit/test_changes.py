"""The grammar of changes: what each form means, and where a text leaves it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jyplan.scenario.forms import WORDS, ChangeError, How, Piece
from jyplan.scenario.grammar import canonical, parse

FORMS = {
    "hnte=12%": How("rates", (0.12,)),
    "hnte = -3.5 %": How("rates", (-0.035,)),
    "hnte=+4.2%": How("rates", (0.042,)),
    "hnte=-100%": How("rates", (-1.0,)),
    "hnte=12%/9%/9%": How("rates", (0.12, 0.09, 0.09)),
    "hnte= 12% / -9% /0%": How("rates", (0.12, -0.09, 0.0)),
    "hnte=+0.06": How("step", steps=(0.06,)),
    "hnte=-12": How("step", steps=(-12.0,)),
    "hnte=+ 3": How("step", steps=(3.0,)),
    "rd_intensity=+0.06pp": How("step", steps=(0.06,), unit="pp"),
    "rd_intensity=-0.1 pp": How("step", steps=(-0.1,), unit="pp"),
    "hnte=8%..20%": How("interval", (0.08, 0.2)),
    "hnte=-5% .. +5%": How("interval", (-0.05, 0.05)),
    "hnte@2024 = 400": How("pin", year=2024, value=400.0),
    "hnte @ 2024=-1.5": How("pin", year=2024, value=-1.5),
    "hnte=required": How("required"),
    "hnte=trend": How("trend"),
    "hnte=latest": How("latest"),
    "hnte=best": How("best"),
    "hnte=halt": How("halt"),
    "hnte=linear": How("linear"),
    "hnte=history": How("history"),
    "hnte=TREND": How("trend"),
    "hnte=delay 1": How("delay", years=1),
    "hnte=delay  12": How("delay", years=12),
    "hnte=dip -10% 2024 2": How("dip", (-0.1,), year=2024, years=2),
    "hnte=trend +10%": How("relative", (0.1,)),
    "hnte=trend -10%": How("relative", (-0.1,)),
    # as a Chinese keyboard writes it
    "hnte＝１２％": How("rates", (0.12,)),
    "hnte＝＋０．０６": How("step", steps=(0.06,)),
    "hnte＠２０２４＝４００": How("pin", year=2024, value=400.0),
}

# what planners write -> how this grammar writes it
SPELLINGS = {
    "hnte=12%": "hnte=12%",
    "hnte=5.25%": "hnte=5.25%",
    "hnte=12.0 %": "hnte=12%",
    "hnte=15% a year": "hnte=15%",
    "hnte=400@2024": "hnte@2024=400",
    "hnte=400 @ 2024年": "hnte@2024=400",
    "hnte@2024年=400": "hnte@2024=400",
    "hnte=15%-20%": "hnte=15%..20%",
    "hnte=15%~20%": "hnte=15%..20%",
    "hnte=15%～20%": "hnte=15%..20%",
    "hnte=15%—20%": "hnte=15%..20%",
    "hnte=15%——20%": "hnte=15%..20%",
    "hnte=15%–20%": "hnte=15%..20%",
    "hnte=15%至20%": "hnte=15%..20%",
    "hnte=15%到20%": "hnte=15%..20%",
    "hnte=15-20%": "hnte=15%..20%",
    "hnte=15 % to 20 % a year": "hnte=15%..20%",
    "hnte=-5%--2%": "hnte=-5%..-2%",
    "hnte=-5%~-2%": "hnte=-5%..-2%",
    "hnte=－５％～－２％": "hnte=-5%..-2%",
    "hnte=-5%-2%": "hnte=-5%..2%",
    "hnte=年增15%": "hnte=15%",
    "hnte=年均增长 15 %": "hnte=15%",
    "hnte=每年15%": "hnte=15%",
    "hnte=年增 8 % 至 20 %": "hnte=8%..20%",
    "hnte=年增12%/9%": "hnte=12%/9%",
    "hnte=年降5%": "hnte=-5%",
    "hnte=每年下降2%至5%": "hnte=-5%..-2%",
    "hnte=年降2%/5%": "hnte=-2%/-5%",
    "hnte=翻一番": "hnte=x2",
    "hnte=翻番": "hnte=x2",
    "hnte=翻一倍": "hnte=x2",
    "hnte=翻两番": "hnte=x4",
    "hnte=翻三番": "hnte=x8",
    "hnte=×2": "hnte=x2",
    "hnte=X 1.5": "hnte=x1.5",
    "hnte=double": "hnte=x2",
    "hnte=翻一番@2027": "hnte=x2@2027",
    "hnte=×2＠2027年": "hnte=x2@2027",
    "hnte=按目标": "hnte=required",
    "hnte=达标": "hnte=required",
    "hnte=趋势": "hnte=trend",
    "hnte=延续趋势": "hnte=trend",
    "hnte=最新": "hnte=latest",
    "hnte=最近": "hnte=latest",
    "hnte=最好": "hnte=best",
    "hnte=停滞": "hnte=halt",
    "hnte=直线": "hnte=linear",
    "hnte=历史": "hnte=history",
    "hnte=推迟1年": "hnte=delay 1",
    "hnte=推迟 12 年": "hnte=delay 12",
    "hnte=delay 1 year": "hnte=delay 1",
    "hnte=骤降 -10% 2024年 2年": "hnte=dip -10% 2024 2",
    "hnte=trend+10%": "hnte=trend +10%",
    "hnte=trend 10 %": "hnte=trend +10%",
    "hnte=趋势-10%": "hnte=trend -10%",
    "rd_intensity=+0.06个百分点": "rd_intensity=+0.06pp",
    "rd_intensity=+0.06百分点": "rd_intensity=+0.06pp",
    "rd_intensity=+0.06 percentage points": "rd_intensity=+0.06pp",
    "rd_intensity=0.06pp": "rd_intensity=+0.06pp",
    "rd_intensity=每年提高0.06个百分点": "rd_intensity=+0.06pp",
    "rd_intensity=+0.2pp..+0.8pp": "rd_intensity=+0.2pp..+0.8pp",
    "rd_intensity=+0.2~0.8个百分点": "rd_intensity=+0.2pp..+0.8pp",
    "rd_intensity=-0.2pp-+0.8pp": "rd_intensity=-0.2pp..+0.8pp",
    "hnte=+50 家": "hnte=+50家",
    "hnte=年增50家": "hnte=+50家",
    "hnte=每年减少50家": "hnte=-50家",
    "hnte=+50 enterprises a year": "hnte=+50 enterprises",
    "hnte=+60/+80/+90": "hnte=+60/+80/+90",
    "hnte=+60 / -80/+90家": "hnte=+60家/-80家/+90家",
    "hnte=+0.5件/万人/+1件/万人": "hnte=+0.5件/万人/+1件/万人",
    "hnte=+3 to 5 a year": "hnte=+3..+5",
    "hnte=+50至+80家": "hnte=+50家..+80家",
    "hnte=+50-80家": "hnte=+50家..+80家",
    "hnte=12% 上限 400": "hnte=12% cap 400",
    "hnte=12%，上限400，下限100": "hnte=12% cap 400 floor 100",
    "hnte=12%不超过400": "hnte=12% cap 400",
    "hnte=12%, at most 400": "hnte=12% cap 400",
    "hnte=12% floor 100 cap 400": "hnte=12% cap 400 floor 100",
    "ｈｎｔｅ＝ｔｒｅｎｄ": "hnte=trend",
    "theme：innovators＝ 12％": "theme:innovators=12%",
    "hz_＊=年增12%": "hz_*=12%",
}


DOCUMENTED = re.findall(
    r"^\| (.*) \| (.*) \| `(\S+=.*?)` \|$",
    (Path(__file__).parents[2] / "docs" / "whatif.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("english", "chinese", "wanted"), DOCUMENTED)
def test_what_the_documentation_says_is_so(english: str, chinese: str, wanted: str) -> None:
    written = re.findall("`(.*?)`", f"{english} {chinese}")
    assert written
    for text in written:
        how = parse(text).how
        # the unit of a step is as it is written
        assert how._replace(unit=how.unit if how.points else "") == parse(wanted).how


@pytest.mark.parametrize(("text", "wanted"), SPELLINGS.items())
def test_spellings_are_one_change(text: str, wanted: str) -> None:
    found, same = parse(text), parse(wanted)
    assert canonical(found) == wanted
    assert found._replace(text="", where={}) == same._replace(text="", where={})


@pytest.mark.parametrize(("text", "how"), FORMS.items())
def test_form(text: str, how: How | None) -> None:
    if how is None:
        with pytest.raises(ChangeError):
            parse(text)
        return
    change = parse(text)
    assert change.how == how
    assert (change.cap, change.floor) == (None, None)
    assert change.text == text


@pytest.mark.parametrize(
    ("text", "sort", "name"),
    [
        ("hnte=1%", "id", "hnte"),
        (" hnte =1%", "id", "hnte"),
        ("hz_*=1%", "glob", "hz_*"),
        ("*=1%", "glob", "*"),
        ("theme:innovators=1%", "theme", "innovators"),
        ("theme: innovators = 1%", "theme", "innovators"),
        ("theme：innovators=1%", "theme", "innovators"),
        ("hz_＊=1%", "glob", "hz_*"),
        ("高新技术企业=1%", "id", "高新技术企业"),
    ],
)
def test_what(text: str, sort: str, name: str) -> None:
    change = parse(text)
    assert (change.sort, change.name) == (sort, name)


@pytest.mark.parametrize(
    ("text", "cap", "floor"),
    [
        ("hnte=12% cap 400", 400.0, None),
        ("hnte=12% floor 100", None, 100.0),
        ("hnte=12% cap 400 floor 100", 400.0, 100.0),
        ("hnte=12% floor -1.5 cap 400.25", 400.25, -1.5),
        ("hnte=8%..20% cap 400", 400.0, None),
        ("hnte=trend +10% cap 400", 400.0, None),
        ("hnte=trend floor 0", None, 0.0),
        ("hnte=12%  cap\t400", 400.0, None),
    ],
)
def test_limits(text: str, cap: float | None, floor: float | None) -> None:
    change = parse(text)
    assert (change.cap, change.floor) == (cap, floor)


@pytest.mark.parametrize("percent", ["4.2", "10.42", "0.1", "21.8685", "5.16", "33.3333333"])
def test_a_rate_loses_no_digit(percent: str) -> None:
    """12.3 % is the float nearest to 0.123, not 12.3 divided by 100."""
    rate = parse(f"hnte={percent}%").how.rates[0]
    whole, _, part = percent.partition(".")
    assert rate == float(f"0.{whole.zfill(2)}{part}")


WRONG = {
    # nothing, or no sign
    "": ("no_equals", ""),
    "hnte": ("no_equals", "hnte"),
    "hnte 12%": ("no_equals", "hnte 12%"),
    "=12%": ("no_what", "="),
    " =12%": ("no_what", " "),
    "hnte@2024@2025=4": ("not_a_year", "2024@2025"),
    # how
    "hnte=12": ("bare_number", "12"),
    "hnte= 12.5 ": ("bare_number", "12.5"),
    "hnte=abc": ("not_a_how", "abc"),
    "hnte=12%%": ("not_a_how", "12%%"),
    "hnte=1e3%": ("not_a_how", "1e3%"),
    "hnte=.5%": ("not_a_how", ".5%"),
    "hnte=nan%": ("not_a_how", "nan%"),
    "hnte=inf": ("not_a_how", "inf"),
    "hnte==5%": ("not_a_how", "=5%"),
    "hnte=8%...20%": ("not_a_how", "8%...20%"),
    "hnte=8%..": ("not_a_how", "8%.."),
    "hnte=12%/": ("not_a_how", "12%/"),
    "hnte=1,234%": ("not_a_how", "1,234%"),
    "hnte=1234567890123456%": ("not_a_how", "1234567890123456%"),
    "hnte=halt 1": ("too_much", "1"),
    "hnte=required by 2024": ("too_much", "by"),
    "hnte=15% from 2023": ("too_much", "from"),
    "hnte=8%..20% in 2023": ("too_much", "in"),
    "hnte=年增5% from 2021": ("too_much", "from"),
    "hnte=翻一番 2027": ("too_much", "2027"),
    "hnte=15 from 2023": ("bare_number", "15"),
    "hnte=15家": ("bare_number", "15"),
    "hnte=5..8": ("not_a_how", "5..8"),
    "hnte=年增15": ("not_a_how", "年增15"),
    "hnte=年降-5%": ("not_a_how", "年降-5%"),
    "hnte=+5家..+8户": ("two_units", "+5家..+8户"),
    "hnte=+5家/+8户": ("two_units", "+5家/+8户"),
    "hnte=400@24": ("not_a_year", "24"),
    "hnte=x2@x": ("not_a_year", "x"),
    "hnte=400@2024 cap 500": ("pin_alone", "cap 500"),
    "hnte=trend 10% 5%": ("trend_takes", "trend 10% 5%"),
    "hnte=trend 10": ("not_a_rate", "10"),
    "hnte=delay": ("delay_takes", "delay"),
    "hnte=delay 1 2": ("delay_takes", "delay 1 2"),
    "hnte=delay one": ("not_a_count", "one"),
    "hnte=delay 0": ("not_a_count", "0"),
    "hnte=delay 100": ("not_a_count", "100"),
    "hnte=delay -1": ("not_a_count", "-1"),
    "hnte=dip": ("dip_takes", "dip"),
    "hnte=dip -10% 2024": ("dip_takes", "dip -10% 2024"),
    "hnte=dip 10 2024 2": ("not_a_rate", "10"),
    "hnte=dip -10% 24 2": ("not_a_year", "24"),
    "hnte=dip -10% 2024 x": ("not_a_count", "x"),
    # pins
    "hnte@24=400": ("not_a_year", "24"),
    "hnte@3024=400": ("not_a_year", "3024"),
    "hnte@2024=4 00": ("not_a_figure", "4 00"),
    "hnte@2024=12%": ("not_a_figure", "12%"),
    "hnte@2024=nan": ("not_a_figure", "nan"),
    "hnte@2024=400 cap 5": ("not_a_figure", "400 cap 5"),
    # limits
    "hnte=12% cap x": ("not_a_figure", "x"),
    "hnte=12% floor 1e3": ("not_a_figure", "1e3"),
    "hnte=12% cap 1 cap 2": ("limit_twice", "cap 2"),
    "hnte=12% floor 1 cap 2 floor 3": ("limit_twice", "floor 3"),
    "hnte=12% cap inf": ("not_a_figure", "inf"),
}


@pytest.mark.parametrize(("text", "problem", "piece"), [(k, *v) for k, v in WRONG.items()])
def test_what_leaves_the_grammar(text: str, problem: str, piece: str) -> None:
    with pytest.raises(ChangeError) as caught:
        parse(text)
    assert caught.value.problem == problem
    where = caught.value.piece
    assert text[where.start : where.end] == piece


@pytest.mark.parametrize(
    ("text", "problem", "start"),
    [
        # nothing stands where something should: the caret shows the place behind
        ("hnte=", "no_how", 5),
        ("hnte=  ", "no_how", 5),
        ("hnte=12% cap", "not_a_figure", 12),
        ("hnte=12% cap floor 3", "not_a_figure", 12),
        ("hnte@=400", "not_a_year", 5),
        ("hnte@2024=", "not_a_figure", 10),
        ("hnte= cap 400", "no_how", 5),
    ],
)
def test_what_is_missing(text: str, problem: str, start: int) -> None:
    with pytest.raises(ChangeError) as caught:
        parse(text)
    assert (caught.value.problem, caught.value.piece.start) == (problem, start)


def test_too_long() -> None:
    assert parse("hnte=" + "1%/" * 99 + "1%").how.rates == (0.01,) * 100
    for text, problem in (("h" * 501, "too_long"), ("h=" + "1%/" * 100 + "1%", "too_many_rates")):
        with pytest.raises(ChangeError) as caught:
            parse(text)
        assert caught.value.problem == problem


@pytest.mark.parametrize("word", WORDS)
def test_a_word_alone_is_a_way_or_says_what_it_takes(word: str) -> None:
    if word not in {"delay", "dip"}:
        assert parse(f"hnte={word}").how.kind == word
        return
    with pytest.raises(ChangeError) as caught:
        parse(f"hnte={word}")
    assert caught.value.problem == f"{word}_takes"
    assert caught.value.piece == Piece(5, 5 + len(word))


def test_where_pieces_stand() -> None:
    text = " theme: innovators = 8% .. 20%  cap 400  floor 3 "
    where = parse(text).where
    assert {name: text[piece.start : piece.end] for name, piece in where.items()} == {
        "what": "innovators",
        "how": "8% .. 20%",
        "cap": "400",
        "floor": "3",
    }
    text = "hnte @ 2024 = 400"
    where = parse(text).where
    assert {name: text[piece.start : piece.end] for name, piece in where.items()} == {
        "what": "hnte",
        "year": "2024",
        "how": "400",
    }
