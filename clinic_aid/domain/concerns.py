"""What of a consultation needs looking at before a guide is handed out: one list for all.

What cannot be true is refused where it is read. What can be true but may harm is listed
here, once; the command line, the guide and the app say the same of it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clinic_aid.domain.blank import is_blank
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import INFORMATION_NEEDS, Consultation
from clinic_aid.domain.done import done_of
from clinic_aid.domain.guide_parts import LARGE_PRINT, Edition, edition_needed
from clinic_aid.domain.schedule import age_on, decide_by, is_minor


class Kind(StrEnum):
    """What may be the matter, in the order of weight."""

    UNDER_AGE = "under-age"
    STOP_OPEN = "stop-open"
    STOP_NOT_CONFIRMED = "stop-not-confirmed"
    STOP_CLEARED = "stop-cleared"
    STOPS_UNASKED = "stops-unasked"
    NO_PHONE = "no-phone"
    NO_EMERGENCY_NUMBER = "no-emergency-number"
    NAME_BY_HAND = "name-by-hand"
    TEXT_BY_HAND = "text-by-hand"
    EMOJI_LEFT_OUT = "emoji-left-out"
    NOT_SIGNED_OFF = "not-signed-off"
    REVIEW_OVERDUE = "review-overdue"
    TOO_SOON = "too-soon"
    ALREADY_PAST = "already-past"
    PAST_VISIT = "past-visit"
    REVIEW_TOO_EARLY = "review-too-early"
    DONE_WITHOUT_DAY = "done-without-day"
    CLOSED_DAY = "closed-day"
    NO_OPEN_DAY = "no-open-day"
    OUT_OF_ORDER = "out-of-order"
    SAMPLE_ON_ANOTHER_DAY = "sample-on-another-day"
    PRICE_OF_OTHER_NUMBER = "price-of-other-number"
    PRICE_WITHOUT_NUMBER = "price-without-number"
    SMALLER_EDITION = "smaller-edition"
    INFORMATION_NEED = "information-need"
    OTHER_INFORMATION_NEED = "other-information-need"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One thing to look at, and the entry of the consultation file at which it stands.

    `path` is empty where no entry of the consultation is meant. `subjects` are ids of the
    content pack or words of the consultation; `day` and `number` are what the words name.
    """

    kind: Kind
    path: str = ""
    subjects: tuple[str, ...] = ()
    day: date | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Who checked the content: it is signed off only by a name with a date."""

    reviewed_on: date | None
    reviewers: int
    review_due: date

    @property
    def is_signed(self) -> bool:
        """Say whether a clinician has checked it."""
        return self.reviewed_on is not None and self.reviewers > 0

    def is_overdue(self, day: date | None) -> bool:
        """Say whether the content should have been checked again before a day; None is unknown."""
        return day is not None and day > self.review_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """The stop checks of one patient by how they stand; each holds keys of checks."""

    open: tuple[str, ...] = ()
    not_confirmed: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()

    @property
    def are_open(self) -> bool:
        """Say whether somebody has to clear something first."""
        return bool(self.open or self.not_confirmed)


def stops_of(consultation: Consultation, applying: Iterable[str], *, age_check: str) -> Stops:
    """Sort the stop checks that apply to a patient, and those answered all the same.

    `age_check` is asked by the birth date, where there is one.
    """
    answers = consultation.checks
    found: dict[str, list[str]] = {"open": [], "not_confirmed": [], "cleared": [], "unasked": []}
    for key in applying:
        answer = answers.get(key)
        if answer is None:
            if key != age_check or age_at_care(consultation) is None:
                found["unasked"].append(key)
        elif key == age_check and says_under_age(consultation, age_check):
            found["open"].append(key)
        elif answer.is_open:
            named = not is_blank(answer.cleared_by or "")
            found["not_confirmed" if named else "open"].append(key)
        elif answer.answer != "no":
            found["cleared"].append(key)
    return Stops(**{name: tuple(keys) for name, keys in found.items()})


def first_day_of_care(consultation: Consultation) -> date | None:
    """Give the first day on which something is done; without one, the consultation's."""
    plan = consultation.plan
    if plan.preparation == "grown" and plan.sampling_date is None:
        # Cells grow for weeks: the sample comes long before the first session.
        return consultation.consultation_date or min(plan.session_days, default=None)
    days = [day for day in (plan.sampling_date, *plan.session_days) if day is not None]
    return min(days, default=consultation.consultation_date)


def age_at_care(consultation: Consultation) -> int | None:
    """Give the age on the first day on which something is done, the sample included."""
    born, day = consultation.patient.birth_date, first_day_of_care(consultation)
    return None if born is None or day is None else age_on(born, day)


def is_under_age(consultation: Consultation) -> bool:
    """Judge the age on the first day on which something is done."""
    return is_minor(age_at_care(consultation))


def says_under_age(consultation: Consultation, age_check: str) -> bool:
    """Say whether a patient without a birth date said, or is not sure, that they are under 18.

    Nobody clears an age: only a birth date does.
    """
    answer = consultation.checks.get(age_check)
    return consultation.patient.birth_date is None and answer is not None and answer.answer != "no"


def planned_too_soon(consultation: Consultation) -> date | None:
    """Give the first day still to come if it lies before the end of the time to decide."""
    consulted, plan = consultation.consultation_date, consultation.plan
    if consulted is None or consultation.decision == "no":
        return None
    done = done_of(plan, consulted)
    days = [*plan.session_days[done.sessions :]]
    if plan.sampling_date is not None and not done.sample:
        days.append(plan.sampling_date)
    coming = min(days, default=None)
    return coming if coming is not None and coming < decide_by(consulted) else None


