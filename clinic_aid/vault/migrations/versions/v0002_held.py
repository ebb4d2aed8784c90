"""Version 2: a consultation can be held beyond the clinic's period."""

from alembic import op

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the sign to every consultation; none is held at first."""
    op.get_bind().exec_driver_sql(
        "ALTER TABLE consultation ADD COLUMN held INTEGER NOT NULL DEFAULT 0"
    )
