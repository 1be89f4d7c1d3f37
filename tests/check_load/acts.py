"""What members do: commands, and presses on what comes of them, each with the mark of its right answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from simcord.components import walk_components

from tests.check_load.payloads import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    FIRST_CHANNEL,
    interaction,
    message,
    new_id,
    user,
)
from tests.check_load.people import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.check_load.loopback import Asked
    from tests.check_load.payloads import Payload
    from tests.check_load.people import Member

MENU, SUBCOMMAND, STRING, INTEGER, USER, ATTACHMENT = 3, 1, 3, 4, 6, 11
ON_USER, ON_MESSAGE = 2, 3  # kinds of context menus
LONGEST_SAID = 120  # of a wrong answer
ANY = ".*"  # state of a button

Event: TypeAlias = Callable[[World, "Member", "Payload"], "Payload"]


@dataclass(frozen=True, slots=True)
class Step:
    """An interaction.

    Attributes:
        name: under which its times stand.
        event: what Discord sends, given the message that the step before led to.
        mark: what every right answer holds somewhere, as JSON.
    """

    name: str
    event: Event
    mark: str


@dataclass(frozen=True, slots=True)
class Act:
    """Interactions of one member, one after the other.

    Attributes:
        weight: how often, beside the other acts.
        steps: the interactions.
        newcomer: whether it is somebody's first time.
    """

    weight: float
    steps: tuple[Step, ...]
    newcomer: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken.

    Attributes:
        name: the step's.
        asked: what became of it; None where it could not be taken.
        wrong: what is wrong with the answer; None for nothing.
    """

    name: str
    asked: Asked | None
    wrong: str | None


async def perform(world: World, member: Member, act: Act) -> AsyncIterator[Done]:
    """Take the steps of an act, up to the first with a wrong answer."""
    who, shown = world.newcomer(member) if act.newcomer else member, {}
    for step in act.steps:
        try:
            asked = await world.discord(who).ask(step.event(world, who, shown))
        except LookupError as error:
            yield Done(step.name, None, str(error))
            return
        except TimeoutError:
            yield Done(step.name, None, "There is no answer.")
            return
        wrong = None if step.mark in json.dumps(asked.data, ensure_ascii=False) else said(asked.data)
        yield Done(step.name, asked, wrong)
        if wrong:
            return
        shown = asked.message


def said(data: Payload) -> str:
    """The beginning of what an answer says, without what differs from one of its kind to the next."""
    texts = (part.get("content", "") for part in walk_components(data.get("components") or []))
    text = re.sub(r"“[^”]*”", "“…”", " ".join(filter(None, texts)))
    return re.sub(r"\d+", "0", text)[:LONGEST_SAID] or "Nothing is said."


def slash(name: str, mark: str, *, under: str = "", **options: Callable[[World], Any]) -> Step:
    """A command with its options; a blank stands between a group and a command of it."""

    def event(world: World, member: Member, _: Payload) -> Payload:
        return command(member, name, **{key: value(world) for key, value in options.items()})

    return Step(under or f"/{name}", event, mark)


def command(member: Member, name: str, **options: str | int) -> Payload:
    """What Discord sends where a member uses a command."""
    data = _command(name, [_option(key, value) for key, value in options.items()])
    return interaction(COMMAND, member.id, member.guild, data)


def typing(name: str, option: str) -> Step:
    """The first letters of a title, for which there are to be suggestions."""

    def event(world: World, member: Member, _: Payload) -> Payload:
        typed = world.name()[: world.random.randint(1, 12)]
        data = _command(name, [{**_option(option, typed), "focused": True}])
        return interaction(AUTOCOMPLETE, member.id, member.guild, data)

    return Step(f"/{name}, typing", event, '"value"')


def press(name: str, action: str, mark: str, state: str = ANY) -> Step:
    """A press of one of a message's buttons for an action, or a choice in a menu."""

    def event(world: World, member: Member, shown: Payload) -> Payload:
        used = world.random.choice(fitting(shown, action, state))
        values = [world.random.choice(used["options"])["value"]] if used["type"] == MENU else []
        return pressed(member, shown, used, values)

    return Step(name, event, mark)


