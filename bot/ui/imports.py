"""Bringing a list: how far it is, what it would change, and what it changed."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
from discord import ButtonStyle, ui

from bot.delivery import UndeliveredError, is_lost
from bot.lists.entry import Source
from bot.lists.scores import Scale
from bot.members.records import Status
from bot.service import Step
from bot.ui.answers import Message, error_message, redraw, texts_for
from bot.ui.links import PROFILE, RECOMMEND, open_button
from bot.ui.markup import literal
from bot.ui.stateful import Stateful, custom_id, template

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.service import ImportDone, Preview
    from bot.texts import Texts
    from bot.ui.answers import Interaction

MOST_NAMES = 5
LONGEST_NAME = 80
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

log = logging.getLogger(__name__)


class AnswerImport(
    Stateful[ui.Button[Any]], template=template("import", r"(?P<answer>yes|no)", r"(?P<code>[0-9a-f]{8})")
):
    """A button that keeps the list that was shown, or leaves it."""

    async def act(self, interaction: Interaction) -> None:
        """Do so, and say so."""
        service, texts, code = interaction.client.service, texts_for(interaction), self.state["code"]
        if self.state["answer"] == "no":
            service.cancel_import(self.owner, code)
            await redraw(interaction, Message(texts("import-cancelled")))
            return

        async def bring() -> Message:
            done = await service.confirm_import(self.owner, code, progress_of(interaction))
            return done_message(texts, self.owner, done)

        await finish(interaction, bring)


class UndoImport(Stateful[ui.Button[Any]], template=template("import-undo", r"(?P<at>\d{1,17})")):
    """A button that puts back what a list took the place of."""

    async def act(self, interaction: Interaction) -> None:
        """Do so, and say so."""
        at = EPOCH + int(self.state["at"]) * MICROSECOND
        undone = await interaction.client.service.undo_import(self.owner, at)
        await redraw(interaction, Message(f"↩️ {texts_for(interaction)('import-undone', count=undone)}"))


def progress_of(interaction: Interaction) -> Callable[[Step], Awaitable[None]]:
    """What shows how far a list is, in the place of the message that a press was on or that is awaited."""

    async def show(step: Step) -> None:
        texts = texts_for(interaction)
        said = {
            Step.READING: texts("import-reading"),
            Step.MATCHING: texts("import-matching"),
            Step.SAVING: texts("import-saving"),
        }
        try:
            await _put(interaction, Message(f"⏳ {said[step]}"))
        except (discord.HTTPException, UndeliveredError) as error:
            if not is_lost(error):
                raise
            log.info("The progress of a list is not shown: %s", error)  # the list itself goes on

    return show


async def finish(interaction: Interaction, work: Callable[[], Awaitable[Message]]) -> None:
    """Put what comes of some work in the place of its progress: its result, or why there is none."""
    try:
        message = await work()
    except Exception as error:
        if not interaction.response.is_done():
            raise
        message = error_message(interaction, error)
    await _put(interaction, message)


async def _put(interaction: Interaction, message: Message) -> None:
    if interaction.response.is_done():
        await interaction.edit_original_response(view=message)
    else:
        await redraw(interaction, message)


def preview_message(texts: Texts, owner: int, preview: Preview) -> Message:
    """What a list holds and would change, with a button to keep it and one to leave it."""
    heading = f"## 📥 {_heading(texts, preview.source)}"
    statuses = [_status(texts, status, preview.statuses[status]) for status in Status]
    facts = [
        texts("import-titles", count=preview.titles),
        " · ".join(filter(None, statuses)),
        _scores(texts, preview),
        texts("import-genres", count=preview.outcome.genres) if preview.outcome.genres else "",
    ]
    outcome = preview.outcome
    change = texts(
        "import-outcome", added=outcome.added, changed=outcome.changed, unchanged=outcome.unchanged
    )
    remarks = [
        _names(texts("import-unlisted", count=len(preview.unlisted)), texts, preview.unlisted),
        _names(texts("import-unclear", count=len(preview.unclear)), texts, preview.unclear),
        texts("import-nameless", count=preview.nameless) if preview.nameless else "",
    ]
    blocks = ["\n".join([heading, *filter(None, facts)]), change, "\n".join(filter(None, remarks))]
    said = [block for block in blocks if block]
    if not preview.news:
        return Message(*said, f"✅ {texts('import-nothing-new')}")
    yes: ui.Button[Any] = ui.Button(
        label=texts("button-import"),
        emoji="📥",
        style=ButtonStyle.primary,
        custom_id=custom_id("import", owner, "yes", preview.code),
    )
    no: ui.Button[Any] = ui.Button(
        label=texts("button-cancel"), custom_id=custom_id("import", owner, "no", preview.code)
    )
    return Message(
        *said, f"-# {texts('import-explained')}", ui.ActionRow(AnswerImport(yes), AnswerImport(no))
    )


def done_message(texts: Texts, owner: int, done: ImportDone) -> Message:
    """What a list changed, with a button that undoes it."""
    outcome = done.outcome
    lines = [
        f"✅ {_heading(texts, done.source)}",
        texts("import-outcome", added=outcome.added, changed=outcome.changed, unchanged=outcome.unchanged),
    ]
    if outcome.genres:
        lines.append(texts("import-genres", count=outcome.genres))
    leads = [open_button(texts, owner, RECOMMEND, first=True), open_button(texts, owner, PROFILE)]
    if not (outcome.added or outcome.changed or outcome.genres):
        return Message("\n".join(lines), ui.ActionRow(*leads))
    until = discord.utils.format_dt(done.at + timedelta(days=1))
    lines.append(f"-# {texts('import-undo-until', when=until)}")
    undo: ui.Button[Any] = ui.Button(
        label=texts("button-undo"),
        emoji="↩️",
        custom_id=custom_id("import-undo", owner, (done.at - EPOCH) // MICROSECOND),
    )
    return Message("\n".join(lines), ui.ActionRow(*leads, UndoImport(undo)))


def _heading(texts: Texts, source: Source) -> str:
    if source is Source.OTHER:
        return texts("import-heading-other")
    return texts("import-heading", source=source.value)


def _status(texts: Texts, status: Status, count: int) -> str:
    if not count:
        return ""
    named = {
        Status.COMPLETED: ("✅", texts("import-completed", count=count)),
        Status.WATCHING: ("▶️", texts("import-watching", count=count)),
        Status.ON_HOLD: ("⏸️", texts("import-on-hold", count=count)),
        Status.DROPPED: ("⏹️", texts("import-dropped", count=count)),
        Status.PLANNED: ("🔖", texts("import-planned", count=count)),
        Status.UNWANTED: ("🚫", texts("import-unwanted", count=count)),
    }
    return " ".join(named[status])


def _scores(texts: Texts, preview: Preview) -> str:
    if not preview.rated:
        return ""
    said = {
        Scale.POINT_100: texts("import-scores-100", count=preview.rated),
        Scale.POINT_10_DECIMAL: texts("import-scores-decimal", count=preview.rated),
        Scale.POINT_10: texts("import-scores-10", count=preview.rated),
        Scale.POINT_5: texts("import-scores-stars", count=preview.rated),
        Scale.POINT_3: texts("import-scores-smileys", count=preview.rated),
    }
    return f"⭐ {said[preview.scale]}"


def _names(sentence: str, texts: Texts, names: Sequence[str]) -> str:
    if not names:
        return ""
    shown = [literal(name, LONGEST_NAME) for name in names[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        shown.append(texts("import-more", count=len(names) - MOST_NAMES))
    return f"❔ {sentence}\n-# {' · '.join(shown)}"
