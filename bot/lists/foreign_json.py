"""What other sites and tools write as JSON.

Read are: answers of AniList's API as tools keep them (`MediaListCollection`: lists, in each entries with a
`media`), the file that AniList hands out of all of one's data (`lists` of AniList's ids, scores out of 100
and numbers as statuses), answers of MyAnimeList's API (`node` and `list_status`) and of its pages
(`anime_id`, `anime_title`), and flat lists of objects whose fields say what they are by name.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeGuard

from bot.lists.entry import MOST_ENTRIES, ListFault, ListProblem, Source
from bot.lists.records import ANILIST_ID, ANIME_ID, MAL_NUMBERS, NAME, SCORE, STATUS, gather, key, score_of
from bot.lists.scores import Scale, from_hundredths
from bot.members.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.lists.entry import ListFile

# What holds the entries may itself be held by these, in this order where one object has several.
HOLDERS = ("data", "MediaListCollection", "Page", "mediaList", "lists", "entries", "anime", "animeList")
SCALES = {
    1: Scale.POINT_100,
    2: Scale.POINT_10_DECIMAL,
    3: Scale.POINT_10,
    4: Scale.POINT_5,
    5: Scale.POINT_3,
}
# As AniList's own file of one's data has them.
ANILIST_NUMBERS = {
    0: Status.WATCHING,
    1: Status.PLANNED,
    2: Status.COMPLETED,
    3: Status.DROPPED,
    4: Status.ON_HOLD,
    5: Status.COMPLETED,  # and seen again
}
MANGA_TYPE = 1
MANGA = ("MANGA", "NOVEL", "ONE_SHOT")

Record = dict[str, object]


def read_foreign(document: object, filename: str) -> ListFile:
    """Read an export.

    Raises:
        ListFault: it is none that is known.
    """
    stated = scale_in(document)
    entries = entries_in(document)
    if len(entries) > MOST_ENTRIES:
        raise ListFault(ListProblem.TOO_MANY, most=MOST_ENTRIES)
    records = [record_of(entry, stated) for entry in entries]
    if not any(_is_listed(record) for record in records):
        raise ListFault(ListProblem.UNKNOWN_FORMAT, file=filename)
    anime = [record for record in records if not _is_manga(record)]
    if not anime:
        raise ListFault(ListProblem.MANGA)
    source = _source(anime[0])
    if source is Source.MYANIMELIST:
        stated = Scale.POINT_10
    elif "scoreraw" in anime[0]:
        stated = stated or Scale.POINT_100
    numbers = ANILIST_NUMBERS if "seriesid" in anime[0] else MAL_NUMBERS
    return gather(anime, source, stated=stated, numbers=numbers)


def entries_in(document: object) -> list[Mapping[str, object]]:
    """The entries of a list, wherever in a document they stand."""
    *_, innermost = _layers(document)
    items = [item for item in innermost if _is_object(item)] if isinstance(innermost, list) else []
    groups = [group for group in (item.get("entries") for item in items) if isinstance(group, list)]
    return [item for item in chain.from_iterable(groups) if _is_object(item)] if groups else items


def scale_in(document: object) -> Scale | None:
    """The scale that a document says its scores are in."""
    for layer in filter(_is_object, _layers(document)):
        for holder in filter(_is_object, (layer, layer.get("user"), layer.get("User"))):
            options = holder.get("mediaListOptions")
            name = options.get("scoreFormat") if _is_object(options) else holder.get("scoreFormat")
            number = holder.get("score_type")
            if isinstance(name, str) and name in set(Scale):
                return Scale(name)
            if isinstance(number, int) and number in SCALES:
                return SCALES[number]
    return None


def record_of(entry: Mapping[str, object], stated: Scale | None = None) -> Record:
    """The fields of an entry, also those that stand in one of its parts."""
    node, standing, media = entry.get("node"), entry.get("list_status"), entry.get("media")
    if _is_object(node) and _is_object(standing):  # MyAnimeList's API
        named = {"animeid": node.get("id"), "title": node.get("title")}
        return {**named, "status": standing.get("status"), "score": standing.get("score")}
    record = {key(name): value for name, value in entry.items()}
    if _is_object(media):  # AniList's
        record["mediaid"] = media.get("id")
        record |= {key(name): media[name] for name in ("idMal", "title", "type", "format") if name in media}
    if "seriesid" in record:  # AniList's file of all of one's data
        record |= {"anilistid": record["seriesid"], "scoreraw": record.pop("score", None)}
    if "scoreraw" in record and "score" not in record:
        score = score_of(record["scoreraw"], "?")
        record["score"] = from_hundredths(score, stated or Scale.POINT_100)
    return record


def _layers(document: object) -> Iterator[object]:
    """A document, and inside it what holds the entries, one in the other."""
    yield document
    while _is_object(document):
        inner = (document.get(name) for name in HOLDERS)
        document = next((item for item in inner if isinstance(item, dict | list)), None)
        yield document


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _is_listed(record: Record) -> bool:
    named = any(name in record for name in (*ANIME_ID, *ANILIST_ID, *NAME))
    return named and any(name in record for name in (*SCORE, *STATUS))


def _is_manga(record: Record) -> bool:
    manga = record.get("type") in MANGA or record.get("format") in MANGA
    return manga or record.get("seriestype") == MANGA_TYPE or "mangaid" in record


def _source(record: Record) -> Source:
    if any(name in record for name in (*ANILIST_ID, "idmal")):
        return Source.ANILIST
    return Source.MYANIMELIST if "animeid" in record else Source.OTHER