def pressed(member: Member, shown: Payload, used: Payload, values: list[str]) -> Payload:
    """What Discord sends where a member uses a button of a message, or chooses values in a menu."""
    data = {"custom_id": used["custom_id"], "component_type": used["type"]}
    if used["type"] == MENU:
        data["values"] = values
    return {**interaction(COMPONENT, member.id, member.guild, data), "message": shown}


def fitting(shown: Payload, action: str, state: str = ANY) -> list[Payload]:
    """The buttons and menus of a message for an action, whose state fits a pattern.

    Raises:
        LookupError: there is none.
    """
    pattern = re.compile(rf"o1:{action}:\d+:?{state}")
    found = [
        part for part in walk_components(shown["components"]) if pattern.fullmatch(part.get("custom_id", ""))
    ]
    if not found:
        raise LookupError(f"No button is for {action!r}.")
    return found


def bring(world: World, member: Member, _: Payload) -> Payload:
    """/import with a file."""
    discord = world.discord(member)
    return import_of(member, f"http://127.0.0.1:{discord.port}/file", len(discord.file))


def import_of(member: Member, address: str, size: int) -> Payload:
    """/import with a file that lies at an address."""
    number = new_id()
    file = {"id": number, "filename": "list.json", "size": size, "url": address, "proxy_url": address}
    data = _command("import", [{"name": "file", "type": ATTACHMENT, "value": number}])
    data["resolved"] = {"attachments": {number: file}}
    return interaction(COMMAND, member.id, member.guild, data)


def with_others(name: str, most: int, *options: str) -> Event:
    """A command that names other members of the server."""

    def event(world: World, member: Member, _: Payload) -> Payload:
        others = world.mates(member, most)
        named = [
            {"name": option, "type": USER, "value": str(one.id)}
            for option, one in zip(options, others, strict=False)
        ]
        data = {**_command(name, named), "resolved": _resolved(others)}
        return interaction(COMMAND, member.id, member.guild, data)

    return event


def on_a_member(world: World, member: Member, _: Payload) -> Payload:
    """'Recommend for this member', in the menu of another."""
    (other,) = world.mates(member, 1)
    data = {
        "id": new_id(),
        "name": "Recommend for this member",
        "type": ON_USER,
        "target_id": str(other.id),
        "resolved": _resolved([other]),
    }
    return interaction(COMMAND, member.id, member.guild, data)


def on_a_message(world: World, member: Member, _: Payload) -> Payload:
    """'Find the anime in this message', in the menu of a message that speaks of one."""
    channel = str(FIRST_CHANNEL + member.guild)
    spoken = {**message({}, channel), "content": f'Who has seen "{world.name()}" yet? I liked it a lot.'}
    data = {
        "id": new_id(),
        "name": "Find the anime in this message",
        "type": ON_MESSAGE,
        "target_id": spoken["id"],
        "resolved": {"messages": {spoken["id"]: spoken}},
    }
    return interaction(COMMAND, member.id, member.guild, data)


def _resolved(people: list[Member]) -> Payload:
    known = interaction(COMMAND, people[0].id, people[0].guild, {})["member"]
    member = {key: value for key, value in known.items() if key != "user"}
    return {
        "users": {str(one.id): user(one.id) for one in people},
        "members": {str(one.id): member for one in people},
    }


def _command(name: str, options: list[Payload]) -> Payload:
    first, *rest = name.split()
    for word in reversed(rest):
        options = [{"name": word, "type": SUBCOMMAND, "options": options}]
    return {"id": new_id(), "name": first, "type": 1, "options": options}


def _option(name: str, value: str | int) -> Payload:
    return {"name": name, "type": INTEGER if isinstance(value, int) else STRING, "value": value}


def _rating(world: World) -> int:
    return world.random.randint(1, 10)


def _part(world: World) -> str:
    return world.name()[:6]


