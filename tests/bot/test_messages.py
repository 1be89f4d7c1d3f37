"""Texts that are parsed one by one are those of the whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bot.messages import Messages
from bot.texts import LOCALES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("file", sorted(LOCALES.glob("*.ftl")), ids=lambda file: file.stem)
def test_they_are_those_of_the_whole_file(file: Path) -> None:
    content = file.read_text("utf-8")
    whole = FluentBundle(["en"], use_isolating=False)
    whole.add_resource(resource := FluentResource(content))
    messages = Messages("en", content)
    for key in (entry.id.name for entry in resource.body if hasattr(entry, "id")):
        expected, pattern = whole.get_message(key), messages.pattern(key)
        assert (pattern is None) == (expected.value is None), key
        for attribute, value in {None: expected.value, **expected.attributes}.items():
            said = whole.format_pattern(value) if value else (None, None)
            assert messages.own(key, attribute) == said[0], key
        if pattern and expected.value:
            assert messages.bundle.format_pattern(pattern)[0] == whole.format_pattern(expected.value)[0], key


def test_what_there_is_no_text_for_has_none() -> None:
    messages = Messages("en", "# no = text\nkey = text\n    .name = name\n")
    assert messages.pattern("no") is messages.own("no") is messages.own("key", "other") is None
    assert (messages.own("key"), messages.own("key", "name")) == ("text", "name")
    assert Messages("en", "broken = { text\n").own("broken") is None


def test_a_text_is_said_within_another() -> None:
    messages = Messages("en", "outer = say { middle }\nmiddle = { inner }!\ninner = this\n")
    pattern = messages.pattern("outer")
    assert pattern
    assert messages.bundle.format_pattern(pattern) == ("say this!", [])
    assert messages.own("outer") == "say this!"
