"""/admin status, /admin reload: for the people who run the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands
from discord.utils import format_dt

from bot.commands import servers_only
from bot.texts import said
from bot.ui.answers import Message, Refused, answer, texts_for
from bot.ui.markup import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import Osusume
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from recommender.bundle import Manifest

MOST_LINES, MOST_FIGURES = 12, 6


@servers_only
@app_commands.default_permissions(administrator=True)
class Admin(commands.GroupCog, group_name="admin", group_description=said("command-admin")):
    """How the bot stands, and another model for it.

    The model is shared by every server, so being an administrator of one is not enough. Discord only hides
    the commands; who may use them is decided here.
    """

    async def interaction_check(self, interaction: Interaction, /) -> bool:  # type: ignore[override]  # our client alone
        """Let those through who run the bot."""
        if not await runs_the_bot(interaction):
            raise Refused("not-admin")
        return True

    @app_commands.command(description=said("command-admin-status"))
    async def status(self, interaction: Interaction) -> None:
        """Show how the bot stands."""
        texts, client = texts_for(interaction), interaction.client
        status = await client.service.status()
        lines = [
            f"## 🩺 {texts('status-heading')}",
            texts(
                "status-members",
                members=status.members,
                genres=status.genre_ratings,
                titles=status.title_ratings,
            ),
            texts("status-servers", servers=len(client.guilds), shards=client.shard_count or 1),
            texts("status-catalogue", titles=status.titles),
            texts(
                "status-loaded", when=format_dt(status.loaded_at, "R"), path=literal(str(status.path), 200)
            ),
        ]
        await answer(interaction, Message("\n".join(lines), _model(texts, status.manifest)))

    @app_commands.command(description=said("command-admin-reload"))
    async def reload(self, interaction: Interaction) -> None:
        """Load the bundle anew; where it is no good, the present model goes on answering."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        texts = texts_for(interaction)
        reloaded = await interaction.client.service.reload()
        same = reloaded.before.version == reloaded.after.version
        said_so = texts("reload-same") if same else texts("reload-changed")
        before = f"### {texts('reload-before')}\n{_model(texts, reloaded.before)}"
        after = f"### {texts('reload-after')}\n{_model(texts, reloaded.after)}"
        await answer(interaction, Message(f"🔁 {said_so}", *([after] if same else [before, after])))


async def runs_the_bot(interaction: Interaction) -> bool:
    """Whether the member owns the application, is listed by the host, or administers a server it trusts."""
    member, client = interaction.user, interaction.client
    if member.id in client.admin_ids:
        return True
    if interaction.guild_id in client.admin_guilds and interaction.permissions.administrator:
        return True
    return await client.is_owner(member)


def _model(texts: Texts, manifest: Manifest) -> str:
    """What a model says of itself: version, training data, measured quality."""
    lines = [
        texts("model-version", version=literal(manifest.version, 60)),
        texts(
            "model-trained", when=literal(manifest.trained_at[:10], 40), facts=_figures(manifest.trained_on)
        ),
    ]
    lines += [f"-# {literal(mode, 60)}: {_figures(figures)}" for mode, figures in manifest.quality.items()]
    return "\n".join(lines[:MOST_LINES])


def _figures(figures: Mapping[str, float]) -> str:
    shown = [f"{literal(name, 40)} {value:,.6g}" for name, value in figures.items()]
    return " · ".join(shown[:MOST_FIGURES])


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Admin())
