"""Run the bot as two processes on one database: `python -m tests.check_shards`.

Each runs one of two shards, on a Discord of its own in this process, with the shipped model. Members of both
shards' servers rate genres through one process and the other by turns, all of them at once; each process must
then tell all of it to every member, and both must have noted where the bot is. Then another model is put in
the bundle's place, and `/admin reload` in one process must reach the other. At last one is killed: the other
answers on, and the killed one, started again, has lost nothing. Ends with status 1 where anything is lost,
wrong or missing.

That is done with an SQLite file and, where there is one, with a PostgreSQL.
"""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from bot.members.store import MemberStore
from tests.check_load.acts import command
from tests.check_load.loopback import Loopback
from tests.check_load.payloads import FIRST_MEMBER, OWNER
from tests.check_load.people import Member
from tests.check_load.running import ROOT, Place, running_bot
from tests.postgres import NoServerError, start_server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.check_load.loopback import Asked
    from tests.postgres import Server

SHARDS = 2
GENRES = ("Action", "Comedy", "Drama", "Fantasy", "Horror", "Mystery", "Romance", "Sports")
ANOTHER = "another-model"  # its version
UNTOLD = 1.0  # seconds after which a change by another process is seen at the latest
READY = 10  # seconds after which discord.py has taken the servers in
RELOADED = 60.0  # seconds after which a reload must have reached the other process
NO_END = {"MEMBER_LIMIT": "1000000", "SERVER_LIMIT": "1000000"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do all that, and say by status 1 that something is wrong."""
    parser = argparse.ArgumentParser(description="Run the bot as two processes on one database.")
    parser.add_argument("--members", type=int, default=40)
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "osusume")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/osusume.db"
        wrong = asyncio.run(_check("SQLite", address, Path(folder), options))
    try:
        with start_server() as server:
            wrong += asyncio.run(_check_server(server, options))
    except NoServerError as error:
        print(f"PostgreSQL: left out, as this {error}.")
    return 1 if wrong else 0


async def _check_server(server: Server, options: argparse.Namespace) -> int:
    async with server.database() as address:
        with TemporaryDirectory() as folder:
            plain = address.replace("+asyncpg", "", 1)  # as a host writes it
            return await _check("PostgreSQL", plain, Path(folder), options)


async def _check(name: str, address: str, folder: Path, options: argparse.Namespace) -> int:
    """Do it on one database; the result is how much is wrong."""
    place = Place(folder / "model", address, folder)
    shutil.copytree(options.model, place.model)
    told = {FIRST_MEMBER + at: _ratings(at) for at in range(options.members)}
    async with AsyncExitStack() as stack:
        discords, bots = [], []
        for shard in range(SHARDS):
            discord = await stack.enter_async_context(Loopback.open(2 * SHARDS, (shard, SHARDS)))
            bots.append(await stack.enter_async_context(running_bot(discord, place, **NO_END)))
            discords.append(discord)
        began = perf_counter()
        refused = sum(await asyncio.gather(*(_tell(discords, *one) for one in told.items())))
        seconds = perf_counter() - began
        await asyncio.sleep(UNTOLD)
        lost = sum([await _lost(discord, told) for discord in discords])
        print(
            f"{name}: {len(told) * len(GENRES)} ratings through {SHARDS} processes in {seconds:.1f} s, "
            f"{refused} refused, {lost} lost to one or the other.",
            flush=True,
        )
        noted = await _noted(address)
        print(f"  Where the bot is was noted by {'all' if noted else 'not all'} of them.", flush=True)
        after = await _reload(discords, place)
        print(f"  A reload reached the other process after {after:.1f} s.", flush=True)
        bots[1].kill()
        await bots[1].wait()
        lost += await _lost(discords[0], told)
        async with running_bot(discords[1], place, **NO_END):
            lost += await _lost(discords[1], told)
        print(f"  After one was killed, and again once it was back: {lost} lost.", flush=True)
    return refused + lost + (not noted) + (after > RELOADED)


def _ratings(at: int) -> dict[str, int]:
    return {genre: 1 + (at + number) % 10 for number, genre in enumerate(GENRES)}


async def _tell(discords: Sequence[Loopback], member: int, ratings: dict[str, int]) -> int:
    """Rate genres through each process by turns; how many were not taken."""
    refused = 0
    for turn, (genre, rating) in enumerate(ratings.items()):
        asked = await _ask(discords[turn % SHARDS], member, "rate genre", genre=genre, rating=rating)
        refused += '"o1:genre:' not in json.dumps(asked.data)
    return refused


async def _lost(discord: Loopback, told: dict[int, dict[str, int]]) -> int:
    """How much of what members told they are not told by a process."""
    lost = 0
    for member, ratings in told.items():
        (file,) = (await _ask(discord, member, "mydata export")).files or [b'{"genres": []}']
        kept = {genre["genre"]: genre["rating"] for genre in json.loads(file)["genres"]}
        lost += len(ratings.items() - kept.items())
    return lost


async def _noted(address: str) -> bool:
    """Whether each process notes where the bot is, soon after its start."""
    async with MemberStore.open(address) as store:
        for _ in range(READY):
            if await store.places.are_known(SHARDS, datetime.now(UTC), timedelta(hours=1)):
                return True
            await asyncio.sleep(1)
    return False


async def _reload(discords: Sequence[Loopback], place: Place) -> float:
    """Put another model in the bundle's place: seconds from one process's reload to the other's."""
    manifest = place.model / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"version": ANOTHER}))
    if ANOTHER not in str((await _ask(discords[0], OWNER, "admin reload")).data):
        return float("inf")
    began = perf_counter()
    while ANOTHER not in str((await _ask(discords[1], OWNER, "admin status")).data):
        await asyncio.sleep(0.1)
        if perf_counter() - began > RELOADED:
            return float("inf")
    return perf_counter() - began


async def _ask(discord: Loopback, member: int, name: str, **options: str | int) -> Asked:
    """What a member's command brings, in one of the servers of that Discord's shard."""
    shard, count = discord.shard
    server = shard + count * (member % 2)
    return await discord.ask(command(Member(member, server), name, **options))


if __name__ == "__main__":
    sys.exit(main())
