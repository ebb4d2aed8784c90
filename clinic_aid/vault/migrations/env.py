"""What Alembic runs: the steps on the connection that it was given, in its transaction."""

from alembic import context

from clinic_aid.vault.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # The caller's transaction holds all steps and the check of what came out of them.
    transaction_per_migration=False,
    # It would copy tables, and drop their triggers without a word.
    render_as_batch=False,
)
context.run_migrations()
