"""The model that answers, and how another takes its place while requests go on."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

import recommender
from bot.mentions import Mentions
from bot.search import TitleSearch
from bot.threads import at_length
from recommender.engine import Engine
from recommender.ranking import Query
from recommender.taste import HIGHEST, LOWEST, Taste

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from recommender import Recommender
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
        mentions: of the same titles in texts.
        path: the bundle that it was loaded from.
        loaded_at: when, in UTC.
    """

    recommender: Recommender
    search: TitleSearch
    mentions: Mentions
    path: Path
    loaded_at: datetime

    @property
    def catalogue(self) -> Catalogue:
        """Every title that the model knows."""
        return self.recommender.catalogue

    def get_ready(self) -> None:
        """Do now what else the first who names a title would wait for."""
        self.search.get_ready()
        self.mentions.get_ready()


class Model:
    """Holds the model that answers.

    Attributes:
        current: that model; another object after each reload, so take it once a request.
        reloads: how often another took over.
        refused: how often one could not.
        engine: what it and all that follow answer with.
    """

    def __init__(self, loaded: Loaded, engine: Engine | None = None) -> None:
        self.current = loaded
        self.engine = engine or Engine.installed()
        self.reloads = self.refused = 0
        self._reloading = asyncio.Lock()

    @classmethod
    async def load(cls, path: Path, engine: Engine | None = None) -> Self:
        """Load the bundle at `path` and try it out; `engine` answers with it, and with all that follow.

        Raises:
            BundleError: it is missing, damaged, foreign, or of another schema, or fails the trial.
        """
        return cls(await at_length(_load, path, engine), engine)

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
                after = await at_length(_load, path or before.path, self.engine)
            except recommender.BundleError as error:
                self.refused += 1
                raise ReloadRefused(str(error)) from error
            await at_length(after.get_ready)
            self.current = after
            self.reloads += 1
        log.info(
            "Model %s took over from %s.",
            after.recommender.manifest.version,
            before.recommender.manifest.version,
        )
        return before, after


def _load(path: Path, engine: Engine | None = None) -> Loaded:
    try:
        # Imports TensorFlow, for which nobody should wait who only mistyped a setting.
        answering = recommender.Recommender.load(path, engine)
        _try_out(answering)
    except recommender.BundleError:
        raise
    except Exception as error:
        # A bundle comes from outside, and whatever it does, the model in use must not suffer.
        log.exception("The bundle in %s failed.", path)
        raise recommender.BundleError(
            f"The bundle in {path} fails when it is used ({type(error).__name__}): train or copy it again."
        ) from error
    catalogue = answering.catalogue
    return Loaded(
        recommender=answering,
        search=TitleSearch(catalogue),
        mentions=Mentions(catalogue, answering.series),
        path=path,
        loaded_at=datetime.now(UTC),
    )


def _try_out(candidate: Recommender) -> None:
    """Ask what a newcomer and a member would ask."""
    catalogue = candidate.catalogue
    best_known = int(catalogue.ids[catalogue.members.argmax()])
    member = Taste(genres=dict.fromkeys(catalogue.genres[:3], 8.0), titles={best_known: 9})
    for taste in (Taste(), member):
        scores, ratings = candidate.scores(taste), candidate.predicted_ratings(taste)
        if not (np.isfinite(scores).all() and ((ratings >= LOWEST) & (ratings <= HIGHEST)).all()):
            raise recommender.BundleError(
                "The model's scores are not all numbers in their range: train it again."
            )
        if len(candidate.recommend(taste, Query(count=PROBE_COUNT))) < PROBE_COUNT:
            raise recommender.BundleError(f"The model does not fill a list of {PROBE_COUNT}: train it again.")
