"""Other members in messages: who they are, and how they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import discord

from bot.ui.answers import Refused
from bot.ui.markup import literal, plain

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from bot.texts import Texts

PartT = TypeVar("PartT", discord.Button, discord.SelectMenu)

NAME, SHORT_NAME, LINE_NAME = 60, 20, 30
HIGHEST_ID = 2**63 - 1
FIGURE_SPACE = "\u2007"  # as wide as a digit
# Some count a rare character as two, and even then it is well below the length of a custom id.
PERSON = rf"(?P<person>\d{{1,20}}):(?P<name>.{{1,{SHORT_NAME}}})"


@dataclass(frozen=True, slots=True)
class Person:
    """A member, and the name by which the others know them: one line of at most `NAME` characters."""

    id: int
    name: str

    @property
    def shown(self) -> str:
        """The name as it stands in a line of a message."""
        return literal(self.name, LINE_NAME)

    @property
    def code(self) -> str:
        """The member in a custom id, as `PERSON` has it."""
        return f"{self.id}:{plain(self.name, SHORT_NAME)}"


def person(user: discord.User | discord.Member) -> Person:
    """A member whom Discord tells of."""
    return Person(user.id, plain(user.display_name, NAME))


def coded(state: re.Match[str]) -> Person:
    """The member whom a custom id tells of."""
    return checked(state["person"], state["name"])


def checked(identity: str, name: str) -> Person:
    """A member of whom a message tells.

    Raises:
        Refused: no member has such an id.
    """
    if not (identity.isdecimal() and 0 < int(identity) <= HIGHEST_ID):
        raise Refused("button-outdated")
    return Person(int(identity), plain(name, NAME))


def names(people: Iterable[Person]) -> str:
    """The names one after the other, as they stand in a line of a message."""
    return ", ".join(one.shown for one in people)


def column(texts: Texts, rating: float) -> str:
    """A rating that lines up with those above and below it: all are as wide as '10.0'."""
    return f"`{texts.decimal(rating).rjust(4, FIGURE_SPACE)}`"


def known_parts(
    message: discord.Message | None, kind: type[PartT], pattern: re.Pattern[str]
) -> Iterator[tuple[PartT, re.Match[str]]]:
    """The buttons or menus of a message whose custom ids a pattern matches, each with the match."""
    parts: list[Any] = list(message.components) if message else []
    while parts:
        part = parts.pop(0)
        if isinstance(part, kind) and part.custom_id and (found := pattern.fullmatch(part.custom_id)):
            yield part, found
        parts[:0] = getattr(part, "children", ())
