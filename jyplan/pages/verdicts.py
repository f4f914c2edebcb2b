"""What rules find, in words and figures: columns, contrasts, workings."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from jyplan.pages.columns import Field
from jyplan.pages.page import Cell, ShownFigure
from jyplan.pages.view import View, absent, bracketed, quantity, status_cell
from jyplan.statuses import BY_CODE
from jyplan.texts import numbers
from jyplan.texts.rules import condition_of, label_of, measure_of, title_of
from jyplan.texts.words import GLUE, localized, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.engine.rules.card import Card, CardFormula, Class
    from jyplan.results import Assessment, Verdict
    from jyplan.texts.rules import Aspect
    from jyplan.texts.words import Language


def keys_of(view: View) -> list[str]:
    """The columns of a report by rules, in the order in which they are shown.

    Where nothing is reported, the baselines are all that there is to see.
    """
    figures = "latest" if view.report.observed else "baseline"
    return ["indicator", figures, "target", *(card.name for card in view.report.rules)]


def fields_of(view: View) -> dict[str, list[Field]]:
    """The columns of every rule: value, score and class of a single one, else the class alone."""
    cards = view.report.rules
    if len(cards) != 1:
        return {card.name: [_class_column(card, card.name)] for card in cards}
    (card,) = cards
    found = [item.verdicts[0] for item in view.report.assessments]
    columns = []
    if any(verdict.value is not None for verdict in found):
        columns.append(_value_column(card))
    if any(verdict.score is not None for verdict in found):
        columns.append(_score_column(card))
    return {card.name: [*columns, _class_column(card, None)]}


def verdict_of(item: Assessment, rule: str) -> Verdict:
    """What one of the rules finds of an indicator."""
    return next(verdict for verdict in item.verdicts if verdict.rule == rule)


def card_of(view: View, rule: str) -> Card | None:
    """The card of a rule that was asked for."""
    return next((card for card in view.report.rules if card.name == rule), None)


def class_of(card: Card, code: str | None) -> Class | None:
    """The class of a code."""
    return next((each for each in card.classes if each.code == code), None)


def class_word(card: Card, verdict: Verdict, view: View) -> str:
    """The class in words; the reason, or else the measure alone, where there is none."""
    given = class_of(card, verdict.status)
    if given is None and verdict.reason is None and verdict.value is not None:
        return f"{card.symbol}{GLUE}{figure(verdict.value, 'number', None, view.language)}"
    if given is None:
        return view.reason(verdict.reason)
    return label_of(card.name, given.code, view.language)


def class_cell(card: Card, verdict: Verdict, view: View) -> Cell:
    """The class with the sign and colour of the status of ours that is closest."""
    common = verdict.common or "undecided"
    shown = class_word(card, verdict, view)
    if verdict.common is None and verdict.value is not None:
        return Cell(shown)
    return status_cell(common, shown)


def formula_of(card: Card, symbol: str) -> CardFormula | None:
    """The formula of a symbol, if it is worked out."""
    return next((formula for formula in card.formulas if formula.symbol == symbol), None)


def figure(value: float, form: str, item: Assessment | None, language: Language) -> str:
    """A figure of a rule's arithmetic, as its form asks for."""
    if form == "rate":
        return numbers.percent(value, 2)
    if form == "share":
        return numbers.percent(value)
    if form == "value" and item is not None:
        places = numbers.decimals_of(item.indicator.precision) + 1
        return quantity(numbers.trimmed(value, places), localized(item.indicator.unit, language))
    return numbers.trimmed(value, 4)


def value_text(card: Card, verdict: Verdict, item: Assessment, view: View) -> str | None:
    """The rule's measure; without a target that is the growth itself."""
    if verdict.value is None:
        return None
    shown = next(
        symbol
        for symbol in (card.symbol, *reversed([formula.symbol for formula in card.formulas]))
        if verdict.terms.get(symbol) == verdict.value
    )
    formula = formula_of(card, shown)
    return figure(verdict.value, formula.form if formula else "number", item, view.language)


def _value_column(card: Card) -> Field:
    def cell(item: Assessment, view: View) -> Cell:
        shown = value_text(card, verdict_of(item, card.name), item, view)
        return absent(view) if shown is None else Cell(shown)

    return Field(f"{card.name}.value", cell, heading=lambda _: card.symbol)


def _score_column(card: Card) -> Field:
    def cell(item: Assessment, view: View) -> Cell:
        score = verdict_of(item, card.name).score
        if score is None:
            return absent(view)
        return Cell(numbers.fixed(score, 1), figure=ShownFigure(score, 1))

    return Field(f"{card.name}.score", cell, heading=lambda view: view.word("column.score"))


def _class_column(card: Card, heading: str | None) -> Field:
    def cell(item: Assessment, view: View) -> Cell:
        return _marked(card, item, view)

    return Field(
        card.name,
        cell,
        right=False,
        heading=lambda view: heading or view.word("column.status"),
    )


def _marked(card: Card, item: Assessment, view: View) -> Cell:
    """The class of a rule, with a mark where others disagree: at the harshest that is shown."""
    own = class_cell(card, verdict_of(item, card.name), view)
    shown = {each.name for each in view.report.rules}
    apart = [verdict.rule for verdict in item.contrast or () if verdict.rule in shown]
    return own._replace(text=f"{own.text} ≠") if apart[-1:] == [card.name] else own


