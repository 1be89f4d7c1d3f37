"""A newer catalogue beside a trained bundle, and no training: what is new is estimated.

A title that training knew keeps its vectors, whatever became of its facts. A new one gets from the item tower
what its content says. What else a title needs (its row in the history, its columns of both tables) is the
mean over the known titles likest to it in content, as in k-NN attribute-to-feature mapping (Gantner et al.,
'Learning attribute-to-feature mappings for cold-start recommendations', ICDM 2010). Without that it would
hardly ever be shown beside titles that the tables speak for: tests/check_new_titles.py measures it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec.structs
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.neighbors import NearestNeighbors

from recommender.bundle import Bundle, Refreshed
from recommender.catalogue import Anime, Catalogue, CatalogueError
from recommender.content import content_features
from recommender.item_table import ItemTable
from recommender.series import Relations, work_out_series
from recommender.towers import two_towers

if TYPE_CHECKING:
    import keras
    from numpy.typing import NDArray

    from recommender.genre_table import GenreTable

NEIGHBOURS = 10  # known titles that a new one is likened to
QUANTILES = 101
MOST_NAMED, MOST_LETTERS = 20, 40  # unknown genres that are named, and letters of each
NEWEST = 0.9  # a new title counts as no newer than this share of the known ones; what was newer few had seen
# Genres of 2020 that MyAnimeList has renamed since; each kept its number there.
RENAMED = {
    "Avant Garde": "Dementia",
    "Boys Love": "Shounen Ai",
    "Detective": "Police",
    "Girls Love": "Shoujo Ai",
    "Mythology": "Demons",
    "Racing": "Cars",
    "Strategy Game": "Game",
    "Suspense": "Thriller",
}


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of a newer file's titles.

    Attributes:
        updated: titles of the old catalogue that the file holds.
        new: titles that only the file holds.
        kept: titles that the file lacks.
        unknown_genres: genres of new titles that the model does not know.
    """

    updated: int
    new: int
    kept: int
    unknown_genres: tuple[str, ...]

    def __str__(self) -> str:
        said = f"{self.updated:,} titles brought up to date, {self.new:,} new"
        said += f", {self.kept:,} that the file lacks kept as they were." if self.kept else "."
        if self.unknown_genres:
            names = [name[:MOST_LETTERS] for name in self.unknown_genres[:MOST_NAMED]]
            more = len(self.unknown_genres) - len(names)
            said += f" Genres that the model does not know are left out: {', '.join(names)}"
            said += f" and {more:,} more." if more else "."
        return said


def merge(old: Catalogue, newer: Catalogue) -> tuple[Catalogue, MergeReport]:
    """Bring a catalogue up to date.

    What the newer one does not know of a title stays as it was. So do a title's genres, since newer ones are
    coarser, and that it is for adults. Titles that the newer one lacks are kept: members may have rated them.
    New titles' genres go by the names that the old catalogue has for them.

    Args:
        old: a bundle's catalogue.
        newer: what was read from a newer file.

    Raises:
        CatalogueError: they have no title in common.
    """
    if not any(a.id in old for a in newer.anime):
        raise CatalogueError("The file holds no title that the model knows: is it the dataset's anime.csv?")
    renamed = {name: name for name in old.genres} | {
        new: name for new, name in RENAMED.items() if name in old.genres and new not in old.genres
    }
    unknown: set[str] = set()
    merged = {a.id: a for a in old.anime}
    for a in newer.anime:
        known = msgspec.structs.replace(
            a, genres=tuple(sorted({renamed[g] for g in a.genres if g in renamed}))
        )
        if a.id in old:
            merged[a.id] = _brought_up_to_date(old[a.id], known)
        else:
            merged[a.id] = known
            unknown.update(g for g in a.genres if g not in renamed)
    new = len(merged) - len(old)
    updated = len(newer) - new
    report = MergeReport(updated, new, len(old) - updated, tuple(sorted(unknown)))
    return Catalogue.of(merged.values()), report


