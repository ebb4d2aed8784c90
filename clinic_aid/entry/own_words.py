"""What the patient says matters, in own words: which text stands in the line, and which beside."""

from collections.abc import Collection

from clinic_aid.domain.lengths import ENTRIES


class OwnWords:
    """The list of what matters, with one own text of it in the line where one types.

    Ids and own texts stand in one list, in the order in which they were chosen.
    """

    def __init__(self) -> None:
        self.items: list[object] = []
        self.in_line: str | None = None
        self._ids: Collection[str] = ()

    @property
    def others(self) -> list[str]:
        """Give the own texts that are not in the line."""
        return [text for text in self._own() if text != self.in_line]

    def show_items(self, items: list[object], ids: Collection[str], *, is_new: bool) -> None:
        """Take the list of a consultation; of a new one, the last own text goes into the line."""
        self.items, self._ids = list(items), ids
        own = self._own()
        if is_new or (self.in_line is not None and self.in_line not in own):
            self.in_line = own[-1] if own else None

    def kept(self, text: str) -> str:
        """Give a typed text as the list has it."""
        text = " ".join(text.split())
        # An id stands for a card; the same word typed is a text like any other.
        return text[:1].upper() + text[1:] if text in self._ids else text

    def typed(self, text: str) -> list[object]:
        """Give the list with another text in the line."""
        own = self.kept(text)
        items, before = list(self.items), self.in_line
        place = items.index(before) if before in items else len(items)
        items[place : place + 1] = []
        fits = bool(own) and own not in items and len(items) < ENTRIES
        self.in_line = own if fits else None
        if fits:
            items.insert(place, own)
        return items

    def without(self, text: str) -> list[object]:
        """Give the list without an entry."""
        return [item for item in self.items if item != text]

    def _own(self) -> list[str]:
        texts = [item for item in self.items if isinstance(item, str)]
        return list(dict.fromkeys(text for text in texts if text not in self._ids))
