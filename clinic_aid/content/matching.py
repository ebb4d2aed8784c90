"""Hold a consultation and a clinic against the content pack that they name things of."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from babel import Locale

from clinic_aid.content.model import ContentPack
from clinic_aid.content.selection import samplings_for, values_for
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.lengths import FULL_LINE, WHOLE
from clinic_aid.domain.plan import TreatmentPlan
from clinic_aid.errors import Message
from clinic_aid.files.text import visible

Path = tuple[str | int, ...]
Mismatch = tuple[Path, str]


def consultation_mismatches(
    consultation: Consultation, pack: ContentPack, language: str
) -> list[Mismatch]:
    """Give every entry that names what the pack does not have, or that contradicts another.

    `language` is that of the pack: a patient of another one would read texts that are not there.
    """
    finding, plan = consultation.finding, consultation.plan
    stages = [stage for scale in pack.scales.values() for stage in scale.stages]
    found = [
        *_unknown(("content",), consultation.content, [pack.pack.id]),
        *_unknown(("finding", "stage"), finding.stage, stages),
        *_unknown(("plan", "product"), plan.product, pack.products),
        *_no_country(("plan", "sleeps_in"), plan.sleeps_in),
    ]
    for index, area in enumerate(finding.areas):
        found += _unknown(("finding", "areas", index), area, pack.areas)
    for key in consultation.red_flags:
        found += _unknown(("red_flags", key), key, pack.red_flags)
    for key in consultation.checks:
        found += _unknown(("checks", key), key, pack.checks)
    for index, said in enumerate(consultation.teach_back):
        found += _unknown(("teach_back", index, "topic"), said.topic, pack.topics)
    if plan.product in pack.products:
        found += _plan_mismatches(plan, pack)
    if consultation.clinic is not None:
        for path, message in clinic_mismatches(consultation.clinic, pack):
            found.append((("clinic", *path), message))
    if consultation.patient.language not in {None, language}:
        words = Message(
            "there are no texts in {asked!r} yet; write {there}",
            asked=visible(consultation.patient.language or ""),
            there=language,
        )
        found.append((("patient", "language"), words))
    return found


def clinic_mismatches(clinic: Clinic, pack: ContentPack) -> list[Mismatch]:
    """Give every entry of the clinic's file that the pack does not have, or no guide room for."""
    found: list[Mismatch] = []
    if clinic.is_too_long:
        words = Message(
            "prices and answers have more than {limit:,} characters in all, of which a new line "
            "takes up {line}; shorten some"
        )
        found.append(((), words.filled(limit=WHOLE, line=FULL_LINE)))
    for index, product in enumerate(clinic.products):
        found += _unknown(("products", index), product, pack.products)
    for key in clinic.prices:
        found += _unknown(("prices", key), key, pack.products)
    found += _no_country(("country",), clinic.country)
    for key in clinic.answers:
        found += _unknown(("answers", key), key, pack.clinic_questions)
        for answer in clinic.answers_to(key):
            for product in answer.products:
                found += _unknown(("answers", key), product, pack.products)
    return found


def _no_country(path: Path, code: str | None) -> Iterator[Mismatch]:
    """Find a code that is none of CLDR's: it would silently print no emergency number."""
    if code is not None and not (code.isalpha() and code in Locale.parse("und").territories):
        words = Message("{code}: unknown; write the country's two capital letters, such as GB")
        yield path, words.filled(code=visible(code))


def _unknown(path: Path, value: str | None, known: Iterable[str]) -> Iterator[Mismatch]:
    if value is None or value in (names := list(known)):
        return
    shown = visible(value)
    close = get_close_matches(value, names, n=1)
    if close:
        yield path, Message("{value}: unknown; did you mean {close}?", value=shown, close=close[0])
    else:
        choices = ", ".join(names)
        yield path, Message("{value}: unknown; choose from {names}", value=shown, names=choices)


def _plan_mismatches(plan: TreatmentPlan, pack: ContentPack) -> Iterator[Mismatch]:
    product = pack.products[plan.product]
    origins = frozenset({plan.origin}) if plan.origin else frozenset(product.origins)
    for name, allowed in values_for(product, origins).items():
        value = getattr(plan, name)
        if value is None or value in allowed:
            continue
        if allowed:
            words = Message(
                "{value} does not fit {product}; choose from {choices}",
                value=value,
                product=plan.product,
                choices=", ".join(allowed),
            )
        else:
            words = Message(
                "{product} has no {name}; leave it out", product=plan.product, name=name
            )
        yield ("plan", name), words
    sampled = frozenset({plan.sampling} if plan.sampling else samplings_for(product, origins))
    if sampled == {"none"} and plan.sampling_date is not None:
        yield ("plan", "sampling_date"), Message("no sample is taken; leave the date out")
    if sampled == {"none"} and plan.already_done.sample:
        yield ("plan", "already_done", "sample"), Message("no sample is taken; leave it out")
    if plan.sedation == "sedated" and sampled == {"none"} and plan.delivery == "topical":
        words = Message("nobody is made sleepy for a fluid that is rubbed in; use awake")
        yield ("plan", "sedation"), words
    if (
        plan.preparation == "grown"
        and plan.sampling_date is not None
        and plan.sampling_date == plan.treatment_date
    ):
        words = Message("grown cells take weeks; the sample comes before treatment")
        yield ("plan", "sampling_date"), words