def _brought_up_to_date(old: Anime, new: Anime) -> Anime:
    facts = {name: getattr(new, name) or getattr(old, name) for name in Anime.__struct_fields__}
    if new.name == f"#{new.id}":
        facts["name"] = old.name
    if new.start:
        facts["end"] = new.end
    return Anime(**facts | {"genres": old.genres or new.genres, "adult": old.adult or new.adult})


def refresh(bundle: Bundle, catalogue: Catalogue, source: str, relations: Relations | None = None) -> Bundle:
    """Put a catalogue beside what a bundle has learned.

    Args:
        bundle: a trained bundle, or one refreshed before.
        catalogue: from `merge`, of the bundle's own.
        source: the name of the file that it came from.
        relations: between its titles; without them the old bundle's series stand, and new titles join them.
    """
    place = _Places.of(bundle, catalogue)
    manifest = bundle.manifest
    fame = manifest.refreshed.fame if manifest.refreshed else _fame(bundle.catalogue.members)
    seen = _as_at_training(catalogue, place, np.array(fame))
    content = _content(bundle.model, seen)
    likeness = _liken(content[place.known], content[place.new])
    sizes = replace(manifest.sizes, titles=len(catalogue))
    stamp = Refreshed(datetime.now(UTC).isoformat(timespec="seconds"), source, fame)
    return Bundle(
        manifest=replace(manifest, sizes=sizes, refreshed=stamp),
        catalogue=catalogue,
        model=_grow(bundle, catalogue, place, content, likeness),
        table=_grow_item_table(bundle.table, place, likeness),
        series=work_out_series(catalogue, relations or _as_relations(bundle, catalogue)),
        genre_table=_grow_genre_table(bundle.genre_table, place, likeness),
    )


@dataclass(frozen=True, eq=False)
class _Places:
    """Where titles stand.

    Attributes:
        before: the T titles that training knew, in the old catalogue, int [T].
        known: the same ones in the new catalogue, int [T].
        new: the M others there, int [M].
    """

    before: NDArray[np.intp]
    known: NDArray[np.intp]
    new: NDArray[np.intp]

    @classmethod
    def of(cls, bundle: Bundle, catalogue: Catalogue) -> _Places:
        before = np.flatnonzero(bundle.learned)
        known = np.isin(catalogue.ids, bundle.manifest.titles)
        return cls(before, np.flatnonzero(known), np.flatnonzero(~known))

    def spread(self, known: NDArray[np.float32], new: NDArray[np.float32]) -> NDArray[np.float32]:
        """Rows of known and of new titles, in the order of the new catalogue."""
        rows = np.empty((len(known) + len(new), known.shape[1]), np.float32)
        rows[self.known], rows[self.new] = known, new
        return rows


def _fame(members: NDArray[np.int64]) -> tuple[float, ...]:
    quantiles = np.quantile(np.log1p(members), np.linspace(0, 1, QUANTILES))
    return tuple(quantiles.tolist())


def _as_at_training(catalogue: Catalogue, place: _Places, fame: NDArray[np.float64]) -> Catalogue:
    """The facts on the scales of the training.

    As many members as a known title has that stood so high then; new titles no newer than most known ones.
    """
    now = _fame(catalogue.members[place.known])
    members = np.expm1(np.interp(np.log1p(catalogue.members), now, fame)).round().astype(np.int64)
    years = catalogue.years[place.known]
    latest = int(np.quantile(years[years > 0], NEWEST)) if years.any() else date.max.year
    is_new = np.zeros(len(catalogue), np.bool_)
    is_new[place.new] = True
    return Catalogue(
        tuple(
            msgspec.structs.replace(
                a, members=m, start=min(a.start, date(latest, 12, 31)) if new and a.start else a.start
            )
            for a, m, new in zip(catalogue.anime, members.tolist(), is_new.tolist(), strict=True)
        )
    )


def _content(model: keras.Model, catalogue: Catalogue) -> NDArray[np.float32]:
    """What the item tower makes of content alone, float32 [N, D + R + 2]."""
    inputs = [content_features(catalogue), np.zeros(len(catalogue), np.int32)]
    return np.asarray(model.get_layer("item_tower")(inputs, training=False).numpy(), np.float32)


