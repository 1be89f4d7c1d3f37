"""What Discord says of itself, its servers, members and messages, no longer than discord.py needs it."""

from __future__ import annotations

from itertools import count
from typing import Any, TypeAlias

from simcord.components import walk_components

Payload: TypeAlias = dict[str, Any]

BOT, OWNER = 1_000, 1_001
FIRST_MEMBER, FIRST_CHANNEL = 10_000, 60_000_000
FIRST_TIME, TIMESTAMP = 5_040, 22  # of ids, which tell of a time from that bit on
THEN = "2026-01-01T00:00:00+00:00"
COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4  # kinds of interactions
COMPONENTS_V2 = 1 << 15
EVERYTHING = str((1 << 50) - 1)

_numbers = count(1 << 40)


def new_id() -> str:
    """An id that nothing else has."""
    return str(next(_numbers))


def user(number: int, *, bot: bool = False) -> Payload:
    """A user."""
    return {
        "id": str(number),
        "username": f"user{number}",
        "discriminator": "0",
        "global_name": f"User {number}",
        "avatar": None,
        "bot": bot,
    }


def application() -> Payload:
    """The bot's application."""
    return {
        "id": str(BOT),
        "name": "Osusume",
        "description": "",
        "icon": None,
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "flags": 0,
        "owner": user(OWNER),
        "team": None,
    }


def guild_id(number: int) -> int:
    """The id of a server, which belongs to shard 0 of 2, 3, 4 ... where the number does."""
    return (FIRST_TIME + number) << TIMESTAMP


def guild(number: int) -> Payload:
    """A server with one channel; guild 0, channel 0 and so on belong to each other."""
    role = {
        "id": str(guild_id(number)),
        "name": "@everyone",
        "permissions": EVERYTHING,
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(guild_id(number)),
        "name": f"Server {number}",
        "owner_id": str(OWNER),
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role],
        "member_count": 100,
        "members": [],
        "channels": [channel(number)],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "joined_at": THEN,
        "unavailable": False,
    }


def channel(number: int) -> Payload:
    """A server's channel."""
    return {
        "id": str(FIRST_CHANNEL + number),
        "guild_id": str(guild_id(number)),
        "type": 0,
        "name": "general",
        "position": 0,
        "permission_overwrites": [],
        "parent_id": None,
        "topic": None,
        "last_message_id": None,
    }


def interaction(kind: int, member: int, guild_number: int, data: Payload) -> Payload:
    """What a member does in a server's channel."""
    return {
        "id": new_id(),
        "application_id": str(BOT),
        "type": kind,
        "token": f"token{new_id()}",
        "version": 1,
        "data": data,
        "guild_id": str(guild_id(guild_number)),
        "channel_id": str(FIRST_CHANNEL + guild_number),
        "channel": channel(guild_number),
        "member": {
            "user": user(member),
            "roles": [],
            "nick": None,
            "joined_at": THEN,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": EVERYTHING,
        },
        "locale": "en-US",
        "guild_locale": "en-US",
        "app_permissions": EVERYTHING,
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 0,
        "attachment_size_limit": 1 << 24,
    }


def message(data: Payload, channel_id: str) -> Payload:
    """The message that comes of what the bot sent, as Discord shows it afterwards."""
    components = data.get("components") or []
    for number, part in enumerate(walk_components(components), 1):
        part.setdefault("id", number)
    return {
        "id": new_id(),
        "channel_id": channel_id,
        "author": user(BOT, bot=True),
        "content": "",
        "timestamp": THEN,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": components,
        "pinned": False,
        "type": 0,
        "flags": data.get("flags", 0) | COMPONENTS_V2,
    }
