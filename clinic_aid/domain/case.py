"""What is known of a patient's case, and which rules it lets apply."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Case:
    """For each aspect the values it may still have; one value means it is known.

    An aspect that is missing may have any value at all.
    """

    possible: Mapping[str, frozenset[str]]

    def known(self, aspect: str) -> str | None:
        """Give the aspect's only possible value, else None."""
        values = self.possible.get(aspect, frozenset())
        return next(iter(values)) if len(values) == 1 else None

    def narrowed(self, aspect: str, values: frozenset[str]) -> Self:
        """Give the case in which the aspect has one of `values`."""
        return type(self)({**self.possible, aspect: values})


@dataclass(frozen=True, slots=True)
class Condition:
    """Values that each named aspect must have; an empty condition always holds."""

    allowed: Mapping[str, frozenset[str]]

    def may_hold(self, case: Case) -> bool:
        """Say whether the condition holds for at least one way the case can still be.

        Aftercare, risks and warnings go by this: what was not said is treated
        with the most careful of the possible rules.
        """
        return all(
            aspect not in case.possible or values & case.possible[aspect]
            for aspect, values in self.allowed.items()
        )

    def surely_holds(self, case: Case) -> bool:
        """Say whether the condition holds whatever is still open."""
        # An aspect that this product does not have, such as the kind of living cells, is empty.
        return all(
            frozenset() < case.possible.get(aspect, frozenset()) <= values
            for aspect, values in self.allowed.items()
        )

    def excludes(self, other: Self) -> bool:
        """Say whether no case, with all of it known, is one of both."""
        return any(
            self.allowed[aspect].isdisjoint(other.allowed[aspect])
            for aspect in self.allowed.keys() & other.allowed.keys()
        )
