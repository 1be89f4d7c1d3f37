"""The Discord client: what it asks of Discord, how it starts, and where every fault of a command ends."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands import EXTENSIONS
from bot.gate import Gate, Limits
from bot.lists.sent import fetch
from bot.metrics import Metrics
from bot.shards import Shards
from bot.texts import CommandTranslator
from bot.ui import forms, stateful
from bot.ui.answers import Refused, answer_error, know_reader
from bot.upkeep import POLICY, Upkeep

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from yarl import URL

    from bot.service import Service
    from bot.ui.answers import Interaction
    from bot.upkeep import Policy

PAGE_SIZE = 3  # cards with five buttons each; a fourth would leave room for one button to go on with
LIMITS = Limits()
LARGEST_NUMBER = 2**53  # that Discord sends
LONGEST_WAIT = 60.0  # seconds that Discord may ask the bot to wait
GROUPS = {discord.AppCommandOptionType.subcommand.value, discord.AppCommandOptionType.subcommand_group.value}
# Interactions bring the member along; servers and their channels say where titles for adults are allowed.
INTENTS = discord.Intents(guilds=True)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = (
    False  # a bot that does not speak needs neither
)

log = logging.getLogger(__name__)


class Osusume(commands.AutoShardedBot):
    """The bot on Discord.

    Attributes:
        service: every feature.
        features: what opens a feature for whoever pressed a button, by its name in `bot.ui.links`.
        admin_ids: the people, beside the application's owners, who may use /admin.
        admin_guilds: the servers whose administrators may, too.
        page_size: how many titles a page of recommendations holds.
        policy: what the host promises about members' data.
        metrics: what it measures of itself.
        download: gets a file that a member sent, within bounds; the playground has its own.
        refused: how many requests were refused or failed so far.
        was_ready: whether Discord ever had the bot ready.
    """

    def __init__(  # noqa: PLR0913 - each by its name
        self,
        service: Service,
        *,
        admin_ids: frozenset[int] = frozenset(),
        admin_guilds: frozenset[int] = frozenset(),
        page_size: int = PAGE_SIZE,
        policy: Policy = POLICY,
        limits: Limits = LIMITS,
        shards: Shards | None = None,
        metrics: Metrics | None = None,
        synced: Path | None = None,
    ) -> None:
        """Make a client that is not connected.

        Args:
            service: every feature.
            admin_ids: see above.
            admin_guilds: see above.
            page_size: see above.
            policy: see above.
            limits: how much the bot takes on.
            shards: which it runs, where others run elsewhere; without them all, as many as Discord advises.
            metrics: see above; its own where none are handed in.
            synced: the file that remembers what Discord was told last; without one it is told anew.
        """
        super().__init__(
            command_prefix=commands.when_mentioned,  # asked for, though all commands are slash commands
            help_command=None,
            tree_cls=Tree,
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
            shard_ids=list(shards.ids) if shards else None,  # type: ignore[arg-type]  # None is its default
            shard_count=shards.count if shards else None,
        )
        self.service = service
        self.features: dict[str, Callable[[Interaction], Awaitable[None]]] = {}
        self.admin_ids = admin_ids
        self.admin_guilds = admin_guilds
        self.page_size = page_size
        self.policy = policy
        self.gate = Gate(limits)
        self.metrics = metrics or Metrics()
        self.metrics.client = self
        self.download: Callable[[discord.Attachment], Awaitable[bytes]] = _download
        self.refused = 0
        self.was_ready = False
        self._synced = synced
        self._launched: set[int] = set()

    @property
    def served(self) -> Shards:
        """The shards that it runs; how many Discord advises is known once it is connected."""
        count = self.shard_count or 1
        return Shards(tuple(self.shard_ids or range(count)), count)

    async def setup_hook(self) -> None:
        """Load the commands, and tell Discord what changed."""
        await self.tree.set_translator(CommandTranslator())
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        await self.add_cog(Upkeep(self))
        if self.served.leads:
            await self._sync()

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard for the first time.

        Raises:
            discord.GatewayNotFound: it was tried, in vain; discord.py itself would try for ever.
        """
        if shard_id in self._launched:
            raise discord.GatewayNotFound
        self._launched.add(shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def on_ready(self) -> None:
        """Say in the log that the bot is there; Discord may say so several times."""
        self.was_ready = True
        log.info("Ready as %s in %d servers.", self.user, len(self.guilds))
        await self.service.get_ready()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take what was pressed, chosen or filled in."""
        if interaction.type is discord.InteractionType.component:
            await stateful.take(interaction)
        elif interaction.type is discord.InteractionType.modal_submit:
            await forms.take(interaction)

    async def _sync(self) -> None:
        print_of_commands = await self._fingerprint()
        if self._synced and _read(self._synced) == print_of_commands:
            return
        try:
            await self.tree.sync()
        except discord.RateLimited as limit:
            log.warning("Discord will be told of the commands at a later start: %s", limit)
            return
        log.info("Told Discord of the commands.")
        if self._synced:
            _write(self._synced, print_of_commands)

    async def _fingerprint(self) -> str:
        """A hash of all that Discord is told of the commands, and of the application they belong to."""
        translator = self.tree.translator
        assert translator is not None  # noqa: S101 - set in setup_hook
        payload = [
            await command.get_translated_payload(self.tree, translator)
            for command in self.tree.get_commands()
        ]
        told = json.dumps([self.application_id, payload], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


class Tree(app_commands.CommandTree[Osusume]):
    """The commands, and where the faults of all of them end.

    A refusal, by the service or by the Discord side, says its own sentence. So does a command that Discord
    still knows in an older form. Anything else is the bot's fault, and is logged.
    """

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Get ready to answer, unless there is too much to do; a search then finds nothing."""
        try:
            interaction.client.gate.enter(interaction)
        except Refused:
            if interaction.type is not discord.InteractionType.autocomplete:
                raise
            await interaction.response.autocomplete([])
            return False
        await know_reader(interaction)
        if not _fits(interaction):
            raise Refused("command-outdated")
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Answer a fault."""
        fault: Exception = error
        if isinstance(error, app_commands.CommandInvokeError):
            fault = error.original
        elif isinstance(
            error,
            app_commands.CommandNotFound
            | app_commands.CommandSignatureMismatch
            | app_commands.TransformerError,
        ):
            fault = Refused("command-outdated")
        await answer_error(interaction, fault)


def _fits(interaction: Interaction) -> bool:
    """Whether all options are of the types and among the choices that the command has now."""
    command, typing = interaction.command, interaction.type is discord.InteractionType.autocomplete
    if typing or not isinstance(command, app_commands.Command):
        return True
    data: Any = interaction.data
    options = data.get("options", [])
    while options and options[0]["type"] in GROUPS:
        options = options[0].get("options", [])
    return all(_is_value(command.get_parameter(option["name"]), option) for option in options)


def _is_value(parameter: app_commands.Parameter | None, option: dict[str, Any]) -> bool:
    if parameter is None:
        return True
    value = option["value"]
    if option["type"] != parameter.type.value or (isinstance(value, int) and abs(value) > LARGEST_NUMBER):
        return False
    return not parameter.choices or value in [choice.value for choice in parameter.choices]


async def _download(file: discord.Attachment) -> bytes:
    # Its own `read` takes whatever comes.
    return await fetch(file.url)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    except OSError as error:
        log.warning("Discord will be told of the commands again at the next start: %s", error)


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except (OSError, UnicodeDecodeError):
        return ""
