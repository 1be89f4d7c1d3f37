"""/help: what the bot can do, and what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Command
from discord.ext import commands

from bot.commands import everywhere
from bot.texts import command_key, said
from bot.ui.answers import Message, answer, texts_for
from bot.ui.links import GENRES, RECOMMEND, START, open_button
from bot.ui.rating import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.client import Osusume
    from bot.texts import Texts
    from bot.ui.answers import Interaction


class Help(commands.Cog):
    """The way in."""

    @everywhere
    @app_commands.command(description=said("command-help"))
    async def help(self, interaction: Interaction) -> None:
        """List the commands that everybody may use."""
        texts, owner = texts_for(interaction), interaction.user.id
        await answer(
            interaction,
            Message(
                f"## 🌸 {texts('help-heading')}\n{texts('help-introduction')}",
                "\n".join(_commands(texts, interaction.client)),
                f"-# {texts('help-privacy')}",
                *rows(
                    [
                        open_button(texts, owner, START, first=True),
                        open_button(texts, owner, RECOMMEND),
                        open_button(texts, owner, GENRES),
                    ]
                ),
            ),
        )


def _commands(texts: Texts, bot: Osusume) -> Iterator[str]:
    for command in bot.tree.walk_commands():
        restricted = (command.root_parent or command).default_permissions is not None
        if isinstance(command, Command) and not restricted:
            name = command.qualified_name
            yield f"**/{texts.command(name)}** · {texts(command_key(name))}"


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Help())
