"""What the README shows: replies of the shipped model to two made-up members, and the picture of a profile.

`python -m tests.show_readme` writes them anew.
"""

from __future__ import annotations

import asyncio
import io
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import simcord
from rich.console import Console

from bot.client import PAGE_SIZE, Osusume
from bot.playground import WIDTH, Playground, member_id
from bot.secret import Secret
from bot.service import Service, open_service
from bot.settings import Settings
from bot.texts import ENGLISH
from bot.ui.picture import draw
from bot.ui.portrait import portrait_of

MIKA, BEN = "Mika", "Ben"
GENRES = {"Psychological": 10, "Slice of Life": 8, "Mecha": 4, "Ecchi": 2}
TITLES = {
    "Steins;Gate": 10,
    "Mushishi": 10,
    "Monster": 9,
    "Shingeki no Kyojin": 8,
    "Death Note": 8,
    "Cowboy Bebop": 9,
    "Fullmetal Alchemist: Brotherhood": 9,
    "Sen to Chihiro no Kamikakushi": 9,
    "Kimi no Na wa.": 8,
    "Hyouka": 8,
    "Mob Psycho 100": 8,
    "Neon Genesis Evangelion": 7,
    "Ghost in the Shell": 7,
    "Great Teacher Onizuka": 8,
    "Haikyuu!!": 8,
    "Barakamon": 9,
    "Toradora!": 7,
    "K-On!": 6,
    "Code Geass: Hangyaku no Lelouch": 7,
    "Naruto": 6,
    "Bleach": 5,
    "Tokyo Ghoul": 5,
    "Sword Art Online": 4,
    "High School DxD": 2,
}
BENS_TITLES = {"Haikyuu!!": 10, "Naruto": 9, "Fullmetal Alchemist: Brotherhood": 10, "Cowboy Bebop": 6}
SHOWN = {"/recommend": 8, "/title title:Samurai Champloo": 10, f"/together member1:{BEN}": 11}  # lines
ROOT = Path(__file__).parents[1]
README, PICTURE = ROOT / "README.md", ROOT / "tests" / "bot" / "golden" / "profile.png"
PLACE = re.compile(r"(?<=<!-- python -m tests.show_readme -->\n```\n).*?(?=```)", re.DOTALL)


async def main() -> tuple[str, bytes]:
    """The replies, each cut after so many lines, and the picture."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=Secret(f"sqlite:///{folder}/members.db"))
        async with open_service(settings) as service:
            await _tell(service)
            return await _replies(service), await _portrait(service)


async def _tell(service: Service) -> None:
    await service.rate_genres(member_id(MIKA), GENRES)
    for name, titles in ((MIKA, TITLES), (BEN, BENS_TITLES)):
        await service.choose(member_id(name), lambda usual: replace(usual, together=True))
        for title, rating in titles.items():
            await service.rate_title(member_id(name), title, rating)


async def _portrait(service: Service) -> bytes:
    profile = await service.profile(member_id(MIKA))
    return await asyncio.to_thread(draw, portrait_of(ENGLISH, MIKA, profile), ENGLISH)


async def _replies(service: Service) -> str:
    bot, printed = Osusume(service, page_size=PAGE_SIZE), io.StringIO()
    async with simcord.run(bot, shard_count=1, check_errors=False) as env:
        playground = Playground(bot, env, Console(file=printed, width=WIDTH, highlight=False, emoji=False))
        await playground.enter(f"/as {MIKA}")
        replies = []
        for line, most in SHOWN.items():
            printed.seek(0)
            printed.truncate()
            await playground.enter(line)
            replies.append("\n".join([f"> {line}", *printed.getvalue().split("\n")[:most], "...", ""]))
    return "\n".join(replies)


if __name__ == "__main__":
    replies, picture = asyncio.run(main())
    README.write_text(PLACE.sub(lambda _: replies, README.read_text("utf-8"), count=1), "utf-8")
    PICTURE.write_bytes(picture)
