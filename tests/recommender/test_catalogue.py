import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.catalogue import Anime, Catalogue, CatalogueError, read_catalogue, read_facts, write_facts

COVER = "https://cdn.myanimelist.net/images/anime/4/19644.jpg"
COLUMNS_2020 = [
    *("MAL_ID", "Name", "Score", "Genres", "English name", "Japanese name", "Type", "Episodes", "Aired"),
    *(
        "Premiered",
        "Producers",
        "Licensors",
        "Studios",
        "Source",
        "Duration",
        "Rating",
        "Ranked",
        "Popularity",
    ),
    *("Members", "Favorites", "Watching", "Completed", "On-Hold", "Dropped", "Plan to Watch"),
    *(f"Score-{score}" for score in range(10, 0, -1)),
]
COLUMNS_2023 = [
    *(
        "anime_id",
        "Name",
        "English name",
        "Other name",
        "Score",
        "Genres",
        "Synopsis",
        "Type",
        "Episodes",
        "Aired",
    ),
    *("Premiered", "Status", "Producers", "Licensors", "Studios", "Source", "Duration", "Rating", "Rank"),
    *("Popularity", "Favorites", "Scored By", "Members", "Image URL"),
]


def write(path: Path, *rows: dict[str, str], columns: list[str] = COLUMNS_2020, bom: bool = False) -> Path:
    """Write a catalogue in which every cell that is not given says 'Unknown'."""
    file = path / "anime.csv"
    with file.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="Unknown")
        writer.writeheader()
        writer.writerows(rows)
    return file


def read_one(path: Path, columns: list[str] = COLUMNS_2020, **facts: str) -> Anime:
    row = {columns[0]: "1", "Name": "Cowboy Bebop"} | {k.replace("_", " "): v for k, v in facts.items()}
    return read_catalogue(write(path, row, columns=columns)).anime[0]


def test_a_full_row_of_the_original(tmp_path: Path) -> None:
    row = {
        "MAL_ID": "1",
        "Name": "Cowboy Bebop",
        "Score": "8.78",
        "Genres": "Action, Adventure, Sci-Fi",
        "English name": "Cowboy Bebop: The Series",
        "Japanese name": "カウボーイビバップ",
        "Type": "TV",
        "Episodes": "26",
        "Aired": "Apr 3, 1998 to Apr 24, 1999",
        "Premiered": "Spring 1998",
        "Duration": "24 min. per ep.",
        "Rating": "R - 17+ (violence & profanity)",
        "Members": "1251960",
    }
    assert read_catalogue(write(tmp_path, row)).anime == (
        Anime(
            id=1,
            name="Cowboy Bebop",
            english="Cowboy Bebop: The Series",
            japanese="カウボーイビバップ",
            type="TV",
            episodes=26,
            minutes=24,
            start=date(1998, 4, 3),
            end=date(1999, 4, 24),
            score=8.78,
            members=1251960,
            genres=("Action", "Adventure", "Sci-Fi"),
        ),
    )


def test_a_full_row_of_the_successor(tmp_path: Path) -> None:
    anime = read_one(
        tmp_path,
        COLUMNS_2023,
        Other_name="カウボーイビバップ",
        Score="8.75",
        Genres="Action, Award Winning, Sci-Fi",
        Synopsis='A synopsis, with "quotes"\nand a second line.',
        Type="TV",
        Episodes="26.0",
        Aired="Apr 3, 1998 to Apr 24, 1999",
        Premiered="spring 1998",
        Duration="24 min per ep",
        Rating="R - 17+ (violence & profanity)",
        Members="1771505",
        Image_URL=COVER,
        English_name="UNKNOWN",
    )
    assert anime == Anime(
        id=1,
        name="Cowboy Bebop",
        japanese="カウボーイビバップ",
        type="TV",
        episodes=26,
        minutes=24,
        start=date(1998, 4, 3),
        end=date(1999, 4, 24),
        score=8.75,
        members=1771505,
        genres=("Action", "Award Winning", "Sci-Fi"),
        image=COVER,
    )


