"""A page as one HTML file: it needs no network and no script, and prints to A4."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined

from jyplan.media.plots import plotted
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from jyplan.pages.page import Block, Note, Page, Row

# more columns than this are printed across
ACROSS = 8


def html(page: Page) -> str:
    """The page as a document of its own; whatever comes from a plan is text in it."""
    return _template().render(page=page, style=_read("page.css"), policy=_policy())


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        kind=_kind,
        groups=_groups,
        lines=_lines,
        across=lambda page: any(map(_wide, page.blocks)),
        plotted=plotted,
        word=text,
    )
    return environment.get_template("page.html")


def _read(name: str) -> str:
    return files("jyplan.media").joinpath(name).read_text(encoding="utf-8")


def _policy() -> str:
    """What the page may load: its own style, and nothing else."""
    digest = b64encode(sha256(_read("page.css").encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _kind(block: Block) -> str:
    return type(block).__name__


def _wide(block: Block) -> bool:
    """Whether a table has more columns than an upright sheet holds."""
    inner: Sequence[Block] = getattr(block, "blocks", ())
    return len(getattr(block, "columns", ())) > ACROSS or any(map(_wide, inner))


def _groups(rows: Sequence[Row]) -> Iterator[tuple[str | None, list[Row]]]:
    """Rows under their headings."""
    for heading, members in groupby(rows, key=lambda row: row.heading):
        yield heading, list(members)


def _lines(notes: Sequence[Note]) -> list[tuple[Note, list[Note]]]:
    """Notes with those that belong to them; nothing is left out here that one stands in for."""
    found: list[tuple[Note, list[Note]]] = []
    for note in notes:
        if note.without is not None:
            continue
        if note.inner and found:
            found[-1][1].append(note)
        else:
            found.append((note, []))
    return found
