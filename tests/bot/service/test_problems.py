"""Every refusal has its sentence."""

from __future__ import annotations

from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

import bot
from bot.service import Problem


def test_every_problem_has_its_sentence() -> None:
    english = Path(bot.__file__).with_name("locales") / "en.ftl"
    resource = FluentParser().parse(english.read_text("utf-8"))
    sentences = {entry.id.name for entry in resource.body if isinstance(entry, Message)}
    assert {problem.value for problem in Problem} <= sentences
