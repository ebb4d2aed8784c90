"""The faults found so far."""

from collections import Counter


class Report:
    """Collects faults; the same fault found again is counted, not repeated."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter()

    def need(self, good: object, rule: str, message: str) -> None:
        """Note a fault unless `good` holds."""
        if not good:
            self._found[f"{rule} {message}"] += 1

    def lines(self) -> list[str]:
        """Give one line for each fault, in the order found."""
        return [line + (f" (x{count})" if count > 1 else "") for line, count in self._found.items()]
