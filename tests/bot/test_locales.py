"""Every language says all that English says, within Discord's limits, and is spoken to those who read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from discord import Locale

from bot.texts import LANGUAGES, SOURCE
from tests.bot.ftl import ALL_TEXTS, TRANSLATIONS, written
from tests.bot.stage import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.texts import Texts
    from tests.bot.stage import Stage

UNTRANSLATED = "play-"  # the playground in the terminal speaks English
# What Discord allows, for texts that are shown as they are. Elsewhere they are cut, or measured in use.
LIMITS = {
    r"button-(?!outdated).*|settings-\w+-(on|off)|start-(titles|love|like|meh|dislike|unseen|want|end)": 80,
    r"genres-start|order-(?!menu).*": 80,
    r"menu-.*": 32,
    r"(recommend|watchlist|genres)-(choose|menu)|profile-change-\w+|start-(liked|disliked)": 150,
    r"settings-(titles|reach|length|types|unwanted|server-titles)": 150,
    r"order-menu|title-parts|together-with-whom": 150,
    r"own-titles-form(-name)?": 45,
    r"own-titles-form-hint|(length|reach|visible)-.*|titles-\w+": 100,
    r"status-(completed|watching|on-hold|dropped|planned|unwanted)": 100,
}
LARGE = 999_999
LONGEST_COMMAND = 8000
NAME = re.compile(r"[-_'\w]{1,32}")  # \w is what Discord calls letters and digits, and the underscore
MENUS = {2, 3}

languages = pytest.mark.parametrize("language", TRANSLATIONS)
every_texts = pytest.mark.parametrize("texts", ALL_TEXTS, ids=lambda texts: texts.language)


@languages
def test_a_language_is_complete(language: str) -> None:
    english = {key for key in written(SOURCE) if not key.startswith(UNTRANSLATED)}
    own = set(written(language))
    assert not english - own, "these are missing"
    assert not own - english, "English has none of these"


@languages
def test_texts_say_what_the_english_ones_say(language: str) -> None:
    english = written(SOURCE)
    for key, text in written(language).items():
        if key in english:
            assert text.variables == english[key].variables, key
            assert text.commands == english[key].commands, key
            assert text.attributes <= {"name"}, key


@every_texts
@pytest.mark.parametrize("value", [0, 1, 2, 11, LARGE, 2_000_000])
def test_every_text_can_be_filled_in(texts: Texts, value: int) -> None:
    for key, text in written(texts.language).items():
        said = texts(key, **dict.fromkeys(text.variables, value))
        assert said.strip()
        assert not set(said) & set("{}")


@every_texts
def test_none_is_not_said_as_one(texts: Texts) -> None:
    """French and Portuguese have one form for both, in which the number must not be a fixed 1."""
    for key, text in written(texts.language).items():
        none, seven = (texts(key, **dict.fromkeys(text.variables, value)) for value in (0, 7))
        assert set(re.findall(r"\d+", none)) - set(re.findall(r"\d+", seven)) <= {"0"}, key


@every_texts
def test_no_text_is_longer_than_discord_allows(texts: Texts) -> None:
    for pattern, most in LIMITS.items():
        keys = [key for key in written(texts.language) if re.fullmatch(pattern, key)]
        assert keys, pattern
        for key in keys:
            values = dict.fromkeys(written(texts.language)[key].variables, LARGE)
            assert 1 <= len(texts(key, **values)) <= most, key


async def test_commands_have_good_names_in_every_language(stage: Stage) -> None:
    ours = {locale.value for locale in Locale if LANGUAGES.of(locale.value).language != SOURCE}
    for command in told(stage):
        menu = command["type"] in MENUS
        for node in walk(command):
            assert set(node["name_localizations"]) == ours, node["name"]
            assert menu or set(node["description_localizations"]) == ours, node["name"]
            for name in [node["name"], *node["name_localizations"].values()]:
                assert len(name) <= 32
                assert menu or (NAME.fullmatch(name) and name == name.lower()), name


async def test_no_two_commands_or_options_share_a_name(stage: Stage) -> None:
    commands = told(stage)
    groups = [commands, *(node.get("options", []) for command in commands for node in walk(command))]
    for group in groups:
        for locale in Locale:
            names = [
                (node["type"] if group is commands else "", node["name_localizations"].get(locale.value))
                for node in group
            ]
            assert len({name for name in names if name[1]}) == sum(bool(name[1]) for name in names), names


async def test_no_command_is_larger_than_discord_allows(stage: Stage) -> None:
    for command in told(stage):
        assert size(command) <= LONGEST_COMMAND, command["name"]


def told(stage: Stage) -> list[dict[str, Any]]:
    """What Discord was told of the commands; the stage holds it against Discord's description, too."""
    (commands,) = [request.json for request in stage.env.http_requests if request.path.endswith("/commands")]
    return list(commands)


def walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command with its subcommands, and the options of all of them."""
    yield node
    for option in node.get("options", []):
        yield from walk(option)


def size(node: dict[str, Any]) -> int:
    """The characters of names, descriptions and values; of each the longest language counts."""
    own = sum(
        max(map(len, [node.get(field) or "", *(node.get(f"{field}_localizations") or {}).values()]))
        for field in ("name", "description")
    )
    values = len(str(node.get("value", "")))
    return own + values + sum(map(size, [*node.get("options", []), *node.get("choices", [])]))


@languages
async def test_members_are_answered_in_their_language(stage: Stage, language: str) -> None:
    texts = LANGUAGES.of(language)
    speak(stage, language)
    answer = await stage.slash("help")
    assert texts("help-introduction") in text_of(answer)
    assert f"**/{texts.command('mydata delete')}** · {texts('command-mydata-delete')}" in text_of(answer)
    assert texts("genres-heading") in text_of(await stage.press(answer, texts("button-genres")))
    assert texts("recommend-newcomer").splitlines()[0] in text_of(await stage.slash("recommend"))
    assert texts("privacy-use") in text_of(await stage.slash("privacy"))
    assert texts("profile-newcomer") in text_of(await stage.slash("profile"))
    assert texts("settings-together") in text_of(await stage.slash("settings"))
    assert texts("delete-nothing") in text_of(await stage.slash("mydata delete"))
    assert texts("start-introduction") in text_of(await stage.slash("start"))
    assert texts("watchlist-empty") in text_of(await stage.slash("watchlist"))
    asked = await stage.slash("compare", member=stage.bob)
    assert texts("invitation-comparison", name="alice") in text_of(asked)
    assert texts("invitation-meaning") in text_of(asked)
    unknown = texts("problem-unknown-genre", genre="ZZZ", nearest="none")
    assert unknown in text_of(await stage.slash("rate genre", genre="ZZZ", rating=5))


def speak(stage: Stage, language: str) -> None:
    """Let the members' Discord be in a language from now on."""
    locale = next(locale.value for locale in Locale if LANGUAGES.of(locale.value).language == language)
    parsers = stage.bot._connection.parsers
    parse = parsers["INTERACTION_CREATE"]
    parsers["INTERACTION_CREATE"] = lambda data: parse({**data, "locale": locale})
