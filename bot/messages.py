"""The texts of one language as its Fluent file has them, each parsed when it is first said.

A parsed text takes sixty times the memory of its source, and what Babel knows of a language a megabyte. Of
most languages little more is ever said than the names of the commands.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from babel.numbers import get_decimal_symbol
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, TextElement

if TYPE_CHECKING:
    from fluent.runtime.resolver import Pattern

ENTRY = re.compile("^(?=[a-z#])", re.MULTILINE)  # what belongs to an entry is indented
WITHIN = re.compile(r"\{ *([a-z][a-z0-9-]*) *\}")  # as one text says another


class Messages:
    """The texts of a language.

    Attributes:
        language: by its locale's name.
    """

    def __init__(self, language: str, content: str) -> None:
        """Find them in a Fluent file's content."""
        self.language = language
        entries = (entry for entry in ENTRY.split(content) if not entry.startswith("#"))
        self._sources = {entry.partition("=")[0].strip(): entry for entry in entries}
        self._own: dict[tuple[str, str | None], str | None] = {}

    @cached_property
    def bundle(self) -> FluentBundle:
        """What fills in patterns."""
        # Fluent's isolating marks would break up links; names are isolated where they are shown.
        return FluentBundle([self.language, "en"], use_isolating=False)

    @cached_property
    def decimal_symbol(self) -> str:
        """What the language writes between a number and its decimals."""
        return get_decimal_symbol(self.language.replace("-", "_"))

    def pattern(self, key: str) -> Pattern | None:
        """The text of a key, to be filled in; None where it has none."""
        if key not in self._sources:
            return None
        self._learn(key)
        return self.bundle.get_message(key).value

    def own(self, key: str, attribute: str | None = None) -> str | None:
        """The text of a key or of one of its attributes, which holds no values; None where it has none."""
        told = key, attribute
        if told not in self._own:
            self._own[told] = self._plain(key, attribute)
        return self._own[told]

    def _plain(self, key: str, attribute: str | None) -> str | None:
        message = _parsed(self._sources[key]) if key in self._sources else None
        if message is None:
            return None
        values = {each.id.name: each.value for each in message.attributes}
        value = values.get(attribute) if attribute else message.value
        if value is None:
            return None
        parts = [part.value for part in value.elements if isinstance(part, TextElement)]
        if len(parts) == len(value.elements):  # as in the names of commands
            return "".join(parts)
        self._learn(key)
        known = self.bundle.get_message(key)
        pattern = known.attributes[attribute] if attribute else known.value
        return None if pattern is None else str(self.bundle.format_pattern(pattern)[0])

    def _learn(self, key: str) -> None:
        """Have the bundle know a text, and those that it says."""
        if not self.bundle.has_message(key) and key in self._sources:
            self.bundle.add_resource(FluentParser(with_spans=False).parse(self._sources[key]))
            for other in WITHIN.findall(self._sources[key]):
                self._learn(other)


def _parsed(source: str) -> Message | None:
    entry = FluentParser(with_spans=False).parse_entry(source)
    return entry if isinstance(entry, Message) else None
