"""Which titles the entries of a list are: by id, by name, and by neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.lists.entry import Listed, ListFile, Source
from bot.lists.scores import Scale
from bot.members.records import Entry, Status
from bot.model import Loaded, _load
from bot.service.matching import match

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from recommender.catalogue import Anime

SEEN = Status.COMPLETED


@pytest.fixture(scope="module")
def model(bundle: Path) -> Loaded:
    return _load(bundle)


@pytest.fixture(scope="module")
def titles(model: Loaded) -> list[Anime]:
    """Titles that are the only ones of their name."""
    anime = model.catalogue.anime
    return [a for a in anime if sum(a.name == other.name for other in anime) == 1]


def listed(*entries: Listed, genres: Mapping[str, int] | None = None) -> ListFile:
    return ListFile(Source.OTHER, entries, Scale.POINT_10, genres or {})


def test_ids_with_their_names_or_without(model: Loaded, titles: list[Anime]) -> None:
    first, second, third = titles[:3]
    matched = match(
        listed(
            Listed(first.id, first.name, SEEN, 8),
            Listed(second.id, "", Status.PLANNED),
            Listed(None, third.name.upper(), Status.DROPPED),
        ),
        model,
    )
    assert matched.entries == {
        first.id: Entry(SEEN, 8),
        second.id: Entry(Status.PLANNED),
        third.id: Entry(Status.DROPPED),
    }
    assert (matched.unlisted, matched.unclear) == ((), ())


def test_any_of_a_titles_names_counts_beside_its_id_and_without(model: Loaded, titles: list[Anime]) -> None:
    anime = next(a for a in titles if a.english and a.japanese)
    for name in (anime.name, anime.english, anime.japanese):
        for anime_id in (anime.id, None):
            assert list(match(listed(Listed(anime_id, name, SEEN)), model).entries) == [anime.id]


def test_a_title_that_was_renamed_goes_by_its_id(model: Loaded, titles: list[Anime]) -> None:
    known = [Listed(a.id, a.name, SEEN) for a in titles[:3]]
    renamed = Listed(titles[3].id, "Quite Another Name", SEEN)
    assert list(match(listed(*known, renamed), model).entries) == [a.id for a in titles[:4]]


def test_a_name_counts_more_than_an_id_that_belongs_to_another_title(
    model: Loaded, titles: list[Anime]
) -> None:
    other = next(a for a in titles[4:] if not set(a.name.split()) & set(titles[3].name.split()))
    known = [Listed(a.id, a.name, SEEN) for a in titles[:3]]
    matched = match(listed(*known, Listed(titles[3].id, other.name, SEEN)), model)
    assert list(matched.entries) == [*(a.id for a in titles[:3]), other.id]


def test_where_most_ids_are_another_sites_the_names_alone_count(model: Loaded, titles: list[Anime]) -> None:
    """As AniList's ids where MyAnimeList's are asked for."""
    shifted = [Listed(titles[-n - 1].id, titles[n].name, SEEN, 5) for n in range(10)]
    strangers = [Listed(titles[30].id, "Nowhere To Be Found", SEEN), Listed(titles[31].id, "", SEEN)]
    matched = match(listed(*shifted, *strangers), model)
    assert set(matched.entries) == {a.id for a in titles[:10]}
    assert matched.unclear == ("Nowhere To Be Found", str(titles[31].id))
    assert matched.unlisted == ()


def test_a_title_that_the_catalogue_lacks_stays_under_its_id(model: Loaded, titles: list[Anime]) -> None:
    """Also where another title has its name."""
    matched = match(
        listed(
            Listed(titles[0].id, titles[0].name, SEEN),
            Listed(9_000_001, "Made Tomorrow", Status.WATCHING, 7),
            Listed(9_000_002, titles[1].name, SEEN),
        ),
        model,
    )
    assert set(matched.entries) == {titles[0].id, 9_000_001, 9_000_002}
    assert matched.unlisted == ("Made Tomorrow", titles[1].name)
    assert matched.unclear == ()


def test_what_cannot_be_told_is_left_out_by_name(model: Loaded) -> None:
    matched = match(
        listed(Listed(None, "Nowhere To Be Found", SEEN), Listed(None, "", SEEN, anilist_id=77)), model
    )
    assert matched.entries == {}
    assert matched.unclear == ("Nowhere To Be Found", "77")


def test_two_entries_of_one_title_are_one_and_the_last_counts(model: Loaded, titles: list[Anime]) -> None:
    anime = titles[0]
    entries = (Listed(anime.id, anime.name, SEEN, 3), Listed(None, anime.name, Status.DROPPED, 2))
    assert match(listed(*entries), model).entries == {anime.id: Entry(Status.DROPPED, 2)}


def test_genres_are_the_catalogues(model: Loaded) -> None:
    matched = match(listed(genres={"ACTION": 9, "No Genre": 3, "sci-fi": 4}), model)
    assert matched.genres == {"Action": 9, "Sci-Fi": 4}
