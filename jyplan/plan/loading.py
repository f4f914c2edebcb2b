"""What a plan and its submissions say: as kept from an earlier run, else read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.errors import FindingsError
from jyplan.plan import cache, files
from jyplan.plan.plan import Plan
from jyplan.plan.records import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jyplan.plan.plan import Observation, Origin

# a larger file is read to be refused
LARGEST_KEPT = 2**20


def load_plan(origin: Origin) -> Plan:
    """The plan in the folder of `origin`.

    Raises:
        FindingsError: with everything that is wrong in its files.
    """
    contents = files.of_plan(origin.folder)
    texts = [each.data for each in contents if isinstance(each.data, bytes)]
    kept = len(texts) == len(contents) and max(map(len, texts)) <= LARGEST_KEPT
    values = cache.recall(origin.folder, texts) if kept else None
    if values is None:
        # Only here: a plan that was validated before needs neither YAML nor models.
        from jyplan.plan.reading import read_plan, values_of

        values = values_of(read_plan(contents))
        if kept:
            cache.keep(origin.folder, texts, values)
    return plan_of(values, origin)


def plan_of(values: Iterable[object], origin: Origin) -> Plan:
    """The plan that its files make.

    Args:
        values: what each of them says, as plain data.
        origin: where they are.
    """
    targets, starts, *more = map(record_of, values)
    return Plan(targets, starts, origin, *(verdicts.published for verdicts in more))


def load(origin: Origin, named: Sequence[str]) -> tuple[Plan, list[Observation]]:
    """The plan in the folder of `origin` and what the submission files report.

    Args:
        origin: where the plan is.
        named: submission files and folders; none: those beside the plan.

    Raises:
        FindingsError: with everything that is wrong in all of the files.
        RequestError: a named folder holds no YAML file.
    """
    paths = files.submission_files(origin, named)
    try:
        plan = load_plan(origin)
    except FindingsError as error:
        # Without a plan the values cannot be held against it, but the files can be read.
        from jyplan.plan.reading import submission_findings

        contents = (files.read(path, folder=origin.folder) for path in paths)
        found = [finding for content in contents for finding in submission_findings(content)]
        raise FindingsError([*error.findings, *found]) from None
    return plan, load_observations(plan, paths)


def load_observations(plan: Plan, paths: Iterable[Path]) -> list[Observation]:
    """Every value that the submission files report, first vintages and restated ones.

    Raises:
        FindingsError: with everything that is wrong in all of the files.
    """
    paths = list(paths)
    if not paths:
        return []
    # Only here: a plan without submissions needs neither YAML nor models.
    from jyplan.plan.reading import read_observations

    return read_observations(plan, paths)
