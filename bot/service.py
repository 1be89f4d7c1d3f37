"""Every feature as an async method: a member's id and a request in, a plain result out.

Nothing here knows of Discord. A request that cannot be met raises `UserError`, which names one of the
sentences listed in `Problem`; whoever shows it looks the sentence up in the reader's language.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.members.store import MemberStore
from bot.model import Model, ReloadRefused, ReloadRunning
from bot.search import LONGEST_INPUT, nearest_names
from recommender.catalogue import ADULT_GENRE
from recommender.ranking import Query
from recommender.taste import HIGHEST, LOWEST, Taste

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping
    from pathlib import Path

    from bot.members.store import Record
    from bot.model import Loaded
    from bot.settings import Settings
    from recommender.bundle import Manifest
    from recommender.catalogue import Anime, Catalogue
    from recommender.ranking import Recommendation

MOST_CHOICES = 25
MOST_CARDS = 25
LAST_PAGE = 200
YEARS = range(1900, 2101)


class Problem(StrEnum):
    """Why a request cannot be met: the id of a sentence, and beside it the arguments that it gets."""

    RATING_RANGE = "problem-rating-range"  # rating, lowest, highest
    UNKNOWN_GENRE = "problem-unknown-genre"  # genre, nearest: genres, separated by commas
    GENRE_BOTH_WAYS = "problem-genre-both-ways"  # genre: wanted and not wanted
    GENRE_NOT_RATED = "problem-genre-not-rated"  # genre
    NO_GENRES = "problem-no-genres"
    UNKNOWN_TITLE = "problem-unknown-title"  # title
    UNCLEAR_TITLE = "problem-unclear-title"  # title, nearest: 'name (key); name (key)'
    TITLE_NOT_RATED = "problem-title-not-rated"  # title
    TEXT_TOO_LONG = "problem-text-too-long"  # length, longest: characters
    UNKNOWN_TYPE = "problem-unknown-type"  # type, known: types, separated by commas
    YEAR_RANGE = "problem-year-range"  # year, first, last
    YEARS_REVERSED = "problem-years-reversed"  # since, until
    NO_SUCH_PAGE = "problem-no-such-page"  # page, last
    RELOAD_REFUSED = "problem-reload-refused"  # reason: a sentence, in English
    RELOAD_RUNNING = "problem-reload-running"


class UserError(Exception):
    """A request that cannot be met, for a reason that its sender can act on.

    Attributes:
        id: which sentence says so.
        arguments: what goes into the sentence, as typed by the member: escape it where it is shown.
    """

    def __init__(self, problem: Problem, **arguments: str | int) -> None:
        super().__init__(f"{problem}: {arguments}" if arguments else str(problem))
        self.id: str = problem.value
        self.arguments: dict[str, str | int] = arguments


@dataclass(frozen=True, slots=True)
class RatedGenre:
    """A member's rating of a genre.

    Attributes:
        genre: its name.
        rating: 1 to 10.
        at: when it was given, in UTC.
        before: the rating that it took the place of; None where there was none.
    """

    genre: str
    rating: int
    at: datetime
    before: int | None = None


@dataclass(frozen=True, slots=True)
class RatedTitle:
    """A member's word on a title.

    Attributes:
        anime: the title.
        rating: 1 to 10, or None for 'seen, not rated'.
        at: when it was given, in UTC.
        before: the rating that it took the place of; None where there was none.
        seen_before: whether the title was known as seen or rated already.
    """

    anime: Anime
    rating: int | None
    at: datetime
    before: int | None = None
    seen_before: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is to hold; an empty tuple or None sets no limit.

    Attributes:
        types: only these (TV, Movie, ...), in any case of letters.
        since: first aired in this year or later.
        until: first aired in this year or earlier.
        wanted: genres, each of which a title must have, in any case of letters.
        unwanted: genres, none of which a title may have, in any case of letters.
    """

    types: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


