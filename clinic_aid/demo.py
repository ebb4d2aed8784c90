"""The app with a made-up clinic and patient, in a vault that goes with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clinic_aid import __version__, locations
from clinic_aid.app import App, local_now
from clinic_aid.files.saving import why_not_saved
from clinic_aid.files.throwaway import ThrowawayFolder
from clinic_aid.process import FAILED, execute, made, make_application
from clinic_aid.vault.errors import FullDiskError
from clinic_aid.vault.places import VaultPlace

if TYPE_CHECKING:
    from clinic_aid.vault.opening import Opened

_PERSON = "Demo"


class Demo(App):
    """One window with its own vault in a throw-away folder: nothing to unlock or to lock."""

    def __init__(self) -> None:
        self._folder = ThrowawayFolder(locations.demos())
        super().__init__(VaultPlace(self._folder.path), has_samples=True)
        self._vault_making = self._call(self._make_vault, self._on_opened)

    def begin(self) -> None:
        """Make the vault, then read the content."""
        self._vault_making.start()
        self._reading.start()

    def watch(self, opened: "Opened") -> None:
        """Watch for nothing: without a passphrase there is no way back from a lock."""

    def begin_work(self, opened: "Opened") -> None:
        """Leave it at the sample consultation: nothing was left behind."""

    def close(self) -> str:
        """End everything, and wipe the folder."""
        told = super().close()
        self._folder.wipe()
        return told

    def _make_vault(self) -> "Opened":
        from clinic_aid.vault.ephemeral import make_ephemeral_vault
        from clinic_aid.vault.opening import Opened

        try:
            self._folder.make()
        except OSError as error:
            raise FullDiskError(
                "The demo was not made: {why}.", why=why_not_saved(error)
            ) from error
        vault = make_ephemeral_vault(
            self._place, person=_PERSON, now=local_now, program=__version__
        )
        return Opened(vault=vault)


def run(arguments: Sequence[str]) -> int:
    """Open the demo, and give its exit status when the window is closed."""
    application = make_application(arguments)
    demo = made(Demo)
    return FAILED if demo is None else execute(application, demo)
