from __future__ import annotations

import asyncio
import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bot
from bot.members.records import Entry, Status
from bot.members.store import MemberStore
from bot.model import Loaded, Model, _load
from bot.service import (
    LAST_PAGE,
    Held,
    Problem,
    RatedGenre,
    Service,
    UserError,
    Wish,
    open_service,
    title_key,
)
from bot.settings import Settings
from recommender import Query, Recommender, Taste
from tests.bot.bundles import damaged, relabelled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from recommender.catalogue import Anime, Catalogue
    from recommender.ranking import Recommendation

ANN, BOB = 80351110224678912, 2
NOW = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(bundle: Path) -> Loaded:
    return _load(bundle)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[MemberStore]:
    async with MemberStore.open(f"sqlite:///{tmp_path / 'osusume.db'}") as store:
        yield store


@pytest.fixture
def service(store: MemberStore, loaded: Loaded) -> Service:
    return Service(store, Model(loaded))


@pytest.fixture
def ordinary(catalogue: Catalogue) -> list[Anime]:
    """The titles that are not for adults, the best-known first."""
    return sorted((a for a in catalogue.anime if not a.adult), key=lambda a: -a.members)


@pytest.fixture
def for_adults(catalogue: Catalogue) -> Anime:
    return next(a for a in catalogue.anime if a.adult)


def ids(cards: Iterable[Recommendation]) -> list[int]:
    return [card.anime.id for card in cards]


class TestRating:
    async def test_a_genre_is_kept_as_the_catalogue_spells_it(self, service: Service) -> None:
        first = await service.rate_genre(ANN, " aCtIoN ", 9)
        assert first == RatedGenre("Action", 9, first.at, before=None)
        second = await service.rate_genre(ANN, "Action", 2)
        assert (second.rating, second.before) == (2, 9)
        assert first.at.tzinfo is UTC
        assert second.at > first.at

    async def test_several_genres_are_kept_all_or_none(self, service: Service) -> None:
        await service.rate_genres(ANN, {"Action": 9, "sports": 1})
        with pytest.raises(UserError):
            await service.rate_genres(ANN, {"Drama": 5, "Nonsense": 5})
        with pytest.raises(UserError):
            await service.rate_genres(ANN, {"Drama": 5, "Action": 11})
        opinions = (await service.profile(ANN)).genres
        assert [(o.genre, o.typed) for o in opinions] == [("Action", 9), ("Sports", 1)]

    @pytest.mark.parametrize("rating", [0, 11, -3, 10**30])
    async def test_a_rating_out_of_range_is_refused(
        self, service: Service, ordinary: list[Anime], rating: int
    ) -> None:
        for attempt in (
            service.rate_genre(ANN, "Action", rating),
            service.rate_title(ANN, ordinary[0].name, rating),
        ):
            with pytest.raises(UserError) as refused:
                await attempt
            assert refused.value.id == Problem.RATING_RANGE
            assert refused.value.arguments == {"rating": rating, "lowest": 1, "highest": 10}
        assert (await service.profile(ANN)).newcomer

    async def test_an_unknown_genre_is_answered_with_the_nearest(self, service: Service) -> None:
        with pytest.raises(UserError) as refused:
            await service.rate_genre(ANN, "Psycological", 9)
        assert refused.value.id == Problem.UNKNOWN_GENRE
        assert str(refused.value.arguments["nearest"]).startswith("Psychological")

    async def test_genres_are_exact(self, service: Service) -> None:
        await service.rate_genre(ANN, "shounen", 9)
        assert [o.genre for o in (await service.profile(ANN)).genres] == ["Shounen"]

    async def test_no_genre_at_all_is_refused(self, service: Service) -> None:
        with pytest.raises(UserError) as refused:
            await service.rate_genres(ANN, {})
        assert refused.value.id == Problem.NO_GENRES

    async def test_a_title_is_kept_by_name_key_or_id(self, service: Service, ordinary: list[Anime]) -> None:
        first, second, third = ordinary[:3]
        for text, anime in ((first.name.upper(), first), (title_key(second), second), (str(third.id), third)):
            rated = await service.rate_title(ANN, text, 8)
            assert (rated.anime, rated.rating, rated.before) == (anime, 8, None)

    async def test_seen_and_rated_take_each_others_place(
        self, service: Service, ordinary: list[Anime]
    ) -> None:
        key = title_key(ordinary[0])
        answers = [await service.rate_title(ANN, key, rating) for rating in (None, 7, None)]
        assert [a.before and a.before.rating for a in answers] == [None, None, 7]

    async def test_a_title_that_is_not_clear_is_answered_with_candidates(
        self, service: Service, ordinary: list[Anime]
    ) -> None:
        with pytest.raises(UserError) as refused:
            await service.rate_title(ANN, "crim", 8)
        assert refused.value.id == Problem.UNCLEAR_TITLE
        named = str(refused.value.arguments["nearest"]).split("; ")
        assert named[0] in {f"{a.name} ({title_key(a)})" for a in ordinary}

    @pytest.mark.parametrize("text", ["qqqqqqqq", "", "#123456789", "2147483649"])
    async def test_a_title_that_is_none_is_refused(self, service: Service, text: str) -> None:
        with pytest.raises(UserError) as refused:
            await service.rate_title(ANN, text, 8)
        assert refused.value.id == Problem.UNKNOWN_TITLE

    async def test_endless_text_is_refused(self, service: Service) -> None:
        for attempt in (
            service.rate_title(ANN, "x" * 6000, 8),
            service.rate_genre(ANN, "x" * 6000, 8),
            service.recommend(ANN, Wish(types=("x" * 6000,))),
        ):
            with pytest.raises(UserError) as refused:
                await attempt
            assert refused.value.id == Problem.TEXT_TOO_LONG

    async def test_a_title_for_adults_is_rated_only_where_it_may_be_shown(
        self, service: Service, for_adults: Anime
    ) -> None:
        with pytest.raises(UserError):
            await service.rate_title(ANN, title_key(for_adults), 8)
        rated = await service.rate_title(ANN, title_key(for_adults), 8, adult=True)
        assert rated.anime == for_adults

    async def test_what_was_rated_can_be_taken_back(self, service: Service, ordinary: list[Anime]) -> None:
        await service.rate_genre(ANN, "Action", 9)
        await service.rate_title(ANN, title_key(ordinary[0]), 8)
        assert (await service.forget_genre(ANN, "action")).rating == 9
        assert (await service.forget_title(ANN, ordinary[0].name)).rating == 8
        assert (await service.profile(ANN)).newcomer
        with pytest.raises(UserError) as refused:
            await service.forget_genre(ANN, "Action")
        assert (refused.value.id, refused.value.arguments) == (Problem.GENRE_NOT_RATED, {"genre": "Action"})
        with pytest.raises(UserError) as refused:
            await service.forget_title(ANN, title_key(ordinary[0]))
        assert refused.value.id == Problem.TITLE_NOT_RATED

    async def test_a_title_for_adults_can_be_taken_back_anywhere(
        self, service: Service, for_adults: Anime
    ) -> None:
        await service.rate_title(ANN, title_key(for_adults), 8, adult=True)
        assert (await service.forget_title(ANN, title_key(for_adults))).anime == for_adults


