"""The door as it is built into this app: the doorkeeper of the vault behind it."""

from collections.abc import Callable
from typing import Final

from clinic_aid.desktop.system.translation import translated, words_of
from clinic_aid.desktop.unlocking.contract import DoorState
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import DamagedVaultError, MissingKeysError, NewerVaultError
from clinic_aid.vault.opening import Doorkeeper, Opened

_FOUND: Final[dict[type[ClinicAidError], DoorState]] = {
    DamagedVaultError: "damaged",
    NewerVaultError: "newer",
    MissingKeysError: "missing-keys",
}


class VaultOpening:
    """Opens the vault, and keeps what keeps it from being opened.

    `refusal` says why the vault may not be opened where it is; empty if it may. `likeliest` is
    who was at work before.
    """

    def __init__(
        self, keeper: Doorkeeper, *, refusal: Callable[[], str] = str, likeliest: str = ""
    ) -> None:
        self._keeper, self._refusal, self._likeliest = keeper, refusal, likeliest
        self._state: DoorState = "locked"
        self._words = ""
        self._people: tuple[str, ...] = ()
        self.look_again()

    @property
    def state(self) -> DoorState:
        """How the vault was found."""
        return self._state

    @property
    def words(self) -> str:
        """What is wrong and what to do."""
        return self._words

    @property
    def people(self) -> tuple[str, ...]:
        """Who can open it."""
        return self._people

    def wait_s(self) -> float:
        """Give the seconds until the next passphrase may be tried."""
        return self._keeper.wait_s()

    def look_again(self) -> None:
        """Find out anew how the vault is."""
        if words := self._refusal():
            self._state, self._words = "elsewhere", words
            return
        self._state, self._words = self._keeper.state, translated(self._keeper.words)
        people = self._keeper.people
        # Who was at work comes first, the others as they were added.
        self._people = tuple(sorted(people, key=lambda person: person != self._likeliest))

    def create(self, person: str, passphrase: str) -> Opened:
        """Make the vault."""
        return self._keeper.create(person, passphrase)

    def unlock(self, person: str, passphrase: str) -> Opened:
        """Open the vault with a person's passphrase."""
        try:
            return self._keeper.unlock(person, passphrase)
        except tuple(_FOUND) as error:
            self._take_note(error)
            raise

    def recover(self, recovery_key: str, person: str, new_passphrase: str) -> Opened:
        """Open the vault with the recovery key."""
        try:
            return self._keeper.recover(recovery_key, person, new_passphrase)
        except tuple(_FOUND) as error:
            self._take_note(error)
            raise

    def _take_note(self, error: ClinicAidError) -> None:
        self._state = next(state for kind, state in _FOUND.items() if isinstance(error, kind))
        self._words = words_of(error)
