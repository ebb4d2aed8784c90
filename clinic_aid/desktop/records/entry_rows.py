"""What rows say of kept consultations, and of their patients so that none is mistaken."""

from collections.abc import Sequence
from dataclasses import replace

from clinic_aid.desktop.records.consultation_row import RowWords, Standing
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.widgets.wording import one_of_name
from clinic_aid.domain.people import namesakes
from clinic_aid.domain.records import Entry


def rows_of(
    entries: Sequence[Entry], words: EntryWords, *, among: Sequence[Entry], with_day: bool = True
) -> tuple[RowWords, ...]:
    """Give what the rows of a list say.

    `among` is all that is shown with them: who shares a name with somebody there is told so.
    """
    alike = namesakes(among)
    return tuple(
        _row_words(
            entry,
            words,
            note=one_of_name(alike[entry.key]) if entry.key in alike else "",
            with_day=with_day,
        )
        for entry in entries
    )


def other_row(entry: Entry, words: EntryWords, doubt: str) -> RowWords:
    """Give a row of the consultations under the name of another, with a doubt whose it is.

    The name stands over the list already; the birth date on the row is the row's own.
    """
    said = RowWords(
        key=entry.key,
        title=words.about(entry.headings),
        note=doubt,
        born=words.born(entry.headings),
        about=words.decision(entry.headings),
        state=words.state(entry),
        standing=_standing(entry),
        changed=words.changed(entry),
    )
    return _with_whole(said, words.name(entry.headings))


def _row_words(entry: Entry, words: EntryWords, *, note: str, with_day: bool = True) -> RowWords:
    headings = entry.headings
    said = RowWords(
        key=entry.key,
        title=words.name(headings),
        note=note,
        born=words.born(headings),
        day=words.day(headings.day) if headings.day and with_day else "",
        about=words.product(headings) or words.no_product(),
        state=words.state(entry),
        standing=_standing(entry),
        changed=words.changed(entry),
        is_named=bool(headings.name),
    )
    return _with_whole(said)


def _standing(entry: Entry) -> Standing:
    if entry.guides_are_older:
        return "care"
    return "done" if entry.guides else "open"


def _with_whole(said: RowWords, *before: str) -> RowWords:
    """Say all of a row for a screen reader as well."""
    parts = (
        *(*before, said.title, said.note, said.born, said.day),
        *(said.about, said.changed, said.state),
    )
    return replace(said, whole=", ".join(part for part in parts if part))
