"""What people touch: the Discord bot, its playground, and the service behind both."""
