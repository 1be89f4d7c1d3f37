"""How a member likes the bot to be: menus and switches that save at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ButtonStyle, ui

from bot.members.records import TitleLanguage
from bot.service import Length
from bot.ui.answers import Message, Refused, know_reader, redraw, texts_for
from bot.ui.links import PROFILE, RECOMMEND, open_button
from bot.ui.markup import plain
from bot.ui.recommendations import length_named
from bot.ui.stateful import Stateful, choice, custom_id, template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.service import Preferences
    from bot.texts import Texts
    from bot.ui.answers import Interaction

ANY = "any"
MENU = 25
REACHES = (-1.0, -0.5, 0.0, 0.5, 1.0)


class Choose(
    Stateful[ui.Select[Any]], template=template("set", r"(?P<what>titles|reach|length|types|unwanted|server)")
):
    """A menu of settings."""

    async def act(self, interaction: Interaction) -> None:
        """Keep what was chosen, and show the settings as they are now."""
        service, values = interaction.client.service, self.values
        if self.state["what"] == "server":
            await _choose_for_server(interaction, _language(values[0]))
        else:
            await service.choose(self.owner, lambda usual: _changed(usual, self.state["what"], values))
        await know_reader(interaction)
        await redraw(interaction, await settings_message(interaction))


class Switch(
    Stateful[ui.Button[Any]],
    template=template("switch", r"(?P<what>finished|public|together)", r"(?P<on>[01])"),
):
    """A button that turns a setting on or off."""

    async def act(self, interaction: Interaction) -> None:
        """Keep it, and show the settings as they are now."""
        on = self.state["on"] == "1"
        await interaction.client.service.choose(
            self.owner, lambda usual: _switched(usual, self.state["what"], on=on)
        )
        await redraw(interaction, await settings_message(interaction))


async def settings_message(interaction: Interaction) -> Message:
    """The member's settings, and for whoever manages the server the server's."""
    texts, owner, service = texts_for(interaction), interaction.user.id, interaction.client.service
    usual = await service.preferences(owner)
    types = _with_room(usual.wish.types, service.types)
    genres = _with_room(usual.wish.unwanted, service.best_known_genres)
    blocks: list[ui.Item[Any] | str] = [
        f"## ⚙️ {texts('settings-heading')}\n{texts('settings-introduction')}",
        _menu(owner, "titles", texts("settings-titles"), _own_languages(texts, usual.title_language)),
        f"### 🎯 {texts('settings-lists')}",
        _menu(owner, "reach", texts("settings-reach"), _reaches(texts, usual.wish.reach)),
        _menu(owner, "length", texts("settings-length"), _lengths(texts, usual.wish.length)),
        _several(owner, "types", texts("settings-types"), types, usual.wish.types),
        _several(owner, "unwanted", texts("settings-unwanted"), sorted(genres), usual.wish.unwanted),
        ui.ActionRow(*_switches(texts, owner, usual)),
        f"-# {texts('settings-together')}",
    ]
    if interaction.guild_id and interaction.permissions.manage_guild:
        chosen = await service.guild_title_language(interaction.guild_id)
        blocks.append(f"### 🏠 {texts('settings-server')}")
        named = _languages(texts, chosen or TitleLanguage.ROMAJI)
        blocks.append(_menu(owner, "server", texts("settings-server-titles"), named))
    blocks.append(
        ui.ActionRow(open_button(texts, owner, RECOMMEND, first=True), open_button(texts, owner, PROFILE))
    )
    return Message(*blocks)


async def _choose_for_server(interaction: Interaction, language: TitleLanguage | None) -> None:
    if not interaction.guild_id or not interaction.permissions.manage_guild:
        raise Refused("settings-not-manager")
    await interaction.client.service.choose_for_guild(interaction.guild_id, language)


def _changed(usual: Preferences, what: str, values: Sequence[str]) -> Preferences:
    wish = usual.wish
    match what:
        case "titles":
            return replace(usual, title_language=_language(values[0]))
        case "reach":
            return replace(usual, wish=replace(wish, reach=REACHES[choice(int, values[0]) % len(REACHES)]))
        case "length":
            length = None if values[0] == ANY else choice(Length, values[0])
            return replace(usual, wish=replace(wish, length=length))
        case "types":
            return replace(usual, wish=replace(wish, types=tuple(values)))
        case _:
            return replace(usual, wish=replace(wish, unwanted=tuple(values)))


def _switched(usual: Preferences, what: str, *, on: bool) -> Preferences:
    match what:
        case "finished":
            return replace(usual, wish=replace(usual.wish, finished=on))
        case "public":
            return replace(usual, public=on)
        case _:
            return replace(usual, together=on)


def _language(value: str) -> TitleLanguage | None:
    return None if value == ANY else choice(TitleLanguage, value)


def _own_languages(texts: Texts, chosen: TitleLanguage | None) -> list[discord.SelectOption]:
    return [_option(texts("titles-any"), ANY, chosen=chosen is None), *_languages(texts, chosen)]


def _languages(texts: Texts, chosen: TitleLanguage | None) -> list[discord.SelectOption]:
    names = {
        TitleLanguage.ROMAJI: texts("titles-romaji"),
        TitleLanguage.ENGLISH: texts("titles-english"),
        TitleLanguage.JAPANESE: texts("titles-japanese"),
    }
    return [_option(name, value, chosen=value == chosen) for value, name in names.items()]


def _reaches(texts: Texts, chosen: float) -> list[discord.SelectOption]:
    names = (
        texts("reach-most-popular"),
        texts("reach-popular"),
        texts("reach-neutral"),
        texts("reach-niche"),
        texts("reach-most-niche"),
    )
    return [_option(name, str(at), chosen=REACHES[at] == chosen) for at, name in enumerate(names)]


def _lengths(texts: Texts, chosen: Length | None) -> list[discord.SelectOption]:
    names: dict[str, str] = {ANY: texts("length-any")}
    names |= {length: length_named(texts, length) for length in Length}
    return [_option(name, value, chosen=value == (chosen or ANY)) for value, name in names.items()]


def _option(name: str, value: str, *, chosen: bool) -> discord.SelectOption:
    return discord.SelectOption(label=plain(name, 100), value=value, default=chosen)


def _menu(owner: int, what: str, placeholder: str, options: list[discord.SelectOption]) -> ui.ActionRow[Any]:
    menu: ui.Select[Any] = ui.Select(
        placeholder=plain(placeholder, 150), options=options, custom_id=custom_id("set", owner, what)
    )
    return ui.ActionRow(Choose(menu))


def _with_room(chosen: Sequence[str], names: Sequence[str]) -> list[str]:
    """What a menu has room for: what is chosen, and of the others the first."""
    return list(dict.fromkeys((*chosen, *names)))[:MENU]


def _several(
    owner: int, what: str, placeholder: str, names: Sequence[str], chosen: Sequence[str]
) -> ui.ActionRow[Any]:
    menu: ui.Select[Any] = ui.Select(
        placeholder=plain(placeholder, 150),
        options=[_option(name, name, chosen=name in chosen) for name in names],
        min_values=0,
        max_values=len(names),
        custom_id=custom_id("set", owner, what),
    )
    return ui.ActionRow(Choose(menu))


def _switches(texts: Texts, owner: int, usual: Preferences) -> list[Switch]:
    def switch(what: str, label: str, *, on: bool) -> Switch:
        style = ButtonStyle.success if on else ButtonStyle.secondary
        identity = custom_id("switch", owner, what, int(not on))
        return Switch(ui.Button(label=label, style=style, custom_id=identity))

    return [
        switch(
            "finished",
            texts("settings-finished-on") if usual.wish.finished else texts("settings-finished-off"),
            on=usual.wish.finished,
        ),
        switch(
            "public",
            texts("settings-public-on") if usual.public else texts("settings-public-off"),
            on=usual.public,
        ),
        switch(
            "together",
            texts("settings-together-on") if usual.together else texts("settings-together-off"),
            on=usual.together,
        ),
    ]
