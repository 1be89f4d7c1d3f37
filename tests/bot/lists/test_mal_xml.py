from __future__ import annotations

import pytest

from bot.lists import mal_xml
from bot.lists.entry import MOST_ENTRIES, Listed, ListFault, ListProblem, Source
from bot.lists.mal_xml import read_xml
from bot.lists.scores import Scale
from bot.members.records import Status
from tests.bot.lists.exports import TITLES
from tests.bot.lists.exports import mal_xml as written

LIST = tuple(Listed(t.anime_id, t.name, t.status, int(t.score) or None) for t in TITLES)
PLAIN = "<anime><series_animedb_id>1</series_animedb_id></anime>"


def refused(text: str) -> ListFault:
    with pytest.raises(ListFault) as fault:
        read_xml(text, "list.xml")
    return fault.value


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("numbers", [False, True])
@pytest.mark.parametrize("cdata", [False, True])
def test_an_export_is_read_in_each_of_its_forms(bare: bool, numbers: bool, cdata: bool) -> None:
    file = read_xml(written(bare=bare, numbers=numbers, cdata=cdata), "list.xml")
    assert file.entries == LIST
    assert file.source is Source.MYANIMELIST
    assert file.scale is Scale.POINT_10


@pytest.mark.parametrize(
    "text",
    [
        f"\n  <?xml version='1.0'?><myanimelist>{PLAIN}</myanimelist>",
        f"<?xml version='1.0' encoding='ISO-8859-1'?>{PLAIN}<anime/>",
        f"<!-- made by hand -->{PLAIN}",
        f"<myinfo><user_export_type>2</user_export_type></myinfo>{PLAIN}",
        f"<MyAnimeList><manga/>{PLAIN.replace('anime>', 'Anime>')}</MyAnimeList>",
        f"<backup><list>{PLAIN}</list></backup>",
    ],
)
def test_what_is_around_the_entries_does_not_matter(text: str) -> None:
    assert read_xml(text, "f").entries == (Listed(1, "", Status.COMPLETED),)


def test_an_id_of_0_leaves_the_name() -> None:
    text = written().replace(
        "<series_animedb_id>1</series_animedb_id>", "<series_animedb_id>0</series_animedb_id>"
    )
    assert read_xml(text, "f").entries[0] == Listed(None, "Cowboy Bebop", Status.COMPLETED, 10)


def test_scores_out_of_100_in_an_export_are_seen() -> None:
    file = read_xml(written(title._replace(score=title.score * 10) for title in TITLES), "f")
    assert file.entries == LIST
    assert file.scale is Scale.POINT_100


def test_low_scores_stay_low() -> None:
    titles = [TITLES[0]._replace(anime_id=i, score=3) for i in range(1, 50)]
    assert {entry.rating for entry in read_xml(written(titles), "f").entries} == {3}


def test_text_in_pieces_is_put_together() -> None:
    text = "<anime><series_title>A <!-- x -->&amp;<![CDATA[ B]]>\n<b>C</b></series_title></anime>"
    assert read_xml(text, "f").entries == (Listed(None, "A & B C", Status.COMPLETED),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<myanimelist><anime>", ListProblem.BROKEN),
        (f"<myanimelist><anime>{PLAIN}</anime></myanimelist>", ListProblem.BROKEN),
        (f"<myanimelist><anime><my_status>{PLAIN} </my_status></anime></myanimelist>", ListProblem.BROKEN),
        (f"<myanimelist>{PLAIN}</myanimelist>junk", ListProblem.BROKEN),
        ("<myanimelist><anime>&nbsp;</anime></myanimelist>", ListProblem.BROKEN),
        ("<myanimelist>\x01</myanimelist>", ListProblem.BROKEN),
        (f"<!DOCTYPE myanimelist><myanimelist>{PLAIN}</myanimelist>", ListProblem.FORBIDDEN_XML),
        ("<!DOCTYPE html><html/>", ListProblem.FORBIDDEN_XML),
        (
            "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><myanimelist>&c;</myanimelist>",
            ListProblem.FORBIDDEN_XML,
        ),
        ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", ListProblem.FORBIDDEN_XML),
        (f"{PLAIN}<!DOCTYPE a>", ListProblem.BROKEN),
        ("<rss><item/></rss>", ListProblem.UNKNOWN_FORMAT),
        ("<myanimelist></myanimelist>", ListProblem.EMPTY),
        ("<myanimelist><anime/></myanimelist>", ListProblem.EMPTY),
        (
            "<myanimelist><manga><manga_mangadb_id>1</manga_mangadb_id></manga></myanimelist>",
            ListProblem.MANGA,
        ),
        ("<manga/><manga/>", ListProblem.MANGA),
        (PLAIN.replace("</anime>", "<my_score>good</my_score></anime>"), ListProblem.SCORE),
        (PLAIN.replace("</anime>", "<my_status>5</my_status></anime>"), ListProblem.STATUS),
    ],
)
def test_what_is_no_list_is_refused(text: str, problem: ListProblem) -> None:
    assert refused(text).id == problem


def test_a_list_is_not_read_beyond_the_most_entries() -> None:
    assert refused("<anime/>" * (MOST_ENTRIES + 2)).id == ListProblem.TOO_MANY


@pytest.mark.parametrize("part", ["<a/>", "<![CDATA[x]]>\n", "<b>"])
def test_a_file_of_many_parts_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.setattr(mal_xml, "MOST_PARTS", 1000)
    assert refused(f"<myanimelist><anime><series_title>{part * 1000}").id == ListProblem.TOO_MANY
