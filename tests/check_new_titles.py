"""Measure how new titles fare after a refresh: `python -m tests.check_new_titles --anime ... --ratings ...`.

Some of the titles are taken out, a small model is trained without them, and it is refreshed with the whole
catalogue. What it then makes of them is judged by users whom it was not trained on. They are any titles, or
with `--newest` the latest. `--model` names a bundle that was trained on all, to see how far there is to go.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from rich.console import Console
from scipy.sparse import diags

from recommender.catalogue import Catalogue, read_catalogue
from recommender.evaluation import SHORTEST, HeldOut, Interval, Mode, hold_out, measure, part, tell
from recommender.item_table import ItemTable
from recommender.ratings import LIKED, Ratings, read_ratings
from recommender.taste import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from recommender.bundle import Bundle

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
ENOUGH = 20  # ratings that a title needs to be taken out
FIRST = 100
FEWEST_NEW = 5  # new titles that a user has to have told, to be told by these alone
BATCH = 256
console = Console(highlight=False, soft_wrap=True)


class Recommends(Protocol):
    def scores(self, told: Told) -> NDArray[np.float32]: ...


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure how new titles fare after a refresh.")
    for name in ("anime", "ratings"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a bundle that was trained on all titles")
    parser.add_argument("--share", type=float, default=0.1, help="of the titles with enough ratings")
    parser.add_argument("--newest", action="store_true", help="take the latest titles out, not any")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    from recommender.bundle import load_bundle  # noqa: PLC0415 - TensorFlow takes seconds to import

    catalogue = read_catalogue(options.anime)
    ratings = read_ratings(options.ratings, catalogue)
    new = choose(catalogue, ratings, options.share, options.seed, newest=options.newest)
    refreshed = train_without(new, catalogue, ratings)
    others: dict[str, Recommends] = {
        "random": Random(len(catalogue)),
        "popularity": Fixed(catalogue.members.astype(np.float32)),
    }
    models: dict[str, Recommends] = {
        "content alone": silent(refreshed).scorer(),
        "**refreshed**": refreshed.scorer(),
    }
    if options.model:
        models["trained on them"] = load_bundle(options.model).scorer()
    console.print(f"\n{new.sum():,} titles are new to the model.\n")
    print_table(
        ("told", "recommender", "NDCG@10", "Recall@20"), among_new(new, catalogue, ratings, others | models)
    )
    head = ("told", "recommender", "NDCG@10", f"new among the first {FIRST}", "new among what is wanted")
    print_table(head, among_all(new, catalogue, ratings, models))
    del models["content alone"]  # differs for new titles alone, and now known ones are looked for
    print_table(("told", "recommender", "NDCG@10, known titles"), told_new(new, catalogue, ratings, models))


def choose(
    catalogue: Catalogue, ratings: Ratings, share: float, seed: int, *, newest: bool
) -> NDArray[np.bool_]:
    """Which titles to take out, bool [N]."""
    enough = np.flatnonzero(np.bincount(ratings.titles, minlength=len(catalogue)) >= ENOUGH)
    many = round(share * len(enough))
    new = np.zeros(len(catalogue), np.bool_)
    if not newest:
        new[np.random.default_rng(seed).choice(enough, many, replace=False)] = True
        return new
    days = np.array([a.start.toordinal() if a.start else 0 for a in catalogue.anime])
    return np.asarray(days >= np.sort(days[enough])[-many])


def train_without(new: NDArray[np.bool_], catalogue: Catalogue, ratings: Ratings) -> Bundle:
    """A model that training told nothing of the new titles, refreshed with them."""
    from recommender.refresh import merge, refresh  # noqa: PLC0415 - likewise
    from recommender.training import Options, train  # noqa: PLC0415

    rest = Catalogue(tuple(a for a, is_new in zip(catalogue.anime, new, strict=True) if not is_new))
    kept = ratings.where(~new[ratings.titles])
    place = (np.cumsum(~new) - 1).astype(np.int32)
    kept = replace(kept, titles=place[kept.titles], width=len(rest))
    bundle = train(rest, kept, Options(epochs=15, width=64, hidden=256))
    if bundle is None:
        raise SystemExit("Only the first of several workers can say more.")
    return refresh(bundle, merge(bundle.catalogue, catalogue)[0], "the whole catalogue")


@dataclass(frozen=True, slots=True)
class Random:
    """Any titles."""

    titles: int

    def scores(self, told: Told) -> NDArray[np.float32]:
        rng = np.random.default_rng(len(told.titles))
        return rng.random((len(told.typed), self.titles), np.float32)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same for everybody."""

    values: NDArray[np.float32]

    def scores(self, told: Told) -> NDArray[np.float32]:
        return np.tile(self.values, (len(told.typed), 1))


