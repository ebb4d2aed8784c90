"""Decide the page for the patient's own doctor, in a doctor's words and only of what is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clinic_aid.content.care import Aftercare
from clinic_aid.content.dates import listed, month_date
from clinic_aid.content.filling import capitalised, fill, isolated, without_isolates, without_terms
from clinic_aid.domain.schedule import Anchor
from clinic_aid.handout.approvals import approval_for
from clinic_aid.handout.care_pages import Contacts, country_name, emergency_numbers
from clinic_aid.handout.parts import Row
from clinic_aid.handout.situation import DateMode, Situation

_MINUS = "\u2212"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorPage:
    """What a doctor outside the clinic needs to know and to act on; in one page.

    `rows` say what is planned or was done, an empty one is a line to fill in; `medicines` have
    the days on which a rule holds. Of a treatment that is off nothing is told that would follow it.
    """

    title: str
    lead: str
    status: str
    licence: str
    about: str
    rows: tuple[Row, ...]
    medicines: tuple[Row, ...]
    tell_title: str
    tell: str
    emergency_title: str
    emergency: tuple[str, ...]
    same_day: tuple[str, ...]
    sign_off: str


def doctor_page(situation: Situation, language: str, contacts: Contacts) -> DoctorPage:
    """Give the page; a patient has it made by their own wish."""
    pack, labels = situation.pack, situation.pack.labels
    status, licence = _status(situation, language)
    tell_title, tell = _to_tell(situation, language)
    identity = pack.pack
    return DoctorPage(
        title=labels["part-gp"],
        lead=_lead(situation, language),
        status=status,
        licence=licence,
        about=labels[f"doctor-{_about(situation)}"],
        rows=tuple(_rows(situation, language, contacts)),
        medicines=tuple(_medicines(situation)) if situation.has_care else (),
        tell_title=tell_title,
        tell=tell,
        emergency_title=_emergency_title(situation, language),
        emergency=tuple(_flags("emergency", situation)),
        same_day=tuple(_flags("same-day", situation)),
        sign_off=fill(labels["reviewed-on"], day=month_date(identity.reviewed_on, language))
        if identity.reviewed_on and identity.sign_off.is_signed
        else identity.not_reviewed,
    )


def _lead(situation: Situation, language: str) -> str:
    labels, patient = situation.pack.labels, situation.consultation.patient
    if patient.birth_date is None:
        return fill(labels["doctor-lead"], patient=patient.name)
    born = month_date(patient.birth_date, language)
    return fill(labels["doctor-lead-born"], patient=patient.name, day=born)


def _status(situation: Situation, language: str) -> tuple[str, str]:
    """Say where the treatment stands with the regulator, and what the clinic says of that."""
    labels, clinic = situation.pack.labels, situation.clinic
    told = (
        fill(labels["licence-told"], licence=clinic.licence)
        if clinic.licence
        else labels["doctor-no-licence"]
    )
    if clinic.country is None:
        return labels["doctor-no-country"], told
    label = labels[f"doctor-{approval_for(situation).status}"]
    return fill(label, country=country_name(clinic.country, language)), told


def _about(situation: Situation) -> str:
    """Name how far the treatment has come, for the heading over it."""
    if situation.is_given or (situation.is_off and not situation.done.is_nothing):
        return "given"
    off = {DateMode.DECLINED: "declined", DateMode.STOPPED: "stopped"}
    if situation.mode is DateMode.IF_GO_AHEAD or situation.is_undecided:
        return "if"
    return off.get(situation.mode, "planned")


def _rows(situation: Situation, language: str, contacts: Contacts) -> Iterator[Row]:
    labels = situation.pack.labels
    clinic = (situation.clinic.who_treats, situation.clinic.name, situation.clinic.address)
    for key, told in (
        ("waits", _waits(situation)),
        ("finding", _finding(situation)),
        ("noticed", _noticed(situation)),
    ):
        if told:
            yield Row(name=labels[f"doctor-row-{key}"], value=told)
    for key, agreed in (
        ("product", _product(situation)),
        ("sample", _sample(situation, language)),
        ("given", _given(situation, language)),
        ("sessions", _sessions(situation, language)),
        ("by", ", ".join(isolated(fact) for fact in clinic if fact)),
    ):
        # Of what does not take place nothing is left to agree.
        if agreed or not situation.is_off:
            value = agreed or labels["not-yet-agreed"]
            yield Row(name=labels[f"doctor-row-{key}"], value=value, open=not agreed)
    numbers = [contacts.phone] if contacts.phone else []
    if contacts.out_of_hours:
        numbers.append(fill(labels["doctor-closed"], number=contacts.out_of_hours))
    yield Row(name=labels["doctor-questions"], value="; ".join(numbers))


def _noticed(situation: Situation) -> str:
    """Name the signs that a doctor should see, as far as somebody saw them or was not sure."""
    told = situation.pack.for_doctor.red_flags
    answers = situation.consultation.red_flags.items()
    return capitalised("; ".join(told[key] for key, answer in answers if answer != "no"))


def _waits(situation: Situation) -> str | None:
    """Name the answers that somebody has to clear, and who can."""
    pack, stops = situation.pack, situation.stops
    if situation.mode is DateMode.DECLINED:
        return None
    answers = situation.consultation.checks.items()
    keys = [*stops.open, *stops.not_confirmed]
    keys += [key for key, said in answers if pack.checks[key].level == "doctor" and said.is_open]
    if situation.under_age and "under-18" not in keys:
        keys.insert(0, "under-18")
    named = [
        fill(
            pack.labels["doctor-clears"],
            question=without_terms(pack.checks[key].short),
            who=pack.checks[key].cleared_by,
        )
        for key in keys
    ]
    return "; ".join(named) or None


def _finding(situation: Situation) -> str | None:
    finding = situation.consultation.finding
    told = [isolated(finding.pattern)] if finding.pattern else []
    for scale in situation.pack.scales.values():
        if finding.stage is not None and finding.stage in scale.stages:
            told.append(f"{scale.name}, {scale.stages[finding.stage].name}")
    if finding.since:
        told.append(fill(situation.pack.labels["doctor-since"], since=finding.since))
    return capitalised("; ".join(told)) or None


def _known(aspect: str, situation: Situation) -> str | None:
    value = situation.selection.case.known(aspect)
    return situation.pack.for_doctor.properties[f"{aspect}-{value}"] if value else None


def _product(situation: Situation) -> str:
    """Say what it is made of, with what is known of how, and what is not agreed yet."""
    pack, labels = situation.pack, situation.pack.labels
    key = situation.consultation.plan.product
    product, told = pack.products[key], [pack.for_doctor.products[key]]
    not_agreed = labels["not-yet-agreed"].lower()
    for aspect, values in (
        ("preparation", product.preparations),
        ("kind", product.kinds),
        ("origin", product.origins),
    ):
        if len(values) > 1:
            known = _known(aspect, situation)
            told.append(known or f"{labels[f'row-{aspect}'].lower()}: {not_agreed}")
    return ", ".join(told)


def _given(situation: Situation, language: str) -> str | None:
    """Say how it is given, and where as far as that was marked."""
    pack, how = situation.pack, _known("delivery", situation)
    areas = [pack.areas[area].lower() for area in situation.consultation.finding.areas]
    sites = listed(areas, language) if areas else ""
    if how is None and not sites:
        return None
    return ": ".join(part for part in (how or pack.labels["not-yet-agreed"], sites) if part)


def _sample(situation: Situation, language: str) -> str | None:
    labels, plan = situation.pack.labels, situation.consultation.plan
    taken = _known("sampling", situation)
    if taken is None or situation.selection.case.known("sampling") == "none":
        return taken
    told = [taken]
    if sedation := _known("sedation", situation):
        told.append(sedation)
    if situation.done.sample:
        if day := situation.done.sample_day:
            told.append(month_date(day, language))
        return fill(labels["doctor-done"], what=", ".join(told))
    if situation.anchors.samplings and plan.sampling_date not in {None, *plan.session_days}:
        told.append(month_date(situation.anchors.samplings[0], language))
    return ", ".join(told)


def _sessions(situation: Situation, language: str) -> str | None:
    """Give the days that were and those that are to come, each said to be the one or the other."""
    labels, done = situation.pack.labels, situation.done
    told = []
    if without_day := done.sessions - len(done.session_days):
        told.append(fill(labels["doctor-undated"], number=str(without_day)))
    for number, day in enumerate(situation.anchors.sessions, start=1):
        when = month_date(day, language)
        told.append(fill(labels["doctor-done"], what=when) if number <= done.sessions else when)
    count = situation.consultation.plan.sessions_planned or 0
    if not situation.is_off and count > without_day + len(situation.anchors.sessions):
        told.append(fill(labels["doctor-sessions-open"], number=str(count)))
    return "; ".join(told) or None


def _medicines(situation: Situation) -> Iterator[Row]:
    """Give the steps that touch medicines, each topic once, by the days on which they hold."""
    pack, said = situation.pack, set[tuple[str, str]]()
    applying = situation.care_selection.of(pack.aftercare)
    for key, text in pack.for_doctor.steps.items():
        step = applying.get(key)
        if step is None or Anchor(step.anchor) not in situation.care_anchors:
            continue
        if (step.topic, step.kind) in said:
            continue
        said.add((step.topic, step.kind))
        alike = [
            item for item in applying.values() if (item.topic, item.kind) == (step.topic, step.kind)
        ]
        yield Row(name=_days(alike, situation), value=text)


def _days(steps: list[Aftercare], situation: Situation) -> str:
    """Say the days of a rule, counted from the sample and from each session, at their widest."""
    labels = situation.pack.labels
    first = min(step.start.rough_days for step in steps)
    ends = [step.end.rough_days for step in steps if step.end is not None]
    if len(ends) < len(steps):
        return labels["doctor-always"]
    last = max(ends)
    if first == last:
        return fill(labels["doctor-on"], number=_number(first))
    key = "doctor-two" if last - first == 1 else "doctor-between"
    return fill(labels[key], first=_number(first), last=_number(last))


def _number(days: int) -> str:
    return f"{_MINUS}{-days}" if days < 0 else str(days)


def _to_tell(situation: Situation, language: str) -> tuple[str, str]:
    """Ask for what the clinic must hear of before anything is done; nothing where all was."""
    pack, labels = situation.pack, situation.pack.labels
    if situation.is_off or situation.is_given:
        return "", ""
    applying = situation.selection.of(pack.checks)
    conditions = dict.fromkeys(
        text for key, text in pack.for_doctor.checks.items() if key in applying
    )
    first = _first_day(situation)
    title = (
        fill(labels["doctor-tell-before"], day=month_date(first, language))
        if first
        else labels["doctor-tell"]
    )
    told = listed(list(conditions), language, style="or")
    return title, without_isolates(fill(labels["doctor-tell-what"], conditions=told))


def _first_day(situation: Situation) -> date | None:
    """Give the next day on which something is done."""
    days = {*situation.anchors.samplings, *situation.anchors.sessions}
    done = {situation.done.sample_day, *situation.done.session_days}
    return min(days - done, default=None)


def _emergency_title(situation: Situation, language: str) -> str:
    labels, country = situation.pack.labels, situation.consultation.plan.sleeps_in
    numbers = emergency_numbers(country or situation.clinic.country or "", situation.pack, language)
    if numbers is None:
        return labels["doctor-emergency-unknown"]
    return fill(labels["doctor-emergency"], numbers=numbers)


def _flags(band: str, situation: Situation) -> Iterator[str]:
    if situation.has_care:
        told = situation.pack.for_doctor.signs
        for key, sign in situation.care_selection.of(situation.pack.signs).items():
            if sign.band == band:
                yield capitalised(told[key])
