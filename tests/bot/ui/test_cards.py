"""Cards say what is known, and stay within Discord's limits whatever a title is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import discord
import pytest
from msgspec import structs

from bot.members.records import Status, TitleLanguage
from bot.service import Page, RatedTitle, Wish
from bot.texts import ENGLISH, LANGUAGES
from bot.ui.answers import Message
from bot.ui.cards import card, facts, heading, label, title_card
from bot.ui.recommendations import Reader, list_message
from recommender.catalogue import Anime
from recommender.ranking import Reason, Recommendation
from tests.bot.ftl import ALL_TEXTS

BEBOP = Anime(
    id=1,
    name="Cowboy Bebop",
    english="Cowboy Bebop: The Space Western",
    japanese="カウボーイビバップ",
    type="TV",
    episodes=26,
    start=date(1998, 4, 3),
    score=8.78,
    genres=("Action", "Space"),
    image="https://cdn.myanimelist.net/images/anime/4/19644.jpg",
)
TRIGUN = Anime(id=6, name="Trigun", type="TV")


def shown(anime: Anime, *reasons: Reason) -> str:
    message = Message(card(ENGLISH, 3, Recommendation(anime, 1.0, 9.24, reasons)))
    return "\n".join(i.content for i in message.walk_children() if isinstance(i, discord.ui.TextDisplay))


async def test_a_card_says_what_is_known() -> None:
    assert shown(BEBOP, Reason(TRIGUN, 0.5), Reason("Space", 0.2)).splitlines() == [
        "### 3. [Cowboy Bebop](https://myanimelist.net/anime/1)",
        "Cowboy Bebop: The Space Western",
        "📺 TV · 1998 · 26 episodes · MAL 8.78 · **9.2 for you**",
        "-# Action, Space",
        "-# Because of Trigun, Space",
    ]


async def test_a_card_names_a_title_as_its_reader_does_whoever_saw_it_before() -> None:
    for texts, name in (
        (ENGLISH, "Cowboy Bebop"),
        (ENGLISH.naming(TitleLanguage.JAPANESE), "カウボーイビバップ"),
        (LANGUAGES.of("de"), "Cowboy Bebop"),
        (LANGUAGES.of("de").naming(TitleLanguage.ENGLISH), "Cowboy Bebop: The Space Western"),
    ):
        said = heading(texts, BEBOP, 3), facts(texts, BEBOP)
        assert said[0] == f"### 3. [{name}]({BEBOP.url})"
        assert texts("card-episodes", count=26) in said[1]
    assert heading(ENGLISH, structs.replace(BEBOP, name="Space Dandy")) == f"### [Space Dandy]({BEBOP.url})"


async def test_a_card_is_silent_on_what_is_not_known() -> None:
    assert shown(Anime(id=2, name="Unknown thing")).splitlines() == [
        "### 3. [Unknown thing](https://myanimelist.net/anime/2)",
        "🎞️ · **9.2 for you**",
    ]


async def test_the_cover_stands_beside_the_text_where_there_is_one() -> None:
    kinds = [item.type for item in Message(title_card(ENGLISH, BEBOP)).walk_children()]
    assert discord.ComponentType.thumbnail in kinds
    kinds = [item.type for item in Message(title_card(ENGLISH, TRIGUN)).walk_children()]
    assert discord.ComponentType.thumbnail not in kinds


async def test_a_second_name_is_another_name() -> None:
    assert "Cowboy Bebop\n" not in shown(structs.replace(BEBOP, english="COWBOY BEBOP"))
    assert "カウボーイビバップ" in shown(structs.replace(BEBOP, english="COWBOY BEBOP"))


def test_a_label_tells_namesakes_apart() -> None:
    assert label(ENGLISH, BEBOP) == "Cowboy Bebop (1998)"
    assert len(label(ENGLISH, structs.replace(BEBOP, name="x" * 300))) == 100


@pytest.mark.parametrize("character", ["*", "@", "]", "א", "🌸", "字", "\u202e", "\\", "`", "\n"])
async def test_ten_cards_fit_whatever_they_hold(character: str) -> None:
    long = character * 200
    genres = tuple(f"{character * 30}{n}" for n in range(12))
    anime = structs.replace(
        BEBOP,
        id=2**31 - 1,
        name=long,
        english=f"{long}x",
        type=long,
        genres=genres,
        episodes=123_456,
        score=10.0,
    )
    reasons = (Reason(anime, 1.0), Reason(long, 1.0), Reason(long, 1.0))
    found = Recommendation(anime, 1.0, 10.0, reasons)
    wish = Wish((long,), 1900, 2100, (genres[0],), (genres[1],))
    page = Page((), 199, 1981, more=True, newcomer=False, wish=wish, version="1")
    code = "1:ffff.3f.zz.zz.fffffffffff.fffffffffff.l.1.-10"  # of 44 genres
    done = RatedTitle(anime, None, datetime.now(UTC), Status.COMPLETED)
    for texts, newcomer, cards, last in product(ALL_TEXTS, (False, True), (4, 10), (None, done)):
        shown = replace(page, newcomer=newcomer, cards=_distinct((found,) * cards))
        message = list_message(Reader(texts, 2**63 - 1, long), shown, code, last)
        assert message.content_length() <= 4000
        assert message._total_children <= 40
        for item in message.walk_children():
            assert len(getattr(item, "custom_id", "")) <= 100


def _distinct(cards: tuple[Recommendation, ...]) -> tuple[Recommendation, ...]:
    return tuple(replace(c, anime=structs.replace(c.anime, id=c.anime.id - n)) for n, c in enumerate(cards))
