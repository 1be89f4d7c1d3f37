"""The model that answers, and how another takes its place while requests go on."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from bot.search import TitleSearch
from recommender.bundle import BundleError
from recommender.ranking import Query
from recommender.recommender import Recommender
from recommender.taste import HIGHEST, LOWEST, Taste

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from recommender.catalogue import Catalogue

log = logging.getLogger(__name__)

PROBE_COUNT = 10


class ReloadRefused(Exception):  # noqa: N818 - a refusal, not a fault of the program
    """A model that cannot take over, with the reason in one sentence."""


class ReloadRunning(Exception):  # noqa: N818 - nothing is at fault
    """Another reload has not ended yet."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One model and what belongs to it. A request takes it once and uses nothing else.

    Attributes:
        recommender: the model, its catalogue and its manifest.
        search: over the titles of that catalogue.
        path: the bundle that it was loaded from.
        loaded_at: when, in UTC.
    """

    recommender: Recommender
    search: TitleSearch
    path: Path
    loaded_at: datetime

    @property
    def catalogue(self) -> Catalogue:
        """Every title that the model knows."""
        return self.recommender.catalogue


class Model:
    """Holds the model that answers.

    Attributes:
        current: that model; another object after each reload, so take it once a request.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.current = loaded
        self._reloading = asyncio.Lock()

    @classmethod
    async def load(cls, path: Path) -> Self:
        """Load the bundle at `path` and try it out.

        Raises:
            BundleError: it is missing, damaged, foreign, or of another schema, or fails the trial.
        """
        return cls(await asyncio.to_thread(_load, path))

    async def reload(self, path: Path | None = None) -> tuple[Loaded, Loaded]:
        """Load the bundle at `path` (by default: where the present one came from) and let it take over.

        Returns:
            The model that answered until now, and the one that answers from now on.

        Raises:
            ReloadRefused: the bundle cannot be used; the present model goes on answering.
            ReloadRunning: another reload has not ended yet.
        """
        if self._reloading.locked():
            raise ReloadRunning
        async with self._reloading:
            before = self.current
            try:
                after = await asyncio.to_thread(_load, path or before.path)
            except BundleError as error:
                raise ReloadRefused(str(error)) from error
            self.current = after
        log.info(
            "Model %s took over from %s.",
            after.recommender.manifest.version,
            before.recommender.manifest.version,
        )
        return before, after


def _load(path: Path) -> Loaded:
    try:
        recommender = Recommender.load(path)
        _try_out(recommender)
    except BundleError:
        raise
    except Exception as error:
        # A bundle comes from outside, and whatever it does, the model in use must not suffer.
        log.exception("The bundle at %s failed.", path)
        raise BundleError(f"The bundle at {path} fails when it is used ({type(error).__name__}).") from error
    return Loaded(recommender, TitleSearch(recommender.catalogue), path, datetime.now(UTC))


def _try_out(recommender: Recommender) -> None:
    """Ask what a newcomer and a member would ask."""
    catalogue = recommender.catalogue
    best_known = int(catalogue.ids[catalogue.members.argmax()])
    probe = Taste(genres=dict.fromkeys(catalogue.genres[:3], 8.0), titles={best_known: 9})
    for taste in (Taste(), probe):
        scores, ratings = recommender.scores(taste), recommender.predicted_ratings(taste)
        if scores.shape != ratings.shape or len(scores) != len(catalogue):
            raise BundleError("The model's scores do not match its catalogue.")
        if not (np.isfinite(scores).all() and ((ratings >= LOWEST) & (ratings <= HIGHEST)).all()):
            raise BundleError("The model's scores are not all numbers in their range.")
        if len({r.anime.id for r in recommender.recommend(taste, Query(count=PROBE_COUNT))}) < PROBE_COUNT:
            raise BundleError(f"The model does not fill a list of {PROBE_COUNT}.")
