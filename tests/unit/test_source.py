"""Each code at its place, each trap by name, and what reads without a finding."""

from __future__ import annotations

import copy
import os
import pickle
import socket
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml

from jyplan.plan import source
from jyplan.plan.faults import SYNTAX_KINDS
from jyplan.plan.files import MAX_BYTES, read
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.scalars import Suspect
from jyplan.plan.source import MAX_DEPTH, MAX_NODES, parse, understood

if TYPE_CHECKING:
    from pathlib import Path

# PyYAML's parsers share no base; what a text holds, each test knows.
Loader: TypeAlias = Any
Value: TypeAlias = Any
LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]
both = pytest.mark.parametrize("loader", LOADERS, ids=["c", "python"])


def found(text: str | bytes, loader: Loader = source.LOADER) -> list[tuple[object, ...]]:
    """Code, line, column, end column and data of each finding."""
    data = text if isinstance(text, bytes) else text.encode()
    document, findings = parse(data, "plan.yaml", loader=loader)
    assert document is not None or findings
    for finding in findings:
        assert finding.severity is Severity.ERROR
        assert finding.span.path == "plan.yaml"
        assert len(finding.excerpt) <= 2
    return [(f.code, *f.span[1:4], dict(f.data)) for f in findings]


def value(text: str, loader: Loader = source.LOADER) -> Value:
    document, findings = parse(text.encode(), "plan.yaml", loader=loader)
    assert findings == []
    assert document is not None
    return document.value


def scalar(text: str) -> Value:
    document, _ = parse(f"- {text}".encode(), "plan.yaml")
    assert document is not None
    assert isinstance(document.value, list)
    return document.value[0]


def nbsp(column: int, end: int, line: int = 1) -> tuple[object, ...]:
    return ("JY007", line, column, end, {"codepoint": "U+00A0", "name": "NO-BREAK SPACE"})


WIDE = {"codepoint": "U+3000", "name": "IDEOGRAPHIC SPACE"}

