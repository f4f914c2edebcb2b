"""Pages as one HTML file: it needs no network, is whole without its script, and prints to A4."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import count, groupby, takewhile
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined

from jyplan.media.places import charts_in, naming, places, profile_mark, profiles, within
from jyplan.media.plots import plotted
from jyplan.pages.page import Choices, Profile, Table
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from jyplan.pages.page import Block, Note, Notes, Page, Row
    from jyplan.texts.words import Language

# more columns than this are printed across
ACROSS = 8
# what a browser calls our languages
TAGS = {"zh": "zh-CN"}


def html(*pages: Page) -> str:
    """A document of its own; whatever comes from a plan is text in it.

    Args:
        pages: one, or the same page in several languages: the first one is shown first.
    """
    moves = any(block for page in pages for block in within(page.blocks) if _moves(block))
    return _template().render(
        pages=pages,
        style=_read("page.css"),
        script=_read("page.js") if moves else "",
        policy=_policy(moves=moves),
        number=count(1).__next__,
    )


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
        across=lambda page: not page.contents and any(map(_wide, page.blocks)),
        landscape=lambda section: any(map(_broad, section.blocks)),
        profiles=profiles,
        folds=lambda section: any(map(_folds, within(section.blocks))),
        choices=_choices,
        naming=naming,
        pictured=_pictured,
        places=places,
        mark_of=profile_mark,
        plotted=plotted,
        said=_said,
        tag=lambda language: TAGS.get(language, language),
    )
    return environment.get_template("page.html")


def _read(name: str) -> str:
    return files("jyplan.media").joinpath(name).read_text(encoding="utf-8")


def _policy(*, moves: bool) -> str:
    """What the page may load: its own style and script, and nothing else."""
    own = f"default-src 'none'; style-src '{_digest('page.css')}'; "
    own += f"script-src '{_digest('page.js')}'; " if moves else ""
    return own + "base-uri 'none'; form-action 'none'"


def _digest(name: str) -> str:
    return f"sha256-{b64encode(sha256(_read(name).encode()).digest()).decode()}"


def _said(key: str, language: Language, **data: object) -> str:
    """What a document says of itself."""
    return text(f"html.{key}", language, **data)


def _kind(block: Block) -> str:
    return type(block).__name__


def _moves(block: Block) -> bool:
    """Whether a reader may choose, sort or fold something there."""
    return isinstance(block, Choices | Profile) or (
        isinstance(block, Table) and any(row.key for row in block.rows)
    )


def _folds(block: Block) -> bool:
    return isinstance(block, Profile) and bool(block.folded)


def _pictured(profile: Profile) -> bool:
    """Whether a chart stands foremost, beside which there is room."""
    return any(map(plotted, charts_in(profile.blocks)))


def _broad(block: Block) -> bool:
    """Whether it is a table with more columns than an upright sheet holds."""
    return isinstance(block, Table) and len(block.columns) > ACROSS


def _wide(block: Block) -> bool:
    """Whether such a table stands anywhere in it."""
    return any(map(_broad, within([block])))


def _choices(blocks: Sequence[Block], index: int) -> list[Choices]:
    """Choices that follow each other, where the first of them stands."""
    if index and isinstance(blocks[index - 1], Choices):
        return []
    following = takewhile(lambda block: isinstance(block, Choices), blocks[index:])
    return [block for block in following if isinstance(block, Choices)]


def _groups(rows: Sequence[Row]) -> Iterator[tuple[str | None, list[Row]]]:
    """Rows under their headings."""
    for heading, members in groupby(rows, key=lambda row: row.heading):
        yield heading, list(members)


def _lines(block: Notes) -> list[tuple[Note, list[Note]]]:
    """Notes with those that belong to them."""
    found: list[tuple[Note, list[Note]]] = []
    for note in block.beside_all:
        if note.inner and found:
            found[-1][1].append(note)
        else:
            found.append((note, []))
    return found
