"""Find consultations by words as they are typed: SQLite's full-text search."""

import unicodedata
from typing import Final

from sqlalchemy import Connection, Integer, text

_MOST_WORDS: Final = 12
_LONGEST: Final = 60

_FIND: Final = text(
    "SELECT rowid AS number FROM search WHERE search MATCH :query ORDER BY rowid DESC LIMIT :most"
).columns(number=Integer)
FOUND: Final = _FIND.subquery("found")
"""The `number` of each consultation found by a `query`, those begun last first, `most` at most."""
ALL: Final = -1


def as_query(typed: str) -> str:
    """Give a query that wants every word typed, the last one as far as it is typed.

    Empty where nothing was typed. Each word is quoted: no sign of a query language is one here.
    """
    # What has neither letter nor digit is no word to the index either.
    words = [word for word in _quotable(typed).split() if any(map(str.isalnum, word))]
    return " ".join(f'"{word[:_LONGEST]}"*' for word in words[:_MOST_WORDS])


def as_beginning(words: str) -> str:
    """Give a query that wants the words of a consultation to begin with these."""
    return f'^ "{_quotable(words)}"'


def catch_up(connection: Connection) -> None:
    """Let the index be seen as it is now.

    A check that follows a checkpoint would compare it with what this connection saw earlier, and
    call it damaged.
    """
    connection.execute(_FIND, {"query": as_query("a"), "most": 1}).all()


def forget_erased(connection: Connection) -> None:
    """Write the index anew without what was taken out of it."""
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")


def _quotable(words: str) -> str:
    # Half a character, pasted or typed, is none to the database.
    whole = words.encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", whole).replace('"', " ").replace("\0", " ")
