"""Buttons and menus as somebody could forge them, or as another version sent them."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from bot.members.store import MemberStore
from bot.service import Length, Order, Service
from bot.texts import ENGLISH
from bot.ui.answers import Refused
from bot.ui.stateful import choice
from tests.check_fuzz.discord_inputs import Pressed, presses
from tests.check_fuzz.here import ALICE, open_here
from tests.check_load.payloads import FIRST_CHANNEL, message

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Model

BUTTON, MENU = 2, 3


def menu(identity: str, value: str) -> Pressed:
    """A menu with one option, which is chosen."""
    part = {"type": MENU, "custom_id": identity, "options": [{"label": "x", "value": value}]}
    rows = [{"type": 1, "components": [part]}]
    return Pressed(part, [value], message({"components": rows}, str(FIRST_CHANNEL)))


def button(identity: str) -> Pressed:
    """A button alone."""
    part = {"type": BUTTON, "style": 2, "label": "x", "custom_id": identity}
    rows = [{"type": 1, "components": [part]}]
    return Pressed(part, None, message({"components": rows}, str(FIRST_CHANNEL)))


FORGED = [
    menu(f"o1:{action}:{ALICE}:{state}", value)
    for value in ("unheard of", "\ud800", "9" * 5_000)
    for action, state in (("set", "length"), ("set", "titles"), ("set", "reach"), ("order", ""))
]


def test_a_value_that_stands_for_nothing_is_refused() -> None:
    assert choice(Length, Length.SHORT.value) is Length.SHORT
    for read, value in ((Length, "x"), (Order, ""), (int, "²"), (int, "9" * 5_000)):
        with pytest.raises(Refused):
            choice(read, value)


def test_whatever_is_forged_is_answered_and_never_a_fault(
    model: Model, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    outdated = json.dumps(ENGLISH("button-outdated"))[1:-1]
    with asyncio.Runner() as runner:
        store_opened = MemberStore.open(f"sqlite:///{tmp_path / 'members.db'}")
        store = runner.run(store_opened.__aenter__())
        here_opened = open_here(Service(store, model))
        here = runner.run(here_opened.__aenter__())

        def press(pressed: Pressed) -> None:
            sent = runner.run(here.press(pressed.part, pressed.values, pressed.shown))
            assert sent
            assert not [record for record in caplog.records if record.levelname == "ERROR"]

        for pressed in FORGED:
            press(pressed)
            assert outdated in json.dumps(here.sent[-1])
        press(menu(f"o1:change-genre:{ALICE}", "\ud800"))
        for anime in ("0", "9" * 10):
            press(button(f"o1:untell:{ALICE}:{anime}:a10.1:t"))
        titles = model.current.catalogue.ids[:20].tolist()
        settings(max_examples=100)(given(presses(FORGED, titles))(press))()
        runner.run(here_opened.__aexit__(None, None, None))
        runner.run(store_opened.__aexit__(None, None, None))
