"""The tastes of two members beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from bot.ui.answers import Message, allows_adult, answer, texts_for
from bot.ui.markup import literal
from bot.ui.people import PERSON, coded, column, names, person
from bot.ui.stateful import Stateful, custom_id, template
from bot.ui.together import Party, checked_party, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.service import BothRated, Comparison, Tip
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from bot.ui.people import Person
    from recommender.catalogue import Anime

NAME = 60
FULL, EMPTY, WIDTH = "▰", "▱", 20


class ListForBoth(Stateful[ui.Button[Any]], template=template("both", PERSON)):
    """A button that leads from a comparison to a list for both."""

    async def act(self, interaction: Interaction) -> None:
        """Show it to the member alone."""
        party = checked_party(Party(person(interaction.user), (coded(self.state),)))
        await answer(interaction, await together(interaction, party))


async def compare(interaction: Interaction, one: Person, other: Person) -> Message:
    """How the tastes of two members compare.

    Raises:
        NotAllowed: one of them does not allow it.
    """
    adult = allows_adult(interaction)
    found = await interaction.client.service.compare(one.id, other.id, adult=adult)
    return compare_message(texts_for(interaction), one, other, found)


def compare_message(texts: Texts, one: Person, other: Person, found: Comparison) -> Message:
    """The same for a comparison at hand; its button is for the one."""
    blocks: list[ui.Item[Any] | str] = ["\n".join(_agreement(texts, one, other, found))]
    order = f"-# {texts('compare-order', one=one.shown, other=other.shown)}"
    if found.loved:
        lines = _rated(texts, found.loved)
        blocks.append("\n".join((f"### 😍 {texts('compare-loved')}", order, *lines)))
    if found.disputed:
        lines = _rated(texts, found.disputed)
        blocks.append("\n".join((f"### ⚡ {texts('compare-disputed')}", order, *lines)))
    if tips := [*_tip(texts, one, other, found.from_one), *_tip(texts, other, one, found.from_other)]:
        blocks.append("\n".join((f"### 🎁 {texts('compare-tips')}", *tips)))
    both: ui.Button[Any] = ui.Button(
        label=texts("button-both"), emoji="🍿", custom_id=custom_id("both", one.id, other.code)
    )
    blocks.append(ui.ActionRow(ListForBoth(both)))
    return Message(*blocks)


def _agreement(texts: Texts, one: Person, other: Person, found: Comparison) -> Iterator[str]:
    agreed = found.agreement
    yield f"## 🤝 {names((one, other))}"
    if not agreed.titles:
        yield texts("compare-nothing-shared")
        return
    share, low, high, usual = (round(100 * s) for s in (agreed.share, agreed.low, agreed.high, agreed.usual))
    full = round(agreed.share * WIDTH)
    yield f"{FULL * full}{EMPTY * (WIDTH - full)}"
    yield texts("compare-agreement", share=share, low=low, high=high)
    if agreed.uncertain:
        yield texts("compare-uncertain", usual=usual)
    elif share > usual:
        yield texts("compare-more", usual=usual)
    else:
        yield texts("compare-less", usual=usual)
    yield f"-# {texts('compare-explained', count=agreed.titles)}"


def _rated(texts: Texts, titles: Iterable[BothRated]) -> Iterator[str]:
    for both in titles:
        yield f"{column(texts, both.one)} {column(texts, both.other)} {_link(texts, both.anime)}"


def _tip(texts: Texts, one: Person, other: Person, tip: Tip | None) -> Iterator[str]:
    if tip:
        yield "- " + texts(
            "compare-tip",
            one=one.shown,
            other=other.shown,
            title=_link(texts, tip.anime),
            rating=tip.rating,
            expected=texts.decimal(tip.expected),
        )


def _link(texts: Texts, anime: Anime) -> str:
    return f"[{literal(texts.name(anime), NAME)}]({anime.url})"
