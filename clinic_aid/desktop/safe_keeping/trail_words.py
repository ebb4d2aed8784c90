"""The audit trail in plain words."""

from collections.abc import Callable

from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.widgets.wording import isolated
from clinic_aid.domain.records import TrailRow


def sentence(row: TrailRow) -> str:
    """Say what somebody did, in one sentence."""
    words = _with_subject(row)
    if words is None:
        plain = _PLAIN.get(row.deed)
        # A deed of a newer program is told by its own name, never left out.
        words = plain() if plain else translate("Trail", "{person} did this: {deed}")
    return words.format(person=isolated(row.person), deed=row.deed, subject=isolated(row.subject))


def mark(row: TrailRow) -> str:
    """Give the beginning of the random key that a line is about, "" where there is none."""
    return row.subject[:6] if row.deed in _OF_CONSULTATION else ""


_OF_CONSULTATION = frozenset(
    {
        *("begin", "open", "print", "save-guide", "proof", "export", "hold", "release"),
        *("erase", "erase-again", "keep-listed"),
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
    "print": lambda: translate("Trail", "{person} printed a guide."),
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


def _with_subject(row: TrailRow) -> str | None:
    """Give the words of a deed that says more about whom or how often it was."""
    if row.deed == "failed-tries":
        return _of_tries(row.subject)
    if row.deed == "change-passphrase" and row.subject not in ("", row.person):
        return translate("Trail", "{person} gave {subject} a new passphrase.")
    if row.deed == "add-person":
        return translate("Trail", "{person} added {subject} to the people who can open the vault.")
    if row.deed == "remove-person":
        return translate(
            "Trail", "{person} removed {subject} from the people who can open the vault."
        )
    return None


def _of_tries(count: str) -> str:
    if not count:
        return translate("Trail", "The count of wrong passphrases was deleted or changed.")
    if count == "1":
        return translate("Trail", "Somebody typed a wrong passphrase once.")
    return translate("Trail", "A wrong passphrase was typed {subject} times.")
