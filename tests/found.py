"""What `jyplan check` says, as tests of cases look at it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from jyplan.texts.checks import CHECKS
from jyplan.texts.findings import IN_CELLS
from jyplan.texts.words import LANGUAGES

if TYPE_CHECKING:
    from jyplan.texts.words import Language

# a finding of the report as JSON
Finding: TypeAlias = dict[str, Any]

LONGEST_MESSAGE = 300
# what a sentence looks like where a value in it was empty or never filled in
HOLES = re.compile(
    r"""[{}] | None | \s\s | ^\s | \s$ | [:：,，、;；]$
    | [(（]\s*[)）] | \s[)）] | \w[?？][;；] | “\s*” | [:：]\s*[;；] | [,、]\s*[,、;；]""",
    re.VERBOSE,
)


def own_words(finding: Finding, language: Language) -> list[str]:
    """What a message of the rule always says, whatever was found."""
    pick, said_of = LANGUAGES.index(language), CHECKS[finding["code"]]
    in_cell = finding["span"] and "cell" in finding["span"]
    advice = IN_CELLS.get(finding["code"], said_of.advice) if in_cell else said_of.advice
    said = (said_of.problem[pick], advice[pick])
    pieces = [piece for part in said for piece in re.split(r"\{\w+\}", part)]
    return [words for piece in pieces if (words := piece.strip(" ,，;；"))]


def check_message(finding: Finding, language: Language) -> None:
    """Hold a message to be a whole sentence on one line, with all that its rule says."""
    message = finding["message"]
    assert len(message.splitlines()) == 1, message
    assert not HOLES.search(message), message
    assert len(message) <= LONGEST_MESSAGE, message
    assert re.search("[\u4e00-\u9fff]", message) or language == "en", message
    rest = message.lower()
    for words in own_words(finding, language):
        _, found, rest = rest.partition(words.lower())
        assert found, f"{words!r} is missing: {message}"
    if suggestion := finding["data"].get("suggestion"):
        assert re.search(rf"(?<!\w){re.escape(suggestion)}(?!\w)", message), message
