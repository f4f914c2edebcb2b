"""The last step of every command: what was found, in the form asked for, to where it belongs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeAlias

import typer

from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.pages.page import Page

# what every page can be told as; "text" is what tables were called where there are none
Format: TypeAlias = Annotated[
    Literal["table", "text", "json", "csv", "markdown", "html", "xlsx", "docx"] | None,
    typer.Option("--format", "-f", help="option.format"),
]
ENDINGS: Mapping[str, str] = {
    ".txt": "table",
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".html": "html",
    ".xlsx": "xlsx",
    ".docx": "docx",
}
# what no terminal shows
BINARY = frozenset({"xlsx", "docx"})
# format -> what it is made with
MADE_WITH: Mapping[str, Sequence[str]] = {
    "html": ["jinja2"],
    "xlsx": ["xlsxwriter"],
    "docx": ["docx", "matplotlib"],
}
# library -> what pip calls it, where that is another name
PACKAGES = {"docx": "python-docx"}


def refuse_without(libraries: Sequence[str], extra: str) -> None:
    """Refuse what needs libraries that are not installed, and say what pip is to be told.

    Args:
        libraries: that are needed.
        extra: of ours that brings them.

    Raises:
        RequestError: one of them is missing.
    """
    missing = tuple(PACKAGES.get(name, name) for name in libraries if find_spec(name) is None)
    if not missing:
        return
    # Only here: who has them all needs to know nothing about them.
    from importlib.metadata import requires

    wanted = [entry.partition(";") for entry in requires("jyplan") or ()]
    releases = (
        f"'{library.strip()}'"
        for library, _, marker in wanted
        if library.startswith(missing) and f"extra == '{extra}'" in marker
    )
    raise RequestError("needs_more", what=" ".join(releases))


def refuse_lacking(format: str, output: str | None) -> None:
    """Refuse a form of a page that has no file, or that nothing here can make.

    Raises:
        RequestError: no terminal shows it and no file is named, or a library is missing.
    """
    if format in BINARY and output is None:
        raise RequestError("needs_a_file", format=format)
    refuse_without(MADE_WITH.get(format, ()), "report")


class Wish(NamedTuple):
    """How an answer is wanted.

    Attributes:
        format: one of ours.
        output: a file; None: standard output.
        excel: whether CSV begins with the mark that Excel looks for.
        color: ``auto``, ``always`` or ``never``.
    """

    format: str
    output: str | None
    excel: bool
    color: str


class Answer(NamedTuple):
    """What was found, in every form that it has.

    Attributes:
        page: for people.
        json: for programs.
        csv: for spreadsheets; None where there are no rows.
    """

    page: Callable[[], Page]
    json: Callable[[], str]
    csv: Callable[[], str] | None = None


def wish(
    format: str | None, output: str | None, color: str, *, excel: bool = False, rows: bool = True
) -> Wish:
    """What is asked for; where no format is named, the ending of the file tells it.

    Args:
        format: as asked for.
        output: as asked for.
        color: as asked for.
        excel: as asked for.
        rows: whether the command has CSV.

    Raises:
        RequestError: an ending is no format of ours, there is no CSV, Excel is to read something
            else, what no terminal shows has no file, or a library is missing.
    """
    chosen = format or "table"
    if format is None and output is not None:
        ending = PurePath(output).suffix.lower()
        if ending and ending not in ENDINGS:
            raise RequestError("unknown_ending", path=output, endings=", ".join(ENDINGS))
        chosen = ENDINGS.get(ending, "table")
    if chosen == "csv" and not rows:
        raise RequestError("no_rows")
    if excel and chosen != "csv":
        raise RequestError("excel_needs_csv")
    refuse_lacking(chosen, output)
    return Wish("table" if chosen == "text" else chosen, output, excel, color)


def say(answer: Answer, wished: Wish) -> None:
    """Write an answer as it is wanted.

    Raises:
        RequestError: it cannot be written.
        ReaderGoneError: nobody reads standard output any more.
    """
    put(rendered(answer, wished), wished)


def put(text: str | bytes, wished: Wish) -> None:
    """Write an answer to where it belongs.

    Raises:
        RequestError: it cannot be written.
        ReaderGoneError: nobody reads standard output any more.
    """
    from jyplan.cli.session import write

    if wished.format == "html" and isinstance(text, str):
        # A page says itself in which encoding it is, whatever that of the terminal.
        text = text.encode("utf-8", errors="replace")
    write(text, wished.output, bom=wished.excel)


def rendered(answer: Answer, wished: Wish) -> str | bytes:
    """An answer in its form."""
    match wished.format:
        case "json":
            return answer.json()
        case "csv":
            return answer.csv() if answer.csv else ""
    return shown(answer.page(), wished.format, wished.color, file=wished.output is not None)


def shown(page: Page, format: str, color: str, *, file: bool, whole: bool = False) -> str | bytes:
    """A page in a form that people read.

    Args:
        page: what is to be said.
        format: Markdown, HTML, a workbook, a document, or a table or text.
        color: as asked for.
        file: whether it goes into a file.
        whole: whether lines stay whole but on a terminal.
    """
    match format:
        case "markdown":
            from jyplan.media.markdown import markdown

            return markdown(page)
        case "html":
            from jyplan.media.html import html

            return html(page)
        case "xlsx":
            from jyplan.media.xlsx import xlsx

            return xlsx(page)
        case "docx":
            from jyplan.media.docx import docx

            return docx(page)
    from jyplan.cli.environment import screen_of
    from jyplan.media.terminal import terminal

    return terminal(page, screen_of(color, file=file, whole=whole))