ANYTHING = Wish()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of recommendations.

    Attributes:
        cards: the titles, the best first; empty where nothing (more) fits the wish.
        number: which page, from 1.
        more: whether a next page holds something.
        newcomer: whether the member has told nothing yet, so that the list is the same for every newcomer.
        wish: what was asked for, with genres and types spelt as the catalogue spells them.
        version: the version of the model that answered.
    """

    cards: tuple[Recommendation, ...]
    number: int
    more: bool
    newcomer: bool
    wish: Wish
    version: str


@dataclass(frozen=True, slots=True)
class GenreOpinion:
    """What is known of a member's liking of one genre.

    Attributes:
        genre: its name.
        typed: the rating that the member gave the genre itself; None where none was given.
        typed_at: when, in UTC.
        mean: the mean rating of the member's rated titles of the genre; None where there is none.
        count: how many rated titles of the genre there are.
    """

    genre: str
    typed: int | None
    typed_at: datetime | None
    mean: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the bot knows about a member's taste.

    Attributes:
        genres: every genre with a typed rating or a rated title: typed ones first, then by liking.
        titles: every title with a rating or seen, the latest first.
        rated: how many titles have a rating.
        seen: how many titles are seen and not rated.
        hidden: how many titles for adults are left out of `titles`, `rated` and `seen` here.
        unlisted: how many kept titles the catalogue lacks at present.
    """

    genres: tuple[GenreOpinion, ...]
    titles: tuple[RatedTitle, ...]
    rated: int
    seen: int
    hidden: int
    unlisted: int

    @property
    def newcomer(self) -> bool:
        """Whether nothing is known."""
        return not (self.genres or self.titles or self.hidden or self.unlisted)


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was kept about a member and is gone, found gone by reading back.

    Attributes:
        genres: how many ratings of genres.
        titles: how many titles, rated or seen.
    """

    genres: int
    titles: int


@dataclass(frozen=True, slots=True)
class Status:
    """How the bot stands.

    Attributes:
        manifest: of the model that answers.
        path: where it was loaded from.
        loaded_at: when it was loaded, in UTC.
        titles: how many titles the catalogue holds.
        members: how many members have told something.
        genre_ratings: how many ratings of genres are kept.
        title_ratings: how many titles, rated or seen, are kept over all members.
    """

    manifest: Manifest
    path: Path
    loaded_at: datetime
    titles: int
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


@asynccontextmanager
async def open_service(settings: Settings) -> AsyncIterator[Service]:
    """Load the model, open the members' database (migrating it where needed), and close it at the end.

    Raises:
        recommender.bundle.BundleError: no usable model; the message is one sentence.
        bot.members.store.StoreError: no usable database; the message is one sentence.
    """
    model = await Model.load(settings.model_dir)
    async with MemberStore.open(settings.database_url.get_secret_value()) as store:
        yield Service(store, model)


class Service:
    """Every feature.

    Wherever a method takes a `title`, it takes what a member typed (a name, or a part of one), an id
    ('1535'), the key of a title that was picked from suggestions ('#1535', see `title_key`), or the address
    of the title on MyAnimeList.
    `adult` says whether titles for adults may be shown where the request came from.
    Every method raises `UserError` for a request that cannot be met, and then nothing has changed.
    """

    def __init__(self, store: MemberStore, model: Model) -> None:
        self._store = store
        self._model = model

    @property
    def types(self) -> tuple[str, ...]:
        """The types of titles, the most frequent first."""
        return self._model.current.catalogue.types

    def genres(self, *, adult: bool = False) -> tuple[str, ...]:
        """The genres, by name."""
        genres = self._model.current.catalogue.genres
        return genres if adult else tuple(g for g in genres if g != ADULT_GENRE)

    async def rate_genre(self, member: int, genre: str, rating: int) -> RatedGenre:
        """Keep a rating of 1 to 10 for a genre."""
        return (await self.rate_genres(member, {genre: rating}))[0]

    async def rate_genres(self, member: int, ratings: Mapping[str, int]) -> tuple[RatedGenre, ...]:
        """Keep a rating of 1 to 10 for each of several genres: all of them or none."""
        if not ratings:
            raise UserError(Problem.NO_GENRES)
        catalogue = self._model.current.catalogue
        checked = {_genre(catalogue, g): _rating(rating) for g, rating in ratings.items()}
        at = datetime.now(UTC)
        before = await self._store.rate_genres(member, checked, at)
        return tuple(RatedGenre(g, rating, at, before.get(g)) for g, rating in checked.items())

    async def rate_title(
        self, member: int, title: str, rating: int | None, *, adult: bool = False
    ) -> RatedTitle:
        """Keep a rating of 1 to 10 for a title, or None for 'seen, not rated'."""
        if rating is not None:
            _rating(rating)
        anime = await _title(self._model.current, title, adult=adult)
        at = datetime.now(UTC)
        before = await self._store.rate_titles(member, {anime.id: rating}, at)
        return RatedTitle(anime, rating, at, before.get(anime.id), anime.id in before)

    async def forget_genre(self, member: int, genre: str) -> RatedGenre:
        """Take back the rating of a genre; the result is what was kept."""
        name = _genre(self._model.current.catalogue, genre)
        gone = await self._store.forget_genre(member, name)
        if gone is None:
            raise UserError(Problem.GENRE_NOT_RATED, genre=name)
        return RatedGenre(name, gone.rating, gone.at)

    async def forget_title(self, member: int, title: str) -> RatedTitle:
        """Take back everything kept about a title; the result is what was kept."""
        model = self._model.current
        # What the member rated elsewhere can be taken back here, but no title for adults is suggested.
        found = await asyncio.to_thread(model.search.resolve, title[:LONGEST_INPUT], adult=True)
        anime = found.match or await _title(model, title, adult=False)
        gone = await self._store.forget_title(member, anime.id)
        if gone is None:
            raise UserError(Problem.TITLE_NOT_RATED, title=anime.name)
        return RatedTitle(anime, gone.rating, gone.at)

    async def recommend(
        self, member: int, wish: Wish = ANYTHING, *, page: int = 1, size: int = 10, adult: bool = False
    ) -> Page:
        """A page of what to watch next: nothing that the member has rated or seen.

        Args:
            member: whose taste.
            wish: what the list is to hold.
            page: which page, 1 to `LAST_PAGE`.
            size: how many titles a page holds, 1 to `MOST_CARDS`.
            adult: whether titles for adults may be shown.

        Raises:
            ValueError: the size is out of range.
        """
        if not 1 <= size <= MOST_CARDS:
            raise ValueError(f"A page of {size} titles was asked for; 1 to {MOST_CARDS} are possible.")
        if not 1 <= page <= LAST_PAGE:
            raise UserError(Problem.NO_SUCH_PAGE, page=page, last=LAST_PAGE)
        model = self._model.current
        wish = _checked(model.catalogue, wish)
        record = await self._store.load(member)
        query = Query(
            count=size + 1,  # the one more tells whether a next page holds something
            skip=(page - 1) * size,
            types=wish.types,
            since=wish.since,
            until=wish.until,
            wanted=wish.wanted,
            unwanted=wish.unwanted,
            adult=adult,
        )
        taste = _taste(record, model.catalogue)
        found = await asyncio.to_thread(model.recommender.recommend, taste, query)
        return Page(
            cards=tuple(found[:size]),
            number=page,
            more=len(found) > size and page < LAST_PAGE,
            newcomer=not (record.genres or record.titles),
            wish=wish,
            version=model.recommender.manifest.version,
        )

    async def profile(self, member: int, *, adult: bool = False) -> Profile:
        """What is known about the member's taste."""
        catalogue = self._model.current.catalogue
        record = await self._store.load(member)
        listed = [
            RatedTitle(catalogue[i], kept.rating, kept.at)
            for i, kept in record.titles.items()
            if i in catalogue
        ]
        shown = sorted((t for t in listed if adult or not t.anime.adult), key=lambda t: t.at, reverse=True)
        rated = sum(t.rating is not None for t in shown)
        return Profile(
            genres=_opinions(record, shown),
            titles=tuple(shown),
            rated=rated,
            seen=len(shown) - rated,
            hidden=len(listed) - len(shown),
            unlisted=len(record.titles) - len(listed),
        )

    async def find_titles(self, text: str, *, adult: bool = False) -> list[Anime]:
        """At most 25 titles for what a member has typed so far, the most fitting first."""
        return await asyncio.to_thread(self._model.current.search.find, text, limit=MOST_CHOICES, adult=adult)

    async def find_genres(self, text: str, *, adult: bool = False) -> list[str]:
        """At most 25 genres for what a member has typed so far, the most fitting first."""
        return nearest_names(text, self.genres(adult=adult), limit=MOST_CHOICES)

    async def export(self, member: int) -> bytes:
        """Everything kept about the member, as a JSON document in UTF-8.

        It holds `format` ('osusume-member'), `version` (1), `exported_at`, `member` (the id, as a string),
        `known_since` (null where nothing is kept), `genres`: a list of `genre`, `rating` and `rated_at`, and
        `titles`: a list of `id` (MyAnimeList's), `name` (null where the catalogue lacks it), `rating` (null
        for 'seen, not rated') and `rated_at`. Times are in UTC, in ISO 8601.
        """
        catalogue = self._model.current.catalogue
        record = await self._store.load(member)
        document = {
            "format": "osusume-member",
            "version": 1,
            "exported_at": datetime.now(UTC).isoformat(),
            "member": str(member),
            "known_since": record.since.isoformat() if record.since else None,
            "genres": [
                {"genre": genre, "rating": kept.rating, "rated_at": kept.at.isoformat()}
                for genre, kept in record.genres.items()
            ],
            "titles": [
                {
                    "id": anime_id,
                    "name": catalogue[anime_id].name if anime_id in catalogue else None,
                    "rating": kept.rating,
                    "rated_at": kept.at.isoformat(),
                }
                for anime_id, kept in record.titles.items()
            ],
        }
        return json.dumps(document, ensure_ascii=False, indent=2).encode()

    async def delete(self, member: int) -> Deleted:
        """Delete everything kept about the member, and read back that it is gone."""
        gone = await self._store.delete(member)
        return Deleted(genres=len(gone.genres), titles=len(gone.titles))

    async def status(self) -> Status:
        """How the bot stands."""
        model = self._model.current
        counts = await self._store.counts()
        return Status(
            manifest=model.recommender.manifest,
            path=model.path,
            loaded_at=model.loaded_at,
            titles=len(model.catalogue),
            members=counts.members,
            genre_ratings=counts.genre_ratings,
            title_ratings=counts.title_ratings,
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


def title_key(anime: Anime) -> str:
    """What stands for a title that was picked: a bare number could also be a title's name ('86')."""
    return f"#{anime.id}"


def _rating(rating: int) -> int:
    if not LOWEST <= rating <= HIGHEST:
        raise UserError(Problem.RATING_RANGE, rating=rating, lowest=LOWEST, highest=HIGHEST)
    return rating


def _genre(catalogue: Catalogue, text: str) -> str:
    _short(text)
    spelling = {genre.casefold(): genre for genre in catalogue.genres}
    genre = spelling.get(text.strip().casefold())
    if genre is None:
        nearest = ", ".join(nearest_names(text, catalogue.genres, limit=3))
        raise UserError(Problem.UNKNOWN_GENRE, genre=text, nearest=nearest)
    return genre


async def _title(model: Loaded, text: str, *, adult: bool) -> Anime:
    _short(text)
    found = await asyncio.to_thread(model.search.resolve, text, adult=adult)
    if found.match:
        return found.match
    if found.nearest:
        nearest = "; ".join(f"{a.name} ({title_key(a)})" for a in found.nearest)
        raise UserError(Problem.UNCLEAR_TITLE, title=text, nearest=nearest)
    raise UserError(Problem.UNKNOWN_TITLE, title=text)


def _short(text: str) -> None:
    if len(text) > LONGEST_INPUT:
        raise UserError(Problem.TEXT_TOO_LONG, length=len(text), longest=LONGEST_INPUT)


def _checked(catalogue: Catalogue, wish: Wish) -> Wish:
    for year in (wish.since, wish.until):
        if year is not None and year not in YEARS:
            raise UserError(Problem.YEAR_RANGE, year=year, first=YEARS[0], last=YEARS[-1])
    if wish.since is not None and wish.until is not None and wish.since > wish.until:
        raise UserError(Problem.YEARS_REVERSED, since=wish.since, until=wish.until)
    wanted = _genres(catalogue, wish.wanted)
    unwanted = _genres(catalogue, wish.unwanted)
    for genre in wanted:
        if genre in unwanted:
            raise UserError(Problem.GENRE_BOTH_WAYS, genre=genre)
    types = tuple(dict.fromkeys(_type(catalogue, kind) for kind in wish.types))
    return Wish(types, wish.since, wish.until, wanted, unwanted)


def _genres(catalogue: Catalogue, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_genre(catalogue, text) for text in texts))


