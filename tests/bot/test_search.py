from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.search import LONGEST_INPUT, Resolution, TitleSearch, nearest_names, normalised
from recommender.catalogue import Anime, Catalogue

GENRES = ("Action", "Adventure", "Sci-Fi", "Shounen", "Shounen Ai", "Slice of Life", "Super Power")
TITLES = (
    Anime(1535, "Death Note", "Death Note", "デスノート", members=2_589_552),
    Anime(2994, "Death Note: Rewrite", "", "ディレクターズカット", members=190_000),
    Anime(16498, "Shingeki no Kyojin", "Attack on Titan", "進撃の巨人", members=2_531_397),
    Anime(
        25777, "Shingeki no Kyojin Season 2", "Attack on Titan Season 2", "進撃の巨人 2", members=1_540_077
    ),
    Anime(121, "Fullmetal Alchemist", "Fullmetal Alchemist", "鋼の錬金術師", members=1_400_000),
    Anime(5114, "Fullmetal Alchemist: Brotherhood", "", "鋼の錬金術師 FA", members=2_248_456),
    Anime(136, "Hunter x Hunter", "Hunter x Hunter", "ハンターxハンター", members=400_000),
    Anime(11061, "Hunter x Hunter (2011)", "Hunter x Hunter", "ハンターxハンター", members=1_673_924),
    Anime(21, "One Piece", "One Piece", "ONE PIECE", members=1_400_000),
    Anime(918, "Gintama", "Gintama", "銀魂", members=800_000),
    Anime(9969, "Gintama'", "Gintama Season 2", "銀魂'", members=300_000),
    Anime(28977, "Gintama°", "Gintama Season 4", "銀魂°", members=350_000),
    Anime(527, "Pokemon", "Pokémon", "ポケットモンスター", members=500_000),
    Anime(41457, "86", "86 Eighty-Six", "86―エイティシックス―", members=300_000),
    Anime(86, "Kidou Senshi Gundam ZZ", "Mobile Suit Gundam ZZ", "", members=50_000),
    Anime(9253, "Steins;Gate", "Steins;Gate", "シュタインズ・ゲート", members=1_700_000),
    Anime(27899, "Another Kind of Monster", "", "", members=10),
    Anime(19, "Monster", "Monster", "モンスター", members=600_000),
    Anime(30307, "Monster Musume no Iru Nichijou", "", "", members=500_000),
    Anime(431, "Howl no Ugoku Shiro", "Howl's Moving Castle", "ハウルの動く城", members=1_000_000),
    Anime(29001, "△", "", "", members=5),
    Anime(29002, "Secret of the Night", "", "", members=900_000, genres=("Hentai",), adult=True),
)
SEARCH = TitleSearch(Catalogue.of(TITLES))
KNOWN = {a.id: a for a in TITLES}


def found(text: str, *, adult: bool = False) -> list[int]:
    return [a.id for a in SEARCH.find(text, adult=adult)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("death note", 1535),
        ("DEATH NOTE", 1535),
        ("ｄｅａｔｈ　ｎｏｔｅ", 1535),  # noqa: RUF001 - as a Japanese keyboard writes it
        ("note death", 1535),
        ("dea no", 1535),
        ("deth note", 1535),
        ("デスノート", 1535),
        ("ノート", 1535),
        ("1535", 1535),
        ("#1535", 1535),
        ("https://myanimelist.net/anime/1535/Death_Note", 1535),
        ("attack titan", 16498),
        ("titan 2", 25777),
        ("進撃巨人", 16498),
        ("fullmetl alchemst", 5114),
        ("full metal alchemist", 121),
        ("onepiece", 21),
        ("steins gate", 9253),
        ("steinsgate", 9253),
        ("pokémon", 527),
        ("hunter × hunter", 11061),  # noqa: RUF001 - as the title is often written
        ("howls castle", 431),
        ("monster", 19),
        ("mon", 19),
        ("86", 41457),
        ("△", 29001),
    ],
)
def test_a_title_is_found(text: str, first: int) -> None:
    assert found(text)[0] == first


