"""What the tests of the service look at beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.members.store import MemberStore
    from bot.model import Loaded, Model
    from bot.service import Service
    from recommender.catalogue import Anime, Catalogue


@pytest.fixture
def loaded(model: Model) -> Loaded:
    return model.current


@pytest.fixture
def store(service: Service) -> MemberStore:
    return service._store


@pytest.fixture
def ordinary(catalogue: Catalogue) -> list[Anime]:
    """The titles that are not for adults, the best-known first."""
    return sorted((a for a in catalogue.anime if not a.adult), key=lambda a: -a.members)


@pytest.fixture
def for_adults(catalogue: Catalogue) -> Anime:
    return next(a for a in catalogue.anime if a.adult)
