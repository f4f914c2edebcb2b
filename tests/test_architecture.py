"""The layers: imports point down only, and each library has one room."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "jyplan"
# room -> the rooms of jyplan that it may import
ALLOWED = {
    "errors": {"plan.findings"},
    "nearest": set(),
    "spreadsheet": set(),
    "atomic": {"errors"},
    "plan": {"plan", "errors", "nearest", "atomic", "version", "engine.codes"},
    "engine": {"engine"},
    "statuses": set(),
    "results": {"plan", "engine.rules.card"},
    "outcomes": {"plan", "results"},
    "assess": {"assess", "engine", "statuses", "plan", "results", "errors", "nearest"},
    "scenario": {
        *("scenario", "assess", "engine", "plan", "results", "outcomes"),
        *("errors", "nearest", "atomic"),
    },
    "forms": {"forms", "plan", "results", "errors", "nearest", "atomic"},
    "checks": {
        *("checks", "forms", "assess", "scenario", "plan", "results"),
        *("errors", "nearest", "atomic"),
    },
    "batch": {
        *("batch", "engine", "plan.aims", "plan.findings"),
        *("errors", "nearest", "atomic", "spreadsheet"),
    },
    "texts": {"texts", "plan", "errors", "nearest", "version"},
    "pages": {
        *("pages", "texts", "results", "outcomes", "statuses", "engine.rules.card", "plan"),
        "forms.stamp",
    },
    "media": {"media", "pages.book", "pages.page", "pages.findings", "texts", "plan.findings"},
    "data": {
        *("data", "texts", "results", "outcomes", "engine.rules.card", "plan"),
        *("spreadsheet", "pages.counts", "media", "version"),
    },
    "cli": {
        *("cli", "texts", "pages", "media", "data", "statuses", "results", "outcomes", "checks"),
        *("batch", "assess", "scenario", "forms", "plan", "errors", "nearest", "atomic", "version"),
    },
    "version": set(),
    "__main__": {"cli"},
}
# library -> the only places that may import it
LIBRARIES = {
    "yaml": {"plan.source", "plan.faults"},
    "pydantic": {"plan"},
    "pydantic_core": {"plan"},
    "numpy": {"engine", "assess", "scenario", "batch"},
    "polars": {"batch"},
    "distributed": {"batch.cluster"},
    "rich": {"media", "cli"},
    "typer": {"cli"},
    "jinja2": {"media.html"},
    "xlsxwriter": {"media"},
    "docx": {"media.docx"},
    "matplotlib": {"media.pictures"},
}
# what those who speak may know of a plan: values, never files or YAML
UNSEEN = {
    "plan.files",
    "plan.source",
    "plan.loading",
    "plan.validation",
    "plan.consistency",
}


def module_name(path: Path) -> str:
    """The module's dotted name below the package; ``version`` for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if parts == ("__init__",):
        return "version"
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> set[str]:
    """Everything that a module imports, dotted."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def within(module: str, rooms: set[str]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_point_down(path: Path) -> None:
    module = module_name(path)
    room = module.split(".")[0]
    for name in imports(path):
        top = name.split(".")[0]
        if top == "jyplan":
            target = name.removeprefix("jyplan.")
            if target in {"jyplan", "__version__"}:
                target = "version"
            assert within(target, ALLOWED[room]), f"{module} imports {name}"
            if room in {"texts", "pages", "media", "data"}:
                assert not within(target, UNSEEN), f"{module} imports {name}"
        elif top in LIBRARIES:
            assert within(module, LIBRARIES[top]), f"{module} imports {name}"


def test_every_room_has_rules() -> None:
    rooms = {module_name(path).split(".")[0] for path in MODULES}
    assert rooms == set(ALLOWED)


def test_only_the_command_line_prints() -> None:
    for path in MODULES:
        if module_name(path).split(".")[0] != "cli":
            calls = {
                node.func.id
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert "print" not in calls, path


def test_a_name_stands_for_one_thing() -> None:
    """Whoever reads a class's name need not ask which of two is meant."""
    found = Counter(
        node.name.lstrip("_")
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, number in found.items() if number > 1] == []


def lines_of_code(function: ast.FunctionDef) -> int:
    """The lines of a function but those of its docstring, and of the options of a command."""
    first = function.body[0]
    begin = first.lineno if function.name == "command" else function.lineno
    lines = (function.end_lineno or 0) - begin + 1
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def test_a_function_is_seen_at_once() -> None:
    found = {
        f"{module_name(path)}.{node.name}": lines_of_code(node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: lines for name, lines in found.items() if lines > 60} == {}
