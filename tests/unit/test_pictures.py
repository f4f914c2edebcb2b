"""Charts as pictures, and what a chart spans for every medium that draws lines."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text

from jyplan.media.pictures import (
    DOTS_PER_INCH,
    FONT,
    HEIGHT,
    SEVERAL,
    STROKES,
    WIDTH,
    drawn,
    picture,
    sample,
)
from jyplan.media.plots import plotted, spanned
from jyplan.pages.page import ROLES, Chart, Line
from tests.documents import TOLD, chart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROOT = Path(__file__).parents[2]
FIRMS = chart(TOLD[1], "zh")
INTENSITY = chart(TOLD[0], "zh")


def of(*series: Line, decimals: int = 0) -> Chart:
    return Chart("高新技术企业", series, decimals, "")


def figure_of(shown: Chart) -> Figure:
    extent = spanned(shown)
    assert extent is not None
    return drawn(shown, extent)


def texts_of(shown: Chart) -> set[str]:
    found = figure_of(shown).findobj(Text)
    return {str(each.get_text()) for each in found if isinstance(each, Text)} - {""}


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_a_picture_has_twice_the_dots_of_a_screen() -> None:
    png = picture(FIRMS)
    assert png is not None
    assert size_of(png) == (int(WIDTH * DOTS_PER_INCH), int(HEIGHT * DOTS_PER_INCH))
    assert DOTS_PER_INCH == 2 * 96


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("told", TOLD)
def test_a_picture_holds_figures_only_and_its_font_has_them_all(
    told: object, language: str
) -> None:
    """So no font of the machine is asked for, and none can lack a sign of a name or a unit."""
    shown = chart(told, language)  # type: ignore[arg-type]
    signs = set("".join(texts_of(shown)))
    assert signs <= set("0123456789.-")
    path = findfont(FontProperties(family=FONT), fallback_to_default=False)
    assert path.startswith(mpl.get_data_path())
    assert all(get_font(path).get_char_index(ord(sign)) for sign in "0123456789.-")


def test_names_that_are_no_text_are_not_drawn() -> None:
    """Matplotlib would take dollars for a formula."""
    points = ((2020, -1.5), (2021, 2.0))
    shown = of(*(Line(role, "$\\frac{", points) for role in ("observed", "target")), decimals=1)
    assert picture(shown._replace(title="$\\frac{", description="$")) is not None
    assert "$" not in "".join(texts_of(shown))
    assert {"-1.5", "2.0"} <= texts_of(shown)


def test_the_first_and_the_newest_value_and_the_target_are_named() -> None:
    axes = figure_of(FIRMS).axes[0]
    # and where the pace so far leads, which no other way ends beside
    assert sorted(each.get_text() for each in axes.texts) == ["186", "420", "500", "576"]
    # 420 is above what was due, 372: so is its figure
    assert [each.get_verticalalignment() for each in axes.texts if each.get_text() == "420"] == [
        "bottom"
    ]
    low = figure_of(INTENSITY).axes[0]
    assert [(each.get_text(), each.get_verticalalignment()) for each in low.texts] == [
        ("0.95", "bottom"),
        ("1.02", "top"),
        ("1.20", "center"),
        ("1.07", "center"),
    ]


def test_whatever_differs_in_colour_differs_in_form() -> None:
    strokes = [*STROKES.values(), *SEVERAL]
    forms = [(each.dashes, each.mark, each.hollow, each.width > 0) for each in strokes]
    assert all(one != other for one, other in combinations(forms, 2))
    samples = [sample(role, 0) for role in ROLES] + [
        sample("projection", number) for number in range(1, len(SEVERAL))
    ]
    assert len(set(samples)) == len(samples)
    assert sample("projection", len(SEVERAL)) == sample("projection", 0)


def test_pictures_leave_no_trace_in_each_other() -> None:
    first = picture(FIRMS)
    picture(INTENSITY)
    sample("target", 0)
    assert picture(FIRMS) == first


def test_what_somebody_has_set_for_pictures_of_their_own_changes_none() -> None:
    first = picture(FIRMS)
    with mpl.rc_context({"axes.facecolor": "red", "savefig.facecolor": "red", "font.size": 40}):
        assert picture(FIRMS) == first
        assert mpl.rcParams["font.size"] == 40


def test_a_screen_that_a_notebook_names_is_none_of_ours() -> None:
    """Matplotlib reads it once, when it is loaded."""
    program = (
        "import os; from jyplan.media.pictures import picture; "
        "from tests.documents import TOLD, chart; assert picture(chart(TOLD[1], 'zh')); "
        "assert os.environ['MPLBACKEND'] == 'nonsense'"
    )
    environment = os.environ | {"MPLBACKEND": "nonsense"}
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)  # noqa: S603 ourselves


def test_one_year_is_no_picture() -> None:
    only = of(Line("observed", "", ((2020, 1.0),)), Line("target", "", ((2020, 2.0),)))
    assert picture(only) is None
    assert spanned(only) is None
    assert plotted(only) is None
