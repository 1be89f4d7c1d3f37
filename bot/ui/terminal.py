"""A message's components in a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.texts import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, RenderableType

ROW, BUTTON, MENU, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 2, 3, 9, 10, 12, 13, 14, 17
LINK_STYLE = 5
INLINE = re.compile(
    r"\\(?P<literal>[^0-9A-Za-z\s])"
    r"|(?P<bold>\*\*)"
    r"|`(?P<code>[^`]+)`"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\((?P<address>https://[^)\s]+)\)"
    r"|<t:(?P<time>\d{1,12})(?::\w)?>"
)


@dataclass
class Shown:
    """What a message that was shown lets a person use, in the order of the numbers beside it.

    Attributes:
        buttons: the custom ids of the buttons.
        menus: the menus, as Discord describes them.
    """

    buttons: list[str] = field(default_factory=list)
    menus: list[dict[str, Any]] = field(default_factory=list)


def show(console: Console, messages: Iterable[Sequence[dict[str, Any]]], *, title: str) -> Shown:
    """Print messages, given by their components, in frames on a terminal and as plain lines elsewhere."""
    shown = Shown()
    for components in messages:
        lines = [line for component in components for line in _lines(component, shown)]
        if console.is_terminal:
            console.print(Panel(Group(*lines), title=title, title_align="left", border_style="magenta"))
        else:
            for line in lines:
                console.print(line, soft_wrap=True)
            console.print()
    return shown


def _lines(component: dict[str, Any], shown: Shown) -> Iterator[RenderableType]:
    match component["type"]:
        case kind if kind in {CONTAINER, SECTION}:
            for child in component["components"]:
                yield from _lines(child, shown)
        case kind if kind == TEXT:
            yield from (markdown(line) for line in component["content"].split("\n"))
        case kind if kind == SEPARATOR:
            yield Rule()
        case kind if kind == FILE:
            yield Text(f"📎 {component['file']['url'].rpartition('/')[2]}")
        case kind if kind == GALLERY:
            yield from (Text(f"🖼️ {item.get('description') or ''}", "dim") for item in component["items"])
        case kind if kind == ROW:
            yield from _row(component["components"], shown)


def _row(children: list[dict[str, Any]], shown: Shown) -> Iterator[Text]:
    buttons = [_button(child, shown) for child in children if child["type"] == BUTTON]
    if buttons:
        yield Text("  ").join(buttons)
    for menu in (child for child in children if child["type"] == MENU):
        shown.menus.append(menu)
        number = len(shown.menus)
        yield Text(ENGLISH("play-menu", number=number, placeholder=menu.get("placeholder") or ""), "cyan")
        yield Text(" · ").join(_option(option) for option in menu["options"])


def _button(button: dict[str, Any], shown: Shown) -> Text:
    label = " ".join(filter(None, [(button.get("emoji") or {}).get("name"), button.get("label")]))
    if button["style"] == LINK_STYLE:
        return Text(f"{label} {button['url']}")
    if button.get("disabled"):
        return Text(f"[-] {label}", "dim")
    shown.buttons.append(button["custom_id"])
    return Text(f"[{len(shown.buttons)}] {label}", "bold cyan")


def _option(option: dict[str, Any]) -> Text:
    mark = "✓ " if option.get("default") else ""
    return Text(f"{mark}{option['label']}", "bold" if mark else "")


def markdown(line: str) -> Text:
    """A line of Discord's Markdown, as far as the bot uses it."""
    prefix = re.match(r"(?P<mark>#{1,3}|-#) ", line)
    style = "" if prefix is None else "dim" if prefix["mark"] == "-#" else "bold"
    text = Text(style=style)
    bold, at = "", prefix.end() if prefix else 0
    for found in INLINE.finditer(line, at):
        text.append(line[at : found.start()], bold)
        at = found.end()
        if found["bold"]:
            bold = "" if bold else "bold"
        elif found["label"]:
            text.append_text(markdown(found["label"])).append(f" {found['address']}", "dim")
        elif found["time"]:
            text.append(f"{datetime.fromtimestamp(int(found['time']), UTC):%Y-%m-%d %H:%M} UTC", bold)
        else:
            text.append(found["literal"] or found["code"], bold)
    return text.append(line[at:], bold)
