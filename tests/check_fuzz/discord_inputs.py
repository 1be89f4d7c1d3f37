"""What Discord, or somebody in its place, could hand to the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.ui.forms import Form
from bot.ui.stateful import Stateful
from tests.check_fuzz.here import ALICE, BOB
from tests.check_fuzz.texts import hostile
from tests.check_load.payloads import FIRST_CHANNEL, Payload, message, new_id, user

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, NUMBER, ATTACHMENT = 1, 2, 3, 4, 5, 6, 10, 11
BUTTON, MENU, ROW, INPUT, LABEL = 2, 3, 1, 4, 18
NUMBERS = st.sampled_from((0, -1, 1, 10, 11, 2**31, 2**53, -(2**53), 2**63, 2**64, 10**300)) | st.integers(
    -20, 20
)
OWNER = re.compile(r"^(o1:[a-z-]+:)\d+")
ALLOWED_VALUES = 25


@dataclass(frozen=True, slots=True)
class Leaf:
    """A command that can be called: its words, and what options it has."""

    path: tuple[str, ...]
    kind: int
    options: tuple[Payload, ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button or menu, what was chosen in it, and the message it is on."""

    part: Payload
    values: list[str] | None
    shown: Payload


def leaves(commands: Sequence[Payload]) -> Iterator[Leaf]:
    """All commands that can be called."""
    for command in commands:
        yield from _below((command["name"],), command.get("type", 1), command)


def _below(path: tuple[str, ...], kind: int, node: Payload) -> Iterator[Leaf]:
    inner = [option for option in node.get("options") or [] if option["type"] in (SUBCOMMAND, GROUP)]
    if not inner:
        yield Leaf(path, kind, tuple(node.get("options") or ()))
    for option in inner:
        yield from _below((*path, option["name"]), kind, option)


@st.composite
def commands(draw: st.DrawFn, known: Sequence[Leaf], titles: Sequence[str]) -> Payload:
    """A call of a command with options of the right kind, mostly, and hostile values."""
    leaf = draw(st.sampled_from([leaf for leaf in known if leaf.kind == 1]))
    resolved: Payload = {"users": {}, "members": {}, "attachments": {}}
    given = []
    for option in leaf.options:
        if draw(st.integers(0, 9)) < (9 if option.get("required") else 5):
            kind = option["type"] if draw(st.integers(0, 19)) else draw(st.sampled_from((3, 4, 5, 10)))
            choices = [choice["value"] for choice in option.get("choices") or ()]
            value = draw(_value(kind, choices, titles, resolved))
            given.append({"name": option["name"], "type": kind, "value": value})
    if not draw(st.integers(0, 19)):
        given.append(
            {"name": draw(st.sampled_from(("title", "unknown", "", "\0"))), "type": STRING, "value": "x"}
        )
    return _call(leaf, given, resolved)


def _call(leaf: Leaf, options: list[Payload], resolved: Payload) -> Payload:
    first, *rest = leaf.path
    for word in reversed(rest):
        options = [{"name": word, "type": SUBCOMMAND, "options": options}]
    return {"id": new_id(), "name": first, "type": 1, "options": options, "resolved": resolved}


@st.composite
def _value(draw: st.DrawFn, kind: int, choices: list[Any], titles: Sequence[str], resolved: Payload) -> Any:
    if kind == USER:
        return _user(draw(st.sampled_from((ALICE, BOB, 1, 2**63 - 1))), draw(hostile(32)), resolved)
    if kind == ATTACHMENT:
        return _attachment(draw(st.sampled_from((0, 100, 10**9, 10**18))), draw(hostile(100)), resolved)
    if kind in (INTEGER, NUMBER):
        return draw(
            NUMBERS if kind == INTEGER else NUMBERS | st.floats(allow_nan=False, allow_infinity=False)
        )
    if kind == BOOLEAN:
        return draw(st.booleans())
    known = st.sampled_from(choices) if choices else st.sampled_from(titles)
    return draw(known | hostile() | hostile())


def _user(number: int, name: str, resolved: Payload) -> str:
    resolved["users"][str(number)] = {**user(number), "global_name": name or None}
    member = {
        "roles": [],
        "nick": None,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "flags": 0,
        "permissions": "0",
    }
    resolved["members"][str(number)] = member
    return str(number)


def _attachment(size: int, name: str, resolved: Payload) -> str:
    number = new_id()
    address = "https://cdn.discordapp.com/file"
    file = {"id": number, "filename": name, "size": size, "url": address, "proxy_url": address}
    resolved["attachments"][number] = file
    return number


def imports(name: str, size: int) -> Payload:
    """/import with a file."""
    resolved: Payload = {"attachments": {}}
    number = _attachment(size, name, resolved)
    leaf = Leaf(("import",), 1, ())
    return _call(leaf, [{"name": "file", "type": ATTACHMENT, "value": number}], resolved)


