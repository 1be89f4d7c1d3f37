"""How members like the bot to be."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from bot.members.records import GuildSettings, MemberSettings, TitleLanguage
from bot.service.feature import Feature
from bot.service.problems import UserError
from bot.service.wishes import ANYTHING, Wish, checked_wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from recommender.catalogue import Catalogue

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
        return preferences_of((await self._store.load(member)).settings, self._catalogue)

    async def choose(self, member: int, change: Callable[[Preferences], Preferences]) -> Preferences:
        """Keep what `change` makes of what the member chose before: two changes at once both count."""
        catalogue = self._catalogue

        def changed(settings: MemberSettings) -> MemberSettings:
            return _settings(change(preferences_of(settings, catalogue)), catalogue)

        kept = await self._store.change_settings(member, changed, datetime.now(UTC))
        return preferences_of(kept, catalogue)

    async def title_language(self, chosen: Preferences, guild: int | None) -> TitleLanguage:
        """By which of its names a title is called: the member's choice, then the server's, then romaji."""
        if chosen.title_language or guild is None:
            return chosen.title_language or TitleLanguage.ROMAJI
        return await self.guild_title_language(guild) or TitleLanguage.ROMAJI

    async def guild_title_language(self, guild: int) -> TitleLanguage | None:
        """What a server calls titles for members who have chosen nothing; None where it has not chosen."""
        return (await self._store.guilds.load(guild)).titles

    async def choose_for_guild(self, guild: int, title_language: TitleLanguage | None) -> None:
        """Keep what a server calls titles for members who have chosen nothing."""
        await self._store.guilds.save(guild, GuildSettings(title_language))


def preferences_of(settings: MemberSettings, catalogue: Catalogue) -> Preferences:
    """The settings as they are kept, in the catalogue's terms."""
    return Preferences(
        title_language=settings.titles,
        wish=_wish(settings, catalogue),
        public=settings.public,
        together=settings.together,
    )


def _settings(preferences: Preferences, catalogue: Catalogue) -> MemberSettings:
    wish = checked_wish(catalogue, preferences.wish)
    return MemberSettings(
        titles=preferences.title_language,
        reach=wish.reach or None,
        wish=None if wish == ANYTHING else msgspec.json.encode(wish).decode(),
        public=preferences.public,
        together=preferences.together,
    )


def _wish(settings: MemberSettings, catalogue: Catalogue) -> Wish:
    if settings.wish is None:
        return replace(ANYTHING, reach=settings.reach or 0.0)
    try:
        return checked_wish(catalogue, msgspec.json.decode(settings.wish, type=Wish))
    except (msgspec.DecodeError, UserError) as error:
        # Another model may lack a genre that the member once chose.
        log.warning("A member's usual wish cannot be met any more (%s).", type(error).__name__)
        return ANYTHING
