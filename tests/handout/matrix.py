"""The matrix: consultations that together hold every triple of what may differ between them.

A case names one value of each factor. What a case may still be, as its product allows, is
worked out here on its own, not by the code that composes a guide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import yaml
from covertable import criteria, make
from pydantic import BaseModel, ConfigDict, TypeAdapter

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.content.filling import without_isolates, without_terms
from clinic_aid.content.model import ContentPack
from clinic_aid.content.selection import Selection
from clinic_aid.domain.case import Case as DomainCase
from clinic_aid.handout.model import Handout
from clinic_aid.handout.options_page import OptionRow

Case = Mapping[str, str]
Known = Mapping[str, frozenset[str]]
Triple = tuple[tuple[str, str], ...]

OPEN = "open"
STRENGTH = 3
# Factors that the product limits; the others go with each other in any way.
_OF_THE_PRODUCT = ("preparation", "kind", "origin", "sampling", "delivery")
_TIED = ("product", *_OF_THE_PRODUCT, "done")
_CLINICS = ("GB", "US", "IN", "TR", None)
_ABROAD = "DE"
_SEDATIONS = (None, "awake", "sedated")
_STAGES = (None, "norwood-3v", "ludwig-1", "norwood-6", "ludwig-3")
_PRICES = [
    {"sessions": 1, "full_cost": "£1,111"},
    {"sessions": 2, "full_cost": "£2,222"},
    {"sessions": 6, "full_cost": "£6,666"},
]
# Values that say how a page looks.
_NO_TEXT = {"svg", "icon", "sign", "how", "kind", "tone", "band", "likelihood", "side", "language",
            "language_tag", "content", "direction", "paper", "logo", "look", "id",
            "edition", "part", "reason", "sections", "running", "links", "link", "place",
            "passing_share"}  # fmt: skip


def factors_of(pack: ContentPack) -> dict[str, tuple[str, ...]]:
    """Give what may differ, and the values of each."""
    products = pack.products.values()
    return {
        "product": tuple(pack.products),
        "preparation": (OPEN, *_all(each.preparations for each in products)),
        "kind": (OPEN, *_all(each.kinds for each in products)),
        "origin": (OPEN, *_all(each.origins for each in products)),
        "sampling": (OPEN, *pack.samplings),
        "delivery": (OPEN, *pack.deliveries),
        "sex": ("female", "male", "other", "not-said"),
        "sessions": (OPEN, "1", "2", "4", "6"),
        "decision": ("none", "go-ahead", "think-about-it", "no"),
        "stop_check": ("all-no", "unasked", "open", "cleared"),
        "age": ("not-said", "17", "18"),
        "sleeps_in": ("not-said", "clinic-s-country", "another"),
        "done": ("nothing", "sample", "session"),
    }


def _all(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for each in lists for value in each))


def _allowed(pack: ContentPack, chosen: str) -> dict[str, tuple[str, ...]]:
    known = pack.products[chosen]
    each = (known.preparations, known.kinds, known.origins, known.samplings, known.deliveries)
    return dict(zip(_OF_THE_PRODUCT, each, strict=True))


def is_possible(case: Case, pack: ContentPack) -> bool:
    """Say whether a plan can be so: what its product allows, and no sample where none is taken."""
    allowed = _allowed(pack, case["product"])
    if any(case[name] not in (OPEN, *values) for name, values in allowed.items()):
        return False
    if case["origin"] == "donor":
        return case["sampling"] in (OPEN, "none") and case["done"] != "sample"
    if case["sampling"] == "none":
        return case["origin"] != "own" and case["done"] != "sample"
    return True


def _rules(pack: ContentPack) -> list[dict[str, Any]]:
    """Give the same as the library's own rules, by which it leaves out what cannot be."""

    def either(name: str, value: str, *others: dict[str, Any]) -> dict[str, Any]:
        unless = {"operator": "ne", "left": name, "value": value}
        return {"operator": "or", "conditions": [unless, *others]}

    def within(name: str, *values: str) -> dict[str, Any]:
        return {"operator": "in", "left": name, "values": list(values)}

    tied = [
        either("product", chosen, within(name, OPEN, *values))
        for chosen in pack.products
        for name, values in _allowed(pack, chosen).items()
    ]
    return [
        *tied,
        either("origin", "donor", within("sampling", OPEN, "none")),
        either("origin", "donor", within("done", "nothing", "session")),
        either("sampling", "none", within("origin", OPEN, "donor")),
        either("sampling", "none", within("done", "nothing", "session")),
    ]


