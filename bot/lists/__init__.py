"""Bringing a list: from a file, or from a list service by a user's name. Knows of no Discord and no database.

apart.read_apart(content: bytes, filename: str) -> ListFile   # in a process of its own: call it in a thread
anilist_api.AniList(session, *, address=..., patience=...)
    await .fetch(user: str) -> ListFile
    await .resolve(file: ListFile) -> ListFile   # asks only where a file has AniList's ids
mal_api.MyAnimeList(session, client_id: Secret | None, *, address=..., patience=...)
    await .fetch(user: str) -> ListFile

entry.ListFile: source (Source), entries, genres, scale, nameless
entry.Listed:   anime_id, name, status (bot.members.records.Status), rating, anilist_id
entry.ListFault: what all of them raise; its `id` and `arguments` name a sentence, as those of `UserError`
"""
