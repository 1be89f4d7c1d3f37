"""What several members may watch together, and what one may recommend to another, where all allowed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.members.records import Status
from bot.service.preferences import Choosing, preferences_of
from bot.service.problems import Problem, UserError
from bot.service.recommending import LAST_PAGE, Recommending
from bot.service.wishes import Wish
from bot.threads import in_turn
from recommender.together import FEWEST, MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.members.records import Kept, Record
    from bot.service.recommending import Page
    from recommender.catalogue import Anime, Catalogue
    from recommender.ranking import Query
    from recommender.together import Shared


class NotAllowed(UserError):  # noqa: N818 - nothing failed: they can be asked
    """Some of the members have not allowed what was asked for, or do not allow it any more.

    Attributes:
        members: their ids.
    """

    def __init__(self, members: frozenset[int]) -> None:
        super().__init__(Problem.NOT_ALLOWED)
        self.members = members


@dataclass(frozen=True, slots=True)
class Stand:
    """How a member stands to a title.

    Attributes:
        expected: the rating expected of the member, 1 to 10.
        kept: what the member told of it; None for nothing.
    """

    expected: float
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class SharedTitle:
    """A title of a list for several members.

    Attributes:
        anime: the title.
        stands: how each member stands to it, in the members' order.
        follows: what all of them have seen that it goes on from; None where it begins something.
    """

    anime: Anime
    stands: tuple[Stand, ...]
    follows: Anime | None


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page of a list for several members.

    Attributes:
        titles: the best first; none where nothing (more) is left for all of them.
        number: which page, from 1.
        first: the place of the first title in the whole list, from 1.
        more: whether a next page holds something.
        newcomers: the members who have told nothing yet, for whom it goes by what most people like.
    """

    titles: tuple[SharedTitle, ...]
    number: int
    first: int
    more: bool
    newcomers: frozenset[int]


class Together(Choosing, Recommending):
    """Lists for and with others, who have to have allowed it in their settings."""

    async def allow_together(self, member: int) -> None:
        """Let others ask for lists with the member, and compare their taste with the member's."""
        await self.choose(member, lambda usual: replace(usual, together=True))

    async def together(
        self, asker: int, others: Sequence[int], *, page: int = 1, size: int = 5, seen_by_some: bool = False
    ) -> SharedPage:
        """A page of what several members may watch together.

        Nothing that one of them does not want is on it, and nothing of a genre that one of them never wants.
        What one of them wants to watch may be.

        Args:
            asker: who asks for it, and allows it so.
            others: 1 to 7 others.
            page: which page, 1 to `LAST_PAGE`.
            size: how many titles a page holds.
            seen_by_some: whether titles may be shown that some have seen, but not all.

        Raises:
            NotAllowed: not all of the others allow it.
            ValueError: there are too few or too many members, or one of them twice.
        """
        members = [asker, *others]
        if len(set(members)) < len(members) or not FEWEST <= len(members) <= MOST:
            raise ValueError(f"A list together is for {FEWEST} to {MOST} members.")
        if not 1 <= page <= LAST_PAGE:
            raise UserError(Problem.NO_SUCH_PAGE, page=page, last=LAST_PAGE)
        recommender = self._model.current.recommender
        records = await self._allowed(members, but=asker)
        skip = (page - 1) * size

        # The one more tells whether a next page holds something.
        def find() -> tuple[SharedTitle, ...]:
            told = zip(members, records, strict=True)
            users = [self._users.of(member, record, recommender) for member, record in told]
            query = _query(recommender.catalogue, records, size + 1, skip=skip)
            found = recommender.recommend_together(users, query, seen_by_some=seen_by_some)
            return tuple(_shared(one, records) for one in found)

        titles = await in_turn(find)
        told_nothing = (m for m, r in zip(members, records, strict=True) if not (r.genres or r.titles))
        return SharedPage(
            titles=titles[:size],
            number=page,
            first=skip + 1,
            more=len(titles) > size and page < LAST_PAGE,
            newcomers=frozenset(told_nothing),
        )

    async def recommend_to(self, other: int, *, page: int = 1, size: int = 10) -> Page:
        """A page of another member's usual list, without titles for adults, and without the reasons.

        Raises:
            NotAllowed: the other does not allow it.
        """
        (record,) = await self._allowed([other])
        wish = preferences_of(record.settings, self._catalogue).wish
        found = await self.recommend(other, wish, page=page, size=size)
        return replace(found, cards=tuple(replace(card, reasons=()) for card in found.cards))

    async def _allowed(self, members: Sequence[int], *, but: int | None = None) -> list[Record]:
        """What the members told, from one moment in which all of them, but perhaps one, allowed it."""
        records = await self._store.load_many(members)
        if lacking := frozenset(m for m in members if m != but and not records[m].settings.together):
            raise NotAllowed(lacking)
        return [records[m] for m in members]


def _query(catalogue: Catalogue, records: Sequence[Record], count: int, *, skip: int) -> Query:
    """What may be shown to members: nothing that one of them does not want."""
    never = {genre for r in records for genre in preferences_of(r.settings, catalogue).wish.unwanted}
    unwanted = (i for r in records for i, kept in r.titles.items() if kept.status is Status.UNWANTED)
    return Wish(unwanted=tuple(never)).query(count, skip=skip, hidden=unwanted)


def _shared(found: Shared, records: Sequence[Record]) -> SharedTitle:
    told = zip(found.predicted_ratings, records, strict=True)
    stands = tuple(Stand(expected, record.titles.get(found.anime.id)) for expected, record in told)
    return SharedTitle(found.anime, stands, found.follows)
