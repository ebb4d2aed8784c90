"""Decide the page on what could go wrong: how likely, whether it passes, and what was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from clinic_aid.content.evidence import Risk
from clinic_aid.content.filling import Filling, estimate_sources
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.evidence_page import how_sure, in_100
from clinic_aid.handout.parts import PlacedFigure, Sourced
from clinic_aid.handout.references import References, numbers_of, sourced
from clinic_aid.handout.situation import Situation

_LIKELIHOODS: Final = ("common", "uncommon", "unknown", "serious")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskGroup:
    """Risks of one likelihood: those that go away, and those that may last or need a doctor.

    `passing_share` is how much of the width the first have, in per cent, more where they say more.
    """

    likelihood: str
    title: str
    passing: tuple[Sourced, ...]
    lasting: tuple[Sourced, ...]
    passing_share: int

    @property
    def risks(self) -> tuple[Sourced, ...]:
        """Give them all."""
        return (*self.passing, *self.lasting)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedHarm:
    """What a study counted, with the people of it drawn as so many of 100."""

    text: str
    sure: str
    sources: str
    figure: PlacedFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class RisksPage:
    """How likely by how bad, for this product and sampling; then what was counted."""

    title: str
    intro: str
    passing_title: str
    lasting_title: str
    groups: tuple[RiskGroup, ...]
    counted_title: str
    counted: tuple[CountedHarm, ...]


def risks_page(
    situation: Situation,
    filling: Filling,
    references: References,
    illustrator: Illustrator,
    *,
    on_paper: bool = False,
) -> RisksPage:
    """Give the risks of this product and sampling.

    What is told on screens only is left out `on_paper`; what was counted is drawn there.
    """
    pack, labels = situation.pack, situation.pack.labels
    risks = tuple(situation.selection.of(pack.risks).values())
    counted = tuple(_counted(risks, situation, filling, references, illustrator))
    told = [risk for risk in risks if not (on_paper and risk.screen_only)]
    section = pack.sections["risks"]
    return RisksPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        passing_title=labels["risk-passes"],
        lasting_title=labels["risk-lasts"],
        groups=tuple(
            _group(likelihood, told, situation, filling, references)
            for likelihood in _LIKELIHOODS
            if any(risk.likelihood == likelihood for risk in told)
        ),
        counted_title=labels["risk-figures"] if counted else "",
        counted=counted,
    )


def _group(
    likelihood: str,
    risks: Iterable[Risk],
    situation: Situation,
    filling: Filling,
    references: References,
) -> RiskGroup:
    labels = situation.pack.labels

    def texts(*, lasting: bool) -> tuple[Sourced, ...]:
        return tuple(
            sourced(filling.text(risk.text), risk.sources, references, labels)
            for risk in risks
            if risk.likelihood == likelihood and risk.lasts is lasting
        )

    passing, lasting = texts(lasting=False), texts(lasting=True)
    letters = [sum(len(said.text) for said in each) for each in (passing, lasting)]
    return RiskGroup(
        likelihood=likelihood,
        title=labels[f"risk-{likelihood}"],
        passing=passing,
        lasting=lasting,
        passing_share=25 + 50 * letters[0] // sum(letters),
    )


def _counted(
    risks: Iterable[Risk],
    situation: Situation,
    filling: Filling,
    references: References,
    illustrator: Illustrator,
) -> Iterable[CountedHarm]:
    for key in dict.fromkeys(risk.estimate for risk in risks if risk.estimate):
        estimate = situation.pack.estimates[key]
        if estimate.count is not None:
            yield CountedHarm(
                text=" ".join(
                    filling.estimate(estimate, text)
                    for text in (estimate.statement, estimate.meaning, estimate.doubt)
                ),
                sure=how_sure(estimate, situation),
                sources=numbers_of(
                    estimate_sources(situation.pack, estimate), references, situation.pack.labels
                ),
                figure=in_100(
                    situation,
                    illustrator,
                    label="risk-people",
                    count=estimate.count,
                    of_people=estimate.people,
                ),
            )