def said_of(item: Assessment, view: View) -> list[Cell]:
    """Every rule's name and class, for one indicator."""
    cells = []
    for card in view.report.rules:
        own = _marked(card, item, view)
        cells.append(Cell(f"{card.name}{GLUE} {own.text}".replace(" ", GLUE), own.tone))
    return cells


def contrasts(view: View) -> list[str]:
    """One line for every indicator about which rules disagree, and why."""
    lines = []
    for item in view.report.assessments:
        if item.contrast is not None:
            name = localized(item.indicator.name, view.language)
            why = disagreement(item, view)
            lines.append(f"≠ {view.labelled(name, why)}")
    return lines


def disagreement(item: Assessment, view: View) -> str:
    """Why two rules disagree about an indicator; empty where none do."""
    if item.contrast is None:
        return ""
    kinder, harsher = (_said(verdict, item, view) for verdict in item.contrast)
    return view.word("rule.but", kinder=kinder, harsher=harsher)


def _said(verdict: Verdict, item: Assessment, view: View) -> str:
    """What one rule says of an indicator, as a clause."""
    progress, card = item.progress, card_of(view, verdict.rule)
    if verdict.rule == "schedule" and verdict.common == "achieved_worsening":
        return view.word("rule.worsening")
    if verdict.common == "achieved":
        return view.word("rule.met")
    if verdict.rule == "schedule" and None not in {progress.achieved_share, progress.elapsed_share}:
        achieved, elapsed = (
            numbers.percent(share or 0.0, 0)
            for share in (progress.achieved_share, progress.elapsed_share)
        )
        return measure_of("schedule", view.language, achieved=achieved, elapsed=elapsed)
    if card is None:
        status = view.word(f"status.{verdict.common}")
        return view.word("rule.says", rule=verdict.rule, label=status)
    shown = value_text(card, verdict, item, view)
    if shown is None:
        label = class_word(card, verdict, view)
        return view.word("rule.says", rule=card.name, label=label)
    return measure_of(card.name, view.language, past=_over(item), value=shown)


def _over(item: Assessment) -> bool:
    """Whether the target's year was looked at."""
    year, latest = item.target_year, item.latest
    return isinstance(year, int) and latest is not None and latest.year >= year


def legend(view: View) -> list[str]:
    """What the rules measure, and where they are explained."""
    lines = []
    for card in view.report.rules:
        title = title_of(card.name, view.language)
        measured = formula_of(card, card.symbol)
        arithmetic = f"  {card.symbol} = {plain(measured)}" if measured else ""
        lines.append(f"{card.name}{view.word('colon')}{title}{arithmetic}")
    if view.report.rules:
        lines.append(view.word("rule.more", name=view.report.rules[-1].name))
    return lines


# reasons with which the target itself is looked at, no longer the way to it
STANDING = frozenset({"achieved", "floor_per_year", "deadline_passed"})
# figures that are given, not worked out
GIVEN = frozenset({"b", "v", "T", "n", "m", "k", "d", "s", "L", "v0", "w0", "v1", "t1", "Y"})


def workings(
    card: Card, verdict: Verdict, item: Assessment | None, language: Language
) -> Iterator[str]:
    """The rule's formulas with the figures filled in, then its verdict."""
    forms = {formula.symbol: formula.form for formula in card.formulas}
    shown = {
        symbol: numbers.as_stated(value)
        if symbol in GIVEN
        else figure(value, forms.get(symbol, "number"), item, language)
        for symbol, value in verdict.terms.items()
    }
    operands = {
        symbol: bracketed(
            numbers.trimmed(verdict.terms[symbol], 4) if forms.get(symbol) == "value" else own
        )
        for symbol, own in shown.items()
    }
    for formula in card.formulas:
        # What was not worked out by this formula has not all of its figures.
        named = {name for _, name, _, _ in Formatter().parse(formula.expression) if name}
        if formula.symbol in verdict.terms and named <= operands.keys():
            filled = formula.expression.format_map(operands)
            yield f"{formula.symbol} = {filled} = {shown[formula.symbol]}"
    # an example explains the rule, and with it every condition
    yield conclusion(card, verdict, None if item is None else _aspect(verdict), language)


def _aspect(verdict: Verdict) -> Aspect:
    """What an indicator is judged by; targets of a plan always have a figure."""
    return "standing" if verdict.reason in STANDING else "condition"


def conclusion(card: Card, verdict: Verdict, aspect: Aspect | None, language: Language) -> str:
    """The class with its condition, the score, and what was put in the place of a figure."""
    given = class_of(card, verdict.status)
    sign = BY_CODE[verdict.common or "undecided"].sign
    facts = []
    if given:
        facts.append(condition_of(card.name, given.code, language, card.settable, aspect))
    if verdict.score is not None:
        facts.append(text("rule.score", language, score=numbers.trimmed(verdict.score, 2)))
    if verdict.reason:
        facts.append(text(f"reason.{verdict.reason}", language))
    aside = text("comma", language).join(facts)
    if given is None:
        return f"{sign} {aside or text('rule.no_class', language)}"
    label = label_of(card.name, given.code, language)
    brackets = (text("open", language), text("close", language)) if facts else ("", "")
    return f"{sign} {label}{brackets[0]}{aside}{brackets[1]}"


def plain(formula: CardFormula) -> str:
    """A formula with its symbols."""
    return formula.expression.replace("{", "").replace("}", "")