class TestRecommending:
    async def test_a_newcomer_gets_a_full_list_at_once(self, service: Service) -> None:
        page = await service.recommend(ANN)
        assert page.newcomer
        assert page.more
        assert len(page.cards) == 10
        await service.rate_genre(ANN, "Action", 9)
        assert not (await service.recommend(ANN)).newcomer

    async def test_the_model_is_told_what_the_member_told(
        self, service: Service, loaded: Loaded, ordinary: list[Anime]
    ) -> None:
        await service.rate_genres(ANN, {"Sports": 10, "Horror": 1})
        await service.rate_title(ANN, title_key(ordinary[3]), 2)
        await service.rate_title(ANN, title_key(ordinary[4]), None)
        taste = Taste({"Sports": 10, "Horror": 1}, {ordinary[3].id: 2, ordinary[4].id: None})
        expected = loaded.recommender.recommend(taste, Query(count=20))
        assert ids((await service.recommend(ANN, size=20)).cards) == ids(expected)
        assert ids((await service.recommend(BOB, size=20)).cards) != ids(expected)

    async def test_neither_rated_nor_seen_titles_come_again(self, service: Service) -> None:
        first = (await service.recommend(ANN)).cards
        await service.rate_title(ANN, title_key(first[0].anime), 9)
        await service.rate_title(ANN, title_key(first[1].anime), None)
        second = (await service.recommend(ANN)).cards
        assert len(second) == 10
        assert not {first[0].anime.id, first[1].anime.id} & set(ids(second))

    async def test_pages_follow_one_another_to_the_end(self, service: Service) -> None:
        wish = Wish(wanted=("Action", "Comedy"))
        whole = (await service.recommend(ANN, wish, size=25)).cards
        assert 3 < len(whole) < 25
        pages = [await service.recommend(ANN, wish, page=n, size=3) for n in range(1, len(whole) // 3 + 3)]
        assert ids(card for page in pages for card in page.cards) == ids(whole)
        ends = -(-len(whole) // 3)
        assert [page.more for page in pages] == [n < ends for n in range(1, len(pages) + 1)]
        assert pages[-1].cards == ()

    async def test_a_wish_is_met(self, service: Service) -> None:
        wish = Wish(types=("tv", "MOVIE"), since=1990, until=2010, wanted=("drama",), unwanted=("Sports",))
        page = await service.recommend(ANN, wish)
        assert page.wish == Wish(("TV", "Movie"), 1990, 2010, ("Drama",), ("Sports",))
        assert page.cards
        for anime in (card.anime for card in page.cards):
            assert anime.type in {"TV", "Movie"}
            assert anime.year is not None
            assert 1990 <= anime.year <= 2010
            assert "Drama" in anime.genres
            assert "Sports" not in anime.genres

    async def test_titles_for_adults_come_only_where_they_may(self, service: Service) -> None:
        wish = Wish(wanted=("Hentai",))
        assert (await service.recommend(ANN, wish)).cards == ()
        assert all(card.anime.adult for card in (await service.recommend(ANN, wish, adult=True)).cards)

    @pytest.mark.parametrize(
        ("wish", "problem"),
        [
            (Wish(types=("Opera",)), Problem.UNKNOWN_TYPE),
            (Wish(since=1), Problem.YEAR_RANGE),
            (Wish(until=10**9), Problem.YEAR_RANGE),
            (Wish(since=2010, until=2000), Problem.YEARS_REVERSED),
            (Wish(wanted=("Nonsense",)), Problem.UNKNOWN_GENRE),
            (Wish(unwanted=("Nonsense",)), Problem.UNKNOWN_GENRE),
            (Wish(wanted=("Action",), unwanted=("action",)), Problem.GENRE_BOTH_WAYS),
        ],
    )
    async def test_a_wish_that_cannot_be_met_is_refused(
        self, service: Service, wish: Wish, problem: Problem
    ) -> None:
        with pytest.raises(UserError) as refused:
            await service.recommend(ANN, wish)
        assert refused.value.id == problem

    @pytest.mark.parametrize("page", [0, -1, LAST_PAGE + 1, 10**12])
    async def test_a_page_out_of_range_is_refused(self, service: Service, page: int) -> None:
        with pytest.raises(UserError) as refused:
            await service.recommend(ANN, page=page)
        assert refused.value.id == Problem.NO_SUCH_PAGE

    @pytest.mark.parametrize("size", [0, 26])
    async def test_a_page_of_another_size_is_a_fault_of_the_program(
        self, service: Service, size: int
    ) -> None:
        with pytest.raises(ValueError, match="A page of"):
            await service.recommend(ANN, size=size)

    async def test_the_last_page_has_no_next(self, service: Service) -> None:
        page = await service.recommend(ANN, page=LAST_PAGE, size=1)
        assert page.cards
        assert not page.more

    async def test_the_model_works_beside_the_event_loop(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        threads = []
        real = Recommender.recommend

        def noted(*arguments: object) -> list[Recommendation]:
            threads.append(threading.current_thread())
            return real(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(Recommender, "recommend", noted)
        await service.recommend(ANN)
        assert threads
        assert threading.main_thread() not in threads

    async def test_what_the_catalogue_lost_stays_kept_and_is_passed_over(
        self, service: Service, store: MemberStore
    ) -> None:
        await store.keep_titles(ANN, {987654321: Entry(Status.COMPLETED, 9)}, NOW)
        await store.rate_genres(ANN, {"Silent Film": 9}, NOW)
        assert len((await service.recommend(ANN)).cards) == 10
        profile = await service.profile(ANN)
        assert (profile.unlisted, profile.titles, profile.newcomer) == (1, (), False)
        exported = json.loads(await service.export(ANN))
        assert exported["titles"][0] | {"rated_at": ""} == {
            "id": 987654321,
            "name": None,
            "rating": 9,
            "status": "completed",
            "rated_at": "",
        }

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        wish=st.builds(
            Wish,
            types=st.lists(st.text(max_size=8) | st.just("tv"), max_size=2).map(tuple),
            since=st.none() | st.integers(),
            until=st.none() | st.integers(1990, 2030),
            wanted=st.lists(st.text() | st.sampled_from(["action", "DRAMA"]), max_size=3).map(tuple),
            unwanted=st.lists(st.text() | st.sampled_from(["action", "Sports"]), max_size=3).map(tuple),
        ),
        page=st.integers(),
    )
    async def test_any_wish_gets_a_page_or_a_sentence(self, service: Service, wish: Wish, page: int) -> None:
        try:
            answer = await service.recommend(ANN, wish, page=page)
        except UserError as refused:
            assert refused.id in set(Problem)  # noqa: PT017 - either outcome is right
        else:
            assert answer.number == page
            assert not any(card.anime.adult for card in answer.cards)


class TestProfile:
    async def test_it_holds_what_was_told_and_what_follows(
        self, service: Service, store: MemberStore, ordinary: list[Anime]
    ) -> None:
        rated = dict(zip((a.id for a in ordinary[:4]), (10, 4, 7, None), strict=True))
        for minute, (anime_id, rating) in enumerate(rated.items()):
            entries = {anime_id: Entry(Status.COMPLETED, rating)}
            await store.keep_titles(ANN, entries, NOW + timedelta(minutes=minute))
        await store.rate_genres(ANN, {"Mecha": 3}, NOW)
        profile = await service.profile(ANN)
        assert [(t.anime.id, t.rating) for t in profile.titles] == list(reversed(rated.items()))
        assert profile.titles[0].at == NOW + timedelta(minutes=3)
        assert (profile.rated, profile.seen, profile.hidden, profile.unlisted) == (3, 1, 0, 0)
        assert (profile.genres[0].genre, profile.genres[0].typed, profile.genres[0].typed_at) == (
            "Mecha",
            3,
            NOW,
        )
        for opinion in profile.genres:
            given = [rated[a.id] for a in ordinary[:3] if opinion.genre in a.genres]
            assert opinion.count == len(given)
            assert opinion.mean == (
                pytest.approx(sum(map(int, filter(None, given))) / len(given)) if given else None
            )
        assert {o.genre for o in profile.genres} == {"Mecha"} | {g for a in ordinary[:3] for g in a.genres}

    async def test_titles_for_adults_are_counted_and_not_named_elsewhere(
        self, service: Service, for_adults: Anime
    ) -> None:
        await service.rate_title(ANN, title_key(for_adults), 8, adult=True)
        profile = await service.profile(ANN)
        assert (profile.titles, profile.rated, profile.hidden, profile.newcomer) == ((), 0, 1, False)
        assert [t.anime for t in (await service.profile(ANN, adult=True)).titles] == [for_adults]

    async def test_a_newcomer_has_none(self, service: Service) -> None:
        assert (await service.profile(ANN)).newcomer


class TestFinding:
    async def test_titles(self, service: Service, ordinary: list[Anime]) -> None:
        assert (await service.find_titles(ordinary[0].name))[0] == ordinary[0]
        assert await service.find_titles("") == ordinary[:25]
        assert await service.find_titles("x" * 6000) == []

    async def test_genres(self, service: Service) -> None:
        assert (await service.find_genres("psy"))[0] == "Psychological"
        assert "Hentai" not in await service.find_genres("")
        assert (await service.find_genres("hentai", adult=True))[0] == "Hentai"
        assert "Hentai" not in await service.find_genres("hentai")
        assert "Hentai" not in service.genres()
        assert "Hentai" in service.genres(adult=True)

    async def test_types(self, service: Service) -> None:
        assert service.types[0] == "TV"


class TestOwnData:
    async def test_the_export_holds_everything(
        self, service: Service, store: MemberStore, ordinary: list[Anime]
    ) -> None:
        await store.rate_genres(ANN, {"Action": 9}, NOW)
        seen = {a.id: Entry(Status.COMPLETED, r) for a, r in zip(ordinary, (8, None), strict=False)}
        await store.keep_titles(ANN, seen, NOW + timedelta(seconds=1))
        document = json.loads((await service.export(ANN)).decode())
        assert datetime.fromisoformat(document.pop("exported_at")).tzinfo
        later = "2026-07-01T00:00:01+00:00"
        assert document == {
            "format": "osusume-member",
            "version": 2,
            "member": str(ANN),
            "known_since": "2026-07-01T00:00:00+00:00",
            "genres": [{"genre": "Action", "rating": 9, "rated_at": "2026-07-01T00:00:00+00:00"}],
            "titles": [
                {"id": a.id, "name": a.name, "status": "completed", "rating": rating, "rated_at": later}
                for a, rating in sorted(zip(ordinary, (8, None), strict=False), key=lambda pair: pair[0].id)
            ],
            "settings": {"titles": None, "reach": None, "wish": None, "public": True, "together": False},
            "places": [],
            "last_import": None,
            "replaced_titles": [],
            "replaced_genres": [],
        }

    async def test_the_export_of_a_newcomer_is_empty(self, service: Service) -> None:
        document = json.loads(await service.export(ANN))
        assert (document["known_since"], document["genres"], document["titles"]) == (None, [], [])

    async def test_deleting_takes_everything_and_says_how_much(
        self, service: Service, ordinary: list[Anime]
    ) -> None:
        await service.rate_genres(ANN, {"Action": 9, "Drama": 2})
        await service.rate_title(ANN, title_key(ordinary[0]), 8)
        await service.rate_genre(BOB, "Action", 1)
        assert await service.delete(ANN) == Held(genres=2, titles=1, settings=False)
        assert (await service.profile(ANN)).newcomer
        assert not (await service.profile(BOB)).newcomer
        assert await service.delete(ANN) == Held(genres=0, titles=0, settings=False)


class TestAdministration:
    async def test_the_status_counts(self, service: Service, loaded: Loaded, ordinary: list[Anime]) -> None:
        await service.rate_genres(ANN, {"Action": 9, "Drama": 2})
        await service.rate_title(BOB, title_key(ordinary[0]), None)
        status = await service.status()
        assert status.manifest is loaded.recommender.manifest
        assert (status.titles, status.members, status.genre_ratings, status.title_ratings) == (300, 2, 2, 1)
        assert (status.path, status.loaded_at) == (loaded.path, loaded.loaded_at)

    async def test_a_reload_says_what_changed(self, service: Service, bundle: Path, tmp_path: Path) -> None:
        other = relabelled(bundle, tmp_path / "other", "NEW")
        reloaded = await service.reload(other)
        assert reloaded.after.version == "NEW"
        assert reloaded.before.version != "NEW"
        assert (await service.status()).manifest is reloaded.after
        assert (await service.recommend(ANN)).version == "NEW"

    async def test_a_reload_that_is_refused_gives_the_reason(self, service: Service, tmp_path: Path) -> None:
        with pytest.raises(UserError) as refused:
            await service.reload(tmp_path / "nowhere")
        assert refused.value.id == Problem.RELOAD_REFUSED
        assert "nowhere" in str(refused.value.arguments["reason"])
        assert len((await service.recommend(ANN)).cards) == 10

    async def test_two_reloads_at_once_are_refused(self, service: Service) -> None:
        results = await asyncio.gather(service.reload(), service.reload(), return_exceptions=True)
        assert isinstance(results[1], UserError)
        assert results[1].id == Problem.RELOAD_RUNNING

    async def test_reloads_under_fire_fail_nobody_and_mix_nothing(
        self, service: Service, bundle: Path, tmp_path: Path
    ) -> None:
        sound = [relabelled(bundle, tmp_path / label, label) for label in ("AAA", "BBB")]
        bad = damaged(bundle, tmp_path / "bad", "model.keras")
        await service.reload(sound[0])
        await service.rate_genres(ANN, {"Action": 9, "Drama": 2})
        reloading = True
        versions: list[str] = []

        async def ask() -> None:
            while reloading or len(versions) < 200:
                page = await service.recommend(ANN, size=10)
                assert len(page.cards) == 10
                assert {card.anime.name[:3] for card in page.cards} == {page.version}
                versions.append(page.version)
                profile = await service.profile(ANN)
                assert [o.typed for o in profile.genres] == [9, 2]

        async def reload() -> int:
            refusals = 0
            for path in (sound[1], bad, sound[0], tmp_path / "nowhere", sound[1], bad, sound[0], sound[1]):
                try:
                    await service.reload(path)
                except UserError as refused:
                    assert refused.id == Problem.RELOAD_REFUSED  # noqa: PT017 - counted below
                    refusals += 1
            return refusals

        asking = [asyncio.create_task(ask()) for _ in range(4)]
        refusals = await reload()
        reloading = False
        await asyncio.gather(*asking)
        assert refusals == 3
        assert len(versions) >= 200
        assert {"AAA", "BBB"} == set(versions)
        assert versions[-1] == "BBB"

    async def test_everything_is_opened_from_the_settings(self, bundle: Path, tmp_path: Path) -> None:
        host = Settings(model_dir=bundle, database_url=f"sqlite:///{tmp_path / 'x' / 'osusume.db'}")
        async with open_service(host) as service:
            await service.rate_genre(ANN, "Action", 9)
        async with open_service(host) as service:
            assert [o.typed for o in (await service.profile(ANN)).genres] == [9]


def test_every_problem_has_its_sentence() -> None:
    english = Path(bot.__file__).with_name("locales") / "en.ftl"
    resource = FluentParser().parse(english.read_text("utf-8"))
    sentences = {entry.id.name for entry in resource.body if isinstance(entry, Message)}
    assert {problem.value for problem in Problem} <= sentences
