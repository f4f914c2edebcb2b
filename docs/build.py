"""Writes what the documentation takes from the code: schemas, formats, rules and commands.

Run ``python docs/build.py`` after a change of models or options; a test compares.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyplan.plan.catalogue import CATALOGUE
from jyplan.plan.findings import Severity
from jyplan.plan.schemas import MODELS, schema_of, schema_text
from jyplan.texts.checks import FAMILIES, family_of, help_of, title_of
from jyplan.texts.words import text as message

if TYPE_CHECKING:
    from jyplan.plan.catalogue import Check

DOCS = Path(__file__).parent
START = "<!-- from here on: written by docs/build.py -->\n"
FILES = {
    "targets": "targets.yaml",
    "baselines": "baselines.yaml",
    "verdicts": "verdicts.yaml",
    "submission": "submissions/YEAR.yaml",
    "scenarios": "scenarios.yaml",
}
# what is to be done with what nobody can accept
WANTED = {
    Severity.ERROR: "has to be mended 必须改正",
    Severity.WARNING: "to be looked at 请核对",
    Severity.NOTE: "for information 供参考",
}
COMMANDS = (
    "",
    "status",
    "show",
    "path",
    "report",
    "form",
    "check",
    "collect",
    "rules",
    "batch",
    "whatif",
    "solve",
    "init",
    "schema",
)


def formats() -> str:
    """The reference of all keys, one table a mapping."""
    lines = []
    for kind in MODELS:
        schema = schema_of(kind)
        lines += [f"## {FILES[kind]}", "", str(schema["description"]), ""]
        lines += table(schema)
        for name, definition in sorted(schema.get("$defs", {}).items()):  # type: ignore[attr-defined]
            lines += [f"### {title(name)} ({FILES[kind]})", "", definition["description"], ""]
            lines += table(definition)
    return "\n".join(lines)


def title(name: str) -> str:
    """The model's name as the reference calls it."""
    return name.removesuffix("Model")


def table(schema: dict[str, Any]) -> list[str]:
    """The keys of one mapping."""
    required = schema.get("required", [])
    rows = ["| key | value | default | meaning |", "| --- | --- | --- | --- |"]
    for key, field in schema["properties"].items():
        default = "required" if key in required else shown_default(field)
        rows.append(f"| `{key}` | {sort(field)} | {default} | {field.get('description', '')} |")
    return [*rows, ""]


def shown_default(field: dict[str, Any]) -> str:
    """A key's default, absent keys as nothing."""
    value = field.get("default")
    return (
        "" if value in (None, [], {}, {"minimum": None, "maximum": None}) else f"`{value}`".lower()
    )


def sort(field: dict[str, Any]) -> str:
    """What a key takes, in words."""
    if "$ref" in field:
        return title(field["$ref"].rsplit("/", 1)[1])
    if "enum" in field:
        return ", ".join(f"`{choice}`" for choice in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if "anyOf" in field:
        kinds = [sort(part) for part in field["anyOf"] if part.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    inner = field.get("items") or field.get("additionalProperties")
    if inner:
        return f"{'list' if 'items' in field else 'mapping'} of {sort(inner)}"
    names = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
    }
    return names[field["type"]]


def checks() -> str:
    """Every check by family, in both languages."""
    lines = []
    for family in FAMILIES:
        lines += [f"## {family_of(family, 'en')} · {family_of(family, 'zh')}", ""]
        for check in CATALOGUE.values():
            if check.family == family:
                lines += about(check)
    return "\n".join(lines)


def about(check: Check) -> list[str]:
    """One check: how much it matters, what is to be done with it, what it is about."""
    key = f"severity.{check.severity.name.lower()}"
    severity = f"{message(key, 'en')} {message(key, 'zh')}"
    wanted = "can be accepted 可接受" if check.settable else WANTED[check.severity]
    return [
        f"### {check.code} {title_of(check.code, 'en')}",
        "",
        f"**{title_of(check.code, 'zh')}** · {severity} · {wanted}",
        "",
        help_of(check.code, "en"),
        "",
        help_of(check.code, "zh"),
        "",
    ]


def commands() -> str:
    """Every help page, in both languages."""
    lines = ["# Commands · 命令", "", START]
    environment = os.environ | {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    for command in COMMANDS:
        lines += [f"## jyplan {command}".rstrip(), ""]
        for language in ("en", "zh"):
            arguments = [*command.split(), "--lang", language, "--help"]
            page = subprocess.run(  # noqa: S603 our own command
                [sys.executable, "-m", "jyplan", *arguments],
                env=environment,
                check=True,
                capture_output=True,
                encoding="utf-8",
            ).stdout
            lines += ["```text", page.rstrip(), "```", ""]
    return "\n".join(lines)


def head(path: Path) -> str:
    """What is written by hand above the generated part of a file."""
    return path.read_text(encoding="utf-8").partition(START)[0]


def written() -> dict[Path, str]:
    """Every generated file with the text that it should hold."""
    generated = {DOCS / "formats.md": formats(), DOCS / "checks.md": checks()}
    texts = {path: f"{head(path)}{START}\n{text}" for path, text in generated.items()}
    texts[DOCS / "commands.md"] = commands()
    return texts | {DOCS / "schemas" / f"{kind}.json": schema_text(kind) for kind in MODELS}


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
