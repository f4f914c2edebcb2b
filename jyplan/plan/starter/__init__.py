"""Plans to start from: a small one, and whole examples."""

from __future__ import annotations

import os
import re
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.atomic import make_folder
from jyplan.errors import RequestError, cannot_write
from jyplan.plan.files import BASELINES, TARGETS, embedded_folder, yaml_files
from jyplan.plan.schemas import MODELS, schema_text

if TYPE_CHECKING:
    from collections.abc import Mapping

# name -> folder below examples/
EXAMPLES = {"national": "china-14th-five-year-plan"}
# where a file of an example tells editors that its schema is
OWN_SCHEMAS = re.compile(r"(?<==)(?:\.\./)+docs/schemas/")


def write_starter(folder: Path, example: str | None = None) -> list[Path]:
    """Write a plan and its schemas into a folder, made if need be.

    Args:
        folder: where.
        example: a key of `EXAMPLES`; None: the small plan.

    Returns:
        The files written.

    Raises:
        RequestError: one of them exists, or not all can be written; then none is, nor a folder.
    """
    return write_plan(folder, _small() if example is None else _whole(EXAMPLES[example]))


def write_plan(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write the files of a plan and their schemas into a folder, made if need be.

    Args:
        folder: where.
        texts: what they are to hold, by their names in it.

    Returns:
        The files written.

    Raises:
        RequestError: one of them exists, or not all can be written; then none is, nor a folder.
    """
    texts = {**texts} | {f"schemas/{kind}.json": schema_text(kind) for kind in MODELS}
    files = {folder / name: text for name, text in texts.items()}
    for path in files:
        if os.path.lexists(path):
            raise RequestError("would_overwrite", path=path)
    try:
        with ExitStack() as undo:
            for path, text in files.items():
                make_folder(path.parent, undo)
                # An interrupt may come as soon as it is there, so the way back is known before.
                undo.callback(_unwritten, path, text)
                # "x": a file that appeared in the meantime is not overwritten either.
                with path.open("x", encoding="utf-8") as stream:
                    stream.write(text)
            undo.pop_all()
    except OSError as error:
        raise cannot_write(folder, error) from error
    return list(files)


def _small() -> dict[str, str]:
    """The texts of the small plan by name."""
    here = Path(__file__).parent
    return {name: (here / name).read_text(encoding="utf-8") for name in (TARGETS, BASELINES)}


def _whole(name: str) -> dict[str, str]:
    """The texts of an example by name, its schemas beside it."""
    source = embedded_folder() / "examples" / name
    texts = {}
    for path in yaml_files(source):
        inside = path.relative_to(source)
        schemas = "../" * (len(inside.parts) - 1) + "schemas/"
        text = path.read_text(encoding="utf-8")
        texts[inside.as_posix()] = OWN_SCHEMAS.sub(schemas, text, count=1)
    return texts


def _unwritten(path: Path, text: str) -> None:
    """Take a file away that holds a beginning of a text and nothing else."""
    with suppress(OSError):
        if text.startswith(path.read_text(encoding="utf-8", errors="ignore")):
            path.unlink()
