"""Whatever the bytes: no traceback, no place outside the text, no silent conversion."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jyplan.plan.faults import SYNTAX_KINDS
from jyplan.plan.scalars import Suspect
from jyplan.plan.source import parse

Loader: TypeAlias = Any

VALID = """# 计划
schema: 1
指标:
  - id: &a firms
    名称: "规模以上 😀 企业"
    目标: {2023: 320, 2025: 3.5}
  - id: *a
    note: >-
      一
      二
"""
ODD = "\t \r\n:-?[]{},&*!|>'\"%@`#\\xu0\u3000\u00a0\u202f\ufeff\x00\u2028😀：甲1.~<"
either = st.sampled_from([yaml.CSafeLoader, yaml.SafeLoader])
scalars = st.none() | st.booleans() | st.text() | st.text("0123456789.:_-+eExobnaNyY, %") | (
    st.integers(-(10**15) + 1, 10**15 - 1)
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.integers(-9, 9999), inside, max_size=4)
    ),
    max_leaves=12,
)


def locs(value: object) -> list[tuple[str | int, ...]]:
    children: Any = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    return [(), *((key, *rest) for key, child in children for rest in locs(child))]


def check(data: bytes, loader: Loader) -> None:
    document, findings = parse(data, "x", loader=loader)
    assert document is not None or findings
    text = data.decode(errors="replace").removeprefix("\ufeff")
    lines = re.split("\r\n|\n|\r", text)
    spans = [finding.span for finding in findings]
    assert spans == sorted(spans)
    for finding in findings:
        assert finding.data.get("kind", "other") in SYNTAX_KINDS
        assert not finding.excerpt or len(finding.excerpt) == min(2, finding.span.line)
    if document is not None:
        for loc in locs(document.value):
            spans += [document.span(loc), document.span((*loc, "没有", 0), key=True)]
    for span in spans:
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= span.end_column <= len(lines[span.line - 1]) + 1
        # Nothing is pointed at with no width, unless there is nothing.
        assert (
            span.column < span.end_column or not lines[span.line - 1].strip() or span[1:3] == (1, 1)
        )


@given(st.binary(max_size=200), either)
def test_any_bytes(data: bytes, loader: Loader) -> None:
    check(data, loader)


@settings(max_examples=400)
@given(st.text(ODD, max_size=40), either)
@example("!%FF%41 a", yaml.SafeLoader)
@example('"\\U00110000"', yaml.SafeLoader)
def test_any_text_of_indicators(text: str, loader: Loader) -> None:
    check(text.encode(), loader)


@settings(max_examples=400)
@given(st.data(), either)
def test_mutated_files(data: st.DataObject, loader: Loader) -> None:
    text = VALID
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, min(start + 6, len(text))))
        text = text[:start] + data.draw(st.text(ODD, max_size=4)) + text[stop:]
    check(text.encode(), loader)


@given(values, st.booleans())
def test_round_trip(value: object, flow: bool) -> None:  # noqa: FBT001
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=40)
    document, findings = parse(text.encode(), "x")
    codes = {finding.code for finding in findings}
    # PyYAML writes a few texts plain that other readers convert, and escapes hidden ones.
    if codes:
        assert codes <= {"JY007", "JY009", "JY103", *(f"JY11{i}" for i in range(7))}
        assert "JY009" not in codes or value is None
    else:
        assert document is not None
        assert document.value == value


@settings(max_examples=1500)
@given(st.text("0123456789._:-+eExobnaifNsFtTrRuUyYOlL ", min_size=1, max_size=12))
@example("1_0.5e+3")
@example("190:20:30.15")
@example("0x_1F")
@example("2001-1-2 1:02:03 +1")
def test_whatever_yaml_1_1_would_convert_is_refused_or_means_the_same(text: str) -> None:
    try:
        theirs = yaml.safe_load(f"- {text}")
    except (yaml.YAMLError, ValueError):
        return
    if type(theirs) is not list or isinstance(theirs[0], (str, list, dict)):
        return
    [theirs] = theirs
    document, _ = parse(f"- {text}".encode(), "x")
    assert document is not None
    assert isinstance(document.value, list)
    [ours] = document.value
    if type(ours) is str:
        # spellings of nothing that a number or a text field refuses or keeps by itself
        assert text.strip().lower() == "null"
    elif not isinstance(ours, Suspect):
        assert (type(ours), ours) == (type(theirs), theirs)


# Only on what is well formed: the parsers read tabs and broken headers differently.
@given(values, st.booleans())
def test_the_parsers_agree_on_values_and_places(value: object, flow: bool) -> None:  # noqa: FBT001
    data = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=40).encode()
    ours, found = parse(data, "x", loader=yaml.CSafeLoader)
    theirs, also = parse(data, "x", loader=yaml.SafeLoader)
    assert found == also
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert ours.value == theirs.value
        for loc in locs(ours.value):
            for key in (False, True):
                assert ours.span(loc, key=key) == theirs.span(loc, key=key)
