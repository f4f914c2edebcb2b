"""Tables that were sent in -> the submissions that hold their figures; nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.checks.run import examined
from jyplan.checks.settling import Options
from jyplan.errors import FindingsError
from jyplan.forms.collecting import fates, sound
from jyplan.forms.filing import Filing
from jyplan.plan.findings import Severity
from jyplan.results import Collected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jyplan.checks.sources import Sources
    from jyplan.forms.collecting import Differing
    from jyplan.forms.filing import Filed
    from jyplan.forms.taken import TableHints
    from jyplan.plan.model import Settings


class Gathering(NamedTuple):
    """What tables report, and the files that hold it.

    Attributes:
        collected: what is to be said of it.
        filed: the submissions as they are to be; none where an error was found.
    """

    collected: Collected
    filed: tuple[Filed, ...]


def gather(  # noqa: PLR0913 what is asked for, and where it goes
    sources: Sources,
    asked: TableHints | None,
    folder: Path,
    *,
    differing: Differing,
    partial: bool,
    spoken: Callable[[Settings | None], str],
) -> Gathering:
    """Read tables, hold them against the plan and what is on file, and put them where they belong.

    Args:
        sources: the tables, and what is on file.
        asked: what is known of the tables; None: nothing.
        folder: where submissions are.
        differing: what becomes of figures that are on file already and differ.
        partial: whether what is sound is taken where something else is wrong.
        spoken: the language of units, by the settings of the plan.

    Raises:
        FindingsError: the plan, or a submission on file that figures belong to, is not in order.
        RequestError: figures cannot be put into a file as it is.
    """
    found = examined(sources, Options(asked=asked, differing=differing))
    if found.plan is None or found.settled is None:
        raise FindingsError(found.checked.findings)
    errors = [each for each in found.checked.findings if each.severity is Severity.ERROR]
    wrong = frozenset(each.span for each in errors)
    figures = fates(found.settled, wrong)
    filed: list[Filed] = []
    if partial or not errors:
        language = spoken(found.checked.settings)
        filing = Filing(found.plan, folder, found.checked.held, language)
        paths = {file.name: file.path for file in sources.others}
        filed = filing.files(sound(found.settled, wrong), paths)
    outcome = "stopped" if errors and not partial else "written" if filed else "nothing"
    collected = Collected(
        found.plan,
        found.checked,
        figures,
        tuple((each.name, each.figures) for each in filed),
        outcome,
    )
    return Gathering(collected, tuple(filed))
