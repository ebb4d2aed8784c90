"""Decide the page on what studies found, the fairest first and drawn, and what nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from clinic_aid.content.evidence import Estimate
from clinic_aid.content.filling import Filling, estimate_sources, fill
from clinic_aid.content.model import Product
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.parts import PlacedFigure, Sourced
from clinic_aid.handout.references import References, numbers_of, sourced
from clinic_aid.handout.situation import Situation

MOST_PICTURED: Final = 100
"""The most people that are drawn."""

_SURENESS: Final = ("high", "moderate", "low", "very-low")
_IN_A_ROW: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFinding:
    """One published figure: the statement, what it means, how sure, and the reason for doubt.

    `figure` draws its people, with its own words as the caption.
    """

    statement: str
    meaning: str
    who: str
    sure: str
    doubt: str
    sources: str
    figure: PlacedFigure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """What studies of this product found, and what nobody knows.

    Without any figure, what is known is told in words.
    `open_product` says which products one name may stand for, while it is open which it is.
    `fairest` is the study that may be trusted most, `others` the ones that are told in short.
    `roots` says that no product is known to bring more hair roots.
    """

    title: str
    intro: str
    open_product: str
    fairest: StudyFinding | None
    in_words: Sourced | None
    others_title: str
    others: tuple[Sourced, ...]
    roots: str
    unknown_title: str
    unknowns: tuple[str, ...]


def evidence_page(
    situation: Situation, filling: Filling, references: References, illustrator: Illustrator
) -> EvidencePage:
    """Give what the studies of this patient's product found, as far as they can be trusted."""
    pack, labels = situation.pack, situation.pack.labels
    topics = situation.selection.of(pack.topics)
    product = situation.selection.of(pack.products)[situation.consultation.plan.product]
    found = _found(situation)
    section = pack.sections["evidence"]
    return EvidencePage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        open_product=filling.text(product.what) if _is_open(product, situation) else "",
        fairest=_finding(found[0], situation, filling, references, illustrator) if found else None,
        in_words=None
        if found
        else sourced(filling.text(product.evidence), product.sources, references, labels),
        others_title=labels["studies-more"] if found[1:] else "",
        others=tuple(
            sourced(
                filling.estimate(estimate, estimate.statement),
                estimate_sources(pack, estimate),
                references,
                labels,
            )
            for estimate in found[1:]
        ),
        roots=filling.text(topics["no-new-follicles"].points[0]),
        unknown_title=labels["nobody-knows"],
        unknowns=tuple(
            filling.text(item.text)
            for item in situation.selection.of(pack.unknowns).values()
            if not item.screen_only
        ),
    )


def _is_open(product: Product, situation: Situation) -> bool:
    """Say whether it is not agreed yet which of several products it is."""
    known = situation.selection.case.known
    aspects = (("preparation", product.preparations), ("kind", product.kinds))
    return any(len(values) > 1 and known(aspect) is None for aspect, values in aspects)


def _found(situation: Situation) -> Sequence[Estimate]:
    """Give the findings that a page has room for, the fairest first.

    A study without anybody to compare with cannot say what the product did. It is left to the
    screens, but for people who were counted and then lost hair again.
    """
    results = [
        estimate
        for estimate in situation.selection.of(situation.pack.estimates).values()
        if estimate.about == "results"
        and (estimate.compared_with == "placebo" or estimate.measure == "proportion")
    ]
    return sorted(
        results,
        key=lambda estimate: (
            estimate.compared_with != "placebo",
            _SURENESS.index(estimate.certainty),
        ),
    )


def _finding(
    estimate: Estimate,
    situation: Situation,
    filling: Filling,
    references: References,
    illustrator: Illustrator,
) -> StudyFinding:
    """Give one published figure as it prints."""
    pack, labels = situation.pack, situation.pack.labels
    figure = None
    if estimate.picture is not None and estimate.people <= MOST_PICTURED:
        figure = people(
            situation,
            illustrator,
            filled=estimate.compared or 0,
            total=estimate.people,
            caption=filling.estimate(estimate, estimate.picture),
        )
    return StudyFinding(
        figure=figure,
        statement=filling.estimate(estimate, estimate.statement),
        meaning=filling.meaning(estimate),
        who=fill(
            labels["who-studied"],
            population=filling.estimate(estimate, estimate.population),
            time=filling.estimate(estimate, estimate.time_span),
        ),
        sure=how_sure(estimate, situation),
        doubt=filling.estimate(estimate, estimate.doubt),
        sources=numbers_of(estimate_sources(pack, estimate), references, labels),
    )


def how_sure(estimate: Estimate, situation: Situation) -> str:
    """Say in a sentence how sure we are of a figure."""
    word = situation.pack.wording.certainty[estimate.certainty].word
    return fill(situation.pack.labels["how-sure-study"], certainty=word)


def people(
    situation: Situation,
    illustrator: Illustrator,
    *,
    filled: int,
    total: int,
    caption: str | None,
) -> PlacedFigure:
    """Draw people, some of them filled in, as a block."""
    figure = illustrator.draw("people", total=total, filled=filled, columns=min(total, _IN_A_ROW))
    alt = fill(situation.pack.labels["people-alt"], count=str(filled), people=str(total))
    return PlacedFigure.of(figure, alt=alt, caption=caption, words={})


def in_100(
    situation: Situation,
    illustrator: Illustrator,
    *,
    label: str,
    count: int,
    of_people: int,
) -> PlacedFigure:
    """Draw a share as so many of 100 people, so that shares can be compared by eye."""
    filled = round(100 * count / of_people)
    caption = fill(situation.pack.labels[label], count=str(filled))
    return people(situation, illustrator, filled=filled, total=MOST_PICTURED, caption=caption)
