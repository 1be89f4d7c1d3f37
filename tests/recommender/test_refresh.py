from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed
from scipy.sparse import diags

from recommender.__main__ import main
from recommender.bundle import Bundle, load_bundle
from recommender.catalogue import Anime, Catalogue, CatalogueError
from recommender.item_table import ItemTable
from recommender.ranking import Query
from recommender.recommender import Recommender
from recommender.refresh import RENAMED, merge, refresh
from recommender.series import Relations, Series, work_out_series
from recommender.taste import Taste, Told
from tests.made_up import make_catalogue

if TYPE_CHECKING:
    from pathlib import Path

TASTES = (
    Taste(),
    Taste({"Action": 9.0, "Romance": 2.0}),
    Taste({"Mecha": 7.0}, {11: 10, 21: None, 501: 2}),
)
NEW = 60


@pytest.fixture(scope="module")
def trained(bundle: Path) -> Bundle:
    return load_bundle(bundle)


@pytest.fixture(scope="module")
def newer(trained: Bundle) -> Catalogue:
    """The trained catalogue some years later, and some titles more, which come before, between and after."""
    rng = np.random.default_rng(3)
    grown = [
        changed(
            a,
            members=int(a.members * rng.uniform(2, 9)),
            score=7.0,
            episodes=12,
            genres=("Action",),
            image="",
        )
        for a in trained.catalogue.anime
    ]
    more = make_catalogue(NEW, seed=9).anime
    new = [
        changed(a, id=50 * n + 3, members=9 * a.members, name=a.name[::-1], english="", japanese="")
        for n, a in enumerate(more)
    ]
    return Catalogue.of([*grown, *new])


