"""No page contradicts page 1: guides for every triple of what may differ between cases."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest

from clinic_aid.content.blocks import Item, Varied, When
from clinic_aid.content.model import ContentPack
from clinic_aid.content.selection import case_of
from clinic_aid.domain.case import Case as DomainCase
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.engine import Engine
from clinic_aid.handout.composing import compose
from clinic_aid.handout.model import Handout
from clinic_aid.handout.rendering import Renderer
from tests.handout.matrix import (
    Case,
    Known,
    Rule,
    covering_cases,
    faults_of,
    is_possible,
    known_of,
    on_screen,
    possible_triples,
    printed,
    rules,
    tree_of,
    triples_of,
)

_PRINTED = 12
# Words for those who do not see a picture, heads of lists that may be empty, and what a guide
# says on a screen, or only where it has a page for the night.
_NOT_ON_EVERY_PAPER = (
    ".alt",
    "_title",
    "options.not_comparable",
    "contacts.nobody_answers",
    "timeline.reviews.name",
    "timeline.reviews.value",
    # The lines of a date are printed, with their year where it is another.
    "calendar.phases.groups.when",
    "timeline.phases.dates.words",
    # These run on from one column into the next.
    "about.sources.text",
)
# Whatever a condition is about, these decide which rules of the table there are.
_ALWAYS_TOLD_APART = {"product", "sampling", "delivery"}
Where = tuple[str, str, str | None, str]


@dataclass(frozen=True, kw_only=True)
class Guide:
    """One case of the matrix, and its guide."""

    case: Case
    known: Known
    consultation: Consultation
    domain_case: DomainCase
    handout: Handout
    length: int
    faults: frozenset[str]


@pytest.fixture(scope="module")
def table() -> list[Rule]:
    return rules()


@pytest.fixture(scope="module")
def guides(
    engine: Engine,
    clinic: Clinic,
    table: list[Rule],
    consultation_of: Callable[[Mapping[str, Any]], Consultation],
) -> list[Guide]:
    made = []
    for number, case in enumerate(covering_cases(engine.pack)):
        consultation = consultation_of(tree_of(case, number, engine.pack))
        own_clinic = clinic.overridden_by(consultation.clinic)
        handout = engine.compose(consultation, clinic)
        known = known_of(case, number, engine.pack)
        domain_case = case_of(consultation, own_clinic, engine.pack)
        made.append(
            Guide(
                case=case,
                known=known,
                consultation=consultation,
                domain_case=domain_case,
                handout=handout,
                length=len(list(printed(handout, engine.pack))),
                faults=frozenset(faults_of(handout, domain_case, known, engine.pack, table)),
            )
        )
    return made


# The cases


def test_every_triple_that_can_be_is_in_a_case(guides: list[Guide], pack: ContentPack) -> None:
    covered = {triple for guide in guides for triple in triples_of(guide.case)}
    assert possible_triples(pack) - covered == set()


def test_every_case_can_be(guides: list[Guide], pack: ContentPack) -> None:
    assert [guide.case for guide in guides if not is_possible(guide.case, pack)] == []


def test_what_is_known_here_is_what_the_program_knows(guides: list[Guide]) -> None:
    for guide in guides:
        for aspect in ("product", "preparation", "kind", "origin", "sampling", "delivery"):
            assert guide.domain_case.possible[aspect] == guide.known[aspect], guide.case


# The table


def test_no_guide_contradicts_its_first_page(guides: list[Guide]) -> None:
    assert {fault: guide.case for guide in guides for fault in guide.faults} == {}


def test_every_rule_is_about_some_guide(guides: list[Guide], table: list[Rule]) -> None:
    idle = [rule.rule for rule in table if not any(rule.is_for(guide.known) for guide in guides)]
    assert idle == []


def test_every_place_and_phrase_that_a_rule_excepts_is_printed(
    guides: list[Guide], pack: ContentPack, table: list[Rule]
) -> None:
    texts = [
        text
        for guide in guides
        for text in (*printed(guide.handout, pack), *on_screen(guide.domain_case, pack))
    ]
    places = {place for place, _ in texts}
    said = "\n".join(text.casefold() for _, text in dict.fromkeys(texts))
    for rule in table:
        for part in (*rule.elsewhere, *rule.only):
            assert any(f"{place}.".startswith(f"{part}.") for place in places), (rule.rule, part)
        for phrase in rule.but:
            assert phrase.casefold() in said, (rule.rule, phrase)


# Each condition of the pack is guarded by the table

# Conditions that no word of a guide can guard, by the start of their names, with the reason.
UNGUARDED: Mapping[str, str] = {
    "topics.preparing": "Only the talk explains it.",
    "topics.cause-stays": "Only the talk explains it.",
    "topics.studies-in-short": "Only the talk explains it.",
    "topics.how-it-may-work": "The talk alone tells of a healthier scalp; paper stops before it.",
    "products.cell-free-fluid.own.product": "Only who gets this product reads of it.",
    "deliveries": "Only the talk compares the ways to give it.",
    "day_steps": "Only the talk goes through the day step by step.",
    "estimates.fat-cells-review": "Only the talk shows figures without a comparison.",
    "estimates.fat-cells-24-weeks": "Only the talk shows figures without a comparison.",
    "estimates.same-day-follicle-cells-one-clinic": "Only the talk shows it likewise.",
    "estimates.same-day-follicle-cells.preparation": "The fairest study is another.",
    "estimates.grown-follicle-cells-photos": "Only the talk shows figures without a comparison.",
    "estimates.exosomes-without-comparison": "Only the talk shows figures without a comparison.",
    "unknowns.fat-cells-thickness": "Only the talk tells it.",
    "unknowns.dose-and-sessions": "Only the talk tells it.",
    "unknowns.why-it-faded": "Only the talk tells it.",
    "risks.more-pain-than-plasma": "Only the talk tells it.",
    "risks.counted-reactions": "Only the talk tells it.",
    "risks.fever": "Only the talk tells it.",
    "consent_record.india": "Only the talk tells what is written down.",
    "estimates.untreated": "Only the talk shows the figures of the other options.",
    "estimates.minoxidil": "Only the talk shows the figures of the other options.",
    "estimates.oral-minoxidil": "Only the talk shows the figures of the other options.",
    "estimates.finasteride": "Only the talk shows the figures of the other options.",
    "estimates.cell-injection-site-effects": "The risk that it belongs to has the same condition.",
    "aftercare.sedation": "Who gives a sample is told the same before that.",
    "checks": "Only what a patient answered is printed.",
    "faq": "Only the talk answers the questions that people ask.",
}


def test_without_a_condition_some_guide_contradicts_its_first_page(
    guides: list[Guide], engine: Engine, clinic: Clinic, table: list[Rule]
) -> None:
    unguarded = [
        ".".join(part for part in where if part is not None)
        for where in _conditions(engine.pack)
        if not _is_guarded(where, guides, engine, clinic, table)
    ]
    assert unguarded == []


def test_what_is_said_to_be_unguarded_is_in_the_pack(pack: ContentPack) -> None:
    names = [".".join(part for part in where if part) for where in _every_condition(pack)]
    for start in UNGUARDED:
        assert any(name.startswith(start) for name in names), start


def _conditions(pack: ContentPack) -> list[Where]:
    """Give the conditions that words can guard."""
    return [
        where
        for where in _every_condition(pack)
        if not ".".join(part for part in where if part).startswith(tuple(UNGUARDED))
    ]


def _every_condition(pack: ContentPack) -> list[Where]:
    """Give each aspect of each condition: its section, key, variant, and name."""
    return [
        (section, key, variant, aspect)
        for section in type(pack).model_fields
        for key, item in _items(pack, section).items()
        for variant, when in _whens(item).items()
        for aspect in when.condition.allowed
    ]


def _items(pack: ContentPack, section: str) -> dict[str, Item]:
    found = getattr(pack, section)
    every = found.items() if isinstance(found, Mapping) else ()
    return {key: item for key, item in every if isinstance(item, Item)}


def _whens(item: Item) -> dict[str | None, When]:
    variants = item.variants if isinstance(item, Varied) else {}
    return {None: item.when, **{name: variant.when for name, variant in variants.items()}}


def _is_guarded(
    where: Where, guides: Sequence[Guide], engine: Engine, clinic: Clinic, table: list[Rule]
) -> bool:
    """Say whether a guide made without this part of a condition breaks a rule.

    Only guides that it makes a difference to are made, one of each kind; where it makes none to
    any, another part of the condition says the same.
    """
    section, key, variant, aspect = where
    item = _items(engine.pack, section)[key]
    when = _whens(item)[variant]
    wider = When(**{name: getattr(when, name) for name in When.model_fields if name != aspect})
    holds = _may_hold if variant is None else _surely_holds
    differ = [
        guide
        for guide in guides
        if holds(wider, guide.domain_case) and not holds(when, guide.domain_case)
    ]
    pack = _with(engine.pack, section, key, _without(item, variant, wider))
    named = {aspect for each in _whens(item).values() for aspect in each.condition.allowed}
    for guide in _least_alike(differ, sorted(named | _ALWAYS_TOLD_APART)):
        handout = compose(
            guide.consultation,
            clinic=clinic,
            pack=pack,
            language=engine.language,
            illustrator=engine.illustrator,
            measured=False,
        )
        if set(faults_of(handout, guide.domain_case, guide.known, pack, table)) - guide.faults:
            return True
    return not differ


def _may_hold(when: When, case: DomainCase) -> bool:
    return when.condition.may_hold(case)


def _surely_holds(when: When, case: DomainCase) -> bool:
    return when.condition.surely_holds(case)


def _least_alike(guides: Sequence[Guide], aspects: Iterable[str]) -> list[Guide]:
    """Give the longest guide for each of what these aspects may be."""
    longest: dict[tuple[frozenset[str] | None, ...], Guide] = {}
    for guide in sorted(guides, key=lambda guide: guide.length):
        possible = guide.domain_case.possible
        longest[tuple(possible.get(aspect) for aspect in aspects)] = guide
    return list(longest.values())


def _without(item: Item, variant: str | None, wider: When) -> Item:
    if variant is None:
        return item.model_copy(update={"when": wider})
    assert isinstance(item, Varied)
    changed = item.variants[variant].model_copy(update={"when": wider})
    return item.model_copy(update={"variants": {**item.variants, variant: changed}})


def _with(pack: ContentPack, section: str, key: str, item: Item) -> ContentPack:
    return pack.model_copy(update={section: {**getattr(pack, section), key: item}})


# On paper


@pytest.fixture(scope="module")
def chosen(guides: list[Guide]) -> list[Guide]:
    """Give twelve guides that differ the most: each has the most pairs that none before has."""
    rest, seen, picked = list(guides), set[tuple[Any, ...]](), list[Guide]()
    while len(picked) < _PRINTED:
        pairs = [set(combinations(guide.case.items(), 2)) for guide in rest]
        most = max(range(len(rest)), key=lambda number: len(pairs[number] - seen))
        seen |= pairs[most]
        picked.append(rest.pop(most))
    return picked


@pytest.fixture(scope="module")
def papers(
    chosen: list[Guide],
    engine: Engine,
    renderer: Renderer,
    texts: Callable[[bytes], tuple[str, ...]],
) -> list[tuple[str, ...]]:
    """Give the text of each page of the chosen guides, read back from their PDFs."""
    return [texts(renderer.render(engine.print_job(guide.handout))) for guide in chosen]


each_paper = pytest.mark.parametrize("number", range(_PRINTED))


@each_paper
def test_what_was_judged_is_on_the_paper(
    number: int, chosen: list[Guide], papers: list[tuple[str, ...]], pack: ContentPack
) -> None:
    paper, handout = _letters(" ".join(papers[number])), chosen[number].handout
    sections = {section for part in handout.parts for section in part.sections}
    missing = [
        (place, text)
        for place, text in printed(handout, pack)
        if place.split(".")[0] in sections
        and not place.endswith(_NOT_ON_EVERY_PAPER)
        and _letters(text) not in paper
    ]
    assert missing == []


@each_paper
def test_the_paper_says_nothing_that_no_part_of_it_may_say(
    number: int, chosen: list[Guide], papers: list[tuple[str, ...]], table: list[Rule]
) -> None:
    guide = chosen[number]
    pages = [("paper", page) for page in papers[number]]
    rules_of_all = [rule for rule in table if not rule.elsewhere and not rule.only]
    found = [
        fault
        for rule in rules_of_all
        if rule.is_for(guide.known)
        for fault in rule.faults(guide.handout, pages)
    ]
    assert found == []


def _letters(text: str) -> str:
    """Give the letters and figures alone: lines break where they must, and hyphens with them."""
    return "".join(letter for letter in text if letter.isalnum())
