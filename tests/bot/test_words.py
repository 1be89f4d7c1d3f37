from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.words import BEGINS, LONGEST_BEGINNING, WITHIN, SortedTexts, Words

few_letters = st.text("abc\u30ce\u732b", min_size=1, max_size=9)
words = few_letters | st.text("ab", min_size=10, max_size=20)
any_text = st.text(st.characters(exclude_categories=[]), max_size=5)


@given(st.lists(few_letters | any_text), few_letters | any_text)
def test_sorted_texts_are_found_by_what_they_are_begin_with_and_hold(texts: list[str], wanted: str) -> None:
    texts.sort()
    kept = SortedTexts(texts)
    assert [kept.text(at) for at in range(len(kept))] == texts
    assert texts[kept.equal(wanted)] == [text for text in texts if text == wanted]
    assert texts[kept.beginning(wanted)] == [text for text in texts if text.startswith(wanted)]
    every = range(len(texts))
    assert kept.holding(wanted, every) == [at for at in every if wanted in texts[at]]


def likeness(typed: str, word: str) -> float:
    """How like a word is to a typed one, as it is meant."""
    begin = typed[:LONGEST_BEGINNING]
    if word == typed:
        return 1
    if word.startswith(begin):
        return BEGINS
    like = WITHIN if typed in word and (len(typed) > 3 or not typed.isascii()) else 0
    slips = (len(begin) >= 4) + (len(begin) >= 8)
    distance = min(OSA.distance(begin, word[:length]) for length in (len(begin), len(begin) + 1))
    return max(like, BEGINS * (1 - distance / len(begin)) if distance <= slips else 0)


@given(st.lists(words, min_size=1), words)
def test_words_are_set_aside_early_only_where_they_cannot_fit(names: list[str], typed: str) -> None:
    expected = [likeness(typed, name) for name in names]
    np.testing.assert_allclose(Words(names).like([typed]), expected, atol=1e-12)
    begun = [value if value >= BEGINS else 0 for value in expected]
    np.testing.assert_allclose(Words(names).begun([typed]), begun, atol=1e-12)


names = st.lists(words, min_size=1, max_size=5)


@given(st.lists(names, min_size=1), names)
def test_each_typed_word_counts_by_its_length_and_as_the_word_it_fits_best(
    held: list[list[str]], typed: list[str]
) -> None:
    fit = Words([" ".join(name) for name in held]).like(typed)
    letters = sum(len(word) for word in typed)
    for name, value in zip(held, fit, strict=True):
        best = sum(len(word) * max(likeness(word, other) for other in name) for word in typed)
        assert value == pytest.approx(best / letters)
