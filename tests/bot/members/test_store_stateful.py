"""The store beside a plain model of it: two programs write to one database, at times at once.

What two of them do at the same time must come out as if one had been first, whichever: so no update is lost.
"""

from __future__ import annotations

import asyncio
import copy
import tempfile
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.members.backup import back_up, restore
from bot.members.records import Kept
from bot.members.store import MemberStore
from tests.bot.members.test_store import (
    NOW,
    Model,
    entries,
    genres,
    lists,
    preferences,
    ratings,
    statuses,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from contextlib import AbstractAsyncContextManager

    from bot.members.records import MemberSettings
    from tests.postgres import Server

MEMBERS = (7, 8)


class Change(NamedTuple):
    """What one of two members does."""

    member: int
    name: str
    arguments: tuple[Any, ...]


def changes(name: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Change]:
    return st.builds(Change, st.sampled_from(MEMBERS), st.just(name), st.tuples(*arguments))


CHANGES = st.one_of(
    changes("rate_genres", st.dictionaries(genres, ratings, min_size=1)),
    changes("forget_genre", genres),
    changes("keep_titles", lists),
    changes("mark_title", titles, statuses),
    changes("rate_title", titles, ratings),
    changes("add_title", titles, entries),
    changes("not_see", titles),
    changes("forget_title", titles),
    changes("restore_title", titles, st.none() | entries.map(lambda e: Kept(e.status, e.rating, NOW))),
    changes("change_settings", preferences),
    changes("toggle"),
    changes("import_titles", lists),
    changes("undo_import"),
    changes("delete"),
)
CLIENTS = st.integers(0, 1)


def toggled(chosen: MemberSettings) -> MemberSettings:
    return replace(chosen, together=not chosen.together)


def expect(models: dict[int, Model], change: Change, at: datetime) -> Any:
    """What a change answers, and what it makes of the models."""
    model = models[change.member]
    match change.name:
        case "rate_genres" | "keep_titles" | "mark_title" | "rate_title" | "add_title" | "not_see":
            return getattr(model, change.name)(*change.arguments, at)
        case "change_settings":
            return model.change_settings(*change.arguments, at)
        case "toggle":
            return model.change_settings(toggled(model.settings), at)
        case "import_titles":
            return model.import_titles(*change.arguments, at, "AniList")
        case "undo_import":
            return model.undo_import(NOW)
        case _:
            return getattr(model, change.name)(*change.arguments)


async def carry_out(store: MemberStore, change: Change, at: datetime) -> Any:
    """The same in the store."""
    member, name, arguments = change
    match name:
        case "rate_genres" | "keep_titles" | "mark_title" | "rate_title" | "add_title":
            return await getattr(store, name)(member, *arguments, at)
        case "not_see":
            return await store.not_seen.add(member, *arguments, at)
        case "change_settings" | "toggle":
            chosen = toggled if name == "toggle" else lambda _: arguments[0]
            return await store.change_settings(member, chosen, at)
        case "import_titles":
            return await store.imports.import_titles(member, *arguments, at, "AniList")
        case "undo_import":
            return await store.imports.undo(member, NOW)
        case _:
            return await getattr(store, name)(member, *arguments)


class TwoClients(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.models = {member: Model() for member in MEMBERS}
        self.runner, self.around = asyncio.Runner(), AsyncExitStack()
        self.address = self.run(self.around.enter_async_context(self.place()))
        self.run(self.open())

    def place(self) -> AbstractAsyncContextManager[str]:
        """The address of an empty database."""
        raise NotImplementedError

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    async def open(self) -> None:
        self.stack = AsyncExitStack()
        self.stores = [await self.stack.enter_async_context(MemberStore.open(self.address)) for _ in range(2)]

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.run(self.around.aclose())
        self.runner.close()

    @rule(client=CLIENTS, change=CHANGES)
    def one(self, client: int, change: Change) -> None:
        at = datetime.now(UTC)
        expected = expect(self.models, change, at)
        assert self.run(carry_out(self.stores[client], change, at)) == expected
        self.heed(change)

    @rule(first=CHANGES, second=CHANGES)
    def two_at_once(self, first: Change, second: Change) -> None:
        self.at_once(first, second)

    @rule(change=CHANGES)
    def twice_at_once(self, change: Change) -> None:
        self.at_once(change, change)

    def at_once(self, *pair: Change) -> None:
        at = datetime.now(UTC)

        async def both() -> tuple[list[Any], dict[int, Any]]:
            answers = await asyncio.gather(
                *(carry_out(store, change, at) for store, change in zip(self.stores, pair, strict=True))
            )
            return answers, await self.everything(0)

        outcomes = []
        for order in ((0, 1), (1, 0)):
            models = copy.deepcopy(self.models)
            answers = {number: expect(models, pair[number], at) for number in order}
            outcomes.append(([answers[0], answers[1]], models))
        came = self.run(both())
        fitting = [models for answers, models in outcomes if came == (answers, self.plain(models))]
        assert fitting, f"{came} fits neither {outcomes[0]} nor {outcomes[1]}"
        self.models = fitting[0]
        for change in pair:
            self.heed(change)

    def heed(self, change: Change) -> None:
        """A change was made."""

    @rule()
    def restart(self) -> None:
        self.run(self.stack.aclose())
        self.run(self.open())

    @invariant()
    def both_see_what_was_told(self) -> None:
        for client in range(2):
            assert self.run(self.everything(client)) == self.plain(self.models)

    async def everything(self, client: int) -> dict[int, Any]:
        return {member: await self.stores[client].load_everything(member) for member in MEMBERS}

    @staticmethod
    def plain(models: dict[int, Model]) -> dict[int, Any]:
        return {member: model.everything for member, model in models.items()}


class OnFile(TwoClients):
    """Both on one file, which is backed up and restored at times."""

    @asynccontextmanager
    async def place(self) -> AsyncIterator[str]:
        with tempfile.TemporaryDirectory() as folder:
            self.file, self.backup = Path(folder) / "osusume.db", Path(folder) / "backup.db"
            self.backed_up: dict[int, Model] | None = None
            yield f"sqlite:///{self.file}"

    def heed(self, change: Change) -> None:
        """A backup never brings back who was deleted."""
        if change.name == "delete" and self.backed_up:
            self.backed_up[change.member] = Model()

    @rule()
    def back_up(self) -> None:
        back_up(self.file, self.backup)
        self.backed_up = copy.deepcopy(self.models)

    @precondition(lambda self: self.backed_up)
    @rule()
    def restore(self) -> None:
        assert self.backed_up
        self.run(self.stack.aclose())
        restore(self.file, self.backup)
        self.models = copy.deepcopy(self.backed_up)
        self.run(self.open())


SHORT = settings(max_examples=8, stateful_step_count=8, deadline=None)


def test_two_clients_on_one_file() -> None:
    run_state_machine_as_test(OnFile, settings=SHORT)


def test_two_clients_on_one_server(postgres_server: Server, postgres_template: str) -> None:
    class OnServer(TwoClients):
        def place(self) -> AbstractAsyncContextManager[str]:
            return postgres_server.database(postgres_template)

    run_state_machine_as_test(OnServer, settings=SHORT)
