"""A member's first minute, without Discord."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Status
from bot.service import FirstWord, UserError, Wish
from bot.service.starting import DISLIKED_GENRE, FIRST_GENRES, LIKED_GENRE

if TYPE_CHECKING:
    from bot.members.records import Kept
    from bot.service import Service

ANN = 80351110224678912


async def rated_genres(service: Service) -> dict[str, int]:
    return {genre: kept.rating for genre, kept in (await service._store.load(ANN)).genres.items()}


async def kept(service: Service, anime_id: int) -> Kept | None:
    return (await service._store.load(ANN)).titles.get(anime_id)


async def test_the_best_known_genres_are_asked_about_by_name(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    genres = await service.first_genres(ANN)
    assert genres.names == tuple(sorted(service.best_known_genres))
    assert (genres.liked, genres.disliked, genres.others) == (frozenset(), frozenset(), 0)
    assert "Hentai" not in genres.names
    many = tuple(f"Genre {n}" for n in range(43, 0, -1))
    monkeypatch.setattr(type(service), "best_known_genres", many)
    genres = await service.first_genres(ANN)
    assert genres.names == tuple(sorted(many[:FIRST_GENRES]))
    assert genres.others == 43 - FIRST_GENRES


async def test_chosen_genres_are_kept_and_others_taken_back(service: Service) -> None:
    await service.choose_genres(ANN, ["Action", "Comedy"], liked=True)
    genres = await service.choose_genres(ANN, ["Horror"], liked=False)
    assert genres.liked == {"Action", "Comedy"}
    assert genres.disliked == {"Horror"}
    assert await rated_genres(service) == {
        "Action": LIKED_GENRE,
        "Comedy": LIKED_GENRE,
        "Horror": DISLIKED_GENRE,
    }
    assert await service.choose_genres(ANN, ["Comedy"], liked=True) == await service.first_genres(ANN)
    assert await rated_genres(service) == {"Comedy": LIKED_GENRE, "Horror": DISLIKED_GENRE}
    genres = await service.choose_genres(ANN, [], liked=False)
    assert genres.liked == {"Comedy"}
    assert not genres.disliked


async def test_a_genre_in_both_menus_is_where_it_was_put_last(service: Service) -> None:
    await service.choose_genres(ANN, ["Action"], liked=True)
    genres = await service.choose_genres(ANN, ["Action", "Drama"], liked=False)
    assert not genres.liked
    assert genres.disliked == {"Action", "Drama"}


async def test_a_finer_rating_stays(service: Service) -> None:
    await service.rate_genres(ANN, {"Action": 7, "Drama": 1, "Comedy": 5})
    genres = await service.choose_genres(ANN, ["Action", "Magic"], liked=True)
    assert genres.liked == {"Action", "Magic"}
    assert genres.disliked == {"Drama"}
    assert await rated_genres(service) == {"Action": 7, "Drama": 1, "Comedy": 5, "Magic": LIKED_GENRE}


async def test_an_unknown_genre_changes_nothing(service: Service) -> None:
    with pytest.raises(UserError):
        await service.choose_genres(ANN, ["Action", "Nonsense"], liked=True)
    assert await rated_genres(service) == {}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (FirstWord.LOVE, (Status.COMPLETED, 10)),
        (FirstWord.LIKE, (Status.COMPLETED, 8)),
        (FirstWord.MEH, (Status.COMPLETED, 6)),
        (FirstWord.DISLIKE, (Status.COMPLETED, 3)),
        (FirstWord.WANT, (Status.PLANNED, None)),
        (FirstWord.UNSEEN, None),
    ],
)
async def test_each_word_is_kept_at_once(
    service: Service, word: FirstWord, expected: tuple[Status, int | None] | None
) -> None:
    anime = await service.next_title(ANN, ())
    assert anime is not None
    await service.answer_title(ANN, f"#{anime.id}", word)
    found = await kept(service, anime.id)
    assert (found and (found.status, found.rating)) == expected


async def test_of_several_words_at_once_one_is_kept(service: Service) -> None:
    anime = await service.next_title(ANN, ())
    assert anime is not None
    words = (FirstWord.LOVE, FirstWord.DISLIKE, FirstWord.WANT)
    await asyncio.gather(*(service.answer_title(ANN, f"#{anime.id}", word) for word in words))
    first = await kept(service, anime.id)
    assert first is not None
    for word in words:
        await service.answer_title(ANN, f"#{anime.id}", word)
    assert await kept(service, anime.id) == first


async def test_nothing_is_asked_about_that_was_told_or_asked(service: Service) -> None:
    first = await service.next_title(ANN, ())
    assert first is not None
    await service.mark_title(ANN, f"#{first.id}", Status.UNWANTED)
    second = await service.next_title(ANN, ())
    assert second is not None
    third = await service.next_title(ANN, [second.id])
    assert third is not None
    assert len({first.id, second.id, third.id}) == 3


async def test_what_was_not_seen_is_remembered_and_tells_nothing_of_the_taste(service: Service) -> None:
    asked = []
    for _ in range(2):
        anime = await service.next_title(ANN, ())
        assert anime is not None
        await service.answer_title(ANN, f"#{anime.id}", FirstWord.UNSEEN)
        asked.append(anime.id)
    assert set(await service._store.not_seen.load(ANN)) == set(asked)
    assert len(set(asked)) == 2
    assert (await service.recommend(ANN, Wish())).newcomer
    assert (await service.profile(ANN)).newcomer


async def test_a_title_for_adults_cannot_be_answered(service: Service) -> None:
    adult = next(a for a in service._model.current.catalogue.anime if a.adult)
    with pytest.raises(UserError):
        await service.answer_title(ANN, f"#{adult.id}", FirstWord.LOVE)
    assert await kept(service, adult.id) is None