@pytest.mark.parametrize("text", ["zzzzqqq", "xyz", "dth nte", "!?", "999999999", "#999999999"])
def test_what_is_like_nothing_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_the_best_known_comes_first_where_titles_fit_alike() -> None:
    assert found("monster")[1:] == [30307, 27899]
    assert found("fullmetal") == [5114, 121]


@pytest.mark.parametrize("text", ["", "   ", "\u3000"])
def test_without_a_sign_the_best_known_are_shown(text: str) -> None:
    assert found(text)[:3] == [1535, 16498, 5114]
    assert len(found(text)) == len(TITLES) - 1


def test_a_title_for_adults_is_found_only_where_it_may_be() -> None:
    for text in ("", "secret of the night", "#29002", "29002"):
        assert 29002 not in found(text)
        assert SEARCH.resolve(text).match is None
    assert found("secret night", adult=True) == [29002]
    assert SEARCH.resolve("#29002", adult=True).match == KNOWN[29002]


def test_no_more_are_found_than_asked_for() -> None:
    many = Catalogue.of(replace(TITLES[0], id=i, name=f"Death Note {i}") for i in range(1, 60))
    search = TitleSearch(many)
    assert len(search.find("death")) == 25
    assert len(search.find("death", limit=3)) == 3


def test_only_those_are_found_among_which_is_looked() -> None:
    ids = [anime.id for anime in SEARCH.find("fullmetal", among=[121, 1535])]
    assert ids == [121]
    assert {anime.id for anime in SEARCH.find("", among=[121, 1535])} == {121, 1535}
    assert SEARCH.find("fullmetal", among=[]) == []
    assert SEARCH.find("1535", among=[121]) == []


# Discord's JSON can carry halves of characters.
@given(st.text(max_size=2 * LONGEST_INPUT) | st.text(st.characters(categories=["Cs", "L"]), max_size=9))
def test_whatever_is_typed_is_answered(text: str) -> None:
    ids = found(text)
    assert len(ids) == len(set(ids)) <= 25
    assert 29002 not in ids
    resolution = SEARCH.resolve(text)
    assert resolution.match is None or not resolution.match.adult
    assert not any(a.adult for a in resolution.nearest)


@given(st.sampled_from([a for a in TITLES if not a.adult and normalised(a.name)]), st.data())
def test_the_words_of_a_name_find_it_cut_short_and_in_any_order(anime: Anime, data: st.DataObject) -> None:
    words = data.draw(st.permutations(normalised(anime.name).split()))
    cut = [word[: data.draw(st.integers(min(3, len(word)), len(word)))] for word in words]
    assert anime.id in found(" ".join(cut))


@given(st.sampled_from([a for a in TITLES if not a.adult and len(a.name) > 5]), st.data())
def test_a_slip_of_the_finger_does_not_hide_a_title(anime: Anime, data: st.DataObject) -> None:
    words = normalised(anime.name).split()
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    word = words[longest]
    at = data.draw(st.integers(1, len(word) - 2))
    slip = data.draw(st.sampled_from(["lacking", "doubled", "swapped", "wrong"]))
    words[longest] = {
        "lacking": word[:at] + word[at + 1 :],
        "doubled": word[:at] + word[at] + word[at:],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "wrong": word[:at] + "q" + word[at + 1 :],
    }[slip]
    assert anime.id in found(" ".join(words))


@given(st.sampled_from(TITLES))
def test_a_name_in_full_finds_its_title_first(anime: Anime) -> None:
    for name in filter(normalised, (anime.name, anime.english, anime.japanese)):
        first = KNOWN[found(name, adult=True)[0]]
        assert normalised(name) in map(normalised, (first.name, first.english, first.japanese))


@given(st.lists(st.sampled_from([a.name[:n] for a in TITLES for n in range(1, 7)]), max_size=9))
def test_what_was_found_before_is_found_again(texts: list[str]) -> None:
    for text in texts:
        SEARCH.find(text).clear()
        assert SEARCH.find(text) == TitleSearch(Catalogue.of(TITLES)).find(text)


