"""The rule sets as pages: a list, and one rule with its formula and an example."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from jyplan.pages.page import Cell, Definition, Definitions, Note, Notes, Page, Section
from jyplan.pages.verdicts import plain, workings
from jyplan.texts import numbers
from jyplan.texts.rules import (
    condition_of,
    example_of,
    label_of,
    notes_of,
    scale_of,
    source_of,
    title_of,
)
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.engine.rules.card import Card, Class, Example, Score
    from jyplan.pages.page import Block
    from jyplan.results import Explained
    from jyplan.texts.words import Language


def rules_page(rules: Sequence[Explained], language: Language) -> Page:
    """Every rule set: its title, source, needs and classes."""
    blocks: list[Block] = [
        Section(
            _title(card, language),
            (
                _definitions(
                    *_about(card, language),
                    (
                        text("rule.classes", language),
                        text("list", language).join(each.code for each in card.classes),
                    ),
                ),
            ),
        )
        for card, _ in rules
    ]
    more = Note(text("rule.more", language, name=rules[1].card.name))
    return Page(language, (text("rule.all", language),), (), (*blocks, Notes((more,))))


def _definitions(*lines: tuple[str, str], title: str | None = None) -> Definitions:
    return Definitions(tuple(Definition(label, Cell(body)) for label, body in lines), title)


def _about(card: Card, language: Language) -> list[tuple[str, str]]:
    """Where a rule set comes from, and what it needs."""
    return [
        (text("rule.source", language), source_of(card.name, language)),
        (text("rule.needs", language), _needs(card, language)),
    ]


def _needs(card: Card, language: Language) -> str:
    needs = card.needs
    words = []
    if needs.baseline:
        words.append(text("need.baseline", language))
    if needs.window:
        words.append(text("need.window", language, window=needs.window, least=needs.least))
    else:
        words.append(text("need.latest", language))
    words.append(text("need.target" if needs.target else "need.no_target", language))
    if needs.limit:
        words.append(text("need.limit", language))
    return text("list", language).join(words)


def rule_page(rule: Explained, language: Language) -> Page:
    """One rule set: source, needs, arithmetic, classes, notes, and its example worked out."""
    card, verdict = rule
    arithmetic = [
        (formula.symbol, f"{plain(formula)}    {_symbol(formula.symbol, language)}")
        for formula in card.formulas
    ]
    arithmetic += [(symbol, _symbol(symbol, language)) for symbol in _operands(card)]
    classes = [(each.code, _class(card, each, language)) for each in card.classes]
    blocks: list[Block] = [
        _definitions(*_about(card, language)),
        _definitions(*arithmetic, title=text("rule.arithmetic", language)),
        _definitions(*classes, title=text("rule.classes", language)),
    ]
    if card.scores:
        scale = [("", _score(card, each, language)) for each in card.scores]
        blocks.append(_definitions(*scale, title=text("rule.scores", language)))
    if notes := notes_of(card.name, language):
        blocks.append(Notes(tuple(Note(note, prose=True) for note in notes)))
    if card.example:
        shown = [("", line) for line in workings(card, verdict, None, language)]
        blocks.append(_definitions(*shown, title=_example(card.name, card.example, language)))
    return Page(language, (_title(card, language),), (), tuple(blocks))


def _title(card: Card, language: Language) -> str:
    return f"{card.name}  {title_of(card.name, language)}"


def _class(card: Card, each: Class, language: Language) -> str:
    closest = text(f"status.{each.common}", language)
    label = label_of(card.name, each.code, language)
    condition = condition_of(card.name, each.code, language, card.settable)
    said = f"{label}{text('colon', language)}{condition}"
    if label == closest:
        return said
    aside = text("rule.closest", language, status=closest)
    return f"{said}{text('open', language)}{aside}{text('close', language)}"


def _symbol(symbol: str, language: Language) -> str:
    """What a symbol of the formulas stands for."""
    return text(f"symbol.{symbol}", language)


def _score(card: Card, each: Score, language: Language) -> str:
    where = scale_of(card.name, each.code, language)
    return f"{where}{text('colon', language)}{each.expression}"


def _operands(card: Card) -> Iterator[str]:
    """Symbols that the formulas start from, each once."""
    made = {formula.symbol for formula in card.formulas}
    seen: set[str] = set()
    for formula in card.formulas:
        for _, symbol, _, _ in Formatter().parse(formula.expression):
            if symbol and symbol not in made | seen:
                seen.add(symbol)
                yield symbol


def _example(rule: str, example: Example, language: Language) -> str:
    """What the example is, with its figures and their source."""
    figures, unit = example.figures, example.unit
    name, source = example_of(rule, language)

    def point(value: str, year: str) -> str:
        return f"{figures[value]} {unit} ({figures[year]})".replace("  ", " ")

    facts = [name]
    if "baseline" in figures:
        facts.append(f"{text('show.baseline', language)} {point('baseline', 'start_year')}")
    window, years = figures.get("window"), figures.get("window_years")
    if isinstance(window, tuple) and isinstance(years, tuple):
        series = text("list", language).join(map(numbers.as_stated, window))
        facts.append(f"{years[0]}–{years[-1]} {series} {unit}")
    else:
        facts.append(f"{text('show.latest', language)} {point('latest', 'latest_year')}")
    facts.append(f"{text('show.target', language)} {point('target', 'target_year')}")
    head = f"{text('rule.example', language)}{text('colon', language)}"
    body = text("comma", language).join(facts)
    return f"{head}{body}{text('open', language)}{source}{text('close', language)}"
