"""For the people who run the bot: how it stands, and another model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import ReloadRefused, ReloadRunning
from bot.service.feature import Feature
from bot.service.problems import Problem, UserError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.model import Model
    from recommender.bundle import Manifest


@dataclass(frozen=True, slots=True)
class Status:
    """How the bot stands.

    Attributes:
        manifest: of the model that answers.
        path: where it was loaded from.
        loaded_at: when it was loaded, in UTC.
        titles: how many titles the catalogue holds.
        database: whose database it is: SQLite or PostgreSQL.
        size: the bytes that it takes.
        members: how many members have told something.
        genre_ratings: how many ratings of genres are kept.
        title_ratings: how many titles, rated or seen, are kept over all members.
    """

    manifest: Manifest
    path: Path
    loaded_at: datetime
    titles: int
    database: str
    size: int
    members: int
    genre_ratings: int
    title_ratings: int


@dataclass(frozen=True, slots=True)
class Reloaded:
    """A model that took the place of another.

    Attributes:
        before: the manifest of the model that answered until now.
        after: the manifest of the one that answers from now on.
    """

    before: Manifest
    after: Manifest


class Operating(Feature):
    """The bot itself.

    Attributes:
        heard: of the calls to all processes to reload, how many its model is as new as.
    """

    heard: int = 0

    @property
    def model(self) -> Model:
        """What answers, and how often another took its place."""
        return self._model

    async def status(self) -> Status:
        """How the bot stands."""
        model = self._model.current
        counts = await self._store.counts()
        return Status(
            manifest=model.recommender.manifest,
            path=model.path,
            loaded_at=model.loaded_at,
            titles=len(model.catalogue),
            database=self._store.kind,
            size=await self._store.size(),
            members=counts.members,
            genre_ratings=counts.genre_ratings,
            title_ratings=counts.titles,
        )

    async def reload(self, path: Path | None = None) -> Reloaded:
        """Put the model at `path`, by default where the present one came from, in the present one's place.

        It is loaded and tried out first; where that fails, the present one goes on answering.
        """
        try:
            before, after = await self._model.reload(path)
        except ReloadRefused as refusal:
            raise UserError(Problem.RELOAD_REFUSED, reason=str(refusal)) from refusal
        except ReloadRunning as running:
            raise UserError(Problem.RELOAD_RUNNING) from running
        return Reloaded(before.recommender.manifest, after.recommender.manifest)

    async def reload_everywhere(self) -> Reloaded:
        """The same, and ask every other process that runs the bot on this database to do so too."""
        reloaded = await self.reload()
        asked = await self._store.reloads.ask()
        if self.heard == asked - 1:  # else another process was asked, too
            self.heard = asked
        return reloaded

    async def follow(self) -> Reloaded | None:
        """Reload where another process was asked to since the last time; None where none was."""
        asked = await self._store.reloads.asked()
        if self.heard == asked:
            return None
        try:
            reloaded = await self.reload()
        except UserError as refused:
            if refused.id == Problem.RELOAD_RUNNING.value:
                return None  # which may have begun before: the next look tries again
            self.heard = asked
            raise
        self.heard = asked
        return reloaded
