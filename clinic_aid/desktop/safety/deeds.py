"""The audit trail in plain words."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from clinic_aid.desktop.safety.wording import isolated
from clinic_aid.domain.records import TrailRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deeds", text)


def sentence(row: TrailRow) -> str:
    """Say what somebody did, in one sentence."""
    words = _with_subject(row)
    if words is None:
        plain = _PLAIN.get(row.deed)
        # A deed of a newer program is told by its own name, never left out.
        words = plain() if plain else _tr("{person} did this: {deed}")
    return words.format(person=isolated(row.person), deed=row.deed, subject=isolated(row.subject))


def mark(row: TrailRow) -> str:
    """Give the beginning of the random key that a line is about, "" where there is none."""
    return row.subject[:6] if row.deed in _OF_CONSULTATION else ""


_OF_CONSULTATION = frozenset(
    {"begin", "open", "print", "save-guide", "proof", "export", "erase", "hold", "release"}
)

_PLAIN: dict[str, Callable[[], str]] = {
    "create": lambda: _tr("{person} made the vault."),
    "unlock": lambda: _tr("{person} unlocked the vault."),
    "unlock-by-recovery-key": lambda: _tr("{person} opened the vault with the recovery key."),
    "lock": lambda: _tr("The vault was locked. {person} had unlocked it."),
    "begin": lambda: _tr("{person} began a consultation."),
    "open": lambda: _tr("{person} opened a consultation."),
    "print": lambda: _tr("{person} printed a guide."),
    "save-guide": lambda: _tr("{person} saved a guide as a file."),
    "proof": lambda: _tr("{person} made the record of a consultation."),
    "export": lambda: _tr("{person} exported what is kept of a patient."),
    "erase": lambda: _tr("{person} erased a consultation."),
    "hold": lambda: _tr("{person} had a consultation kept beyond the clinic’s period."),
    "release": lambda: _tr("{person} had a consultation kept no longer than the period."),
    "review": lambda: _tr("{person} made the yearly review."),
    "settings": lambda: _tr("{person} changed a setting."),
    "backup": lambda: _tr("{person} made a backup."),
    "restore": lambda: _tr("{person} restored a backup."),
    "new-recovery-key": lambda: _tr("{person} made a new recovery key."),
    "seen-break": lambda: _tr("{person} has seen that something was changed from outside."),
    "migrate": lambda: _tr("A newer Clinic Aid brought the vault up to date for {person}."),
    "change-passphrase": lambda: _tr("{person} changed their own passphrase."),
}


def _with_subject(row: TrailRow) -> str | None:
    """Give the words of a deed that says more about whom or how often it was."""
    if row.deed == "failed-tries":
        if row.subject == "1":
            return _tr("Somebody typed a wrong passphrase once.")
        return _tr("A wrong passphrase was typed {subject} times.")
    if row.deed == "change-passphrase" and row.subject not in ("", row.person):
        return _tr("{person} gave {subject} a new passphrase.")
    if row.deed == "add-person":
        return _tr("{person} added {subject} to the people who can open the vault.")
    if row.deed == "remove-person":
        return _tr("{person} removed {subject} from the people who can open the vault.")
    return None
