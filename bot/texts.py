"""Every text that people see, by key and language, from the Fluent files in bot/locales."""

from __future__ import annotations

import re
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import TranslationContextLocation, locale_str
from fluent.runtime.resolver import BaseResolver, SelectExpression, VariableReference

from bot.members.records import TitleLanguage
from bot.messages import Messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord import Locale
    from discord.app_commands import TranslationContextTypes
    from fluent.runtime import FluentBundle
    from fluent.runtime.resolver import Pattern

    from recommender.catalogue import Anime

LOCALES = Path(__file__).parent / "locales"
SOURCE = "en"
MOST_KNOWN = 5_000  # texts in which all but the words is filled in
OPEN, CLOSE = "\x02", "\x03"  # around the name of a word that is yet to be filled in
COMMAND = re.compile(r"\*\*/([a-z-]+(?: [a-z-]+)*)\*\*")  # as texts name a command: **/rate genre**


class Texts:
    """What is said to one reader: the texts of a language, and titles by the names that they like to read.

    What the language lacks is said in English; a title that lacks a name goes by its romaji one. Texts name
    commands as English does (**/rate genre**), and say the names that the reader's Discord shows.

    Attributes:
        language: of the texts.
        titles: of the names of titles.
    """

    def __init__(self, messages: Messages, fallback: Texts | None) -> None:
        self.language = messages.language
        self.titles = TitleLanguage.ROMAJI
        self._messages = messages
        self._fallback = fallback
        self._known: dict[str | tuple[object, ...], str] = {}
        self._named: dict[TitleLanguage, Texts] = {self.titles: self}

    def __call__(self, key: str, /, **values: str | float) -> str:
        """The text of a key with its values filled in.

        Raises:
            LookupError: no language has the key, or the text asks for a value that is not given.
        """
        if not values:
            return self._known.get(key) or self._learnt(key, self._naming_commands(key, values))
        words = {name for name, value in values.items() if isinstance(value, str)}
        told = key, *((name, str if name in words else (type(v), v)) for name, v in values.items())
        known = self._known.get(told)
        if known is None:
            if not words.isdisjoint(_deciding(self._found(key)[1])):
                return self._naming_commands(key, values)
            blanks = {name: f"{OPEN}{name}{CLOSE}" if name in words else v for name, v in values.items()}
            text = self._naming_commands(key, blanks).replace("{", "{{").replace("}", "}}")
            known = self._learnt(told, text.replace(OPEN, "{").replace(CLOSE, "}"))
        return known.format_map(values)

    def command(self, qualified_name: str) -> str:
        """What the reader's Discord calls a command, such as 'rate genre'."""
        words = qualified_name.split()
        keys = (command_key(" ".join(words[:length])) for length in range(1, len(words) + 1))
        return " ".join(self.own(key, "name") or word for key, word in zip(keys, words, strict=True))

    def decimal(self, number: float, digits: int = 1) -> str:
        """A number with so many digits behind the reader's decimal mark."""
        return f"{number:.{digits}f}".replace(".", self._messages.decimal_symbol)

    def naming(self, titles: TitleLanguage) -> Texts:
        """The same texts with other names for titles."""
        if titles not in self._named:
            other = self._named[titles] = copy(self)
            other.titles = titles
        return self._named[titles]

    def name(self, anime: Anime) -> str:
        """What the reader calls a title."""
        names = {TitleLanguage.ENGLISH: anime.english, TitleLanguage.JAPANESE: anime.japanese}
        return names.get(self.titles) or anime.name

    def other_name(self, anime: Anime) -> str:
        """Another name of the title; empty where it has none."""
        shown = self.name(anime).casefold()
        others = (anime.name, anime.english, anime.japanese)
        return next((name for name in others if name and name.casefold() != shown), "")

    def own(self, key: str, attribute: str | None = None) -> str | None:
        """The text of a key, or of one of its attributes, in this very language; None where it has none."""
        return self._messages.own(key, attribute)

    def _naming_commands(self, key: str, values: dict[str, str | float]) -> str:
        return COMMAND.sub(lambda found: f"**/{self.command(found[1])}**", self._filled_in(key, values))

    def _learnt(self, told: str | tuple[object, ...], text: str) -> str:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[told] = text
        return text

    def _filled_in(self, key: str, values: dict[str, str | float]) -> str:
        bundle, pattern = self._found(key)
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"The text {key!r} in {bundle.locales[0]!r} cannot be filled in: {errors[0]}.")
        return str(text)

    def _found(self, key: str) -> tuple[FluentBundle, Pattern]:
        """The text of a key, in this language or in English, and where it is from."""
        pattern = self._messages.pattern(key)
        if pattern:
            return self._messages.bundle, pattern
        if self._fallback is None:
            raise LookupError(f"No text has the key {key!r}.")
        return self._fallback._found(key)  # noqa: SLF001 - of the same class


