"""/privacy: what is kept about members, in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands, ui
from discord.ext import commands

from bot.commands import everywhere
from bot.texts import said
from bot.ui.answers import Message, answer, texts_for
from bot.ui.links import DELETE, EXPORT, open_button

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction


class Privacy(commands.Cog):
    """What is kept, why, for how long, and how to get and delete it."""

    @everywhere
    @app_commands.command(description=said("command-privacy"))
    async def privacy(self, interaction: Interaction) -> None:
        """Say so."""
        texts, owner, client = texts_for(interaction), interaction.user.id, interaction.client
        buttons: list[ui.Item[Any]] = [
            open_button(texts, owner, EXPORT, first=True),
            open_button(texts, owner, DELETE),
        ]
        if client.policy.address:
            buttons.append(ui.Button(label=texts("button-privacy"), url=client.policy.address))
        await answer(
            interaction,
            Message(
                f"## 🔐 {texts('privacy-heading')}\n{texts('privacy-kept')}",
                texts("privacy-use"),
                texts("privacy-seen"),
                texts("privacy-time", days=client.policy.forget_after.days),
                f"-# {texts('privacy-rights')}",
                ui.ActionRow(*buttons),
            ),
        )


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Privacy())
