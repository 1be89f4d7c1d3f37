"""What every feature of the service has at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.service.users import MOST, Users

if TYPE_CHECKING:
    from bot.members.store import MemberStore
    from bot.model import Model
    from recommender.catalogue import Catalogue


class Feature:
    """A part of the service: what it does for members, by their ids."""

    def __init__(self, store: MemberStore, model: Model) -> None:
        self._store = store
        self._model = model
        self._users = Users(MOST[model.engine])

    @property
    def _catalogue(self) -> Catalogue:
        return self._model.current.catalogue

    async def forget(self, member: int) -> None:
        """Forget what is held in memory about a member; a feature that holds something adds its part."""
