"""What the process's surroundings ask for: language, colour, width, encoding."""

from __future__ import annotations

import gc
import io
import os
import shutil
import sys
from typing import TYPE_CHECKING, NoReturn

from jyplan.errors import SurroundingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.media.terminal import Screen
    from jyplan.texts.words import Language


def prepare() -> None:
    """Settings that must stand before numpy and pydantic are imported."""
    # A status has no matrices: one thread saves a third of numpy's start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Nothing that a short run makes is worth collecting while modules load.
    gc.set_threshold(100_000)
    # Otherwise pydantic reads the metadata of every installed distribution.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class _Closed(io.TextIOBase):
    """A standard output that was closed: it can be asked, and refuses to be written to."""

    encoding = "utf-8"

    def write(self, text: str) -> NoReturn:
        del text
        raise SurroundingsError("no_output")


def keep_streams() -> None:
    """Let nothing take the place of a standard stream that was closed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    # Python has None for a stream that was closed when it started.
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 until the end


def tell(text: str) -> None:
    """Write to standard error; whoever cannot be told still gets the answer and the exit code."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        # What is left in the buffer must not fail once more at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def counting(whole: int) -> Callable[[int], None]:
    """What is told how much of something is done, and shows it where standard error is a terminal.

    Args:
        whole: how much there is; the line goes once it is done.
    """
    seen = sys.stderr.isatty()

    def count(done: int) -> None:
        if seen:
            tell(f"\r{done:,} / {whole:,}" if done < whole else "\r\x1b[K")

    return count


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language: of `--lang` wherever it stands, else of the locale.

    It is needed before the command line is parsed, since help and errors speak it.
    """
    asked = None
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    if asked in {"zh", "en"}:
        return "zh" if asked == "zh" else "en"
    named = (environment.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((value for value in named if value), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def encoding_of(stream: object) -> str:
    """What a stream can write."""
    return getattr(stream, "encoding", None) or "ascii"


def wants_colour(asked: str, environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to colour: as asked, else on terminals unless NO_COLOR or TERM=dumb."""
    if asked != "auto":
        return asked == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return terminal and environment.get("TERM") != "dumb"


def screen_of(colour: str, *, file: bool = False, whole: bool = False) -> Screen:
    """The screen that standard output is, or a plain one of UTF-8 for a file.

    Args:
        colour: as asked for.
        file: whether it is a file.
        whole: whether lines stay whole but on a terminal.
    """
    # Only here: JSON and CSV need no screen.
    from jyplan.media.terminal import Screen

    terminal = sys.stdout.isatty() and not file
    width = None if whole and not terminal else shutil.get_terminal_size((80, 24)).columns
    if file:
        return Screen(width, colour == "always", "utf-8")
    coloured = wants_colour(colour, os.environ, terminal=terminal)
    return Screen(width, coloured, encoding_of(sys.stdout))
