"""The playground: the very same bot, typed into a terminal instead of into Discord.

Discord is played by simcord in this process: what is typed becomes an interaction, which the client in
`bot.client` answers as it would on Discord. So there is one implementation of every command for both.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import re
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import simcord
from discord import AppCommandOptionType as Kind
from discord.app_commands import Command
from rich.console import Console
from simcord.backend.models import User
from simcord.builders import UserHandle
from simcord.components import walk_components

from bot.client import Osusume
from bot.gate import Limits
from bot.texts import ENGLISH
from bot.ui.markup import plain
from bot.ui.terminal import Shown, markdown, show
from bot.upkeep import policy_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from discord.app_commands import Parameter
    from simcord import Env, InteractionResult, MemberActor, ResponseMessage

    from bot.service import Service
    from bot.settings import Settings

FIRST_MEMBER = "you"
UNLIMITED = Limits(member=1_000_000, server=1_000_000)  # a script types faster than people
PAGE_SIZE = 10  # a terminal shows no covers, so more titles fit
LONGEST_LINE = 8_000
LONGEST_WAIT = 120.0  # seconds for one answer, of a machine under load
WIDTH = 110  # of a line where the output is no terminal
YES, NO = {"true", "yes", "1"}, {"false", "no", "0"}


@dataclass(frozen=True, slots=True)
class Named:
    """A member who is named in an option."""

    name: str


class Mistake(Exception):  # noqa: N818 - of the person at the terminal
    """A line that cannot be done, with the key of the sentence that says why."""

    def __init__(self, key: str, **arguments: str | int) -> None:
        super().__init__(ENGLISH(key, **arguments))


async def play(service: Service, settings: Settings, *, strict: bool) -> int:
    """Answer the lines of standard input.

    Returns:
        0 at the end of the input; with `strict`, 1 at the first line that fails.
    """
    bot = Osusume(
        service,
        admin_ids=settings.admin_ids | {member_id(FIRST_MEMBER)},
        admin_guilds=settings.admin_guilds,
        page_size=PAGE_SIZE,
        policy=policy_of(settings),
        limits=UNLIMITED,
    )
    bot.download = discord.Attachment.read  # files of this machine, which no web server has
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False, emoji=False)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without emoji shows question marks
    interactive = sys.stdin.isatty()
    async with simcord.run(bot, shard_count=1, check_errors=False, settle_timeout=LONGEST_WAIT) as env:
        playground = Playground(bot, env, console)
        if interactive:
            console.print(markdown(ENGLISH("play-greeting")))
        async for line in _lines(prompt=playground.prompt if interactive else None):
            if line.strip() == "/quit":
                break
            if not await playground.enter(line) and strict:
                return 1
    return 0


class Playground:
    """A server with one channel, in which members are played.

    Attributes:
        member: whoever is played now.
    """

    def __init__(self, bot: Osusume, env: Env, console: Console) -> None:
        self._bot = bot
        self._env = env
        self._console = console
        self._members: dict[int, MemberActor] = {}
        first = _user(env, FIRST_MEMBER)
        self._guild = env.create_guild(ENGLISH("play-server"), owner=first)
        self._channel = self._guild.create_text_channel("playground")
        self.member = self._members[first.id] = simcord.MemberActor(env, self._guild, first)
        self._message: ResponseMessage | None = None
        self._shown = Shown()
        self._form: InteractionResult | None = None

    def prompt(self) -> str:
        """What stands before the cursor."""
        return f"{self.member.name}> "

    async def enter(self, line: str) -> bool:
        """Do what a line says; whether that succeeded."""
        text = line.strip()
        if not text or text.startswith("#"):
            return True
        refused = self._bot.refused
        try:
            await self._do(text)
        except (Mistake, simcord.SetupError) as mistake:
            return self._refuse(str(mistake))
        except TimeoutError:
            return self._refuse(ENGLISH("play-no-answer"))
        return self._bot.refused == refused

    def _refuse(self, sentence: str) -> bool:
        self._console.print(f"⚠️ {sentence}", markup=False, soft_wrap=True)
        return False

    async def _do(self, text: str) -> None:
        if not text.startswith("/"):
            raise Mistake("play-no-slash")
        word, _, rest = text[1:].partition(" ")
        match word:
            case "as":
                self._play(rest)
            case "press":
                await self._press(rest)
            case "choose":
                await self._choose(rest)
            case "fill":
                await self._fill(rest)
            case _:
                command, typed = _command(self._bot, text[1:])
                if command.qualified_name not in self.member.available_commands(self._channel):
                    raise Mistake("play-hidden", command=command.qualified_name, name=self.member.name)
                options = {
                    name: self._member(value.name) if isinstance(value, Named) else value
                    for name, value in read_options(command, typed).items()
                }
                self._show(await self.member.slash(self._channel, command.qualified_name, **options))

    def _play(self, typed: str) -> None:
        if not typed.strip():
            raise Mistake("play-as-whom")
        self.member = self._member(typed)
        self._console.print(ENGLISH("play-as", name=self.member.name), markup=False)

    def _member(self, typed: str) -> MemberActor:
        """The member of a name, who joins where there is none yet."""
        name = plain(typed, 32)
        identity = member_id(name)
        if identity not in self._members:
            self._members[identity] = self._guild.add_member(_user(self._env, name))
        return self._members[identity]

    async def _press(self, typed: str) -> None:
        buttons = self._shown.buttons
        if self._message is None or not (typed.isdecimal() and 1 <= int(typed) <= len(buttons)):
            raise Mistake("play-no-button", count=len(buttons))
        self._show(await self.member.click(self._message, custom_id=buttons[int(typed) - 1]))

    async def _choose(self, typed: str) -> None:
        number, _, wanted = typed.partition(" ")
        menus = self._shown.menus
        if self._message is None or not (number.isdecimal() and 1 <= int(number) <= len(menus)):
            raise Mistake("play-no-menu", count=len(menus))
        menu = menus[int(number) - 1]
        values = read_choices(menu, wanted)
        self._show(await self.member.select(self._message, values, custom_id=menu["custom_id"]))

    async def _fill(self, typed: str) -> None:
        form, self._form = self._form, None
        if form is None or form.modal is None or not typed.strip():
            raise Mistake("play-no-form")
        (field,) = (
            part["custom_id"] for part in walk_components(form.modal["components"]) if "custom_id" in part
        )
        self._show(await self.member.submit_modal(form, {field: typed.strip()}))

    def _show(self, result: InteractionResult) -> None:
        if result.modal:
            self._form = result
            self._console.print(ENGLISH("play-form", title=result.modal["title"]), markup=False)
            return
        messages = {message.id: message for message in filter(None, [result.response, *result.followups])}
        if not result.acknowledged or not messages:
            raise Mistake("play-no-answer")
        *_, self._message = messages.values()
        title = ENGLISH("play-private") if self._message.ephemeral else ENGLISH("play-public")
        self._shown = show(self._console, (m.components for m in messages.values()), title=title)


def member_id(name: str) -> int:
    """The id of the member who is played under a name: always the same, and smaller than any on Discord."""
    return int.from_bytes(hashlib.sha256(name.casefold().encode()).digest()[:6]) + 1


def read_options(command: Command[Any, ..., Any], typed: str) -> dict[str, Any]:
    """The options of a command as typed: `name:value`, a value reaching up to the next option's name.

    Raises:
        Mistake: an option is unknown, given twice, missing or out of range.
    """
    known = {parameter.display_name: parameter for parameter in command.parameters}
    names = "|".join(map(re.escape, known)) or r"(?!)"
    before, *pairs = re.split(rf"(?:^|(?<=\s))({names}):", typed)
    if before.strip():
        there_are = ", ".join(known) or ENGLISH("play-no-options")
        raise Mistake(
            "play-unknown-option", typed=before.strip(), command=command.qualified_name, options=there_are
        )
    options: dict[str, Any] = {}
    for name, value in zip(pairs[::2], pairs[1::2], strict=True):
        if name in options:
            raise Mistake("play-option-twice", option=name)
        options[name] = _value(known[name], value.strip())
    for name, parameter in known.items():
        if parameter.required and name not in options:
            raise Mistake("play-option-missing", option=name, command=command.qualified_name)
    return options


def read_choices(menu: Mapping[str, Any], typed: str) -> list[str]:
    """The values of the options of a menu that are typed by label, separated by commas.

    Raises:
        Mistake: one is not in the menu, or there are too few or too many.
    """
    values = {option["label"].casefold(): option["value"] for option in menu["options"]}
    whole = typed.strip()
    labels = [whole] if whole.casefold() in values else [label.strip() for label in whole.split(",")]
    labels = [label for label in labels if label]
    for label in labels:
        if label.casefold() not in values:
            raise Mistake("play-no-choice", typed=label)
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    chosen = list(dict.fromkeys(values[label.casefold()] for label in labels))
    if not least <= len(chosen) <= most:
        raise Mistake("play-choices", least=least, most=most)
    return chosen


def _command(bot: Osusume, text: str) -> tuple[Command[Any, ..., Any], str]:
    """The command that a line begins with, and what follows it."""
    commands = {c.qualified_name: c for c in bot.tree.walk_commands() if isinstance(c, Command)}
    for name in sorted(commands, key=len, reverse=True):
        if text == name or text.startswith(f"{name} "):
            return commands[name], text[len(name) :].strip()
    first = text.partition(" ")[0]
    longer = [f"/{name}" for name in commands if name.split()[0] == first]
    if longer:
        raise Mistake("play-which-command", commands=", ".join(longer))
    raise Mistake("play-unknown-command", typed=f"/{first}")


def _value(parameter: Parameter, typed: str) -> Any:  # noqa: ANN401 - as many types as options have
    name = parameter.display_name
    match parameter.type:
        case Kind.integer:
            if not re.fullmatch(r"-?[0-9]{1,15}", typed):
                raise Mistake("play-whole-number", option=name)
            number = int(typed)
            least, most = parameter.min_value, parameter.max_value
            if (least is not None and number < least) or (most is not None and number > most):
                raise Mistake("play-range", option=name, least=str(least), most=str(most))
            return number
        case Kind.boolean:
            if typed.casefold() not in YES | NO:
                raise Mistake("play-yes-or-no", option=name)
            return typed.casefold() in YES
        case Kind.string | Kind.user:
            if not typed:
                raise Mistake("play-option-missing", option=name, command=parameter.command.qualified_name)
            return Named(typed) if parameter.type is Kind.user else typed
        case Kind.attachment:
            return _file(typed)
        case _:
            raise Mistake("play-cannot-type", option=name)


def _file(typed: str) -> tuple[str, bytes]:
    """The name and the content of a file of this machine, which stands for one that is sent."""
    path = Path(typed).expanduser()
    try:
        return path.name, path.read_bytes()
    except (OSError, RuntimeError, ValueError):
        raise Mistake("play-no-file", path=typed) from None


def _user(env: Env, name: str) -> UserHandle:
    # simcord numbers its users in the order of their making; here a name keeps its id from run to run.
    identity = env.backend.reserve_id(member_id(name))
    env.backend.users[identity] = User(id=identity, name=name)
    return UserHandle(env, env.backend.users[identity])


async def _lines(prompt: Callable[[], str] | None) -> AsyncIterator[str]:
    """The lines of standard input, read in a thread that neither blocks the loop nor holds up the end."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        # A stream of its own: Python would wait for `sys.stdin` at the end.
        with open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False) as stream:
            while line := stream.readline(LONGEST_LINE):
                loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    def read_until_closed() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            read()

    threading.Thread(target=read_until_closed, daemon=True).start()
    while True:
        if prompt:
            print(prompt(), end="", flush=True)  # noqa: T201 - the terminal is the user interface
        line = await lines.get()
        if line is None:
            return
        yield line
