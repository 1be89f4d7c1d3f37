"""The playground: typed lines become commands, buttons and choices, and nothing else."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import simcord
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.playground import FIRST_MEMBER, Mistake, Playground, member_id, read_choices

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.client import Osusume
    from recommender.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
MENU = {
    "min_values": 0,
    "max_values": 2,
    "options": [{"label": label, "value": label.upper()} for label in ("Action", "Drama", "One, Two")],
}


def play(
    bundle: Path, folder: Path, lines: str | bytes, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m bot` with lines on its standard input."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        input=lines if isinstance(lines, bytes) else lines.encode(),
        capture_output=True,
        cwd=ROOT,
        env={
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "MODEL_DIR": str(bundle),
            "DATABASE_URL": f"sqlite:///{folder / 'members.db'}",
            "XDG_DATA_HOME": str(folder),
            **environment,
        },
        timeout=300,
        check=False,
    )


@pytest.fixture
async def playground(make_bot: Callable[..., Osusume]) -> AsyncIterator[Playground]:
    bot = make_bot(admin_ids=frozenset({member_id(FIRST_MEMBER)}))
    env = simcord.Env(bot, shard_count=1, settle_timeout=60)
    await env.start()
    yield Playground(bot, env, Console(file=io.StringIO(), width=200))
    await env.shutdown()


@pytest.fixture
def said(playground: Playground) -> Callable[[], str]:
    """What was printed so far."""
    printed = playground._console.file
    assert isinstance(printed, io.StringIO)
    return printed.getvalue


def test_a_session_from_a_pipe(bundle: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    anime = max((a for a in catalogue.anime if not a.adult), key=lambda a: a.members)
    genre, other = [g for g in catalogue.genres if g != "Hentai"][:2]
    done = play(
        bundle,
        tmp_path,
        f"""
        # a comment, and an empty line

        /rate genre genre:{genre} rating:9
        /rate title title:{anime.name} rating:10
        /recommend
        /press 1
        /rate genres
        /choose 1 {other}
        /press 1
        /press 7
        /profile
        /as Bob
        /profile
        /quit
        /this is not read any more
        """,
    )
    text = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "\x1b" not in text
    assert "⚠️" not in text
    assert f"{genre}: 9 of 10" in text
    cards = re.findall(r"^(\d+)\. .* https://myanimelist\.net/anime/(\d+)$", text, re.MULTILINE)
    assert [int(number) for number, _ in cards] == list(range(1, 21))
    recommended = [int(identity) for _, identity in cards]
    assert len(set(recommended)) == 20
    assert anime.id not in recommended
    assert "Genres rated: 2" in text
    assert f"{other} 7" in text
    assert "You play Bob now." in text
    assert "I know nothing about your taste yet" in text


def test_members_are_kept_from_one_session_to_the_next(
    bundle: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    genre = catalogue.genres[0]
    play(bundle, tmp_path, f"/as Ann\n/rate genre genre:{genre} rating:8\n")
    text = play(bundle, tmp_path, "/as ann\n/profile\n").stdout.decode()
    assert f"{genre} 8" in text


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("recommend", "begin with a slash"),
        ("/nonsense", "There is no command /nonsense"),
        ("/rate", "/rate genre, /rate genres, /rate title"),
        ("/rate genre", "needs the option genre"),
        ("/rate genre genre:Action", "needs the option rating"),
        ("/rate genre genre: rating:9", "needs the option genre"),
        ("/rate genre genre:Action rating:eleven", "takes a whole number"),
        ("/rate genre genre:Action rating:11", "goes from 1 to 10"),
        ("/rate genre genre:Action rating:9 rating:8", "given twice"),
        ("/rate genre loudness:9 genre:Action rating:9", "is no option of /rate genre"),
        ("/rate genre genre:Nonsense rating:9", "There is no genre"),
        ("/recommend adult:perhaps", "takes yes or no"),
        ("/recommend adult:yes", "age-restricted channels"),
        ("/press 1", "has no buttons"),
        ("/choose 1 Action", "has no menus"),
        ("/as", "Say whom to play"),
    ],
)
async def test_a_line_that_fails_is_answered_in_a_sentence(
    playground: Playground, said: Callable[[], str], line: str, sentence: str
) -> None:
    assert not await playground.enter(line)
    assert said().startswith("⚠️ ")
    assert sentence in said()
    assert await playground.enter("/help")


async def test_options_are_read_as_on_discord(
    playground: Playground, said: Callable[[], str], catalogue: Catalogue
) -> None:
    genre = next(g for g in catalogue.genres if " " in g)
    assert await playground.enter(f"/rate genre  rating:7   genre:  {genre.lower()}  ")
    assert f"{genre}: 7 of 10" in said()
    assert await playground.enter("/recommend since:1990 until:2030 adult:no")
    assert "since 1990 · until 2030" in said()


async def test_a_member_is_named_in_an_option_and_joins_where_new(
    playground: Playground, said: Callable[[], str]
) -> None:
    assert await playground.enter("/together member1:Ann  member2: Bob B.")
    assert "Ann" in said()
    assert await playground.enter("/as ann")
    assert not await playground.enter("/together member1:")
    assert not await playground.enter("/compare member:ANN")
    assert "choose another member" in said()


async def test_a_menu_and_a_button_belong_to_whom_they_were_shown(
    playground: Playground, said: Callable[[], str], catalogue: Catalogue
) -> None:
    assert await playground.enter("/rate genres")
    assert await playground.enter(f"/choose 1 {catalogue.genres[0]}")
    assert await playground.enter("/as Bob")
    assert not await playground.enter("/press 1")
    assert await playground.enter("/recommend")
    assert await playground.enter("/as you")
    assert await playground.enter("/press 1")
    assert "belongs to another member" in said()


async def test_an_admin_is_played_by_the_first_member_only(
    playground: Playground, said: Callable[[], str]
) -> None:
    assert await playground.enter("/admin status")
    assert "🩺 Status" in said()
    assert await playground.enter("/as Bob")
    assert not await playground.enter("/admin status")
    assert "is not for Bob" in said()


def test_a_strict_session_ends_at_the_first_failure(bundle: Path, tmp_path: Path) -> None:
    done = play(bundle, tmp_path, "/rate genre genre:Nonsense rating:9\n/profile\n", "--strict")
    assert "There is no genre" in done.stdout.decode()
    assert "I know nothing" not in done.stdout.decode()
    assert done.returncode == 1


def test_a_session_that_is_not_strict_goes_on(bundle: Path, tmp_path: Path) -> None:
    lines = b"/nonsense\n/rate genre genre:\xff\xfe rating:9\n" + b"x" * 30_000 + b"\n/profile"
    done = play(bundle, tmp_path, lines)
    assert "I know nothing about your taste yet" in done.stdout.decode()
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("Action", ["ACTION"]),
        ("action, DRAMA", ["ACTION", "DRAMA"]),
        ("One, Two", ["ONE, TWO"]),
        ("Drama, Drama", ["DRAMA"]),
        ("", []),
    ],
)
def test_choices_are_typed_by_label(typed: str, values: list[str]) -> None:
    assert read_choices(MENU, typed) == values


def test_choices_that_are_not_there_or_too_many_are_refused() -> None:
    with pytest.raises(Mistake, match="Horror"):
        read_choices(MENU, "Action, Horror")
    menu = {**MENU, "max_values": 1, "min_values": 1}
    for typed in ("Action, Drama", ""):
        with pytest.raises(Mistake, match="between 1 and 1"):
            read_choices(menu, typed)


@given(st.text(min_size=1))
def test_a_member_has_the_same_id_each_time_and_never_one_of_discords(name: str) -> None:
    assert member_id(name) == member_id(name)
    assert 0 < member_id(name) <= 2**48


async def test_a_file_of_this_machine_can_be_sent(
    playground: Playground, tmp_path: Path, catalogue: Catalogue
) -> None:
    anime = catalogue.anime[0]
    file = tmp_path / "my list.csv"
    file.write_text(f"id,title,score\n{anime.id},{anime.name},9\n")
    assert await playground.enter(f"/import file:{file}")
    assert await playground.enter("/press 1")
    assert not await playground.enter(f"/import file:{tmp_path / 'nothing.csv'}")
    assert not await playground.enter(f"/import file:{tmp_path}")
    assert not await playground.enter("/import file:\0")
    assert (await playground._bot.service.profile(playground.member.id)).rated == 1


async def test_a_form_is_filled_in(
    playground: Playground, said: Callable[[], str], catalogue: Catalogue
) -> None:
    anime = max((a for a in catalogue.anime if not a.adult), key=lambda a: a.members)
    for line in (f"/rate title title:{anime.name}", "/profile", "/press 2"):
        assert await playground.enter(line)
    assert "A form: Find in my list." in said()
    assert await playground.enter(f"/fill {anime.name}")
    assert f"fits “{anime.name}”" in said()
    assert not await playground.enter("/fill again")
    assert "There is no form to fill in" in said()
