"""`jyplan form`."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from jyplan.cli.answer import MADE_WITH, refuse_without
from jyplan.cli.app import checked_language
from jyplan.cli.completion import districts
from jyplan.cli.options import Lang, PlanFolder, Themes
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.plan.plan import Observation, Plan
    from jyplan.texts.words import Language

ENDING = ".xlsx"


def command(
    ctx: typer.Context,
    *,
    year: Annotated[
        int, typer.Option("--year", help="option.form_year", metavar="YEAR", min=1900, max=2200)
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="option.form_output", metavar="FILE|FOLDER"),
    ] = None,
    district: Annotated[
        str | None,
        typer.Option(help="option.district", metavar="ID", autocompletion=districts),
    ] = None,
    each_district: Annotated[
        bool, typer.Option("--each-district", help="option.each_district")
    ] = False,
    theme: Themes = None,
    contact: Annotated[str | None, typer.Option(help="option.contact", metavar="TEXT")] = None,
    plan: PlanFolder = None,
    lang: Lang = None,
) -> int:
    """A workbook to fill in."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.cli.environment import tell
    from jyplan.cli.session import loaded, spoken, write, write_all
    from jyplan.texts.words import echoed_path, plan_named, text

    checked_language(lang)
    target = _target(output, district, each=each_district)
    refuse_without(MADE_WITH["xlsx"], "report")
    found, observations = loaded(plan, [], output=output)
    language = spoken(ctx, lang, found.targets.settings)
    asked = FormRun(found, observations, year, theme or [], language, contact or "")
    if each_district:
        forms = {target / f"{year}-{id_}{ENDING}": asked.of(id_) for id_ in asked.districts}
    else:
        forms = {target: asked.of(district)}
    # What is there may hold figures already, and stays.
    write_all({path: data for path, data in forms.items() if not _same(path, data)})
    write("".join(f"{echoed_path(path)}\n" for path in forms), None)
    named = target / f"*{ENDING}" if each_district else target
    named_plan = plan_named(found.origin)
    tell(text("form.next", language, path=echoed_path(named), plan=named_plan) + "\n")
    return 0


class FormRun(NamedTuple):
    """What all forms of one run have in common."""

    plan: Plan
    observations: Sequence[Observation]
    year: int
    themes: Sequence[str]
    language: Language
    contact: str

    @property
    def districts(self) -> list[str]:
        """Ids of all districts.

        Raises:
            RequestError: the plan has none.
        """
        found = [each.id for each in self.plan.targets.districts]
        if not found:
            raise RequestError("no_districts", option="--each-district")
        return found

    def of(self, district: str | None) -> bytes:
        """The form of one reporter, the whole where no district is named.

        Raises:
            RequestError: there is no such district or theme, or nothing to be reported.
        """
        from jyplan.assess.due import blank_form
        from jyplan.forms.stamp import new_stamp
        from jyplan.media.workbook import workbook
        from jyplan.pages.form import form_book

        form = blank_form(
            self.plan, self.observations, self.year, district=district, themes=self.themes
        )
        named = None if form.district is None else form.district.id
        stamp = new_stamp(self.plan, self.year, named)
        return workbook(form_book(form, stamp, self.language, self.contact))


def _target(output: str | None, district: str | None, *, each: bool) -> Path:
    """Where the forms go: a workbook, or a folder for those of all districts.

    Raises:
        RequestError: nothing is named, its ending is another one, or options contradict each other.
    """
    if each and district is not None:
        raise RequestError("not_together", first="--each-district", second="--district")
    if not output and each:
        raise RequestError("form_needs_a_folder")
    if not output:
        raise RequestError("form_needs_a_file")
    named = PurePath(output).suffix.lower() == ENDING
    if each and named:
        raise RequestError("form_folder", path=output)
    if not each and not named:
        raise RequestError("form_ending", path=output)
    return Path(output)


def _same(path: Path, data: bytes) -> bool:
    """Whether this very form is there already.

    Raises:
        RequestError: something else is.
    """
    if not os.path.lexists(path):
        return False
    try:
        same = path.is_file() and path.read_bytes() == data
    except OSError:
        same = False
    if not same:
        raise RequestError("form_exists", path=path)
    return True
