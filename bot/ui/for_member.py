"""What one member could recommend to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from bot.ui.answers import Message, Refused, redraw, texts_for
from bot.ui.cards import facts, heading, with_cover
from bot.ui.links import RECOMMEND, open_button
from bot.ui.people import PERSON, coded
from bot.ui.stateful import Stateful, custom_id, template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.service import Page
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from bot.ui.people import Person
    from recommender.ranking import Recommendation

PAGE_SIZE = 5


class TurnForMember(Stateful[ui.Button[Any]], template=template("for", r"(?P<page>\d{1,3})", PERSON)):
    """A button that turns to another page of another member's list."""

    async def act(self, interaction: Interaction) -> None:
        """Show that page in the place of this one."""
        await redraw(interaction, await for_member(interaction, coded(self.state), int(self.state["page"])))


async def for_member(interaction: Interaction, other: Person, page: int = 1) -> Message:
    """A page of another member's list.

    Raises:
        NotAllowed: the other does not allow it.
        Refused: the other has told nothing, or the list has no such page.
    """
    found = await interaction.client.service.recommend_to(other.id, page=page, size=PAGE_SIZE)
    if found.newcomer:
        raise Refused("for-member-newcomer", name=other.name)
    if page > 1 and not found.cards:
        raise Refused("together-no-more")
    return for_member_message(texts_for(interaction), interaction.user.id, other, found)


def for_member_message(texts: Texts, owner: int, other: Person, page: Page) -> Message:
    """The same for a page at hand; its buttons are for the owner."""
    lines = [f"## 🎁 {texts('for-member-heading', name=other.shown)}"]
    lines.append(f"-# {texts('for-member-introduction')}" if page.cards else texts("for-member-nothing"))
    cards = (_card(texts, other, number, found) for number, found in enumerate(page.cards, page.first))
    return Message("\n".join(lines), *cards, ui.ActionRow(*_buttons(texts, owner, other, page)))


def _card(texts: Texts, other: Person, number: int, found: Recommendation) -> ui.Item[Any]:
    expected = texts("for-member-expected", rating=texts.decimal(found.predicted_rating), name=other.shown)
    lines = heading(texts, found.anime, number), f"{facts(texts, found.anime)} · {expected}"
    return with_cover(texts, found.anime, "\n".join(lines))


def _buttons(texts: Texts, owner: int, other: Person, page: Page) -> Iterator[ui.Item[Any]]:
    def turn(label: str, symbol: str, number: int) -> TurnForMember:
        identity = custom_id("for", owner, number, other.code)
        return TurnForMember(ui.Button(label=label, emoji=symbol, custom_id=identity))

    if page.number > 1:
        yield turn(texts("button-previous"), "◀️", page.number - 1)
    if page.more:
        yield turn(texts("button-next"), "▶️", page.number + 1)
    yield open_button(texts, owner, RECOMMEND)
