"""Tables that were sent in: a figure is understood or said to be none, and never another one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jyplan.checks.gathering import gather
from jyplan.checks.sources import sources_of, submissions_in
from jyplan.forms.cells import CellFigure, figure_in
from jyplan.forms.opening.stored import as_decimal, number_cell, percentage
from jyplan.forms.sheets import SheetCell
from jyplan.forms.taken import TableHints
from jyplan.plan.findings import Severity, cell_span
from jyplan.plan.known import quantity_of
from jyplan.plan.loading import load, load_plan
from jyplan.plan.plan import Origin
from tests.cases.forms.build import PLAN as FOLDER
from tests.cases.forms.build import csv_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.plan.known import KnownQuantity

PLAN = load_plan(Origin(FOLDER, "option"))
AT = cell_span("t.xlsx", "指标", 2, 3)
WIDE = str.maketrans("0123456789.-,%", "０１２３４５６７８９．－，％")


class Written(NamedTuple):
    """A figure as somebody writes it.

    Attributes:
        cell: what stands in the cell.
        stated: the unit that the table states.
        sure: whether it must be understood.
    """

    cell: SheetCell
    stated: str = ""
    sure: bool = True


def quantity(name: str) -> KnownQuantity:
    return quantity_of(PLAN.declared()[name], PLAN.head, PLAN.baselines())


def grouped(text: str) -> str:
    return f"{Decimal(text):,}"


def number(text: str, code: str = "General") -> SheetCell:
    return number_cell(float(text), code, since_1904=False, formula=False)


def written(text: str, *, sure: bool = True, stated: str = "") -> Written:
    return Written(SheetCell("text", text), stated, sure)


# however the figure is written, whatever its unit
ANY: tuple[Callable[[str], Written], ...] = (
    lambda text: Written(number(text)),
    lambda text: Written(number(text, "#,##0.00")),
    lambda text: Written(number(text, "0.0_);(0.0)")),
    written,
    lambda text: written(f" {text}\u3000"),
    lambda text: written(text.translate(WIDE)),
    lambda text: written(text.replace("-", "\u2212")),
    lambda text: written(grouped(text), sure=False),
    lambda text: written(grouped(text).replace(",", "\u00a0"), sure=False),
    lambda text: written(grouped(text).replace(",", "\u202f"), sure=False),
    lambda text: written(f"\u200b{text}\u200b"),
    # a format that shows more than the number
    *(
        lambda text, code=code: Written(number(text, code), sure=False)
        for code in ('"约"0.000', '"↑"0.0;"↓"0.0', "[$$-409]0.00", '0.00"（初步）"', "-0;0")
    ),
    lambda text: written(f"{text}（快报）"),
    lambda text: written(f"预计{text}"),
    # nobody knows what these are to the last digit
    *(
        lambda text, shape=shape: written(shape.format(text), sure=False)
        for shape in (
            "约{}",
            "{}左右",
            "{}以上",
            "{}①",
            "{}²",
            "{}*",
            "{}（1）",
            "({})",
            "▲{}",
            "={}",
            "{}.",
            "0{}",
        )
    ),
)
# of one unit
OWN: dict[str, tuple[Callable[[str], Written], ...]] = {
    "sewage": (
        lambda text: Written(number(str(Decimal(text) / 100), "0.0%")),
        lambda text: written(f"{text}%"),
        lambda text: written(f"{text} ％", stated="%"),
        lambda text: written(f"{text}个百分点", sure=False),
        lambda text: written(str(Decimal(text) * 10), stated="‰"),
    ),
    "gdp": (
        lambda text: written(f"{text}亿元"),
        lambda text: written(f"{text}亿"),
        lambda text: written(f"{text}亿", stated="亿元"),
        lambda text: written(f"{Decimal(text) * 10_000:f}", stated="万元"),
        lambda text: written(f"{Decimal(text) * 10_000:,f}万元", stated="亿元", sure=False),
        lambda text: Written(number(f"{Decimal(text) * 10_000:f}"), "万元"),
        lambda text: written(f"{Decimal(text) * 10_000:f}万", stated="亿元", sure=False),
    ),
    "residents": (
        lambda text: written(f"{text}万人"),
        lambda text: written(f"{text}万", stated="万人"),
        lambda text: Written(number(f"{Decimal(text) * 10_000:f}"), "人"),
        lambda text: written(f"{Decimal(text) * 10_000:f}", stated="户", sure=False),
    ),
    "energy": (
        lambda text: Written(number(str(Decimal(text) / 100), "0.00%")),
        lambda text: written(f"{text}%", stated="%"),
        lambda text: written(f"下降{text}", sure=False),
    ),
}
LEAST = {"sewage": 0, "gdp": 0, "residents": 0, "energy": -90}
MOST = {"sewage": 100, "gdp": 10**6, "residents": 10**5, "energy": 90}


@st.composite
def notations(draw: st.DrawFn) -> tuple[str, Decimal, Written]:
    """A quantity, a figure of it, and how it is written."""
    name = draw(st.sampled_from(sorted(OWN)))
    places = draw(st.integers(0, 3))
    range_ = st.integers(LEAST[name] * 10**places, MOST[name] * 10**places)
    figure = Decimal(draw(range_)).scaleb(-places)
    shape = draw(st.sampled_from((*ANY, *OWN[name])))
    return name, figure, shape(f"{figure:f}")


@settings(max_examples=600)
@given(notations())
def test_a_figure_is_understood_or_found_fault_with(case: tuple[str, Decimal, Written]) -> None:
    name, figure, shape = case
    found = figure_in(shape.cell, AT, shape.stated, quantity(name))
    if isinstance(found, CellFigure):
        assert Decimal(found.figure) == figure
    else:
        assert not shape.sure, found
        assert found.severity is Severity.ERROR


@given(st.text(alphabet="0123456789.,-+%‰约万亿元家①²½()（） −~至", max_size=12))
def test_no_text_is_another_figure(text: str) -> None:
    """What is understood has the digits of the text, in their order, and no others."""
    found = figure_in(SheetCell("text", text), AT, "", quantity("gdp"))
    if isinstance(found, CellFigure) and not found.unit:
        digits = "".join(re.findall("[0-9]", text))
        assert found.figure.replace(".", "").replace("-", "").lstrip("+") == digits
        assert Decimal(found.figure) >= 0


@given(st.decimals(-(10**9), 10**9, places=6))
def test_per_cent_is_the_number_moved_by_two_places(value: Decimal) -> None:
    stored = float(value)
    assert Decimal(percentage(stored)) == Decimal(as_decimal(stored)) * 100


# --- submissions that are there ----------------------------------------------------------------
NAMES = ("firms", "gdp", "patents", "residents", "sewage", "green", "grain")
LEVELS = {
    "firms": 260,
    "gdp": 1300,
    "patents": 800,
    "residents": 51,
    "sewage": 89,
    "green": 330,
    "grain": 63,
}


@st.composite
def submissions(draw: st.DrawFn) -> tuple[bytes, set[str], dict[str, int]]:
    """A submission as somebody wrote it, its comments, and its values."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    values = {name: LEVELS[name] for name in names}
    comments = {f"# comment {number} 注" for number in range(draw(st.integers(0, 4)))}
    flow = draw(st.booleans())
    head = ["schema: 1", "year: 2023"]
    if not names:
        body = [draw(st.sampled_from(("values: {}", "values: {} # none yet")))]
    elif flow:
        body = ["values: {" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"]
    else:
        indent = " " * draw(st.integers(1, 6))
        body = ["values:"]
        for key, value in values.items():
            shape = draw(
                st.sampled_from(
                    (
                        "{k}: {v}",
                        "{k}: {{value: {v}, provisional: true}}",
                        "{k}:\n{i}  value: {v}",
                        "{k}:   {v}  # own",
                    )
                )
            )
            body += [indent + line for line in shape.format(k=key, v=value, i="").split("\n")]
    lines = [*head, *body]
    for comment in sorted(comments):
        place = draw(st.integers(0, len(lines)))
        lines.insert(place, draw(st.sampled_from(("", "  "))) + comment)
        if draw(st.booleans()):
            lines.insert(place, "")
    end = draw(st.sampled_from(("\n", "\r\n")))
    text = end.join(lines) + draw(st.sampled_from(("", end, end * 2)))
    mark = draw(st.sampled_from((b"", b"\xef\xbb\xbf")))
    return mark + text.encode(), comments, values


def collected(folder: Path) -> dict[Path, str]:
    """What collecting the table of a plan's folder would write."""
    sources = sources_of([str(folder / "t.csv")], None, str(folder), os.environ, allow_empty=False)
    on_file = folder / "submissions"
    found = gather(
        sources._replace(others=submissions_in(on_file)),
        TableHints(),
        on_file,
        differing="leave",
        partial=False,
        spoken=lambda _: "zh",
    )
    return {each.path: each.after for each in found.filed}


@settings(max_examples=60)
@given(submissions(), st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
def test_merging_changes_nothing_that_is_there(
    there: tuple[bytes, set[str], dict[str, int]], sent: list[str]
) -> None:
    data, comments, values = there
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "plan"
        shutil.copytree(FOLDER, folder)
        path = folder / "submissions" / "2023.yaml"
        path.write_bytes(data)
        rows = [("编号", "2023年"), *((name, LEVELS[name]) for name in sent)]
        (folder / "t.csv").write_text(csv_text(rows), encoding="utf-8")
        written_ = collected(folder)
        assert set(written_) == ({path} if {*sent} - values.keys() else set())
        for file, text in written_.items():
            file.write_bytes(text.encode())
        after = path.read_bytes()
        if not {*sent} - values.keys():
            assert after == data
        assert after.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
        text = after.decode("utf-8-sig")
        assert all(comment in text for comment in comments)
        ends = {*re.findall("\r?\n", text)}
        assert ends <= ({"\r\n"} if b"\r\n" in data else {"\n"})
        own = yaml.safe_load(text)["values"]
        found = {
            key: each["value"] if isinstance(each, dict) else each for key, each in own.items()
        }
        assert found == values | {name: LEVELS[name] for name in sent}
        # nothing is written the second time, and what was written is what `status` reads
        assert collected(folder) == {}
        _, observations = load(Origin(folder, "option"), [str(path)])
        assert {each.id: each.value for each in observations if each.year == 2023} == found
