"""Members with long lists, and what they do."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from simcord.components import walk_components

from bot.members.records import Entry, Status
from bot.members.store import MemberStore
from tests.check_load.payloads import AUTOCOMPLETE, COMMAND, COMPONENT, FIRST_MEMBER, interaction, new_id

if TYPE_CHECKING:
    import random

    from recommender.catalogue import Catalogue
    from tests.check_load.loopback import Asked, Loopback
    from tests.check_load.payloads import Payload

NOW = datetime(2026, 7, 1, tzinfo=UTC)
STATUSES = (Status.COMPLETED,) * 16 + (Status.DROPPED, Status.WATCHING, Status.PLANNED, Status.UNWANTED)
BUTTON, MENU, SUBCOMMAND, STRING, INTEGER, ATTACHMENT = 2, 3, 1, 3, 4, 11
KNOWN = 3_000  # titles that people speak of


@dataclass(frozen=True, slots=True)
class Member:
    """A member, who is in one server."""

    id: int
    guild: int


@dataclass(frozen=True, slots=True)
class World:
    """Who and what there is."""

    discord: Loopback
    catalogue: Catalogue
    members: tuple[Member, ...]
    random: random.Random

    def title(self) -> str:
        """The name of a title that many know."""
        best_known = np.argsort(-self.catalogue.members)[:KNOWN]
        return self.catalogue[int(self.catalogue.ids[self.random.choice(best_known)])].name


Act: TypeAlias = Callable[[World, Member], Awaitable["Asked"]]


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


def _slices(entries: dict[int, Entry], size: int) -> list[dict[int, Entry]]:
    items = list(entries.items())
    return [dict(items[at : at + size]) for at in range(0, len(items), size)]


def list_file(catalogue: Catalogue, titles: int) -> bytes:
    """An export of a list, as `/mydata export` writes it."""
    ids = np.random.default_rng(1).choice(catalogue.ids, min(titles, len(catalogue)), replace=False)
    listed = [{"id": int(i), "name": catalogue[int(i)].name, "status": "completed", "rating": 7} for i in ids]
    return json.dumps({"format": "osusume-member", "version": 2, "titles": listed}).encode()


def slash(name: str, **options: Callable[[World], Any]) -> Act:
    """A command with its options; a blank stands between a group and a command of it."""

    async def act(world: World, member: Member) -> Asked:
        data = _command(name, [_option(key, value(world)) for key, value in options.items()])
        return await world.discord.ask(interaction(COMMAND, member.id, member.guild, data))

    return act


def typing(name: str, option: str) -> Act:
    """The first letters of a title, for which there are to be suggestions."""

    async def act(world: World, member: Member) -> Asked:
        typed = world.title()[: world.random.randint(1, 12)]
        data = _command(name, [{**_option(option, typed), "focused": True}])
        return await world.discord.ask(interaction(AUTOCOMPLETE, member.id, member.guild, data))

    return act


def press(first: Act, action: str) -> Act:
    """A press of one of a message's buttons, or a choice in a menu; only the press counts."""

    async def act(world: World, member: Member) -> Asked:
        shown = (await first(world, member)).message
        fitting = [
            part
            for part in walk_components(shown["components"])
            if part.get("custom_id", "").split(":")[1:2] == [action]
        ]
        if not fitting:
            raise LookupError(f"The message has no button for {action!r}.")
        used = world.random.choice(fitting)
        data = {"custom_id": used["custom_id"], "component_type": used["type"]}
        if used["type"] == MENU:
            data["values"] = [world.random.choice(used["options"])["value"]]
        event = interaction(COMPONENT, member.id, member.guild, data)
        return await world.discord.ask({**event, "message": shown})

    return act


async def bring_a_list(world: World, member: Member) -> Asked:
    """/import with a file."""
    number = new_id()
    file = {
        "id": number,
        "filename": "list.json",
        "size": len(world.discord.file),
        "url": f"http://127.0.0.1:{world.discord.port}/file",
        "proxy_url": f"http://127.0.0.1:{world.discord.port}/file",
    }
    data = _command("import", [{"name": "file", "type": ATTACHMENT, "value": number}])
    data["resolved"] = {"attachments": {number: file}}
    return await world.discord.ask(interaction(COMMAND, member.id, member.guild, data))


def _command(name: str, options: list[Payload]) -> Payload:
    first, *rest = name.split()
    for word in reversed(rest):
        options = [{"name": word, "type": SUBCOMMAND, "options": options}]
    return {"id": new_id(), "name": first, "type": 1, "options": options}


def _option(name: str, value: Any) -> Payload:
    return {"name": name, "type": INTEGER if isinstance(value, int) else STRING, "value": value}


RECOMMEND = slash("recommend")
TITLE = World.title


def _rating(world: World) -> int:
    return world.random.randint(1, 10)


# What members do, and how often.
ACTS: dict[str, tuple[int, Act]] = {
    "/recommend": (12, RECOMMEND),
    "/recommend type:Movie": (4, slash("recommend", type=lambda _: "Movie")),
    "/recommend, next page": (6, press(RECOMMEND, "turn")),
    "/recommend, an answer": (8, press(RECOMMEND, "do")),
    "/similar": (5, slash("similar", title=TITLE)),
    "/title": (6, slash("title", title=TITLE)),
    "/title, typing": (24, typing("title", "title")),
    "/random": (3, slash("random")),
    "/seen": (5, slash("seen", title=TITLE, rating=_rating)),
    "/rate title": (6, slash("rate title", title=TITLE, rating=_rating)),
    "/rate genre": (3, slash("rate genre", genre=lambda _: "Action", rating=_rating)),
    "/rate genres": (2, slash("rate genres")),
    "/watchlist": (3, slash("watchlist")),
    "/profile": (3, slash("profile")),
    "/settings": (2, slash("settings")),
    "/help": (2, slash("help")),
    "/privacy": (1, slash("privacy")),
    "/mydata export": (1, slash("mydata export")),
    "/import": (1, bring_a_list),
}
