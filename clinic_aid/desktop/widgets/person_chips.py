"""Who opens the vault, chosen from those who can."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.plain_label import plain_tip

_LONGEST: Final = 32
_NOBODY: Final[Mapping[str | None, str]] = MappingProxyType({})


class PersonChips(OneChip):
    """Names to choose from; a long one is cut for the eye alone."""

    def offer_people(
        self, people: Sequence[str], *, label: str, besides: Mapping[str | None, str] = _NOBODY
    ) -> None:
        """Offer these people, and other answers besides; the first is chosen."""
        names: dict[str | None, str] = {person: _short(person) for person in people}
        self.offer({**names, **besides})
        self.name_for(label)
        for person in people:
            if _short(person) != person:
                self.buttons[person].setToolTip(plain_tip(person))
                self.buttons[person].setProperty("mayElide", True)
        self.show_value(next(iter(self.buttons), None))


def _short(person: str) -> str:
    return person if len(person) <= _LONGEST else f"{person[: _LONGEST - 1].rstrip()}…"
