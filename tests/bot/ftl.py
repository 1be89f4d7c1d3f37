"""The Fluent files in bot/locales as their authors wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.texts import COMMAND, LANGUAGES, LOCALES, SOURCE

TRANSLATIONS = sorted(file.stem for file in LOCALES.glob("*.ftl") if file.stem != SOURCE)
ALL_TEXTS = [LANGUAGES.of(language) for language in (SOURCE, *TRANSLATIONS)]


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it stands in a file.

    Attributes:
        variables: the names of the values that it asks for.
        commands: the commands that it names, once each.
        attributes: the names of its attributes.
    """

    variables: frozenset[str]
    commands: frozenset[str]
    attributes: frozenset[str]


@cache
def written(language: str) -> dict[str, Written]:
    """Every text of a language by its key."""
    found: dict[str, Written] = {}
    for entry in FluentParser().parse((LOCALES / f"{language}.ftl").read_text("utf-8")).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            key = entry.id.name
            assert entry.value, f"{key} has no text"
            assert key not in found, f"{key} stands there twice"
            parts = _Parts()
            parts.visit(entry.value)
            attributes = frozenset(attribute.id.name for attribute in entry.attributes)
            found[key] = Written(frozenset(parts.variables), frozenset(parts.commands), attributes)
    return found


class _Parts(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.commands: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - the library's name
        self.commands.update(COMMAND.findall(node.value))
