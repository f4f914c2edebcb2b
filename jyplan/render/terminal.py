"""Rich renderables -> text, for the screen that it is meant for."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from jyplan.render.wrapping import flow, wrapped
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from rich.console import RenderableType

    Line = tuple[str, str]

# what lies between a label and the margin
INDENT = 2


class Screen(NamedTuple):
    """Where text will be shown.

    Attributes:
        width: in character cells.
        colour: True where escape sequences are understood and wanted.
        encoding: what the stream can write.
    """

    width: int
    colour: bool
    encoding: str


def paragraph(text: str, screen: Screen, style: str = "", indent: int = 0) -> Text:
    """A text in lines that fit the screen, the second and later ones indented."""
    first, *rest = wrapped(text, screen.width)
    if rest:
        rest = wrapped(" ".join(rest) if " " in text else "".join(rest), screen.width - indent)
    return Text("\n".join([first, *(" " * indent + line for line in rest)]), style=style)


def side_by_side(pieces: list[str], screen: Screen, style: str = "") -> Text:
    """Pieces in lines that fit the screen, none of them parted."""
    return Text("\n".join(flow(pieces, screen.width)), style=style)


def definitions(lines: list[Line], screen: Screen) -> Text:
    """Labels and what they stand for in two columns; on narrow screens below each other."""
    width = max(cell_len(label) for label, _ in lines) + 2 * INDENT
    indent = width if width <= screen.width // 2 else 2 * INDENT
    out = []
    for label, body in lines:
        first, *rest = wrapped(body, screen.width - indent)
        lead = f"{' ' * INDENT}{label}"
        if indent == width:
            out.append(f"{lead}{' ' * (indent - cell_len(lead))}{first}")
        else:
            out += [lead, " " * indent + first]
        out += [" " * indent + line for line in rest]
    return Text("\n".join(out))


def to_text(renderables: list[RenderableType], screen: Screen) -> str:
    """The renderables one below the other, without blanks at the ends of lines."""
    out = StringIO()
    # Every property is given, so that no environment variable decides behind our back.
    console = Console(
        file=out,
        width=screen.width,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for renderable in renderables:
        console.print(renderable, overflow="fold")
    lines = out.getvalue().replace(GLUE, " ").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"
