"""What scenarios find, in every format; the module of each is imported when it is wanted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.outcomes import Chances, Grid, Sensitivity, WhatIf
    from jyplan.render.columns import View
    from jyplan.render.terminal import Screen
    from jyplan.texts.words import Language

    Found = WhatIf | Grid | Sensitivity | Chances

# sort of result -> the modules of its tables and of its data, and what their functions begin with
MODULES: Mapping[str, tuple[str, str, str]] = {
    "WhatIf": ("whatif", "whatif_data", "whatif"),
    "Grid": ("grid", "grid_data", "grid"),
    "Sensitivity": ("grid", "grid_data", "sensitivity"),
    "Chances": ("odds", "odds_data", "odds"),
}


def _maker(found: Found, form: str) -> Callable[..., str]:
    tables, data, name = MODULES[type(found).__name__]
    module = data if form in {"json", "csv"} else tables
    maker: Callable[..., str] = getattr(import_module(f"jyplan.render.{module}"), f"{name}_{form}")
    return maker


def as_json(found: Found) -> str:
    """Codes and full precision."""
    return _maker(found, "json")(found)


def as_csv(found: Found, language: Language) -> str:
    """Rows of figures, names in a language."""
    return _maker(found, "csv")(found, language)


def as_markdown(found: Found, view: View) -> str:
    """For documents."""
    return _maker(found, "markdown")(view, found)


def as_table(found: Found, view: View, screen: Screen) -> str:
    """For a screen."""
    return _maker(found, "table")(view, found, screen)


def as_chart(found: Found, view: View, screen: Screen) -> str:
    """Charts, for a screen; nothing where there are no years to draw."""
    from jyplan.render import chart
    from jyplan.render.terminal import to_text

    drawers: dict[str, Callable[..., Any]] = {
        "WhatIf": chart.whatif_charts,
        "Chances": chart.odds_charts,
    }
    drawer = drawers.get(type(found).__name__)
    return "" if drawer is None else "\n" + to_text(drawer(view, found, screen), screen)
