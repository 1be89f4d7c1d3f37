"""The command line: `python -m recommender train | evaluate | refresh | recommend | info`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from recommender.catalogue import read_catalogue
from recommender.ranking import Query
from recommender.ratings import read_ratings
from recommender.series import read_relations
from recommender.taste import Taste

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recommender.ranking import Recommendation

LARGEST_COUNT = 100_000
INTERRUPTED = 130  # what a shell reports of a program that Ctrl-C ended
console = Console()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status: 0, 1 with one sentence of what went wrong, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # TensorFlow's start-up chatter helps nobody
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("Stopped; no bundle was changed.", file=sys.stderr)
        return INTERRUPTED


def _run(options: argparse.Namespace) -> int:
    from recommender.bundle import BundleError

    try:
        options.command(options)
    except (BundleError, ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _train(options: argparse.Namespace) -> None:
    from recommender.training import Options, train

    catalogue = read_catalogue(options.anime, options.images)
    ratings = read_ratings(options.ratings, catalogue)
    console.print(str(ratings.report))
    checkpoint = options.out.with_name(f".{options.out.name}.checkpoint.npz")
    if not options.resume:
        checkpoint.unlink(missing_ok=True)
    relations = read_relations(options.relations, catalogue) if options.relations else None
    how = Options(epochs=options.epochs, seed=options.seed)
    bundle = train(catalogue, ratings, how, relations=relations, checkpoint=checkpoint)
    if bundle is None:
        console.print("The first worker writes the bundle.")
        return
    manifest = bundle.save(options.out)
    checkpoint.unlink(missing_ok=True)
    console.print(f"{options.out} holds version {manifest.version}.")


def _evaluate(options: argparse.Namespace) -> None:
    from recommender.bundle import load_bundle
    from recommender.comparison import compare
    from recommender.plots import draw

    for folder in (options.json and options.json.parent, options.plots):
        if folder:  # one that cannot be made is better known before minutes of work than after
            folder.mkdir(parents=True, exist_ok=True)
    bundle = load_bundle(options.model)
    ratings = read_ratings(options.ratings, bundle.catalogue)
    comparison = compare(bundle, ratings, bundle.series.group)
    console.print(*comparison.as_tables(), sep="\n")
    if options.json:
        options.json.write_text(json.dumps(comparison.as_json(), indent=1), "utf-8")
    if options.plots:
        draw(comparison, options.plots)


def _refresh(options: argparse.Namespace) -> None:
    from recommender.bundle import load_bundle
    from recommender.refresh import merge, refresh

    bundle = load_bundle(options.model)
    catalogue, report = merge(bundle.catalogue, read_catalogue(options.anime, options.images))
    console.print(escape(str(report)))
    relations = read_relations(options.relations, catalogue) if options.relations else None
    folder = options.out or options.model
    manifest = refresh(bundle, catalogue, options.anime.name, relations).save(folder)
    console.print(f"{folder} holds version {manifest.version}.")


def _recommend(options: argparse.Namespace) -> None:
    from recommender.recommender import Recommender

    recommender = Recommender.load(options.model)
    taste = Taste(dict(options.genre), dict(options.title))
    answer = recommender.recommend(taste, Query(count=options.top))
    if options.json:
        print(json.dumps([_plain(r) for r in answer], ensure_ascii=False, indent=1))
        return
    table = Table("", "title", "year", "type", "MAL score", "you", "genres")
    for place, r in enumerate(answer, 1):
        a = r.anime
        facts = a.name, str(a.year or ""), a.type, f"{a.score:.2f}" if a.score else ""
        table.add_row(str(place), *facts, f"{r.predicted_rating:.1f}", ", ".join(a.genres))
    console.print(table)


def _info(options: argparse.Namespace) -> None:
    from recommender.bundle import load_bundle

    manifest = load_bundle(options.model).manifest
    console.print(f"Version {manifest.version}, trained {manifest.trained_at}; every file is sound.")
    if manifest.refreshed:
        new = manifest.sizes.titles - len(manifest.titles)
        when, source = manifest.refreshed.at, escape(manifest.refreshed.source)
        console.print(f"Refreshed {when} from {source}: {new:,} titles are known by their content alone.")
    console.print(", ".join(f"{n:,.12g} {what}" for what, n in manifest.trained_on.items()))
    for mode, figures in manifest.quality.items():
        console.print(f"{mode}: " + ", ".join(f"{name} {figure:.3f}" for name, figure in figures.items()))


def _plain(r: Recommendation) -> dict[str, object]:
    return {
        "id": r.anime.id,
        "name": r.anime.name,
        "year": r.anime.year,
        "type": r.anime.type,
        "genres": r.anime.genres,
        "score": r.score,
        "predicted_rating": r.predicted_rating,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m recommender", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    train = commands.add_parser("train", help="learn from ratings and write a bundle")
    _add_data(train)
    _add_extras(train)
    train.add_argument("--out", type=Path, required=True, help="the folder to write the bundle to")
    train.add_argument("--epochs", type=_count, default=30)
    train.add_argument("--seed", type=int, default=2020)
    train.add_argument("--resume", action="store_true", help="go on with an interrupted training")
    train.set_defaults(command=_train)

    evaluate = commands.add_parser("evaluate", help="measure a bundle beside the baselines")
    evaluate.add_argument("--model", type=Path, required=True, help="the bundle's folder")
    _add_data(evaluate)
    evaluate.add_argument("--json", type=Path, help="write the figures to this file too")
    evaluate.add_argument("--plots", type=Path, help="the folder to draw the figures into, as PNG files")
    evaluate.set_defaults(command=_evaluate)

    refresh = commands.add_parser("refresh", help="put a newer catalogue beside a trained bundle")
    refresh.add_argument("--model", type=Path, required=True, help="the bundle's folder")
    refresh.add_argument("--anime", type=Path, required=True, help="the newer anime.csv")
    _add_extras(refresh)
    refresh.add_argument("--out", type=Path, help="the folder to write to; without it, that of --model")
    refresh.set_defaults(command=_refresh)

    recommend = commands.add_parser("recommend", help="what to watch next")
    recommend.add_argument("--model", type=Path, required=True, help="the bundle's folder")
    recommend.add_argument("--genre", type=_genre, action="append", default=[], metavar="NAME=RATING")
    recommend.add_argument("--title", type=_title, action="append", default=[], metavar="ID[=RATING]")
    recommend.add_argument("--top", type=_count, default=10)
    recommend.add_argument("--json", action="store_true", help="print JSON")
    recommend.set_defaults(command=_recommend)

    info = commands.add_parser("info", help="check a bundle and say what it is")
    info.add_argument("--model", type=Path, required=True, help="the bundle's folder")
    info.set_defaults(command=_info)
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--anime", type=Path, required=True, help="the dataset's anime.csv")
    parser.add_argument("--ratings", type=Path, required=True, help="rating_complete.csv, plain or .gz")


def _add_extras(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--images", type=Path, help="anime_images.csv: the addresses of the covers")
    parser.add_argument("--relations", type=Path, help="from_mal_id,to_mal_id,relation_of_to: relations")


def _genre(text: str) -> tuple[str, float]:
    name, _, rating = text.rpartition("=")
    try:
        return name, float(rating)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: write it like Action=9") from None


def _title(text: str) -> tuple[int, int | None]:
    anime_id, separator, rating = text.partition("=")
    try:
        return int(anime_id), int(rating) if separator else None
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: write it like 5114=10, or 5114 if only seen") from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LARGEST_COUNT:
        raise argparse.ArgumentTypeError(f"{text!r}: give a whole number from 1 to {LARGEST_COUNT:,}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
