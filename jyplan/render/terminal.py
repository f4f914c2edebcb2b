"""Rich renderables -> text, for the screen that it is meant for."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console

if TYPE_CHECKING:
    from rich.console import RenderableType


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
    lines = out.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"
