"""Lists together, invitations and comparisons stay within Discord's limits whatever they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import TYPE_CHECKING

import pytest
from discord import ui

from bot.members.records import Kept, Status
from bot.service import BothRated, Comparison, Page, SharedPage, SharedTitle, Stand, Tip, Wish
from bot.service.agreement import agreement
from bot.texts import LANGUAGES, LOCALES
from bot.ui.compare import compare_message
from bot.ui.for_member import for_member_message
from bot.ui.invitation import Aim, Request, invitation_message
from bot.ui.people import HIGHEST_ID, checked
from bot.ui.together import PAGE_SIZE, Party, together_message
from recommender.catalogue import Anime
from recommender.ranking import Reason, Recommendation

if TYPE_CHECKING:
    from bot.ui.answers import Message

CHARACTERS = ["*", "@", "]", "א", "🌸", "字", "\u202e", "\\", "`", "x"]
TEXTS = [LANGUAGES.of(file.stem) for file in LOCALES.glob("*.ftl")]


def anime_called(character: str) -> Anime:
    long = character * 200
    return Anime(
        id=2**31 - 1,
        name=long,
        english=f"{long}x",
        type=long,
        episodes=123_456,
        score=10.0,
        start=date(2020, 1, 1),
        genres=(long,),
        image="https://cdn.myanimelist.net/images/anime/4/19644.jpg",
    )


def party_of(character: str) -> Party:
    asker, *others = (checked(str(HIGHEST_ID - n), character * 200) for n in range(8))
    return Party(asker, tuple(others))


def check(message: Message) -> None:
    assert message.content_length() <= 4000
    assert message._total_children <= 40
    identities = [
        item.custom_id for item in message.walk_children() if isinstance(item, ui.Button | ui.Select)
    ]
    # Some count what lies beyond the first 65,536 characters as two.
    assert all(len(identity.encode("utf-16-le")) // 2 <= 100 for identity in identities)
    assert len(set(identities)) == len(identities)
    for item in message.walk_children():
        if isinstance(item, ui.Button):
            assert 1 <= len(item.label or "") <= 80


@pytest.mark.parametrize("character", CHARACTERS)
async def test_a_list_for_eight_fits(character: str) -> None:
    anime, party = anime_called(character), party_of(character)
    kept = [Kept(status, None, datetime.now(UTC)) for status in Status]
    stands = tuple(Stand(10.0, kept[n % len(kept)]) for n in range(8))
    titles = (SharedTitle(anime, stands, anime),) * PAGE_SIZE
    newcomers = frozenset(one.id for one in party.present)
    page = SharedPage(titles, 200, 996, more=True, newcomers=newcomers)
    for texts, some in product(TEXTS, (False, True)):
        check(together_message(texts, party, page, some=some))
        check(together_message(texts, party, replace(page, titles=()), some=some))


@pytest.mark.parametrize("character", CHARACTERS)
async def test_an_invitation_of_eight_fits(character: str) -> None:
    party = party_of(character)
    everybody = frozenset(one.id for one in party.present)
    for texts, aim, lacking in product(TEXTS, Aim, (everybody, frozenset[int]())):
        check(invitation_message(texts, Request(aim, party, some=True), lacking))


@pytest.mark.parametrize("character", CHARACTERS)
async def test_a_comparison_fits(character: str) -> None:
    anime, (one, other, *_) = anime_called(character), party_of(character).present
    both, tip = (BothRated(anime, 10, 10),) * 5, Tip(anime, 10, 10.0)
    for texts, ratings in product(TEXTS, ([], [(10, 1), (1, 10)] * 1_000, [(10, 10), (1, 1)] * 1_000)):
        check(compare_message(texts, one, other, Comparison(agreement(ratings), both, both, tip, tip)))


@pytest.mark.parametrize("character", CHARACTERS)
async def test_a_list_for_another_member_fits(character: str) -> None:
    anime, (one, other, *_) = anime_called(character), party_of(character).present
    cards = (Recommendation(anime, 1.0, 10.0, (Reason(anime, 1.0),)),) * 10
    page = Page(cards, 199, 1981, more=True, newcomer=False, wish=Wish(), version="1")
    for texts in TEXTS:
        check(for_member_message(texts, one.id, other, page))
        check(for_member_message(texts, one.id, other, replace(page, cards=())))
