from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import Recommender, Taste
from recommender.catalogue import Anime, Catalogue
from recommender.deck import ASKED, Deck, seen_chance
from recommender.series import Kind, Series

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = np.zeros(0, np.intp)


@pytest.fixture(scope="module")
def recommender(bundle: Path) -> Recommender:
    return Recommender.load(bundle)


def alone(titles: int) -> Series:
    """Each title is a franchise of its own."""
    numbers = np.arange(titles, dtype=np.int32)
    ones = np.ones(titles, np.int32)
    return Series(numbers, ones, np.full(titles, Kind.FIRST, np.int32), -ones)


def deck_of(vectors: list[tuple[float, float]], members: list[int] | None = None) -> Deck:
    """A deck over titles with these directions, as well known as each other unless that is said."""
    many = members or [1000] * len(vectors)
    anime = [Anime(id=n, name=str(n), members=m, type="TV") for n, m in enumerate(many, 1)]
    return Deck(np.array(vectors, np.float32), Catalogue.of(anime), alone(len(anime)))


def test_the_deck_holds_the_best_known_beginnings_one_of_a_franchise(recommender: Recommender) -> None:
    catalogue, series = recommender.catalogue, recommender.series
    titles = Deck(np.ones((len(catalogue), 1), np.float32), catalogue, series).titles
    assert len(titles) == ASKED
    assert (np.diff(catalogue.members[titles]) <= 0).all()
    assert len(np.unique(series.group[titles])) == len(titles)
    assert not (catalogue.adult[titles] | series.extra[titles] | (series.prerequisite[titles] >= 0)).any()
    others = np.setdiff1d(np.flatnonzero(~np.isin(series.group, series.group[titles])), titles)
    fit = others[~(catalogue.adult | series.extra | (series.prerequisite >= 0))[others]]
    assert catalogue.members[fit].max() <= catalogue.members[titles].min()


def test_an_alike_title_is_not_asked_about_next() -> None:
    deck = deck_of([(1, 0), (1, 0), (0, 1), (0.8, 0.6)])
    scores = np.array([4, 3, 0, 0], np.float32)
    assert deck.titles[0] == 0
    assert deck.next(scores, np.array([0])) == 2


def test_a_title_that_tells_about_more_is_asked_about_first() -> None:
    apart = [(0.6, 0.8), (0.8, 0.6), (0.0, 1.0)]
    deck = deck_of([*apart, (-1.0, 0.0)])
    assert deck.next(np.zeros(4, np.float32), NOBODY) != 3
    well_known = deck_of([*apart, (-1.0, 0.0)], [1, 1, 1, 1000])
    assert well_known.next(np.zeros(4, np.float32), NOBODY) == 3


def test_of_titles_that_tell_as_much_the_one_is_asked_about_that_the_member_has_rather_seen() -> None:
    deck = deck_of([(1, 0), (0, 1), (-1, 0), (0, -1)])
    for likely in range(4):
        scores = np.zeros(4, np.float32)
        scores[likely] = 1
        assert deck.next(scores, NOBODY) == likely


def test_something_of_a_franchise_closes_all_of_it() -> None:
    anime = [Anime(id=n, name=str(n), members=m, type="TV") for n, m in enumerate([30, 90, 20], 1)]
    group, place = np.array([0, 0, 1], np.int32), np.array([1, 2, 1], np.int32)
    kind = np.array([Kind.FIRST, Kind.SEQUEL, Kind.FIRST], np.int32)
    series = Series(group, place, kind, np.array([-1, 0, -1], np.int32))
    deck = Deck(np.eye(3, dtype=np.float32), Catalogue.of(anime), series)
    assert deck.titles.tolist() == [0, 2]
    scores = np.zeros(2, np.float32)
    assert deck.next(scores, NOBODY) == 0
    assert deck.next(scores, np.array([1])) == 2
    assert deck.next(scores, np.array([1, 2])) is None


def test_the_chance_to_have_seen_a_title_rises_with_its_score() -> None:
    chance = seen_chance(np.array([3.0, -1.0, 0.5], np.float32))
    assert (np.argsort(chance) == [1, 2, 0]).all()
    assert ((chance > 0) & (chance < 1)).all()
    assert seen_chance(np.full(3, 7.0, np.float32)) == pytest.approx(chance.mean(), abs=0.1)


@given(answers=st.lists(st.sampled_from([None, 1, 3, 6, 8, 10, "unseen"]), min_size=12, max_size=12))
def test_a_walk_asks_about_a_franchise_once(
    recommender: Recommender, answers: list[int | str | None]
) -> None:
    asked: list[Anime] = []
    told: dict[int, int | None] = {}
    for answer in answers:
        anime = recommender.ask_next(Taste(titles=told), [a.id for a in asked])
        assert anime is not None
        asked.append(anime)
        if not isinstance(answer, str):
            told[anime.id] = answer
    groups = [recommender.series.group[recommender.catalogue.index[anime.id]] for anime in asked]
    assert len(set(groups)) == len(asked)
    assert not any(anime.adult for anime in asked)


def test_what_is_asked_depends_on_the_answers(recommender: Recommender) -> None:
    def walk(taste: Taste) -> list[int]:
        asked: list[int] = []
        for _ in range(12):
            anime = recommender.ask_next(taste, asked)
            assert anime is not None
            asked.append(anime.id)
        return asked

    first, *_ = walk(Taste())
    walks = {tuple(walk(taste)) for taste in (Taste(), Taste({"Horror": 10.0}), Taste(titles={first: 10}))}
    assert len(walks) == 3


def test_the_questions_end_and_strange_ids_do_not_matter(recommender: Recommender) -> None:
    asked = [0, 999_999_999]
    while anime := recommender.ask_next(Taste(), asked):
        assert anime.id not in asked
        asked.append(anime.id)
    assert len(asked) == ASKED + 2
    with pytest.raises(ValueError, match="no title with the id"):
        recommender.ask_next(Taste(titles={999_999_999: 9}))
