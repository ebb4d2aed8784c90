"""What this consultation's handout may say about dates and treatment."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clinic_aid.content.model import ContentPack
from clinic_aid.content.selection import Selection, case_of
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.schedule import AnchorDays, age_on

ADULT_AGE = 18


class DateMode(StrEnum):
    """How a treatment date is spoken of."""

    AGREED = "agreed"
    PLANNED = "planned"
    IF_GO_AHEAD = "if-go-ahead"
    NOT_SET = "not-set"
    STOPPED = "stopped"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One consultation seen through one content pack and one clinic."""

    consultation: Consultation
    clinic: Clinic
    selection: Selection
    mode: DateMode
    open_stops: tuple[str, ...]
    under_age: bool
    anchors: AnchorDays

    @property
    def pack(self) -> ContentPack:
        """Give the content pack."""
        return self.selection.pack

    @property
    def same_day(self) -> bool:
        """Say whether cells surely are taken on the day on which they are given."""
        return same_day_cells(self.consultation, self.selection)

    @property
    def treatment_day(self) -> date | None:
        """Give day 0 where a date may be printed."""
        return self.anchors.sessions[0] if self.anchors.sessions else None


def situation_of(consultation: Consultation, clinic: Clinic, pack: ContentPack) -> Situation:
    """Judge what may be printed.

    An open "stop" check, or an age under 18 when anything is done (without a day for it, on
    the day of the consultation), prints no treatment date; a "no" prints no plan.
    """
    own_clinic = clinic.overridden_by(consultation.clinic)
    selection = Selection(pack, case_of(consultation, own_clinic, pack))
    stops = tuple(
        key
        for key, answer in consultation.checks.items()
        if pack.checks[key].level == "stop" and answer.is_open
    )
    under_age = _under_age(consultation)
    mode = _mode(consultation, stopped=bool(stops) or under_age)
    return Situation(
        consultation=consultation,
        clinic=own_clinic,
        selection=selection,
        mode=mode,
        open_stops=stops,
        under_age=under_age,
        anchors=_anchors(consultation, selection, mode),
    )


def same_day_cells(consultation: Consultation, selection: Selection) -> bool:
    """Say whether cells surely are taken on the day on which they are given."""
    product = selection.pack.products[consultation.plan.product]
    grown = "grown" in selection.case.possible["preparation"]
    return product.living_cells and not grown and consultation.plan.sampling_date is None


def _under_age(consultation: Consultation) -> bool:
    """Judge the age on the first day on which something is done, the sample included."""
    born, plan = consultation.patient.birth_date, consultation.plan
    done = [day for day in (plan.sampling_date, plan.treatment_date) if day is not None]
    day = min(done) if done else consultation.consultation_date
    return born is not None and day is not None and age_on(born, day) < ADULT_AGE


def _mode(consultation: Consultation, *, stopped: bool) -> DateMode:
    if consultation.decision == "no":
        return DateMode.DECLINED
    if stopped:
        return DateMode.STOPPED
    if consultation.plan.treatment_date is None:
        return DateMode.NOT_SET
    return {
        "go-ahead": DateMode.AGREED,
        "think-about-it": DateMode.IF_GO_AHEAD,
        None: DateMode.PLANNED,
    }[consultation.decision]


def _anchors(consultation: Consultation, selection: Selection, mode: DateMode) -> AnchorDays:
    """Give the days that may be printed.

    A sample may have its day before the treatment has one; while the patient thinks about
    it, no page would say that such a day holds only if they go ahead. Where cells surely are
    taken and given on one day, a sample is taken at each session: nobody said that cells are
    kept, so the site's aftercare is repeated.
    """
    undecided = mode is DateMode.NOT_SET and consultation.decision == "think-about-it"
    if undecided or mode in {DateMode.STOPPED, DateMode.DECLINED}:
        return AnchorDays(consultation=consultation.consultation_date)
    plan = consultation.plan
    samplings: tuple[date, ...] = ()
    if plan.sampling_date is not None:
        samplings = (plan.sampling_date,)
    elif same_day_cells(consultation, selection):
        samplings = plan.session_days
    return AnchorDays(
        consultation=consultation.consultation_date,
        samplings=samplings,
        sessions=plan.session_days,
    )
