"""A page: what a command has to say, in words of one language and in no form yet.

Pages know no width, no colour, no encoding and no file. Texts hold the best signs that there are;
a no-break space holds together what no line may part. A medium shows what it can of a page, and
never asks which command made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from jyplan.texts.words import Language

Tone: TypeAlias = Literal["", "good", "warning", "bad", "notice", "quiet"]
# what a chart can show, in the order in which it is explained
ROLES = ("observed", "course", "projection", "median", "band", "core", "milestone", "target")
# stands where there is no figure, and nobody asks why
DASH = "—"


class ShownFigure(NamedTuple):
    """The figure behind a text.

    Attributes:
        value: in full precision; a share or a rate is a fraction.
        decimals: how many of them the text shows.
        percent: whether the text shows a fraction as a percentage.
    """

    value: float
    decimals: int = 0
    percent: bool = False


class Bar(NamedTuple):
    """A share as a length.

    Attributes:
        share: what is covered, from 0 to 1.
        due: what should be covered by now; None where nothing is due.
    """

    share: float
    due: float | None = None


class Cell(NamedTuple):
    """A text, and what a medium may make of it.

    Attributes:
        text: the words or the figure.
        tone: what a colour may repeat.
        figure: the figure that it shows, if it is one.
        bar: a share that stands behind it.
        heights: values that show a course in little.
        aside: what must be said of it elsewhere where its column has no room.
    """

    text: str = ""
    tone: Tone = ""
    figure: ShownFigure | None = None
    bar: Bar | None = None
    heights: tuple[float, ...] = ()
    aside: str = ""


class Column(NamedTuple):
    """What all cells below each other are.

    Attributes:
        key: its name, the same in all languages.
        title: its heading.
        right: True for figures.
        dispensable: 0 where it may not be left out; of others the greatest goes first.
        names: whether it names the row; such texts may be folded.
        lead: whether it stands again where a wide table is parted.
    """

    key: str
    title: str
    right: bool = True
    dispensable: int = 0
    names: bool = False
    lead: bool = False


class Row(NamedTuple):
    """One row.

    Attributes:
        cells: one a column.
        heading: what stands above it, and above all after it until there is another.
        key: of the profile that tells more of it.
        marks: what a reader may choose it by, of `Choices`.
    """

    cells: tuple[Cell, ...]
    heading: str | None = None
    key: str = ""
    marks: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows of the same kind.

    Attributes:
        columns: names first.
        rows: from above.
        turns: whether nothing is lost where rows stand as columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    turns: bool = False

    def turned(self) -> Table:
        """The table with its rows as columns, under the names that they have."""
        first = self.columns[0]._replace(title="", names=False)
        names = (Column(str(index), row.cells[0].text) for index, row in enumerate(self.rows))
        rows = (
            Row((Cell(column.title), *(row.cells[place] for row in self.rows)))
            for place, column in enumerate(self.columns[1:], start=1)
        )
        return Table((first, *names), tuple(rows))


class Definition(NamedTuple):
    """A label and what it stands for; a label that is empty goes on with the one before."""

    label: str
    body: Cell


class Definitions(NamedTuple):
    """Labels and what they stand for.

    Attributes:
        entries: one after the other.
        title: what they are about.
    """

    entries: tuple[Definition, ...]
    title: str | None = None


class Entry(NamedTuple):
    """One thing in a few words.

    Attributes:
        name: what it is, in pieces that are not parted.
        facts: what is to be said of it, in pieces.
        tone: of the facts.
        heading: what stands above it, and above all after it until there is another.
    """

    name: tuple[str, ...]
    facts: tuple[Cell, ...]
    tone: Tone = ""
    heading: str | None = None


class Entries(NamedTuple):
    """Things one below the other, each in a few words."""

    entries: tuple[Entry, ...]


class Note(NamedTuple):
    """A line of text.

    Attributes:
        text: a sentence, or pieces that are not parted.
        tone: quiet where it only explains.
        inner: whether it belongs to the line above.
        prose: whether it is a paragraph, and not one line of a list.
        of: the columns that it explains: it goes where none of them is shown.
        without: the column in whose stead it stands: it goes where that is shown.
    """

    text: str | tuple[str, ...]
    tone: Tone = ""
    inner: bool = False
    prose: bool = False
    of: tuple[str, ...] = ()
    without: str | None = None

    def whole(self, between: str) -> str:
        """The text in one, its pieces parted by something."""
        return self.text if isinstance(self.text, str) else between.join(self.text)


class Notes(NamedTuple):
    """Lines of text that belong together."""

    lines: tuple[Note, ...]

    @property
    def beside_all(self) -> tuple[Note, ...]:
        """Those that are told where no column is left out, and nothing need stand in for one."""
        return tuple(note for note in self.lines if note.without is None)


class Line(NamedTuple):
    """Something that a chart shows over the years.

    Attributes:
        role: one of `ROLES`; bands and their cores are areas, milestones and targets single points.
        name: what it is.
        points: year and value.
        ends: year, lower and upper end, of an area.
    """

    role: str
    name: str
    points: tuple[tuple[int, float], ...] = ()
    ends: tuple[tuple[int, float, float], ...] = ()


class Chart(NamedTuple):
    """Years and values.

    Attributes:
        title: what the values are of.
        series: the foremost last.
        decimals: of its values.
        too_narrow: what is said in its stead where there is no room.
        description: what is to be seen, for those who do not see it.
        figures: its values, a row a year.
    """

    title: str
    series: tuple[Line, ...]
    decimals: int
    too_narrow: str
    description: str = ""
    figures: Table | None = None


class Charts(NamedTuple):
    """Charts with the same series."""

    charts: tuple[Chart, ...]


class Choices(NamedTuple):
    """What rows and profiles of a page may be chosen by, where a medium lets a reader choose.

    Attributes:
        label: what is chosen.
        everything: what it is called where nothing is left out.
        options: marks, and what they are called.
    """

    label: str
    everything: str
    options: tuple[tuple[str, str], ...]


class Quote(NamedTuple):
    """A piece of a file as it stands there; no medium writes it with other signs.

    Attributes:
        place: file, line and column.
        lines: with the piece in the last one.
        number: of the last line.
        begin: how many characters of it stand before the piece.
        end: how many stand before what follows the piece.
    """

    place: str
    lines: tuple[str, ...]
    number: int
    begin: int
    end: int


class Message(NamedTuple):
    """Something said of a place in a file, or of all of them.

    Attributes:
        text: what is said.
        quote: where it is.
        severity: how much it matters, in a word.
        code: what it is known by.
        tone: of the severity.
        below: what to do about it, or why it may stay.
    """

    text: str
    quote: Quote | None = None
    severity: str = ""
    code: str = ""
    tone: Tone = ""
    below: str = ""


class Messages(NamedTuple):
    """What is said one below the other, the places first."""

    messages: tuple[Message, ...]


class Section(NamedTuple):
    """Blocks with a title of their own."""

    title: str
    blocks: tuple[Block, ...]


class Profile(NamedTuple):
    """One thing, whole, to which rows point.

    Attributes:
        key: what it is known by, the same in all languages.
        title: its name.
        facts: what sort of thing it is, in pieces.
        status: where it stands.
        marks: what a reader may choose it by, of `Choices`.
        blocks: what everybody reads.
        folded: what whoever asks reads.
        more: what that is called.
    """

    key: str
    title: str
    facts: tuple[str, ...]
    status: Cell
    marks: tuple[str, ...]
    blocks: tuple[Block, ...]
    folded: tuple[Block, ...] = ()
    more: str = ""


Plain: TypeAlias = "Table | Definitions | Entries | Notes | Charts | Messages | Choices"
Block: TypeAlias = "Plain | Section | Profile"


class Page(NamedTuple):
    """What a command has to say.

    Attributes:
        language: of all texts.
        title: what it is about, in pieces.
        facts: what sort of thing that is, in pieces.
        blocks: one below the other.
        contents: what a list of its sections and profiles is called; empty: it has none.
    """

    language: Language
    title: tuple[str, ...]
    facts: tuple[str, ...]
    blocks: tuple[Block, ...]
    contents: str = ""