# text, then what is found: code, line, column, end column, data
CASES: list[tuple[str, list[tuple[object, ...]]]] = [
    (
        "甲: 😀\u202f乙\n",
        [("JY007", 1, 5, 6, {"codepoint": "U+202F", "name": "NARROW NO-BREAK SPACE"})],
    ),
    ("甲: 1 # \x1b[31m\n", [("JY007", 1, 8, 9, {"codepoint": "U+001B", "name": ""})]),
    (
        "甲: 1\n乙: \u202e\u202e1\n",
        [("JY007", 2, 4, 6, {"codepoint": "U+202E", "name": "RIGHT-TO-LEFT OVERRIDE"})],
    ),
    ("甲: 1\u00ad\n", [("JY007", 1, 5, 6, {"codepoint": "U+00AD", "name": "SOFT HYPHEN"})]),
    (
        "甲: 1 #\U000e0041\n",
        [("JY007", 1, 7, 8, {"codepoint": "U+E0041", "name": "TAG LATIN CAPITAL LETTER A"})],
    ),
    (
        "甲: 1 #\u206e\n",
        [("JY007", 1, 7, 8, {"codepoint": "U+206E", "name": "NATIONAL DIGIT SHAPES"})],
    ),
    ("甲: 1\u2028\n", [("JY007", 1, 5, 6, {"codepoint": "U+2028", "name": "LINE SEPARATOR"})]),
    ("甲: \x851\n", [("JY007", 1, 4, 5, {"codepoint": "U+0085", "name": ""})]),
    (
        "\ufeff\ufeff甲: 1\n",
        [("JY007", 1, 1, 2, {"codepoint": "U+FEFF", "name": "ZERO WIDTH NO-BREAK SPACE"})],
    ),
    ('甲: "\\e[31m"\n', [("JY007", 1, 4, 12, {"codepoint": "U+001B", "name": ""})]),
    ("甲: 乙\u00a0\n", [nbsp(5, 6)]),
    ("甲\u3000: 乙\n", [("JY007", 1, 2, 3, WIDE)]),
    ("甲: \u3000\u3000320\n", [("JY007", 1, 4, 6, WIDE)]),
    ("甲: '\u3000乙' # \u00a0\n丙: 一\u3000二\n", []),
    ("甲: 1\n---\n乙: 2\n", [("JY008", 2, 1, 4, {})]),
    ("", [("JY009", 1, 1, 1, {})]),
    ("# 只有注释\n", [("JY009", 1, 1, 1, {})]),
    ("---\n", [("JY009", 1, 1, 1, {})]),
    ("甲: &a [1]\n<<: *a\n", [("JY012", 2, 1, 3, {})]),
    (
        "甲: &a !!python/object:os.system x\n",
        [("JY013", 1, 7, 32, {"tag": "!!python/object:os.system"})],
    ),
    ("甲: !x {乙: 1}\n", [("JY013", 1, 4, 6, {"tag": "!x"})]),
    ("甲: !<tag:x,y> [1]\n", [("JY013", 1, 4, 14, {"tag": "!<tag:x,y>"})]),
    ("甲: &a [1, *a]\n", [("JY014", 1, 11, 13, {})]),
    (
        "甲: *b\n",
        [("JY006", 1, 4, 6, {"problem": "found undefined alias", "kind": "undefined_alias"})],
    ),
    (
        '甲: 1\n乙: 2\n甲: 3\n"甲": 4\n',
        [
            ("JY103", 3, 1, 2, {"key": "甲", "first_line": 1}),
            ("JY103", 4, 1, 4, {"key": "甲", "first_line": 1}),
        ],
    ),
    ("甲: {1: a, '1': b}\n", [("JY103", 1, 11, 14, {"key": "1", "first_line": 1})]),
    ("甲: 010\n", [("JY110", 1, 4, 7, {"text": "010", "suggestion": "10"})]),
    (
        "甲: [0o17, 0x1F, 0b1]\n",
        [
            ("JY110", 1, 5, 9, {"text": "0o17", "suggestion": "15"}),
            ("JY110", 1, 11, 15, {"text": "0x1F", "suggestion": "31"}),
            ("JY110", 1, 17, 20, {"text": "0b1", "suggestion": "1"}),
        ],
    ),
    (
        "甲: 12:30:45\n乙: 1:30\n",
        [
            ("JY111", 1, 4, 12, {"text": "12:30:45"}),
            ("JY111", 2, 4, 8, {"text": "1:30"}),
        ],
    ),
    (
        "no: TRUE\n",
        [
            ("JY112", 1, 1, 3, {"text": "no", "suggestion": "false"}),
            ("JY112", 1, 5, 9, {"text": "TRUE", "suggestion": "true"}),
        ],
    ),
    ("甲: 1_000\n", [("JY113", 1, 4, 9, {"text": "1_000", "suggestion": "1000"})]),
    (
        "甲: 2023-01-01\n乙: 2023-01-01T10:00:00Z\n",
        [
            ("JY114", 1, 4, 14, {"text": "2023-01-01"}),
            ("JY114", 2, 4, 24, {"text": "2023-01-01T10:00:00Z"}),
        ],
    ),
    (
        "甲: [.nan, -.INF, nan]\n",
        [
            ("JY115", 1, 5, 9, {"text": ".nan"}),
            ("JY115", 1, 11, 16, {"text": "-.INF"}),
            ("JY115", 1, 18, 21, {"text": "nan"}),
        ],
    ),
    ("? [甲]\n: 1\n", [("JY116", 1, 3, 4, {})]),
    (
        "甲: {1.5: a, true: b, ~: c}\n",
        [
            ("JY116", 1, 5, 8, {}),
            ("JY116", 1, 13, 17, {}),
            ("JY116", 1, 22, 23, {}),
        ],
    ),
]


@both
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_code_place_and_data(text: str, expected: list[tuple[object, ...]], loader: Loader) -> None:
    assert found(text, loader) == expected
    crlf = text.replace("\n", "\r\n")
    assert found(crlf, loader) == expected
    if not text.startswith("\ufeff"):
        assert found("\ufeff" + text, loader) == expected