@dataclass(frozen=True, slots=True)
class Among:
    """Some titles only."""

    titles: NDArray[np.bool_]
    recommender: Recommends

    def scores(self, told: Told) -> NDArray[np.float32]:
        return np.where(self.titles, self.recommender.scores(told), -np.inf)


def silent(bundle: Bundle) -> Bundle:
    """The tables say nothing of the titles that training did not know."""
    known = bundle.learned.astype(np.float32)
    return replace(
        bundle,
        table=ItemTable.of((bundle.table.weights @ diags(known)).tocsr()),
        genre_table=replace(bundle.genre_table, outputs=bundle.genre_table.outputs * known),
    )


def test_users(ratings: Ratings) -> Ratings:
    return ratings.subset(part(ratings.users).test)


def among_new(
    new: NDArray[np.bool_], catalogue: Catalogue, ratings: Ratings, recommenders: dict[str, Recommends]
) -> Iterator[Sequence[object]]:
    """Told is what users rated of the known titles, wanted what they liked of the new, ranked are the new."""
    users = test_users(ratings)
    is_new = new[users.titles]
    told, hidden = users.where(~is_new), users.where(is_new)
    enough = told.counts >= SHORTEST
    held = HeldOut(told.subset(enough), hidden.subset(enough))
    for mode in Mode:
        said = tell(held, mode, catalogue)
        for name, recommender in recommenders.items():
            figures = measure(held, Among(new, recommender), said)
            yield mode, name, Interval.of(figures.ndcg), Interval.of(figures.recall)


def among_all(
    new: NDArray[np.bool_], catalogue: Catalogue, ratings: Ratings, recommenders: dict[str, Recommends]
) -> Iterator[Sequence[object]]:
    """The usual protocol, and how many of the titles shown first are new; told are known titles only."""
    held = hold_out(ratings, part(ratings.users).test)
    told = HeldOut(held.told.where(~new[held.told.titles]), held.hidden)
    wanted = new[held.hidden.titles[held.hidden.values >= LIKED]].mean()
    for mode in Mode:
        said = tell(told, mode, catalogue)
        for name, recommender in recommenders.items():
            ndcg = Interval.of(measure(held, recommender, said).ndcg)
            shown = np.mean([new[first].mean() for first in first_titles(held, recommender, said)])
            yield mode, name, ndcg, f"{shown:.1%}", f"{wanted:.1%}"


def first_titles(held: HeldOut, recommender: Recommends, told: Told) -> Iterator[NDArray[np.intp]]:
    """The positions of each user's first titles, a batch of users at a time, less the fold-in."""
    for start in range(0, len(held.told.users), BATCH):
        users = range(start, min(start + BATCH, len(held.told.users)))
        scores = recommender.scores(told[users.start : users.stop])
        for row, user in enumerate(users):
            scores[row, held.told.user(user)[0]] = -np.inf
        yield np.argpartition(-scores, FIRST, axis=1)[:, :FIRST]


def told_new(
    new: NDArray[np.bool_], catalogue: Catalogue, ratings: Ratings, recommenders: dict[str, Recommends]
) -> Iterator[Sequence[object]]:
    """What is it worth to have rated new titles alone? Wanted and ranked are known titles."""
    users = test_users(ratings)
    is_new = new[users.titles]
    told, hidden = users.where(is_new), users.where(~is_new)
    enough = told.counts >= FEWEST_NEW
    held = HeldOut(told.subset(enough), hidden.subset(enough))
    all_said = tell(held, Mode.LIST, catalogue)
    nothing = Told(0 * all_said.starts, all_said.titles[:0], all_said.ratings[:0], all_said.typed)
    for name, recommender in recommenders.items():
        for what, said in (("nothing", nothing), ("new titles alone", all_said)):
            yield what, name, Interval.of(measure(held, Among(~new, recommender), said).ndcg)


def print_table(head: Sequence[str], rows: Iterator[Sequence[object]]) -> None:
    """As Markdown, for the model card."""
    console.print("| " + " | ".join(head) + " |\n" + "| --- " * len(head) + "|", markup=False)
    for row in rows:
        console.print("| " + " | ".join(map(str, row)) + " |", markup=False)
    console.print()


if __name__ == "__main__":
    main()
