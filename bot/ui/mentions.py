"""The titles that a message speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from bot.ui.answers import Message
from bot.ui.cards import title_card
from bot.ui.titles import about_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.texts import Texts
    from recommender.catalogue import Anime


def mentions_message(texts: Texts, owner: int, found: Sequence[Anime]) -> Message:
    """The titles, each with a button that tells more."""
    if not found:
        return Message(f"🔎 {texts('mentions-none')}")
    blocks: list[ui.Item[Any] | str] = [f"## 🔎 {texts('mentions-heading', count=len(found))}"]
    for anime in found:
        blocks += [
            title_card(texts, anime),
            ui.ActionRow(about_button(texts, owner, anime, texts("button-title"))),
        ]
    return Message(*blocks)