# text, kind, line, column, end column
SYNTAX = [
    ("甲:\n\t- 乙\n", "tab", 2, 1, 2),
    ("甲:\n  乙: 1\n 丙: 2\n", "indentation", 3, 2, 3),
    ("- 甲\n乙: 1\n", "indentation", 2, 1, 2),
    ("甲: '乙' 丙\n", "extra_text", 1, 8, 9),
    ("甲: - 乙\n", "misplaced_indicator", 1, 4, 5),
    ("甲: 1\n乙: '丙\n\n", "unclosed_quote", 2, 4, 5),
    ("甲: 1\n乙: [1, 2\n丙: 3\n", "unclosed_bracket", 2, 4, 5),
    ("甲: {乙: 1", "unclosed_bracket", 1, 4, 5),
    ("甲: 乙: 丙\n", "mapping_value", 1, 5, 6),
    ("甲: 1\n  乙丙\n丁\n", "missing_colon", 3, 1, 2),
    ("甲: 1\n乙：2\n丙: 3\n", "fullwidth_colon", 2, 2, 3),
    ("甲：1\n乙: 2\n", "fullwidth_colon", 1, 2, 3),
    ("甲: 1\n乙:2\n丙: 3\n", "colon_space", 2, 2, 3),
    ("甲: !e!x 1\n", "unknown_tag_handle", 1, 4, 5),
    ("甲: @乙\n", "reserved_character", 1, 4, 5),
    ("甲: &乙 1\n", "anchor_name", 1, 5, 6),
    ("甲: |x\n", "block_header", 1, 5, 6),
    ("甲: ]\n", "other", 1, 4, 5),
]


@both
@pytest.mark.parametrize(("text", "kind", "line", "column", "end"), SYNTAX)
def test_syntax_error(  # noqa: PLR0913, PLR0917 a row of the table
    text: str, kind: str, line: int, column: int, end: int, loader: Loader
) -> None:
    document, [finding] = parse(text.encode(), "plan.yaml", loader=loader)
    assert document is None
    assert finding.code == "JY006"
    assert finding.data["kind"] == kind
    assert finding.data["problem"]
    assert finding.span == Span("plan.yaml", line, column, end)
    assert set(finding.data) == {"problem", "kind"}
    assert kind in SYNTAX_KINDS


def test_escapes_and_directives_have_their_kinds() -> None:
    assert found('甲: "\\q"')[0][-1] == {
        "problem": "found unknown escape character",
        "kind": "bad_escape",
    }
    assert found("%FOO\n--- 1\n")[0][-1]["kind"] == "directive"  # type: ignore[index]
    # Converting these breaks PyYAML's own parser, not ours.
    for escape in ('"\\UFFFFFFFF"', '"\\ud800"', "%YAML 1." + "9" * 5000 + "\n--- 1"):
        assert found(escape, yaml.SafeLoader)
        assert found(escape, yaml.CSafeLoader)


def test_a_wide_space_behind_a_colon_is_named_beside_the_syntax_error() -> None:
    codes = [f[0] for f in found("甲: 1\n乙:\u3000320\n丙: 3\n")]
    assert codes == ["JY006", "JY007"]


def test_findings_before_a_syntax_error_are_kept() -> None:
    assert [f[0] for f in found("甲: no\n甲: 010\n乙: [1\n")] == [
        "JY112",
        "JY103",
        "JY110",
        "JY006",
    ]


@pytest.mark.parametrize(
    ("data", "place", "offset", "byte", "gbk"),
    [
        ("甲: 1\n名称: 工业".encode("gb18030"), (1, 1, 2), 0, "BC", True),
        ("甲: 1\n乙: ".encode() + b"\xff\n", (2, 4, 5), 12, "FF", False),
        (b"\xef\xbb\xbfa: \xff", (1, 4, 5), 6, "FF", False),
    ],
)
def test_not_utf_8(data: bytes, place: tuple[int, ...], offset: int, byte: str, gbk: bool) -> None:  # noqa: FBT001
    expected = {"offset": offset, "byte": byte, "gbk": gbk, "encoding": None}
    assert found(data) == [("JY005", *place, expected)]


