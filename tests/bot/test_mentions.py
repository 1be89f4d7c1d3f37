from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.mentions import LONGEST_TEXT, Mentions
from recommender.catalogue import Anime, Catalogue
from recommender.series import work_out_series

NAMES = {
    1: ("Cowboy Bebop", "", "カウボーイビバップ"),
    2: ("Shingeki no Kyojin", "Attack on Titan", "進撃の巨人"),
    3: ("Shingeki no Kyojin Season 2", "Attack on Titan Season 2", "進撃の巨人 Season2"),
    4: ("Monster", "", "モンスター"),
    5: ("Another", "", "アナザー"),
    6: ("Air", "", ""),
    7: ("K", "", ""),
    8: ("Bleach", "", "BLEACH - ブリーチ -"),
    9: ("Kimi no Na wa.", "Your Name.", "君の名は。"),
    10: ("Steins;Gate", "", ""),
    11: ("JoJo no Kimyou na Bouken", "JoJo's Bizarre Adventure", ""),
    12: ("86", "", ""),
    13: ("Night Garden", "", ""),
    # Many franchises have these words in their names.
    **{
        20 + n: (f"{word} {other}", "", f"{japanese}{n}号")
        for n, (word, other, japanese) in enumerate(
            (word, other, "モンスター" if word == "Monster" else "空")
            for word in ("Monster", "Another", "Night", "Garden")
            for other in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")
        )
    },
}


@pytest.fixture(scope="module")
def titles() -> Catalogue:
    known = {4, 5, 6, 7, 8, 9}
    return Catalogue.of(
        Anime(
            id=i,
            name=name,
            english=english,
            japanese=japanese,
            type="TV",
            members=10**6 if i in known else 1000,
        )
        for i, (name, english, japanese) in NAMES.items()
    )


@pytest.fixture(scope="module")
def mentions(titles: Catalogue) -> Mentions:
    return Mentions(titles, work_out_series(titles))


def found(mentions: Mentions, text: str) -> list[int]:
    return [anime.id for anime in mentions.find(text, limit=10)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("I love cowboy bebop, and JOJO'S BIZARRE ADVENTURE!", [1, 11]),
        ("first attack on titan season 2, then Attack on Titan", [3, 2]),
        ("steins gate (Steins;Gate)", [10]),
        ("you are a bebop cowboy", []),
        ("cowboy bebops", []),
        ("昨日は進撃の巨人を見た", [2]),
        ("進撃の 巨人", [2]),
        ("カウボーイビバップの話", [1]),
        ("カウボーイビバップス", []),
        ("another monster in the air, said K to 86 people", []),
        ("Another Monster in the Air", []),
        ("モンスターみたい", []),
        ("watch \"Monster\" and **Another** and 'Air' and `86`", [4, 5, 6, 12]),
        ("映画「K」と『モンスター』と“Air”", [7, 4, 6]),
        ("My list:\n- monster\n2. Another\n> air\n\nK\n", [4, 5, 6, 7]),
        ("bleach and what's your name?", []),
        ("Bleach and Your Name", [8, 9]),
        ("a night garden", []),
        ("I saw Night Garden", [13]),
        ("https://myanimelist.net/anime/7/K and MyAnimeList.net/anime/0006", [7, 6]),
        ("https://myanimelist.net/anime/999 https://example.org/cowboy-bebop", []),
        ("**Shingeki no Kyojin** no Season 2", [2]),
        ("Cowboy Bebop, later Cowboy Bebop", [1]),
        ("", []),
    ],
)
def test_what_a_text_speaks_of(mentions: Mentions, text: str, ids: list[int]) -> None:
    assert found(mentions, text) == ids


def test_of_namesakes_the_best_known_that_may_be_shown_is_meant(titles: Catalogue) -> None:
    bebop = titles[1]
    namesakes = Catalogue.of(
        [
            bebop,
            replace(bebop, id=2, members=bebop.members + 1, adult=True),
            replace(bebop, id=3, members=bebop.members - 1),
        ]
    )
    mentions = Mentions(namesakes, work_out_series(namesakes))
    assert [a.id for a in mentions.find("Cowboy Bebop", limit=5)] == [1]
    assert [a.id for a in mentions.find("Cowboy Bebop", limit=5, adult=True)] == [2]
    assert mentions.find("myanimelist.net/anime/2", limit=5) == []


def test_so_many_are_found_and_so_much_is_read(mentions: Mentions) -> None:
    assert [a.id for a in mentions.find("Steins;Gate Bleach Cowboy Bebop", limit=2)] == [10, 8]
    assert not mentions.find("\n" * LONGEST_TEXT + "Cowboy Bebop", limit=2)


@given(st.text(max_size=300) | st.text(alphabet="Aa *_-\"'`「」モの.1>\n", max_size=300))
def test_any_text_can_be_read(mentions: Mentions, text: str) -> None:
    assert len(mentions.find(text, limit=5)) <= 5


@given(st.data())
def test_a_name_that_stands_alone_on_a_line_is_found(mentions: Mentions, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(NAMES) - 1))
    anime_id, names = list(NAMES.items())[index]
    name = data.draw(st.sampled_from([name for name in names if name]))
    before = data.draw(st.sampled_from(["", "hello there\n", "- ", "\n3. ", "> "]))
    assert anime_id in found(mentions, f"{before}{name}\nthe end")


def test_where_a_name_is_found_it_is_found_in_any_company(mentions: Mentions) -> None:
    rng = np.random.default_rng(1)
    whole = ["cowboy bebop", "attack on titan", "steins;gate", "Bleach", "'K'"]
    for _ in range(50):
        chosen = [whole[i] for i in rng.choice(len(whole), rng.integers(1, 5), replace=False)]
        assert len(found(mentions, ", well ".join(chosen))) == len(chosen)


def test_names_of_signs_alone_are_not_found() -> None:
    catalogue = Catalogue.of([Anime(1, "△"), Anime(2, "!?")])
    mentions = Mentions(catalogue, work_out_series(catalogue))
    assert mentions.find("△ !? myanimelist.net/anime/2", limit=5) == [catalogue[2]]


def test_texts_that_lie_alike_in_memory_are_told_apart() -> None:
    catalogue = Catalogue.of([Anime(1, "海")])
    mentions = Mentions(catalogue, work_out_series(catalogue))
    assert hash("wm") == hash("海")
    assert found(mentions, "wm") == []
    assert found(mentions, "海") == [1]
