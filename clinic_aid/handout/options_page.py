"""Decide the table of choices: doing nothing first, this treatment next, the same for each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from clinic_aid.content.dates import listed
from clinic_aid.content.evidence import Option
from clinic_aid.content.filling import Filling, estimate_sources, fill
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.handout.evidence_page import in_100
from clinic_aid.handout.parts import PlacedFigure, Row
from clinic_aid.handout.pictures import described
from clinic_aid.handout.plan_rows import cost_of
from clinic_aid.handout.references import References, numbers_of
from clinic_aid.handout.situation import DateMode, Situation

_FIELDS: Final = ("what", "works", "how_long", "risks", "involves", "cost", "approval")
_ROLES: Final = ("nothing", "this", "other")
_LEVELS: Final = ("very-low", "low", "moderate", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """One option; `level` is how sure we are, from 1 to 4, and `sure` the same in words.

    `part` is what it asks of the patient: what to do, how long, and the cost.
    """

    name: str
    icon: PlacedFigure
    works: str
    sure: str
    level: int
    sources: str
    risks: str
    part: str
    approval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedChoice:
    """What was counted of an option, with it and without it, as so many of 100 people each."""

    title: str
    with_it: PlacedFigure
    without_it: PlacedFigure
    text: str
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsPage:
    """All options, the same questions for each: `heads` are those of the columns.

    Whether it is approved, and the sources of the row, stand beside its name. `levels` say in
    words what the dots mean and `whose_view` that is, `no_number` what it means that a harm has
    none.

    `cautions` say of an option who must not use it and when to stop it.
    """

    title: str
    intro: str
    only_adults: str
    """For a minor that all of these were tested in adults; empty for others."""
    heads: tuple[str, str, str]
    no_number: str
    sure: str
    levels: tuple[str, ...]
    whose_view: str
    choices: tuple[OptionRow, ...]
    counted: tuple[CountedChoice, ...]
    cautions_title: str
    cautions: tuple[Row, ...]


def options_page(
    situation: Situation,
    filling: Filling,
    language: str,
    references: References,
    illustrator: Illustrator,
) -> OptionsPage:
    """Give every option once; of money nothing to a minor, or where a check stops it."""
    pack, labels = situation.pack, situation.pack.labels
    with_cost = not situation.under_age and situation.mode is not DateMode.STOPPED
    options = dict(
        sorted(
            situation.selection.of(pack.options).items(),
            key=lambda item: _ROLES.index(item[1].role),
        )
    )
    section = pack.sections["options"]
    return OptionsPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        only_adults=labels["options-only-adults"] if situation.under_age else "",
        heads=(
            labels["option-works"],
            labels["choices-wrong"],
            labels["choices-part-and-cost" if with_cost else "choices-part"],
        ),
        no_number=labels["choices-no-number"],
        sure=labels["choices-sure"],
        whose_view=filling.text(pack.pack.certainty_note),
        levels=tuple(pack.wording.certainty[level].word for level in _LEVELS),
        choices=tuple(
            _choice(
                option,
                situation,
                filling,
                references,
                icon=illustrator.draw("option-icon", option=key),
                with_cost=with_cost,
            )
            for key, option in options.items()
        ),
        counted=tuple(_counted(options, situation, filling, references, illustrator)),
        cautions_title=labels["choices-caution"],
        cautions=tuple(_cautions(options.values(), filling, language)),
    )


def _cautions(options: Iterable[Option], filling: Filling, language: str) -> Iterator[Row]:
    """Give each caution once, under the names of all that it is about."""
    names: dict[str, list[str]] = {}
    for option in options:
        if option.warning is not None:
            names.setdefault(option.warning, []).append(option.name)
    for warning, named in names.items():
        yield Row(name=listed(named, language), value=filling.text(warning))


def _choice(
    option: Option,
    situation: Situation,
    filling: Filling,
    references: References,
    *,
    icon: Figure,
    with_cost: bool,
) -> OptionRow:
    pack = situation.pack
    # As page 1 of the plan tells it, where it is known and told.
    agreed = cost_of(situation) if option.role == "this" and situation.has_cost else None
    asked = (option.what,) if option.role == "this" else ()
    part = [filling.text(text) for text in (*asked, option.involves, option.how_long)]
    if with_cost:
        part.append(agreed or filling.text(option.cost))
    return OptionRow(
        name=option.name,
        icon=PlacedFigure.of(icon, alt=described("option-icon", pack), caption=None, words={}),
        works=filling.text(option.works),
        sure=pack.wording.certainty[option.certainty].word,
        level=1 + _LEVELS.index(option.certainty),
        sources=numbers_of(option.sources, references, pack.labels),
        risks=filling.text(option.risks),
        # What any other is stands in its name, and in what it asks of the patient.
        part=" ".join(part),
        approval=filling.text(option.approval),
    )


def _counted(
    options: Mapping[str, Option],
    situation: Situation,
    filling: Filling,
    references: References,
    illustrator: Illustrator,
) -> Iterator[CountedChoice]:
    """Draw what was counted with an option and without it, in people like this patient."""
    pack, labels = situation.pack, situation.pack.labels
    applying = situation.selection.of(pack.estimates)
    for option in options.values():
        for estimate in (applying[key] for key in option.estimates if key in applying):
            if not estimate.when.condition.surely_holds(situation.selection.case):
                continue
            if estimate.count is None or estimate.without is None:
                continue
            yield CountedChoice(
                title=fill(labels["choices-counted"], option=option.name),
                with_it=in_100(
                    situation,
                    illustrator,
                    label="people-with",
                    count=estimate.count,
                    of_people=estimate.people,
                ),
                without_it=in_100(
                    situation,
                    illustrator,
                    label="people-without",
                    count=estimate.without.count,
                    of_people=estimate.without.people,
                ),
                text=" ".join(
                    filling.estimate(estimate, text) for text in (estimate.meaning, estimate.doubt)
                ),
                sources=fill(
                    labels["source-numbers"],
                    numbers=references.mark(estimate_sources(pack, estimate)),
                ),
            )


def option_rows(
    option: Option, filling: Filling, labels: Mapping[str, str], *, sure: str
) -> tuple[Row, ...]:
    """Give what is said of an option: the same questions for each, in the same order."""
    rows = [
        Row(
            name=labels[f"option-{field.replace('_', '-')}"],
            value=filling.text(getattr(option, field)),
        )
        for field in _FIELDS
    ]
    rows.insert(2, Row(name=labels["option-sure"], value=sure))
    return tuple(rows)