def test_the_successor_says_unknown_in_capitals_and_its_icon_is_no_cover(tmp_path: Path) -> None:
    row = dict.fromkeys(COLUMNS_2023, "UNKNOWN") | {
        "anime_id": "55731",
        "Name": "Wu Nao Monu",
        "Genres": "Comedy, Fantasy, Slice of Life",
        "Aired": "Not available",
        "Duration": "Unknown",
        "Rank": "0.0",
        "Favorites": "0",
        "Members": "0",
        "Image URL": "https://cdn.myanimelist.net/img/sp/icon/apple-touch-icon-256.png",
    }
    assert read_catalogue(write(tmp_path, row, columns=COLUMNS_2023)).anime == (
        Anime(id=55731, name="Wu Nao Monu", genres=("Comedy", "Fantasy", "Slice of Life")),
    )


@pytest.mark.parametrize(
    "unknown", ["Unknown", "UNKNOWN", "", " ", "nan", "None", "['None found', 'add some']"]
)
def test_a_title_of_which_nothing_is_known_stays(tmp_path: Path, unknown: str) -> None:
    row = dict.fromkeys(COLUMNS_2020, unknown) | {"MAL_ID": "7"}

    assert read_catalogue(write(tmp_path, row)).anime == (Anime(id=7, name="#7"),)


def test_genres_are_exact_and_come_from_the_data(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        {"MAL_ID": "1", "Name": "a", "Genres": "Shounen Ai,  Romance,Shounen Ai"},
        {"MAL_ID": "2", "Name": "b", "Genres": "Shounen, Ecchi"},
        {"MAL_ID": "3", "Name": "c"},
        {"MAL_ID": "4", "Name": "d", "Genres": "Unheard of, , Super Power"},
    )
    catalogue = read_catalogue(file)

    assert catalogue.genres == ("Ecchi", "Romance", "Shounen", "Shounen Ai", "Super Power", "Unheard of")
    assert catalogue.genre_flags.astype(int).tolist() == [
        [0, 1, 0, 1, 0, 0],
        [1, 0, 1, 0, 0, 0],
        [0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 1, 1],
    ]


@pytest.mark.parametrize(
    ("genres", "rating", "adult"),
    [
        ("Hentai", "Unknown", True),
        ("Action, Hentai", "R+ - Mild Nudity", True),
        ("Action", "Rx - Hentai", True),
        ("Drama, Erotica", "R+ - Mild Nudity", True),
        ("Unknown", "Rx - Hentai", True),
        ("Ecchi, Yaoi", "R+ - Mild Nudity", False),
        ("Action", "R - 17+ (violence & profanity)", False),
        ("Unknown", "Unknown", False),
    ],
)
def test_adult(tmp_path: Path, genres: str, rating: str, adult: bool) -> None:
    assert read_one(tmp_path, Genres=genres, Rating=rating).adult is adult


@pytest.mark.parametrize(
    ("aired", "premiered", "start", "end"),
    [
        ("Apr 3, 1998 to Apr 24, 1999", "Spring 1998", date(1998, 4, 3), date(1999, 4, 24)),
        ("Sep 1, 2001", "Unknown", date(2001, 9, 1), date(2001, 9, 1)),
        ("Oct 20, 1999 to ?", "Fall 1999", date(1999, 10, 20), None),
        ("Oct, 1999 to Nov 1999", "Unknown", date(1999, 10, 1), date(1999, 11, 1)),
        ("1988", "Unknown", date(1988, 1, 1), date(1988, 1, 1)),
        ("2002-01-17 to 2003", "Unknown", date(2002, 1, 17), date(2003, 1, 1)),
        ("Unknown", "Spring 2007", date(2007, 4, 1), None),
        ("Not available", "fall 2020", date(2020, 10, 1), None),
        ("['Pink Pineapple']", "['None found', 'add some']", None, None),
        ("Feb 30, 1999", "Spring", None, None),
        ("Spring 2007", "Nippon Television Network", None, None),
    ],
)
def test_days(tmp_path: Path, aired: str, premiered: str, start: date | None, end: date | None) -> None:
    anime = read_one(tmp_path, Aired=aired, Premiered=premiered)

    assert (anime.start, anime.end) == (start, end)
    assert anime.year == (start and start.year)


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [
        ("24 min. per ep.", 24),
        ("1 hr. 55 min.", 115),
        ("2 hr.", 120),
        ("30 sec.", 1),
        ("1 min. 30 sec. per ep.", 2),
        ("1 hr 41 min", 101),
        ("PG-13 - Teens 13 or older", None),
        ("Unknown", None),
        ("9" * 5000 + " min.", None),
    ],
)
def test_minutes(tmp_path: Path, duration: str, minutes: int | None) -> None:
    assert read_one(tmp_path, Duration=duration).minutes == minutes


