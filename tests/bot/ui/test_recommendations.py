"""Pages of cards: what their buttons carry fits into a custom id."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from discord import ui

from bot.client import PAGE_SIZE
from bot.members.records import Kept, Status
from bot.service import LAST_PAGE, YEARS, Length, Page, RatedTitle, Wish
from bot.texts import ENGLISH, Texts
from bot.ui.recommendations import Answer, MoreLike, Reader, TakeBack, TurnPage, list_message
from bot.ui.titles import AboutTitle
from bot.ui.wish_code import encode
from recommender.catalogue import Anime
from recommender.ranking import Recommendation
from tests.bot.ftl import ALL_TEXTS
from tests.bot.stage import LONGEST_CUSTOM_ID, MOST_COMPONENTS

if TYPE_CHECKING:
    from bot.ui.answers import Message

TYPES = ("TV", "OVA", "Movie", "Special", "ONA", "Music")
GENRES = tuple(f"Genre {n}" for n in range(44))  # as many as MyAnimeList has
LARGEST_ID = 2**63 - 1
LONGEST_LABEL = 80
ALL_OF_A_ROW = 5
CARD_ACTS = (Answer, Answer, Answer, MoreLike, AboutTitle)


LONGEST_WISH = Wish(
    TYPES, YEARS[-1], YEARS[-1], GENRES[1::2], GENRES[::2], Length.LONG, finished=True, reach=-1
)
BEFORE = Kept(Status.ON_HOLD, 10, datetime(2040, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))
DONE = RatedTitle(Anime(id=99_999, name="Last"), None, BEFORE.at, Status.PLANNED, BEFORE)


def listed(texts: Texts, cards: int) -> Message:
    """The largest page there is of so many cards."""
    anime = (Anime(id=99_990 + n, name="x" * 200, image="https://example.org/x.jpg") for n in range(cards))
    found = tuple(Recommendation(a, 1.0, 9.0) for a in anime)
    page = Page(found, LAST_PAGE, 1, more=True, newcomer=True, wish=LONGEST_WISH, version="")
    code = f"1:{encode(LONGEST_WISH, TYPES, GENRES)}"
    return list_message(Reader(texts, LARGEST_ID, "ann"), page, code, DONE)


def rows_of(message: Message) -> list[list[ui.Item[ui.LayoutView]]]:
    return [list(row.children) for row in message.walk_children() if isinstance(row, ui.ActionRow)]


@pytest.mark.parametrize("texts", ALL_TEXTS, ids=lambda texts: texts.language)
def test_each_act_is_one_press_away_within_the_limits(texts: Texts) -> None:
    message = listed(texts, PAGE_SIZE)
    *cards, onward = rows_of(message)
    assert [tuple(map(type, row)) for row in cards] == [CARD_ACTS] * PAGE_SIZE
    assert len(onward) == ALL_OF_A_ROW
    assert message.total_children_count <= MOST_COMPONENTS
    buttons = [item.item for row in (*cards, onward) for item in row if isinstance(item, ui.DynamicItem)]
    assert all(0 < len(button.label) <= LONGEST_LABEL for button in buttons)
    assert len({button.custom_id for button in buttons}) == len(buttons)
    assert all(len(button.custom_id) <= LONGEST_CUSTOM_ID for button in buttons)


def test_one_card_more_would_leave_room_for_one_button_below() -> None:
    *_, onward = rows_of(listed(ENGLISH, PAGE_SIZE))
    card = listed(ENGLISH, 2).total_children_count - listed(ENGLISH, 1).total_children_count
    left = MOST_COMPONENTS - listed(ENGLISH, PAGE_SIZE).total_children_count + len(onward) - card
    assert left == 1
    assert any(isinstance(item, TurnPage) for item in onward)


def test_the_way_back_fits_whatever_was_asked_for() -> None:
    message = listed(ENGLISH, 0)
    buttons = [item for item in message.walk_children() if isinstance(item, TakeBack | ui.Button)]
    assert any(isinstance(button, TakeBack) for button in buttons)
    assert all(len(button.custom_id or "") <= LONGEST_CUSTOM_ID for button in buttons)
