"""A table of series, judged: the run from tables to a written answer."""

from __future__ import annotations

import tempfile
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from jyplan.atomic import scratch
from jyplan.batch.answers import Question, answered
from jyplan.batch.apart import SCRATCH
from jyplan.batch.ids import ids_of
from jyplan.batch.layout import ARROW, FIGURES, INPUT, OUTPUT, PARQUET, finding
from jyplan.batch.sheet import SeriesPiece, strange
from jyplan.batch.tables import opened, pieces, placed
from jyplan.batch.writing import written
from jyplan.engine.rules import RULES, rule_of
from jyplan.errors import FindingsError, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from typing import BinaryIO

    from jyplan.batch.answers import PieceVerdicts
    from jyplan.batch.ids import TableIds
    from jyplan.batch.layout import Layout
    from jyplan.batch.tables import SeriesTable
    from jyplan.plan.findings import Finding

    Progress = Callable[[int, int], None]

__all__ = ["RULES", "RunOutcome", "TableRequest", "run"]

# rows that are read and judged at once
ROWS = 1 << 17
THREADS = 2
# findings that are told one by one
TOLD = 100


class TableRequest(NamedTuple):
    """What is asked of a table.

    Attributes:
        tables: files and folders of Parquet files, or ``-`` for CSV on standard input.
        rule: name of the rule to judge by.
        renamed: the tables' names of columns by ours.
        summary: columns by whose values series are counted; None: every series is written.
    """

    tables: tuple[str, ...]
    rule: str
    renamed: Mapping[str, str] = {}
    summary: tuple[str, ...] | None = None


class RunOutcome(NamedTuple):
    """What a run found.

    Attributes:
        series: how many series there were.
        findings: what is wrong with rows, the first of each sort.
        wrong: how many of each sort there are, by code.
    """

    series: int
    findings: tuple[Finding, ...]
    wrong: Mapping[str, int]


class Tally:
    """What is known of a run so far."""

    def __init__(self) -> None:
        self.series = 0
        self.findings: list[Finding] = []
        self.wrong: Counter[str] = Counter()

    def add(self, answer: PieceVerdicts, series: int) -> None:
        """One piece more."""
        self._more(series, answer.wrong, answer.findings)

    def join(self, other: Tally) -> None:
        """All pieces of another tally."""
        self._more(other.series, other.wrong, other.findings)

    def _more(self, series: int, wrong: Mapping[str, int], findings: Sequence[Finding]) -> None:
        self.series += series
        self.wrong.update(wrong)
        told = Counter(each.code for each in self.findings)
        for each in findings:
            if told[each.code] < TOLD:
                told[each.code] += 1
                self.findings.append(each)

    def outcome(self) -> RunOutcome:
        """What the run found."""
        places = sorted(self.findings, key=lambda each: (each.span.path, each.span.line, each.code))
        return RunOutcome(self.series, tuple(places), dict(self.wrong))


def run(request: TableRequest, out: str | BinaryIO, progress: Progress) -> RunOutcome:
    """Judge the series of tables and write the answer.

    Args:
        request: what is asked.
        out: a file, written whole or not at all, or a stream for CSV.
        progress: told how many rows are done, of how many.

    Returns:
        What was found; the answer is written then.

    Raises:
        FindingsError: a table cannot be read, or lacks columns.
        RequestError: a column for the summary does not exist.
        OSError: the answer cannot be written.
    """
    tally = Tally()
    with scratch(Path(tempfile.gettempdir()), SCRATCH) as folder:
        tables = opened(request.tables, request.renamed, rule_of(request.rule).card, folder)
        refuse_for_csv(tables, request, out)
        work = work_for(request, tables, ids_of(tables, folder))
        frames = _answers(tables, work, tally, progress)
        if request.summary is not None:
            frames = iter([summed(frames, request.summary)])
        written(frames, out)
        outcome = tally.outcome()
        return outcome._replace(findings=placed(outcome.findings, tables))


