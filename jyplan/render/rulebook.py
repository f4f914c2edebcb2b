"""The rule sets for people: a list, and one rule with its formula and an example."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from jyplan.render.columns import localized
from jyplan.render.json import SCHEMA_VERSION, dump
from jyplan.render.terminal import definitions, paragraph, to_text
from jyplan.render.verdicts import plain, signs, workings
from jyplan.texts import numbers
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.engine.rules.card import Card, Class, Example, Score
    from jyplan.render.marks import Marks
    from jyplan.render.terminal import Line, Screen
    from jyplan.results import Explained
    from jyplan.texts.words import Language


def rule_list(rules: Sequence[Explained], language: Language, screen: Screen) -> str:
    """Every rule: its title, source, needs and classes."""
    parts = []
    for card, _ in rules:
        parts += [
            paragraph(f"{card.name}  {localized(card.title, language)}", screen),
            definitions(
                [
                    (text("rule.source", language), localized(card.source, language)),
                    (text("rule.needs", language), _needs(card, language)),
                    (
                        text("rule.classes", language),
                        text("list", language).join(each.code for each in card.classes),
                    ),
                ],
                screen,
            ),
        ]
    parts.append(paragraph(text("rule.more", language, name=rules[1].card.name), screen))
    return to_text([*parts], screen)


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


def rule_page(rule: Explained, language: Language, marks: Marks, screen: Screen) -> str:
    """One rule: source, needs, arithmetic, classes, notes, and its example worked out."""
    card, verdict = rule
    lines: list[Line] = [
        (text("rule.source", language), localized(card.source, language)),
        (text("rule.needs", language), _needs(card, language)),
    ]
    arithmetic: list[Line] = [
        (formula.symbol, f"{plain(formula, marks)}    {_symbol(formula.symbol, language, marks)}")
        for formula in card.formulas
    ]
    arithmetic += [(symbol, _symbol(symbol, language, marks)) for symbol in _operands(card)]
    classes: list[Line] = [
        (each.code, signs(_class(each, language), marks)) for each in card.classes
    ]
    parts = [
        paragraph(f"{card.name}  {localized(card.title, language)}", screen, "bold"),
        definitions(lines, screen),
        paragraph("", screen),
        paragraph(text("rule.arithmetic", language), screen),
        definitions(arithmetic, screen),
        paragraph("", screen),
        paragraph(text("rule.classes", language), screen),
        definitions(classes, screen),
    ]
    if card.scores:
        scale = [("", signs(_score(each, language), marks)) for each in card.scores]
        parts += [
            paragraph("", screen),
            paragraph(text("rule.scores", language), screen),
            definitions(scale, screen),
        ]
    if card.notes:
        notes = [signs(localized(note, language), marks) for note in card.notes]
        parts += [paragraph("", screen), *(paragraph(note, screen) for note in notes)]
    if card.example:
        shown = [("", line) for line in workings(card, verdict, None, language, marks)]
        parts += [
            paragraph("", screen),
            paragraph(signs(_example(card.example, language), marks), screen),
            definitions(shown, screen),
        ]
    return to_text([*parts], screen)


def _class(each: Class, language: Language) -> str:
    closest = text(f"status.{each.common}", language)
    label, condition = localized(each.label, language), localized(each.condition, language)
    aside = text("rule.closest", language, status=closest)
    brackets = (text("open", language), text("close", language))
    return f"{label}{text('colon', language)}{condition}{brackets[0]}{aside}{brackets[1]}"


def _symbol(symbol: str, language: Language, marks: Marks) -> str:
    """What a symbol of the formulas stands for."""
    return signs(text(f"symbol.{symbol}", language), marks)


def _score(each: Score, language: Language) -> str:
    return f"{localized(each.condition, language)}{text('colon', language)}{each.expression}"


def _operands(card: Card) -> Iterator[str]:
    """Symbols that the formulas start from, each once."""
    made = {formula.symbol for formula in card.formulas}
    seen: set[str] = set()
    for formula in card.formulas:
        for _, symbol, _, _ in Formatter().parse(formula.expression):
            if symbol and symbol not in made | seen:
                seen.add(symbol)
                yield symbol


def _example(example: Example, language: Language) -> str:
    """What the example is, with its figures and their source."""
    figures, unit = example.figures, localized(example.unit, language)

    def point(value: str, year: str) -> str:
        return f"{figures[value]} {unit} ({figures[year]})".replace("  ", " ")

    facts = [localized(example.name, language)]
    if "baseline" in figures:
        facts.append(f"{text('show.baseline', language)} {point('baseline', 'start_year')}")
    window, years = figures.get("window"), figures.get("window_years")
    if isinstance(window, tuple) and isinstance(years, tuple):
        series = text("list", language).join(map(numbers.as_stated, window))
        facts.append(f"{years[0]}–{years[-1]} {series} {unit}")
    else:
        facts.append(f"{text('show.latest', language)} {point('latest', 'latest_year')}")
    facts.append(f"{text('show.target', language)} {point('target', 'target_year')}")
    source = localized(example.source, language)
    head = f"{text('rule.example', language)}{text('colon', language)}"
    body = text("comma", language).join(facts)
    return f"{head}{body}{text('open', language)}{source}{text('close', language)}"


def rules_json(rules: Sequence[Explained]) -> str:
    """The rules as one document."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "rules": [
            {
                "name": card.name,
                "title": card.title._asdict(),
                "source": card.source._asdict(),
                "needs": card.needs._asdict(),
                "formulas": [formula._asdict() for formula in card.formulas],
                "classes": [
                    {
                        **each._asdict(),
                        "label": each.label._asdict(),
                        "condition": each.condition._asdict(),
                    }
                    for each in card.classes
                ],
                "scores": [
                    {"condition": each.condition._asdict(), "expression": each.expression}
                    for each in card.scores
                ],
                "notes": [note._asdict() for note in card.notes],
            }
            for card, _ in rules
        ],
    }
    return dump(document)
