"""Decide the pages on risks, evidence, approval and options."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from clinic_aid.content.dates import month_date
from clinic_aid.content.evidence import Approval, Estimate, Option
from clinic_aid.content.filling import Filling, estimate_sources, fill
from clinic_aid.content.model import ContentPack
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.approvals import approval_for
from clinic_aid.handout.model import (
    EvidenceItem,
    EvidencePage,
    OptionsGrid,
    OptionsPage,
    RiskGroup,
    RisksPage,
)
from clinic_aid.handout.parts import PlacedFigure, Row, Sourced
from clinic_aid.handout.pictures import how_it_may_work, source_marked
from clinic_aid.handout.plan_rows import cost_of
from clinic_aid.handout.situation import Situation

_LIKELIHOODS = ("common", "uncommon", "serious", "unknown")
_OPTION_FIELDS = ("what", "works", "how_long", "risks", "involves", "cost", "approval")
_MOST_PICTURED, _SIDE_BY_SIDE = 100, 3
# The third point of the topic answers a claim, which the page answers among the claims.
_THEORY_POINTS = 2


class References:
    """Numbers the sources in the order in which they are cited."""

    def __init__(self) -> None:
        self.order: list[str] = []

    def mark(self, sources: Collection[str]) -> str:
        """Give the numbers of the sources, "3, 5"."""
        for source in sources:
            if source not in self.order:
                self.order.append(source)
        return ", ".join(str(self.order.index(source) + 1) for source in sources)


def sourced(
    text: str, sources: Collection[str], references: References, labels: Mapping[str, str]
) -> Sourced:
    """Give a text with the numbers of what it rests on, if the pack names a source for it."""
    return Sourced(text=text, sources=numbers_of(sources, references, labels))


def numbers_of(sources: Collection[str], references: References, labels: Mapping[str, str]) -> str:
    """Give "Source 3, 5"; nothing where there are none."""
    return fill(labels["source-numbers"], numbers=references.mark(sources)) if sources else ""


def evidence_item(
    estimate: Estimate,
    situation: Situation,
    filling: Filling,
    references: References,
    illustrator: Illustrator,
) -> EvidenceItem:
    """Give one published figure as it prints."""
    pack, labels = situation.pack, situation.pack.labels
    certainty = pack.wording.certainty[estimate.certainty].word
    return EvidenceItem(
        statement=filling.estimate(estimate, estimate.statement),
        meaning=filling.meaning(estimate),
        who=fill(
            labels["who-studied"],
            population=filling.estimate(estimate, estimate.population),
            time=filling.estimate(estimate, estimate.time_span),
        ),
        sure=fill(labels["how-sure"], certainty=certainty),
        doubt=filling.estimate(estimate, estimate.doubt),
        sources=numbers_of(estimate_sources(pack, estimate), references, labels),
        figure=_people(estimate, situation, illustrator),
    )


def _people(
    estimate: Estimate, situation: Situation, illustrator: Illustrator
) -> PlacedFigure | None:
    """Draw the people studied, as many as there were, for a proportion small enough to draw."""
    if estimate.count is None or estimate.people > _MOST_PICTURED:
        return None
    figure = illustrator.draw(
        "people", total=estimate.people, filled=estimate.count, columns=min(estimate.people, 20)
    )
    alt = fill(
        situation.pack.labels["people-alt"],
        count=str(estimate.count),
        people=str(estimate.people),
    )
    return PlacedFigure.of(figure, alt=alt, caption=None, words={})


def risks_page(
    situation: Situation, filling: Filling, references: References, illustrator: Illustrator
) -> RisksPage:
    """Give the risks of this product and sampling."""
    pack, labels = situation.pack, situation.pack.labels
    risks = situation.selection.of(pack.risks)
    groups = tuple(
        RiskGroup(
            likelihood=likelihood,
            title=labels[f"risk-{likelihood}"],
            risks=tuple(
                sourced(filling.text(risk.text), risk.sources, references, labels)
                for risk in risks.values()
                if risk.likelihood == likelihood
            ),
        )
        for likelihood in _LIKELIHOODS
        if any(risk.likelihood == likelihood for risk in risks.values())
    )
    named = dict.fromkeys(risk.estimate for risk in risks.values() if risk.estimate)
    section = pack.sections["risks"]
    return RisksPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        groups=groups,
        figures_title=labels["risk-figures"],
        figures=tuple(
            evidence_item(pack.estimates[key], situation, filling, references, illustrator)
            for key in named
        ),
    )


def evidence_page(
    situation: Situation,
    filling: Filling,
    language: str,
    references: References,
    illustrator: Illustrator,
) -> EvidencePage:
    """Give what is known and not known, the claims sold elsewhere, and the approval."""
    pack, labels, selection = situation.pack, situation.pack.labels, situation.selection
    product = pack.products[situation.consultation.plan.product]
    theory = pack.topics["how-it-may-work"]
    source_figure = illustrator.draw("sources", highlight=product.source)
    findings = [
        estimate
        for estimate in selection.of(pack.estimates).values()
        if estimate.about == "results"
    ]
    approval = approval_for(situation)
    section = pack.sections["evidence"]
    return EvidencePage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        product_name=product.name,
        product=tuple(
            sourced(filling.text(text), sources, references, labels)
            for text, sources in (
                (product.what, ()),
                (product.alive, ()),
                # Where no published figure applies, the words about the studies stand in its place.
                *(() if findings else ((product.evidence, product.sources),)),
            )
        ),
        product_figure=PlacedFigure.of(
            source_figure,
            alt=source_marked(product.source, pack, label="source-yours-alt"),
            caption=None,
            words=dict(pack.figures["sources"].labels),
        ),
        theory_title=filling.text(theory.headline),
        theory=tuple(
            filling.text(point)
            # Whatever it does to the roots there are: no product is known to bring more of them.
            for point in (
                *theory.points[:_THEORY_POINTS],
                pack.topics["no-new-follicles"].points[0],
            )
        ),
        theory_figures=how_it_may_work(situation, illustrator),
        findings=tuple(
            evidence_item(estimate, situation, filling, references, illustrator)
            for estimate in findings
        ),
        unknown_title=labels["nobody-knows"],
        unknowns=tuple(filling.text(item.text) for item in selection.of(pack.unknowns).values()),
        claims_title=filling.text(pack.sections["claims"].title),
        claims_heads=(labels["you-may-have-read"], labels["what-we-know"]),
        claims=tuple(
            (filling.text(read), sourced(filling.text(know), sources, references, labels))
            for read, know, sources in _promises(situation)
        ),
        approval_title=filling.text(pack.sections["approval"].title),
        approval=tuple(filling.text(text) for text in (approval.statement, *approval.more)),
        approval_checked=_checked(approval, labels, references, language),
        licence=licence_of(situation, filling),
    )


def _promises(situation: Situation) -> Iterator[tuple[str, str, Collection[str]]]:
    """Give what is sold elsewhere, what is known of it, and its sources.

    What is promised for each stretch of time is for those who have a result to wait for.
    """
    pack, selection = situation.pack, situation.selection
    for claim in selection.of(pack.claims).values():
        yield claim.read, claim.know, claim.sources
    if situation.has_timeline:
        for item in selection.of(pack.article_phases).values():
            yield item.read, item.studies, item.sources


def _checked(
    approval: Approval, labels: Mapping[str, str], references: References, language: str
) -> str:
    day = month_date(approval.checked_on, language)
    if not approval.sources:
        return fill(labels["approval-checked-no-source"], day=day)
    numbers = references.mark(approval.sources)
    return fill(labels["approval-checked"], day=day, numbers=numbers)


def licence_of(situation: Situation, filling: Filling) -> str:
    """Say which licence the clinic named, or that it named none."""
    labels, licence = situation.pack.labels, situation.clinic.licence
    if licence is None:
        return filling.text(labels["blank-licence"])
    return fill(labels["licence-told"], licence=licence)


def options_page(situation: Situation, filling: Filling, references: References) -> OptionsPage:
    """Give every option once with the same fields, three side by side: nothing, this, the rest."""
    pack, labels = situation.pack, situation.pack.labels
    options = sorted(
        situation.selection.of(pack.options).values(),
        key=lambda option: ("nothing", "this", "other").index(option.role),
    )
    section = pack.sections["options"]
    return OptionsPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        only_adults=labels["options-only-adults"] if situation.under_age else "",
        not_comparable=filling.text(labels["not-comparable"]),
        grids=tuple(
            _grid(options[begin : begin + _SIDE_BY_SIDE], filling, references, situation)
            for begin in range(0, len(options), _SIDE_BY_SIDE)
        ),
    )


def _grid(
    options: Sequence[Option],
    filling: Filling,
    references: References,
    situation: Situation,
) -> OptionsGrid:
    pack, labels = situation.pack, situation.pack.labels
    columns = [
        [
            _as_on_page_1(row, option, situation)
            for row in option_rows(
                option, filling, labels, sure=_how_sure(option, pack, references)
            )
        ]
        for option in options
    ]
    return OptionsGrid(
        names=tuple(option.name for option in options),
        rows=tuple(
            (same[0].name, tuple(row.value for row in same)) for same in zip(*columns, strict=True)
        ),
        warnings=tuple(
            Row(name=option.name, value=filling.text(option.warning))
            for option in options
            if option.warning is not None
        ),
    )


def _as_on_page_1(row: Row, option: Option, situation: Situation) -> Row:
    """Give the cost of this treatment as page 1 tells it, where it is known and told."""
    cost = cost_of(situation) if situation.has_cost else None
    is_cost = option.role == "this" and row.name == situation.pack.labels["option-cost"]
    return replace(row, value=cost) if cost and is_cost else row


def option_rows(
    option: Option, filling: Filling, labels: Mapping[str, str], *, sure: str
) -> tuple[Row, ...]:
    """Give what is said of an option: the same questions for each, in the same order."""
    rows = [
        Row(
            name=labels[f"option-{field.replace('_', '-')}"],
            value=filling.text(getattr(option, field)),
        )
        for field in _OPTION_FIELDS
    ]
    rows.insert(2, Row(name=labels["option-sure"], value=sure))
    return tuple(rows)


def _how_sure(option: Option, pack: ContentPack, references: References) -> str:
    word = pack.wording.certainty[option.certainty].word
    if not option.sources:
        return word
    numbers = references.mark(option.sources)
    return fill(pack.labels["sure-with-sources"], certainty=word, numbers=numbers)