@pytest.fixture(scope="module")
def refreshed(trained: Bundle, newer: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """Refreshed, saved and loaded."""
    folder = tmp_path_factory.mktemp("refreshed") / "bundle"
    refresh(trained, merge(trained.catalogue, newer)[0], "anime-2.csv").save(folder)
    return load_bundle(folder)


def scores(bundle: Bundle, tastes: tuple[Taste, ...] = TASTES) -> np.ndarray:
    return bundle.scorer().scores(Told.of(tastes, bundle.catalogue))


def ratings(bundle: Bundle, tastes: tuple[Taste, ...] = TASTES) -> np.ndarray:
    return bundle.scorer().ratings(Told.of(tastes, bundle.catalogue))


def test_known_titles_stand_where_they_stood(trained: Bundle, refreshed: Bundle) -> None:
    known = refreshed.learned
    assert known.sum() == len(trained.catalogue)
    np.testing.assert_allclose(scores(refreshed)[:, known], scores(trained), rtol=1e-4, atol=5e-3)
    np.testing.assert_allclose(ratings(refreshed)[:, known], ratings(trained), rtol=1e-4, atol=1e-3)


def test_the_manifest_tells_of_the_training_and_of_the_refresh(trained: Bundle, refreshed: Bundle) -> None:
    old, new = trained.manifest, refreshed.manifest
    assert new.version != old.version
    assert (new.quality, new.trained_at, new.trained_on) == (old.quality, old.trained_at, old.trained_on)
    assert new.titles == old.titles
    assert new.refreshed is not None
    assert new.refreshed.source == "anime-2.csv"
    assert new.refreshed.at >= old.trained_at
    assert old.refreshed is None


def test_facts_are_those_of_the_newer_file(trained: Bundle, refreshed: Bundle, newer: Catalogue) -> None:
    for a in refreshed.catalogue.anime:
        if a.id in trained.catalogue:
            old = trained.catalogue[a.id]
            assert (a.members, a.score, a.episodes) == (newer[a.id].members, 7.0, 12)
            assert (a.genres, a.image, a.adult) == (old.genres, old.image, old.adult or newer[a.id].adult)
        else:
            assert a == newer[a.id]


def test_members_may_have_grown_everywhere_without_a_change(trained: Bundle, newer: Catalogue) -> None:
    """The growth of the site says nothing about a new title."""

    def of(growth: int) -> np.ndarray:
        grown = Catalogue.of(
            changed(a, members=growth * (newer[a.id].members if a.id not in trained.catalogue else a.members))
            for a in merge(trained.catalogue, newer)[0].anime
        )
        return scores(refresh(trained, merge(trained.catalogue, grown)[0], ""))

    np.testing.assert_allclose(of(10), of(1), atol=0.05)


def test_a_title_known_again_as_a_new_one_is_taken_for_its_like(trained: Bundle) -> None:
    twins = [changed(a, id=a.id + 1) for a in trained.catalogue.anime if 1970 < (a.year or 0) < 2015][:20]
    both = refresh(trained, merge(trained.catalogue, Catalogue.of([*trained.catalogue.anime, *twins]))[0], "")
    answer = scores(both)
    at = both.catalogue.index
    one = np.array([at[a.id - 1] for a in twins])
    other = np.array([at[a.id] for a in twins])
    for row in answer:
        assert np.corrcoef(row[one], row[other])[0, 1] > 0.5
    column = both.table.weights.toarray()[:, other]
    assert column.any()
    assert not both.table.weights.toarray()[other].any(), "a new title does not speak"


def test_who_rated_new_titles_alone_gets_something_out_of_it(refreshed: Bundle) -> None:
    catalogue = refreshed.catalogue
    new = catalogue.ids[~refreshed.learned].tolist()
    flags = catalogue.genre_flags[catalogue.positions(np.array(new))]
    many = int(np.argmax(flags.sum(0)))
    liked = {i: 10 if flag else 1 for i, flag in zip(new, flags[:, many], strict=True)}
    nothing, told = scores(refreshed, (Taste(), Taste(titles=liked)))
    gain = told - nothing
    rest = refreshed.learned
    of_genre = catalogue.genre_flags[:, many]
    assert gain[rest & of_genre].mean() > gain[rest & ~of_genre].mean()
    told_features = Told.of([Taste(titles=liked)], catalogue).features(catalogue.genre_flags)
    history = refreshed.scorer().vectors(Told.of([Taste(titles=liked)], catalogue))
    assert told_features.profile[0, many] > 0, "the genre is known to be liked"
    assert np.isfinite(history).all()


def test_the_tables_speak_for_new_titles_too(refreshed: Bundle) -> None:
    rng = np.random.default_rng(0)
    known = refreshed.catalogue.ids[refreshed.learned]
    tastes = tuple(Taste(titles=dict.fromkeys(rng.choice(known, 8).tolist(), 9)) for _ in range(50))
    silent = replace(
        refreshed, table=ItemTable.of((refreshed.table.weights @ diags(1.0 * refreshed.learned)).tocsr())
    )

    def share(bundle: Bundle) -> float:
        first = np.argsort(-scores(bundle, tastes), axis=1)[:, :100]
        return float((~bundle.learned[first]).mean())

    assert share(refreshed) > 1.5 * share(silent)
    answer = Recommender(refreshed).recommend(tastes[0], Query(count=50))
    assert any(r.anime.id not in known for r in answer)


def test_a_second_refresh_learns_from_trained_titles_alone(trained: Bundle, refreshed: Bundle) -> None:
    again = refresh(refreshed, refreshed.catalogue, "anime-3.csv")
    assert again.manifest.titles == trained.manifest.titles
    assert again.manifest.refreshed is not None
    assert refreshed.manifest.refreshed is not None
    assert again.manifest.refreshed.fame == refreshed.manifest.refreshed.fame
    np.testing.assert_allclose(scores(again), scores(refreshed), rtol=1e-3, atol=0.02)
    for name in ("group", "prerequisite", "kind"):
        np.testing.assert_array_equal(getattr(again.series, name), getattr(refreshed.series, name))


def test_with_nothing_new_nothing_changes(trained: Bundle) -> None:
    same = refresh(trained, merge(trained.catalogue, trained.catalogue)[0], "")
    assert same.catalogue.anime == trained.catalogue.anime
    np.testing.assert_allclose(scores(same), scores(trained), rtol=1e-4, atol=5e-3)
    for one, other in zip(same.model.weights, trained.model.weights, strict=True):
        np.testing.assert_allclose(one.numpy(), other.numpy(), atol=1e-5)


def test_what_relations_said_of_old_titles_stays_said(trained: Bundle) -> None:
    catalogue = trained.catalogue
    lone = [
        catalogue.anime[n]
        for n in np.flatnonzero(np.bincount(trained.series.group)[trained.series.group] == 1)
    ]
    first, second = sorted(lone, key=lambda a: a.start or date.max)[:2]
    source, target = catalogue.positions(np.array([second.id, first.id]))
    relations = Relations(np.array([source]), np.array([target]), ("prequel",))
    told = replace(trained, series=work_out_series(catalogue, relations))
    assert told.series.prerequisite[source] == target
    more = Catalogue.of([*catalogue.anime, Anime(2, "Something else")])
    kept = refresh(told, merge(catalogue, more)[0], "").series
    at = more.positions(np.array([second.id, first.id]))
    assert kept.prerequisite[at[0]] == at[1]
    position = more.positions(catalogue.ids)
    assert same_partition(kept.group[position], told.series.group)
    assert work_out_series(more).prerequisite[at[0]] == -1, "names alone do not say so"


def same_partition(one: np.ndarray, other: np.ndarray) -> bool:
    return len(set(zip(one.tolist(), other.tolist(), strict=True))) == len(set(one)) == len(set(other))


def test_new_relations_are_heard(trained: Bundle) -> None:
    lone = np.flatnonzero(np.bincount(trained.series.group)[trained.series.group] == 1)
    days = np.array([a.start.toordinal() if a.start else 10**7 for a in trained.catalogue.anime])
    first, second = lone[np.argsort(days[lone])][:2]
    relations = Relations(np.array([second]), np.array([first]), ("prequel",))
    series: Series = refresh(trained, trained.catalogue, "", relations).series
    assert series.prerequisite[second] == first


def test_a_title_that_the_file_lacks_is_kept(trained: Bundle) -> None:
    some = Catalogue.of(trained.catalogue.anime[::2])
    catalogue, report = merge(trained.catalogue, some)
    assert catalogue.anime == trained.catalogue.anime
    assert (report.updated, report.new, report.kept) == (150, 0, 150)
    assert "150 that the file lacks kept" in str(report)


OLD = Catalogue.of(
    [
        Anime(
            1, "A", type="TV", episodes=3, members=5, genres=("Dementia", "Thriller"), start=date(2001, 1, 1)
        ),
        Anime(2, "B", genres=("Shounen Ai",), adult=True),
        Anime(3, "C"),
    ]
)


def test_what_the_newer_file_does_not_know_stays() -> None:
    newer = Catalogue.of([Anime(1, "#1", genres=("Suspense",)), Anime(2, "Bee"), Anime(3, "C", adult=True)])
    merged, _ = merge(OLD, newer)
    assert merged[1] == OLD[1]
    assert merged[2] == changed(OLD[2], name="Bee")
    assert merged[3].adult


def test_genres_go_by_the_names_that_the_model_knows() -> None:
    new = Anime(
        9, "N", genres=("Avant Garde", "Award Winning", "Boys Love", "Gourmet", "Suspense", "Thriller")
    )
    merged, report = merge(
        OLD,
        Catalogue.of([changed(OLD[1], genres=("Gourmet",)), new, Anime(3, "C", genres=("Suspense",))]),
    )
    assert merged[9].genres == ("Dementia", "Shounen Ai", "Thriller")
    assert merged[1].genres == OLD[1].genres, "a known title keeps the genres that it was trained with"
    assert merged[3].genres == ("Thriller",), "one without any gets some"
    assert report.unknown_genres == ("Award Winning", "Gourmet")
    assert str(report).endswith("left out: Award Winning, Gourmet.")


def test_no_more_unknown_genres_are_named_than_one_reads() -> None:
    many = Anime(9, "N", genres=tuple(f"Genre {n:03}" + "x" * 200 for n in range(25)))
    said = str(merge(OLD, Catalogue.of([OLD[1], many]))[1])
    assert said.endswith(" and 5 more.")
    assert len(said) < 1_200


def test_a_new_name_that_the_model_knows_is_not_translated() -> None:
    old = Catalogue.of([Anime(1, "A", genres=("Suspense", "Thriller"))])
    merged, _ = merge(old, Catalogue.of([Anime(1, "A"), Anime(2, "B", genres=("Suspense",))]))
    assert merged[2].genres == ("Suspense",)
    assert not set(RENAMED) & set(RENAMED.values())


def test_a_file_of_something_else_is_refused() -> None:
    with pytest.raises(CatalogueError, match="no title that the model knows"):
        merge(OLD, Catalogue.of([Anime(77, "Z")]))


titles = st.builds(
    Anime,
    id=st.integers(1, 12),
    name=st.sampled_from(["A", "B", "#5"]),
    episodes=st.none() | st.integers(1, 9),
    score=st.none() | st.floats(1, 10),
    members=st.integers(0, 9),
    genres=st.sets(st.sampled_from(["Action", "Thriller", "Suspense", "Gourmet"])).map(
        lambda g: tuple(sorted(g))
    ),
    adult=st.booleans(),
)
catalogues = st.lists(titles, min_size=1, max_size=8, unique_by=lambda a: a.id).map(Catalogue.of)


@given(catalogues, catalogues)
def test_merging_loses_no_title_and_no_genre(old: Catalogue, newer: Catalogue) -> None:
    if not set(old.ids.tolist()) & set(newer.ids.tolist()):
        return
    merged, report = merge(old, newer)
    assert set(merged.ids.tolist()) == {*old.ids.tolist(), *newer.ids.tolist()}
    assert merged.genres == old.genres
    assert report.updated + report.kept == len(old)
    assert report.updated + report.new == len(newer)
    assert all(a.adult for a in merged.anime if a.id in old and old[a.id].adult)
    assert merge(merged, newer)[0].anime == merged.anime


def test_the_command_refreshes_a_bundle_in_place_and_elsewhere(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "anime-dataset-2023.csv"
    file.write_text(
        "anime_id,Name,Genres,Type,Members\n"
        '1,Crimson Garden,Action,TV,900\n2,Brand New,"Gourmet, Horror",TV,700\n'
    )
    relations = tmp_path / "relations.csv"
    relations.write_text("from_mal_id,to_mal_id,relation_of_to\n2,1,Prequel\n")
    out = tmp_path / "out"
    command = ["refresh", "--anime", str(file), "--relations", str(relations), "--model"]
    assert main([*command, str(bundle), "--out", str(out)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "1 titles brought up to date, 1 new, 299 that the file lacks kept" in said
    assert "left out: Gourmet." in said
    assert main([*command, str(out)]) == 0
    assert main(["info", "--model", str(out)]) == 0
    assert "from anime-dataset-2023.csv: 1 titles are known by their content alone" in " ".join(
        capsys.readouterr().out.split()
    )
    loaded = load_bundle(out)
    assert loaded.catalogue[2].genres == ("Horror",)
    assert loaded.series.group[loaded.catalogue.index[2]] == loaded.series.group[loaded.catalogue.index[1]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("anime_id,Name,Genres,Type\n7777,A,Action,TV\n", "no title that the model knows"),
        ("anime_id,Name,Genres,Type\nx,A,Action,TV\n", "line 2: the id 'x' is not"),
        ("anime_id,Name,Genres\n1,A,Action\n", "lacks the column Type"),
    ],
)
def test_a_bad_file_leaves_the_bundle_as_it_was(
    content: str, says: str, bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (bundle / "manifest.json").read_bytes()
    file = tmp_path / "anime.csv"
    file.write_text(content)
    assert main(["refresh", "--model", str(bundle), "--anime", str(file)]) == 1
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
    assert (bundle / "manifest.json").read_bytes() == before