@pytest.mark.parametrize(
    ("score", "expected"),
    [("8.78", 8.78), ("10.0", 10.0), ("10", 10.0), ("1", 1.0)]
    + [(bad, None) for bad in ("0.0", "10.5", "-3", "1e3", "inf", "8,7", "Unknown")],
)
def test_score(tmp_path: Path, score: str, expected: float | None) -> None:
    assert read_one(tmp_path, Score=score).score == expected


@pytest.mark.parametrize(
    ("episodes", "expected"),
    [("26", 26), ("26.0", 26)] + [(b, None) for b in ("0", "-1", "2.5", "9" * 5000, "x")],
)
def test_episodes(tmp_path: Path, episodes: str, expected: int | None) -> None:
    assert read_one(tmp_path, Episodes=episodes).episodes == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("  Spaces   and\ttabs ", "Spaces and tabs"),
        ("two\r\nlines", "two lines"),
        ("NUL\0 and bell\a", "NUL and bell"),
        ("\u202eright to left", "right to left"),
        ('"Oshi no Ko", *bold* @everyone 🦊', '"Oshi no Ko", *bold* @everyone 🦊'),
        ("x" * 200, "x" * 200),
    ],
)
def test_names_are_one_line_of_printable_text(tmp_path: Path, name: str, expected: str) -> None:
    assert read_one(tmp_path, Name=name).name == expected


@pytest.mark.parametrize(
    "bad", ["", "Unknown", "0", "-1", "1.0", "2147483648", "9" * 5000, "²", "\N{FULLWIDTH DIGIT ONE}", "1 2"]
)
def test_an_id_that_is_none_is_refused_with_its_line(tmp_path: Path, bad: str) -> None:
    file = write(tmp_path, {"MAL_ID": "1", "Name": "a"}, {"MAL_ID": bad, "Name": "b"})
    with pytest.raises(CatalogueError, match=r"anime.csv, line 3: the id .* is not 1 to 2147483647"):
        read_catalogue(file)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "lacks the column MAL_ID"),
        (b"user_id,anime_id,rating\n1,2,3\n", "lacks the column Name"),
        (b"MAL_ID;Name;Genres;Type\n1;a;b;c\n", "lacks the column MAL_ID"),
        (b"MAL_ID,Name,Type\n1,a,TV\n", "lacks the column Genres"),
        (b"MAL_ID,Name,Genres,Type\n", "holds no title"),
        (b"MAL_ID,Name,Genres,Type\n1,a,b,TV\n01,c,d,TV\n", "holds the id 1 more than once"),
        (b"MAL_ID,Name,Genres,Type\n1,\xff\xfe,b,TV\n", "is not a CSV file in UTF-8"),
        ("MAL_ID,Name,Genres,Type\n".encode("utf-16"), "is not a CSV file in UTF-8"),
        (b"MAL_ID,Name,Genres,Type\n1," + b"x" * 200_000 + b",b,TV\n", "is not a CSV file in UTF-8"),
        (b"\x1f\x8b\x08" + bytes(range(256)), "is not a CSV file in UTF-8"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "anime.csv"
    file.write_bytes(content)
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(file)

    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_catalogue(tmp_path / "none.csv")


def test_a_short_row_and_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "anime.csv"
    file.write_text("MAL_ID,Name,Genres,Type\n5,Short\n", encoding="utf-8-sig")

    assert read_catalogue(file).anime == (Anime(id=5, name="Short"),)


def test_covers(tmp_path: Path) -> None:
    file = write(tmp_path, *({"MAL_ID": str(i), "Name": f"{i}"} for i in range(1, 8)))
    images = tmp_path / "anime_images.csv"
    images.write_text(
        "MAL_ID,image_url\n"
        f"1,{COVER}\n"
        "2,https://myanimelist.net/images/anime/1/2l.jpg\n"
        "3,http://cdn.myanimelist.net/images/3.jpg\n"
        "4,https://cdn.myanimelist.net.example.org/images/4.jpg\n"
        f"5,{COVER} @everyone\n"
        "6\n"
        f"Unknown,{COVER}\n"
        f"{'9' * 5000},{COVER}\n"
        f"99,{COVER}\n"
    )
    covers = [a.image for a in read_catalogue(file, images).anime]

    assert covers == [COVER, "https://myanimelist.net/images/anime/1/2l.jpg", "", "", "", "", ""]


@pytest.mark.parametrize(("content", "reason"), [(b"a,b\n1,2\n", "needs the columns"), (b"\xff", "UTF-8")])
def test_bad_covers_are_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    images = tmp_path / "anime_images.csv"
    images.write_bytes(content)
    with pytest.raises(CatalogueError, match=reason):
        read_catalogue(write(tmp_path, {"MAL_ID": "1", "Name": "a"}), images)


def test_a_cover_of_its_own_file_comes_before_the_catalogue_s(tmp_path: Path) -> None:
    file = write(tmp_path, {"anime_id": "1", "Name": "a", "Image URL": COVER}, columns=COLUMNS_2023)
    images = tmp_path / "anime_images.csv"
    other = COVER.replace("4", "5")
    images.write_text(f"MAL_ID,image_url\n1,{other}\n")

    assert read_catalogue(file).anime[0].image == COVER
    assert read_catalogue(file, images).anime[0].image == other


def test_arrays_are_in_the_order_of_the_ids() -> None:
    catalogue = Catalogue.of(
        [
            Anime(30, "c", type="TV", members=7, adult=True),
            Anime(2, "a", type="OVA", start=date(1999, 5, 1)),
            Anime(11, "b", type="TV"),
        ]
    )
    assert len(catalogue) == 3
    assert catalogue.ids.tolist() == [2, 11, 30]
    assert catalogue.ids.dtype == np.int32
    assert catalogue.adult.tolist() == [False, False, True]
    assert catalogue.members.tolist() == [0, 0, 7]
    assert catalogue.years.tolist() == [1999, 0, 0]
    assert catalogue.types == ("TV", "OVA")
    assert catalogue[11].name == "b"
    assert 30 in catalogue
    assert 3 not in catalogue
    assert catalogue.positions(np.array([30, 1, 2, 2**31 - 1, 12])).tolist() == [2, -1, 0, -1, -1]
    assert catalogue.positions(np.array([], np.int64)).tolist() == []


@settings(deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, unique=True), st.lists(st.integers(-5, 2**40)))
def test_positions_equal_the_index(ids: list[int], wanted: list[int]) -> None:
    catalogue = Catalogue.of(Anime(i, str(i)) for i in ids)

    found = catalogue.positions(np.array(wanted, np.int64)).tolist()

    assert found == [catalogue.index.get(i, -1) for i in wanted]


