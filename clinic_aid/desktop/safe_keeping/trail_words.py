"""The audit trail in plain words."""

from collections.abc import Callable
from datetime import datetime

from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.widgets.wording import isolated, said_moment
from clinic_aid.domain.records import MARK, TrailRow


def sentence(row: TrailRow, language: str) -> str:
    """Say what somebody did, in one sentence; a line of an earlier program says what it knows."""
    told = _with_subject(row) or _of_setting(row) or _of_moment(row, language)
    if told is None:
        plain = _PLAIN.get(row.deed)
        # A deed of a newer program is told by its own name, never left out.
        told = plain() if plain else translate("Trail", "{person} did this: {deed}"), {}
    words, values = told
    return words.format(person=isolated(row.person), deed=row.deed, **values)


def mark(row: TrailRow) -> str:
    """Give the beginning of the random key that a line is about, "" where there is none."""
    taken_over = row.deed == "restore" and row.subject and _moment(row.subject) is None
    return row.subject[:MARK] if row.deed in _OF_CONSULTATION or taken_over else ""


_OF_CONSULTATION = frozenset(
    {
        *("begin", "open", "print", "save-guide", "proof", "export", "hold", "release", "note"),
        *("erase", "erase-again", "keep-listed", "leave-guide", "take-back"),
    }
)

_PLAIN: dict[str, Callable[[], str]] = {
    "create": lambda: translate("Trail", "{person} made the vault."),
    "unlock": lambda: translate("Trail", "{person} unlocked the vault."),
    "unlock-by-recovery-key": lambda: translate(
        "Trail", "{person} opened the vault with the recovery key."
    ),
    "lock": lambda: translate("Trail", "The vault was locked. {person} had unlocked it."),
    "begin": lambda: translate("Trail", "{person} began a consultation."),
    "open": lambda: translate("Trail", "{person} opened a consultation."),
    "print": lambda: translate("Trail", "{person} sent a guide to the printer."),
    "save-guide": lambda: translate("Trail", "{person} saved a guide as a file."),
    "proof": lambda: translate("Trail", "{person} made the record of a consultation."),
    "export": lambda: translate("Trail", "{person} exported what is kept of a patient."),
    "erase": lambda: translate("Trail", "{person} erased a consultation."),
    "erase-again": lambda: translate(
        "Trail", "What had been erased was kept from coming back, as {person} was here."
    ),
    "keep-listed": lambda: translate(
        "Trail", "{person} kept a consultation that a list from outside called erased."
    ),
    "hold": lambda: translate(
        "Trail", "{person} had a consultation kept beyond the clinic’s period."
    ),
    "release": lambda: translate(
        "Trail", "{person} had a consultation kept no longer than the period."
    ),
    "review": lambda: translate("Trail", "{person} made the yearly review."),
    "settings": lambda: translate("Trail", "{person} changed a setting."),
    "note": lambda: translate("Trail", "{person} added a note to a closed consultation."),
    "leave-guide": lambda: translate(
        "Trail", "{person} left the guide given as it is, though the entries had changed."
    ),
    "key-on-paper": lambda: translate(
        "Trail", "{person} confirmed that the recovery key is on paper."
    ),
    "backup": lambda: translate("Trail", "{person} made a backup."),
    "restore": lambda: translate("Trail", "{person} restored a backup."),
    "new-recovery-key": lambda: translate("Trail", "{person} made a new recovery key."),
    "seen-break": lambda: translate(
        "Trail", "{person} has seen that something was changed from outside."
    ),
    "migrate": lambda: translate(
        "Trail", "A newer Clinic Aid brought the vault up to date for {person}."
    ),
    "change-passphrase": lambda: translate("Trail", "{person} changed their own passphrase."),
}


_SETTINGS: dict[str, Callable[[], str]] = {
    "idle_minutes": lambda: translate(
        "Trail", "{person} changed “Lock while working”: {was} → {now} minutes."
    ),
    "presenting_minutes": lambda: translate(
        "Trail", "{person} changed “Lock while presenting”: {was} → {now} minutes."
    ),
    "backups_kept": lambda: translate(
        "Trail", "{person} changed how many automatic backups are kept: {was} → {now}."
    ),
    "retention_years": lambda: translate(
        "Trail", "{person} changed how long consultations are kept: {was} → {now} years."
    ),
    "backup_folder": lambda: translate("Trail", "{person} changed the place for backups."),
}

_Told = tuple[str, dict[str, str]]


def _with_subject(row: TrailRow) -> _Told | None:
    """Give the words of a deed that says more about whom or how often it was."""
    subject = {"subject": isolated(row.subject)}
    if row.deed == "failed-tries":
        return _of_tries(row.subject), subject
    if row.deed == "change-passphrase" and row.subject not in ("", row.person):
        return translate("Trail", "{person} gave {subject} a new passphrase."), subject
    if row.deed == "take-back":
        _, _, guide = row.subject.partition(" ")
        words = translate("Trail", "{person} noted that a guide was taken back: {guide} ….")
        return words, {"guide": isolated(guide)}
    if row.deed == "add-person":
        words = translate("Trail", "{person} added {subject} to the people who can open the vault.")
        return words, subject
    if row.deed == "remove-person":
        words = translate(
            "Trail", "{person} removed {subject} from the people who can open the vault."
        )
        return words, subject
    return None


def _of_tries(count: str) -> str:
    if not count:
        return translate("Trail", "The count of wrong passphrases was deleted or changed.")
    if count == "1":
        return translate("Trail", "A passphrase was tried once, and did not open the vault.")
    return translate("Trail", "Passphrases were tried {subject} times, and did not open the vault.")


def _of_setting(row: TrailRow) -> _Told | None:
    """Give the words for a setting, of which the line has name, value before, value after."""
    name, *values = row.subject.split(" ")
    words = _SETTINGS.get(name) if row.deed == "settings" else None
    if words is None:
        return None
    was, now = values if len(values) == 2 else ("", "")
    return words(), {"was": was, "now": now}


def _of_moment(row: TrailRow, language: str) -> _Told | None:
    """Give the words for a backup, which is known by when it was made."""
    made, _, by_itself = row.subject.partition(" ")
    if row.deed == "backup" and by_itself:
        return translate("Trail", "The automatic backup was made. {person} was at work."), {}
    if row.deed != "restore" or not row.subject:
        return None
    at = _moment(made)
    if at is None:
        return translate("Trail", "{person} had a newer consultation kept in a restore."), {}
    words = translate("Trail", "{person} restored the backup of {moment}.")
    return words, {"moment": isolated(said_moment(at, language))}


def _moment(subject: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(subject)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
