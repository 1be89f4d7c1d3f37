"""Buttons and menus that carry their state in their custom id, and so outlive the process that sent them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar
from zlib import crc32

from discord import ui

from bot.ui.answers import (
    Message,
    Refused,
    answer,
    answer_error,
    custom_id_of,
    know_reader,
    texts_for,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.ui.answers import Interaction

VERSION = "o1"
NEVER = re.compile(r"(?!)")
OWNER = r"(?P<owner>\d{1,20})"
Value = TypeVar("Value")
ItemT = TypeVar("ItemT", bound=ui.Button[Any] | ui.Select[Any])


def custom_id(action: str, owner: int, *state: str | int) -> str:
    """The custom id of a button or menu: version, action, owner, state."""
    return ":".join((VERSION, action, str(owner), *map(str, state)))


def template(action: str, *state: str) -> re.Pattern[str]:
    """What an action's custom ids look like, given a pattern with a named group for each part of it."""
    return re.compile(":".join((VERSION, action, OWNER, *state)), re.ASCII)


class Stateful(ui.DynamicItem[ItemT], Generic[ItemT], template=NEVER):
    """A button or menu that only its owner may use; what its custom id says is checked like anything typed.

    Attributes:
        kinds: every kind of button and menu there is.
        owner: the member whom it is for.
        state: the parts of the custom id, by name.
        values: what was chosen in a menu.
    """

    kinds: ClassVar[list[type[Stateful[Any]]]] = []

    def __init_subclass__(cls, *, template: re.Pattern[str]) -> None:
        super().__init_subclass__(template=template)
        Stateful.kinds.append(cls)

    def __init__(self, item: ItemT) -> None:
        super().__init__(item)
        found = self.template.fullmatch(self.custom_id)
        if found is None:
            raise ValueError(f"{self.custom_id!r} is no custom id of {type(self).__name__}.")
        self.owner = int(found["owner"])
        self.state = found
        self.values: Sequence[str] = ()

    async def interaction_check(self, interaction: Interaction, /) -> bool:  # type: ignore[override]  # our client alone
        """Let the owner through unless there is too much to do, and tell others how to get what is theirs."""
        try:
            interaction.client.gate.enter(interaction)
        except Refused as refused:
            await answer_error(interaction, refused)
            return False
        await know_reader(interaction)
        if interaction.user.id == self.owner:
            return True
        interaction.client.metrics.refused(interaction)
        await answer(interaction, Message(f"🔒 {texts_for(interaction)('not-yours')}"))
        return False

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]  # likewise
        """Act, and answer a fault with its sentence."""
        try:
            await self.act(interaction)
        except Exception as error:  # noqa: BLE001 - the one place where the faults of presses end
            await answer_error(interaction, error)
        else:
            interaction.client.dispatch("press_completion", interaction)

    async def act(self, interaction: Interaction) -> None:
        """Do what the button or menu is for."""
        raise NotImplementedError


async def take(interaction: Interaction) -> None:
    """Let the button or menu that was used act; discord.py would read all of its message again before."""
    used = custom_id_of(interaction)
    for kind in Stateful.kinds:
        if kind.__discord_ui_compiled_template__.fullmatch(used):
            item = kind(ui.Button(custom_id=used))
            data: Mapping[str, Any] = interaction.data or {}
            item.values = data.get("values") or ()
            if await item.interaction_check(interaction):
                await item.callback(interaction)
            return
    interaction.client.metrics.arrived(interaction)
    await answer_error(interaction, Refused("button-outdated"))  # it is from another version of the bot


def choice(read: Callable[[str], Value], value: str) -> Value:
    """What the value of a menu stands for, as a type such as an enumeration reads it.

    Raises:
        Refused: it stands for nothing (any more).
    """
    try:
        return read(value)
    except ValueError as error:
        raise Refused("button-outdated") from error


def digest(name: str) -> str:
    """Eight characters that stand for a name in a custom id."""
    return f"{crc32(name.encode(errors='surrogatepass')):08x}"


def named(digests: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names behind digests that stand one after the other.

    Raises:
        Refused: one of them is none of the names (any more).
    """
    known = {digest(name): name for name in names}
    wanted = [digests[at : at + 8] for at in range(0, len(digests), 8)]
    if not all(d in known for d in wanted):
        raise Refused("button-outdated")
    return tuple(known[d] for d in wanted)
