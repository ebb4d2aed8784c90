"""Decide where the guide says that it comes from, and how far it may be trusted."""

import re
from dataclasses import dataclass
from typing import Final

from clinic_aid.content.clearness import Clearness
from clinic_aid.content.dates import month_date
from clinic_aid.content.evidence import Source
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.handout.parts import Row
from clinic_aid.handout.references import References
from clinic_aid.handout.situation import Situation

_INDEX_OF_JOURNALS: Final = "pubmed"
_SUBTITLE: Final = re.compile(r": [^.?]+(?=\. )")
# A date, or the last word, or the last two where that is short.
_END: Final = re.compile(r" (?=\d{1,2} \w+ \d{4}\.$|\S{9,}$|\S+ \S{1,8}$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A source as it is cited, and what a click on it leads to; empty where that is not known.

    The `end` of the text stays on one line: year and pages, or the site.
    """

    text: str
    end: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    """Where this guide comes from and how far it may be trusted.

    On the first page of the facts stand what it `leaves_out`, whom to tell what is wrong (`help`),
    and the `makers`: who paid for it, wrote it and checked it. `rows` stand with the sources.
    """

    title: str
    intro: str
    leaves_out: str
    help: Row
    makers_title: str
    makers: tuple[Row, ...]
    overdue: str | None
    rows: tuple[Row, ...]
    sources_title: str
    sources: tuple[CitedSource, ...]


def about_page(
    situation: Situation,
    filling: Filling,
    language: str,
    references: References,
    clearness: Clearness | None = None,
) -> AboutPage:
    """Give version, dates, authors and the numbered sources; page 1 has the disclosure.

    How clear it was rated to be is said where this wording was rated.
    """
    pack, labels = situation.pack, situation.pack.labels
    identity = pack.pack
    signed_off = (
        fill(labels["reviewed-on"], day=month_date(identity.reviewed_on, language))
        if identity.reviewed_on and identity.sign_off.is_signed
        else filling.text(identity.not_reviewed)
    )
    authors = "; ".join(f"{person.name}, {person.role}" for person in identity.authors)
    overdue = identity.sign_off.is_overdue(situation.consultation.consultation_date)
    section = pack.sections["about"]
    return AboutPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        leaves_out=labels["leaves-out"],
        help=Row(name=labels["about-tell-us"], value=_whom_to_tell(situation)),
        makers_title=labels["makers-title"],
        makers=(
            Row(name=labels["about-funding"], value=filling.text(identity.funding)),
            Row(name=labels["about-authors"], value=authors),
            Row(
                name=labels["about-reviewed"],
                value=signed_off,
                open=not identity.sign_off.is_signed,
            ),
        ),
        rows=(
            Row(
                name=labels["about-version"],
                value=fill(
                    labels["version-line"],
                    version=identity.version,
                    published=month_date(identity.published, language),
                    checked=month_date(identity.facts_checked, language),
                    due=month_date(identity.review_due, language),
                ),
            ),
            Row(name=labels["about-updates"], value=filling.text(identity.update_policy)),
            Row(name=labels["about-evidence"], value=filling.text(identity.evidence_search)),
            *(
                (
                    Row(
                        name=labels["about-clear"],
                        value=fill(labels["clear-line"], **clearness.values()),
                    ),
                )
                if clearness
                else ()
            ),
        ),
        overdue=fill(labels["review-overdue"], day=month_date(identity.review_due, language))
        if overdue
        else None,
        sources_title=labels["sources"],
        sources=tuple(_cited(pack.sources[key]) for key in references.order),
    )


def _cited(source: Source) -> CitedSource:
    """Give a source with the site that it is on; what a journal printed is found without one.

    A title is enough to find it by: the screens tell what stands after its colon, too.
    """
    citation = _SUBTITLE.sub("", source.citation, count=1)
    address = source.address or ""
    site = address.removeprefix("https://").removeprefix("www.").partition("/")[0]
    is_cited_by_number = address.startswith("doi:") or site.startswith(_INDEX_OF_JOURNALS)
    if site and not is_cited_by_number:
        citation = f"{citation} {site}"
    text, end = _END.split(citation, maxsplit=1)
    return CitedSource(
        text=text,
        end=end,
        link=address.replace("doi:", "https://doi.org/"),
    )


def _whom_to_tell(situation: Situation) -> str:
    """Ask for what is wrong here, or needed in another form; the clinic's address is the answer."""
    clinic = situation.clinic
    phone = clinic.phone and clinic.phone.replace(" ", "\u00a0")
    ways = " · ".join(isolated(way) for way in (clinic.email, phone) if way)
    return f"{situation.pack.labels['tell-us-line']} {ways}".strip()
