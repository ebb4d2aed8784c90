"""Guards over names: whatever one part of a pack names must stand in another."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations

from clinic_aid.content.blocks import Item, Varied
from clinic_aid.content.guards.cases import known_values
from clinic_aid.content.guards.subject import Finding, Path, Subject
from clinic_aid.content.labels import LABELS

SECTIONS = (
    "plan",
    "calendar",
    "timeline",
    "two-am",
    "decision",
    "condition",
    "options",
    "evidence",
    "risks",
    "approval",
    "clinic-answers",
    "worksheet",
    "your-words",
    "about",
)
FIGURES = (
    "day-strip",
    "option-icon",
    "people",
    "scalp-map",
    "shrinking",
    "sources",
    "stage",
    "timeline",
)
_ABOUT = ("results", "natural-course", "side-effects")
_OPTION = "option-"
_FOR_ANY_COUNTRY = {
    "other": "countries without an entry",
    "no-country": "a clinic whose country is not told",
}


def unknown_ids(subject: Subject) -> Iterator[Finding]:
    """Find ids of sources, estimates, units, products and figures that nothing has."""
    pack = subject.pack
    for path, item in items(subject):
        yield from _listed((*path, "sources"), item.sources, pack.sources)
    about = (*_ABOUT, *(f"{_OPTION}{key}" for key in pack.options))
    for key, estimate in pack.estimates.items():
        if estimate.unit is not None:
            yield from _one(("estimates", key, "unit"), estimate.unit, pack.units)
        yield from _one(("estimates", key, "about"), estimate.about, about)
    for key, unit in pack.units.items():
        yield from _listed(("units", key, "sources"), unit.sources, pack.sources)
    for key, risk in pack.risks.items():
        if risk.estimate is not None:
            yield from _one(("risks", key, "estimate"), risk.estimate, pack.estimates)
    for key, option in pack.options.items():
        yield from _listed(("options", key, "estimates"), option.estimates, pack.estimates)
    for key, product in pack.products.items():
        yield from _listed(("products", key, "samplings"), product.samplings, pack.samplings)
        yield from _listed(("products", key, "deliveries"), product.deliveries, pack.deliveries)
        yield from _one(("products", key, "figure"), product.figure, pack.figures)
    for key, topic in pack.topics.items():
        if topic.figure is not None:
            yield from _one(("topics", key, "figure"), topic.figure, pack.figures)
    for country, number in pack.emergency_numbers.items():
        place: Path = ("emergency_numbers", country)
        yield from _one((*place, "source"), number.source, pack.sources)
        if number.urgent is not None:
            yield from _one((*place, "urgent", "source"), number.urgent.source, pack.sources)


def unused_sources(subject: Subject) -> Iterator[Finding]:
    """Find sources that nothing cites: a reader takes a listed work for one that was used."""
    pack = subject.pack
    cited = {source for _, item in items(subject) for source in item.sources}
    cited |= {source for unit in pack.units.values() for source in unit.sources}
    for number in pack.emergency_numbers.values():
        cited |= {number.source} | ({number.urgent.source} if number.urgent else set())
    for key in pack.sources:
        if key not in cited:
            yield ("sources", key), "is cited by nothing; cite it or leave it out"


def unknown_conditions(subject: Subject) -> Iterator[Finding]:
    """Find values of `when` that no case can have."""
    values = known_values(subject.pack)
    for path, item in items(subject):
        for aspect, wanted in item.when.condition.allowed.items():
            if aspect in values:
                named = getattr(item.when, aspect)
                yield from _listed((*path, "when", aspect), named, values[aspect])
            elif len(getattr(item.when, aspect)) != len(wanted):
                yield (*path, "when", aspect), "names a value twice"


def variants_exclude(subject: Subject) -> Iterator[Finding]:
    """Find variants without a case, without a word, or of which two could say the same thing."""
    for path, item in items(subject):
        if not isinstance(item, Varied):
            continue
        for name, variant in item.variants.items():
            place: Path = (*path, "variants", name)
            if not variant.when.condition.allowed:
                yield place, "needs a when; it says what differs in some cases"
            if not variant.given:
                yield place, "says nothing that differs"
        for (one, first), (two, second) in combinations(item.variants.items(), 2):
            if first.when.condition.excludes(second.when.condition):
                continue
            for same in sorted(first.given.keys() & second.given.keys()):
                message = f"{one} may hold too, and gives {same} as well; set their when apart"
                yield (*path, "variants", two), message


def missing_parts(subject: Subject) -> Iterator[Finding]:
    """Find headings, labels and words of figures that a page asks for and the pack lacks."""
    pack = subject.pack
    for key in SECTIONS:
        if key not in pack.sections:
            yield ("sections", key), "is missing; the handout prints it"
    for key in LABELS:
        if key not in pack.labels:
            yield ("labels", key), "is missing; the program prints it"
    for key in (*FIGURES, *(f"delivery-{key}" for key in pack.deliveries)):
        if key not in pack.figures:
            yield ("figures", key), "is missing; screens or the handout show it"
    for key, whom in _FOR_ANY_COUNTRY.items():
        if key not in pack.approvals:
            yield ("approvals", key), f"is missing; it is for {whom}"


def figure_words(subject: Subject) -> Iterator[Finding]:
    """Find figures without words, and words without a figure or without a place in it."""
    if subject.figures is None:
        return
    texts = subject.pack.figures
    for name, keys in subject.figures.items():
        if name not in texts:
            yield ("figures", name), "is missing; there is such a figure"
            continue
        for key in sorted(keys - texts[name].labels.keys()):
            yield ("figures", name, "labels", key), "is missing; the figure has such a label"
        for key in texts[name].labels:
            yield from _one(("figures", name, "labels", key), key, sorted(keys))
    for name in texts:
        yield from _one(("figures", name), name, subject.figures)
    pictograms = subject.figures.get("day-strip", frozenset())
    for key, step in subject.pack.day_steps.items():
        yield from _one(("day_steps", key, "pictogram"), step.pictogram, sorted(pictograms))


def talk_is_whole(subject: Subject) -> Iterator[Finding]:
    """Find topics that no screen shows, screens without words, and names given to two screens."""
    pack, names = subject.pack, set[str]()
    explained: dict[str, str] = {}
    for chapter, planned in pack.chapters.items():
        for key, screen in planned.screens.items():
            place: Path = ("chapters", chapter, "screens", key)
            if key in names:
                yield place, "is the name of two screens; each needs its own"
            names.add(key)
            yield from _one((*place, "topic"), screen.topic, pack.topics)
            worded = screen.headline is not None
            if screen.kind == "explain":
                explained[screen.topic] = chapter
                if worded or screen.lead is not None or screen.topic != key:
                    yield place, "shows the topic of its name and has no words of its own"
            elif not worded:
                yield (*place, "headline"), "is missing; only an explain screen has its topic's"
    for key, topic in pack.topics.items():
        if key not in explained:
            yield ("topics", key), "is shown on no screen; add an explain screen to a chapter"
        elif explained[key] != topic.chapter:
            yield ("topics", key, "chapter"), f"is shown in the chapter {explained[key]}"
        if topic.figure is None:
            yield ("topics", key), "has no figure; every explanation screen shows one"


def approvals_overlap(subject: Subject) -> Iterator[Finding]:
    """Find a country that two approvals name: only the first would print."""
    seen: dict[str, str] = {}
    for key, approval in subject.pack.approvals.items():
        for index, country in enumerate(approval.countries):
            if country in seen:
                path: Path = ("approvals", key, "countries", index)
                yield path, f"{country} is also in approvals.{seen[country]}; keep one"
            seen.setdefault(country, key)


def items(subject: Subject) -> Iterator[tuple[Path, Item]]:
    """Give every block that may have facts, sources and a condition."""
    for section in type(subject.pack).model_fields:
        value = getattr(subject.pack, section)
        if isinstance(value, Mapping):
            for key, item in value.items():
                if isinstance(item, Item):
                    yield (section, key), item
                if isinstance(item, Varied):
                    for name, variant in item.variants.items():
                        yield (section, key, "variants", name), variant
    for scale, graded in subject.pack.scales.items():
        for key, stage in graded.stages.items():
            yield ("scales", scale, "stages", key), stage


def _listed(path: Path, named: Collection[str], known: Collection[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, name in enumerate(named):
        if name in seen:
            yield (*path, index), f"{name} is named twice"
        seen.add(name)
        yield from _one((*path, index), name, known)


def _one(path: Path, name: str, known: Collection[str]) -> Iterator[Finding]:
    if name not in known:
        close = get_close_matches(name, list(known), n=1)
        yield path, f"{name}: unknown" + (f"; did you mean {close[0]}?" if close else "")