def covering_cases(pack: ContentPack) -> list[Case]:
    """Give cases in which every triple of values that can be together is together in one."""
    factors = {name: list(values) for name, values in factors_of(pack).items()}
    # The simple criterion makes a few more cases in less than half the time.
    cases = make(factors, strength=STRENGTH, criterion=criteria.simple, constraints=_rules(pack))
    return [{name: case[name] for name in factors} for case in cases]


def possible_triples(pack: ContentPack) -> set[Triple]:
    """Give every triple of values that stands in at least one possible case."""
    factors = factors_of(pack)
    plans = [
        plan
        for values in product(*(factors[name] for name in _TIED))
        if is_possible(plan := dict(zip(_TIED, values, strict=True)), pack)
    ]
    found: set[Triple] = set()
    for names in combinations(factors, STRENGTH):
        tied = [name for name in names if name in _TIED]
        free = [name for name in names if name not in _TIED]
        for part in {tuple((name, plan[name]) for name in tied) for plan in plans}:
            for rest in product(*(factors[name] for name in free)):
                known = dict(part) | dict(zip(free, rest, strict=True))
                found.add(tuple((name, known[name]) for name in names))
    return found


def triples_of(case: Case) -> Iterator[Triple]:
    """Give every triple of values of a case."""
    return combinations(case.items(), STRENGTH)


def known_of(case: Case, number: int, pack: ContentPack) -> Known:
    """Give for each aspect what it may still be: one value where it is known."""
    allowed = _allowed(pack, case["product"])
    known = {name: frozenset({value}) for name, value in case.items()}
    for name, values in allowed.items():
        if case[name] == OPEN:
            known[name] = frozenset(values)
    if known["origin"] == {"donor"}:
        known["sampling"] = frozenset({"none"})
    elif known["origin"] == {"own"}:
        known["sampling"] -= {"none"}
    known["sedation"] = frozenset({_SEDATIONS[number % len(_SEDATIONS)] or OPEN})
    if known["delivery"] == {"topical"} and known["sampling"] == {"none"}:
        known["sedation"] = frozenset({"awake"})
    known["stage"] = frozenset({_STAGES[number % len(_STAGES)] or OPEN})
    known["country"] = frozenset({_CLINICS[number % len(_CLINICS)] or OPEN})
    if _CLINICS[number % len(_CLINICS)] is None:
        known["sleeps_in"] = frozenset({OPEN})
    return known


# Consultations


def tree_of(case: Case, number: int, pack: ContentPack) -> dict[str, Any]:
    """Give a case as a file has it; what no factor says differs from number to number."""
    plan: dict[str, Any] = {"product": case["product"]}
    plan |= {name: case[name] for name in _OF_THE_PRODUCT if case[name] != OPEN}
    if case["sessions"] != OPEN:
        plan["sessions"] = int(case["sessions"])
    [sedation] = known_of(case, number, pack)["sedation"]
    if sedation != OPEN:
        plan["sedation"] = sedation
    plan |= _days(case, number, pack)
    country = _CLINICS[number % len(_CLINICS)]
    sleeps_in = {"clinic-s-country": country, "another": _ABROAD}.get(case["sleeps_in"])
    if sleeps_in is not None:
        plan["sleeps_in"] = sleeps_in
    patient: dict[str, Any] = {"name": "Sam Reed"}
    if case["sex"] != "not-said":
        patient["sex"] = case["sex"]
    if case["age"] != "not-said":
        patient["birth_date"] = {"17": "2009-06-01", "18": "2008-06-01"}[case["age"]]
    clinic: dict[str, Any] = {"prices": {case["product"]: _PRICES}}
    given: dict[str, Any] = {
        "patient": patient,
        "plan": plan,
        "consultation_date": "2026-11-16",
        "checks": dict(_checks(case, pack)),
        "clinic": clinic | ({"country": country} if country else {}),
    }
    if case["decision"] != "none":
        given["decision"] = case["decision"]
    stage = _STAGES[number % len(_STAGES)]
    return given | ({"finding": {"stage": stage}} if stage else {})


def _days(case: Case, number: int, pack: ContentPack) -> dict[str, Any]:
    """Give the days of the plan, and what of it was done; one in four has no treatment day."""
    days: dict[str, Any] = {}
    done = {"sample": {"sample": True}, "session": {"sessions": 1}}.get(case["done"])
    sampled = known_of(case, number, pack)["sampling"] != {"none"}
    apart = case["preparation"] != "same-day" and case["product"] in (
        "own-follicle-cells", "cell-free-fluid",
    )  # fmt: skip
    if sampled and (apart or case["done"] == "sample"):
        days["sampling_date"] = "2026-12-01" if done is None else "2026-10-05"
    if done is not None:
        days["already_done"] = done
    if case["done"] == "session":
        days["treatment_date"] = "2026-11-12"
    elif number % 4:
        days["treatment_date"] = "2027-01-14"
    if case["sessions"] not in (OPEN, "1") and "treatment_date" in days and number % 2:
        days["later_sessions"] = ["2027-03-04"]
    return days


