"""Words beside figures: of which year, of all of it, reached or wanted, as somebody reads them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.forms.opening.limits import MAX_TEXT
from jyplan.forms.saying import Spoken, said_in
from jyplan.plan.faults import INVISIBLE

NOTHING = Spoken()

OF_2023 = Spoken(frozenset({2023}))
SAID = (
    ("", NOTHING),
    ("单位：家", NOTHING),
    # years
    ("2023年", OF_2023),
    ("２０２３ 年 度", OF_2023),
    ("二〇二三年", OF_2023),
    ("2022年和2023年", Spoken(frozenset({2022, 2023}))),
    ("编号12023", NOTHING),
    ("2023-2025年", NOTHING),
    ("某科〔2024〕3号", NOTHING),
    ("2024年版", NOTHING),
    ("2024年填报", NOTHING),
    # all of a year
    ("2023年1-12月", OF_2023),
    ("2023年12月31日", OF_2023),
    ("2023-12-31", OF_2023),
    ("31 December 2023", OF_2023),
    ("January to December 2023", OF_2023),
    # months and days
    ("2023年9月", Spoken(months=frozenset({(2023, 9)}))),
    ("2023.09", Spoken(months=frozenset({(2023, 9)}))),
    ("202309", Spoken(months=frozenset({(2023, 9)}))),
    ("2024年1月15日", Spoken(days=frozenset({(2024, 1)}))),
    ("2023/6/30", Spoken(days=frozenset({(2023, 6)}))),
    # parts of a year
    ("上半年", Spoken(part=True)),
    ("前11个月", Spoken(part=True)),
    ("本月", Spoken(part=True)),
    ("截至目前", Spoken(part=True)),
    ("2023年1-9月", OF_2023._replace(part=True)),
    ("2023年三季度", OF_2023._replace(part=True)),
    ("2023 Q3", OF_2023._replace(part=True)),
    ("H1", Spoken(part=True)),
    ("Sept. 2023", OF_2023._replace(part=True)),
    ("first half of 2023", OF_2023._replace(part=True)),
    ("may", Spoken(part=True)),
    ("mayor", NOTHING),
    # reached
    ("2023年完成情况", OF_2023._replace(reached=True)),
    ("Progress", Spoken(reached=True)),
    # never reached
    ("2023年预计", OF_2023._replace(never=(2023,))),
    ("上年同期", Spoken(never=(None, None))),
    ("比上年", NOTHING),
    ("2023年增速", OF_2023._replace(never=(2023,))),
    ("2023 forecast", OF_2023._replace(never=(2023,))),
    ("expected", Spoken(never=(None,))),
    ("draft", NOTHING),
    # wanted, unless reached
    ("2023年目标", OF_2023._replace(aims=(2023,))),
    ("五年计划", NOTHING),
    ("行动计划", NOTHING),
    ("Targets", Spoken(aims=(None,))),
    ("2023年目标完成情况", OF_2023._replace(reached=True, aims=(2023,))),
    ("2023年完成及2024年目标", OF_2023._replace(reached=True, aims=(2024,))),
    # early
    ("快报", Spoken(reached=True, early=True)),
    ("2023年（p）", OF_2023._replace(early=True)),
    ("provisional", Spoken(early=True)),
    # void
    ("作废", Spoken(void=True)),
    ("Template", Spoken(void=True)),
    ("counterexample", NOTHING),
)


@pytest.mark.parametrize(("text", "said"), SAID)
def test_what_a_text_says(text: str, said: Spoken) -> None:
    assert said_in(text) == said


# what counts as all of a text alone, or at its end
ALONE = {"H1", "2023年增速"}
phrases = st.sampled_from([text for text, _ in SAID if text not in ALONE])
texts = st.text() | st.lists(phrases | st.text(max_size=3)).map("".join)
WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}


@given(texts)
def test_a_year_that_a_text_is_said_to_name_stands_in_it(text: str) -> None:
    said = said_in(text)
    plain = "".join(unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).split())
    digits = plain.translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
    named = {*said.years, *(year for year, _ in said.months), *said.never, *said.aims} - {None}
    assert all(str(year) in digits for year in named)
    assert all(1 <= month <= 12 for _, month in said.months)


@given(phrases, st.sampled_from(["{}", "({})", "（{}）", "【{}】", "“{}”", "{}\n", "\u200b{}"]))
def test_width_blanks_and_brackets_say_nothing(phrase: str, around: str) -> None:
    said = said_in(phrase)
    assert said_in(around.format(phrase)) == said
    assert said_in(phrase.translate(WIDE)) == said
    if not re.search("[A-Za-z]{3}", phrase):
        # words in English need their blanks, and no others
        assert said_in(" ".join(phrase)) == said
    assert said_in(phrase.upper()) == said


@given(phrases, st.sampled_from(["甲", "a ", "(", "1-", "，", "增长(", "九"]))
def test_what_is_said_in_a_full_cell_is_found(phrase: str, filling: str) -> None:
    full = filling * (MAX_TEXT // len(filling))
    assert said_in(f"{full}；{phrase}") == said_in(phrase)
