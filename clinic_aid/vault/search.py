"""Find consultations by words as they are typed: SQLite's full-text search."""

from typing import Final

from sqlalchemy import Connection, Integer, text

from clinic_aid.domain.folding import folded, spellings

_MOST_WORDS: Final = 12
_LONGEST: Final = 60

_FIND: Final = text(
    "SELECT rowid AS number FROM search WHERE search MATCH :query ORDER BY rowid DESC LIMIT :most"
).columns(number=Integer)
FOUND: Final = _FIND.subquery("found")
"""The `number` of each consultation found by a `query`, those begun last first, `most` at most."""
ALL: Final = -1


def numbers(connection: Connection, query: str, *, most: int) -> frozenset[int]:
    """Give the number of each consultation found by a query, `most` at most."""
    return frozenset(connection.execute(_FIND, {"query": query, "most": most}).scalars())


def as_query(typed: str) -> str:
    """Give a query that wants every word typed, the last one as far as it is typed.

    A word with an apostrophe or a hyphen is found as one and in its parts. Empty where nothing was
    typed. Each word is quoted: no sign of a query language is one here.
    """
    # What has neither letter nor digit is no word to the index either.
    words = [word for word in _whole(typed).split() if any(map(str.isalnum, word))]
    return " AND ".join(filter(None, map(_spelled, words[:_MOST_WORDS])))


def as_beginning(words: str) -> str:
    """Give a query that wants the words of a consultation to begin with these."""
    return f"^ {_quoted(folded(_whole(words)))}"


def catch_up(connection: Connection) -> None:
    """Let the index be seen as it is now.

    A check that follows a checkpoint would compare it with what this connection saw earlier, and
    call it damaged.
    """
    connection.execute(_FIND, {"query": as_query("a"), "most": 1}).all()


def forget_erased(connection: Connection) -> None:
    """Write the index anew without what was taken out of it."""
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")


def _spelled(word: str) -> str:
    ways = [f"{_quoted(way)}*" for way in spellings(word[:_LONGEST])]
    return f"({' OR '.join(ways)})" if len(ways) > 1 else "".join(ways)


def _whole(words: str) -> str:
    # Half a character, pasted or typed, is none to the database; nor is a quotation mark a word.
    return words.encode("utf-8", "ignore").decode().replace('"', " ").replace("\0", " ")


def _quoted(words: str) -> str:
    # Folding makes one of a wide quotation mark.
    return '"' + words.replace('"', " ") + '"'
