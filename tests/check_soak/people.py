"""Members beside what they told: each answer of the bot narrows down what that can be."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, Any

from tests.check_load.acts import command, said
from tests.check_load.payloads import new_id
from tests.check_soak.told import Told, halfway, view_of_export
from tests.check_soak.town import BotGone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.check_load.loopback import Asked
    from tests.check_load.payloads import Payload
    from tests.check_load.people import Member
    from tests.check_soak.told import Change, Marks
    from tests.check_soak.town import Town


class WrongError(Exception):
    """The bot did or said what no order of what a member did can lead to."""


@dataclass(slots=True, eq=False)
class Person:
    """A member.

    Attributes:
        member: who.
        town: where.
        possible: what the member may have told by now, each once: several where it is not known which of two
            things was first, or whether what was not answered was done.
        undo: the message that offers to undo the list brought last, and which list that is.
    """

    member: Member
    town: Town
    possible: list[Told] = field(default_factory=lambda: [Told()])
    undo: tuple[Payload, int] | None = None

    @property
    def told(self) -> Told:
        """What was told, as far as it is known."""
        return self.possible[0]

    async def do(self, *pairs: tuple[Change, Payload], kills: int | None = None) -> list[Asked]:
        """Do things at the same time, each a change and what Discord sends for it.

        Args:
            pairs: the things.
            kills: see `Town.ask`.

        Raises:
            BotGone: the bot was killed before it answered all.
            WrongError: the answers are not right.
        """
        changes = [change for change, _ in pairs]
        answers = await self.town.ask([event for _, event in pairs], kills)
        self.learn(changes, answers)
        if None in answers:
            raise BotGone
        return [answer for answer in answers if answer]

    async def do_one_of(self, pair: tuple[Change, Payload], refusals: Marks, kills: int) -> None:
        """Do something twice at once that is done once, whichever comes first, and refused the other time.

        Raises:
            BotGone: the bot was killed before it answered both.
            WrongError: the answers are not right.
        """
        change, event = pair
        answers = await self.town.ask([event, again(event)], kills)
        texts = [answer and json.dumps(answer.data, ensure_ascii=False) for answer in answers]
        refused = [bool(text) and any(mark in str(text) for mark in refusals) for text in texts]
        if all(refused):
            raise WrongError(f"{change} was refused twice.")
        self.learn([change], [answers[refused.index(False)]])
        if None in answers:
            raise BotGone

    def learn(self, changes: Sequence[Change], answers: Sequence[Asked | None]) -> None:
        """What may be told now; None stands for no answer."""
        texts = [answer and json.dumps(answer.data, ensure_ascii=False) for answer in answers]
        outcomes: list[Told] = []
        for told in self.possible:
            for order in permutations(zip(changes, texts, strict=True)):
                outcomes += [one for one in _outcomes(told, order) if one not in outcomes]
        if not outcomes:
            replies = [answer and said(answer.data) for answer in answers]
            before = [told.view for told in self.possible]
            raise WrongError(f"{changes} was answered {replies}, after {before}")
        self.possible = outcomes

    async def read(self) -> None:
        """Look at everything that is kept, by `/mydata export`.

        Raises:
            BotGone: the bot was killed before it answered.
            WrongError: something else is kept than was told.
        """
        (answer,) = await self.town.ask([command(self.member, "mydata export")])
        if answer is None:
            raise BotGone
        if not answer.files:
            raise WrongError(f"/mydata export was answered {said(answer.data)}")
        document = json.loads(answer.files[0])
        self.compare(view_of_export(document))
        servers = {place["server"] for place in document["places"]}
        if not servers <= {str(self.town.guild_of(self.member))}:
            raise WrongError(f"The member was never met in {servers}.")

    def compare(self, view: dict[str, Any]) -> None:
        """Hold what is kept against what was told.

        Raises:
            WrongError: they differ.
        """
        fitting = [told for told in self.possible if told.view == view]
        if not fitting:
            raise WrongError(" or ".join(_difference(told.view, view) for told in self.possible))
        self.possible = fitting


def again(event: Payload) -> Payload:
    """The same press once more."""
    return {**event, "id": new_id(), "token": f"token{new_id()}"}


def _outcomes(told: Told, order: Sequence[tuple[Change, str | None]]) -> Iterator[Told]:
    """What changes in an order can lead to, if their answers fit it."""
    states = [told]
    for change, text in order:
        if text is None:
            states = [after for state in states for after in halfway(change, state)]
        else:
            applied = [change.apply(state) for state in states]
            states = [after for after, marks in applied if any(mark in text for mark in marks)]
    yield from states


def _difference(told: dict[str, Any], kept: dict[str, Any]) -> str:
    """Where two views differ: what was told, and what is kept."""
    parts = []
    for name, one in told.items():
        other = kept[name]
        if isinstance(one, dict) and isinstance(other, dict):
            keys = [key for key in one | other if one.get(key, "-") != other.get(key, "-")]
            parts += [f"{name}, {key}: told {one.get(key, '-')}, kept {other.get(key, '-')}" for key in keys]
        elif one != other:
            parts.append(f"{name}: told {one}, kept {other}")
    return "; ".join(parts)
