"""A portrait holds what a profile says, and its alt text says it within Discord's limit."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.members.records import Status
from bot.service import GenreOpinion, Profile, RatedTitle
from bot.texts import ENGLISH, TitleLanguage
from bot.ui.portrait import Portrait, Rated, Span, describe, numbers, portrait_of
from recommender.catalogue import Anime

AT = datetime(2026, 1, 1, tzinfo=UTC)


def title(
    number: int, rating: int | None, *, year: int | None = 2010, score: float | None = 7.0
) -> RatedTitle:
    start = date(year, 4, 1) if year else None
    return RatedTitle(Anime(number, f"Title {number}", start=start, score=score), rating, AT)


def typed(genre: str, rating: int) -> GenreOpinion:
    return GenreOpinion(genre, rating, AT, None, 0)


def from_titles(genre: str, mean: float, count: int) -> GenreOpinion:
    return GenreOpinion(genre, None, None, mean, count)


def portrait(*titles: RatedTitle, genres: tuple[GenreOpinion, ...] = ()) -> Portrait:
    rated = sum(t.rating is not None for t in titles)
    profile = Profile(genres, titles, rated=rated, seen=len(titles) - rated, hidden=0, unlisted=0)
    return portrait_of(ENGLISH, "Sakura", profile)


def names(rated: tuple[Rated, ...]) -> list[str]:
    return [r.name for r in rated]


def test_it_counts_what_is_known() -> None:
    shown = portrait(title(1, 9), title(2, 9), title(3, 2), title(4, None), genres=(typed("Drama", 8),))
    assert (shown.rated, shown.seen, shown.typed) == (3, 1, 1)
    assert shown.ratings == (0, 1, 0, 0, 0, 0, 0, 0, 2, 0)
    assert shown.mean == pytest.approx(20 / 3)


def test_the_best_titles_stand_first_the_latest_of_equals() -> None:
    shown = portrait(*(title(n, 8 if n % 2 else 10) for n in range(1, 9)))
    assert names(shown.titles) == ["Title 2", "Title 4", "Title 6", "Title 8", "Title 1"]


def test_titles_go_by_the_name_that_the_reader_likes() -> None:
    bebop = RatedTitle(Anime(1, "Cowboy Bebop", japanese="カウボーイビバップ"), 9, AT)
    profile = Profile((), (bebop,), rated=1, seen=0, hidden=0, unlisted=0)
    texts = ENGLISH.naming(TitleLanguage.JAPANESE)
    assert names(portrait_of(texts, "Sakura", profile).titles) == ["カウボーイビバップ"]


def test_typed_genres_are_liked_or_disliked_by_the_scale_s_middle() -> None:
    shown = portrait(genres=(typed("Drama", 9), typed("School", 6), typed("Mecha", 5), typed("Horror", 1)))
    assert names(shown.liked) == ["Drama", "School"]
    assert names(shown.disliked) == ["Mecha", "Horror"]
    assert not portrait(genres=(typed("Mecha", 2),)).liked


def test_genres_of_titles_are_disliked_below_the_members_own_mean() -> None:
    titles = [title(n, 8) for n in range(40)]
    genres = tuple(from_titles(f"Genre {n}", 8.5 - n / 10, 9) for n in range(12))
    shown = portrait(*titles, genres=genres)
    assert names(shown.liked) == [f"Genre {n}" for n in range(8)]
    assert names(shown.disliked) == ["Genre 9", "Genre 10", "Genre 11"]
    mild = portrait(*titles, genres=tuple(from_titles(f"Genre {n}", 9, 9) for n in range(12)))
    assert not mild.disliked


def test_a_genre_of_few_titles_says_nothing_where_many_are_rated() -> None:
    genres = (from_titles("Cars", 10, 1), from_titles("Drama", 8, 30))
    assert names(portrait(*(title(n, 8) for n in range(60)), genres=genres).liked) == ["Drama"]
    assert names(portrait(title(1, 10), genres=genres[:1]).liked) == ["Cars"]


def test_ratings_are_compared_with_the_scores_of_the_same_titles() -> None:
    scored = [title(n, 8, score=7.5) for n in range(5)]
    assert portrait(*scored, title(9, 1, score=None), title(10, None)).difference == pytest.approx(0.5)
    assert portrait(*scored[:4]).difference is None


@pytest.mark.parametrize(
    ("years", "spans"),
    [
        ((2015, 2015, 2018), [(2015, 2015, 2), (2016, 2016, 0), (2017, 2017, 0), (2018, 2018, 1)]),
        ((1998, 2011), [(1995, 1999, 1), (2000, 2004, 0), (2005, 2009, 0), (2010, 2014, 1)]),
        ((1939, 2021), [(1930, 1939, 1), *((y, y + 9, 0) for y in range(1940, 2020, 10)), (2020, 2029, 1)]),
        ((), []),
    ],
)
def test_years_are_counted_in_few_spans(years: tuple[int, ...], spans: list[tuple[int, int, int]]) -> None:
    shown = portrait(*(title(n, None, year=year) for n, year in enumerate(years)), title(99, 5, year=None))
    assert shown.years == tuple(Span(*span) for span in spans)


@given(st.dictionaries(st.integers(1, 9999), st.integers(1, 3), max_size=20))
def test_no_year_gets_lost(counts: dict[int, int]) -> None:
    titles = [title(n, None, year=y) for y, count in counts.items() for n in range(count)]
    spans = portrait(*titles).years
    assert len(spans) <= 12
    assert sum(span.count for span in spans) == len(titles)
    assert all(sum(n for y, n in counts.items() if s.first <= y <= s.last) == s.count for s in spans)


def test_titles_that_are_only_planned_have_no_say() -> None:
    planned = title(1, None)._replace(status=Status.PLANNED)
    assert portrait(planned, title(2, None, year=1998)).years == (Span(1998, 1998, 1),)


def test_only_years_ahead_of_all_others_are_named() -> None:
    assert Portrait("", years=(Span(1990, 1999, 3), Span(2000, 2009, 1))).peak == Span(1990, 1999, 3)
    assert Portrait("", years=(Span(1990, 1999, 3), Span(2000, 2009, 3))).peak is None
    assert Portrait("").peak is None


def test_numbers_have_as_many_decimals_as_one_of_them_needs() -> None:
    assert numbers([Rated("", 9), Rated("", 10)], ENGLISH) == ["9", "10"]
    assert numbers([Rated("", 9), Rated("", 8.25)], ENGLISH) == ["9.0", "8.2"]


def test_the_alt_text_says_it_in_sentences() -> None:
    titles = [*(title(n, 8, score=7.5) for n in range(4)), title(5, 10, score=9.5), title(6, None)]
    assert describe(portrait(*titles, genres=(typed("Drama", 9), typed("Horror", 2))), ENGLISH) == (
        "The taste in anime of Sakura. Titles rated: 5; only seen: 1; genres rated: 2. "
        "Favourite genres: Drama 9. Least liked genres: Horror 2. "
        "Ratings of titles: 8.4 on average, 0.5 above MyAnimeList. Years of titles: most from 2010. "
        "Titles rated highest: Title 5 10, Title 0 8, Title 1 8, Title 2 8, Title 3 8."
    )


@pytest.mark.parametrize(
    ("score", "said"), [(7.0, "1.0 above"), (9.0, "1.0 below"), (8.04, "just as MyAnimeList")]
)
def test_the_alt_text_says_how_the_member_rates(score: float, said: str) -> None:
    assert said in describe(portrait(*(title(n, 8, score=score) for n in range(9))), ENGLISH)


def test_the_alt_text_of_a_newcomer_says_what_to_do() -> None:
    assert describe(portrait(), ENGLISH) == (
        "The taste in anime of Sakura. Rate a few genres or titles, and this page fills."
    )


@pytest.mark.parametrize("character", ["x", "字", "🌸", "\u202e", "\n"])
def test_the_alt_text_stays_within_discords_limit(character: str) -> None:
    many = tuple(Rated(character * 300, 8.5) for _ in range(8))
    years = (Span(1000, 9999, 1_000_000),)
    shown = Portrait(
        character * 300, 10**9, 10**9, 10**9, many, many[:3], (10**9,) * 10, -9.0, years, many[:5]
    )
    assert len(describe(shown, ENGLISH)) <= 1024
