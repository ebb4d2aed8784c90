"""Version 1: consultations, the guides given of them, the audit trail, settings, the search."""

from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """CREATE TABLE consultation (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        begun_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        person TEXT NOT NULL,
        content TEXT NOT NULL,
        name TEXT,
        birth_date TEXT,
        day TEXT,
        product TEXT,
        decision TEXT,
        words TEXT NOT NULL,
        tree TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX ix_consultation_changed_at ON consultation (changed_at)",
    "CREATE INDEX ix_consultation_day ON consultation (day)",
    """CREATE TABLE guide (
        id INTEGER PRIMARY KEY,
        consultation_id INTEGER NOT NULL REFERENCES consultation (id) ON DELETE CASCADE,
        sha256 TEXT NOT NULL,
        edition TEXT NOT NULL,
        paper TEXT NOT NULL,
        pages INTEGER NOT NULL,
        content TEXT NOT NULL,
        program TEXT NOT NULL,
        made_at TEXT NOT NULL,
        pdf BLOB NOT NULL,
        UNIQUE (consultation_id, sha256)
    ) STRICT""",
    "CREATE INDEX ix_guide_consultation_id ON guide (consultation_id)",
    """CREATE TABLE giving (
        id INTEGER PRIMARY KEY,
        guide_id INTEGER NOT NULL REFERENCES guide (id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        how TEXT NOT NULL,
        person TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX ix_giving_guide_id ON giving (guide_id)",
    """CREATE TABLE trail (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        person TEXT NOT NULL,
        deed TEXT NOT NULL,
        subject TEXT NOT NULL,
        mac BLOB NOT NULL
    ) STRICT""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    # The rows of the search are read from the table itself: no second copy of the words.
    """CREATE VIRTUAL TABLE search USING fts5(
        words, content='consultation', content_rowid='id', prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 2"
    )""",
    # What is erased is taken out of the index at once, not marked and left there.
    "INSERT INTO search(search, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER search_insert AFTER INSERT ON consultation BEGIN
        INSERT INTO search(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER search_delete AFTER DELETE ON consultation BEGIN
        INSERT INTO search(search, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    # Only when the words change: most saves leave the index alone.
    """CREATE TRIGGER search_update AFTER UPDATE OF words ON consultation
    WHEN old.words IS NOT new.words BEGIN
        INSERT INTO search(search, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO search(rowid, words) VALUES (new.id, new.words);
    END""",
)


def upgrade() -> None:
    """Make everything."""
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
