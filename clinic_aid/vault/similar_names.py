"""Names that only resemble what was typed: never taken for it, and shown apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from clinic_aid.domain.folding import folded

LEAST_TYPED: Final = 3
"""Fewer letters resemble nearly everything."""
_LEAST_BEGUN: Final = 4
_LONGEST_PART: Final = 4
_SLIPS: Final = ((8, 3), (5, 2), (3, 1))
"""From how many letters on how many may be wrong, missing, too many or changed over.

That is a third of a word, by which "Meier" leads to "Mayer" and "Mohamed" to "Muhammad".
"""


class SimilarNames:
    """The names of a vault, each once: to hold what is typed against all of them at every letter.

    `names` are the numbers and names of consultations; the earlier ones come first of those that
    are equally near.
    """

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, name in names:
            self._numbers[folded(name)].append(number)
        self._parts: dict[str, list[str]] = defaultdict(list)
        for name in self._numbers:
            for part in _parts(name.split()):
                self._parts[part].append(name)

    def nearest(self, typed: str) -> Iterator[Sequence[int]]:
        """Give, for each name that resembles what was typed, its numbers; the nearest first.

        Each word that was typed has to resemble one of the name's, whatever their order, the last
        one as far as it is typed; or all of it as one word, however either is parted. Where more
        than one letter differs, the first must be the same.
        """
        words = folded(typed).split()
        whole = "".join(words)
        if len(whole) < LEAST_TYPED:
            return
        found = self._named(_near(whole, self._parts))
        for name, slips in self._by_words(words).items():
            found[name] = min(slips, found.get(name, slips))
        # In the order in which they came, where they are equally near.
        places = {name: place for place, name in enumerate(self._numbers)}
        for name in sorted(found, key=lambda name: (found[name], places[name])):
            yield self._numbers[name]

    def _by_words(self, words: Sequence[str]) -> dict[str, int]:
        """Give the names that have something like each of the words, with the slips of all."""
        found: dict[str, int] | None = None
        for place, word in enumerate(words, 1):
            near = _near(word, self._parts)
            if place == len(words) and len(word) >= _LEAST_BEGUN:
                for other, slips in _begun(word, self._parts).items():
                    near[other] = min(slips, near.get(other, slips))
            of_word = self._named(near)
            if found is None:
                found = of_word
            else:
                both = found.keys() & of_word.keys()
                found = {name: found[name] + of_word[name] for name in both}
        return found or {}

    def _named(self, near: dict[str, int]) -> dict[str, int]:
        named: dict[str, int] = {}
        for part, slips in near.items():
            for name in self._parts[part]:
                named[name] = min(slips, named.get(name, slips))
        return named


def _parts(words: Sequence[str]) -> set[str]:
    """Give each word of a name, and those beside each other as one, as "vandenberg"."""
    lengths = range(1, min(len(words), _LONGEST_PART) + 1)
    return {
        "".join(words[place : place + length])
        for length in lengths
        for place in range(len(words) - length + 1)
    }


def _near(word: str, others: Iterable[str]) -> dict[str, int]:
    """Give the others that resemble a word, with how many slips lie between."""
    others = list(others)
    found = process.extract(
        word,
        others,
        scorer=OSA.distance,
        # Longer ones may have more slips; what is too much for their length goes below.
        score_cutoff=_most(len(word) + _SLIPS[0][1]),
        limit=None,
    )
    return {other: slips for other, slips, _ in found if _resembles(word, other, slips)}


def _begun(word: str, others: Iterable[str]) -> dict[str, int]:
    """Give the others that begin with something that resembles a word."""
    begun = defaultdict(list)
    for other in others:
        if len(other) > len(word):
            begun[other[: len(word)]].append(other)
    near = _near(word, begun)
    return {other: slips for part, slips in near.items() for other in begun[part]}


def _resembles(one: str, other: str, slips: float) -> bool:
    return slips <= _most(max(len(one), len(other))) and (slips <= 1 or one[0] == other[0])


def _most(length: int) -> int:
    return next((slips for least, slips in _SLIPS if length >= least), 0)
