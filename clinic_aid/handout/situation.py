"""What this consultation's handout may say about dates and treatment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from clinic_aid.content.model import ContentPack
from clinic_aid.content.selection import Selection, case_of, skin_of
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.concerns import Stops, is_under_age, says_under_age, stops_of
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.done import Done, done_of
from clinic_aid.domain.schedule import Anchor, AnchorDays

AGE_CHECK = "under-18"
"""The check that a birth date answers."""


class DateMode(StrEnum):
    """How a treatment date is spoken of."""

    AGREED = "agreed"
    PLANNED = "planned"
    IF_GO_AHEAD = "if-go-ahead"
    NOT_SET = "not-set"
    STOPPED = "stopped"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One consultation seen through one content pack and one clinic."""

    consultation: Consultation
    clinic: Clinic
    selection: Selection
    mode: DateMode
    stops: Stops
    under_age: bool
    done: Done
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

    @property
    def next_day(self) -> date | None:
        """Give the first treatment day that may be printed and is still to come."""
        coming = self.anchors.sessions[self.done.sessions :]
        return coming[0] if coming else None

    @property
    def is_given(self) -> bool:
        """Say whether every session was given already, those without a day too."""
        planned = self.consultation.plan.sessions_planned
        known = planned is not None and self.done.sessions >= planned
        return known and self.done.sessions > 0 and self.next_day is None

    @property
    def last_session(self) -> date | None:
        """Give the day from which reviews and the year count; None while it is not known."""
        planned = self.consultation.plan.sessions or 0
        days = self.anchors.sessions
        ended = self.is_off and bool(self.done.session_days)
        return days[-1] if days and (ended or len(days) >= planned) else None

    @property
    def is_off(self) -> bool:
        """Say whether nothing more is to come: it is refused, or cannot be planned."""
        return self.mode in {DateMode.STOPPED, DateMode.DECLINED}

    @property
    def is_undecided(self) -> bool:
        """Say whether the patient thinks about a treatment without a day: then no day holds."""
        return _is_undecided(self.consultation, self.mode)

    @property
    def has_care(self) -> bool:
        """Say whether there is aftercare: for what may come, or for what was done already."""
        return not self.is_off or not self.done.is_nothing

    @property
    def has_timeline(self) -> bool:
        """Say whether there is a result to wait for."""
        return not self.is_off or self.done.sessions > 0

    @property
    def has_cost(self) -> bool:
        """Say whether there is money to speak of: with no minor, of nothing called off."""
        return not self.under_age and not self.is_off

    @cached_property
    def care_selection(self) -> Selection:
        """Give what applies to the care of wounds: of what is off, only what was done."""
        case = self.selection.case
        if self.is_off and not self.done.sessions:
            case = case.narrowed("delivery", frozenset({"none"}))
        if self.is_off and not self.sample_was_taken:
            case = case.narrowed("sampling", frozenset({"none"}))
            # With no sample, only what was put on the scalp can have opened the skin.
            skin = skin_of(frozenset({"none"}), case.possible["delivery"])
            case = case.narrowed("skin", skin)
        return Selection(self.pack, case)

    @property
    def care_anchors(self) -> frozenset[Anchor]:
        """Give the anchors of which something is done or to come."""
        if not self.is_off:
            return frozenset(Anchor)
        anchors = {Anchor.CONSULTATION}
        if self.sample_was_taken:
            anchors.add(Anchor.SAMPLING)
        if self.done.sessions:
            anchors |= {Anchor.TREATMENT, Anchor.SESSION}
        return frozenset(anchors)

    @property
    def sample_was_taken(self) -> bool:
        """Say whether a sample was surely taken already."""
        # Cells that were given were taken before, on whatever day.
        taken = "none" not in self.selection.case.possible["sampling"]
        return self.done.sample or (taken and self.done.sessions > 0)


def situation_of(consultation: Consultation, clinic: Clinic, pack: ContentPack) -> Situation:
    """Judge what may be printed.

    An open "stop" check, or an age under 18 when anything is done (without a day for it, on
    the day of the consultation), prints no treatment date; a "no" prints no plan. What was
    done already keeps its days all the same.
    """
    own_clinic = clinic.overridden_by(consultation.clinic)
    selection = Selection(pack, case_of(consultation, own_clinic, pack))
    stops = stops_of(consultation, _stop_checks(selection, consultation), age_check=AGE_CHECK)
    under_age = is_under_age(consultation) or says_under_age(consultation, AGE_CHECK)
    mode = _mode(consultation, stopped=stops.are_open or under_age)
    done = done_of(consultation.plan, consultation.consultation_date)
    return Situation(
        consultation=consultation,
        clinic=own_clinic,
        selection=selection,
        mode=mode,
        stops=stops,
        under_age=under_age,
        done=done,
        anchors=_anchors(consultation, selection, mode, done),
    )


def _stop_checks(selection: Selection, consultation: Consultation) -> Iterable[str]:
    applying = selection.of(selection.pack.checks)
    for key, check in selection.pack.checks.items():
        if check.level == "stop" and (key in applying or key in consultation.checks):
            yield key


def same_day_cells(consultation: Consultation, selection: Selection) -> bool:
    """Say whether cells surely are taken on the day on which they are given."""
    product = selection.pack.products[consultation.plan.product]
    grown = "grown" in selection.case.possible["preparation"]
    plan = consultation.plan
    on_one_day = plan.sampling_date is None or plan.sampling_date in plan.session_days
    return product.living_cells and not grown and on_one_day


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


def _anchors(
    consultation: Consultation, selection: Selection, mode: DateMode, done: Done
) -> AnchorDays:
    """Give the days that may be printed.

    A sample may have its day before the treatment has one; while the patient thinks about
    it, no page would say that such a day holds only if they go ahead. Where cells surely are
    taken and given on one day, a sample is taken at each session: nobody said that cells are
    kept, so the site's aftercare is repeated. What was done is printed whatever is decided.
    """
    plan = consultation.plan
    if _is_undecided(consultation, mode) or mode in {DateMode.STOPPED, DateMode.DECLINED}:
        sample, sessions = done.sample_day, done.session_days
    else:
        sample, sessions = plan.sampling_date, plan.session_days
    same_day = same_day_cells(consultation, selection)
    return AnchorDays(
        consultation=consultation.consultation_date,
        samplings=sessions if same_day else (sample,) if sample is not None else (),
        sessions=sessions,
    )


def _is_undecided(consultation: Consultation, mode: DateMode) -> bool:
    return mode is DateMode.NOT_SET and consultation.decision == "think-about-it"
