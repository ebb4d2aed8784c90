"""Whether the guides given still say what is entered: asked after each that is made anew."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from clinic_aid.desktop.guide.giving import GuideController
from clinic_aid.desktop.system.background import told_by
from clinic_aid.domain.given_guides import given_parts
from clinic_aid.domain.guide_parts import GivenPart

if TYPE_CHECKING:
    from clinic_aid.desktop.guide.screen import PreviewScreen
    from clinic_aid.vault.vault import Vault


class OlderGuides(QObject):
    """Compares the guide of now with those in the vault, and has the screen tell.

    `key_of` gives the key under which the consultation in work is kept, None where it is not.
    """

    failed = Signal(str)

    def __init__(
        self,
        vault: "Vault",
        guide: GuideController,
        preview: "PreviewScreen",
        key_of: Callable[[], str | None],
    ) -> None:
        super().__init__(guide)
        self._vault, self._guide, self._preview, self._key_of = vault, guide, preview, key_of
        guide.in_hand = self.in_hand
        guide.current.connect(self.look)
        guide.given.connect(self.look)
        preview.older.keep_asked.connect(self._on_keep)

    @Slot()
    def look(self) -> None:
        """Compare what is made now with what was given, and show which is older."""
        key, made = self._key_of(), self._guide.made
        if key is None or made is None:
            return
        with told_by(self.failed.emit):
            self._preview.show_older(self._vault.guides.compare(key, made))

    def in_hand(self) -> frozenset[GivenPart]:
        """Give what the patient has in hand of the consultation in work, part by part."""
        key = self._key_of()
        if key is not None:
            with told_by(self.failed.emit):
                return given_parts(self._vault.guides.given(key))
        return frozenset()

    @Slot()
    def _on_keep(self) -> None:
        key = self._key_of()
        if key is not None:
            with told_by(self.failed.emit):
                self._vault.guides.leave_as_they_are(key)
                self._preview.show_older(False)
