"""Forms to fill in that carry their state in their custom id, and so outlive the process that opened them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from discord import ui

from bot.ui.answers import Refused, answer_error, custom_id_of, know_reader

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from bot.ui.answers import Interaction


class Form(ui.Modal):
    """A form that only its owner may send; what its custom id says is checked like anything typed.

    Attributes:
        kinds: every kind of form there is.
        template: what the custom ids of its kind look like, as `bot.ui.stateful.template` makes it.
    """

    kinds: ClassVar[list[type[Form]]] = []
    template: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls, *, template: re.Pattern[str]) -> None:
        super().__init_subclass__()
        cls.template = template
        Form.kinds.append(cls)

    def __init__(self, title: str, identity: str, *fields: ui.Label[Any]) -> None:
        super().__init__(title=title, custom_id=identity)
        for field in fields:
            self.add_item(field)
        # The custom id carries the state, so nothing needs to be kept of a form that was opened.
        self.stop()

    @classmethod
    async def act(cls, interaction: Interaction, state: re.Match[str], typed: Mapping[str, str]) -> None:
        """Do what the form is for.

        Args:
            interaction: of the member who sent it.
            state: the parts of the custom id, by name.
            typed: what stands in its fields, by their custom ids.
        """
        raise NotImplementedError


async def take(interaction: Interaction) -> None:
    """Act on a form that was sent unless there is too much to do, and answer a fault with its sentence."""
    try:
        interaction.client.gate.enter(interaction)
        await know_reader(interaction)
        await _act(interaction)
    except Exception as error:  # noqa: BLE001 - the one place where the faults of forms end
        await answer_error(interaction, error)
    else:
        interaction.client.dispatch("press_completion", interaction)


async def _act(interaction: Interaction) -> None:
    identity = custom_id_of(interaction)
    for kind in Form.kinds:
        if state := kind.template.fullmatch(identity):
            break
    else:
        raise Refused("button-outdated")
    if int(state["owner"]) != interaction.user.id:
        raise Refused("not-yours")
    data: Mapping[str, Any] = interaction.data or {}
    await kind.act(interaction, state, dict(_typed(data.get("components") or [])))


def _typed(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        if isinstance(component.get("value"), str):
            yield component["custom_id"], component["value"]
        else:
            yield from _typed([*component.get("components", []), *filter(None, [component.get("component")])])
