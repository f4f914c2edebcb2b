"""Both languages are complete, and everything that the program can say has a text."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan.engine.codes import Reason, Status
from jyplan.engine.rules import RULES, rule_of
from jyplan.errors import RequestError
from jyplan.media.signs import ASCII, STAND_INS, Drawn, drawn_with, respelled
from jyplan.plan.catalogue import CATALOGUE
from jyplan.plan.names import NamedEntry
from jyplan.statuses import KINDS, STATUSES
from jyplan.texts import checks, drafts, findings, formulas, manual, reports, requests, rules, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKAGE = Path(__file__).parents[2] / "jyplan"


def said_of_rules() -> Iterator[tuple[str, tuple[str, str]]]:
    """Every text about a rule set, by where it stands."""
    for rule, said in rules.RULES.items():
        yield from ((f"{rule}.{part}", getattr(said, part)) for part in ("title", "source"))
        yield f"{rule}.measure", said.measure
        if said.past:
            yield f"{rule}.past", said.past
        for part, pair in said.example._asdict().items():
            yield f"{rule}.example.{part}", pair
        for code, given in said.classes.items():
            pairs = given._asdict().items()
            yield from ((f"{rule}.{code}.{part}", pair) for part, pair in pairs if pair)
        yield from ((f"{rule}.scores.{code}", pair) for code, pair in said.scores.items())
        yield from ((f"{rule}.notes.{n}", pair) for n, pair in enumerate(said.notes))


TABLES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "messages": words.TEXTS,
    "manual": manual.MANUAL,
    "requests": requests.TEXTS,
    **{
        f"{part} of checks": {
            code: pair for code, said in checks.CHECKS.items() if any(pair := getattr(said, part))
        }
        for part in ("title", "problem", "advice", "help")
    },
    "words of findings": findings.WORDS,
    "words of checks": formulas.WORDS,
    "around checks": reports.TEXTS,
    "drafts": drafts.TEXTS,
    "rules": dict(said_of_rules()),
    "syntax": {kind: problem for kind, (problem, _) in findings.SYNTAX.items()},
    "remedies of syntax": {
        kind: remedy for kind, (_, remedy) in findings.SYNTAX.items() if any(remedy)
    },
    "suggestion": {"did_you_mean": requests.DID_YOU_MEAN},
}
ENTRIES = [(table, key) for table, texts in TABLES.items() for key in texts]
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def constant(node: ast.AST) -> str | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None


def named(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and named(node) == name:
                yield path, node


@pytest.mark.parametrize(("table", "key"), ENTRIES)
def test_both_languages_say_the_same(table: str, key: str) -> None:
    pair = TABLES[table][key]
    assert len(pair) == 2
    zh, en = pair
    assert placeholders(zh) == placeholders(en)
    # Nothing goes by position, nothing is formatted in a text.
    assert all(name.isidentifier() for name in placeholders(zh))
    assert zh
    assert en
    assert not CHINESE.search(en)


# what needs no Chinese sign: signs, names and codes
SAME_IN_CHINESE = {
    "show.own",
    "origin.option",
    "origin.environment",
}


@pytest.mark.parametrize(("table", "key"), ENTRIES)
def test_chinese_is_chinese(table: str, key: str) -> None:
    zh, en = TABLES[table][key]
    words = re.sub(r"{\w+}", "", zh)
    if re.search(r"[A-Za-z]{2,}", words) or zh != en:
        assert CHINESE.search(words) or key in SAME_IN_CHINESE or not re.search(r"\w", words)


def test_every_request_error_has_a_text() -> None:
    codes = set()
    for path, call in [*calls("RequestError"), *calls("SurroundingsError")]:
        code = constant(call.args[0])
        assert code is not None, f"{path}: the code is worked out"
        codes.add(code)
        given = {keyword.arg for keyword in call.keywords}
        # The nearest of the known names is looked for where the text is made.
        made = {"suggestion", "choices"} if "known" in given else set()
        # An option is named before what is said of it.
        made |= {"where"} if "option" in given else set()
        assert given | made >= placeholders(requests.TEXTS[code][0]), (path, code)
    assert codes
    # `no_readings` stands in for `unknown_reading` where there is nothing to choose.
    assert set(requests.TEXTS) == codes | {"no_readings"}


def test_every_request_error_can_be_said_in_both_languages() -> None:
    for _, call in calls("RequestError"):
        code = constant(call.args[0])
        assert code is not None
        data: dict[str, object] = {str(keyword.arg): "x" for keyword in call.keywords}
        if "known" in data:
            data["known"] = ["a", "b"]
        for language in words.LANGUAGES:
            said = requests.request_text(RequestError(code, **data), language)
            assert said
            assert "{" not in said
            assert "\n" not in said


def test_suggestions_are_made_only_where_there_is_one() -> None:
    named = [NamedEntry("hnte", ("高新技术企业", "High-tech enterprises"))]
    with_one = RequestError("unknown_indicator", option="", value="hntee", known=named)
    without = RequestError("unknown_indicator", option="", value="hntee", known=[])
    assert requests.request_text(with_one, "zh").startswith(
        "没有指标“hntee”，是不是 hnte 高新技术企业？"
    )
    assert requests.request_text(with_one, "en").startswith(
        "there is no indicator “hntee”; did you mean hnte High-tech enterprises? ("
    )
    assert requests.request_text(without, "zh").startswith("没有指标“hntee”（")
    assert "mean" not in requests.request_text(without, "en")


def test_every_finding_has_a_text() -> None:
    codes = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            value = constant(node)
            if value is not None and re.fullmatch(r"JY\d{3}", value):
                codes.add(value)
    found = {code for code in codes if not code.startswith("JY9")}
    assert found == set(checks.CHECKS) == set(CATALOGUE)


def test_every_word_that_is_asked_for_exists() -> None:
    for name in ("word", "text"):
        for path, call in calls(name):
            if "render" not in path.parts and "cli" not in path.parts:
                continue
            if path.name in {"finding_texts.py", "formulas.py"} or not call.args:
                continue
            key = constant(call.args[0])
            if key is None or (name == "text" and path.name == "json.py"):
                continue
            assert key in words.TEXTS, f"{path.name}: {key}"
            given = {keyword.arg for keyword in call.keywords}
            assert given == placeholders(words.TEXTS[key][0]), f"{path.name}: {key}"


def test_every_word_is_asked_for() -> None:
    """As it stands, or by what a key begins with."""
    whole, beginnings = set(), set()
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and (begin := constant(node.values[0])):
                beginnings.add(begin)
            elif path.parent.name != "texts" and (value := constant(node)):
                whole.add(value)
    spelt = tuple(begin for begin in beginnings if "." in begin.rstrip("."))
    spelt += tuple(begin for begin in beginnings if re.fullmatch(r"\w+\.", begin))
    assert [key for key in words.TEXTS if key not in whole and not key.startswith(spelt)] == []


def test_every_rule_has_its_texts_and_no_more() -> None:
    assert list(rules.RULES) == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_texts_of_a_rule_are_those_that_its_card_asks_for(rule: str) -> None:
    card, said = rule_of(rule).card, rules.RULES[rule]
    assert list(said.classes) == [each.code for each in card.classes]
    assert list(said.scores) == [each.code for each in card.scores]
    named = set[str]().union(*(placeholders(each.condition[0]) for each in said.classes.values()))
    assert named == set(card.settable)
    figures = {"elapsed", "achieved"} if rule == "schedule" else {"value"}
    assert placeholders(said.measure[0]) == figures
    assert said.past is None or placeholders(said.past[0]) == figures


def test_no_text_stands_in_the_engine() -> None:
    """What has a Chinese side belongs among the texts; docstrings may quote."""
    for path, tree in trees():
        if "engine" not in path.parts:
            continue
        documented = [
            node.body[0].value
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and isinstance(node.body[0], ast.Expr)
        ]
        said = {
            value
            for node in ast.walk(tree)
            if node not in documented and (value := constant(node)) is not None
        }
        assert not [value for value in said if CHINESE.search(value)], path


def test_every_purpose_that_is_asked_for_exists() -> None:
    keys = set()
    for name in ("Option", "Argument"):
        for path, call in calls(name):
            helps = [constant(word.value) for word in call.keywords if word.arg == "help"]
            assert len(helps) == 1, path
            assert helps[0] in manual.MANUAL
            keys.add(helps[0])
    unused = {key for key in manual.MANUAL if key.startswith(("option.", "argument."))} - keys
    assert unused == {"option.help"}  # said by the page itself


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason])
def test_every_reason_has_words(reason: Reason) -> None:
    assert f"reason.{reason.name.lower()}" in words.TEXTS


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words_and_a_sign(status: Status) -> None:
    code = status.name.lower()
    assert f"status.{code}" in words.TEXTS
    assert code in [*STATUSES, "undecided"]


def test_every_sign_has_a_plain_spelling() -> None:
    for sign, plain in zip(Drawn(), ASCII, strict=True):
        assert plain.isascii()
        # Signs that stand one to a cell are replaced one by one.
        assert len(sign) == len(plain)
    assert all(plain.isascii() for plain in STAND_INS.values())
    assert drawn_with("utf-8") == Drawn()
    assert drawn_with("ascii") == drawn_with("no-such-encoding") == ASCII
    for encoding in ("gbk", "gb18030", "latin-1"):
        "".join(drawn_with(encoding)).encode(encoding)
        respelled("".join(STAND_INS), encoding).encode(encoding)


def test_signs_of_statuses_differ_also_where_they_are_plain() -> None:
    judged = [kind.sign for kind in KINDS if kind.stands]
    for shown in (judged, [STAND_INS[sign] for sign in judged]):
        assert len(set(shown)) == len(shown)
    # One sign never means two things.
    assert not {kind.sign for kind in KINDS} & set("×−–≥≤≈≠±→")
