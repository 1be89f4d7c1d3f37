import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender import ratings as module
from recommender.catalogue import Anime, Catalogue
from recommender.ratings import Ratings, RatingsError, read_ratings

CATALOGUE = Catalogue.of(Anime(id=i, name=f"Title {i}") for i in (5, 7, 9, 20_000))
HEADER = b"user_id,anime_id,rating\n"
PACKED = gzip.compress(HEADER + b"1,5,3\n1,7,4\n" * 500)

rows = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 3), st.integers(0, 2**31 - 1)),
        st.sampled_from([5, 7, 9, 20_000, 6, 2**31 - 1]),
        st.integers(-1, 10),
    ),
    max_size=40,
)


def read(path: Path, content: bytes) -> Ratings:
    file = path / "ratings.csv"
    file.write_bytes(content)
    return read_ratings(file, CATALOGUE, progress=False)


def as_dict(ratings: Ratings) -> dict[tuple[int, int], int]:
    return {
        (int(ratings.users[u]), int(CATALOGUE.ids[title])): int(value)
        for u in range(len(ratings.users))
        for title, value in zip(*ratings.user(u), strict=True)
    }


@pytest.fixture(scope="module")
def three_users(tmp_path_factory: pytest.TempPathFactory) -> Ratings:
    return read(tmp_path_factory.mktemp("three"), HEADER + b"3,5,10\n3,20000,1\n4,7,8\n8,5,2\n8,7,6\n8,9,9\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=rows, block_bytes=st.sampled_from([1, 7, 64, 1 << 20]), compressed=st.booleans())
def test_any_rows_in_any_order_equal_a_dictionary(
    tmp_path: Path, rows: list[tuple[int, int, int]], block_bytes: int, compressed: bool
) -> None:
    content = HEADER + b"".join(b"%d,%d,%d\n" % row for row in rows)
    rated = [(user, title, value) for user, title, value in rows if value > 0]
    known = [row for row in rated if row[1] in CATALOGUE]
    expected = {(user, title): value for user, title, value in known}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK_BYTES", block_bytes)
        if not expected:
            with pytest.raises(RatingsError, match="holds no rating"):
                read(tmp_path, content)
            return
        ratings = read(tmp_path, gzip.compress(content) if compressed else content)

    assert as_dict(ratings) == expected
    assert list(as_dict(ratings)) == sorted(expected), "by user, then title"
    assert len(ratings) == len(expected) == ratings.starts[-1]
    assert ratings.users.tolist() == sorted({user for user, _ in expected})
    report = ratings.report
    assert report is not None
    assert report.rows == len(rows)
    assert report.unrated == len(rows) - len(rated)
    assert report.unknown_rows == len(rated) - len(known)
    assert report.unknown_titles == len({title for _, title, _ in rated} - set(CATALOGUE.index))
    assert report.duplicates == len(known) - len(expected)
    users = [user for user, _, _ in rows]
    assert report.in_order == (users == sorted(users))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (HEADER, "holds no rating"),
        (HEADER + b"\n \n", "holds no rating"),
        (b"1,5,3\n", "does not begin with user_id,anime_id,rating"),
        (b"user_id,anime_id,rating,watching_status,watched_episodes\n1,5,3,2,1\n", "does not begin with"),
        ("user_id,anime_id,rating\n1,5,3\n".encode("utf-16"), "does not begin with"),
        (b"PK\3\4" + bytes(100), "does not begin with"),
        (b"x" * 1_000_000, "does not begin with"),
        (HEADER + b"1,6,3\n", "no rating of a title in the catalogue: do the two files belong together"),
        (HEADER + b"1,5,3\n1,7\n", "line 3: '1,7' is not three whole numbers"),
        (HEADER + b"1,5,3\n1,7,4,\n", "line 3: '1,7,4,' is not three whole numbers"),
        (HEADER + b"1,5,3,9\n", "line 2: '1,5,3,9' is not three whole numbers"),
        (HEADER + b"1,5,3,9\n1,5\n", "line 2: '1,5,3,9' is not three whole numbers"),
        (HEADER + b"1,5,3\n\n2,7,x\n", "line 4: '2,7,x' is not three whole numbers"),
        (HEADER + b"1,5,7.0\n", "line 2: '1,5,7.0' is not three whole numbers"),
        (HEADER + b"1,5,7.5\n", "line 2"),
        (HEADER + b"True,5,3\n", "line 2: 'True,5,3' is not"),
        (HEADER + b"nan,5,3\n", "line 2"),
        (HEADER + b"1,5,\n", "line 2: '1,5,' is not"),
        (HEADER + b'"1","5","3"\n', "line 2"),
        (HEADER + b"1;5;3\n", "line 2: '1;5;3' is not"),
        (HEADER + b"1 2,5,3\n", "line 2: '1 2,5,3' is not"),
        (HEADER + b"1,5,3\0\n", "line 2"),
        (HEADER + b"\xff\xfe,5,3\n", "line 2"),
        (HEADER + "\N{FULLWIDTH DIGIT ONE},5,3\n".encode(), "line 2: '\N{FULLWIDTH DIGIT ONE},5,3' is not"),
        (HEADER + b"-1,5,3\n", "line 2: '-1,5,3' is not three whole numbers"),
        (HEADER + b"2147483648,5,3\n", "line 2: the id 2147483648 is larger than 2147483647"),
        (HEADER + b"1,99999999999999999999,3\n", "line 2: the id 99999999999999999999 is larger"),
        (HEADER + b"9" * 5000 + b",5,3\n", "line 2"),
        (HEADER + b"1,5,3\n1,5,11\n", "line 3: the rating 11 is not 1 to 10"),
        (HEADER + b"1,5,-2\n", "line 2: the rating -2 is not 1 to 10"),
        (PACKED[:20], "is a damaged gzip file"),
        (PACKED[:-4], "is a damaged gzip file"),
        (PACKED[:30] + b"????" + PACKED[34:], "is a damaged gzip file"),
        (PACKED[:-8] + bytes(8), "is a damaged gzip file"),
        (b"\x1f\x8bno gzip at all", "is a damaged gzip file"),
        (PACKED + b"more", "is a damaged gzip file"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(RatingsError) as caught:
        read(tmp_path, content)

    message = str(caught.value)
    assert reason in message
    assert "ratings.csv" in message
    assert "\n" not in message
    assert len(message.replace(str(tmp_path), "")) < 160


@pytest.mark.parametrize("line", [2, 3, 500, 1001])
def test_the_line_is_right_in_any_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: int) -> None:
    monkeypatch.setattr(module, "BLOCK_BYTES", 100)
    lines = [b"%d,5,7" % user for user in range(1000)]
    lines[line - 2] = b"seven,5,7"
    with pytest.raises(RatingsError, match=f"line {line}: 'seven,5,7'"):
        read(tmp_path, HEADER + b"\n".join(lines))


@pytest.mark.parametrize(
    "content",
    [
        HEADER + b"1,5,3\n2,7,4",
        HEADER.replace(b"\n", b"\r\n") + b"1,5,3\r\n2,7,4\r\n",
        b"\xef\xbb\xbf" + HEADER + b"1,5,3\n2,7,4\n",
        b'"user_id","anime_id","rating"\n1,5,3\n2,7,4\n',
        HEADER + b"\n1,5,3\n\n\n2,7,4\n\n",
        HEADER + b" 1,5 , 3\n+2,7,4\n",
        HEADER + b"1,5,3\n" + b" " * 500 + b"\n2,7,4\n",
        gzip.compress(HEADER + b"1,5,3\n") + gzip.compress(b"2,7,4\n"),
    ],
)
def test_ways_of_writing_the_same(tmp_path: Path, content: bytes) -> None:
    assert as_dict(read(tmp_path, content)) == {(1, 5): 3, (2, 7): 4}


def test_the_report_reads_as_a_sentence(tmp_path: Path) -> None:
    ratings = read(tmp_path, HEADER + b"2,5,1\n1,5,2\n1,6,3\n1,6,4\n1,8,4\n2,7,0\n2,7,-1\n2,5,9\n")

    assert str(ratings.report) == (
        "8 rows; 3 left out: of 2 titles that the catalogue lacks; 2 left out: watched, not rated; "
        "1 left out: rated again further down; users put in order."
    )


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_ratings(tmp_path / "none.csv", CATALOGUE)


def test_no_progress_bar_where_there_is_no_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ratings.csv"
    file.write_bytes(HEADER + b"1,5,3\n")
    read_ratings(file, CATALOGUE, progress=True)

    assert capfd.readouterr() == ("", "")


def test_types_are_compact(three_users: Ratings) -> None:
    assert three_users.users.dtype == np.int32
    assert three_users.starts.dtype == np.int64
    assert three_users.titles.dtype == np.int32
    assert three_users.values.dtype == np.int8


def test_matrix(three_users: Ratings) -> None:
    matrix = three_users.matrix()

    assert matrix.dtype == np.float32
    assert matrix.toarray().tolist() == [[10, 0, 0, 1], [0, 8, 0, 0], [2, 6, 9, 0]]


@pytest.mark.parametrize("users", [np.array([2, 0]), np.array([True, False, True])])
def test_subset_keeps_whole_users_in_ascending_order(three_users: Ratings, users: np.ndarray) -> None:
    subset = three_users.subset(users)

    assert subset.users.tolist() == [3, 8]
    assert as_dict(subset) == {pair: v for pair, v in as_dict(three_users).items() if pair[0] in {3, 8}}


def test_subset_of_nobody_is_empty(three_users: Ratings) -> None:
    nobody = three_users.subset(np.zeros(3, np.bool_))

    assert (len(nobody), len(nobody.users), nobody.starts.tolist()) == (0, 0, [0])
    assert nobody.matrix().shape == (0, 4)


def test_where_keeps_users_who_have_none_left(three_users: Ratings) -> None:
    high = three_users.where(three_users.values >= 9)

    assert high.users.tolist() == [3, 4, 8]
    assert high.counts.tolist() == [1, 0, 1]
    assert as_dict(high) == {(3, 5): 10, (8, 9): 9}
