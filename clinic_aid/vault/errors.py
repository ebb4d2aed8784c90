"""What can keep the vault from being opened or written to, each with what to do about it."""

import errno

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.saving import why_not_saved


class WrongPassphraseError(ClinicAidError):
    """The passphrase (or recovery key) opens no slot; the vault itself is untouched."""


class WeakPassphraseError(ClinicAidError):
    """A new passphrase is too easy to guess."""


class DamagedVaultError(ClinicAidError):
    """The file is not whole; nothing was written into it."""


class NewerVaultError(ClinicAidError):
    """A newer program wrote the file."""


class MissingKeysError(ClinicAidError):
    """Both copies of the key file are gone or damaged."""


class BusyVaultError(ClinicAidError):
    """Another process holds the file; trying again helps."""


class FullDiskError(ClinicAidError):
    """There is no room for what was to be written; nothing of it was."""


class ReadOnlyVaultError(ClinicAidError):
    """The vault can be read only."""


class MovedVaultError(ClinicAidError):
    """The file is not where it was opened."""


class UnknownRecordError(ClinicAidError):
    """There is no such consultation (any more)."""


class ClosedConsultationError(ClinicAidError):
    """A consultation whose guide was given is not changed after its day."""


def why_not_kept(error: OSError | FullDiskError) -> str:
    """Say why something was not written, also into a database, as the end of a sentence."""
    return why_not_saved(error if isinstance(error, OSError) else OSError(errno.ENOSPC, ""))