@pytest.mark.parametrize(
    ("encoding", "mark", "named"),
    [
        ("utf-16-le", "\ufeff", "UTF-16"),
        ("utf-16-be", "\ufeff", "UTF-16"),
        ("utf-32-le", "\ufeff", "UTF-32"),
        ("utf-32-be", "\ufeff", "UTF-32"),
        ("utf-16-le", "", "UTF-16LE"),
        ("utf-16-be", "", "UTF-16BE"),
    ],
)
@pytest.mark.parametrize("text", ["甲: 1\n名称: 工业\n", "schema: 1\nyear: 2022\n"])
def test_wide_encodings_are_named(text: str, encoding: str, mark: str, named: str) -> None:
    [(code, *place, data)] = found((mark + text).encode(encoding))
    assert (code, place) == ("JY005", [1, 1, 2])
    assert data == {
        "offset": 0,
        "byte": f"{(mark + text).encode(encoding)[0]:02X}",
        "gbk": False,
        "encoding": named,
    }


@pytest.mark.parametrize(
    ("data", "sort"),
    [
        (b"PK\x03\x04\0\0[Content_Types].xml xl/workbook.xml", "workbook"),
        (b"PK\x03\x04\0\0[Content_Types].xml word/document.xml", "word"),
        (b"PK\x03\x04\0\0anything", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old_office"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    ],
)
def test_files_of_other_programs_are_named(data: bytes, sort: str) -> None:
    assert found(data) == [("JY015", 1, 1, 2, {"sort": sort})]


def test_full_width_colons_are_one_finding() -> None:
    text = "# 填报\nschema：1\nyear：2022\nvalues：\n  firms：140\n  note: 一：二\n"
    data = {"problem": "", "kind": "fullwidth_colons", "first": 2, "last": 5, "number": 4}
    assert found(text) == [("JY006", 2, 7, 8, data)]
    # a text is a text
    assert found("a: 一：二\nb: 三：四\n") == []


@both
def test_limits(loader: Loader) -> None:
    nodes = "[" + "1," * MAX_NODES + "]"
    assert [f[0] for f in found(nodes, source.LOADER)] == ["JY010"]
    assert value("[" + "1," * (MAX_NODES - 1) + "]")[-1] == 1
    deep = "[" * (MAX_DEPTH + 1)
    assert found(deep, loader) == [("JY011", 1, 41, 42, {"limit": MAX_DEPTH})]
    fits = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert value(fits, loader) != []
    big = b" " * (MAX_BYTES + 1)
    assert found(big, loader)[0][-1] == {"size": MAX_BYTES + 1, "limit": MAX_BYTES}


@both
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 3_000, "JY011"),
        ("a:\n  - " + "[{b: " * 1_500, "JY011"),
        ("a:\n  - " + "[" * 39 + "@", "JY011"),
        ("a:\n  - " + "[" * 38 + "@", "JY006"),
        ("a: ['" + "[" * 50 + "', @]", "JY006"),
        ('a: ["' + "[" * 50 + '", @]', "JY006"),
        ("a: [" + "[], " * 50 + "@]", "JY006"),
    ],
    ids=range(7),
)
def test_too_deep_is_told_whoever_notices_first(text: str, code: str, loader: Loader) -> None:
    assert [finding[0] for finding in found(text, loader)] == [code]


@both
def test_aliases_count_as_what_they_expand_to(loader: Loader) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    assert found("\n".join(rows), loader) == [("JY010", 6, 10, 13, {"limit": MAX_NODES})]
    deep = ["a0: &a0 []", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 60))]
    # a38 is 39 deep below the root
    assert found("\n".join(deep), loader) == [("JY011", 40, 12, 16, {"limit": MAX_DEPTH})]


