"""Reading a list in a process of its own: what a hostile file holds up is that process, and nobody's answer.

The parsers are C code that lets no other thread have its turn. A comment of 50 MB, packed into 200 KB, would
keep the event loop waiting for seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.lists.entry import MOST_ENTRIES, Listed, ListFault, ListFile, ListProblem, Source
from bot.lists.scores import Scale
from bot.members.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).parents[2]  # from where `bot` can be imported
LONGEST_SECONDS = 60  # the largest list there can be takes a few


def read_apart(content: bytes, filename: str) -> ListFile:
    """Read a list as `bot.lists.read` does, in another process. Waits for it: call it in a worker thread.

    Raises:
        ListFault: it cannot be read, or takes far longer than a list.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", __name__],
            input=json.dumps(filename).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            cwd=HOME,
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise ListFault(ListProblem.TOO_MANY, most=MOST_ENTRIES) from error
    # Line by line, because one large document would be read in one turn, too.
    first, *entries = map(json.loads, done.stdout.splitlines())
    if "fault" in first:
        raise ListFault(ListProblem(first["fault"]), **first["arguments"])
    return ListFile(
        Source(first["source"]),
        tuple(_listed(*entry) for entry in entries),
        Scale(first["scale"]),
        first["genres"],
        first["nameless"],
    )


def main() -> None:
    """Read the file's name and the file from standard input, and write what is in it, a line an entry."""
    filename, content = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    sys.stdout.writelines(f"{json.dumps(line)}\n" for line in _told(content, filename))


def _told(content: bytes, filename: str) -> Iterator[object]:
    from bot.lists.read import read_list  # noqa: PLC0415 - who only asks for it needs no parsers

    try:
        file = read_list(content, filename)
    except ListFault as fault:
        yield {"fault": fault.id, "arguments": fault.arguments}
        return
    genres, nameless = dict(file.genres), file.nameless
    yield {"source": file.source, "scale": file.scale, "genres": genres, "nameless": nameless}
    for entry in file.entries:
        yield [entry.anime_id, entry.name, entry.status, entry.rating, entry.anilist_id]


def _listed(
    anime_id: int | None, name: str, status: str, rating: int | None, anilist_id: int | None
) -> Listed:
    return Listed(anime_id, name, Status(status), rating, anilist_id)


if __name__ == "__main__":
    main()
