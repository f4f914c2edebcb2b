"""How a page is laid out on a terminal, whatever it tells; laws for every table, and examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jyplan.media.html import html
from jyplan.media.markdown import markdown
from jyplan.media.terminal import Screen, terminal
from jyplan.pages.page import (
    Bar,
    Cell,
    Chart,
    Charts,
    Choices,
    Column,
    Definition,
    Definitions,
    Line,
    Note,
    Notes,
    Page,
    Profile,
    Row,
    Section,
    Table,
)
from tests.reported import INDICATORS, long_page

if TYPE_CHECKING:
    from jyplan.pages.page import Block

NAMES = Column("indicator", "Indicator", right=False, names=True)


def page(*blocks: Block) -> Page:
    return Page("en", ("A plan",), (), blocks)


def shown(of: Page, width: int, *, colour: bool = False, encoding: str = "utf-8") -> list[str]:
    lines = terminal(of, Screen(width, colour, encoding)).splitlines()
    return lines[2:]


def years(*, dispensable: bool = False, lead: bool = False, turns: bool = False) -> Table:
    """One indicator over ten years, each value six cells wide."""
    columns = tuple(
        Column(str(year), str(year), dispensable=2030 - year if dispensable else 0)
        for year in range(2020, 2030)
    )
    cells = tuple(Cell(f"{year}.5", aside=f"{year}.5 then") for year in range(2020, 2030))
    row = Row((Cell("Firms"), *cells))
    return Table((NAMES._replace(lead=lead), *columns), (row,), turns)


def test_what_fits_stands_side_by_side() -> None:
    assert shown(page(years()), 100) == [
        "Indicator    2020    2021    2022    2023    2024    2025    2026    2027    2028    2029",
        "Firms      2020.5  2021.5  2022.5  2023.5  2024.5  2025.5  2026.5  2027.5  2028.5  2029.5",
    ]


def test_what_is_dispensable_goes_first_and_is_said_below() -> None:
    assert shown(page(years(dispensable=True)), 32) == [
        "Indicator        2028    2029",
        "Firms          2028.5  2029.5",
        *(f"  {year}.5 then" for year in range(2020, 2028)),
    ]


def test_a_table_is_parted_below_its_first_column() -> None:
    lines = shown(page(years(lead=True)), 50)
    assert lines[0] == "Indicator    2020    2021    2022    2023    2024"
    assert lines[2:4] == ["", "Indicator    2025    2026    2027    2028    2029"]
    assert "then" not in "\n".join(lines)


def test_a_table_that_may_be_turned_is_turned_first() -> None:
    lines = shown(page(years(lead=True, turns=True)), 50)
    assert lines[:2] == ["       Firms", "2020  2020.5"]
    assert len(lines) == 11


def test_rows_are_stacked_where_nothing_else_fits() -> None:
    lines = shown(page(years()), 40)
    assert lines[0] == "Firms"
    assert lines[1] == "  2020: 2020.5  2021: 2021.5"
    assert [len(line) <= 40 for line in lines] == [True] * len(lines)


def test_headings_stand_above_their_rows() -> None:
    rows = [Row((Cell("a"), Cell("1")), "One"), Row((Cell("b"), Cell("2")), "One")]
    rows.append(Row((Cell("c"), Cell("3")), "Two"))
    table = Table((NAMES, Column("value", "Value")), tuple(rows))
    assert shown(page(table), 80) == [
        "Indicator  Value",
        "One",
        "  a            1",
        "  b            2",
        "Two",
        "  c            3",
    ]


def test_notes_go_with_their_columns() -> None:
    table = years(dispensable=True)
    notes = Notes(
        (
            Note("of 2020", of=("2020",)),
            Note("of 2020 or 2029", of=("2020", "2029")),
            Note("for want of 2020", without="2020"),
            Note("for want of 2029", without="2029"),
        )
    )
    told = {width: shown(page(table, notes), width) for width in (32, 100)}
    assert told[32][-3:] == ["", "of 2020 or 2029", "for want of 2020"]
    assert told[100][-3:] == ["", "of 2020", "of 2020 or 2029"]


def test_colours_repeat_what_words_say() -> None:
    table = Table(
        (NAMES, Column("status", "Status", right=False)),
        (Row((Cell("a"), Cell("behind", "warning"))),),
    )
    told = page(table)
    coloured = "\n".join(shown(told, 80, colour=True))
    assert "\x1b[33mbehind\x1b[0m" in coloured
    plain = re.sub(r"\x1b\[\d+m", "", coloured)
    assert plain.splitlines() == shown(told, 80)


@pytest.mark.parametrize(
    ("bar", "drawn"),
    [
        (Bar(0.5, 0.8), "█████░░░│░"),
        (Bar(0.8, 0.5), "████████░░"),
        (Bar(1.3, 1.0), "██████████"),
        (Bar(-0.2, 0.0), "│░░░░░░░░░"),
    ],
)
def test_bars(bar: Bar, drawn: str) -> None:
    table = Table((NAMES, Column("bar", "", right=False)), (Row((Cell("a"), Cell(bar=bar))),))
    assert shown(page(table), 80)[-1] == f"a          {drawn}"


def test_signs_are_those_that_the_stream_has() -> None:
    table = Table((NAMES, Column("target", "Target")), (Row((Cell("a"), Cell("≥ 5 – 6 ×"))),))
    told = page(table, Notes((Note("● hit → “done”"),)))
    assert shown(told, 80, encoding="ascii")[1:] == ["a          >= 5 - 6 *", "", '* hit -> "done"']
    assert shown(told, 80, encoding="gbk")[1:] == ["a          ≥ 5 – 6 ×", "", "● hit → “done”"]


def test_a_chart_of_one_year_is_none() -> None:
    series = (Line("observed", "known", ((2020, 1.0),)),)
    charts = Charts((Chart("Firms", series, 0, "too narrow"),))
    assert "Firms" not in "\n".join(shown(page(charts), 80))


texts = st.text("abcdefgh 高新技术企业发明", min_size=1, max_size=30).filter(str.strip)
tables = st.builds(
    lambda names, columns, values: Table(
        (NAMES, *columns),
        tuple(
            Row((Cell(name), *(Cell(f"{value}") for value in values[: len(columns)])))
            for name in names
        ),
    ),
    st.lists(texts, min_size=1, max_size=4),
    st.lists(
        st.builds(
            lambda title, right, dispensable: Column(title, title, right, dispensable),
            texts,
            st.booleans(),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=5,
    ),
    st.lists(st.integers(0, 10**9), min_size=5, max_size=5),
)


@given(tables, st.integers(40, 160))
def test_nothing_is_cut_and_nothing_needed_is_left_out(table: Table, width: int) -> None:
    told = "\n".join(shown(page(table), width))
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.names:
                assert set(cell.text.split()) <= set(re.findall(r"\S+", told)) or all(
                    sign in told for sign in cell.text
                )
            elif not column.dispensable:
                assert cell.text in told
    assert all(cell_len(line) <= width for line in told.splitlines())


@given(tables)
def test_every_medium_shows_every_table(table: Table) -> None:
    told = page(Section("Part", (table, Definitions((Definition("a", Cell("b")),)))))
    for medium in (markdown, html):
        text = medium(told)
        assert all(cell.text in text for row in table.rows for cell in row.cells[1:])


def test_a_card_is_whole_and_nothing_is_chosen() -> None:
    status = Cell("▼ behind", "bad")
    card = Profile(
        "firms", "Firms", ("items", "expected"), status, (), (Notes((Note("Said."),)),),
        (Notes((Note("Worked out."),)),), "Formulas",
    )  # fmt: skip
    choices = Choices("Status", "all", (("behind", "behind"),))
    assert shown(page(choices, Section("One by one", (choices, card))), 40) == [
        "One by one",
        "",
        "Firms",
        "▼ behind",
        "items  expected",
        "",
        "Said.",
        "",
        "Formulas",
        "Worked out.",
    ]


@pytest.mark.parametrize(
    ("encoding", "milestone", "target"),
    [("utf-8", "○", "◆"), ("gbk", "○", "◆"), ("ascii", "m", "T")],
)
def test_what_is_due_and_what_is_aimed_at_are_single_points(
    encoding: str, milestone: str, target: str
) -> None:
    due = Line("milestone", "due", ((2021, 2.0), (2022, 3.0)))
    aimed = Line("target", "aim", ((2023, 4.0),))
    chart = Chart("Firms", (Line("course", "plan", ((2020, 1.0),)), due, aimed), 0, "too narrow")
    lines = shown(page(Charts((chart,))), 60, encoding=encoding)
    drawn, legend = "".join(lines[1:10]), lines[-1]
    assert (drawn.count(milestone), drawn.count(target)) == (2, 1)
    assert f"{milestone} due  {target} aim" in legend


def test_contents_of_markdown_lead_to_sections_and_cards() -> None:
    lines = markdown(long_page("en")).splitlines()
    links = re.findall(r"\]\(#([^)]+)\)", "\n".join(lines))
    marks = re.findall(r'<a id="([^"]+)"></a>', "\n".join(lines))
    assert len(marks) == len(set(marks))
    assert set(links) == set(marks)
    keys = [f"en-{each.key}" for each in INDICATORS]
    assert [mark for mark in marks if "-" in mark] == keys
    # listed once, and linked by every table with a row of its own
    late = {f"en-{each.key}" for each in INDICATORS if each.status == "behind"}
    assert all(links.count(key) == (3 if key in late else 2) for key in keys)
    # six levels are all that there are
    assert max(len(line) - len(line.lstrip("#")) for line in lines if line.startswith("#")) == 6


def test_markdown_has_a_chart_as_its_figures() -> None:
    figures = Table((NAMES, Column("value", "Value")), (Row((Cell("2020"), Cell("7|8"))),))
    line = Line("observed", "known", ((2020, 7.0),))
    told = Chart("Firms*", (line,), 0, "too narrow", "It grows.", figures)
    assert markdown(page(Charts((told, told._replace(figures=None))))).splitlines()[2:] == [
        "**Firms\\***",
        "",
        "It grows.",
        "",
        "| Indicator | Value |",
        "| --- | ---: |",
        "| 2020 | 7\\|8 |",
    ]
