"""What the screens before the vault is open know of it."""

from typing import Literal, Protocol

DoorState = Literal["new", "locked", "damaged", "newer", "missing-keys", "elsewhere"]
"""Nothing made yet; made and closed; cannot be read; made by a newer app; without the file of its
keys; where no vault may be."""


class Opened(Protocol):
    """An open vault, handed on unseen."""

    @property
    def recovery_key(self) -> str | None:
        """A new recovery key, to be shown once; None after an ordinary unlocking."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What the person who opened it has to be told."""


class Door(Protocol):
    """The way into the vault.

    `state`, `words`, `people` and `wait_s` answer at once, from what was found last. The others
    take their time, run off the window's thread, and raise a `ClinicAidError` in words for the
    person; one that finds the vault damaged, newer or without keys changes `state` and `words`.
    """

    @property
    def state(self) -> DoorState:
        """How the vault was found."""

    @property
    def words(self) -> str:
        """What is wrong and what to do; empty for a vault that is new or locked."""

    @property
    def people(self) -> tuple[str, ...]:
        """Who can open it, the likeliest first."""

    def wait_s(self) -> float:
        """Give the seconds until the next passphrase may be tried; 0 for at once."""

    def look_again(self) -> None:
        """Find out anew how the vault is."""

    def create(self, person: str, passphrase: str, /) -> Opened:
        """Make the vault, with its first person."""

    def unlock(self, person: str, passphrase: str, /) -> Opened:
        """Open the vault with a person's passphrase."""

    def recover(self, recovery_key: str, person: str, new_passphrase: str, /) -> Opened:
        """Open the vault with the recovery key, as it was typed, and give a person a passphrase."""
