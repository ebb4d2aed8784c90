"""Which parts a guide has, by what this patient needs, and how it is put on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from clinic_aid.domain.clinic import Paper

Part = Literal["fridge", "plan", "facts", "not-now", "gp", "helper"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
"""Every part, in the order in which parts that were chosen are printed."""

Edition = Literal["standard", "compact", "large-print"]
"""Text of 14, 12 or 18 points, laid out anew each."""
EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)

_LARGE_PRINT: Final = "large-print"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideWish:
    """How somebody wants a guide: which parts, and how they look.

    Without `parts` they are those that this patient needs; without an `edition` it is the one
    that the patient's needs ask for. `discreet` leaves out who and what it is about.
    """

    paper: Paper = "a4"
    parts: tuple[Part, ...] | None = None
    edition: Edition | None = None
    black_and_white: bool = False
    discreet: bool = False


DEFAULT_WISH: Final = GuideWish()
"""The parts and the edition that the patient needs, on A4."""


def parts_needed(
    decision: str | None, *, has_day: bool, is_stopped: bool, is_done: bool
) -> tuple[Part, ...]:
    """Give the parts that a patient needs, the first to be read first.

    `has_day` says that a treatment day is given, `is_stopped` that a stop check is open or the
    patient is under 18, `is_done` that a sample or a session was had already: then its care
    goes along, whatever was decided. A copy for somebody else is made by wish only.
    """
    if is_stopped or decision == "no":
        needed: tuple[Part, ...] = ("not-now", "facts")
        return ("fridge", "plan", *needed) if is_done else needed
    if is_done or decision == "go-ahead" or (decision is None and has_day):
        return ("fridge", "plan", "facts")
    return ("facts", "plan")


def in_printing_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Give parts that were chosen, each once, in the order in which they are printed."""
    chosen = set(parts)
    return tuple(part for part in PARTS if part in chosen)


def edition_needed(information_needs: Iterable[str]) -> Edition:
    """Give the edition that the patient's needs ask for."""
    return "large-print" if _LARGE_PRINT in information_needs else "standard"


def parts_possible(*, is_off: bool, is_done: bool) -> tuple[Part, ...]:
    """Give the parts that have something to say.

    `is_off` says that nothing more is to come, refused or stopped; then there is no plan and no
    care but of what was done, and only then something to say of "not now".
    """
    has_care = not is_off or is_done
    left_out: set[Part] = set() if is_off else {"not-now"}
    return tuple(
        part
        for part in PARTS
        if part not in left_out and (has_care or part not in {"fridge", "plan", "helper"})
    )
