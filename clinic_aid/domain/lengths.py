"""How much one entry may hold: more would not be read, and would crowd a page."""

from clinic_aid.errors import InvalidValueError

NUMBER, LINE, PASSAGE, ENTRIES = 80, 200, 4000, 50


def require_short(limit: int, **texts: str | None) -> None:
    """Refuse a text of more characters than `limit`, by its name."""
    for name, text in texts.items():
        if text is not None and len(text) > limit:
            raise InvalidValueError(
                "{name} has {count:,} characters; at most {limit:,} fit",
                name=name,
                count=len(text),
                limit=limit,
            )


def require_few(**lists: tuple[object, ...]) -> None:
    """Refuse a list of more than `ENTRIES` entries, and a text in it longer than a line."""
    for name, entries in lists.items():
        if len(entries) > ENTRIES:
            raise InvalidValueError(
                "{name} has {count:,} entries; at most {most} fit",
                name=name,
                count=len(entries),
                most=ENTRIES,
            )
        for entry in entries:
            if isinstance(entry, str):
                require_short(LINE, **{name: entry})
