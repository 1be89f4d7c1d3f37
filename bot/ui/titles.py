"""All about one title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from bot.ui.answers import answer, texts_for
from bot.ui.rating import chosen_title, title_question
from bot.ui.stateful import Stateful, custom_id, template

if TYPE_CHECKING:
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from recommender.catalogue import Anime


class AboutTitle(Stateful[ui.Button[Any]], template=template("about", r"(?P<anime>\d{1,10})")):
    """A button that tells all about a title."""

    async def act(self, interaction: Interaction) -> None:
        """Tell it to the member alone."""
        anime = await chosen_title(interaction, f"#{self.state['anime']}")
        await answer(interaction, title_question(texts_for(interaction), self.owner, anime))


def about_button(texts: Texts, owner: int, anime: Anime) -> AboutTitle:
    """The button that tells all about a title."""
    button: ui.Button[Any] = ui.Button(
        label=texts("button-about"), emoji="🔎", custom_id=custom_id("about", owner, anime.id)
    )
    return AboutTitle(button)
