"""A small plan to start from."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from pathlib import Path

from jyplan.errors import RequestError
from jyplan.plan.files import BASELINES, TARGETS
from jyplan.plan.schemas import MODELS, schema_text


def write_starter(folder: Path) -> list[Path]:
    """Write the starter plan and its schemas into a folder, made if need be.

    Returns:
        The files written.

    Raises:
        RequestError: one of them exists, or not all can be written; then none is, nor a folder.
    """
    here = Path(__file__).parent
    texts = {name: (here / name).read_text(encoding="utf-8") for name in (TARGETS, BASELINES)}
    texts |= {f"schemas/{kind}.json": schema_text(kind) for kind in MODELS}
    files = {folder / name: text for name, text in texts.items()}
    for path in files:
        if os.path.lexists(path):
            raise RequestError("would_overwrite", path=path)
    inner = folder / "schemas"
    missing = [each for each in (inner, *inner.parents) if not os.path.lexists(each)]
    try:
        with ExitStack() as undo:
            # An interrupt may come as soon as there is something, so the way back is known before.
            for each in reversed(missing):
                undo.callback(_unmade, each)
                each.mkdir()
            for path, text in files.items():
                undo.callback(_unwritten, path, text)
                # "x": a file that appeared in the meantime is not overwritten either.
                with path.open("x", encoding="utf-8") as stream:
                    stream.write(text)
            undo.pop_all()
    except OSError as error:
        raise RequestError("cannot_write", path=folder, error=error.strerror or "") from error
    return list(files)


def _unmade(folder: Path) -> None:
    """Take a folder away in which there is nothing."""
    with suppress(OSError):
        folder.rmdir()


def _unwritten(path: Path, text: str) -> None:
    """Take a file away that holds a beginning of a text and nothing else."""
    with suppress(OSError):
        if text.startswith(path.read_text(encoding="utf-8", errors="ignore")):
            path.unlink()