def test_hostile_texts_end_in_findings() -> None:
    texts = [
        "[" * 4_000_000,
        "- " * 2_000_000,
        "{甲: " * 600_000,
        "[甲: " + "1:" * 1_900_000,
        "\0\n" * 2_000_000,
        "\n" * 4_000_000 + "]",
        "[" + "no," * 1_300_000,
        "? a\n" * 1_000_000,
        "a: '" + "x" * 4_000_000,
        "*" * 4_000_000,
        "a:\n" * 1_300_000,
        "!x " * 1_300_000,
    ]
    for text in texts:
        assert found(text), text[:20]


@both
def test_plain_values(loader: Loader) -> None:
    text = """
整数: 320
负数: -5
正数: +5
小数: 3.50
零: 0
真: true
假: false
空:
波浪: ~
无: null
文本: 一 二 # 注释
引号: 'no'
多行: |
  甲
  乙
列表: [1, [2], {三: 3}]
横: a - b
版本: 1.2.3
2024: 年
长: "null"
十五位: 123456789012345
"""
    loaded = value(text, loader)
    expected = {
        "整数": 320,
        "负数": -5,
        "正数": 5,
        "小数": 3.5,
        "零": 0,
        "真": True,
        "假": False,
        "空": None,
        "波浪": None,
        "无": None,
        "文本": "一 二",
        "引号": "no",
        "多行": "甲\n乙\n",
        "列表": [1, [2], {"三": 3}],
        "横": "a - b",
        "版本": "1.2.3",
        2024: "年",
        "长": "null",
        "十五位": 123456789012345,
    }
    # repr tells True from 1 and 5 from 5.0
    assert repr(loaded) == repr(expected)


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("1e6", "JY124", "1000000"),
        ("1.5e3", "JY124", "1500"),
        ("-1.25E-2", "JY124", "-0.0125"),
        ("1e999999999999", "JY124", ""),
        ("1e15", "JY124", "1000000000000000"),
        ("0e0", "JY124", "0"),
        ("1,234", "JY121", "1234"),
        ("-1,234,567.8", "JY121", "-1234567.8"),
        ("3,5", "JY131", "3.5"),
        ("1 234", "JY121", "1234"),
        ("0,500", "JY131", "0.500"),
        ("1，234", "JY121", "1234"),
        ("3%", "JY122", "3"),
        ("3 %", "JY122", "3"),
        ("3.5％", "JY122", "3.5"),
        ("３２０", "JY123", "320"),
        ("３.５", "JY123", "3.5"),
        ("3．5", "JY123", "3.5"),
        ("－5", "JY123", "-5"),
        ("−5", "JY123", "-5"),
        ("３％", "JY122", "3"),
        ("0１0", "JY123", "10"),
        (".5", "JY125", "0.5"),
        ("5.", "JY125", "5"),
        ("-.5", "JY125", "-0.5"),
        ('"320"', "JY126", "320"),
        ("'3.5'", "JY126", "3.5"),
        ('"1234567890123456"', "JY126", ""),
        ("320家", "JY127", "320"),
        ("6000 万元", "JY127", ""),
        ("1,234户", "JY127", "1234"),
        ("5 kg", "JY127", ""),
        ("12 t", "JY127", "12"),
        ("0X1F", "JY127", ""),
        ("1234567890123456", "JY128", ""),
        ("0." + "0" * 50 + "1", "JY128", ""),
        ("1" * 5000, "JY128", ""),
    ],
)
def test_suspect(text: str, code: str, suggestion: str) -> None:
    suspect = scalar(text)
    assert isinstance(suspect, Suspect)
    assert suspect == text.strip("\"'")
    assert (suspect.code, suspect.suggestion, suspect.reported) == (code, suggestion, False)


@pytest.mark.parametrize(
    "text",
    [
        "甲",
        "约320",
        "5-10",
        "v1",
        "2023-01",
        "=",
        "yEs",
        "12:75",
        "1.2.3",
        "'1e6'",
        "2023年1月至12月规模以上工业企业统计",
    ],
)
def test_plain_text_is_no_suspect(text: str) -> None:
    assert type(scalar(text)) is str


