"""Buttons that lead on: each opens a feature as a new message that the member alone sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.ui.answers import Refused
from bot.ui.stateful import Stateful, custom_id, template

if TYPE_CHECKING:
    from bot.texts import Texts
    from bot.ui.answers import Interaction

RECOMMEND, GENRES, PROFILE, SETTINGS, WATCHLIST = "recommend", "genres", "profile", "settings", "watchlist"
TITLES, EXPORT, DELETE = "titles", "export", "delete"
START = "start"
EMOJI = {
    START: "👋",
    RECOMMEND: "🎯",
    GENRES: "🎭",
    PROFILE: "👤",
    TITLES: "📚",
    SETTINGS: "⚙️",
    WATCHLIST: "🔖",
    EXPORT: "📦",
    DELETE: "🗑️",
}


class Open(Stateful[ui.Button[Any]], template=template("open", r"(?P<feature>[a-z]{1,20})")):
    """A button that opens a feature."""

    async def act(self, interaction: Interaction) -> None:
        """Open it."""
        feature = interaction.client.features.get(self.state["feature"])
        if feature is None:
            raise Refused("button-outdated")
        await feature(interaction)


def open_button(texts: Texts, owner: int, feature: str, *, first: bool = False) -> Open:
    """The button for a feature, in the stronger colour where it is the first thing to do."""
    labels = {
        START: texts("button-start"),
        RECOMMEND: texts("button-recommend"),
        GENRES: texts("button-genres"),
        PROFILE: texts("button-profile"),
        TITLES: texts("button-all-titles"),
        SETTINGS: texts("button-settings"),
        WATCHLIST: texts("button-watchlist"),
        EXPORT: texts("button-export"),
        DELETE: texts("button-delete"),
    }
    style = discord.ButtonStyle.primary if first else discord.ButtonStyle.secondary
    button: ui.Button[Any] = ui.Button(
        label=labels[feature], emoji=EMOJI[feature], style=style, custom_id=custom_id("open", owner, feature)
    )
    return Open(button)
