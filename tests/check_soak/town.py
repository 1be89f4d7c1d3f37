"""A Discord with a bot that is killed at times, and a pace at which members use it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import ClientError, web

from tests.check_load.loopback import Loopback
from tests.check_load.payloads import guild_id, new_id
from tests.check_load.people import well_known
from tests.check_load.running import Place, running_bot

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Sequence

    from recommender.catalogue import Catalogue
    from tests.check_load.loopback import Asked
    from tests.check_load.payloads import Payload
    from tests.check_load.people import Member


MIDST = 0.05  # seconds that an answer takes, or a little less


class BotGone(Exception):  # noqa: N818 - it was killed, which is no fault
    """The bot was killed before it answered."""


class Files(Loopback):
    """A Discord on which each attachment is a file of its own, for as long as it was not fetched."""

    def __init__(self, guilds: int) -> None:
        super().__init__(guilds)
        self.files: dict[str, bytes] = {}

    def attach(self, content: bytes) -> str:
        """The address of a new attachment."""
        number = new_id()
        self.files[number] = content
        return f"http://127.0.0.1:{self.port}/file?number={number}"

    async def _attachment(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files.pop(request.query["number"]))


class Town:
    """Where members use the bot.

    Attributes:
        discord: the pretended Discord.
        catalogue: all titles.
        known: the titles that people speak of.
        known_ids: their ids.
        random: chance.
        asked: how many interactions were sent.
        unanswered: how many of them were not answered, as the bot was killed.
        kills: how often the bot was killed.
    """

    def __init__(self, discord: Files, catalogue: Catalogue, chance: random.Random, rate: float) -> None:
        self.discord = discord
        self.catalogue = catalogue
        self.known = well_known(catalogue)
        self.known_ids = frozenset(anime.id for anime in self.known)
        self.random = chance
        self.asked = self.unanswered = self.kills = 0
        self._rate = rate
        self._next = 0.0
        self._up = asyncio.Event()
        self._gone = asyncio.Event()
        self._asking = asyncio.Event()
        self._bot: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """The bot's process, where there is one."""
        return self._bot.pid if self._bot else None

    @staticmethod
    def guild_of(member: Member) -> int:
        """The id of a member's server."""
        return guild_id(member.guild)

    async def run(self, place: Place, kills: Sequence[float]) -> None:
        """Run the bot until cancelled, and kill it after each of so many seconds of being there."""
        for seconds in kills:
            async with self._running(place) as bot:
                await asyncio.sleep(seconds)
                self._asking.clear()
                await self._asking.wait()
                await asyncio.sleep(self.random.uniform(0, MIDST))
                self._up.clear()
                self._gone.set()
                bot.kill()
                self.kills += 1
        async with self._running(place):
            await asyncio.Event().wait()

    @asynccontextmanager
    async def _running(self, place: Place) -> AsyncIterator[asyncio.subprocess.Process]:
        async with running_bot(self.discord, place) as self._bot:
            self._gone = asyncio.Event()
            self._up.set()
            yield self._bot
        self._bot = None

    async def ask(self, events: Sequence[Payload], kills: int | None = None) -> list[Asked | None]:
        """Send interactions at the same time; None stands for an answer that did not come before a kill.

        Args:
            events: the interactions.
            kills: how often the bot was killed when it said what they are about, if it has to remember that.

        Raises:
            BotGone: it was killed since.
            TimeoutError: there is no answer, and nobody killed the bot.
        """
        await self._turn(len(events))
        if kills not in {None, self.kills}:
            raise BotGone
        gone = self._gone
        self.asked += len(events)
        self._asking.set()
        dead = asyncio.create_task(gone.wait())
        asking = [asyncio.create_task(self.discord.ask(event)) for event in events]
        everything = asyncio.gather(*asking, return_exceptions=True)
        await asyncio.wait({dead, everything}, return_when=asyncio.FIRST_COMPLETED)
        answers = [_answer(task) for task in asking]
        for task in (dead, *asking):
            task.cancel()
        if not gone.is_set() and None in answers:
            raise TimeoutError("The bot gives no answer.")
        self.unanswered += answers.count(None)
        return answers

    async def _turn(self, count: int) -> None:
        """Wait until the bot is there and so many interactions keep to the pace."""
        loop = asyncio.get_running_loop()
        self._next = max(self._next, loop.time()) + sum(
            self.random.expovariate(self._rate) for _ in range(count)
        )
        await asyncio.sleep(self._next - loop.time())
        await self._up.wait()


def _answer(task: asyncio.Task[Asked]) -> Asked | None:
    """What came, if anything did."""
    if not task.done() or isinstance(task.exception(), TimeoutError | ClientError | ConnectionError):
        return None
    return task.result()
