"""The slash commands: one cog a feature, each of which parses, asks the service, and shows the answer."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

T = TypeVar("T")

FEATURES = (
    "start",
    "rate",
    "recommend",
    "titles",
    "watchlist",
    "mentions",
    "together",
    "compare",
    "profile",
    "settings",
    "imports",
    "mydata",
    "privacy",
    "help",
    "admin",
)
EXTENSIONS = tuple(f"{__name__}.{feature}" for feature in FEATURES)


def everywhere(command: T) -> T:
    """Let a command be used in servers, direct messages and group chats, however the bot was installed."""
    command = app_commands.allowed_installs(guilds=True, users=True)(command)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(command)


def servers_only(command: T) -> T:
    """Let a command be used only in servers that installed the bot."""
    command = app_commands.allowed_installs(guilds=True, users=False)(command)
    return app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
