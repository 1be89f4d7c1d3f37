"""Members with long lists, who let each other see them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from bot.members.records import Entry, Status
from bot.members.store import MemberStore
from bot.search import TitleSearch
from tests.check_load.payloads import FIRST_MEMBER

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from recommender.catalogue import Anime, Catalogue
    from tests.check_load.loopback import Loopback

NOW = datetime(2026, 7, 1, tzinfo=UTC)
STATUSES = (Status.COMPLETED,) * 16 + (Status.DROPPED, Status.WATCHING, Status.PLANNED, Status.UNWANTED)
KNOWN = 3_000  # titles that people speak of
FIRST_NEWCOMER = 10 * FIRST_MEMBER

_newcomers = count(FIRST_NEWCOMER)


@dataclass(frozen=True, slots=True)
class Member:
    """A member, who is in one server."""

    id: int
    guild: int


@dataclass(frozen=True, slots=True)
class World:
    """Who and what there is.

    Attributes:
        discords: where they are: a Discord for each shard of the bot.
        known: the titles that people speak of.
        members: who has a list, by id.
        random: chance.
    """

    discords: tuple[Loopback, ...]
    known: tuple[Anime, ...]
    members: tuple[Member, ...]
    random: random.Random

    def discord(self, member: Member) -> Loopback:
        """The Discord where a member is."""
        return self.discords[member.guild % len(self.discords)]

    def name(self) -> str:
        """The name of a title that many know."""
        return self.random.choice(self.known).name

    def title(self) -> str:
        """A title that many know, as it is typed, or as it is picked from the suggestions."""
        anime = self.random.choice(self.known)
        return self.random.choice((anime.name, f"#{anime.id}"))

    def mates(self, member: Member, most: int) -> list[Member]:
        """At least one and at most so many others of a member's server."""
        others = [one for one in self.members if one.guild == member.guild and one != member]
        others = others or [one for one in self.members if one != member]
        return self.random.sample(others, min(len(others), self.random.randint(1, most)))

    def newcomer(self, member: Member) -> Member:
        """Somebody in the same server of whom nothing is kept yet."""
        return Member(next(_newcomers), member.guild)


def well_known(catalogue: Catalogue) -> tuple[Anime, ...]:
    """The titles that people speak of: each is found under its name everywhere."""
    search = TitleSearch(catalogue)
    best_known = (catalogue.anime[at] for at in np.argsort(-catalogue.members)[:KNOWN])
    return tuple(
        anime
        for anime in best_known
        if anime.name[0].isalnum() and search.resolve(anime.name, adult=False).match is anime
    )


async def fill(address: str, catalogue: Catalogue, members: int, titles: int) -> None:
    """Keep a list for each member: titles of all sorts, the well known more often, and five genres."""
    rng, chance = np.random.default_rng(0), catalogue.members / catalogue.members.sum()
    async with MemberStore.open(address) as store:
        for number in range(members):
            chosen = rng.choice(catalogue.ids, min(titles, len(catalogue)), replace=False, p=chance)
            ratings = rng.integers(1, 11, len(chosen))
            statuses = rng.choice(len(STATUSES), len(chosen))
            entries = {
                int(i): Entry(STATUSES[s], int(rating) if STATUSES[s].seen and rating > 1 else None)
                for i, rating, s in zip(chosen, ratings, statuses, strict=True)
            }
            member = FIRST_MEMBER + number
            for at, part in enumerate(_slices(entries, 500)):
                await store.keep_titles(member, part, NOW - timedelta(days=at))
            genres = rng.choice(catalogue.genres, 5, replace=False)
            await store.rate_genres(member, {str(g): int(rng.integers(1, 11)) for g in genres}, NOW)
            await store.change_settings(member, lambda usual: replace(usual, together=True), NOW)


def _slices(entries: dict[int, Entry], size: int) -> Iterator[dict[int, Entry]]:
    items = list(entries.items())
    return (dict(items[at : at + size]) for at in range(0, len(items), size))


def list_file(catalogue: Catalogue, titles: int) -> bytes:
    """An export of a list, as `/mydata export` writes it."""
    ids = np.random.default_rng(1).choice(catalogue.ids, min(titles, len(catalogue)), replace=False)
    listed = [{"id": int(i), "name": catalogue[int(i)].name, "status": "completed", "rating": 7} for i in ids]
    return json.dumps({"format": "osusume-member", "version": 2, "genres": [], "titles": listed}).encode()
