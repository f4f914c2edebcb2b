"""Fictional plans, written for one test each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def plan(  # noqa: PLR0913 one parameter for each part of a plan
    folder: Path,
    indicators: Sequence[Mapping[str, Any]],
    *,
    context: Sequence[Mapping[str, Any]] = (),
    history: Sequence[tuple[str, int, float]] = (),
    identities: Sequence[str | Mapping[str, Any]] = (),
    submissions: Mapping[int, Mapping[str, float]] | None = None,
) -> tuple[str, ...]:
    """A fictional plan for 2020 to 2025 and how it is named; JSON is YAML."""
    # of pure numbers, formulas may be anything
    sign = "%" if identities else "items"
    usual = {"unit": sign, "kind": "stock", "scope": "all", "precision": 0.01}
    aimed = {"theme": "one", "direction": "increase"}
    rows, starts = [], []
    for each in indicators:
        row = {**usual, **aimed, "name": each["id"], **each}
        row.setdefault("target", {"operator": ">=", "value": 200, "year": 2025})
        if (value := row.pop("baseline", None)) is not None:
            starts.append({"id": row["id"], "year": 2020, "value": value})
        rows.append(row)
    head = {"id": "fictional", "name": "Fictional plan", "baseline_year": 2020, "end_year": 2025}
    targets = {
        "schema": 1,
        "plan": head,
        "themes": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}],
        "scopes": [{"id": "all", "name": "All"}],
        "indicators": rows,
        "identities": [{"formula": each} if isinstance(each, str) else each for each in identities],
    }
    baselines = {
        "schema": 1,
        "baselines": starts,
        "context": [{**usual, "name": each["id"], "year": 2020, **each} for each in context],
        "history": [{"id": name, "year": year, "value": value} for name, year, value in history],
    }
    folder.mkdir(exist_ok=True)
    (folder / "targets.yaml").write_text(json.dumps(targets), encoding="utf-8")
    (folder / "baselines.yaml").write_text(json.dumps(baselines), encoding="utf-8")
    for year, values in (submissions or {}).items():
        (folder / "submissions").mkdir(exist_ok=True)
        text = json.dumps({"schema": 1, "year": year, "values": values})
        (folder / "submissions" / f"{year}.yaml").write_text(text, encoding="utf-8")
    return ("--plan", str(folder), "--lang", "en")
