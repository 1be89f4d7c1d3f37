"""/settings: every choice is kept at once and counts everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.members.records import TitleLanguage
from bot.service import Length
from tests.bot.stage import custom_ids, labels, text_of

if TYPE_CHECKING:
    from simcord import ResponseMessage

    from tests.bot.stage import Stage


async def choose(stage: Stage, message: ResponseMessage, what: str, *values: str) -> None:
    (menu,) = (c for c in custom_ids(message, "set") if c.endswith(f":{what}"))
    await stage.alice.select(message, values, custom_id=menu)


async def test_every_choice_is_kept(stage: Stage) -> None:
    service = stage.bot.service
    message = stage.message(await stage.slash("settings"))
    unwanted = service.best_known_genres[:2]
    await choose(stage, message, "titles", "japanese")
    await choose(stage, message, "reach", "0")
    await choose(stage, message, "length", "short")
    await choose(stage, message, "types", "TV", "OVA")
    await choose(stage, message, "unwanted", *unwanted)
    await stage.press(message, "Only finished: off")
    await stage.press(message, "Lists: seen by all")
    await stage.press(message, "Together: not allowed")
    kept = await service.preferences(stage.alice.id)
    assert kept.title_language is TitleLanguage.JAPANESE
    assert kept.wish.reach == -1.0
    assert kept.wish.length is Length.SHORT
    assert set(kept.wish.types) == {"TV", "OVA"}
    assert set(kept.wish.unwanted) == set(unwanted)
    assert (kept.wish.finished, kept.public, kept.together) == (True, False, True)
    assert "Together: allowed" in labels(message)
    await choose(stage, message, "unwanted")
    await stage.press(message, "Together: allowed")
    assert not (await service.preferences(stage.alice.id)).wish.unwanted
    assert not (await service.preferences(stage.alice.id)).together


async def test_titles_go_by_the_name_that_was_chosen(stage: Stage) -> None:
    anime = next(a for a in stage.bot.service._model.current.catalogue.anime if a.japanese and not a.adult)
    await stage.slash("rate title", title=f"#{anime.id}", rating=9)
    message = stage.message(await stage.slash("settings"))
    await choose(stage, message, "titles", "japanese")
    assert f"[{anime.japanese}]" in text_of(await stage.slash("profile"))
    await choose(stage, message, "titles", "any")
    assert f"[{anime.name}]" in text_of(await stage.slash("profile"))


async def test_who_manages_the_server_chooses_for_it(stage: Stage) -> None:
    assert not [c for c in custom_ids(await stage.slash("settings"), "set") if c.endswith("server")]
    manager = stage.guild.add_member(
        stage.env.create_user("carol"),
        roles=[stage.guild.create_role("manager", permissions=discord.Permissions(manage_guild=True))],
    )
    message = stage.message(await stage.slash("settings", by=manager))
    (menu,) = (c for c in custom_ids(message, "set") if c.endswith(":server"))
    await manager.select(message, ["japanese"], custom_id=menu)
    guild = await stage.bot.service.guild_title_language(stage.guild.id)
    assert guild is TitleLanguage.JAPANESE
    alices = await stage.bot.service.preferences(stage.alice.id)
    assert await stage.bot.service.title_language(alices, stage.guild.id) is TitleLanguage.JAPANESE
    assert await stage.bot.service.title_language(alices, None) is TitleLanguage.ROMAJI
