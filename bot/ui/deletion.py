"""Asking before everything about a member is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui

from bot.ui.answers import WARNING, Message, redraw, texts_for
from bot.ui.stateful import Stateful, custom_id, template

if TYPE_CHECKING:
    from bot.service import Held
    from bot.texts import Texts
    from bot.ui.answers import Interaction


class AnswerDeletion(Stateful[ui.Button[Any]], template=template("delete", r"(?P<answer>yes|no)")):
    """A button that deletes everything, or leaves it."""

    async def act(self, interaction: Interaction) -> None:
        """Do so, and say so."""
        texts = texts_for(interaction)
        if self.state["answer"] == "no":
            await redraw(interaction, Message(texts("delete-kept")))
            return
        gone = await interaction.client.service.delete(self.owner)
        await redraw(
            interaction, Message(f"🗑️ {texts('delete-done', genres=gone.genres, titles=gone.titles)}")
        )


def deletion_question(texts: Texts, owner: int, held: Held) -> Message:
    """What would go, with a button for yes and one for no."""
    yes: ui.Button[Any] = ui.Button(
        label=texts("button-delete"), style=ButtonStyle.danger, custom_id=custom_id("delete", owner, "yes")
    )
    no: ui.Button[Any] = ui.Button(label=texts("button-keep"), custom_id=custom_id("delete", owner, "no"))
    return Message(
        f"⚠️ {texts('delete-question', genres=held.genres, titles=held.titles)}",
        texts("delete-more"),
        ui.ActionRow(AnswerDeletion(yes), AnswerDeletion(no)),
        colour=WARNING,
    )
