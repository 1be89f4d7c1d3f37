"""Asking members whether they allow what another asked for: a button for each, and then the answer itself.

Who was asked for is kept in the message alone: each button has a member's id and name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import discord
from discord import ButtonStyle, ui

from bot.service import NotAllowed
from bot.ui.answers import Message, Refused, answer, redraw, texts_for
from bot.ui.compare import compare
from bot.ui.people import checked, known_parts, names
from bot.ui.rating import rows
from bot.ui.stateful import Stateful, custom_id, template
from bot.ui.together import SOME, Party, checked_party, together
from recommender.together import FEWEST

if TYPE_CHECKING:
    import re
    from collections.abc import Set as AbstractSet

    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from bot.ui.people import Person

WAITING, ALLOWED = "👋", "✅"


class Aim(StrEnum):
    """What is asked for."""

    LIST = "l"
    COMPARISON = "c"


@dataclass(frozen=True, slots=True)
class Request:
    """What a member asked for, that others have to allow.

    Attributes:
        aim: what it is.
        party: who asks, and whose tastes are asked for.
        some: whether a list may hold what some, but not all, have seen.
        public: whether everyone in the channel sees the answer.
    """

    aim: Aim
    party: Party
    some: bool = False
    public: bool = True

    @property
    def state(self) -> tuple[str, int, int]:
        """All but the party, in a custom id."""
        return self.aim, int(self.some), int(self.public)


STATE = rf"(?P<aim>[{''.join(Aim)}])", SOME, r"(?P<public>[01])"
ALLOW = template("allow", *STATE)


class Allow(Stateful[ui.Button[Any]], template=ALLOW):
    """A button with the name of a member, who alone can press it, and who so allows what others ask for."""

    async def act(self, interaction: Interaction) -> None:
        """Keep that, and once all have allowed it, show what was asked for."""
        request = _request(interaction, self.state)
        await interaction.client.service.allow_together(self.owner)
        try:
            message = await _answer_to(interaction, request)
        except NotAllowed as error:
            message = invitation_message(texts_for(interaction), request, error.members)
        else:
            if not request.public:
                message = invitation_message(texts_for(interaction), request, frozenset())
        await redraw(interaction, message)


class ShowAllowed(Stateful[ui.Button[Any]], template=template("allowed", *STATE)):
    """A button that shows what all have allowed to the member who asked for it."""

    async def act(self, interaction: Interaction) -> None:
        """Show it to the member alone."""
        request = _request(interaction, self.state)
        if request.party.asker.id != self.owner:
            raise Refused("button-outdated")
        await answer(interaction, await _answer_to(interaction, request))


async def ask(interaction: Interaction, request: Request) -> None:
    """Answer with what is asked for, or where that is not allowed yet, ask everyone concerned."""
    try:
        message = await _answer_to(interaction, request)
    except NotAllowed as error:
        message = invitation_message(texts_for(interaction), request, error.members)
        await answer(interaction, message, private=False)
    else:
        await answer(interaction, message, private=not request.public)


def invitation_message(texts: Texts, request: Request, lacking: AbstractSet[int]) -> Message:
    """A button for each member; those who are lacking can press theirs."""
    asker = request.party.asker
    if request.aim is Aim.LIST:
        asked = texts("invitation-list", name=asker.shown)
    else:
        asked = texts("invitation-comparison", name=asker.shown)
    blocks: list[ui.Item[Any] | str] = [f"## 🤝 {asked}"]
    if lacking:
        waiting = names(one for one in request.party.present if one.id in lacking)
        blocks.append(f"{texts('invitation-press')}\n{WAITING} {waiting}")
    else:
        blocks.append(texts("invitation-allowed", name=asker.shown))
    blocks += rows(_name_button(request, one, waiting=one.id in lacking) for one in request.party.present)
    if lacking:
        blocks.append(f"-# {texts('invitation-meaning')}")
    else:
        show: ui.Button[Any] = ui.Button(
            label=texts("button-show"),
            style=ButtonStyle.primary,
            custom_id=custom_id("allowed", asker.id, *request.state),
        )
        blocks.append(ui.ActionRow(ShowAllowed(show)))
    return Message(*blocks)


def _name_button(request: Request, one: Person, *, waiting: bool) -> Allow:
    button: ui.Button[Any] = ui.Button(
        label=one.name,
        emoji=WAITING if waiting else ALLOWED,
        style=ButtonStyle.success if waiting else ButtonStyle.secondary,
        disabled=not waiting,
        custom_id=custom_id("allow", one.id, *request.state),
    )
    return Allow(button)


async def _answer_to(interaction: Interaction, request: Request) -> Message:
    """What is asked for.

    Raises:
        NotAllowed: some of those concerned do not allow it.
    """
    party = request.party
    if request.aim is Aim.COMPARISON:
        return await compare(interaction, party.asker, party.others[0])
    return await together(interaction, party, some=request.some)


def _request(interaction: Interaction, state: re.Match[str]) -> Request:
    """What a message with buttons of members was about."""
    buttons = known_parts(interaction.message, discord.Button, ALLOW)
    people = [checked(found["owner"], button.label or "") for button, found in buttons]
    if len(people) < FEWEST or (state["aim"] == Aim.COMPARISON and len(people) > FEWEST):
        raise Refused("button-outdated")
    party = checked_party(Party(people[0], tuple(people[1:])))
    return Request(Aim(state["aim"]), party, some=state["some"] == "1", public=state["public"] == "1")
