"""Every text that is said exists, every text that exists is said, and each gets its values."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from discord import Interaction, Locale, app_commands
from discord.app_commands import Parameter, TranslationContext, TranslationContextLocation, locale_str
from fluent.runtime import FluentBundle, FluentResource
from hypothesis import given
from hypothesis import strategies as st

import bot
from bot.lists.entry import ListProblem
from bot.messages import Messages
from bot.service import Problem
from bot.texts import ENGLISH, LANGUAGES, SOURCE, CommandTranslator, Languages, Texts, TitleLanguage, said
from recommender.catalogue import Anime
from tests.bot.ftl import written

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = sorted(Path(bot.__file__).parent.rglob("*.py"))
PROBLEMS = {problem.value for problem in (*Problem, *ListProblem)}
SPEAKERS = {"texts", "ENGLISH", "said", "Refused", "Mistake"}


def spoken() -> Iterator[tuple[str, set[str], str]]:
    """Key, values and place of each call that says a text."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                speaker = node.func.func if isinstance(node.func, ast.Call) else node.func
                name = speaker.id if isinstance(speaker, ast.Name) else ""
                if name in SPEAKERS or name == "texts_for":
                    values = {keyword.arg or "**" for keyword in node.keywords}
                    yield str(node.args[0].value), values, f"{source.name}:{node.lineno}"


def test_each_text_that_is_said_exists_and_gets_its_values() -> None:
    texts = written(SOURCE)
    calls = list(spoken())
    assert len(calls) > 80
    for key, values, place in calls:
        assert key in texts, f"{place} says {key!r}"
        if "**" not in values:
            assert texts[key].variables == values, (
                f"{place} gives {values} to {key!r}, which asks for {texts[key].variables}"
            )


def test_each_problem_of_the_service_has_a_sentence() -> None:
    texts = written(SOURCE)
    assert {key for key in texts if key.startswith("problem-")} == PROBLEMS


def test_no_text_is_left_over() -> None:
    said_somewhere = {key for key, _, _ in spoken()} | PROBLEMS
    assert set(written(SOURCE)) == said_somewhere


def test_a_sentence_without_its_values_is_an_error() -> None:
    with pytest.raises(LookupError, match="problem-year-range"):
        ENGLISH("problem-year-range", year=2500)
    with pytest.raises(LookupError, match="no-such-text"):
        ENGLISH("no-such-text")


def test_years_are_not_grouped_and_counts_are() -> None:
    assert "1900 and 2100" in ENGLISH("problem-year-range", year=2500, first=1900, last=2100)
    assert "17,562 titles" in ENGLISH("status-catalogue", titles=17562)


def test_every_locale_of_discord_has_a_language() -> None:
    assert {LANGUAGES.of(locale.value).language for locale in Locale} >= {"en"}


WORDS = st.text(max_size=9) | st.sampled_from(["none", "{b}", "{{", "}", "**/rate genre**", "\x02b\x03"])
SAYINGS = {
    "placed": '{ $a } and { $b } { NUMBER($c) } { "{" } { $a }',
    "counted": "{ $c ->\n    [one] one { $a }\n   *[other] { $c } of { $b } { $a }\n }",
    "decided": "{ $a ->\n    [none] nothing\n   *[other] { $a } { $b } { $c }\n }",
}


@given(st.lists(st.tuples(st.sampled_from(sorted(SAYINGS)), WORDS, WORDS, st.integers(0, 2000)), min_size=1))
def test_a_text_says_the_same_however_often_it_is_said(said_so_far: list[tuple[str, str, str, int]]) -> None:
    source = "\n".join(f"{key} = {saying}" for key, saying in SAYINGS.items())
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    texts = Texts(Messages("en", source), None)
    for key, a, b, c in said_so_far:
        values: dict[str, str | float] = {"a": a, "b": b, "c": c}
        pattern = bundle.get_message(key).value
        assert pattern
        assert texts(key, **values) == bundle.format_pattern(pattern, values)[0]


