"""What a process that locks hands to the one that takes its place."""

import json
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Where the window was, and work that is kept nowhere else, sealed by the vault."""

    window: bytes | None = None
    work: bytes | None = None
    person: str = ""
    """Who had unlocked it."""
    words: str = ""
    """What is to be told once the window is there."""

    def as_bytes(self) -> bytes:
        """Give the bytes that are handed over."""
        window, work = ((part or b"").hex() for part in (self.window, self.work))
        said = {"person": self.person, "words": self.words}
        return json.dumps({"window": window, "work": work, **said}).encode()

    @classmethod
    def from_bytes(cls, data: bytes | None) -> Self:
        """Give what was handed over; nothing where it cannot be read."""
        try:
            parts = json.loads(data or b"{}")
            window, work = (parts.get(name) for name in ("window", "work"))
            return cls(
                window=bytes.fromhex(window) if window else None,
                work=bytes.fromhex(work) if work else None,
                person=str(parts.get("person", "")),
                words=str(parts.get("words", "")),
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            return cls()