# A right answer is known by a button that it has and others do not.
CARDS, TITLE, GATHER = '"o1:do:', '"o1:tell:', '"o1:gather:'
MENUS, CARD = '"o1:first-genres:', '"o1:say:'
RECOMMEND = slash("recommend", CARDS)
ABOUT = slash("title", TITLE, title=World.title)
RANDOM = slash("random", '"o1:another:')
WATCHLIST = slash("watchlist", '"o1:wanted:')
PROFILE = slash("profile", '"o1:change-title:')
SETTINGS = slash("settings", '"o1:set:')
START = slash("start", MENUS)
SAY = press("/start, a card", "say", CARD)
IMPORT = Step("/import", bring, '"o1:import:')
TOGETHER = Step("/together", with_others("together", 3, "member1", "member2", "member3"), GATHER)
COMPARE = Step("/compare", with_others("compare", 1, "member"), '"o1:both:')
FOR_MEMBER = Step("Recommend for this member", on_a_member, '"o1:for:')
MENTIONS = Step("Find the anime in this message", on_a_message, '"o1:about:')

ACTS: tuple[Act, ...] = (
    Act(12, (RECOMMEND,)),
    Act(4, (slash("recommend", CARDS, under="/recommend type:Movie", type=lambda _: "Movie"),)),
    Act(6, (RECOMMEND, press("/recommend, next page", "turn", CARDS))),
    Act(8, (RECOMMEND, press("/recommend, an answer", "do", CARDS))),
    Act(3, (RECOMMEND, press("/recommend, why", "about", TITLE))),
    Act(5, (slash("similar", CARDS, title=World.title),)),
    Act(6, (ABOUT,)),
    Act(3, (ABOUT, press("/title, a word", "tell", '"o1:untell:', r"\d+:[swnf]:."))),
    Act(24, (typing("title", "title"),)),
    Act(3, (RANDOM, press("/random, another", "another", '"o1:another:'))),
    Act(5, (slash("seen", '"o1:untell:', title=World.title, rating=_rating),)),
    Act(6, (slash("rate title", '"o1:title:', title=World.title, rating=_rating),)),
    Act(3, (slash("rate genre", '"o1:genre:', genre=lambda _: "Action", rating=_rating),)),
    Act(2, (slash("rate genres", '"o1:choose:'),)),
    Act(3, (WATCHLIST,)),
    Act(1, (WATCHLIST, press("/watchlist, for tonight", "tonight", '"o1:another:'))),
    Act(3, (PROFILE,)),
    Act(2, (slash("profile", "Your titles", under="/profile search", search=_part),)),
    Act(
        1,
        (
            PROFILE,
            press("/profile, a title", "change-title", '"o1:title:'),
            press("/profile, its rating", "title", '"o1:title:', r"\d+:\d+"),
        ),
    ),
    Act(1, (SETTINGS,)),
    Act(1, (SETTINGS, press("/settings, a choice", "set", '"o1:set:', "(?:titles|reach)"))),
    Act(0.5, (SETTINGS, press("/settings, a switch", "switch", '"o1:set:', "(?:finished|public):."))),
    Act(2, (TOGETHER, press("/together, next page", "together", GATHER, "2:."))),
    Act(2, (COMPARE,)),
    Act(2, (FOR_MEMBER,)),
    Act(1, (MENTIONS,)),
    Act(
        0.5,
        (
            START,
            press("/start, genres", "first-genres", MENUS, "liked"),
            press("/start, on to the titles", "deck", CARD),
            SAY,
            SAY,
            SAY,
            press("/start, its end", "end-deck", CARDS),
        ),
        newcomer=True,
    ),
    Act(2, (slash("help", '"o1:open:'),)),
    Act(1, (slash("privacy", '"o1:open:'),)),
    Act(1, (slash("mydata export", "attachment://osusume.json"),)),
    Act(1, (IMPORT,)),
    Act(
        0.2,
        (
            IMPORT,
            press("/import, kept", "import", '"o1:import-undo:', "yes:.*"),
            press("/import, undone", "import-undo", "↩️"),
        ),
    ),
)
