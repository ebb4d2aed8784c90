"""Which parts a guide has, by what this patient needs, and how it is put on paper."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from clinic_aid.domain.clinic import Paper

Part = Literal["fridge", "plan", "facts", "not-now", "gp", "helper"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
"""Every part, in the order in which parts that were chosen are printed."""

Edition = Literal["standard", "compact", "large-print"]
"""Text of 14, 12 or 18 points, laid out anew each."""
EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)

LARGE_PRINT: Final = "large-print"
"""The edition, and the need of a patient that asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPart:
    """A part that the patient has in hand, and the day on which it was given last.

    `digest` is the same as long as it says the same.
    """

    part: Part
    digest: str
    edition: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideWish:
    """How somebody wants a guide: which parts, and how they look.

    Without `parts` they are those that this patient needs, less the facts where those of now are
    among those `given`; without an `edition` it is the one that the patient's needs ask for.
    `discreet` leaves out who and what it is about.
    """

    paper: Paper = "a4"
    parts: tuple[Part, ...] | None = None
    edition: Edition | None = None
    black_and_white: bool = False
    discreet: bool = False
    given: frozenset[GivenPart] = frozenset()


DEFAULT_WISH: Final = GuideWish()
"""The parts and the edition that the patient needs, on A4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareState:
    """How far care has come, which decides the parts.

    `has_day` says that a treatment day is given, `is_stopped` that a stop check is open or the
    patient is under 18, `is_done` that a sample or a session was had already.
    """

    decision: str | None
    has_day: bool
    is_stopped: bool
    is_done: bool

    @property
    def is_off(self) -> bool:
        """Say whether nothing more is to come: it is refused, or cannot be planned."""
        return self.is_stopped or self.decision == "no"


Reason = Literal[
    "day-set",
    "no-day-yet",
    "day-undecided",
    "thinking",
    "undecided",
    "done",
    "stopped",
    "refused",
    "not-agreed",
    "by-wish",
    "given",
    "added",
    "left-out",
    "nothing-off",
    "nothing-to-come",
]
"""Why a part is printed or not; the last two say that it cannot be."""
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChoice:
    """Whether a part is printed, and why."""

    part: Part
    is_chosen: bool
    reason: Reason

    @property
    def is_possible(self) -> bool:
        """Say whether it has something to say to this patient."""
        return self.reason not in {"nothing-off", "nothing-to-come"}

    @property
    def is_needed(self) -> bool:
        """Say whether it is printed unless somebody chooses; a copy for somebody else is not."""
        return self.reason != "by-wish" and self.is_chosen != (self.reason in {"added", "left-out"})


def parts_needed(state: CareState) -> tuple[Part, ...]:
    """Give the parts that a patient needs, the first to be read first.

    What was done already has its care go along, whatever was decided. A copy for somebody else is
    made by wish only.
    """
    if state.is_off:
        needed: tuple[Part, ...] = ("not-now", "facts")
        return ("fridge", "plan", *needed) if state.is_done else needed
    if state.is_done or state.decision == "go-ahead" or (state.decision is None and state.has_day):
        return ("fridge", "plan", "facts")
    return ("facts", "plan")


def parts_possible(state: CareState) -> tuple[Part, ...]:
    """Give the parts that have something to say.

    Where nothing more is to come there is no plan and no care but of what was done, and only then
    something to say of "not now".
    """
    has_care = not state.is_off or state.is_done
    left_out: set[Part] = set() if state.is_off else {"not-now"}
    return tuple(
        part
        for part in PARTS
        if part not in left_out and (has_care or part not in {"fridge", "plan", "helper"})
    )


def part_choices(
    state: CareState, *, wished: Collection[Part] | None = None, unchanged: Collection[Part] = ()
) -> tuple[PartChoice, ...]:
    """Give for every part whether it is printed and why, in the order of `PARTS`.

    `wished` are the parts somebody chose, None where nobody did; they count as far as they have
    something to say by now. `unchanged` are those that the patient has in hand as they would be
    printed now: of these, the facts are not printed again.
    """
    possible = parts_possible(state)
    needed = [part for part in parts_needed(state) if part != "facts" or part not in unchanged]
    chosen = needed if wished is None or not set(wished) & set(possible) else wished

    def choice(part: Part) -> PartChoice:
        if part not in possible:
            reason: Reason = "nothing-off" if part == "not-now" else "nothing-to-come"
            return PartChoice(part=part, is_chosen=False, reason=reason)
        is_chosen = part in chosen
        if part in {"gp", "helper"}:
            reason = "by-wish"
        elif is_chosen != (part in needed):
            reason = "added" if is_chosen else "left-out"
        elif is_chosen:
            reason = _why(state)
        else:
            reason = "given" if part == "facts" else "not-agreed"
        return PartChoice(part=part, is_chosen=is_chosen, reason=reason)

    return tuple(choice(part) for part in PARTS)


def _why(state: CareState) -> Reason:
    """Say what makes a patient need the parts that they need."""
    if state.is_off:
        return "refused" if state.decision == "no" else "stopped"
    if state.is_done:
        return "done"
    if state.decision == "go-ahead":
        return "day-set" if state.has_day else "no-day-yet"
    if state.decision == "think-about-it":
        return "thinking"
    return "day-undecided" if state.has_day else "undecided"


def in_printing_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Give parts that were chosen, each once, in the order in which they are printed."""
    chosen = set(parts)
    return tuple(part for part in PARTS if part in chosen)


def edition_needed(information_needs: Iterable[str]) -> Edition:
    """Give the edition that the patient's needs ask for."""
    return LARGE_PRINT if LARGE_PRINT in information_needs else "standard"
