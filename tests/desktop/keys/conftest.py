"""The pages about keys are met on the way into the vault."""

from tests.desktop.unlocking.conftest import arrive, fonts, open_screen, printed, type_in

__all__ = ["arrive", "fonts", "open_screen", "printed", "type_in"]
