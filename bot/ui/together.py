"""What several members may watch together: pages of titles, each with how much each of them will like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.members.records import Status
from bot.ui.answers import Message, Refused, redraw, texts_for
from bot.ui.cards import facts, heading, with_cover
from bot.ui.kept import EMOJI, status_named
from bot.ui.markup import literal, plain
from bot.ui.people import checked, column, known_parts, names, person
from bot.ui.stateful import Stateful, custom_id, template
from recommender.together import FEWEST, MOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.service import SharedPage, SharedTitle
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from bot.ui.people import Person

PAGE_SIZE = 5
MOST_OTHERS = MOST - 1
TITLE = 40
SOME = r"(?P<some>[01])"
GATHER = template("gather", SOME)


@dataclass(frozen=True, slots=True)
class Party:
    """Who wants to watch something together.

    Attributes:
        asker: the member who asks, always one of those who watch.
        others: at most 7 others who may be there.
        absent: the ids of those of the others who are not there after all.
    """

    asker: Person
    others: tuple[Person, ...]
    absent: frozenset[int] = frozenset()

    @property
    def present(self) -> tuple[Person, ...]:
        """Who watches: the asker first."""
        return (self.asker, *(one for one in self.others if one.id not in self.absent))


class ShowTogether(Stateful[ui.Button[Any]], template=template("together", r"(?P<page>\d{1,3})", SOME)):
    """A button that shows a page of the list, with or without what some have seen."""

    async def act(self, interaction: Interaction) -> None:
        """Show it in the place of what is shown now."""
        party, some = _party(interaction), self.state["some"] == "1"
        await redraw(interaction, await together(interaction, party, int(self.state["page"]), some=some))


class Gather(Stateful[ui.Select[Any]], template=GATHER):
    """A menu of the others, in which those who are there are chosen; it also keeps who they are."""

    async def act(self, interaction: Interaction) -> None:
        """Show the list for those who are there."""
        party, there = _party(interaction), self.values
        absent = frozenset(one.id for one in party.others if str(one.id) not in there)
        party = checked_party(Party(party.asker, party.others, absent))
        await redraw(interaction, await together(interaction, party, some=self.state["some"] == "1"))


async def together(interaction: Interaction, party: Party, page: int = 1, *, some: bool = False) -> Message:
    """A page of the list for a party.

    Args:
        interaction: of whoever has the list shown.
        party: whom it is for.
        page: from 1.
        some: whether it may hold what some, but not all, have seen.

    Raises:
        NotAllowed: not all of the others allow it.
        Refused: the list has no such page.
    """
    asker, *others = (one.id for one in party.present)
    found = await interaction.client.service.together(
        asker, others, page=page, size=PAGE_SIZE, seen_by_some=some
    )
    if page > 1 and not found.titles:
        raise Refused("together-no-more")
    return together_message(texts_for(interaction), party, found, some=some)


def together_message(texts: Texts, party: Party, page: SharedPage, *, some: bool) -> Message:
    """The same for a page at hand."""
    people = party.present
    blocks: list[ui.Item[Any] | str] = ["\n".join(_heading(texts, people, page, some=some))]
    for number, title in enumerate(page.titles, page.first):
        lines = [
            heading(texts, title.anime, number),
            facts(texts, title.anime),
            *_stands(texts, people, title),
        ]
        blocks.append(with_cover(texts, title.anime, "\n".join(lines)))
    if page.titles:
        blocks.append("\n".join(_legend(texts, page)))
    blocks += [
        _gather(texts, party, some=some),
        ui.ActionRow(*_buttons(texts, party.asker.id, page, some=some)),
    ]
    return Message(*blocks)


def _party(interaction: Interaction) -> Party:
    """Whom the list of a message is for, by the menu in it; whoever uses its buttons is the asker."""
    menu, _ = next(known_parts(interaction.message, discord.SelectMenu, GATHER), (None, None))
    options = menu.options if menu else []
    others = tuple(checked(option.value, option.label) for option in options)
    absent = frozenset(one.id for one, option in zip(others, options, strict=True) if not option.default)
    return checked_party(Party(person(interaction.user), others, absent))


def checked_party(party: Party) -> Party:
    """The same party.

    Raises:
        Refused: it is none: there are too few or too many, or one of them twice.
    """
    ids = {party.asker.id, *(one.id for one in party.others)}
    if len(ids) != 1 + len(party.others) or len(party.others) > MOST_OTHERS or len(party.present) < FEWEST:
        raise Refused("button-outdated")
    return party


def _heading(texts: Texts, people: Sequence[Person], page: SharedPage, *, some: bool) -> Iterator[str]:
    yield f"## 🍿 {texts('together-heading', names=names(people))}"
    if not page.titles:
        yield texts("together-nothing")
    elif some:
        yield f"-# {texts('together-seen-by-some')}"
    else:
        yield f"-# {texts('together-seen-by-none')}"
    if newcomers := [one for one in people if one.id in page.newcomers]:
        yield texts("together-newcomers", count=len(newcomers), names=names(newcomers))


def _stands(texts: Texts, people: Sequence[Person], title: SharedTitle) -> Iterator[str]:
    """How much each of them will like the title, or likes it."""
    if title.follows:
        yield f"↪️ {texts('together-goes-on', title=literal(texts.name(title.follows), TITLE))}"
    for one, stand in zip(people, title.stands, strict=True):
        kept = stand.kept
        rating = kept.rating if kept and kept.rating else stand.expected
        yield f"{column(texts, rating)} {one.shown}" + (f" {EMOJI[kept.status]}" if kept else "")


def _legend(texts: Texts, page: SharedPage) -> Iterator[str]:
    yield f"-# {texts('together-numbers')}"
    told = {stand.kept.status for title in page.titles for stand in title.stands if stand.kept}
    if told:
        yield "-# " + " · ".join(f"{EMOJI[s]} {status_named(texts, s)}" for s in Status if s in told)
    if any(status.seen for status in told):
        yield f"-# {texts('together-own-ratings')}"


def _gather(texts: Texts, party: Party, *, some: bool) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(label=one.name, value=str(one.id), default=one.id not in party.absent)
        for one in party.others
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=plain(texts("together-with-whom"), 150),
        options=options,
        min_values=1,
        max_values=len(options),
        custom_id=custom_id("gather", party.asker.id, int(some)),
    )
    return ui.ActionRow(Gather(menu))


def _buttons(texts: Texts, owner: int, page: SharedPage, *, some: bool) -> Iterator[ShowTogether]:
    def show(label: str, symbol: str, number: int, *, some: bool) -> ShowTogether:
        identity = custom_id("together", owner, number, int(some))
        return ShowTogether(ui.Button(label=label, emoji=symbol, custom_id=identity))

    if page.number > 1:
        yield show(texts("button-previous"), "◀️", page.number - 1, some=some)
    if page.more:
        yield show(texts("button-next"), "▶️", page.number + 1, some=some)
    if some:
        yield show(texts("button-seen-by-none"), "🙈", 1, some=False)
    else:
        yield show(texts("button-seen-by-some"), "👀", 1, some=True)
