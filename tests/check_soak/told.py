"""A plain model of what one member told: what each change makes of it, and what the bot answers to that."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from bot.members.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.members.records import Everything

LIKED, LIKED_RATING, DISLIKED, DISLIKED_RATING = 6, 9, 4, 3
# What a right answer holds, as JSON: any of these.
Marks = tuple[str, ...]
NOTHING: Marks = ("{}",)  # all stays as it is


@dataclass(frozen=True, slots=True)
class Word:
    """What was told of a title.

    Attributes:
        status: how the member stands to it.
        rating: 1 to 10; None for none.
        brought: with which list it came; 0 for none.
    """

    status: Status
    rating: int | None = None
    brought: int = 0


@dataclass(frozen=True, slots=True)
class Rated:
    """The rating of a genre, and with which list it came; 0 for none."""

    rating: int
    brought: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings."""

    titles: str | None = None
    reach: float = 0.0
    length: str | None = None
    types: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    finished: bool = False
    public: bool = True
    together: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """The list that was brought last: which it is, and what it took the place of; None for nothing."""

    number: int
    titles: Mapping[int, Word | None]
    genres: Mapping[str, Rated | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What a member told.

    Attributes:
        known: whether anything was told since the last deletion, even if it was taken back.
        titles: by id.
        genres: by name.
        chosen: the settings.
        last: the list that was brought last, while it can be undone.
        not_seen: what the deck asked about and was not seen.
    """

    known: bool = False
    titles: Mapping[int, Word] = field(default_factory=dict)
    genres: Mapping[str, Rated] = field(default_factory=dict)
    chosen: Chosen = Chosen()
    last: Brought | None = None
    not_seen: frozenset[int] = frozenset()

    def with_title(self, anime: int, word: Word | None) -> Told:
        """The same, with another word on a title; None for none."""
        rest = {i: kept for i, kept in self.titles.items() if i != anime}
        titles = rest if word is None else {**rest, anime: word}
        return replace(self, titles=titles, not_seen=self.not_seen - {anime})

    def with_genres(self, ratings: Mapping[str, int | None]) -> Told:
        """The same, with other ratings of some genres; None for none."""
        genres = {genre: rated for genre, rated in self.genres.items() if genre not in ratings}
        new = {genre: Rated(rating) for genre, rating in ratings.items() if rating is not None}
        return replace(self, genres=genres | new)

    @property
    def view(self) -> dict[str, Any]:
        """All of it that can be read."""
        last = self.last
        return {
            "known": self.known,
            "titles": {i: (word.status, word.rating) for i, word in self.titles.items()},
            "genres": {genre: rated.rating for genre, rated in self.genres.items()},
            "settings": self.chosen,
            "not seen": self.not_seen,
            "replaced titles": last
            and {i: word and (word.status, word.rating) for i, word in last.titles.items()},
            "replaced genres": last
            and {genre: rated and rated.rating for genre, rated in last.genres.items()},
        }


class Change(Protocol):
    """Something that a member does."""

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """What it makes of what was told, and what the bot answers."""


def halfway(change: Change, told: Told) -> Iterator[Told]:
    """What a change may leave behind where the bot is gone before it answers."""
    yield told
    yield change.apply(told)[0]
    if isinstance(change, ChooseGenres):  # several transactions
        yield from change.parts(told)


@dataclass(frozen=True, slots=True)
class Look:
    """Nothing is told."""

    marks: Marks

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """All stays as it is."""
        return told, self.marks


@dataclass(frozen=True, slots=True)
class RateTitle:
    """`/rate title`, with a rating or without, or a rating on a title's page or after `/seen`."""

    anime: int
    rating: int | None
    marks: Marks = ()  # where another answer is given than to `/rate title`
    same: Marks = ()  # where nothing is new

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """What was seen in part stays so."""
        before = told.titles.get(self.anime)
        status = before.status if before and before.status.seen and self.rating else Status.COMPLETED
        word = Word(status, self.rating)
        marks = self.marks or (said_rated(self.rating, before.rating if before else None),)
        if self.same and before and (before.status, before.rating) == (word.status, word.rating):
            marks = self.same
        return replace(told.with_title(self.anime, word), known=True), marks


def said_rated(rating: int | None, before: int | None) -> str:
    """What is said of a rating, or of a title that was only seen."""
    if rating is None:
        return "How did you like it?"
    return f"**{rating}** of 10." + (f" Before: {before}." if before and before != rating else "")


@dataclass(frozen=True, slots=True)
class Mark:
    """How the member stands to a title, as a button or `/seen` says it."""

    anime: int
    status: Status
    marks: Marks
    same: Marks = ()

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """The rating of what was seen and still is stays; what is so already stays untouched."""
        before = told.titles.get(self.anime)
        known = replace(told, known=True)
        if before and before.status is self.status:
            return known, self.same or self.marks
        rating = before.rating if before and self.status.seen else None
        return known.with_title(self.anime, Word(self.status, rating)), self.marks


@dataclass(frozen=True, slots=True)
class Keep:
    """`/seen` with a status and a rating."""

    anime: int
    word: Word
    marks: Marks

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """It takes the place of what was kept."""
        return replace(told.with_title(self.anime, self.word), known=True), self.marks


@dataclass(frozen=True, slots=True)
class Forget:
    """What was told of a title is taken back."""

    anime: int
    marks: Marks

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """There must be something."""
        if self.anime not in told.titles:
            return told, ("You have told me nothing about",)
        return told.with_title(self.anime, None), self.marks


@dataclass(frozen=True, slots=True)
class Restore:
    """The last word on a title is taken back, for what was there before."""

    anime: int
    word: Word | None
    marks: Marks

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """Nothing comes back after a deletion."""
        return (told.with_title(self.anime, self.word) if told.known else told), self.marks


@dataclass(frozen=True, slots=True)
class Say:
    """A word on a card of the deck; None for a title that was not seen."""

    anime: int
    word: Word | None
    marks: Marks

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """A card that was answered stays so."""
        known = replace(told, known=True)
        if self.anime in told.titles:
            return known, self.marks
        if self.word is None:
            return replace(known, not_seen=told.not_seen | {self.anime}), self.marks
        return known.with_title(self.anime, self.word), self.marks


@dataclass(frozen=True, slots=True)
class RateGenre:
    """`/rate genre`."""

    genre: str
    rating: int

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """It takes the place of what was kept."""
        before = told.genres.get(self.genre)
        mark = said_rated(self.rating, before.rating if before else None)
        return replace(told.with_genres({self.genre: self.rating}), known=True), (mark,)


@dataclass(frozen=True, slots=True)
class ForgetGenre:
    """The rating of a genre is taken back."""

    genre: str

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """There must be one."""
        if self.genre not in told.genres:
            return told, ("so there is nothing to forget",)
        return told.with_genres({self.genre: None}), ("is forgotten",)


@dataclass(frozen=True, slots=True)
class ChooseGenres:
    """The genres in a menu of `/start`: those liked, or those disliked, among those that are asked about."""

    asked: frozenset[str]
    names: frozenset[str]
    liked: bool
    marks: Marks

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """What is rated so already keeps its rating."""
        new, gone = self._split(told)
        return self._kept(told, new).with_genres(dict.fromkeys(gone)), self.marks

    def parts(self, told: Told) -> Iterator[Told]:
        """What may be kept of it."""
        new, gone = self._split(told)
        some = self._kept(told, new)
        yield some
        for genre in gone:
            yield some.with_genres({genre: None})

    def _kept(self, told: Told, new: frozenset[str]) -> Told:
        rating = LIKED_RATING if self.liked else DISLIKED_RATING
        return replace(told.with_genres(dict.fromkeys(new, rating)), known=told.known or bool(new))

    def _split(self, told: Told) -> tuple[frozenset[str], frozenset[str]]:
        """The genres that are new in the menu, and those that are no longer there."""
        there = frozenset(
            genre
            for genre, rated in told.genres.items()
            if genre in self.asked and (rated.rating >= LIKED if self.liked else rated.rating <= DISLIKED)
        )
        return self.names - there, there - self.names


@dataclass(frozen=True, slots=True)
class Choose:
    """A choice in `/settings`."""

    what: str
    value: Any
    marks: Marks

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """The other settings stay."""
        return replace(told, known=True, chosen=replace(told.chosen, **{self.what: self.value})), self.marks


@dataclass(frozen=True, slots=True)
class Bring:
    """A list is kept."""

    number: int
    titles: Mapping[int, Word]
    genres: Mapping[str, int]

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """What is told so already stays untouched."""
        before = {i: told.titles.get(i) for i in self.titles}
        new = {
            i: replace(word, brought=self.number)
            for i, word in self.titles.items()
            if (old := before[i]) is None or (old.status, old.rating) != (word.status, word.rating)
        }
        rated = {
            genre: Rated(rating, self.number)
            for genre, rating in self.genres.items()
            if genre not in told.genres or told.genres[genre].rating != rating
        }
        added = sum(before[i] is None for i in new)
        marks = (
            f"New: **{added}** · Changed: **{len(new) - added}** · As before: **{len(before) - len(new)}**",
        )
        if not (new or rated):
            return replace(told, known=True), marks
        last = Brought(
            self.number, {i: before[i] for i in new}, {genre: told.genres.get(genre) for genre in rated}
        )
        titles, genres = {**told.titles, **new}, {**told.genres, **rated}
        not_seen = told.not_seen - new.keys()
        return replace(told, known=True, titles=titles, genres=genres, last=last, not_seen=not_seen), marks


@dataclass(frozen=True, slots=True)
class Undo:
    """A list is taken back."""

    number: int

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """Only the last one can be, and only what has not changed since."""
        last = told.last
        if last is None or last.number != self.number:
            return told, ("cannot be undone any more", "You are bringing a list at this moment")
        titles, genres, undone = dict(told.titles), dict(told.genres), 0
        for i, word in last.titles.items():
            if i in titles and titles[i].brought == self.number:
                undone += 1
                del titles[i]
                titles |= {i: word} if word else {}
        for genre, rated in last.genres.items():
            if genre in genres and genres[genre].brought == self.number:
                undone += 1
                del genres[genre]
                genres |= {genre: rated} if rated else {}
        count = "1 title or rating is" if undone == 1 else f"{undone} titles and ratings are"
        return replace(told, titles=titles, genres=genres, last=None), (f"{count} as",)


@dataclass(frozen=True, slots=True)
class Delete:
    """Everything is deleted."""

    def apply(self, told: Told) -> tuple[Told, Marks]:
        """Nothing is left."""
        genres, titles = len(told.genres), len(told.titles)
        ratings = "1 rating of a genre" if genres == 1 else f"{genres} ratings of genres"
        return Told(), (f"Deleted: {ratings} and {'1 title' if titles == 1 else f'{titles} titles'}.",)


def view_of_export(document: Mapping[str, Any]) -> dict[str, Any]:
    """What `/mydata export` tells, in the terms of `Told.view`."""
    last = document["last_import"]
    return {
        "known": document["known_since"] is not None,
        "titles": {title["id"]: (Status(title["status"]), title["rating"]) for title in document["titles"]},
        "genres": {genre["genre"]: genre["rating"] for genre in document["genres"]},
        "settings": _chosen(document["settings"], document["settings"]["wish"]),
        "not seen": {title["id"] for title in document["not_seen"]},
        "replaced titles": last
        and {
            title["id"]: title["status"] and (Status(title["status"]), title["rating"])
            for title in document["replaced_titles"]
        },
        "replaced genres": last
        and {genre["genre"]: genre["rating"] for genre in document["replaced_genres"]},
    }


def view_of_store(everything: Everything, wish: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the store keeps, in the terms of `Told.view`; `wish` is that of the settings, read."""
    record, last, settings = everything.record, everything.last_import, everything.record.settings
    kept = {
        "titles": settings.titles,
        "reach": settings.reach,
        "public": settings.public,
        "together": settings.together,
    }
    return {
        "known": record.since is not None,
        "titles": {i: (kept.status, kept.rating) for i, kept in record.titles.items()},
        "genres": {genre: rated.rating for genre, rated in record.genres.items()},
        "settings": _chosen(kept, wish),
        "not seen": set(everything.not_seen),
        "replaced titles": last
        and {i: kept and (kept.status, kept.rating) for i, kept in last.before.items()},
        "replaced genres": last
        and {genre: rated and rated.rating for genre, rated in last.genres_before.items()},
    }


def _chosen(settings: Mapping[str, Any], wish: Mapping[str, Any] | None) -> Chosen:
    wish = wish or {}
    return Chosen(
        titles=settings["titles"],
        reach=settings["reach"] or 0.0,
        length=wish.get("length"),
        types=frozenset(wish.get("types", ())),
        unwanted=frozenset(wish.get("unwanted", ())),
        finished=wish.get("finished", False),
        public=settings["public"],
        together=settings["together"],
    )
