"""Bringing a list: first it is read and shown, then kept all at once, and for a day undone all at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp

from bot.lists import anilist_api, mal_api
from bot.lists.anilist_api import AniList
from bot.lists.apart import read_apart
from bot.lists.mal_api import MyAnimeList
from bot.lists.web import PATIENCE, Patience
from bot.members.records import Imported
from bot.service.feature import Feature
from bot.service.matching import match
from bot.service.problems import Problem, UserError
from bot.service.waiting import Waiting
from bot.threads import at_length

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
    from typing import TypeAlias

    from bot.lists.entry import ListFile, Source
    from bot.lists.scores import Scale
    from bot.members.records import Record, Status
    from bot.members.store import MemberStore
    from bot.model import Model
    from bot.secret import Secret
    from bot.service.matching import Matched

    Progress: TypeAlias = Callable[["Step"], Awaitable[None]]

T = TypeVar("T")

UNDO = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
LONGEST_SECONDS = 10 * 60  # for a list to be read and matched: Discord waits 15 minutes
MOST_AT_ONCE = 4
MOST_IN_LINE = 100


class Step(StrEnum):
    """What is being done with a list."""

    READING = "reading"
    MATCHING = "matching"
    SAVING = "saving"


@dataclass(frozen=True, slots=True)
class Services:
    """How the list services are asked.

    Attributes:
        mal_client_id: with which MyAnimeList may be asked; None where the host has none.
        anilist: the address of AniList's API.
        myanimelist: the address of MyAnimeList's API.
        patience: how long to wait for them.
    """

    mal_client_id: Secret | None = None
    anilist: str = anilist_api.ADDRESS
    myanimelist: str = mal_api.ADDRESS
    patience: Patience = PATIENCE


SERVICES = Services()


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a list.

    Attributes:
        code: by which `confirm` knows it.
        source: where it comes from.
        scale: what its scores were taken to be out of.
        rated: how many of its titles have a rating.
        statuses: how many of its titles have each status.
        outcome: how many of its titles and ratings of genres are new, changed and unchanged.
        unlisted: how those of its titles are called that the catalogue lacks at present; they are kept.
        unclear: how those entries are called of which it is not clear which titles they are; left out.
        nameless: how many entries have neither a name nor an id; left out.
    """

    code: str
    source: Source
    scale: Scale
    rated: int
    statuses: Mapping[Status, int]
    outcome: Imported
    unlisted: tuple[str, ...]
    unclear: tuple[str, ...]
    nameless: int

    @property
    def titles(self) -> int:
        """How many titles it has."""
        return sum(self.statuses.values())

    @property
    def news(self) -> bool:
        """Whether it would change anything."""
        return bool(self.outcome.added or self.outcome.changed or self.outcome.genres)


@dataclass(frozen=True, slots=True)
class ImportDone:
    """A list that was kept.

    Attributes:
        source: where it comes from.
        at: when it was kept, in UTC; `undo_import` asks for it.
        outcome: what it changed.
    """

    source: Source
    at: datetime
    outcome: Imported


class _Turn:
    """A member's list that is being read, kept or undone."""

    def __init__(self) -> None:
        self.limit = asyncio.timeout(LONGEST_SECONDS)
        self.stopped = False
        self.ended = asyncio.Event()

    async def stop(self) -> None:
        """End it; returns once it has ended."""
        self.stopped = True
        if not self.limit.expired():
            self.limit.reschedule(asyncio.get_running_loop().time())
        await self.ended.wait()


async def in_silence(_: Step) -> None:
    """Tell nobody how far a list is."""


