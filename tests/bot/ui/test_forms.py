"""Forms as somebody could forge them, and as nobody can fill them in by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.gate import Gate, Limits
from bot.texts import ENGLISH
from tests.check_fuzz.here import ALICE, BOB, open_here
from tests.check_load.payloads import Payload, interaction

if TYPE_CHECKING:
    from bot.service import Service

FORM = 5


def filled_in(identity: str, name: object = "x") -> Payload:
    field = {"type": 4, "custom_id": "name", "value": name}
    return interaction(
        FORM, ALICE, 0, {"custom_id": identity, "components": [{"type": 18, "component": field}]}
    )


@pytest.mark.parametrize(
    ("identity", "key"),
    [
        (f"o1:found:{BOB}:anew", "not-yours"),
        (f"o1:found:{ALICE}:elsewhere", "button-outdated"),
        (f"o0:found:{ALICE}:anew", "button-outdated"),
        ("", "button-outdated"),
        ("\ud800", "button-outdated"),
    ],
)
async def test_a_forged_form_is_refused(service: Service, identity: str, key: str) -> None:
    async with open_here(service) as here:
        sent = await here.take(filled_in(identity))
        assert ENGLISH(key) in json.dumps(sent, ensure_ascii=False)


@pytest.mark.parametrize("name", ["", "\0", "\ud800", "a" * 4_000, "\u202e", None, 7])
async def test_whatever_stands_in_a_form_is_answered(service: Service, name: object) -> None:
    async with open_here(service) as here:
        (sent,) = await here.take(filled_in(f"o1:found:{ALICE}:anew", name))
        assert "⚠️" not in json.dumps(sent, ensure_ascii=False)


async def test_forms_come_no_faster_than_presses(service: Service) -> None:
    async with open_here(service) as here:
        here.bot.gate = Gate(Limits(member=2))
        said = [json.dumps(await here.take(filled_in(f"o1:found:{ALICE}:anew"))) for _ in range(3)]
        assert ["too fast" in answer or "<t:" in answer for answer in said] == [False, False, True]
