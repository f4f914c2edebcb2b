"""What all tests share: jyplan in this process, with surroundings that no machine decides."""

from __future__ import annotations

import contextlib
import gc
import io
import os
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import settings

from jyplan.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite tests/golden with what jyplan prints now; look at the difference",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run the whole suite on all cores; for a few tests that are named, one is faster."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    # A process that is one of several already must not start others.
    if whole and not config.option.usepdb and "PYTEST_XDIST_WORKER" not in os.environ:
        config.option.numprocesses = config.option.numprocesses or "logical"


class Screen(io.TextIOWrapper):
    """A standard stream of some encoding, that may claim to be a terminal."""

    def __init__(self, encoding: str, *, terminal: bool) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def shown(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


# A busy machine is no reason to fail, and what CI tries is the same each time.
settings.register_profile("jyplan", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("jyplan")


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads what another one kept, or writes to the home folder of who runs it."""
    monkeypatch.setenv("JYPLAN_CACHE", "off")


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., CompletedProcess[str]]]:
    """Run a command line in this process, from the repository's root if not told otherwise.

    Nothing of the environment is visible but `COLUMNS`, an empty home folder and what the
    test names in `env`. What the run leaves in the process is undone.
    """
    home = tmp_path / "home"
    home.mkdir()

    def run_jyplan(
        *arguments: str,
        cwd: Path = ROOT,
        encoding: str = "utf-8",
        terminal: bool = False,
        env: Mapping[str, str] | None = None,
    ) -> CompletedProcess[str]:
        out, err = (Screen(encoding, terminal=terminal) for _ in range(2))
        surroundings = {"COLUMNS": "80", "HOME": str(home), **(env or {})}
        with (
            contextlib.chdir(cwd),
            mock.patch.dict(os.environ, surroundings, clear=True),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                code = main(arguments)
            except SystemExit as end:  # the parser's own way out, after a completion
                code = int(str(end.code or 0))
        return CompletedProcess(arguments, code, out.shown(), err.shown())

    threshold = gc.get_threshold()
    yield run_jyplan
    gc.set_threshold(*threshold)
