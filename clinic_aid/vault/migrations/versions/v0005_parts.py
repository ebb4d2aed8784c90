"""Version 5: a guide has parts, and what each says can be told from what it says later."""

from alembic import op

revision = "5"
down_revision = "4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; what is kept already is one whole each."""
    # Ids of parts with their digests, as JSON.
    op.get_bind().exec_driver_sql("ALTER TABLE guide ADD COLUMN parts TEXT NOT NULL DEFAULT '{}'")
