"""What docs/forms.md shows of a table comes out of the table that it shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "forms.md").read_text(encoding="utf-8")
SAMPLE = re.compile(r"```text\n\$ jyplan (.*?)\n(.*?)```", re.DOTALL)


def test_what_the_page_says_comes_out(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "my-plan"
    folder.mkdir()
    formats = (DOCS / "formats.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"```yaml\n# (\w+\.yaml)\n(.*?)```", formats, re.DOTALL):
        if name in {"targets.yaml", "baselines.yaml"}:
            (folder / name).write_text(text, encoding="utf-8")
    (name, table), *_ = re.findall(r"`([\w.]+)`:\n\n```csv\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / name).write_text(table, encoding="utf-8")
    samples = SAMPLE.findall(PAGE)
    assert len(samples) == 2
    for command, printed in samples:
        language = [] if "--lang" in command else ["--lang", "en"]
        shown = run(*command.split(), *language, cwd=tmp_path)
        # The last line of a check tells how long it took.
        assert shown.stdout.startswith(printed)
    ((path, text),) = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
    assert (tmp_path / path).read_text(encoding="utf-8") == text
