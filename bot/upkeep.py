"""What is done with members' data without being asked: noting where they were met, forgetting, backing up."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.clock import WallClock
from bot.members.backup import Backups
from bot.members.database import sqlite_file
from bot.members.store import StoreError
from bot.threads import at_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord

    from bot.client import Osusume
    from bot.settings import Settings
    from bot.ui.answers import Interaction

HOUR = 3600.0  # seconds

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the host promises about members' data.

    Attributes:
        forget_after: how long members are kept after the bot has left the last place where it met them.
        address: where the privacy policy can be read; None where the host names no place.
        backups: how the database is backed up; None where that is left to the host.
    """

    forget_after: timedelta = timedelta(days=30)
    address: str | None = None
    backups: Backups | None = None


POLICY = Policy()


def policy_of(settings: Settings) -> Policy:
    """What the host has set."""
    return Policy(timedelta(days=settings.forget_after_days), settings.privacy_url, _backups(settings))


def _backups(settings: Settings) -> Backups | None:
    try:
        database = sqlite_file(settings.database_url.value)
    except StoreError:  # a server is backed up by its own means
        return None
    return Backups(
        database=database,
        folder=settings.backup_dir or database.parent / "backups",
        every=timedelta(hours=settings.backup_every_hours),
        keep=settings.backup_keep,
    )


class Upkeep(commands.Cog):
    """Notes and forgets, after answers and by the hour; what fails is tried again the next time.

    Attributes:
        task: what does so by the hour, once Discord had the bot ready.
    """

    def __init__(self, bot: Osusume) -> None:
        self._bot = bot
        self._clock = WallClock()
        self.task: asyncio.Task[None] | None = None

    async def cog_unload(self) -> None:
        """End the hourly task: the bot closes."""
        if self.task:
            self.task.cancel()

    @commands.Cog.listener()
    async def on_app_command_completion(self, interaction: Interaction, _command: object) -> None:
        """Note where a member used a command."""
        await self._meet(interaction)

    @commands.Cog.listener()
    async def on_press_completion(self, interaction: Interaction) -> None:
        """Note where a member used a button or menu."""
        await self._meet(interaction)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that the bot is in a server."""
        with _attempt():
            await self._bot.service.came_back(guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot is no longer in a server."""
        with _attempt():
            await self._bot.service.left(guild.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Note which servers the bot joined and left unseen; Discord may say so several times."""
        if self.task is None:
            self.task = asyncio.create_task(self._by_the_hour(), name="upkeep")
            return
        with _attempt():
            await self._note_servers()

    async def _by_the_hour(self) -> None:
        # discord.py's loops go by the wall clock: set back, they stop until it has caught up.
        while True:
            try:
                await self.keep_up()
            except Exception:
                log.exception("The upkeep of members' data failed.")
            await asyncio.sleep(HOUR)

    async def keep_up(self) -> None:
        """Note in which servers the bot is; one of several processes forgets and backs up for all of them."""
        known = False
        with _attempt():
            await self._note_servers()
            # Whether the bot came back to a server, only the process that serves it knows.
            known = await self._bot.service.all_present(self._bot.served)
        if not self._bot.served.leads:
            return
        if self._clock.is_believed():
            await self._forget(known=known)
        await self._back_up()

    async def _note_servers(self) -> None:
        await self._bot.service.present([guild.id for guild in self._bot.guilds], self._bot.served)

    async def _forget(self, *, known: bool) -> None:
        """Forget what can no longer be undone, and, where all servers are known, who can no longer be met."""
        with _attempt():
            await self._bot.service.forget_old_imports()
        if not known:
            return
        with _attempt():
            lost = await self._bot.service.forget_the_lost(self._bot.policy.forget_after)
            if lost:
                log.info("Forgot %d members who can no longer be met.", lost)

    async def _back_up(self) -> None:
        """Have the deleted leave the backups, and make another where one is due."""
        backups = self._bot.policy.backups
        if backups:
            with _attempt():
                await at_length(backups.forget_deleted)
            with _attempt():
                new = await at_length(backups.make_if_due, datetime.now(UTC))
                if new:
                    log.info("Backed the members' database up to %s.", new)

    async def _meet(self, interaction: Interaction) -> None:
        # Where only the member installed the bot, Discord does not tell when that ends.
        guild = self._bot.get_guild(interaction.guild_id or 0)
        with _attempt():
            await self._bot.service.met(interaction.user.id, guild.id if guild else None)


@contextmanager
def _attempt() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        log.warning("The upkeep of members' data is behind: %s", error)
