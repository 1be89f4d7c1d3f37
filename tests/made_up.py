"""A made-up world: a catalogue and people whose ratings follow their taste in genres."""

from __future__ import annotations

from datetime import date

import numpy as np

from recommender.catalogue import Anime, Catalogue
from recommender.ratings import Ratings

GENRES = (
    "Action", "Adventure", "Comedy", "Drama", "Ecchi", "Fantasy", "Hentai", "Horror", "Josei", "Magic",
    "Mecha", "Music", "Mystery", "Psychological", "Romance", "Sci-Fi", "Shounen", "Shounen Ai",
    "Slice of Life", "Sports", "Thriller",
)  # fmt: skip
FIRST = ("Crimson", "Silent", "Hollow", "Golden", "Broken", "Distant", "Azure", "Midnight", "Paper", "Iron")
SECOND = (
    "Garden",
    "Voyage",
    "Orchestra",
    "Detective",
    "Kingdom",
    "Sonata",
    "Labyrinth",
    "Harbour",
    "Comet",
    "Fox",
)
TYPES = ("TV", "TV", "TV", "Movie", "OVA", "Special", "ONA", "Music")


def make_catalogue(titles: int = 300, seed: int = 1) -> Catalogue:
    """Some hundred titles, each with one to four genres; every tenth without a year, some without a score."""
    rng = np.random.default_rng(seed)
    anime = []
    for n in range(titles):
        chosen = rng.choice(len(GENRES), rng.integers(1, 5), replace=False)
        genres = tuple(sorted(GENRES[g] for g in chosen))
        year = int(rng.integers(1970, 2021))
        number = "" if n < len(FIRST) * len(SECOND) else f" {n // (len(FIRST) * len(SECOND)) + 1}"
        name = f"{FIRST[n % len(FIRST)]} {SECOND[n // len(FIRST) % len(SECOND)]}{number}"
        start = None if n % 10 == 9 else date(year, 1 + n % 12, 1)
        anime.append(
            Anime(
                id=10 * n + 1,
                name=name,
                english="" if n % 3 else f"The {name}",
                japanese="" if n % 4 else f"おすすめ{n}",
                type=TYPES[n % len(TYPES)],
                episodes=None if n % 7 == 6 else int(rng.integers(1, 50)),
                minutes=24,
                start=start,
                end=start,
                score=None if n % 8 == 7 else round(float(rng.uniform(5, 9)), 2),
                members=int(10 ** rng.uniform(2, 6)),
                genres=genres,
                adult="Hentai" in genres,
                image=f"https://cdn.myanimelist.net/images/anime/1/{n}.jpg" if n % 5 else "",
            )
        )
    return Catalogue.of(anime)


def make_ratings(catalogue: Catalogue, users: int = 1_200, seed: int = 2) -> Ratings:
    """People who like some genres and not others; they watch what they like and what is well known."""
    rng = np.random.default_rng(seed)
    flags = catalogue.genre_flags.astype(np.float64)
    fame = np.log10(catalogue.members + 1.0)
    taste = rng.normal(size=(users, flags.shape[1]))
    liking = taste @ flags.T / np.sqrt(flags.sum(1))
    attraction = liking + fame / 2 + rng.gumbel(size=liking.shape)
    sizes = rng.integers(8, 60, users)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    titles = np.concatenate(
        [np.sort(np.argsort(-row)[:size]) for row, size in zip(attraction, sizes, strict=True)]
    )
    row = np.repeat(np.arange(users), sizes)
    values = np.clip(np.round(7.2 + 1.2 * liking[row, titles] + rng.normal(0, 0.8, len(row))), 1, 10)
    return Ratings(
        users=np.arange(users, dtype=np.int32),
        starts=starts,
        titles=titles.astype(np.int32),
        values=values.astype(np.int8),
        width=len(catalogue),
    )
