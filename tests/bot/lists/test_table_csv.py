from __future__ import annotations

import pytest

from bot.lists.entry import MOST_ENTRIES, Listed, ListFault, ListProblem, Source
from bot.lists.scores import Scale
from bot.lists.table_csv import LONGEST_LINE, MOST_LINES, read_table
from bot.members.records import Status
from tests.bot.lists.exports import TITLES, table

LIST = tuple(Listed(t.anime_id, t.name, t.status, int(t.score) or None) for t in TITLES)


def refused(text: str, filename: str = "list.csv") -> str:
    with pytest.raises(ListFault) as fault:
        read_table(text, filename)
    return fault.value.id


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "header",
    [
        ("id", "title", "score", "status"),
        ("anime_id", "name", "rating", "Status"),
        ("MAL_ID", "Name", "My Rating", "my_status"),
        ("Mal ID", "Anime Title", "Score", "List Status"),
    ],
)
def test_a_table_is_read_however_its_columns_are_called(
    separator: str, header: tuple[str, str, str, str]
) -> None:
    file = read_table(table(header=header, separator=separator), "f")
    assert file.entries == LIST
    assert file.source is Source.OTHER


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("title,rating\nCowboy Bebop,9\n", Listed(None, "Cowboy Bebop", Status.COMPLETED, 9)),
        ("rating,name\r\n9,Cowboy Bebop", Listed(None, "Cowboy Bebop", Status.COMPLETED, 9)),
        ("id,score\n1,9\n", Listed(1, "", Status.COMPLETED, 9)),
        ("anime_id,rating\n1.0,-1\n", Listed(1, "", Status.COMPLETED)),
        ("id,status\n1,dropped\n", Listed(1, "", Status.DROPPED)),
        ("id;title;score\n1;A;8,5\n", Listed(1, "A", Status.COMPLETED, 9)),
        ("sep=;\r\nid;title, and more;score\r\n1;A;8\r\n", Listed(1, "", Status.COMPLETED, 8)),
        ('title,score\n"A ""B"", C",8\n', Listed(None, 'A "B", C', Status.COMPLETED, 8)),
        ('title,note,score\nA,"one\ntwo",8\n', Listed(None, "A", Status.COMPLETED, 8)),
        ("\r\n\r\ntitle,score\r\n\r\n,,\r\nA,8\r\n", Listed(None, "A", Status.COMPLETED, 8)),
        ("title,score\nA\n", Listed(None, "A", Status.COMPLETED)),
        ("title,score\nA,8,surplus\n", Listed(None, "A", Status.COMPLETED, 8)),
        ("title,score\rA,8\r", Listed(None, "A", Status.COMPLETED, 8)),
        ("mal_id,id,title,score\n5,7,A,8\n", Listed(5, "A", Status.COMPLETED, 8)),
        ("id,anilist_id,title,score\n5,7,A,8\n", Listed(None, "A", Status.COMPLETED, 8, 7)),
        ("Media ID,Title,My Rating,Community Score\n9,A,,75", Listed(None, "A", Status.COMPLETED, None, 9)),
    ],
)
def test_tables_are_read(text: str, entry: Listed) -> None:
    assert read_table(text, "f").entries == (entry,)


def test_the_scores_of_a_table_tell_their_scale() -> None:
    stars = "title,stars,score\n" + "".join(f"T{i},x,{i % 5 + 1}\n" for i in range(20))
    file = read_table(stars, "f")
    assert file.scale is Scale.POINT_5
    assert {entry.rating for entry in file.entries} == {2, 4, 6, 8, 10}


@pytest.mark.parametrize(
    ("text", "filename", "problem"),
    [
        ("title\nA\n", "list.txt", ListProblem.COLUMNS),
        ("score\n8\n", "list.txt", ListProblem.COLUMNS),
        ("Cowboy Bebop,9\n", "list.csv", ListProblem.COLUMNS),
        ("Cowboy Bebop,9\n", "LIST.TSV", ListProblem.COLUMNS),
        ("Cowboy Bebop,9\n", "list.txt", ListProblem.UNKNOWN_FORMAT),
        ("see you, space cowboy", "poem", ListProblem.UNKNOWN_FORMAT),
        ("title,score\n", "list.csv", ListProblem.EMPTY),
        ("title,score\n,8\n", "list.csv", ListProblem.EMPTY),
        ("title,score\nA,great\n", "list.csv", ListProblem.SCORE),
        ("title,status\nA,binged\n", "list.csv", ListProblem.STATUS),
        ('title,score\n"' + "A" * 200_000 + '"\n', "list.csv", ListProblem.BROKEN),
        ('title,score\n"' + "A\n" * 100_000 + '"\n', "list.csv", ListProblem.BROKEN),
        ("title,score\n" + "," * (LONGEST_LINE + 1), "list.csv", ListProblem.BROKEN),
        ("title,score\n" + "\n" * MOST_LINES, "list.csv", ListProblem.BROKEN),
        ("title,score\n" + "A,8\n" * (MOST_ENTRIES + 1), "list.csv", ListProblem.TOO_MANY),
    ],
)
def test_what_is_no_table_is_refused(text: str, filename: str, problem: ListProblem) -> None:
    assert refused(text, filename) == problem
