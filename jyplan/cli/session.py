"""What commands do before and after their own work: read the plan, write the text."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyplan.errors import ReaderGoneError, RequestError, cannot_write

NO_NEWLINE = "\n\\ No newline at end of file\n"

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.plan.findings import Finding
    from jyplan.plan.model import Settings
    from jyplan.plan.plan import Observation, Plan
    from jyplan.results import Checked, Report
    from jyplan.texts.words import Language


def report_of(
    plan_folder: str | None,
    files: Sequence[str],
    *,
    as_of: int | None,
    readings: Sequence[str],
    path: str | None,
    rules: Sequence[str] = (),
    output: str | None = None,
) -> tuple[Report, list[Observation]]:
    """Read plan and submissions and assess them.

    Args:
        plan_folder: as named by ``--plan``.
        files: submission files as named; none: those beside the plan.
        as_of: year asked for.
        readings: ``ID=READING`` each.
        path: one path for all.
        rules: names of rules to judge by, beside the schedule.
        output: where the answer goes.

    Returns:
        The report and the observations that it was made from.

    Raises:
        RequestError: the answer would take the place of a file of the plan.
    """
    # Only here: help and usage errors need neither plan nor engine.
    from jyplan.assess import Request, assess

    chosen = parsed_readings(readings)
    plan, observations = loaded(plan_folder, files, output=output)
    return assess(plan, observations, Request(as_of, chosen, path, tuple(rules))), observations


def loaded(
    plan_folder: str | None, files: Sequence[str], *, output: str | None = None
) -> tuple[Plan, list[Observation]]:
    """Read plan and submissions.

    Args:
        plan_folder: as named by ``--plan``.
        files: submission files as named; none: those beside the plan.
        output: where the answer goes.

    Raises:
        RequestError: the answer would take the place of a file of the plan.
    """
    # Only here: help and usage errors need no plan.
    from jyplan.plan.files import BASELINES, TARGETS, VERDICTS, discover, submission_files
    from jyplan.plan.loading import load

    origin = discover(plan_folder, os.environ, Path.cwd())
    if output is not None:
        # Each of the files may be gone or worse, which loading says.
        plan_files = [origin.folder / name for name in (TARGETS, BASELINES, VERDICTS)]
        spare([output], [*plan_files, *submission_files(origin, files)])
    return load(origin, files)


def spare(outputs: Iterable[str | None], read: Iterable[str | Path]) -> None:
    """Keep answers from taking the place of what is read, or of each other.

    Args:
        outputs: where answers go; None: standard output.
        read: files, and folders of which every file counts.

    Raises:
        RequestError: one of them would.
    """
    taken = {_place(path) for path in read}
    written = set()
    for output in outputs:
        if output is None or (os.path.exists(output) and not os.path.isfile(output)):  # noqa: PTH110, PTH113 raise nothing
            continue
        place = _place(output)
        above = {_place(path) for path in Path(output).absolute().parents if os.path.isdir(path)}  # noqa: PTH112 as above
        if place in taken or not taken.isdisjoint(above):
            raise RequestError("would_replace", path=output)
        if place in written:
            raise RequestError("same_output", path=output)
        written.add(place)


def spare_scenarios(output: str | None, named: Sequence[str]) -> None:
    """Keep an answer from taking the place of files of scenarios, as they are named.

    Raises:
        RequestError: it would.
    """
    if named:
        # Only here: files of scenarios need YAML and models.
        from jyplan.scenario.files import parted

        spare([output], [parted(each)[0] for each in named])


def _place(path: str | Path) -> object:
    """What tells whether two names are of one file, whatever links lead there."""
    try:
        status = os.stat(path)  # noqa: PTH116 as above
    except (OSError, ValueError):
        return os.path.realpath(path)
    return status.st_dev, status.st_ino


def spoken(ctx: Any, lang: str | None, settings: Settings | None) -> Language:
    """The language asked for, else the plan's, else the locale's."""
    usual: Language = ctx.find_root().obj.language
    named = None if settings is None else settings.lang
    asked = lang or ctx.find_root().params.get("lang")
    return usual if asked or named is None else named


def parsed_readings(readings: Sequence[str]) -> dict[str, str]:
    """Readings by indicator.

    Raises:
        RequestError: one of them is not ``ID=READING``.
    """
    chosen = {}
    for entry in readings:
        name, equals, reading = entry.replace("＝", "=").partition("=")
        if not (name and equals and reading):
            raise RequestError("bad_reading", value=entry)
        chosen[name] = reading
    return chosen


def code_of(checked: Checked, level: str) -> int:
    """The exit code of what was found, where findings from a severity on are a failure."""
    from jyplan.cli.main import FINE, FOUND, UNREADABLE
    from jyplan.plan.files import UNREADABLE as CODES
    from jyplan.plan.findings import Severity

    if any(finding.code in CODES for finding in checked.findings):
        return UNREADABLE
    least = Severity[level.upper()]
    return FOUND if any(finding.severity >= least for finding in checked.findings) else FINE


def difference(changes: Iterable[tuple[str, str | None, str]], *, seen: bool = True) -> str:
    """What changes in files, as a unified diff.

    Args:
        changes: name, text before (None: there is no such file) and text after of each.
        seen: whether it goes to standard output, where there may be a terminal.
    """
    # Only here: most runs change nothing.
    from difflib import unified_diff
    from io import StringIO

    from jyplan.texts.words import echoed

    lines: list[str] = []
    for name, old, new in changes:
        # Other signs that part lines are not what a patch means by a line.
        before, after = (list(StringIO(text or "")) for text in (old, new))
        place = name.lstrip("/")
        found = unified_diff(
            before, after, "/dev/null" if old is None else f"a/{place}", f"b/{place}"
        )
        lines += [line if line.endswith("\n") else line + NO_NEWLINE for line in found]
    # Whoever applies it needs every byte; whoever reads it needs to see them.
    if seen and sys.stdout.isatty():
        lines = [f"{echoed(line.removesuffix(chr(10)))}\n" for line in lines]
    return "".join(lines)


def say_findings(findings: Sequence[Finding], language: Language) -> None:
    """Say on standard error what deserves a word but stops nothing."""
    if not findings:
        return
    # Only here: most runs have nothing to say.
    from jyplan.cli.environment import tell, wants_colour
    from jyplan.media.findings import frame_of, line_of

    colour = wants_colour("auto", os.environ, terminal=sys.stderr.isatty())
    for finding in findings:
        lines = [line_of(finding, language, colour=colour), *frame_of(finding)]
        tell("\n".join(lines) + "\n")


def write(text: str | bytes, output: str | None, *, bom: bool = False) -> None:
    """Write to standard output, or to a file whole or not at all.

    Raises:
        RequestError: the file cannot be written.
        ReaderGoneError: nobody reads standard output any more.
    """
    if output is None:
        try:
            _print(text, bom=bom)
        except BrokenPipeError as error:
            # typer would take it for a failure; a reader who has enough is none.
            raise ReaderGoneError from error
        except OSError as error:
            # What is left in the buffer must not fail once more at the very end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise cannot_write("<stdout>", error) from error
        return
    # Only here: most runs write to standard output.
    from jyplan.atomic import write_whole

    target = Path(output)
    # A name of a file that is no Unicode must not lose the rest.
    encoding = "utf-8-sig" if bom else "utf-8"
    data = text.encode(encoding, errors="replace") if isinstance(text, str) else text
    try:
        if target.exists() and not target.is_file():
            # What is there but no file, such as /dev/stdout, cannot be replaced.
            target.write_bytes(data)
        else:
            write_whole(target, data)
    except OSError as error:
        raise cannot_write(output, error) from error


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none; folders that are not there are made.

    Args:
        files: what each is to hold.

    Raises:
        RequestError: one of them cannot be written, or must not be replaced.
    """
    # Only here: most runs write to standard output.
    from jyplan.atomic import write_together

    try:
        write_together(files)
    except OSError as error:
        raise cannot_write(error.filename, error) from error


def _print(text: str | bytes, *, bom: bool) -> None:
    """Write to standard output, bytes as they are."""
    if isinstance(text, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(("\ufeff" if bom else "") + text)
        sys.stdout.flush()