def test_slips_are_looked_for_only_where_too_few_titles_fit_as_typed() -> None:
    typed, known = Anime(1, "Shin Gintama"), Anime(2, "Gintaro", members=10**7)
    search = TitleSearch(Catalogue.of([typed, known]))
    assert search.find("gintam", limit=1) == [typed]
    assert set(search.find("gintam", limit=2)) == {typed, known}


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Death Note", 1535),
        (" death note ", 1535),
        ("death not", 1535),
        ("deathnote", 1535),
        ("Attack on Titan", 16498),
        ("shingeki no kyojin", 16498),
        ("Fullmetal Alchemist", 121),
        ("Gintama", 918),
        ("Gintama'", 9969),
        ("gintama°", 28977),
        ("86", 41457),
        ("#86", 86),
        ("myanimelist.net/anime/86", 86),
        ("136", 136),
        ("△", 29001),
        ("hunter x hunter (2011)", 11061),
    ],
)
def test_what_is_typed_in_full_stands_for_one_title(text: str, match: int) -> None:
    assert SEARCH.resolve(text).match == KNOWN[match]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Hunter x Hunter", (11061, 136)),
        ("gintma", (918, 28977, 9969)),
        ("mons", (19, 30307, 27899)),
    ],
)
def test_what_may_stand_for_several_titles_names_them(text: str, nearest: tuple[int, ...]) -> None:
    resolution = SEARCH.resolve(text)
    assert resolution.match is None
    assert tuple(a.id for a in resolution.nearest) == nearest


@pytest.mark.parametrize("text", ["", "  ", "zzzzqqq", "#7", "999999999999999999999", "#0"])
def test_what_stands_for_nothing_says_so(text: str) -> None:
    resolution = SEARCH.resolve(text)
    assert resolution.match is None
    assert resolution.nearest == ()


@given(st.sampled_from(TITLES), st.booleans())
def test_what_is_clear_at_once_is_what_it_stands_for(anime: Anime, adult: bool) -> None:
    for text in (anime.name, f"#{anime.id}", f"https://myanimelist.net/anime/{anime.id}/x", "#0"):
        clear = SEARCH.clear(text, adult=adult)
        assert clear is None or clear == SEARCH.resolve(text, adult=adult)
    assert SEARCH.clear(f"#{anime.id}", adult=True) == Resolution(anime)
    assert SEARCH.clear(f"{anime.name} zzz", adult=adult) is None


def test_a_name_is_clear_at_once_when_the_names_are_sorted() -> None:
    search, meant = TitleSearch(Catalogue.of(TITLES)), Resolution(KNOWN[9253])
    assert search.clear("#9253") == meant
    assert search.clear("Steins;Gate") is None
    search.get_ready()
    assert search.clear("Steins;Gate") == search.resolve("Steins;Gate") == meant


@given(st.sampled_from(TITLES))
def test_every_title_can_be_named_beyond_doubt(anime: Anime) -> None:
    assert SEARCH.resolve(f"#{anime.id}", adult=True).match == anime


def test_a_catalogue_of_one_nameless_title_can_be_searched() -> None:
    search = TitleSearch(Catalogue.of([Anime(5, " ")]))
    assert [a.id for a in search.find("5")] == [5]
    assert search.find("x") == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("shounen", ["Shounen", "Shounen Ai"]),
        ("ai", ["Shounen Ai"]),
        ("life", ["Slice of Life"]),
        ("scifi", ["Sci-Fi"]),
        ("acton", ["Action"]),
        ("s", ["Sci-Fi", "Shounen", "Shounen Ai", "Slice of Life", "Super Power"]),
    ],
)
def test_a_genre_is_found(text: str, first: list[str]) -> None:
    assert nearest_names(text, GENRES, limit=25)[: len(first)] == first


def test_all_genres_are_shown_before_anything_is_typed() -> None:
    assert nearest_names("", GENRES, limit=3) == list(GENRES[:3])


@given(st.text(st.characters(exclude_categories=[]), max_size=300), st.integers(1, 25))
def test_genres_are_never_named_twice(text: str, limit: int) -> None:
    names = nearest_names(text, GENRES, limit=limit)
    assert len(names) == len(set(names)) <= limit
    assert set(names) <= set(GENRES)
