"""`jyplan init`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.completion import examples
from jyplan.cli.options import Colour, Lang
from jyplan.cli.tables import RowOption, SheetOption

if TYPE_CHECKING:
    from jyplan.texts.words import Language


def command(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(help="argument.folder", metavar="DIR")],
    *,
    example: Annotated[
        str | None,
        typer.Option(help="option.example", metavar="NAME", autocompletion=examples),
    ] = None,
    table: Annotated[
        str | None, typer.Option("--from", help="option.from", metavar="TABLE.xlsx")
    ] = None,
    sheet: SheetOption = None,
    row: RowOption = None,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """Write a plan to start from."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.cli.environment import tell
    from jyplan.cli.session import write
    from jyplan.errors import RequestError
    from jyplan.plan.names import NamedEntry, resolved
    from jyplan.plan.starter import EXAMPLES, write_starter
    from jyplan.texts.words import TEXTS, echoed, echoed_path, text

    checked_language(lang)
    language = ctx.find_root().obj.language
    if table is not None:
        if example is not None:
            raise RequestError("not_together", first="--example", second="--from")
        _from_table(Path(folder), table, (sheet, row), color, language)
    else:
        for option, value in (("--sheet", sheet), ("--row", row)):
            if value is not None:
                raise RequestError("goes_with_from", option=option)
        if example is not None:
            known = [NamedEntry(name, TEXTS[f"example.{name}"]) for name in EXAMPLES]
            refusal = RequestError("bad_choice", option="--example", value=example, known=known)
            example = resolved(example, known, refusal)
        files = write_starter(Path(folder), example)
        write("".join(f"{echoed_path(path)}\n" for path in files), None)
    tell(text("init.next", language, folder=echoed(folder)) + "\n")
    return 0


def _from_table(
    folder: Path, table: str, where: tuple[str | None, int | None], color: str, language: Language
) -> None:
    """Write the plan that a table of indicators says, and say what was understood.

    Raises:
        FindingsError: the file cannot be read.
        RequestError: there is no such table in it, or files would be overwritten.
    """
    from jyplan.assess import Request, assess
    from jyplan.cli.answer import put, shown, wish
    from jyplan.data.draft import baselines_text, targets_text
    from jyplan.errors import FindingsError
    from jyplan.forms.headings import Chosen
    from jyplan.forms.opening import opened
    from jyplan.forms.opening.limits import MAX_FILE
    from jyplan.forms.planning.draft import draft_of
    from jyplan.pages.draft import draft_page
    from jyplan.plan.files import BASELINES, TARGETS, Content, read
    from jyplan.plan.loading import plan_of
    from jyplan.plan.plan import Origin
    from jyplan.plan.reading import read_plan, values_of
    from jyplan.plan.starter import write_plan

    sheets, findings = opened(read(Path(table), table, limit=MAX_FILE))
    if sheets is None:
        raise FindingsError(findings)
    draft = draft_of(sheets, Chosen(*where))
    draft = draft._replace(findings=(*findings, *draft.findings))
    texts = {TARGETS: targets_text(draft, language), BASELINES: baselines_text(draft, language)}
    contents = [Content(name, content.encode()) for name, content in texts.items()]
    plan = plan_of(values_of(read_plan(contents)), Origin(folder, "option", str(folder)))
    report = assess(plan, [], Request(None, {}, None, ()))
    files = write_plan(folder, texts)
    wished = wish("table", None, color)
    put(shown(draft_page(draft, report, files, language), "table", color, file=False), wished)
