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

if TYPE_CHECKING:
    from fluent.runtime.resolver import Pattern

ENTRY = re.compile("^(?=[a-z#])", re.MULTILINE)  # what belongs to an entry is indented
# What fills in nothing, as the names of commands do: there are many, and to parse each takes long.
PLAIN = re.compile(r"(?:[a-z][a-z0-9-]*| +\.([a-z][a-z0-9-]*)) = ([^{}\s](?:[^{}]*[^{}\s])?)")
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
            self._own[told] = self._without_values(key, attribute)
        return self._own[told]

    def _without_values(self, key: str, attribute: str | None) -> str | None:
        plain = _plain(self._sources.get(key, ""))
        if plain is not None:
            return plain.get(attribute)
        self._learn(key)
        if not self.bundle.has_message(key):  # it cannot be parsed
            return None
        known = self.bundle.get_message(key)
        pattern = known.attributes.get(attribute) if attribute else known.value
        return None if pattern is None else str(self.bundle.format_pattern(pattern)[0])

    def _learn(self, key: str) -> None:
        """Have the bundle know a text, and those that it says."""
        if not self.bundle.has_message(key) and key in self._sources:
            self.bundle.add_resource(FluentParser(with_spans=False).parse(self._sources[key]))
            for other in WITHIN.findall(self._sources[key]):
                self._learn(other)


def _plain(source: str) -> dict[str | None, str] | None:
    """The text of an entry and those of its attributes; None if one must be parsed."""
    lines = list(map(PLAIN.fullmatch, filter(None, source.splitlines())))
    found = {line[1]: line[2] for line in lines if line}
    return found if len(found) == len(lines) else None
