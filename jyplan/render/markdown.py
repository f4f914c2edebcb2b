"""Reports as Markdown tables, for documents and pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.render.columns import localized
from jyplan.render.status_parts import (
    below,
    columns_for,
    grouped,
    heading,
    keys_for,
    notes,
    summary,
)
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.render.columns import View


def status_markdown(view: View, chosen: Sequence[str] | None = None) -> str:
    """The report as Markdown: a heading, one table a theme, the notes."""
    keys = chosen or keys_for(view)
    columns = columns_for(view, keys)
    lines = [f"# {escaped('  '.join(heading(view)))}", ""]
    for name, members in grouped(view.report):
        if name is not None:
            lines += [f"## {escaped(localized(name, view.language))}", ""]
        lines += table(
            [column.title(view) for column in columns],
            [column.right for column in columns],
            ([column.cell(item, view).text for column in columns] for item in members),
        )
        lines.append("")
    if not view.report.assessments:
        lines += [view.word("nothing_selected"), ""]
    lines += [f"{escaped(line)}  " for line in notes(view, keys)]
    lines.append(escaped("  ".join(summary(view))))
    lines += [f"{escaped(line)}  " for line in below(view)]
    return "\n".join(lines).rstrip() + "\n"


def table(titles: Sequence[str], right: Sequence[bool], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table, line by line."""
    rule = ["---:" if figures else "---" for figures in right]
    return [_row(titles), "| " + " | ".join(rule) + " |", *map(_row, rows)]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(plain: str) -> str:
    """Text in which Markdown sees nothing to do."""
    out = plain.replace("\\", "\\\\").replace("\n", " ").replace(GLUE, " ")
    for sign in "|*_`<~[]":
        out = out.replace(sign, f"\\{sign}")
    return out