def refuse_for_csv(
    tables: Sequence[SeriesTable], request: TableRequest, out: str | BinaryIO
) -> None:
    """Refuse columns that CSV cannot hold before anything is worked out.

    Raises:
        FindingsError: there are such columns, and the answer is to be CSV.
    """
    if isinstance(out, str) and Path(out).suffix.lower() in PARQUET | ARROW:
        return
    first = tables[0]
    columns = {own: name for name, own in first.layout.extra.items()}
    if request.summary is not None:
        # a column that is read is counted by like one that is kept
        columns = {
            own: name
            for own, name in {**first.layout.names, **columns}.items()
            if own in request.summary
        }
    schema = first.source.scan.collect_schema()
    findings = [
        finding("JY611", first.path, 1, name=name, type=str(schema[name]), advice="csv_sort")
        for name in columns.values()
        if strange(schema[name])
    ]
    if findings:
        raise FindingsError(findings)


def wanted_of(layout: Layout, summary: Sequence[str] | None) -> frozenset[str]:
    """The columns of the output that are worked out.

    Raises:
        RequestError: a column for the summary does not exist.
    """
    if summary is None:
        return frozenset(OUTPUT)
    known = [*(name for name in OUTPUT if name not in FIGURES), *layout.extra.values()]
    known += [name for name in layout.names if name not in known]
    for name in summary:
        if name not in known:
            raise RequestError("bad_choice", option="--summary", value=name, known=known)
    return frozenset(summary)


class Work(NamedTuple):
    """What is done with every piece.

    Attributes:
        question: what is asked of it.
        columns: the columns that are read.
        summary: columns by whose values series are counted; None: every series is written.
        single: True where every row is known to be a series of its own.
    """

    question: Question
    columns: tuple[str, ...]
    summary: tuple[str, ...] | None
    single: bool

    def done(self, piece: SeriesPiece, table: SeriesTable) -> tuple[PieceVerdicts, int]:
        """The answer to one piece, and how many series it has."""
        layout = self.question.layout._replace(names=table.layout.names)
        answer = answered(piece, self.question._replace(layout=layout))
        series = answer.frame.height
        if self.summary is not None:
            answer = answer._replace(frame=counted(answer.frame, self.summary))
        return answer, series


def work_for(request: TableRequest, tables: Sequence[SeriesTable], ids: TableIds) -> Work:
    """What a request asks of every piece of some tables.

    Raises:
        RequestError: a column for the summary does not exist.
    """
    rule, layout = rule_of(request.rule), tables[0].layout
    wanted = wanted_of(layout, request.summary)
    if request.summary is not None:
        # a column that is read is counted by like one that is kept
        extra = {layout.names[own]: own for own in wanted - {"id"} if own in layout.names}
        extra |= {name: own for name, own in layout.extra.items() if own in wanted}
        layout = layout._replace(extra=extra)
    read = [ours for ours in INPUT if ours != "limit" or rule.card.needs.limit]
    if ids.single and "id" not in wanted:
        read.remove("id")
    columns = [layout.names[ours] for ours in read if ours in layout.names]
    question = Question(layout, rule, ids.repeated, wanted)
    read_columns = tuple(dict.fromkeys([*columns, *layout.extra]))
    return Work(question, read_columns, request.summary, ids.single)


def _answers(
    tables: Sequence[SeriesTable], work: Work, tally: Tally, progress: Progress
) -> Iterator[pl.DataFrame]:
    """The answers of all pieces, in their order."""
    total, done = sum(table.rows for table in tables), 0
    waiting: deque[tuple[int, Future[tuple[PieceVerdicts, int]]]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:

        def finished() -> pl.DataFrame:
            nonlocal done
            rows, future = waiting.popleft()
            answer, series = future.result()
            tally.add(answer, series)
            done += rows
            progress(done, total)
            return answer.frame

        for table, start, frame in pieces(tables, work.columns, ROWS, single=work.single):
            first, marks = table.before + start + 1, table.source.marks
            piece = SeriesPiece(frame, table.path, first, work.single, marks)
            waiting.append((frame.height, pool.submit(work.done, piece, table)))
            if len(waiting) >= THREADS:
                yield finished()
        while waiting:
            yield finished()


def counted(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """How many series there are with the same values in some columns."""
    return frame.group_by(columns).len(count_of(columns))


def count_of(columns: Sequence[str]) -> str:
    """The name of the column of counts, beside the columns that are counted by."""
    return "series" if "count" in columns else "count"


def summed(frames: Iterator[pl.DataFrame], columns: Sequence[str]) -> pl.DataFrame:
    """Counts of pieces as counts of the whole, in the order of their values."""
    whole = pl.concat(frames)
    return whole.group_by(columns).agg(pl.col(count_of(columns)).sum()).sort(columns)
