"""/compare: the tastes of two members beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.commands import everywhere
from bot.commands.together import User, not_a_bot
from bot.commands.visibility import VISIBLE, is_private
from bot.texts import said
from bot.ui.answers import Refused, usual_for
from bot.ui.invitation import Aim, Request, ask
from bot.ui.people import person
from bot.ui.together import Party

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction


class Compare(commands.Cog):
    """Members beside each other."""

    @everywhere
    @app_commands.command(description=said("command-compare"))
    @app_commands.describe(member=said("option-compare-member"), visible=said("option-compare-visible"))
    @app_commands.choices(visible=VISIBLE)
    async def compare(self, interaction: Interaction, member: User, visible: str | None = None) -> None:
        """Show how the member compares with another, once both allow it."""
        if member.id == interaction.user.id:
            raise Refused("compare-alone")
        party = Party(person(interaction.user), (person(not_a_bot(member)),))
        private = is_private(visible, await usual_for(interaction))
        await ask(interaction, Request(Aim.COMPARISON, party, public=not private))


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Compare())
