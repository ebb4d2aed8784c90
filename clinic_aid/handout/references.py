"""Number the sources of a print in the order in which they are cited."""

from collections.abc import Collection, Mapping

from clinic_aid.content.filling import fill
from clinic_aid.handout.parts import Sourced


class References:
    """Numbers the sources in the order in which they are cited."""

    def __init__(self) -> None:
        self.order: list[str] = []

    def mark(self, sources: Collection[str]) -> str:
        """Give the numbers of the sources, "3, 5"; nothing where there are none."""
        for source in sources:
            if source not in self.order:
                self.order.append(source)
        return ", ".join(str(self.order.index(source) + 1) for source in sources)


def sourced(
    text: str, sources: Collection[str], references: References, labels: Mapping[str, str]
) -> Sourced:
    """Give a text with the numbers of what it rests on, if the pack names a source for it."""
    return Sourced(text=text, sources=numbers_of(sources, references, labels))


def numbers_of(sources: Collection[str], references: References, labels: Mapping[str, str]) -> str:
    """Give "Source 3, 5"; nothing where there are none."""
    return fill(labels["source-numbers"], numbers=references.mark(sources)) if sources else ""
