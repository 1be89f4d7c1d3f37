"""What people touch: the Discord bot, its playground, and the service behind both."""

__version__ = "0.1.0"