text = st.text(st.characters(codec="utf-8"), max_size=20)
days = st.none() | st.dates()
anime = st.builds(
    Anime,
    id=st.integers(1, 2**31 - 1),
    name=text,
    english=text,
    japanese=text,
    type=text,
    episodes=st.none() | st.integers(1, 10**6),
    minutes=st.none() | st.integers(1, 10**4),
    start=days,
    end=days,
    score=st.none() | st.floats(1, 10),
    members=st.integers(0, 10**9),
    genres=st.sets(st.text(st.characters(codec="utf-8", exclude_characters="|"), min_size=1, max_size=9)).map(
        lambda genres: tuple(sorted(genres))
    ),
    adult=st.booleans(),
    image=st.sampled_from(["", COVER]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.lists(anime, min_size=1, max_size=5, unique_by=lambda a: a.id))
def test_facts_are_read_back_as_they_were_written(tmp_path: Path, titles: list[Anime]) -> None:
    catalogue = Catalogue.of(titles)
    write_facts(catalogue, tmp_path / "facts.csv")

    assert read_facts(tmp_path / "facts.csv").anime == catalogue.anime


RIGHT = ",".join(Anime.__struct_fields__).encode() + b"\n"


@pytest.mark.parametrize(
    "content",
    [b"", b"MAL_ID,Name\n1,a\n", b"\xff\xfe", b"id,name\n1,a\n", b"id\nx\n", RIGHT + b"1,a\n"],
)
def test_facts_of_another_kind_are_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "facts.csv"
    file.write_bytes(content)
    with pytest.raises(CatalogueError) as caught:
        read_facts(file)

    assert "\n" not in str(caught.value)
