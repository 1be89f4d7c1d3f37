"""How members like the bot to be."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from bot.members.records import GuildSettings, TitleLanguage
from bot.service.feature import Feature
from bot.service.problems import UserError
from bot.service.wishes import ANYTHING, Wish, checked_wish

if TYPE_CHECKING:
    from bot.members.records import MemberSettings
    from recommender.catalogue import Catalogue

WISHES = TypeAdapter(Wish)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a member chose.

    Attributes:
        title_language: by which of its names a title is called; None for what the server has chosen.
        wish: what a list holds where nothing else is asked for.
        public: whether everyone in the channel sees the member's lists.
        together: whether others may compare themselves with the member, and ask for a list for both.
    """

    title_language: TitleLanguage | None = None
    wish: Wish = ANYTHING
    public: bool = True
    together: bool = False


class Choosing(Feature):
    """Members' and servers' settings."""

    async def preferences(self, member: int) -> Preferences:
        """What the member chose; the defaults where nothing was chosen."""
        return preferences_of(await self._store.load_settings(member), self._catalogue)

    async def choose(self, member: int, preferences: Preferences) -> Preferences:
        """Keep what the member chose; the result is what is kept, checked."""
        wish = checked_wish(self._catalogue, preferences.wish)
        chosen = replace(preferences, wish=wish)

        def change(settings: MemberSettings) -> MemberSettings:
            return replace(
                settings,
                titles=chosen.title_language,
                reach=wish.reach or None,
                wish=None if wish == ANYTHING else WISHES.dump_json(wish).decode(),
                public=chosen.public,
                together=chosen.together,
            )

        await self._store.change_settings(member, change, datetime.now(UTC))
        return chosen

    async def title_language(self, member: int, guild: int | None) -> TitleLanguage:
        """By which of its names a title is called: the member's choice, then the server's, then romaji."""
        own = (await self._store.load_settings(member)).titles
        if own or guild is None:
            return own or TitleLanguage.ROMAJI
        return (await self._store.load_guild(guild)).titles or TitleLanguage.ROMAJI

    async def choose_for_guild(self, guild: int, title_language: TitleLanguage | None) -> None:
        """Keep what a server calls titles for members who have chosen nothing."""
        await self._store.save_guild(guild, GuildSettings(title_language))


def preferences_of(settings: MemberSettings, catalogue: Catalogue) -> Preferences:
    """The settings as they are kept, in the catalogue's terms."""
    return Preferences(
        title_language=settings.titles,
        wish=_wish(settings, catalogue),
        public=settings.public,
        together=settings.together,
    )


def _wish(settings: MemberSettings, catalogue: Catalogue) -> Wish:
    if settings.wish is None:
        return replace(ANYTHING, reach=settings.reach or 0.0)
    try:
        return checked_wish(catalogue, WISHES.validate_json(settings.wish))
    except (ValidationError, UserError) as error:
        # Another model may lack a genre that the member once chose.
        log.warning("A member's usual wish cannot be met any more (%s).", type(error).__name__)
        return ANYTHING
