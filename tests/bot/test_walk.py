"""All that the bot offers, walked through in every language, with names that try to be more than names."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta, tzinfo
from itertools import product
from time import monotonic
from typing import TYPE_CHECKING, Any

import discord
import pytest
import simcord
from discord.app_commands import Command, ContextMenu

from bot.commands.visibility import ALL, ME
from bot.members.records import Status
from bot.members.store import MemberStore
from bot.model import Model
from bot.playground import UNLIMITED
from bot.service import Service, Services
from bot.ui.forms import Form
from bot.ui.stateful import Stateful
from recommender.series import Kind
from tests.bot.bundles import renamed
from tests.bot.commands.test_recommend import age_restricted
from tests.bot.ftl import ALL_TEXTS
from tests.bot.lists.exports import Title, mal_xml
from tests.bot.stage import Stage, check_requests
from tests.bot.test_locales import speak
from tests.bot.walk import DELETE, NAMES, NICKS, Walk, faults, hostile, says

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.client import Osusume
    from bot.texts import Texts
    from recommender.catalogue import Anime
    from tests.bot.lists.services import AniListServer, MyAnimeListServer
    from tests.bot.stage import Api

LARGEST_PAGE = 10  # whose titles are chosen in a menu
DAY = timedelta(days=1)
STRANGE = "**qx** <@1> `"  # typed where a name is expected
TYPED = ("", "qx", "act", STRANGE, "ק", "Action, c")
# What can be said of what was pressed before, or too late.
TOLD = ("problem-title-not-rated", "problem-genre-not-rated", "together-no-more", "recommend-no-more")
LATE = ("problem-import-gone", "problem-import-past")


@pytest.fixture(scope="module")
def model(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = renamed(bundle, tmp_path_factory.mktemp("models") / "hostile", "**qx** <@1>", hostile)
    return asyncio.run(Model.load(folder))


@pytest.fixture
async def service(
    model: Model,
    services: Services,
    anilist: AniListServer,
    myanimelist: MyAnimeListServer,
    tmp_path: Path,
) -> AsyncIterator[Service]:
    titles = [Title(900_000 + n, name, Status.COMPLETED, 7) for n, name in enumerate(NAMES)]
    anilist.lists["ann"] = myanimelist.lists["ann"] = titles
    async with MemberStore.open(f"sqlite:///{tmp_path / 'members.db'}") as store:
        yield Service(store, Model(model.current), services)


@pytest.fixture
async def walk(make_bot: Callable[..., Osusume], api: Api) -> AsyncIterator[Walk]:
    """A server of members with hostile names; at the end, all that was said is held against every rule."""
    bot = make_bot(limits=UNLIMITED)
    env = simcord.Env(bot, shard_count=1, settle_timeout=60)
    await env.start()
    guild = env.create_guild("Anime club")
    everything = guild.create_role("everything", permissions=discord.Permissions(administrator=True))
    members = [
        guild.add_member(env.create_user(f"qx{n}"), nick=nick, roles=[everything])
        for n, nick in enumerate(NICKS)
    ]
    stage = Stage(bot, env, guild, guild.create_text_channel("general"), members[0], members[1])
    for n, member in enumerate(members[1:4]):
        for a in bot.service._catalogue.anime[n : n + 60]:
            await bot.service.tell_title(member.id, f"#{a.id}", rating=1 + (a.id + n) % 10, adult=True)
    yield Walk(stage, tuple(members))
    await env.shutdown()
    check_requests(env, api)
    bodies = [sent.json for sent in env.http_requests if isinstance(sent.json, dict)]
    found = {fault for body in bodies for fault in faults(body)}
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("texts", ALL_TEXTS, ids=lambda texts: texts.language)
async def test_everything_answers_within_the_rules(
    walk: Walk, texts: Texts, caplog: pytest.LogCaptureFixture
) -> None:
    speak(walk.stage, texts.language)
    await go_through(walk)
    walk.stage.bot.page_size, walk.stage.channel = LARGEST_PAGE, age_restricted(walk.stage)
    await go_through(walk)
    await walk.go_on()
    assert texts("button-outdated") not in "".join(walk.refused.values())
    assert {action.kind for action in walk.done.values()} == set(Stateful.kinds)
    assert walk.forms == set(Form.kinds)
    assert not caplog.records


async def test_buttons_work_a_day_later_in_another_process(
    walk: Walk,
    make_bot: Callable[..., Osusume],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await go_through(walk)
    service = walk.stage.bot.service
    after = Service(service._store, Model(service._model.current), service._services)
    let_a_day_pass(monkeypatch)
    bot = make_bot(limits=UNLIMITED)
    bot.service = after
    await walk.stage.env.restart_bot(bot)
    walk.stage.bot = bot
    walk.refused.clear()
    for action in list(walk.done.values()):
        await walk.do(action)
    for said in walk.refused.values():
        assert any(says(said, key) for key in (*TOLD, *LATE)), said
    assert not caplog.records


async def go_through(walk: Walk) -> None:
    """Use every command and menu, and then everything that their answers offer."""
    stage, tree = walk.stage, walk.stage.bot.tree
    stage.bot.admin_ids = frozenset({stage.alice.id})
    options = commands_of(walk)
    named = {c.qualified_name: c for c in tree.walk_commands() if isinstance(c, Command)}
    assert options.keys() == named.keys()
    for name, command in named.items():
        for option, typed in product((p.name for p in command.parameters if p.autocomplete), TYPED):
            await stage.alice.autocomplete(stage.channel, name, option, typed)
        for chosen in options[name]:
            walk.see(await stage.slash(name, **chosen))
    await use_menus(walk)
    await walk.go_on(but={DELETE})


async def use_menus(walk: Walk) -> None:
    stage = walk.stage
    for menu in stage.bot.tree.walk_commands(type=discord.AppCommandType.user):
        assert isinstance(menu, ContextMenu)
        for other in walk.people:
            walk.see(await stage.alice.context_menu(stage.channel, menu.name, other))
    anime = stage.bot.service._catalogue.anime
    for menu in stage.bot.tree.walk_commands(type=discord.AppCommandType.message):
        assert isinstance(menu, ContextMenu)
        for said in (STRANGE, "\n".join(a.url for a in anime[:20]), anime[3].name):
            message = await stage.bob.send(stage.channel, said)
            walk.see(await stage.alice.context_menu(stage.channel, menu.name, message))


def commands_of(walk: Walk) -> dict[str, list[dict[str, Any]]]:
    """The options to try with each command."""
    _, *others = walk.people
    anime = [a for a in walk.stage.bot.service._catalogue.anime if not a.adult]
    keys = [f"#{a.id}" for a in [*anime[: len(NAMES)], *_of_series(walk.stage)]]
    party = {f"member{n}": other for n, other in enumerate(others[:7], 1)}
    titles = [*({"title": key} for key in keys), {"title": STRANGE}, {"title": anime[0].name}]
    list_of_all = [Title(a.id, a.name, Status.COMPLETED, 1 + a.id // 10 % 10) for a in anime[:60]]
    list_of_all += [Title(a.id, a.name, Status.PLANNED, 0) for a in anime[60:90]]
    list_of_all += [Title(900_000 + n, name, Status.COMPLETED, 5) for n, name in enumerate(SENDABLE)]
    wish = {"genre": "Action", "without": "Horror", "since": 1980, "until": 2015, "reach": 5}
    return {
        "start": [{}],
        "recommend": [
            {},
            {"visible": ME},
            {**wish, "finished": True},
            {"genre": STRANGE},
            {"type": "TV"},
            {"adult": True},
        ],
        "title": titles,
        "similar": titles[-5:],
        "random": [{}, {"visible": ALL}],
        "seen": [{**titles[0], "rating": 9}, {**titles[1], "status": Status.DROPPED.value}, titles[-2]],
        "rate genre": [{"genre": "Action", "rating": 9}, {"genre": STRANGE, "rating": 1}],
        "rate genres": [{}],
        "rate title": [{**titles[2], "rating": 8}, titles[3], titles[-2]],
        "watchlist": [{}],
        "together": [party, {"member1": others[0], "seen_by_some": True, "visible": ME}],
        "compare": [{"member": other} for other in (*others, walk.stage.alice)],
        "profile": [{}, {"search": "qx"}, {"search": STRANGE}, {"search": keys[0]}],
        "settings": [{}],
        "import": [
            {},
            {"file": (f"{STRANGE}.txt", b"qx")},
            {"anilist": STRANGE},
            {"anilist": "ann"},
            {"mal": "ann"},
            {"file": ("list.xml", mal_xml(list_of_all).encode())},
        ],
        "mydata export": [{}],
        "mydata delete": [{}],
        "privacy": [{}],
        "help": [{}],
        "admin status": [{}],
        "admin reload": [{}],
    }


def _of_series(stage: Stage) -> list[Anime]:
    """Titles that go on from others."""
    recommender = stage.bot.service._model.current.recommender
    anime, kind = recommender.catalogue.anime, recommender.series.kind
    return [a for a, k in zip(anime, kind, strict=True) if k == Kind.SEQUEL and not a.adult][:5]


SENDABLE = [name for name in NAMES if "\x00" not in name]  # in XML


def let_a_day_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every clock that the bot reads be a day ahead."""

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + DAY

    for name, module in list(sys.modules.items()):
        if name.startswith("bot.") and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", Tomorrow)
    monkeypatch.setattr("bot.gate.monotonic", lambda: monotonic() + DAY.total_seconds())
