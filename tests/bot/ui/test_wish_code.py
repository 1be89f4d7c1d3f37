"""A wish survives its code, the code fits, and a code that means nothing any more is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service import YEARS, Length, Wish
from bot.ui.answers import Refused
from bot.ui.wish_code import COMPILED, decode, encode

TYPES = ("TV", "OVA", "Movie", "Special", "ONA", "Music")
GENRES = tuple(f"Genre {n}" for n in range(50))


def some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(names)).map(lambda chosen: tuple(n for n in names if n in chosen))


wishes = st.builds(
    Wish,
    types=some(TYPES),
    since=st.none() | st.sampled_from(YEARS),
    until=st.none() | st.sampled_from(YEARS),
    wanted=some(GENRES),
    unwanted=some(GENRES),
    length=st.none() | st.sampled_from(Length),
    finished=st.booleans(),
    reach=st.integers(-10, 10).map(lambda tenths: tenths / 10),
)


@given(wishes)
def test_a_wish_survives_its_code(wish: Wish) -> None:
    code = encode(wish, TYPES, GENRES)
    assert COMPILED.fullmatch(code)
    assert len(code) <= 60
    assert decode(code, TYPES, GENRES) == wish


@given(wishes)
def test_a_code_of_another_catalogue_is_refused(wish: Wish) -> None:
    with pytest.raises(Refused):
        decode(encode(wish, TYPES, GENRES), TYPES, GENRES[1:])


@given(st.text())
def test_nonsense_is_refused(code: str) -> None:
    with pytest.raises(Refused):
        decode(code, TYPES, GENRES)
