"""Find consultations by words as they are typed: SQLite's full-text search."""

import unicodedata
from typing import Final

from sqlalchemy import Connection, text

_MOST_WORDS: Final = 12
_LONGEST: Final = 60

_FIND: Final = text(
    "SELECT rowid FROM search WHERE search MATCH :query ORDER BY rowid DESC LIMIT :most"
)


def as_query(typed: str) -> str:
    """Give a query that wants every word typed, the last one as far as it is typed.

    Empty where nothing was typed. Each word is quoted: no sign of a query language is one here.
    """
    # Half a character, pasted or typed, is none to the database.
    whole = typed.encode("utf-8", "ignore").decode()
    said = unicodedata.normalize("NFC", whole).replace('"', " ").replace("\0", " ")
    # What has neither letter nor digit is no word to the index either.
    words = [word for word in said.split() if any(map(str.isalnum, word))]
    return " ".join(f'"{word[:_LONGEST]}"*' for word in words[:_MOST_WORDS])


def find(connection: Connection, typed: str, *, most: int) -> list[int]:
    """Give the numbers of the consultations found, those begun last first."""
    query = as_query(typed)
    if not query:
        return []
    return [row[0] for row in connection.execute(_FIND, {"query": query, "most": most})]


def catch_up(connection: Connection) -> None:
    """Let the index be seen as it is now.

    A check that follows a checkpoint would compare it with what this connection saw earlier, and
    call it damaged.
    """
    find(connection, "a", most=1)


def forget_erased(connection: Connection) -> None:
    """Write the index anew without what was taken out of it."""
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")
