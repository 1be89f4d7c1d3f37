"""What tests of the bot share: a server with members, a look at messages, and Discord's rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import simcord
from jsonschema import Draft202012Validator
from jsonschema.validators import extend
from simcord.components import walk_components

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import ValidationError
    from jsonschema.protocols import Validator
    from simcord import Env, InteractionResult, MemberActor, ResponseMessage
    from simcord.builders import ChannelHandle, GuildHandle

    from bot.client import Osusume

TEXT, BUTTON = 10, 2
FORM = 9  # the type of an answer that opens one
MOST_COMPONENTS, MOST_CHARACTERS, LONGEST_CUSTOM_ID, MOST_CHOICES = 40, 4000, 100, 25
LONGEST_FORM_TITLE = 45
ROW, MOST_BUTTONS = 1, 5
NAMED = {BUTTON: "button", 4: "field", 18: "label", 11: "picture"}
# How long what is shown may be, in characters. What Discord's description says of it, it says again.
LONGEST = {
    "button": {"label": 80},
    "menu": {"placeholder": 150},
    "field": {"placeholder": 100},
    "label": {"label": 45, "description": 100},
    "picture": {"description": 1024},
    "option": {"label": 100, "description": 100, "value": 100},
    "choice": {"name": 100, "value": 100},
}


class Api:
    """Discord's description of its API, to hold requests against."""

    def __init__(self, description: dict[str, Any]) -> None:
        self._description = description
        self._validators: dict[str, Validator] = {}
        self._kind = extend(Draft202012Validator, {"oneOf": self._one_of})

    def faults(self, method: str, path: str, body: Any) -> list[str]:
        """What is wrong with a request's body."""
        template = self._template(method.lower(), path)
        pointer = template.replace("~", "~0").replace("/", "~1")
        place = f"#/paths/{pointer}/{method.lower()}/requestBody/content/application~1json/schema"
        if place not in self._validators:
            self._validators[place] = self._kind({**self._description, "$ref": place})
        errors = self._validators[place].iter_errors(_ids_as_strings(body))
        return [f"{method} {path}: {error.json_path}: {error.message}" for error in errors]

    def _one_of(
        self, validator: Validator, alternatives: list[dict[str, Any]], value: Any, schema: Any
    ) -> Iterator[ValidationError]:
        """As JSON Schema has it, but quick: most of Discord's alternatives ask for a type of their own."""
        fitting = [one for one in alternatives if self._may_fit(one, value)]
        yield from Draft202012Validator.VALIDATORS["oneOf"](validator, fitting or alternatives, value, schema)

    def _may_fit(self, alternative: dict[str, Any], value: Any) -> bool:
        if "const" in alternative:
            return bool(alternative["const"] == value)
        named = self._description["components"]["schemas"].get(alternative.get("$ref", "").split("/")[-1], {})
        types = named.get("properties", {}).get("type", {}).get("enum")
        return not (types and isinstance(value, dict) and "type" in value) or value["type"] in types

    def _template(self, method: str, path: str) -> str:
        fitting = [
            template
            for template, methods in self._description["paths"].items()
            if method in methods and re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path)
        ]
        assert fitting, f"Discord knows no {method} {path}"
        return min(fitting, key=lambda template: template.count("{"))


def _ids_as_strings(body: Any) -> Any:
    """The body as Discord reads it: discord.py numbers attachments, and the description asks for strings."""
    match body:
        case {"data": {"attachments": list(attachments), **data}, **rest}:
            named = [{**attachment, "id": str(attachment["id"])} for attachment in attachments]
            return {**rest, "data": {**data, "attachments": named}}
        case _:
            return body


