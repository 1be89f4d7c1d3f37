"""Pages of cards: what their buttons carry fits into a custom id."""

from __future__ import annotations

from datetime import UTC, datetime

from discord import ui

from bot.members.records import Kept, Status
from bot.service import LAST_PAGE, YEARS, Length, Page, RatedTitle, Wish
from bot.texts import ENGLISH
from bot.ui.recommendations import Reader, TakeBack, list_message
from bot.ui.wish_code import encode
from recommender.catalogue import Anime

TYPES = ("TV", "OVA", "Movie", "Special", "ONA", "Music")
GENRES = tuple(f"Genre {n}" for n in range(44))  # as many as MyAnimeList has
LARGEST_ID = 2**63 - 1
LONGEST = 100


def test_the_way_back_fits_whatever_was_asked_for() -> None:
    wish = Wish(TYPES, YEARS[-1], YEARS[-1], GENRES[1::2], GENRES[::2], Length.LONG, finished=True, reach=-1)
    before = Kept(Status.ON_HOLD, 10, datetime(2040, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))
    done = RatedTitle(Anime(id=99_999, name="Last"), None, before.at, Status.PLANNED, before)
    page = Page((), LAST_PAGE, 1, more=True, newcomer=False, wish=wish, version="")
    code = f"1:{encode(wish, TYPES, GENRES)}"
    message = list_message(Reader(ENGLISH, LARGEST_ID, "ann"), page, code, done)
    buttons = [item for item in message.walk_children() if isinstance(item, TakeBack | ui.Button)]
    assert any(isinstance(button, TakeBack) for button in buttons)
    assert all(len(button.custom_id or "") <= LONGEST for button in buttons)
