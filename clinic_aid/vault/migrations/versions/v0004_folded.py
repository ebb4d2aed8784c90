"""Version 4: the search folds letters as people type; a guide may be older than its entries."""

from alembic import op

from clinic_aid.domain.folding import findable

revision = "4"
down_revision = "3"
branch_labels = None
depends_on = None

_COLUMNS = (
    "ALTER TABLE consultation ADD COLUMN folded TEXT NOT NULL DEFAULT ''",
    # The SHA-256 of the guide as it would be now, where that differs from those given; and of the
    # one for which somebody left them as they are.
    "ALTER TABLE consultation ADD COLUMN newer_guide TEXT",
    "ALTER TABLE consultation ADD COLUMN newer_left TEXT",
    # All names are read without the rest of their rows.
    "CREATE INDEX ix_consultation_name ON consultation (name) WHERE name IS NOT NULL",
)
_SEARCH = (
    *(f"DROP TRIGGER search_{deed}" for deed in ("insert", "delete", "update")),
    "DROP TABLE search",
    # What is folded needs no second rule of what is alike.
    """CREATE VIRTUAL TABLE search USING fts5(
        folded, content='consultation', content_rowid='id', prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 0"
    )""",
    "INSERT INTO search(search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO search(search) VALUES ('rebuild')",
    """CREATE TRIGGER search_insert AFTER INSERT ON consultation BEGIN
        INSERT INTO search(rowid, folded) VALUES (new.id, new.folded);
    END""",
    """CREATE TRIGGER search_delete AFTER DELETE ON consultation BEGIN
        INSERT INTO search(search, rowid, folded) VALUES ('delete', old.id, old.folded);
    END""",
    """CREATE TRIGGER search_update AFTER UPDATE OF folded ON consultation
    WHEN old.folded IS NOT new.folded BEGIN
        INSERT INTO search(search, rowid, folded) VALUES ('delete', old.id, old.folded);
        INSERT INTO search(rowid, folded) VALUES (new.id, new.folded);
    END""",
)


def upgrade() -> None:
    """Add them, fold what is kept, and write the index anew."""
    connection = op.get_bind()
    for statement in _COLUMNS:
        connection.exec_driver_sql(statement)
    kept = connection.exec_driver_sql("SELECT id, words FROM consultation").all()
    folded = [(findable(words), number) for number, words in kept]
    if folded:
        connection.exec_driver_sql("UPDATE consultation SET folded = ? WHERE id = ?", folded)
    for statement in _SEARCH:
        connection.exec_driver_sql(statement)