@pytest.fixture
def two_languages(tmp_path: Path) -> Languages:
    (tmp_path / "en.ftl").write_text("command-rate = Rate\nbye = Bye\nhint = Use **/rate genre**.\n")
    (tmp_path / "de.ftl").write_text(
        "command-rate = Bewerten\n    .name = bewerten\ncommand-rate-genre = Genre\n    .name = sparte\n"
        "rest = Nimm **/rate genre**.\n"
    )
    (tmp_path / "pt-BR.ftl").write_text("command-rate = Avaliar\n")
    return Languages(tmp_path)


def test_a_language_is_one_file_more(two_languages: Languages) -> None:
    assert two_languages.of("de")("command-rate") == "Bewerten"
    assert two_languages.of("de")("bye") == "Bye"
    assert two_languages.of("pt-BR")("command-rate") == "Avaliar"
    assert two_languages.of("en-GB")("command-rate") == "Rate"
    assert two_languages.of("ja")("command-rate") == "Rate"


async def test_commands_are_named_in_each_language(two_languages: Languages) -> None:
    translator = CommandTranslator(two_languages)
    group = app_commands.Group(name="rate", description=said("command-rate"))
    contexts = app_commands.TranslationContext, app_commands.TranslationContextLocation
    name = contexts[0](contexts[1].group_name, group)
    description = contexts[0](contexts[1].group_description, group)
    assert await translator.translate(app_commands.locale_str("rate"), Locale.german, name) == "bewerten"
    assert await translator.translate(said("command-rate"), Locale.german, description) == "Bewerten"
    assert await translator.translate(said("command-rate"), Locale.british_english, description) is None
    assert await translator.translate(app_commands.locale_str("rate"), Locale.brazil_portuguese, name) is None


async def test_numbered_options_are_named_alike(tmp_path: Path) -> None:
    (tmp_path / "en.ftl").write_text("command-together = Together\n")
    (tmp_path / "de.ftl").write_text(
        "option-together-member1 = Mit wem\n    .name = mitglied1\n"
        "option-together-seen-by-some = Auch Gesehenes\n    .name = teils-gesehen\n"
    )
    translator = CommandTranslator(Languages(tmp_path))

    @app_commands.command(description="...")
    async def together(
        _: Interaction, member1: str, member2: str, seen_by_some: bool, adult: bool
    ) -> None: ...

    async def named(option: Parameter) -> str | None:
        place = TranslationContext(TranslationContextLocation.parameter_name, option)
        return await translator.translate(option.locale_name or locale_str(option.name), Locale.german, place)

    names = [await named(option) for option in together.parameters]
    assert names == ["mitglied1", "mitglied2", "teils-gesehen", None]


def test_texts_name_commands_as_the_reader_knows_them(two_languages: Languages) -> None:
    german, english = two_languages.of("de"), two_languages.of("en")
    assert german("rest") == "Nimm **/bewerten sparte**."
    assert german("hint") == "Use **/bewerten sparte**."
    assert english("hint") == "Use **/rate genre**."
    assert german.command("rate title") == "bewerten title"
    assert german.command("help") == "help"


def test_numbers_have_the_decimal_mark_of_the_language(two_languages: Languages) -> None:
    assert two_languages.of("de").decimal(8.44) == "8,4"
    assert two_languages.of("en").decimal(8.44, 2) == "8.44"
    assert two_languages.of("pt-BR").decimal(10) == "10,0"


def test_titles_go_by_the_name_that_the_reader_likes() -> None:
    monster = Anime(id=19, name="Monster", japanese="モンスター")
    bebop = Anime(id=1, name="Cowboy Bebop", english="COWBOY BEBOP", japanese="カウボーイビバップ")
    romaji, english, japanese = (ENGLISH.naming(language) for language in TitleLanguage)
    names = [texts.name(monster) for texts in (romaji, english, japanese)]
    assert names == ["Monster", "Monster", "モンスター"]
    assert romaji.other_name(monster) == "モンスター"
    assert japanese.other_name(monster) == "Monster"
    assert romaji.other_name(bebop) == "カウボーイビバップ"
    assert japanese.other_name(bebop) == "Cowboy Bebop"
    assert ENGLISH.titles is TitleLanguage.ROMAJI
