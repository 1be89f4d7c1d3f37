"""Other members in messages and custom ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import ENGLISH, LANGUAGES
from bot.ui.answers import Refused
from bot.ui.markup import plain
from bot.ui.people import HIGHEST_ID, PERSON, SHORT_NAME, Person, checked, coded, column, names


@given(st.integers(1, HIGHEST_ID), st.text())
def test_a_member_comes_back_from_a_custom_id(identity: int, name: str) -> None:
    code = Person(identity, name).code
    found = re.fullmatch(PERSON, code)
    assert found
    assert coded(found) == Person(identity, plain(name, SHORT_NAME))


@pytest.mark.parametrize("identity", ["0", str(HIGHEST_ID + 1), "9" * 20, "", "-1", "x", "1.5", "²"])
def test_what_is_no_id_of_a_member_is_refused(identity: str) -> None:
    with pytest.raises(Refused):
        checked(identity, "name")


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8))
def test_names_are_shown_in_one_line_and_mention_nobody(called: list[str]) -> None:
    shown = names(Person(1, name) for name in called)
    assert "\n" not in shown
    assert len(shown) <= len(called) * 32
    assert not re.search(r"(?<!\\)[@<`*]", shown.replace(r"\\", ""))


def test_ratings_line_up() -> None:
    shown = [column(ENGLISH, rating) for rating in (1, 9.96, 10, 7.25)]
    assert shown == ["`\u20071.0`", "`10.0`", "`10.0`", "`\u20077.2`"]
    assert column(LANGUAGES.of("de"), 8.5) == "`\u20078,5`"
