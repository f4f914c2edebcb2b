"""The words that formulas say: reasons and statuses, looked up by their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages import forms
from jyplan.pages.workbook.ranges import looked_up
from jyplan.pages.workbook.terms import Term, first, when
from jyplan.statuses import BY_PLACE, KINDS

if TYPE_CHECKING:
    from jyplan.pages.workbook.frame import BookFrame

# how targets are held against values, as people write it
SIGNS = {operator: sign for operator, sign in forms.SIGNS.items() if operator}
RANGE = "–"
# why a figure may be absent from a workbook
REASONS = (
    *("no_baseline", "no_data", "no_target", "zero_baseline", "zero_target", "crosses_zero"),
    *("undated", "floor_per_year", "same_year", "at_target", "achieved", "deadline_passed"),
    *("maintained", "not_approaching", "beyond_horizon", "before_baseline", "growth_of_growth"),
    *("undated_baseline", "no_counterpart", "years_missing", "chain_broken", "no_input"),
    "zero_divisor",
)
UNDECIDED, EARLY = "undecided", "achieved_early"


def vocabulary_of(frame: BookFrame) -> dict[str, dict[str, str]]:
    """Reasons and statuses with their words, as the sheet of words holds them."""
    view = frame.view
    statuses = {kind.code: f"{kind.sign} {view.word(f'status.{kind.code}')}" for kind in BY_PLACE}
    statuses[EARLY] = f"{KINDS[0].sign} {view.word('status.achieved_early')}"
    return {
        "reasons": {code: view.reason(code) for code in REASONS},
        "statuses": statuses,
    }


def write_words(frame: BookFrame) -> list[tuple[str, str]]:
    """Write the sheet of words; the names that formulas have for its tables."""
    draft, names = frame.drafts["words"], []
    frame.title("words")
    for number, (key, words) in enumerate(vocabulary_of(frame).items()):
        column = 3 * number
        draft.heads(2, column, [frame.said(f"words.{key}"), ""])
        for row, (code, word) in enumerate(words.items(), 3):
            draft.put(row, column, code)
            draft.put(row, column + 1, word)
        rows = 3, 2 + len(words)
        whole = draft.down(rows, column).text.partition(":")[0]
        end = draft.down(rows, column + 1).text.partition(":")[2]
        names.append((frame.said(f"name.{key}"), f"{whole}:{end}"))
    return names


def reason_word(code: Term, frame: BookFrame) -> Term:
    """Why a figure is absent, in words."""
    table = Term(frame.said("name.reasons"), "")
    return looked_up(code, table, vocabulary_of(frame)["reasons"])


def unless(code: Term, figure: Term, frame: BookFrame) -> Term:
    """A figure, or the reason why there is none."""
    return when(code.equals(""), figure, reason_word(code, frame))


def status_word(status: Term, reason: Term, early: Term, frame: BookFrame) -> Term:
    """The word of a status; where none can be told, why."""
    table, words = Term(frame.said("name.statuses"), ""), vocabulary_of(frame)["statuses"]
    return first(
        (status.equals(UNDECIDED), reason_word(reason, frame)),
        (early, words[EARLY]),
        other=looked_up(status, table, words),
    )
