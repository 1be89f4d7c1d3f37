"""/watchlist on Discord."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.members.records import Status
from bot.ui.watchlist import PAGE_SIZE
from tests.bot.stage import labels, text_of

if TYPE_CHECKING:
    from simcord import InteractionResult, ResponseMessage

    from recommender.catalogue import Anime
    from tests.bot.stage import Stage

LINK = re.compile(r"\(https://myanimelist\.net/anime/(\d+)\)")


def titles(answer: InteractionResult | ResponseMessage) -> list[int]:
    return [int(found) for found in LINK.findall(text_of(answer))]


async def want(stage: Stage, count: int) -> list[Anime]:
    catalogue = stage.bot.service._model.current.catalogue
    chosen = [a for a in catalogue.anime if not a.adult][:count]
    for anime in chosen:
        await stage.bot.service.mark_title(stage.alice.id, f"#{anime.id}", Status.PLANNED)
    return chosen


async def test_an_empty_watchlist_says_how_to_fill_it(stage: Stage) -> None:
    answer = await stage.slash("watchlist")
    assert answer.ephemeral
    assert "Nothing is on your watchlist yet" in text_of(answer)
    assert labels(answer) == ["Recommendations"]


async def test_what_is_wanted_on_a_card_is_found_there(stage: Stage) -> None:
    message = stage.message(await stage.slash("recommend"))
    best = titles(message)[0]
    await stage.press(message, "Want")
    opened = await stage.press(message, "Watchlist")
    assert opened.ephemeral
    assert titles(opened) == [best]


async def test_pages_hold_everything_in_order(stage: Stage) -> None:
    wanted = await want(stage, PAGE_SIZE + 3)
    watchlist = await stage.bot.service.watchlist(stage.alice.id)
    message = stage.message(await stage.slash("watchlist"))
    assert "Previous" not in labels(message)
    shown = titles(message)
    await stage.press(message, "Next")
    shown += titles(message)
    assert "Page 2 of 2" in text_of(message)
    assert "Next" not in labels(message)
    assert f"{PAGE_SIZE + 1}. [" in text_of(message)
    assert shown == [w.anime.id for w in watchlist.titles]
    assert set(shown) == {anime.id for anime in wanted}


async def test_one_is_opened_and_left_again(stage: Stage) -> None:
    await want(stage, 3)
    message = stage.message(await stage.slash("watchlist"))
    first = titles(message)
    await stage.choose(message, "wanted", f"#{first[1]}")
    assert titles(message) == [first[1]]
    await stage.press(message, "Seen")
    await stage.press(message, "7")
    await stage.press(message, "Watchlist")
    assert sorted(titles(message)) == sorted([first[0], first[2]])


async def test_one_is_picked_for_tonight_and_then_another(stage: Stage) -> None:
    wanted = await want(stage, 3)
    message = stage.message(await stage.slash("watchlist"))
    await stage.press(message, "Pick one for tonight")
    assert "For tonight" in text_of(message)
    last = titles(message)
    assert last[0] in {anime.id for anime in wanted}
    await stage.press(message, "Another")
    assert titles(message) != last
    for anime in wanted:
        await stage.bot.service.mark_title(stage.alice.id, f"#{anime.id}", Status.COMPLETED)
    await stage.press(message, "Another")
    assert "Nothing is on your watchlist yet" in text_of(message)


async def test_it_is_handed_out_as_a_file(stage: Stage) -> None:
    await want(stage, 12)
    watchlist = await stage.bot.service.watchlist(stage.alice.id)
    answer = await stage.press(await stage.slash("watchlist"), "As a file")
    assert answer.ephemeral
    (attachment,) = stage.message(answer).attachments
    content = (await attachment.read()).decode()
    assert content == "".join(f"{w.anime.name} {w.anime.url}\n" for w in watchlist.titles)
