"""A plan that is written as a table is read back as it was."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from jyplan.errors import RequestError
from jyplan.forms.headings import Chosen
from jyplan.forms.planning.aim_words import aim_said
from jyplan.forms.planning.draft import draft_of
from jyplan.forms.sheets import SheetCell, Sheets, TableSheet
from jyplan.texts.words import LANGUAGES
from tests.tables import read_back


class Line(NamedTuple):
    """A row as somebody writes it, and the target that it stands for."""

    name: str
    unit: str
    start: str
    target: str
    growth: str
    meant: dict[str, Any]


HEADINGS = ("指标", "单位", "2020年", "2025年", "年均增速/累计")
SOUND = ("有效发明专利", "件", "700", "1100", "")
places = st.integers(min_value=0, max_value=3)


def decimals(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return places.flatmap(
        lambda n: st.integers(low * 10**n, high * 10**n).map(lambda v: Decimal(v).scaleb(-n))
    )


percent = decimals(1, 40)
level = decimals(100, 9000)
sides = st.sampled_from(
    [("{}", ">="), ("{}以上", ">="), ("≥{}", ">="), (">{}", ">"), ("超过{}", ">")]
)


YEAR = {"year": 2025}
FALLEN = {">=": "<=", ">": "<"}


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """One of the forms, in one of its wordings."""
    words, operator = draw(sides)
    figure, start = draw(percent), draw(level)
    said, grown = words.format(figure), words.format(f"{figure}%")
    goal = start + figure
    mean: dict[str, Any] = {"operator": operator, "average_growth": figure, **YEAR}
    whole = {"operator": operator, "change_percent": figure, **YEAR}
    fall = {"operator": FALLEN[operator], "change_percent": -figure, **YEAR}
    twice = {"operator": ">=", "multiple": 2, **YEAR}
    more = {"operator": operator, "change": figure, **YEAR}
    reached = {"operator": operator, "value": goal, **YEAR}
    kept = {"operator": operator, "value": figure, "year": "every"}
    known = str(start)
    line: Line = draw(
        st.sampled_from(
            [
                Line("专利", "件", known, words.format(goal), "—", reached),
                Line("产值", "亿元", known, "—", said, mean),
                Line("产值", "亿元", known, f"年均增长{grown}", "", mean),
                Line("产值", "亿元", known, f"累计增长{grown}", "", whole),
                Line("寿命", "岁", known, "——", f"〔{said}〕", more),
                Line("收入", "元", known, "翻一番", "", twice),
                Line("单位能耗降低", "%", "", "", f"[{said}]", fall),
                Line("投入增长", "%", "—", "—", said, mean),
                Line("达标率", "%", "1", f"每年{said}", "", kept),
            ]
        )
    )
    return line


@given(st.lists(lines(), min_size=1, max_size=8))
def test_what_is_written_is_read_back(table: list[Line]) -> None:
    cells = {(1, column): SheetCell("text", text) for column, text in enumerate(HEADINGS, start=1)}
    for row, line in enumerate(table, start=2):
        # What says growth stands at the end of a name.
        for column, text in enumerate((f"第{row}项{line.name}", *line[1:5]), start=1):
            number = text.replace(".", "").isdigit()
            cells[row, column] = SheetCell("number" if number else "text", text)
    cells = {place: cell for place, cell in cells.items() if cell.text}
    found = draft_of(Sheets("t.xlsx", (TableSheet("表", cells),)), Chosen())
    assert not found.findings
    assert [row.indicator["target"] for row in found.rows] == [line.meant for line in table]
    read = read_back(found, "zh").indicators
    told = [entry.target.model_dump(exclude_defaults=True) for entry in read]
    assert told == [
        {
            key: float(each) if isinstance(each, Decimal) else each
            for key, each in line.meant.items()
        }
        for line in table
    ]


@given(st.text(max_size=60))
def test_words_never_break_it(words: str) -> None:
    said = aim_said(words)
    assert said is None or said.figure is None or said.figure.is_finite()


PIECES = (
    "年均|累计|提高|降低|力争|不低于|以上|左右|7|5.5|%|个百分点|每年|[|]|GDP|高于|与|同步|2023年|、|>|（|）"
    "| |翻一番|岁|亿元"
)
pieces = st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map("".join)
anything = st.one_of(pieces, st.text(max_size=30), st.just("—"))


@given(st.lists(st.tuples(anything, anything, anything, anything, anything), max_size=6))
def test_whatever_a_table_holds_the_plan_is_valid(rows: list[tuple[str, ...]]) -> None:
    """Whole or not at all: what is written loads, whatever was in the cells."""
    cells = {(1, column): SheetCell("text", text) for column, text in enumerate(HEADINGS, start=1)}
    # A row of words alone would belong to the headings.
    cells |= {(2, column): SheetCell("text", text) for column, text in enumerate(SOUND, start=1)}
    for row, line in enumerate(rows, start=3):
        for column, text in enumerate(line, start=1):
            if text:
                cells[row, column] = SheetCell("text", text)
    found = draft_of(Sheets("t.xlsx", (TableSheet("表", cells),)), Chosen())
    for language in LANGUAGES:
        assert len(read_back(found, language).indicators) == len(found.written)


@given(st.dictionaries(st.tuples(st.integers(1, 5), st.integers(1, 6)), anything, max_size=20))
def test_any_sheet_is_a_plan_or_is_refused(texts: dict[tuple[int, int], str]) -> None:
    cells = {place: SheetCell("text", text) for place, text in texts.items() if text}
    # Whatever else is raised is a mistake of ours.
    with suppress(RequestError):
        draft_of(Sheets("t.xlsx", (TableSheet("表", cells),)), Chosen())
