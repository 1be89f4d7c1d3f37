"""/admin status, /admin reload: for the people who run the bot."""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands
from discord.utils import format_dt

from bot.commands import servers_only
from bot.metrics import Outcome
from bot.texts import said
from bot.ui.answers import Message, Refused, answer, texts_for
from bot.ui.markup import literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.client import Osusume
    from bot.service import Status
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from recommender.bundle import Manifest

MOST_LINES, MOST_FIGURES = 12, 6
MEGABYTE = 1_000_000


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
        loaded = texts(
            "status-loaded", when=format_dt(status.loaded_at, "R"), path=literal(str(status.path), 200)
        )
        message = Message(
            "\n".join((f"## 🩺 {texts('status-heading')}", *_work(texts, client))),
            "\n".join(_kept(texts, status)),
            f"{_model(texts, status.manifest)}\n{loaded}",
        )
        await answer(interaction, message)

    @app_commands.command(description=said("command-admin-reload"))
    async def reload(self, interaction: Interaction) -> None:
        """Load the bundle anew; where it is no good, the present model goes on answering."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        texts = texts_for(interaction)
        reloaded = await interaction.client.service.reload_everywhere()
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


def _work(texts: Texts, client: Osusume) -> Iterator[str]:
    """What the process does, and how quickly."""
    metrics = client.metrics
    running = [texts("status-since", when=format_dt(metrics.started, "R"))]
    if memory := metrics.memory():
        running.append(texts("status-memory", memory=round(memory / MEGABYTE)))
    yield " · ".join(running)
    connected = [shard for shard in client.shards.values() if not shard.is_closed()]
    discord = [
        texts("status-servers", servers=len(client.guilds), shards=client.shard_count or 1),
        texts("status-connected", shards=len(connected)),
    ]
    slowest = max((shard.latency for shard in connected), default=inf)
    if isfinite(slowest):
        discord.append(texts("status-latency", ms=round(1000 * slowest)))
    yield " · ".join(discord)
    if lately := metrics.lately():
        yield texts(
            "status-answers",
            answers=lately.answers,
            median=texts.decimal(lately.median, 2),
            p95=texts.decimal(lately.p95, 2),
        )
    else:
        yield texts("status-no-answers")
    yield texts(
        "status-ended",
        answered=metrics.total(Outcome.ANSWERED),
        refused=metrics.total(Outcome.REFUSED),
        held=metrics.total(Outcome.HELD_BACK),
        failed=metrics.total(Outcome.FAILED),
    )


def _kept(texts: Texts, status: Status) -> Iterator[str]:
    """What there is to answer from."""
    yield texts(
        "status-members",
        members=status.members,
        genres=status.genre_ratings,
        titles=status.title_ratings,
    )
    yield texts("status-database", kind=status.database, size=texts.decimal(status.size / MEGABYTE))
    yield texts("status-catalogue", titles=status.titles)


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