def _deciding(part: object) -> Iterator[str]:
    """The names of the values by which a text, or a part of one, chooses between its variants."""
    if isinstance(part, list):
        for each in part:
            yield from _deciding(each)
    elif isinstance(part, BaseResolver):
        if isinstance(part, SelectExpression) and isinstance(part.selector, VariableReference):
            yield part.selector.id.name
        yield from _deciding([*vars(part).values()])


class Languages:
    """The languages that a folder holds, a Fluent file each, named by Discord's locale or its first part."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = frozenset(file.stem for file in folder.glob("*.ftl"))

    @lru_cache  # noqa: B019 - one instance lives as long as the process
    def of(self, locale: str) -> Texts:
        """The texts for a Discord locale ('pt-BR'): its own, its language's ('pt'), or the English ones."""
        names = (locale, locale.partition("-")[0], SOURCE)
        return self._load(next(name for name in names if name in self._names))

    @lru_cache  # noqa: B019 - likewise
    def _load(self, name: str) -> Texts:
        messages = Messages(name, (self._folder / f"{name}.ftl").read_text("utf-8"))
        return Texts(messages, None if name == SOURCE else self._load(SOURCE))


LANGUAGES = Languages(LOCALES)
ENGLISH = LANGUAGES.of(SOURCE)


def said(key: str) -> locale_str:
    """The English text of a key for a command's definition, to be translated by `CommandTranslator`."""
    return locale_str(ENGLISH(key), key=key)


class CommandTranslator(app_commands.Translator):
    """Names and descriptions of commands, options and choices in every language that there is a file for.

    A description is the text of the key that `said` was given. A translated name is the attribute `.name` of
    the text `command-rate-genre` or `option-rate-genre-rating`.
    """

    def __init__(self, languages: Languages = LANGUAGES) -> None:
        self._languages = languages

    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        """The string in a language; None where the language has none of its own."""
        texts = self._languages.of(locale.value)
        if texts.language == SOURCE:
            return None
        key = string.extras.get("key")
        return texts.own(key) if isinstance(key, str) else _name(texts, context)


def _name(texts: Texts, context: TranslationContextTypes) -> str | None:
    match context.location:
        case TranslationContextLocation.command_name | TranslationContextLocation.group_name:
            return texts.own(command_key(context.data.qualified_name), "name")
        case TranslationContextLocation.parameter_name:
            return _option_name(texts, context.data.command.qualified_name, context.data.name)
        case _:
            return None


def _option_name(texts: Texts, command: str, option: str) -> str | None:
    """The name of an option; 'member2' goes by that of 'member1' with its own number."""
    if name := texts.own(option_key(command, option), "name"):
        return name
    stem = option.rstrip("0123456789")
    first = texts.own(option_key(command, f"{stem}1"), "name")
    return f"{first.removesuffix('1')}{option.removeprefix(stem)}" if first else None


def command_key(qualified_name: str) -> str:
    """The key of a command's description: 'command-rate-genre' for '/rate genre'."""
    return f"command-{qualified_name.replace(' ', '-')}"


def option_key(qualified_name: str, option: str) -> str:
    """The key of an option's description: 'option-rate-genre-rating'."""
    return f"option-{qualified_name.replace(' ', '-')}-{option.replace('_', '-')}"