def concerns_of(
    consultation: Consultation,
    *,
    clinic: Clinic,
    stops: Stops,
    sign_off: SignOff,
    has_emergency_number: bool,
    edition: Edition | None = None,
    without_open_day: Collection[str] = (),
) -> tuple[Concern, ...]:
    """Give everything that needs looking at, the gravest first.

    `edition` is that of the guide, None for the one that the patient needs. `without_open_day`
    names the visits for which the clinic is closed on all days that fit.
    """
    done = done_of(consultation.plan, consultation.consultation_date)
    refused = consultation.decision == "no" and done.is_nothing
    found = [
        *([] if refused else _of_stops(consultation, stops)),
        *_of_contacts(clinic, has_emergency_number=has_emergency_number),
        *_of_content(consultation, sign_off),
        *_of_days(consultation, clinic),
        *(Concern(kind=Kind.NO_OPEN_DAY, subjects=(visit,)) for visit in without_open_day),
        *([] if refused else _of_price(consultation, clinic)),
        *_of_needs(consultation, edition or edition_needed(consultation.patient.information_needs)),
    ]
    weights = list(Kind)
    return tuple(sorted(found, key=lambda concern: weights.index(concern.kind)))


def _of_stops(consultation: Consultation, stops: Stops) -> Iterator[Concern]:
    if is_under_age(consultation):
        day = first_day_of_care(consultation)
        yield Concern(kind=Kind.UNDER_AGE, path="patient.birth_date", day=day)
    for kind, keys in (
        (Kind.STOP_OPEN, stops.open),
        (Kind.STOP_NOT_CONFIRMED, stops.not_confirmed),
        (Kind.STOP_CLEARED, stops.cleared),
    ):
        for key in keys:
            yield Concern(kind=kind, path=f"checks.{key}", subjects=(key,))
    if stops.unasked:
        yield Concern(kind=Kind.STOPS_UNASKED, path="checks", subjects=stops.unasked)


def _of_contacts(clinic: Clinic, *, has_emergency_number: bool) -> Iterator[Concern]:
    if not clinic.can_be_called:
        yield Concern(kind=Kind.NO_PHONE)
    if not has_emergency_number:
        yield Concern(kind=Kind.NO_EMERGENCY_NUMBER, path="plan.sleeps_in")


def _of_content(consultation: Consultation, sign_off: SignOff) -> Iterator[Concern]:
    if not sign_off.is_signed:
        yield Concern(kind=Kind.NOT_SIGNED_OFF)
    if sign_off.is_overdue(consultation.consultation_date):
        yield Concern(kind=Kind.REVIEW_OVERDUE, day=sign_off.review_due)


def _of_days(consultation: Consultation, clinic: Clinic) -> Iterator[Concern]:
    plan, consulted = consultation.plan, consultation.consultation_date
    done = done_of(plan, consulted)
    if (soon := planned_too_soon(consultation)) is not None:
        sample = soon == plan.sampling_date and not done.sample
        path = "plan.sampling_date" if sample else "plan.treatment_date"
        yield Concern(kind=Kind.TOO_SOON, path=path, day=soon)
    if (done.sample and done.sample_day is None) or done.sessions > len(done.session_days):
        yield Concern(kind=Kind.DONE_WITHOUT_DAY, path="plan.already_done")
    if not plan.is_in_order:
        yield Concern(kind=Kind.OUT_OF_ORDER, path="plan.later_sessions")
    sampled, sessions = plan.sampling_date, plan.session_days
    if plan.preparation == "same-day" and sampled and sessions and sampled not in sessions:
        yield Concern(kind=Kind.SAMPLE_ON_ANOTHER_DAY, path="plan.sampling_date", day=sampled)
    closed = clinic.closed_days
    # A day is looked at once, by the first entry that holds it.
    entries: dict[date, str] = {}
    for name, day in plan.visit_days:
        entries.setdefault(day, name)
    for day, name in entries.items():
        if consulted is not None and day < consulted:
            treated = name in {"sampling_date", "treatment_date", "later_sessions"}
            kind = Kind.ALREADY_PAST if treated else Kind.PAST_VISIT
        elif name == "reviews" and day <= max(plan.session_days, default=date.min):
            kind = Kind.REVIEW_TOO_EARLY
        elif day in closed and consultation.decision != "no":
            kind = Kind.CLOSED_DAY
        else:
            continue
        yield Concern(kind=kind, path=f"plan.{name}", day=day)


def _of_price(consultation: Consultation, clinic: Clinic) -> Iterator[Concern]:
    plan = consultation.plan
    prices = clinic.prices_of(plan.product)
    if plan.full_cost is not None or not prices:
        return
    planned = plan.sessions_planned
    price = clinic.price_for(plan.product, planned)
    if price is None and planned is not None:
        yield Concern(kind=Kind.PRICE_OF_OTHER_NUMBER, path="plan.full_cost", number=planned)
    elif price is not None and price.sessions is None:
        yield Concern(kind=Kind.PRICE_WITHOUT_NUMBER, path="plan.full_cost")


def _of_needs(consultation: Consultation, edition: Edition) -> Iterator[Concern]:
    for need in consultation.patient.information_needs:
        if need == LARGE_PRINT:
            # This one the guide can do, unless somebody chose smaller print.
            if edition == LARGE_PRINT:
                continue
            kind = Kind.SMALLER_EDITION
        else:
            known = need in INFORMATION_NEEDS
            kind = Kind.INFORMATION_NEED if known else Kind.OTHER_INFORMATION_NEED
        yield Concern(kind=kind, path="patient.information_needs", subjects=(need,))
