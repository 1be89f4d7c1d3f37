"""One list, written as each of the sites and tools writes it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from bot.members.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

MAL_WORDS = {
    Status.WATCHING: "Watching",
    Status.COMPLETED: "Completed",
    Status.ON_HOLD: "On-Hold",
    Status.DROPPED: "Dropped",
    Status.PLANNED: "Plan to Watch",
}
MAL_NUMBERS = {
    Status.WATCHING: "1",
    Status.COMPLETED: "2",
    Status.ON_HOLD: "3",
    Status.DROPPED: "4",
    Status.PLANNED: "6",
}
ANILIST_WORDS = {
    Status.WATCHING: "CURRENT",
    Status.COMPLETED: "COMPLETED",
    Status.ON_HOLD: "PAUSED",
    Status.DROPPED: "DROPPED",
    Status.PLANNED: "PLANNING",
}
ANILIST_NUMBERS = {
    Status.WATCHING: 0,
    Status.PLANNED: 1,
    Status.COMPLETED: 2,
    Status.DROPPED: 3,
    Status.ON_HOLD: 4,
}


class Title(NamedTuple):
    """A title of a list; a score of 0 is none."""

    anime_id: int
    name: str
    status: Status
    score: float

    @property
    def anilist_id(self) -> int:
        return self.anime_id + 100_000


TITLES = (
    Title(1, "Cowboy Bebop", Status.COMPLETED, 10),
    Title(5, "Tengoku no Tobira & more <3", Status.WATCHING, 7),
    Title(6, "トライガン", Status.ON_HOLD, 0),
    Title(30, "Übel Blatt", Status.DROPPED, 3),
    Title(1535, "Death Note", Status.PLANNED, 0),
)


def mal_xml(
    titles: Iterable[Title] = TITLES, *, bare: bool = False, numbers: bool = False, cdata: bool = True
) -> str:
    """As MyAnimeList exports it, or as others do: bare of what goes around, numbers as statuses, no CDATA."""
    statuses = MAL_NUMBERS if numbers else MAL_WORDS
    entries = "".join(
        f"""
    <anime>
        <series_animedb_id>{title.anime_id}</series_animedb_id>
        <series_title>{f"<![CDATA[{title.name}]]>" if cdata else escape(title.name)}</series_title>
        <series_type>TV</series_type>
        <series_episodes>12</series_episodes>
        <my_id>0</my_id>
        <my_score>{title.score:g}</my_score>
        <my_status>{statuses[title.status]}</my_status>
        <my_comments><![CDATA[<my_score>1</my_score>]]></my_comments>
        <my_tags><![CDATA[]]></my_tags>
        <update_on_import>1</update_on_import>
    </anime>"""
        for title in titles
    )
    if bare:
        return entries
    info = "<myinfo><user_name>ann</user_name><user_export_type>1</user_export_type></myinfo>"
    return f'<?xml version="1.0" encoding="UTF-8" ?>\n<myanimelist>{info}{entries}\n</myanimelist>\n'


def anilist(titles: Iterable[Title] = TITLES, *, scale: str | None = "POINT_10") -> str:
    """As tools keep what AniList's API answers, each status a list of its own."""
    lists: dict[Status, list[object]] = {}
    for title in titles:
        names = {"romaji": title.name, "english": f"{title.name} in English", "native": None}
        media = {"id": title.anilist_id, "idMal": title.anime_id, "title": names, "type": "ANIME"}
        entry = {"id": 1, "status": ANILIST_WORDS[title.status], "score": title.score, "media": media}
        lists.setdefault(title.status, []).append(entry)
    user = {"user": {"mediaListOptions": {"scoreFormat": scale}}} if scale else {}
    groups = [
        {"name": status, "isCustomList": False, "entries": entries} for status, entries in lists.items()
    ]
    return json.dumps({"data": {"MediaListCollection": {"lists": groups, **user}}}, ensure_ascii=False)


def anilist_flat(titles: Iterable[Title] = TITLES) -> str:
    """As a tool writes them one after the other."""
    return json.dumps(
        [
            {
                "idAnilist": title.anilist_id,
                "idMal": title.anime_id,
                "titleEnglish": "",
                "titleRomaji": title.name,
                "format": "TV",
                "status": ANILIST_WORDS[title.status],
                "score": title.score,
                "notes": "[{",
            }
            for title in titles
        ]
    )


def anilist_own(titles: Iterable[Title] = TITLES, *, score_type: int = 3) -> str:
    """As AniList hands out all of one's data: its own ids alone, scores out of 100."""
    entries = [
        {
            "id": 1,
            "series_type": 0,
            "series_id": title.anilist_id,
            "status": ANILIST_NUMBERS[title.status],
            "score": title.score * 10,
            "custom_lists": "[0,1]",
        }
        for title in titles
    ]
    manga = {"id": 2, "series_type": 1, "series_id": 7, "status": 2, "score": 100}
    document = {"user": {"display_name": "ann", "score_type": score_type}, "lists": [manga, *entries]}
    return json.dumps(document)


def mal_pages(titles: Iterable[Title] = TITLES, following: str | None = None) -> str:
    """As MyAnimeList's API answers."""
    data = [
        {
            "node": {"id": title.anime_id, "title": title.name, "main_picture": {"medium": ""}},
            "list_status": {
                "status": MAL_WORDS[title.status].lower().replace(" ", "_").replace("-", "_"),
                "score": title.score,
                "is_rewatching": False,
            },
        }
        for title in titles
    ]
    return json.dumps({"data": data, "paging": {"next": following} if following else {}})


def mal_load(titles: Iterable[Title] = TITLES) -> str:
    """As MyAnimeList's own pages load it."""
    return json.dumps(
        [
            {
                "status": int(MAL_NUMBERS[title.status]),
                "score": title.score,
                "anime_id": title.anime_id,
                "anime_title": title.name,
                "anime_score_val": 8.1,
                "anime_airing_status": 2,
            }
            for title in titles
        ]
    )


def osusume(titles: Iterable[Title] = TITLES, genres: dict[str, int] | None = None, version: int = 2) -> str:
    """As Osusume itself exports."""
    listed = [
        {
            "id": title.anime_id,
            "name": title.name,
            "rating": int(title.score) or None,
            "rated_at": "2026-01-01T00:00:00+00:00",
            **({"status": title.status} if version > 1 else {}),
        }
        for title in titles
    ]
    rated = [
        {"genre": genre, "rating": rating, "rated_at": "2026-01-01T00:00:00+00:00"}
        for genre, rating in (genres or {}).items()
    ]
    return json.dumps(
        {"format": "osusume-member", "version": version, "member": "1", "genres": rated, "titles": listed}
    )


def table(
    titles: Iterable[Title] = TITLES,
    *,
    header: tuple[str, str, str, str] = ("id", "title", "score", "status"),
    separator: str = ",",
) -> str:
    """As a spreadsheet saves it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(header)
    for title in titles:
        writer.writerow([title.anime_id, title.name, f"{title.score:g}", title.status.value])
    return file.getvalue()