@dataclass
class Stage:
    """The bot at work in a server.

    Attributes:
        alice: an ordinary member.
        bob: another.
        channel: an ordinary channel.
    """

    bot: Osusume
    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    bob: MemberActor

    async def slash(
        self, name: str, /, *, by: MemberActor | None = None, **options: Any
    ) -> InteractionResult:
        return await (by or self.alice).slash(self.channel, name, **options)

    async def press(
        self, message: ResponseMessage | InteractionResult, label: str, *, by: MemberActor | None = None
    ) -> InteractionResult:
        """Press a button, the first of those with the label."""
        target = self.message(message)
        buttons = [part for part in walk_components(target.components) if part["type"] == BUTTON]
        identity = next((part["custom_id"] for part in buttons if part.get("label") == label), None)
        assert identity, f"no button is labelled {label!r}"
        return await (by or self.alice).click(target, custom_id=identity)

    async def choose(
        self,
        message: ResponseMessage | InteractionResult,
        menu: str,
        *values: str,
        by: MemberActor | None = None,
    ) -> InteractionResult:
        """Choose values in the menu whose custom id belongs to an action."""
        target = self.message(message)
        return await (by or self.alice).select(target, values, custom_id=custom_ids(target, menu)[0])

    @staticmethod
    def message(answer: ResponseMessage | InteractionResult) -> ResponseMessage:
        if isinstance(answer, simcord.ResponseMessage):
            return answer
        assert answer.acknowledged, "the bot did not answer"
        last = [answer.response, *answer.followups][-1]
        assert last is not None, "the bot did not answer with a message"
        return last


def text_of(answer: InteractionResult | ResponseMessage) -> str:
    """All text that a message shows."""
    parts = walk_components(Stage.message(answer).components)
    return "\n".join(part["content"] for part in parts if part["type"] == TEXT)


def custom_ids(answer: InteractionResult | ResponseMessage, action: str = "") -> list[str]:
    """The custom ids of a message's buttons and menus, of one action or of all."""
    parts = walk_components(Stage.message(answer).components)
    found = [part["custom_id"] for part in parts if "custom_id" in part]
    return [c for c in found if not action or c.split(":")[1] == action]


def labels(answer: InteractionResult | ResponseMessage) -> list[str]:
    """The labels of a message's buttons."""
    parts = walk_components(Stage.message(answer).components)
    return [part["label"] for part in parts if part["type"] == BUTTON and part.get("label")]


def check_requests(env: Env, api: Api) -> None:
    """Hold everything that the bot sent against Discord's description and limits."""
    for request in env.http_requests:
        if request.json is None:
            continue
        if faults := api.faults(request.method, request.path, request.json):
            pytest.fail("\n".join(faults))
        body = request.json if isinstance(request.json, dict) else {}
        data = body.get("data") or body
        parts = list(walk_components(data.get("components") or []))
        assert len(parts) <= MOST_COMPONENTS
        assert sum(len(part["content"]) for part in parts if part["type"] == TEXT) <= MOST_CHARACTERS
        identities = [part["custom_id"] for part in parts if "custom_id" in part]
        assert all(len(identity) <= LONGEST_CUSTOM_ID for identity in identities)
        assert len(set(identities)) == len(identities)
        assert all(len(part["components"]) <= MOST_BUTTONS for part in parts if part["type"] == ROW)
        choices = data.get("choices") or []
        assert len(choices) <= MOST_CHOICES
        _check_lengths("choice", choices)
        for part in parts:
            assert len(part.get("options") or []) <= MOST_CHOICES
            _check_lengths("option", part.get("options") or [])
            _check_lengths(NAMED.get(part["type"], "menu"), [part])
        if body.get("type") == FORM:
            assert 0 < len(data["title"]) <= LONGEST_FORM_TITLE
        elif parts:
            assert data["allowed_mentions"] == {"parse": []}


def _check_lengths(kind: str, parts: list[dict[str, Any]]) -> None:
    for part in parts:
        for name, longest in LONGEST[kind].items():
            if isinstance(said := part.get(name), str):
                assert said.strip(), f"a {kind} has an empty {name}: {part}"
                assert len(said) <= longest, f"a {kind} has a {name} that is too long: {part}"
