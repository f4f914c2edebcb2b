"""Help pages in both languages, wrapped in cells so that Chinese fits as well."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from jyplan.media.wrapping import wrapped
from jyplan.texts.manual import manual

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.texts.words import Language

    Rows = list[tuple[str, str]]

WIDEST = 100
WIDEST_TERM = 30
INDENT = 2


def group_help(context: Any, commands: Iterable[str], language: Language) -> str:
    """The page of `jyplan` itself."""
    rows = [(name, manual(f"command.{name}", language)) for name in commands]
    lines = [f"{manual('usage', language)}: jyplan COMMAND [OPTIONS] [ARGS]...", ""]
    lines += wrapped(manual("jyplan", language), width())
    lines += section("commands", rows, language)
    lines += section("options", option_rows(context, language), language)
    return "\n".join(
        [*lines, "", manual("more", language), *wrapped(manual("codes", language), width())]
    )


def command_help(context: Any, language: Language) -> str:
    """The page of one command."""
    command = context.command
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    shown = " ".join(param.metavar or param.name.upper() for param in arguments)
    usage = " ".join(part for part in (context.command_path, "[OPTIONS]", shown) if part)
    rows = [
        (param.metavar or param.name.upper(), manual(param.help, language)) for param in arguments
    ]
    lines = [f"{manual('usage', language)}: {usage}", ""]
    lines += wrapped(manual(f"about.{command.name}", language), width())
    lines += section("arguments", rows, language)
    return "\n".join(lines + section("options", option_rows(context, language), language))


def option_rows(context: Any, language: Language) -> Rows:
    """Options with their values, and what they are for."""
    rows: Rows = []
    for param in context.command.params:
        if param.param_type_name == "option":
            rows.append((_term(param), _purpose(param, language)))
    return [*rows, ("-h, --help", manual("option.help", language))]


def _term(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    if param.is_flag:
        return names
    choices = getattr(param.type, "choices", None)
    value = param.metavar or "|".join(map(str, choices or ()))
    return f"{names} {value}"


def _purpose(param: Any, language: Language) -> str:
    purpose = manual(param.help, language)
    if param.is_flag or not param.default:
        return purpose
    default = manual("default", language, value=param.default)
    return f"{purpose}（{default}）" if language == "zh" else f"{purpose} ({default})"


def section(title: str, rows: Rows, language: Language) -> list[str]:
    """A heading and its definitions in two columns."""
    if not rows:
        return []
    term = min(max(cell_len(name) for name, _ in rows), WIDEST_TERM)
    lines = ["", f"{manual(title, language)}:"]
    for name, purpose in rows:
        body = wrapped(purpose, width() - term - 2 * INDENT)
        if cell_len(name) > term:
            lines.append(" " * INDENT + name)
        else:
            body[0] = name + " " * (term - cell_len(name) + INDENT) + body[0]
            lines.append(" " * INDENT + body.pop(0))
        lines += [" " * (term + 2 * INDENT) + line for line in body]
    return lines


def width() -> int:
    """Cells of a line."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
