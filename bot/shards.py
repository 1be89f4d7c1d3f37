"""Which of the bot's shards a process runs: Discord gives each shard a share of the servers."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 10_000  # shards, which is far more than any bot has
TIMESTAMP = 22  # the bit of a server's id from which on it goes by Discord's rule


@dataclass(frozen=True, slots=True)
class Shards:
    """Some of the bot's shards.

    Attributes:
        ids: which, in order.
        count: how many there are over all processes.
    """

    ids: tuple[int, ...] = (0,)
    count: int = 1

    @property
    def leads(self) -> bool:
        """Whether the process that runs them does what is done once for all."""
        return 0 in self.ids

    @property
    def named(self) -> str:
        """Their ids as `read_shard_ids` reads them."""
        if self.ids == tuple(range(self.ids[0], self.ids[-1] + 1)) and len(self.ids) > 1:
            return f"{self.ids[0]}-{self.ids[-1]}"
        return ",".join(map(str, self.ids))

    def serve(self, guild_id: int) -> bool:
        """Whether a server is theirs, whether or not the bot is in it."""
        return (guild_id >> TIMESTAMP) % self.count in self.ids


def read_shard_ids(text: str) -> tuple[int, ...]:
    """Read ids of shards as a host writes them: '0-3', or '0,1,2'.

    Raises:
        ValueError: that is none; the message goes on a sentence that begins with the setting's name.
    """
    ids = set[int]()
    for part in text.split(","):
        found = re.fullmatch(r"\s*([0-9]{1,5})(?:\s*-\s*([0-9]{1,5}))?\s*", part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if not first <= last < MOST:
            raise ValueError("does not name shards: write it like 0-3, or like 0,1,2")
        ids.update(range(first, last + 1))
    return tuple(sorted(ids))