@st.composite
def searches(draw: st.DrawFn, known: Sequence[Leaf], titles: Sequence[str]) -> Payload:
    """What is typed into an option that suggests."""
    asked = [(leaf, o) for leaf in known for o in leaf.options if o.get("autocomplete")]
    leaf, option = draw(st.sampled_from(asked))
    typed = draw(hostile() | st.builds(lambda t, n: t[:n], st.sampled_from(titles), st.integers(0, 30)))
    return _call(
        leaf, [{"name": option["name"], "type": option["type"], "value": typed, "focused": True}], {}
    )


@st.composite
def presses(draw: st.DrawFn, real: Sequence[Pressed], titles: Sequence[int]) -> Pressed:
    """A press of what the bot once sent, with a custom id that it never gave."""
    kind = draw(st.integers(0, 3))
    if kind == 0:
        pressed = draw(st.sampled_from(real))
        identity = draw(_mutated(str(pressed.part["custom_id"]), titles))
    else:
        item = draw(st.sampled_from(Stateful.kinds))
        identity = draw(st.from_regex(item.__discord_ui_compiled_template__, fullmatch=True))
        identity = OWNER.sub(rf"\g<1>{ALICE}", identity) if draw(st.integers(0, 7)) else identity
        identity = re.sub(r":\d{3,10}:", f":{draw(st.sampled_from(titles))}:", identity, count=1)
        pressed = draw(st.sampled_from(real))
    identity = identity[:100]
    of_menu = pressed.part["type"] == MENU if kind == 0 else _is_menu(identity)
    values = None
    if of_menu:
        known = [option["value"] for p in real if p.part["type"] == MENU for option in p.part["options"]]
        values = draw(st.lists(st.sampled_from(known) | hostile(100), min_size=1, max_size=5, unique=True))
    part = _part(identity, values, draw(hostile(80)))
    beside = (
        [] if draw(st.booleans()) else [p.part for p in draw(st.lists(st.sampled_from(real), max_size=3))]
    )
    rows = [{"type": ROW, "components": [one]} for one in (part, *beside)]
    return Pressed(
        part, values, message({"components": [{"type": 17, "components": rows}]}, str(FIRST_CHANNEL))
    )


def _is_menu(identity: str) -> bool:
    kinds = (kind for kind in Stateful.kinds if kind.__discord_ui_compiled_template__.fullmatch(identity))
    return any("Select" in str(kind.__orig_bases__[0]) for kind in kinds)  # type: ignore[attr-defined]


def _part(identity: str, values: list[str] | None, label: str) -> Payload:
    if values is None:
        return {"type": BUTTON, "style": 2, "label": label, "custom_id": identity, "disabled": False}
    options = [{"label": value or "-", "value": value} for value in values]
    return {
        "type": MENU,
        "custom_id": identity,
        "options": options,
        "min_values": 1,
        "max_values": ALLOWED_VALUES,
    }


@st.composite
def _mutated(draw: st.DrawFn, identity: str, titles: Sequence[int]) -> str:
    parts = identity.split(":")
    at = draw(st.integers(0, len(parts) - 1))
    odd = (
        "",
        "0",
        "-1",
        "9" * 10,
        "9" * 20,
        "z" * 11,
        "f" * 32,
        "o2",
        "o1",
        str(BOB),
        str(2**64),
        "c10.zzzzzzzzzzz",
    )
    parts[at] = draw(st.sampled_from(odd) | st.sampled_from(titles).map(str) | hostile(40))
    match draw(st.integers(0, 5)):
        case 0:
            parts = parts[:at]
        case 1:
            parts.insert(at, draw(hostile(10)))
        case 2:
            parts = identity.split(":")
            parts[2:3] = [str(BOB)]
    return ":".join(parts) or "x"


@st.composite
def forms(draw: st.DrawFn) -> Payload:
    """A form that was filled in."""
    kind = draw(st.sampled_from(Form.kinds))
    identity = draw(st.from_regex(kind.template, fullmatch=True) | hostile(100))
    if draw(st.integers(0, 5)):
        identity = OWNER.sub(rf"\g<1>{ALICE}", identity)
    field = {
        "type": INPUT,
        "custom_id": draw(st.sampled_from(("name", "other", ""))),
        "value": draw(hostile(4_000)),
    }
    holder = draw(
        st.sampled_from(
            ({"type": LABEL, "component": field}, {"type": ROW, "components": [field]}, {"type": LABEL})
        )
    )
    return {"custom_id": identity or "x", "components": [holder] * draw(st.integers(0, 3))}


@st.composite
def mentioned(draw: st.DrawFn, titles: Sequence[str]) -> str:
    """The text of a message."""
    marks = st.sampled_from(("\n", "「", "」", "'", '"', "**", "- ", " ", "`", "https://", "1. "))
    pieces = draw(st.lists(st.sampled_from(titles) | marks | hostile(400), max_size=40))
    return "".join(pieces)[:4_000]


def menu_call(name: str, content: str) -> Payload:
    """'Find the anime in this message'."""
    number = new_id()
    target = {**message({}, str(FIRST_CHANNEL)), "id": number, "content": content}
    return {
        "id": new_id(),
        "name": name,
        "type": 3,
        "target_id": number,
        "resolved": {"messages": {number: target}},
    }