def test_refused_scalars_stay_as_reported_suspects() -> None:
    document, _ = parse("甲: no\n010: 1\n乙: !x 3\n丙: *q\n".encode(), "x")
    assert document is not None
    assert document.value == {"甲": "no", "010": 1, "乙": "3", "丙": "*q"}
    assert isinstance(document.value, dict)
    for suspect in (document.value["甲"], list(document.value)[1], document.value["乙"]):
        assert isinstance(suspect, Suspect)
        assert suspect.reported
    assert document.value["甲"].code == "JY112"


def test_invisible_characters_are_taken_out_of_values() -> None:
    document, _ = parse('甲\u200b: 32\u200b0\n乙: "\\u202e丙"\n丁: \u3000\n'.encode(), "x")
    assert document is not None
    assert document.value == {"甲": 320, "乙": "丙", "丁": None}
    kept, nothing = parse('甲: "\ufffd\\n"'.encode(), "x")
    assert kept is not None
    assert (kept.value, nothing) == ({"甲": "\ufffd\n"}, [])


def test_the_first_of_two_equal_keys_counts() -> None:
    document, _ = parse(b"a: 1\na: {b: no}\n", "x")
    assert document is not None
    assert document.value == {"a": 1}


def test_suspects_can_be_copied() -> None:
    suspect = Suspect("1e6", "JY124", "1000000")
    for twin in (copy.deepcopy(suspect), pickle.loads(pickle.dumps(suspect))):  # noqa: S301 ours
        assert (twin, twin.code, twin.suggestion, twin.reported) == (
            "1e6",
            "JY124",
            "1000000",
            False,
        )


PLACES = """# 计划
指标:
  - 名称: 😀企业 # 注释
    空:
    值: "3"
    年: {2024: &n 12}
  - *n
  -
  - [一, [二]]
长: |
  甲
"""


@both
@pytest.mark.parametrize(
    ("loc", "key", "place"),
    [
        ((), False, (2, 1, 4)),
        (("指标",), False, (2, 1, 3)),
        (("指标", 0), False, (3, 5, 17)),
        (("指标", 0, "名称"), False, (3, 9, 12)),
        (("指标", 0, "名称"), True, (3, 5, 7)),
        (("指标", 0, "空"), False, (4, 5, 6)),
        (("指标", 0, "值"), False, (5, 8, 11)),
        (("指标", 0, "年"), False, (6, 5, 6)),
        (("指标", 0, "年", 2024), False, (6, 15, 20)),
        (("指标", 0, "年", 2024), True, (6, 9, 13)),
        (("指标", 0, "年", "2024"), True, (6, 9, 13)),
        (("指标", 1), False, (7, 5, 7)),
        (("指标", 1), True, (7, 5, 7)),
        (("指标", 3, 1, 0), False, (9, 10, 11)),
        (("指标", 0, "名称", "没有", 3), False, (3, 9, 12)),
        (("指标", 9, "没有"), False, (2, 1, 3)),
        (("没有",), True, (2, 1, 4)),
        (("长",), False, (10, 4, 5)),
    ],
)
def test_span(
    loc: tuple[str | int, ...],
    key: bool,  # noqa: FBT001
    place: tuple[int, ...],
    loader: Loader,
) -> None:
    document, findings = parse(PLACES.encode(), "计划.yaml", loader=loader)
    assert findings == []
    assert document is not None
    assert document.path == "计划.yaml"
    assert document.span(loc, key=key)[:4] == ("计划.yaml", *place)


@both
def test_span_below_an_alias_is_where_the_anchor_is(loader: Loader) -> None:
    document, _ = parse(b"a: &x {b: 1}\nc: *x\nd: [*x]\n", "x", loader=loader)
    assert document is not None
    assert document.value == {"a": {"b": 1}, "c": {"b": 1}, "d": [{"b": 1}]}
    assert document.span(("c", "b")) == Span("x", 1, 11, 12)
    assert document.span(("c",)) == Span("x", 2, 1, 2)
    assert document.span(("d", 0)) == Span("x", 3, 5, 8)


