"""The way into the vault as the screens before it is open know it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Literal

from clinic_aid.desktop.system.translation import translated, words_of
from clinic_aid.errors import ClinicAidError
from clinic_aid.files.plain_file import UnreachableFolder
from clinic_aid.vault.errors import DamagedVaultError, MissingKeysError, NewerVaultError
from clinic_aid.vault.opening import Doorkeeper, Opened

State = Literal["new", "locked", "damaged", "newer", "missing-keys", "elsewhere"]
"""Nothing made yet; made and closed; cannot be read; made by a newer app; without the file of its
keys; where no vault may be, or nobody may look."""

_FOUND: Final[dict[type[ClinicAidError], State]] = {
    DamagedVaultError: "damaged",
    NewerVaultError: "newer",
    MissingKeysError: "missing-keys",
}


class VaultOpening:
    """Opens the vault, and keeps what keeps it from being opened.

    `state` says how the vault was found last, `words` what is wrong and what to do (empty for one
    that is new or locked), `people` who can open it, the likeliest first. The methods but `wait_s`
    take their time, and raise a `ClinicAidError` in words for the person; one that finds the
    vault damaged, newer or without keys changes `state` and `words`.

    `refusal` says why the vault may not be opened where it is; empty if it may. `likeliest` is
    who was at work before.
    """

    def __init__(
        self, keeper: Doorkeeper, *, refusal: Callable[[], str] = str, likeliest: str = ""
    ) -> None:
        self._keeper, self._refusal, self._likeliest = keeper, refusal, likeliest
        self.state: State = "locked"
        self.words = ""
        self.people: tuple[str, ...] = ()
        self.look_again()

    def wait_s(self) -> float:
        """Give the seconds until the next passphrase may be tried; 0 for at once."""
        return self._keeper.wait_s()

    def look_again(self) -> None:
        """Find out anew how the vault is."""
        if words := self._refusal():
            self.state, self.words = "elsewhere", words
            return
        try:
            self.state, self.words = self._keeper.state, translated(self._keeper.words)
        except UnreachableFolder as error:
            self.state, self.words, self.people = "elsewhere", words_of(error), ()
            return
        people = self._keeper.people
        # Who was at work comes first, the others as they were added.
        self.people = tuple(sorted(people, key=lambda person: person != self._likeliest))

    def create(self, person: str, passphrase: str) -> Opened:
        """Make the vault, with its first person."""
        return self._keeper.create(person, passphrase)

    def unlock(self, person: str, passphrase: str) -> Opened:
        """Open the vault with a person's passphrase."""
        with self._noting_trouble():
            return self._keeper.unlock(person, passphrase)

    def recover(self, recovery_key: str, person: str, new_passphrase: str) -> Opened:
        """Open the vault with the recovery key, as it was typed, and give a person a passphrase."""
        with self._noting_trouble():
            return self._keeper.recover(recovery_key, person, new_passphrase)

    @contextmanager
    def _noting_trouble(self) -> Iterator[None]:
        try:
            yield
        except tuple(_FOUND) as error:
            self.state = next(state for kind, state in _FOUND.items() if isinstance(error, kind))
            self.words = words_of(error)
            raise
