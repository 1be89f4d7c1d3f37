"""Every feature as an async method: a member's id and a request in, a plain result out.

Nothing here knows of Discord. A request that cannot be met raises `UserError`, which names one of the
sentences listed in `Problem`; whoever shows it looks the sentence up in the reader's language.
"""

from __future__ import annotations

import gc
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.members.database import untimed
from bot.members.memory import FEW_TITLES, MOST_TITLES, Memory
from bot.members.store import MemberStore
from bot.model import Model
from bot.service.agreement import Agreement
from bot.service.comparing import BothRated, Comparing, Comparison, Tip
from bot.service.finding import Finding
from bot.service.importing import ImportDone, Importing, Preview, Services, Step
from bot.service.meeting import Meeting
from bot.service.operating import Operating, Reloaded, Status
from bot.service.own_data import Held, OwnData
from bot.service.picking import Picking, Wanted, Watchlist
from bot.service.preferences import Choosing, Preferences
from bot.service.problems import Problem, UserError
from bot.service.profile import GenreOpinion, Order, OwnTitles, Profile, Profiles
from bot.service.rating import RatedGenre, RatedTitle, Rating
from bot.service.recommending import LAST_PAGE, Page, Recommending
from bot.service.starting import FirstGenres, FirstWord, Starting
from bot.service.titles import About, Cause, Part, Titles
from bot.service.together import NotAllowed, SharedPage, SharedTitle, Stand
from bot.service.typed import title_key
from bot.service.wishes import ANYTHING, YEARS, Length, Wish
from recommender.engine import Engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.metrics import Metrics
    from bot.settings import Settings

__all__ = [
    "ANYTHING",
    "LAST_PAGE",
    "YEARS",
    "About",
    "Agreement",
    "BothRated",
    "Cause",
    "Comparison",
    "FirstGenres",
    "FirstWord",
    "GenreOpinion",
    "Held",
    "ImportDone",
    "Length",
    "NotAllowed",
    "Order",
    "OwnTitles",
    "Page",
    "Part",
    "Preferences",
    "Preview",
    "Problem",
    "Profile",
    "RatedGenre",
    "RatedTitle",
    "Reloaded",
    "Service",
    "Services",
    "SharedPage",
    "SharedTitle",
    "Stand",
    "Status",
    "Step",
    "Tip",
    "UserError",
    "Wanted",
    "Watchlist",
    "Wish",
    "open_service",
    "title_key",
]


class Service(
    Starting,
    Finding,
    Rating,
    Comparing,
    Choosing,
    Recommending,
    Titles,
    Picking,
    Profiles,
    Importing,
    Meeting,
    OwnData,
    Operating,
):
    """Every feature.

    Wherever a method takes a `title`, it takes what a member typed (a name, or a part of one), an id
    ('1535'), the key of a title that was picked from suggestions ('#1535', see `title_key`), or the address
    of the title on MyAnimeList.
    `adult` says whether titles for adults may be shown where the request came from.
    Every method raises `UserError` for a request that cannot be met, and then nothing has changed.
    """


# What an answer is made of is let go with the answer: to look through it in between finds nothing.
YOUNG = 5_000  # more objects than there were, before the youngest are looked through
OLDER = 3  # times until what is older is looked through, too: more often takes longer, more seldom each time
FULL_COLLECTION = 700  # collections of what is older, before one of all


@asynccontextmanager
async def open_service(settings: Settings, metrics: Metrics | None = None) -> AsyncIterator[Service]:
    """Open the members' database (migrating it where needed), load the model, and close it at the end.

    `metrics` measures what is done in the database.

    Raises:
        recommender.bundle.BundleError: no usable model; the message is one sentence.
        bot.members.store.StoreError: no usable database; the message is one sentence.
    """
    timed = metrics.transaction if metrics else untimed
    engine = settings.engine or Engine.installed()
    memory = Memory(MOST_TITLES if engine is Engine.TENSORFLOW else FEW_TITLES)
    async with MemberStore.open(settings.database_url.value, timed, memory) as store:
        heard = await store.reloads.asked()  # whoever asks while the model is loaded means a later one
        model = await Model.load(settings.model_dir, engine)
        # What is loaded by now stays: looking through it for garbage would hold up every answer.
        gc.collect()
        gc.freeze()
        # To look through the lists that the store holds takes tens of milliseconds, and seldom is enough.
        gc.set_threshold(YOUNG, OLDER, FULL_COLLECTION)
        service = Service(store, model, Services(mal_client_id=settings.mal_client_id))
        service.heard = heard
        yield service
