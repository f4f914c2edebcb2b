"""The app and its boundary: every way in which a run can end becomes an exit code here."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from jyplan.cli import INTERRUPTED, environment
from jyplan.errors import (
    ArgumentsError,
    FindingsError,
    ReaderGoneError,
    RequestError,
    SurroundingsError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.texts.words import Language

FINE, FOUND, USAGE, UNREADABLE = range(4)


def main(arguments: Sequence[str], *, alone: bool = False) -> int:
    """Run jyplan.

    Args:
        arguments: the command line, without the program's name.
        alone: whether nothing else runs in this process, so that it may be forked.

    Returns:
        The exit code: 0 fine, 1 findings, 2 wrong usage, 3 unreadable input or an
        internal error, 130 interrupted.
    """
    environment.prepare()
    environment.keep_streams()
    language = environment.language_of(arguments, os.environ)
    for stream in (sys.stdout, sys.stderr):
        # A sign that the terminal cannot write must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _run(arguments, language, alone=alone)
    except FindingsError as error:
        return _report_findings(error, language)
    except RequestError as error:
        return _say_request(error, language)
    except KeyboardInterrupt:
        return INTERRUPTED
    except ReaderGoneError:
        # Keep the interpreter from flushing into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except SystemExit:
        raise
    # the last line of defence: no traceback reaches a user, neither of an error nor of a panic
    except BaseException as error:  # noqa: BLE001
        return _say_internal(error, language)


def _run(arguments: Sequence[str], language: Language, *, alone: bool) -> int:
    # Only here: typer is most of the time of a short run.
    from jyplan.cli.app import Start, invoke

    return invoke(arguments, Start(language, alone))


def _report_findings(error: FindingsError, language: Language) -> int:
    if isinstance(error, ArgumentsError):
        from jyplan.cli.session import say_findings

        say_findings(error.findings, language)
        return USAGE
    # Only here: a run that finds nothing needs no texts of findings.
    from jyplan.media.findings import findings_text
    from jyplan.plan.files import UNREADABLE as CODES

    terminal = sys.stderr.isatty()
    colour = environment.wants_colour("auto", os.environ, terminal=terminal)
    environment.tell(findings_text(error.findings, language, frames=terminal, colour=colour))
    unread = any(finding.code in CODES for finding in error.findings)
    return UNREADABLE if unread else FOUND


def _say_request(error: RequestError, language: Language) -> int:
    from jyplan.texts.requests import request_text

    environment.tell(f"jyplan: {request_text(error, language)}\n")
    return UNREADABLE if isinstance(error, SurroundingsError) else USAGE


def _say_internal(error: BaseException, language: Language) -> int:
    from jyplan.texts.words import echoed, text

    if os.environ.get("JYPLAN_DEBUG"):
        raise error
    name = f"{type(error).__name__}: {error}"
    environment.tell(f"jyplan: {echoed(text('internal', language, error=name))}\n")
    return UNREADABLE