def _checks(case: Case, pack: ContentPack) -> Iterator[tuple[str, dict[str, Any]]]:
    if case["stop_check"] == "unasked":
        return
    for key, check in pack.checks.items():
        if check.level == "stop":
            yield key, {"answer": "no"}
    if case["stop_check"] != "all-no":
        cleared = {
            "cleared_by": "Dr R. Hale",
            "cleared_on": "2026-11-14",
            "cleared_how": "letter",
        }
        yield "infection", {"answer": "yes", **(cleared if case["stop_check"] == "cleared" else {})}


# What is printed, and what it may say


def printed(handout: Handout, pack: ContentPack) -> Iterator[tuple[str, str]]:
    """Give every text of a guide with its place: "evidence.claims", "options.laser"."""
    options = {option.name: key for key, option in pack.options.items()}
    for field in fields(handout):
        # All labels there are; those that a page prints stand on the page too.
        if field.name != "labels":
            yield from _texts(getattr(handout, field.name), field.name, options)


def _texts(value: object, place: str, options: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value.strip() and place.rsplit(".", 1)[-1] not in _NO_TEXT:
            yield place, " ".join(without_isolates(value).split())
    elif isinstance(value, OptionRow):
        told = (value.name, value.works, value.risks, value.part, value.approval)
        yield from _texts(told, f"options.{options[value.name]}", options)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each, place, options)
    elif is_dataclass(value) and not isinstance(value, WordedConcern):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), f"{place}.{field.name}", options)


class Rule(BaseModel):
    """One line of the table: what a guide may not say, or must say, in some cases."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rule: str
    when: Mapping[str, frozenset[str]]
    never: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    elsewhere: Mapping[str, str] = {}
    only: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    no_pages: tuple[str, ...] = ()

    def is_for(self, known: Known) -> bool:
        """Say whether each aspect is known to have one of the values, or known to be open.

        An aspect that the product does not have is neither.
        """
        return all(
            frozenset() < known[aspect] <= values or (OPEN in values and len(known[aspect]) > 1)
            for aspect, values in self.when.items()
        )

    def faults(self, handout: Handout, texts: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Give what a guide says against this rule, or does not say."""
        said = "\n".join(
            text for place, text in texts if _is_looked_at(place, self.only, (*self.elsewhere,))
        )
        forbidden, allowed = _any_of(self.never), _any_of(self.but)
        for line in said.splitlines() if forbidden.search(said) else ():
            if found := forbidden.search(allowed.sub("", line)):
                yield f'{self.rule}: "{found[0]}" in "{line}"'
        for phrase in self.always:
            if not _any_of((phrase,)).search(said):
                yield f'{self.rule}: nowhere "{phrase}"'
        for page in self.pages:
            if getattr(handout, page) is None:
                yield f"{self.rule}: no page {page}"
        for page in self.no_pages:
            if getattr(handout, page) is not None:
                yield f"{self.rule}: a page {page}"


@cache
def _is_looked_at(place: str, only: tuple[str, ...], elsewhere: tuple[str, ...]) -> bool:
    within = not only or any(_is_in(place, part) for part in only)
    return within and not any(_is_in(place, part) for part in elsewhere)


def _is_in(place: str, part: str) -> bool:
    return place == part or place.startswith(f"{part}.")


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    joined = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if phrases else r"(?!)", re.IGNORECASE)


def rules() -> list[Rule]:
    """Give the table of what no guide may say, and what it must."""
    file = Path(__file__).with_name("matrix_words.yaml")
    return TypeAdapter(list[Rule]).validate_python(yaml.safe_load(file.read_text("utf-8")))


def on_screen(case: DomainCase, pack: ContentPack) -> Iterator[tuple[str, str]]:
    """Give every text on what is sold or read elsewhere, which the talk alone tells."""
    selection = Selection(pack, case)
    for claim in selection.of(selection.pack.claims).values():
        yield from (("claims", without_terms(text)) for text in (claim.read, claim.know))
    for phase in selection.of(selection.pack.article_phases).values():
        yield from (("articles", without_terms(text)) for text in (phase.read, phase.studies))


def faults_of(
    handout: Handout, case: DomainCase, known: Known, pack: ContentPack, table: Sequence[Rule]
) -> list[str]:
    """Give all that a guide, or the talk of what is sold, says against the guide's first page."""
    texts = [*printed(handout, pack), *on_screen(case, pack)]
    applying = (rule for rule in table if rule.is_for(known))
    return [fault for rule in applying for fault in rule.faults(handout, texts)]
