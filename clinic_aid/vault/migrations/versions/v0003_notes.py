"""Version 3: notes on closed consultations, which one follows which, which pages were printed."""

from alembic import op

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None

_STATEMENTS = (
    # No reference: erasing the earlier one must leave the later one as it is.
    "ALTER TABLE consultation ADD COLUMN follows TEXT",
    "CREATE INDEX ix_consultation_follows ON consultation (follows) WHERE follows IS NOT NULL",
    """CREATE TABLE note (
        id INTEGER PRIMARY KEY,
        consultation_id INTEGER NOT NULL REFERENCES consultation (id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        person TEXT NOT NULL,
        words TEXT NOT NULL,
        UNIQUE (consultation_id, at)
    ) STRICT""",
    "ALTER TABLE giving ADD COLUMN pages TEXT",
)


def upgrade() -> None:
    """Add them; of what is kept already nothing is known of these."""
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
