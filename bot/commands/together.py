"""/together: what several members may watch; and in the menu of every member, what they would like."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands import everywhere
from bot.commands.visibility import VISIBLE, is_private
from bot.service import NotAllowed
from bot.texts import said
from bot.ui.answers import Refused, answer, usual_for
from bot.ui.for_member import for_member
from bot.ui.invitation import Aim, Request, ask
from bot.ui.links import RECOMMEND
from bot.ui.people import person
from bot.ui.together import Party

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction

User: TypeAlias = discord.User | discord.Member


class Together(commands.Cog):
    """Lists for several members."""

    @everywhere
    @app_commands.command(description=said("command-together"))
    @app_commands.describe(
        member1=said("option-together-member1"),
        member2=said("option-together-more"),
        member3=said("option-together-more"),
        member4=said("option-together-more"),
        member5=said("option-together-more"),
        member6=said("option-together-more"),
        member7=said("option-together-more"),
        seen_by_some=said("option-together-seen-by-some"),
        visible=said("option-together-visible"),
    )
    @app_commands.choices(visible=VISIBLE)
    async def together(  # noqa: PLR0913, PLR0917 - one for each of the command's options
        self,
        interaction: Interaction,
        member1: User,
        member2: User | None = None,
        member3: User | None = None,
        member4: User | None = None,
        member5: User | None = None,
        member6: User | None = None,
        member7: User | None = None,
        seen_by_some: bool = False,
        visible: str | None = None,
    ) -> None:
        """Show a list for all of them, once all allow it."""
        named = (member1, member2, member3, member4, member5, member6, member7)
        others = {one.id: one for one in named if one and one.id != interaction.user.id}
        if not others:
            raise Refused("together-alone")
        party = Party(person(interaction.user), tuple(person(not_a_bot(one)) for one in others.values()))
        private = is_private(visible, await usual_for(interaction))
        await ask(interaction, Request(Aim.LIST, party, some=seen_by_some, public=not private))


async def recommend_for(interaction: Interaction, member: User) -> None:
    """Show another member's list to the member who asks for it alone."""
    if member.id == interaction.user.id:
        await interaction.client.features[RECOMMEND](interaction)
        return
    try:
        message = await for_member(interaction, person(not_a_bot(member)))
    except NotAllowed:
        raise Refused("for-member-not-allowed", name=member.display_name) from None
    await answer(interaction, message)


def not_a_bot(user: User) -> User:
    """The same user.

    Raises:
        Refused: it is a bot.
    """
    if user.bot:
        raise Refused("together-bot", name=user.display_name)
    return user


async def setup(bot: Osusume) -> None:
    """Add the cog, and the entry to the menu."""
    await bot.add_cog(Together())
    menu = app_commands.ContextMenu(
        name=said("menu-recommend-for"), callback=recommend_for, type=discord.AppCommandType.user
    )
    bot.tree.add_command(everywhere(menu))