def test_directives_without_end_are_not_read() -> None:
    text = "".join(f"%TAG !a{number}! tag:x\n" for number in range(100_000))
    document, [finding] = parse(f"{text}---\na: 1\n".encode(), "x")
    assert document is None
    assert (finding.code, finding.span) == ("JY006", Span("x", 1, 1, 2))


def test_finding_and_excerpt() -> None:
    long = "乙: [" + "1, " * 100 + "no]"
    document, [finding] = parse(f"甲: 1\r\n{long}\n".encode(), "x")
    assert document is not None
    assert finding.excerpt == ()
    assert finding.span == Span("x", 2, 305, 307)
    assert document.excerpt(1) == ("甲: 1",)
    assert document.excerpt(2) == ("甲: 1", long[:200])
    own = document.finding("JY999", Severity.NOTE, ("甲",), {"a": 1}, key=True)
    assert own == Finding("JY999", Severity.NOTE, Span("x", 1, 1, 2), {"a": 1}, ("甲: 1",))
    _, [hidden] = parse("甲: \x1b1".encode(), "x")
    assert hidden.excerpt == ("甲: \ufffd1",)


def test_findings_are_in_the_order_of_the_file_and_bounded() -> None:
    _, findings = parse(b"a: no\nb: \x00\nc: yes\n", "x")
    assert [f.code for f in findings] == ["JY112", "JY007", "JY112"]
    _, findings = parse(b"[" + b"no," * 5000 + b"]", "x")
    assert len(findings) == source.MAX_FINDINGS


def only(path: Path) -> tuple[str, dict[str, object]]:
    document, [finding] = understood(read(path, "命名"))
    assert document is None
    assert (finding.span, finding.excerpt) == (Span("命名", 1, 1, 1), ())
    return finding.code, dict(finding.data)


def test_read(tmp_path: Path) -> None:
    path = tmp_path / "计划.yaml"
    path.write_bytes("\ufeff甲: 1\r\n".encode())
    document, findings = understood(read(path, str(path)))
    assert document is not None
    assert (document.path, document.value, findings) == (str(path), {"甲": 1}, [])
    assert path.read_bytes() == "\ufeff甲: 1\r\n".encode()


def test_read_what_is_no_file(tmp_path: Path) -> None:
    assert only(tmp_path / "没有") == ("JY001", {})
    assert only(tmp_path / "a\0b") == ("JY001", {})
    assert only(tmp_path) == ("JY002", {"what": "directory"})
    os.mkfifo(tmp_path / "fifo")
    assert only(tmp_path / "fifo") == ("JY002", {"what": "fifo"})
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert only(tmp_path / "s") == ("JY002", {"what": "socket"})
    code, data = only(tmp_path / ("x" * 300))
    assert (code, data["errno"]) == ("JY003", "ENAMETOOLONG")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert only(tmp_path / "loop")[1]["errno"] == "ELOOP"
    assert only(tmp_path.joinpath("/dev/zero")) == ("JY002", {"what": "device"})


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"a: 1")
    status = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(type(path), "stat", lambda _: status)
    assert only(path) == ("JY002", {"what": "fifo"})


def test_read_too_large(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 100)
    assert only(path) == ("JY004", {"size": MAX_BYTES * 100, "limit": MAX_BYTES})


@both
def test_nothing_but_what_we_name_hidden_makes_the_parser_stumble(loader: Loader) -> None:
    for first in range(0, 0x110000, 0x4000):
        points = [p for p in range(first, first + 0x4000) if not 0xD800 <= p < 0xE000]
        text = "甲: 1 #" + "".join(map(chr, points)).replace("\n", "").replace("\r", "")
        assert {f[0] for f in found(text, loader)} <= {"JY007"}, hex(first)