class Importing(Feature):
    """Lists that members bring: one at a time a member, and a few at a time in all.

    What reads a list raises `bot.lists.entry.ListFault`, too, where the list cannot be read.
    """

    def __init__(self, store: MemberStore, model: Model, services: Services = SERVICES) -> None:
        super().__init__(store, model)
        self._services = services
        self._waiting = Waiting()
        self._busy: dict[int, _Turn] = {}
        self._at_once = asyncio.Semaphore(MOST_AT_ONCE)
        self._reading = asyncio.Lock()

    async def preview_file(
        self,
        member: int,
        download: Callable[[], Awaitable[bytes]],
        filename: str,
        progress: Progress = in_silence,
    ) -> Preview:
        """Read a list from a file, and say what it would change.

        Args:
            member: whose list.
            download: gets the file.
            filename: how it is called.
            progress: is told of each step.
        """
        async with self._turn(member):
            await progress(Step.READING)
            content = await download()
            async with self._reading:
                file = await at_length(read_apart, content, filename)
            async with aiohttp.ClientSession() as session:
                file = await self._anilist(session).resolve(file)
            return await self._preview(member, file, progress)

    async def preview_anilist(self, member: int, user: str, progress: Progress = in_silence) -> Preview:
        """Ask AniList for a user's list, and say what it would change."""
        async with self._turn(member):
            await progress(Step.READING)
            async with aiohttp.ClientSession() as session:
                anilist = self._anilist(session)
                file = await anilist.resolve(await anilist.fetch(user))
            return await self._preview(member, file, progress)

    async def preview_myanimelist(self, member: int, user: str, progress: Progress = in_silence) -> Preview:
        """Ask MyAnimeList for a user's list, and say what it would change."""
        async with self._turn(member):
            await progress(Step.READING)
            services = self._services
            async with aiohttp.ClientSession() as session:
                myanimelist = MyAnimeList(
                    session,
                    services.mal_client_id,
                    address=services.myanimelist,
                    patience=services.patience,
                )
                file = await myanimelist.fetch(user)
            return await self._preview(member, file, progress)

    async def confirm_import(self, member: int, code: str, progress: Progress = in_silence) -> ImportDone:
        """Keep the list that was shown under a code, all of it at once."""
        async with self._turn(member):
            waiting = self._waiting.take(member, code)
            if waiting is None:
                raise UserError(Problem.IMPORT_GONE)
            await progress(Step.SAVING)
            at, matched = datetime.now(UTC), waiting.matched
            outcome = await _unbroken(
                self._store.imports.import_titles(
                    member, matched.entries, at, waiting.source.value, matched.genres
                )
            )
            return ImportDone(waiting.source, at, outcome)

    def cancel_import(self, member: int, code: str) -> None:
        """Forget the list that was shown under a code."""
        self._waiting.take(member, code)

    async def forget(self, member: int) -> None:
        """Forget the member's list that waits, too, after what is being done with one was stopped."""
        await super().forget(member)
        if turn := self._busy.get(member):
            await turn.stop()
        self._waiting.drop(member)

    async def undo_import(self, member: int, at: datetime) -> int:
        """Put back what the list took the place of that was kept at a moment, if that is a day ago at most.

        Returns:
            How many titles and ratings of genres were put back or removed.
        """
        async with self._turn(member):
            last = (await _unbroken(self._store.load_everything(member))).last_import
            undone = None
            if last and last.at == at > datetime.now(UTC) - UNDO:
                undone = await _unbroken(self._store.imports.undo(member, at - MOMENT))
            if undone is None:
                raise UserError(Problem.IMPORT_PAST)
            return undone

    async def forget_old_imports(self) -> int:
        """Forget what lists took the place of that can no longer be undone; the result is how many lists."""
        return await self._store.imports.forget_old(datetime.now(UTC) - UNDO)

    @asynccontextmanager
    async def _turn(self, member: int) -> AsyncIterator[None]:
        if member in self._busy:
            raise UserError(Problem.IMPORT_RUNNING)
        if len(self._busy) >= MOST_IN_LINE:
            raise UserError(Problem.IMPORTS_BUSY)
        turn = self._busy[member] = _Turn()
        try:
            async with turn.limit, self._at_once:
                yield
        except TimeoutError as error:
            raise UserError(Problem.IMPORT_GONE if turn.stopped else Problem.IMPORT_TOO_SLOW) from error
        finally:
            del self._busy[member]
            turn.ended.set()

    def _anilist(self, session: aiohttp.ClientSession) -> AniList:
        return AniList(session, address=self._services.anilist, patience=self._services.patience)

    async def _preview(self, member: int, file: ListFile, progress: Progress) -> Preview:
        await progress(Step.MATCHING)
        model = self._model.current
        record = await _unbroken(self._store.load(member))
        matched = await at_length(match, file, model)
        code = self._waiting.put(member, file.source, matched)
        return await at_length(_described, code, file, matched, record)


async def _unbroken(work: Coroutine[Any, Any, T]) -> T:
    """Bring a transaction to its end even if this is stopped: one that is broken off holds up the next."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _described(code: str, file: ListFile, matched: Matched, record: Record) -> Preview:
    return Preview(
        code=code,
        source=file.source,
        scale=file.scale,
        rated=sum(entry.rating is not None for entry in matched.entries.values()),
        statuses=Counter(entry.status for entry in matched.entries.values()),
        outcome=_outcome(matched, record),
        unlisted=matched.unlisted,
        unclear=matched.unclear,
        nameless=file.nameless,
    )


def _outcome(matched: Matched, record: Record) -> Imported:
    """What `import_titles` would say."""
    known = {i: record.titles[i] for i in matched.entries.keys() & record.titles.keys()}
    unchanged = sum(
        (kept.status, kept.rating) == (matched.entries[i].status, matched.entries[i].rating)
        for i, kept in known.items()
    )
    genres = sum(
        genre not in record.genres or record.genres[genre].rating != rating
        for genre, rating in matched.genres.items()
    )
    return Imported(len(matched.entries) - len(known), len(known) - unchanged, unchanged, genres)
