"""Where Alembic gets its connection: from the program that upgrades a file, never from a file."""

from alembic import context

from vvdesk.model import Entity

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Entity.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
