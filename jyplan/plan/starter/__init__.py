"""A small plan to start from."""

from __future__ import annotations

from pathlib import Path

from jyplan.errors import RequestError
from jyplan.plan.files import BASELINES, TARGETS
from jyplan.plan.schemas import MODELS, schema_text


def write_starter(folder: Path) -> list[Path]:
    """Write the starter plan and its schemas into a folder, made if need be.

    Returns:
        The files written.

    Raises:
        RequestError: one of them exists (then none is written), or the folder cannot be written.
    """
    here = Path(__file__).parent
    texts = {name: (here / name).read_text(encoding="utf-8") for name in (TARGETS, BASELINES)}
    texts |= {f"schemas/{kind}.json": schema_text(kind) for kind in MODELS}
    files = {folder / name: text for name, text in texts.items()}
    for path in files:
        if path.exists() or path.is_symlink():
            raise RequestError("would_overwrite", path=path)
    try:
        (folder / "schemas").mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            # "x": a file that appeared in the meantime is not overwritten either.
            with path.open("x", encoding="utf-8") as stream:
                stream.write(text)
    except OSError as error:
        raise RequestError("cannot_write", path=folder, error=error.strerror or "") from error
    return list(files)