def _liken(known: NDArray[np.float32], new: NDArray[np.float32]) -> csr_matrix:
    """Each new title as a mean of known ones, the nearer the heavier; sparse float32 [M, T]."""
    count = min(NEIGHBOURS, len(known))
    if not len(new):
        return csr_matrix((0, len(known)), dtype=np.float32)
    distance, nearest = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(known).kneighbors(new)
    weights = 1 / (distance.astype(np.float64) ** 2 + 1e-6)
    weights /= weights.sum(1, keepdims=True)
    starts = np.arange(0, nearest.size + 1, count)
    return csr_matrix((weights.ravel().astype(np.float32), nearest.ravel(), starts), (len(new), len(known)))


def _grow(
    bundle: Bundle,
    catalogue: Catalogue,
    place: _Places,
    content: NDArray[np.float32],
    likeness: csr_matrix,
) -> keras.Model:
    """The model with a row for each title of the catalogue.

    A title's own vector makes up for what its facts have come to say since, so that known titles stand where
    they stood, and new ones where the content on the scales of the training puts them.
    """
    title_vector, history = _tables(bundle.model)
    learned = _content(bundle.model, bundle.catalogue)[place.before] + title_vector[1 + place.before]
    own = place.spread(learned, content[place.new]) - _content(bundle.model, catalogue)
    heard = history[1 + place.before]
    rows = own, place.spread(heard, likeness @ heard)
    model = two_towers(replace(bundle.manifest.sizes, titles=len(catalogue)))
    grown = {layer.table.path: table for layer, table in zip(_table_layers(model), rows, strict=True)}
    for old, weight in zip(bundle.model.weights, model.weights, strict=True):
        value = old.numpy()
        if weight.path in grown:
            value = np.concatenate([value[:1], grown[weight.path]])  # the first row is padding
        weight.assign(value)
    return model


def _tables(model: keras.Model) -> list[NDArray[np.float32]]:
    return [layer.table.numpy() for layer in _table_layers(model)]


def _table_layers(model: keras.Model) -> list[keras.layers.Layer]:
    """Those with a row a title: the titles' own vectors, and the history's."""
    return [
        model.get_layer("item_tower").get_layer("title_vector"),
        model.get_layer("user_tower").get_layer("history"),
    ]


def _grow_item_table(table: ItemTable, place: _Places, likeness: csr_matrix) -> ItemTable:
    """The table over the new catalogue; a new title's column holds no more than a known one's on average.

    New titles are spoken for and do not speak: rows made in the same way serve worse than none.
    """
    known, new = len(place.known), len(place.new)
    weights = table.weights[place.before][:, place.before]
    columns = (weights @ likeness.T).tocsr()
    keep = weights.nnz * new // known
    if columns.nnz > keep:
        strength = np.abs(columns.data)
        columns.data[strength < np.partition(strength, -keep)[-keep]] = 0
        columns.eliminate_zeros()
    square = hstack([weights, columns], "csr")
    square.resize(known + new, known + new)
    return ItemTable.of(square).over(np.concatenate([place.known, place.new]), known + new)


def _grow_genre_table(table: GenreTable, place: _Places, likeness: csr_matrix) -> GenreTable:
    by_title = table.outputs.T[place.before]
    return replace(table, outputs=np.ascontiguousarray(place.spread(by_title, likeness @ by_title).T))


def _as_relations(bundle: Bundle, catalogue: Catalogue) -> Relations:
    """What the bundle's series say, as typed relations over the new catalogue."""
    series = bundle.series
    position = catalogue.positions(bundle.catalogue.ids)
    _, first, of = np.unique(series.group, return_index=True, return_inverse=True)
    last = len(series.group) - 1 - np.unique(series.group[::-1], return_index=True)[1]
    follows = series.prerequisite >= 0
    here = np.arange(len(series.group))
    mate = np.where(first[of] == here, last[of], first[of])
    target = np.where(follows, series.prerequisite, mate)
    tied = target != here
    kinds = np.where(follows, "prequel", "alternative version")
    return Relations(position[here[tied]], position[target[tied]], tuple(kinds[tied].tolist()))
