"""A walk through everything that the bot offers: each command, button, menu and form, with hostile names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from simcord.components import walk_components

from bot.texts import ENGLISH, SOURCE
from bot.ui.forms import Form
from bot.ui.invitation import Allow
from bot.ui.markup import END_ISOLATE, ISOLATE, JOINERS
from bot.ui.stateful import Stateful
from tests.bot.ftl import written
from tests.bot.stage import BUTTON, TEXT, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from simcord import InteractionResult, MemberActor, ResponseMessage

    from recommender.catalogue import Anime
    from tests.bot.stage import Stage

# Beside each sign that Discord reads, a word with `qx` tells a name's from the bot's own.
NAMES = (
    "**qxbold** _qxslanted_ __qxunder__ ~~qxgone~~ ||qxhidden|| `qxcode`",
    "# qxheading",
    "> qxquote",
    "-# qxsmall",
    "- qxitem",
    "1. qxfirst",
    "[qxlink](https://qx.example/a) https://qx.example/b <https://qx.example/c>",
    "@everyone @here <@1> <@&1> <#1> </start:1> <:qx:1> <a:qx:1> <t:0> <t:0:R> <id:home>",
    ":qxsmile: ```qxblock``` \\*qxescaped\\* \\",
    "first qxline\nqxsecond line\r\n# qxthird line\u2028qxfourth line",
    "\u202edrawkcab qx\u202c \u2066\u2067\u200f",
    "עברית (קסם) عربى **qx**",
    "👨‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍🚀 🇯🇵 1️⃣ qx",
    "\"qx\" 'qx' “qx” {qx} { $qx } %s \x00\x07",
    "long" + "*_~`|<>[]()@#" * 16,
    "長" * 200,
    "👩‍🚀" * 66,
    "א" * 200,
    "\u200d \u202e",
)
NICKS = tuple(NAMES[n][:32] for n in (0, 7, 6, 8, 9, 10, 11, -1))
OPTIONS_TRIED = 3  # of a menu
DELETE = ("AnswerDeletion", "yes", "")
# Parts of custom ids that only say which of many things of a kind is meant.
WHICH = frozenset(
    {"owner", "anime", "person", "name", "search", "at", "code", "before", "asked", "genre", "genres"}
    | {"chosen", "total"}
)
TIME = re.compile(r"<t:\d{9,11}(?::[a-zA-Z])?>")
ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
FORMATTING = re.compile(r"[*_~|`\[]qx\w|qx\w+[*_~|`\]]|:qx\w*:|@(?:everyone|here)|<(?:[@#/]|a?:|t:|id:)")
LINK = re.compile(r"(?<!\]\()https?://")
LINE_START = re.compile(r"^(?:(?:#{1,3}|-#|>|[-+*]|\d+[.)]) )+qx")


def hostile(anime: Anime) -> Anime:
    """The same title under other names."""
    at = anime.id // 10

    def name(n: int) -> str:
        return f"{NAMES[(at + n) % len(NAMES)][:195]}{anime.id:5}"

    return replace(
        anime, name=name(0), english=anime.english and name(5), japanese=anime.japanese and name(9)
    )


def faults(body: Mapping[str, Any]) -> Iterator[str]:
    """What gets through of the names in an answer to Discord."""
    data = body.get("data") or body
    for part in walk_components(data.get("components") or []):
        if part["type"] == TEXT:
            yield from _faults_of_markdown(part["content"])
        else:
            yield from (f"in {said!r}: {fault}" for said in _labels(part) for fault in _faults_of_label(said))
    names = [choice["name"] for choice in data.get("choices") or []]
    for said in [data["title"], *names] if "title" in data else names:
        yield from (f"in {said!r}: {fault}" for fault in _faults_of_label(said))


def _faults_of_markdown(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        read = ESCAPED.sub("\0", TIME.sub("", line))
        for pattern in (FORMATTING, LINK, LINE_START):
            if found := pattern.search(read):
                yield f"{found[0]!r} in {line!r}"
        if re.match(r"qx(?:second|third|fourth)", line):
            yield f"a new line before {line!r}"
        outside = re.sub(f"{ISOLATE}[^{END_ISOLATE}]*{END_ISOLATE}", "", line)
        if any(unicodedata.bidirectional(c) in {"R", "AL", "RLE", "RLO", "RLI"} for c in outside):
            yield f"it is turned: {line!r}"
        yield from _invisible(line, JOINERS | {ISOLATE, END_ISOLATE})


def _faults_of_label(said: str) -> Iterator[str]:
    if not said.strip(" \u200c\u200d"):
        yield "nothing shows"
    if said != said.strip():
        yield "space at an end"
    yield from _invisible(said, JOINERS)


def _invisible(text: str, allowed: set[str]) -> Iterator[str]:
    for c in set(text) - allowed:
        if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            yield f"U+{ord(c):04X} in {text!r}"


def _labels(part: Mapping[str, Any]) -> Iterator[str]:
    """What a component shows as it is."""
    for node in (part, *(part.get("options") or [])):
        yield from (node[key] for key in ("label", "placeholder", "description") if node.get(key))


@dataclass
class Action:
    """A button, or an option of a menu, as a message showed it.

    Attributes:
        kind: of button or menu.
        owner: whom it is for.
        said: the parts of its custom id that say what it does.
    """

    kind: type[Stateful[Any]]
    owner: int
    said: tuple[str, ...]
    message: ResponseMessage
    components: list[dict[str, Any]]
    part: dict[str, Any]
    values: tuple[str, ...] | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """The same for actions that do the same, to whatever title or member."""
        consents = self.kind is Allow  # which is up to each member
        return (self.kind.__name__, *self.said, str(self.owner) if consents else "")


@dataclass
class Walk:
    """A walk, of which is kept what was seen.

    Attributes:
        done: every different action, by its key.
        waiting: what was seen and not done yet, as it was seen last.
        refused: what was answered to those that were refused.
        forms: the kinds of forms that were sent.
    """

    stage: Stage
    people: tuple[MemberActor, ...]
    done: dict[tuple[str, ...], Action] = field(default_factory=dict)
    waiting: dict[tuple[str, ...], Action] = field(default_factory=dict)
    refused: dict[tuple[str, ...], str] = field(default_factory=dict)
    forms: set[type[Form]] = field(default_factory=set)

    def see(self, result: InteractionResult) -> None:
        """Note what the answers offer."""
        assert result.acknowledged, "the bot did not answer"
        for message in filter(None, [result.response, *result.followups]):
            self.look_at(message)

    def look_at(self, message: ResponseMessage) -> None:
        """Note what a message offers."""
        components = message.components
        for part in walk_components(components):
            for action in _actions(message, components, part):
                if action.key not in self.done:
                    self.waiting[action.key] = action

    async def go_on(self, but: Collection[tuple[str, ...]] = ()) -> None:
        """Do what was seen and not done yet, and what that leads to, until nothing new is seen.

        Args:
            but: the keys of what is left for later.
        """
        while key := next((key for key in self.waiting if key not in but), None):
            action = self.done[key] = self.waiting.pop(key)
            await self.do(action)

    async def do(self, action: Action) -> None:
        """Press or choose, on the message as it was, and fill in a form that opens."""
        stage, identity = self.stage, action.part["custom_id"]
        owner = next(one for one in self.people if one.id == action.owner)
        # Whoever has not seen yet that a message has changed presses what it showed.
        stored = stage.env.backend.get_message(action.message.channel_id, action.message.id)
        stored.components = action.components
        refused = stage.bot.refused
        if action.values is None:
            result = await owner.click(action.message, custom_id=identity)
        else:
            result = await owner.select(action.message, action.values, custom_id=identity)
        if result.modal:
            result = await self._fill_in(owner, result)
        if stage.bot.refused != refused:
            self.refused[action.key] = text_of(result)
        self.see(result)
        self.look_at(action.message)

    async def _fill_in(self, owner: MemberActor, shown: InteractionResult) -> InteractionResult:
        form = shown.modal
        assert form is not None
        self.forms |= {kind for kind in Form.kinds if kind.template.fullmatch(form["custom_id"])}
        fields = [part["custom_id"] for part in walk_components(form["components"]) if "custom_id" in part]
        return await owner.submit_modal(shown, dict.fromkeys(fields, "**qx** <@1>"))


def _actions(
    message: ResponseMessage, components: list[dict[str, Any]], part: dict[str, Any]
) -> Iterator[Action]:
    identity = part.get("custom_id")
    if identity is None or part.get("disabled"):
        return
    found = [
        (kind, match)
        for kind in Stateful.kinds
        if (match := kind.__discord_ui_compiled_template__.fullmatch(identity))
    ]
    assert len(found) == 1, f"{identity!r} belongs to {len(found)} kinds"
    ((kind, match),) = found
    owner, said = int(match["owner"]), tuple(_said(match))
    if part["type"] == BUTTON:
        yield Action(kind, owner, said, message, components, part)
        return
    for n, values in enumerate(_choices(part)):
        yield Action(kind, owner, (*said, f"choice {n}"), message, components, part, values)


def says(text: str, key: str) -> bool:
    """Whether an English refusal is the sentence of a key."""
    sentence = ENGLISH(key, **dict.fromkeys(written(SOURCE)[key].variables, "§"))
    return bool(re.fullmatch(re.escape(f"⚠️ {sentence}").replace("§", ".*"), text))


def _said(match: re.Match[str]) -> Iterator[str]:
    """What of a custom id makes a difference to what its button does; a page's number does not, and so on."""
    for name, value in match.groupdict().items():
        if name in {"wish", "like"}:
            yield f"{name if value else ''}"
        elif name == "page":
            yield "first" if value == "1" else "further"
        elif name not in WHICH:
            yield str(value)


def _choices(menu: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The first options and the last one each, and as many and as few as can be chosen together."""
    values = [option["value"] for option in menu["options"]]
    least, most = menu.get("min_values", 1), min(menu.get("max_values", 1), len(values))
    tried = dict.fromkeys([*values[:OPTIONS_TRIED], values[-1]])
    together: Iterable[tuple[str, ...]] = [tuple(values[:most]), tuple(values[:least])] if most > 1 else []
    one: Iterable[tuple[str, ...]] = [(value,) for value in tried] if least <= 1 <= most else []
    yield from dict.fromkeys([*one, *together])  # at the end few: who wants no genre gets no list
