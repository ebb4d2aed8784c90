"""What needs looking at, in the words of a pack."""

from dataclasses import dataclass

from clinic_aid.content.dates import listed, long_date
from clinic_aid.content.filling import fill, without_terms
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.concerns import Concern, Kind

_CHECKS = {Kind.STOP_OPEN, Kind.STOP_NOT_CONFIRMED, Kind.STOP_CLEARED, Kind.STOPS_UNASKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedConcern:
    """One thing to look at, as the consultant reads it, and the entry that it is about."""

    kind: Kind
    path: str
    text: str


def worded(concern: Concern, pack: ContentPack, language: str) -> WordedConcern:
    """Give a concern in words, with names, days and numbers in it."""
    values: dict[str, str] = {}
    if concern.subjects:
        values["subject"] = listed(
            [_subject(concern, subject, pack) for subject in concern.subjects], language
        )
    if concern.day is not None:
        values["day"] = long_date(concern.day, language)
    if concern.number is not None:
        values["number"] = str(concern.number)
    return WordedConcern(
        kind=concern.kind,
        path=concern.path,
        text=fill(pack.labels[f"concern-{concern.kind}"], **values),
    )


def _subject(concern: Concern, subject: str, pack: ContentPack) -> str:
    if concern.kind in _CHECKS:
        return without_terms(pack.checks[subject].short)
    if concern.kind is Kind.INFORMATION_NEED:
        return pack.labels[f"need-{subject}"]
    return subject