def _type(catalogue: Catalogue, text: str) -> str:
    _short(text)
    kind = next((kind for kind in catalogue.types if kind.casefold() == text.strip().casefold()), None)
    if kind is None:
        raise UserError(Problem.UNKNOWN_TYPE, type=text, known=", ".join(catalogue.types))
    return kind


def _taste(record: Record, catalogue: Catalogue) -> Taste:
    """What the present model can be told: what its catalogue lacks stays kept, and is passed over."""
    known = set(catalogue.genres)
    return Taste(
        genres={genre: kept.rating for genre, kept in record.genres.items() if genre in known},
        titles={anime_id: kept.rating for anime_id, kept in record.titles.items() if anime_id in catalogue},
    )


def _opinions(record: Record, titles: Iterable[RatedTitle]) -> tuple[GenreOpinion, ...]:
    ratings: dict[str, list[int]] = {genre: [] for genre in record.genres}
    for title in titles:
        if title.rating is not None:
            for genre in title.anime.genres:
                ratings.setdefault(genre, []).append(title.rating)
    opinions = []
    for genre, given in ratings.items():
        kept = record.genres.get(genre)
        opinions.append(
            GenreOpinion(
                genre=genre,
                typed=kept.rating if kept else None,
                typed_at=kept.at if kept else None,
                mean=sum(given) / len(given) if given else None,
                count=len(given),
            )
        )
    return tuple(sorted(opinions, key=_liking))


def _liking(opinion: GenreOpinion) -> tuple[bool, float, int, str]:
    """Typed first, then by rating and by count, both falling, then by name."""
    liking = opinion.typed if opinion.typed is not None else opinion.mean or 0.0
    return opinion.typed is None, -liking, -opinion.count, opinion.genre
