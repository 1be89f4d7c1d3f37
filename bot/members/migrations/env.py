"""What Alembic runs: the steps, on the connection and in the transaction of whoever called it."""

from alembic import context

from bot.members.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
