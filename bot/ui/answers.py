"""How the bot answers: one look for every message, and one sentence for every fault."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.delivery import UndeliveredError, is_lost
from bot.lists.entry import ListFault
from bot.logs import hashed
from bot.members.store import StoreError
from bot.service import UserError
from bot.texts import LANGUAGES, Texts
from bot.ui.markup import literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from bot.client import Osusume
    from bot.service import Preferences

    Interaction: TypeAlias = discord.Interaction[Osusume]
    Block: TypeAlias = ui.Item[Any] | str

ACCENT = discord.Colour(0xE8618C)
WARNING = discord.Colour(0xE0A030)
LONGEST_ARGUMENT = 300
TITLES, USUAL = "titles", "usual"  # the keys of what an interaction carries: title language, preferences

log = logging.getLogger(__name__)


class Refused(app_commands.AppCommandError):
    """A request that the Discord side itself turns down, with the key of the sentence that says why."""

    def __init__(self, key: str, **arguments: str | int) -> None:
        super().__init__(key)
        self.id = key
        self.arguments = arguments


class Message(ui.LayoutView):
    """A message: blocks, one below the other, in a frame of the bot's colour. A string is Markdown."""

    def __init__(self, *blocks: Block, colour: discord.Colour = ACCENT) -> None:
        super().__init__(timeout=None)
        items = [ui.TextDisplay(block) if isinstance(block, str) else block for block in blocks]
        self.add_item(ui.Container(*items, accent_colour=colour))
        # Every button carries its own state, so nothing needs to be kept of a message that was sent.
        self.stop()


async def know_reader(interaction: Interaction) -> None:
    """Look up what the member who acted chose, before anything is said."""
    service = interaction.client.service
    try:
        usual = interaction.extras[USUAL] = await service.preferences(interaction.user.id)
        interaction.extras[TITLES] = await service.title_language(usual, interaction.guild_id)
    except StoreError as error:
        log.warning("Titles go by their romaji names: %s", error)  # what comes next says what is wrong


async def usual_for(interaction: Interaction) -> Preferences:
    """What the member who acted chose, as `know_reader` found out."""
    usual: Preferences | None = interaction.extras.get(USUAL)
    return usual or await interaction.client.service.preferences(interaction.user.id)


def texts_for(interaction: Interaction) -> Texts:
    """The texts in the language of the member who acted, naming titles as `know_reader` found out."""
    texts = LANGUAGES.of(interaction.locale.value)
    return texts.naming(interaction.extras.get(TITLES, texts.titles))


def allows_adult(interaction: Interaction) -> bool:
    """Whether titles for adults may be shown here: in a channel that is known to be age-restricted."""
    channel = interaction.channel
    is_nsfw = getattr(channel, "is_nsfw", None)
    return not isinstance(channel, discord.DMChannel | discord.GroupChannel) and bool(is_nsfw and is_nsfw())


def custom_id_of(interaction: Interaction) -> str:
    """The custom id of the button or menu that was used."""
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id"))


async def answer(
    interaction: Interaction, message: Message, *, private: bool = True, file: discord.File | None = None
) -> None:
    """Answer with a new message, seen by the member alone unless it is not private."""
    files = [] if file is None else [file]
    if interaction.response.is_done():
        await interaction.followup.send(view=message, ephemeral=private, files=files)
    else:
        await interaction.response.send_message(view=message, ephemeral=private, files=files)


async def redraw(interaction: Interaction, message: Message, file: discord.File | None = None) -> None:
    """Answer a press by putting another message in the place of the one it was on."""
    files = [] if file is None else [file]
    await interaction.response.edit_message(view=message, attachments=files)


async def answer_error(interaction: Interaction, error: Exception) -> None:
    """Say in one sentence what went wrong; where Discord takes no answer, a line in the log does."""
    if is_lost(error):
        _note_lost(interaction, error)
        if not interaction.response.is_done():
            interaction.client.refused += 1
            return  # Discord itself says that there is none
        error = Refused("error-undelivered")
    try:
        await answer(interaction, error_message(interaction, error))
    except (discord.HTTPException, UndeliveredError) as fault:
        _note_lost(interaction, fault)


def _note_lost(interaction: Interaction, error: Exception) -> None:
    interaction.client.metrics.failed(interaction)
    log.warning("An answer did not reach Discord (%s): %s", _who(interaction), error)


def error_message(interaction: Interaction, error: Exception) -> Message:
    """What went wrong in one sentence; the bot's own faults go to the log under a short reference."""
    texts = texts_for(interaction)
    interaction.client.refused += 1
    if isinstance(error, UserError | ListFault | Refused):
        interaction.client.metrics.refused(interaction)
        sentence = texts(error.id, **_shown(error.arguments))
    elif isinstance(error, StoreError):
        interaction.client.metrics.failed(interaction)
        log.error("The members' database failed while answering %s: %s", _who(interaction), error)
        sentence = texts("error-database")
    else:
        interaction.client.metrics.failed(interaction)
        reference = secrets.token_hex(3)
        log.error("Fault %s while answering %s.", reference, _who(interaction), exc_info=error)
        sentence = texts("error-unexpected", reference=reference)
    return Message(f"⚠️ {sentence}", colour=WARNING)


def _shown(arguments: dict[str, str | int]) -> dict[str, str | int]:
    """The arguments of a sentence made safe; an empty one is 'none', because Fluent cannot match nothing."""
    return {
        name: (literal(value, LONGEST_ARGUMENT) if value else "none") if isinstance(value, str) else value
        for name, value in arguments.items()
    }


def _who(interaction: Interaction) -> str:
    """What was used, and by whom, as far as a log may tell."""
    return f"{_name(interaction)} by {hashed(interaction.user.id)}"


def _name(interaction: Interaction) -> str:
    if interaction.command:
        return f"/{interaction.command.qualified_name}"
    # The rest of a custom id holds a member's id.
    return ":".join(custom_id_of(interaction).split(":")[:2])
