"""The tables, as the program reads and writes them; migrations make them.

The full-text search of SQLite is not among them: `search.py` alone knows it, so that another
database can have another.
"""

from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Date,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

APPLICATION_ID: Final = 0x434C4149
"""Tells a vault from any other SQLite file ("CLAI")."""


class UtcTime(TypeDecorator[datetime]):
    """An instant, kept in UTC; a time without a zone is refused."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).isoformat(timespec="milliseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


class PlainDate(TypeDecorator[date]):
    """A day without a zone, as text that sorts."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(String(10) if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ARG002
        return date.fromisoformat(value) if isinstance(value, str) else value


metadata = MetaData()

consultation = Table(
    "consultation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(32), nullable=False, unique=True),
    Column("begun_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False, index=True),
    Column("person", String(200), nullable=False),
    Column("content", String(200), nullable=False),
    Column("name", Text),
    Column("birth_date", PlainDate),
    Column("day", PlainDate, index=True),
    Column("product", String(200)),
    Column("decision", String(200)),
    Column("words", Text, nullable=False),
    Column("tree", Text, nullable=False),
    Column("held", Integer, nullable=False, server_default="0"),
    Column("follows", String(32), index=True),
    Column("folded", Text, nullable=False, server_default=""),
    Column("newer_guide", String(64)),
    Column("newer_left", String(64)),
)

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("consultation_id", ForeignKey("consultation.id", ondelete="CASCADE"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("person", String(200), nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("consultation_id", "at"),
)

guide = Table(
    "guide",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "consultation_id",
        ForeignKey("consultation.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("sha256", String(64), nullable=False),
    Column("edition", String(40), nullable=False),
    Column("paper", String(40), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("content", String(200), nullable=False),
    Column("program", String(40), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("pdf", LargeBinary, nullable=False),
    Column("parts", Text, nullable=False, server_default="{}"),
    UniqueConstraint("consultation_id", "sha256"),
)

giving = Table(
    "giving",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guide_id", ForeignKey("guide.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("how", String(40), nullable=False),
    Column("person", String(200), nullable=False),
    Column("pages", String(200)),
)

trail = Table(
    "trail",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("person", String(200), nullable=False),
    Column("deed", String(40), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("mac", LargeBinary(32), nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Text, nullable=False),
)


def storable(words: str | None) -> str | None:
    """Give words without what no database takes: NUL and halves of characters."""
    if words is None:
        return None
    return words.replace("\0", "").encode("utf-8", "replace").decode()
