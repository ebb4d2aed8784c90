"""The page of what is told on a screen only, against the pack and against what is printed."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product as every
from typing import Any, Final, Literal

import pytest

from clinic_aid import locations
from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation, Finding, Patient
from clinic_aid.domain.plan import TreatmentPlan
from clinic_aid.engine import Engine
from clinic_aid.handout.composing import compose
from clinic_aid.handout.printed_text import SECTIONS, section_text

_PAGE = locations.resources() / "docs" / "left-off-paper.md"
# Of each kind the texts by which a page may tell of it, and the kinds of screen that tell it.
_TOLD_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "options": ("works",),
    "estimates": ("statement", "meaning"),
    "risks": ("text",),
    "claims": ("know",),
    "unknowns": ("text",),
    "article_phases": ("studies",),
    "faq": ("answer",),
    "topics": ("points",),
}
_SCREENS: Final[Mapping[str, frozenset[str]]] = {
    "options": frozenset({"options"}),
    "estimates": frozenset({"findings", "risk-findings", "option-findings"}),
    "risks": frozenset({"risks"}),
    "claims": frozenset({"claims"}),
    "unknowns": frozenset({"unknowns"}),
    "article_phases": frozenset({"reviews"}),
    "faq": frozenset({"faq"}),
    "topics": frozenset({"explain"}),
}
_SEXES: Final[tuple[Literal["female", "male"] | None, ...]] = ("female", "male", None)


def listed() -> dict[tuple[str, str], str]:
    """Give by kind and key the screen that the page names."""
    rows = re.findall(r"^\| `(\w+)\.([\w-]+)` \| `([\w-]+)` \|$", _PAGE.read_text("utf-8"), re.M)
    return {(kind, key): screen for kind, key, screen in rows}


LISTED = listed()


def cases(pack: ContentPack) -> Iterator[Consultation]:
    """Give consultations in which everything that a guide may print is printed by one."""
    for key, product in pack.products.items():
        prepared = [*({"preparation": each} for each in product.preparations), {}]
        kinds = [*({"kind": each} for each in product.kinds), {}]
        for plan, kind, delivery, sex in every(
            prepared, kinds, (*product.deliveries, None), _SEXES
        ):
            chosen: dict[str, Any] = {**plan, **kind}
            yield Consultation(
                patient=Patient(name="A", sex=sex),
                plan=TreatmentPlan(product=key, delivery=delivery, **chosen),
                finding=Finding(stage="norwood-7" if sex == "male" else None),
            )


@pytest.fixture(scope="module")
def paper(engine: Engine) -> str:
    """Give all that the guides of all cases print, as one text."""
    guides = (
        compose(
            consultation,
            clinic=Clinic(),
            pack=engine.pack,
            language="en",
            illustrator=engine.illustrator,
            measured=False,
        )
        for consultation in cases(engine.pack)
    )
    texts = {section_text(guide, name) for guide in guides for name in SECTIONS}
    return without_isolates("\n".join(texts))


@pytest.fixture(scope="module")
def printed(engine: Engine, paper: str) -> Callable[[str, str], bool]:
    """Say whether a guide tells of something: one of its versions stands there whole."""

    def tells(kind: str, key: str) -> bool:
        item = getattr(engine.pack, kind)[key]
        versions = [item, *getattr(item, "variants", {}).values()]
        texts = (getattr(each, name) for each in versions for name in _TOLD_BY[kind])
        return any(
            all(piece in paper for piece in _pieces(text if isinstance(text, str) else text[0]))
            for text in texts
            if text
        )

    return tells


def _pieces(text: str) -> list[str]:
    """Give the words of a text that print as they are written."""
    plain = re.split(r"\[\[[^]]+\]\]|\{[^}]+\}", text)
    return [" ".join(piece.split()) for piece in plain if piece.strip(" .,:")]


@pytest.mark.parametrize("kind", _TOLD_BY)
def test_what_no_guide_prints_is_listed_and_nothing_else(
    kind: str, engine: Engine, printed: Callable[[str, str], bool]
) -> None:
    left = {key for key in getattr(engine.pack, kind) if not printed(kind, key)}
    assert {key for of, key in LISTED if of == kind} == left


@pytest.mark.parametrize(("kind", "key"), LISTED)
def test_what_is_listed_has_a_screen_of_the_talk_that_tells_it(
    kind: str, key: str, engine: Engine
) -> None:
    screens = {
        name: screen
        for chapter in engine.pack.chapters.values()
        for name, screen in chapter.screens.items()
    }
    screen = screens[LISTED[kind, key]]
    assert screen.kind in _SCREENS[kind]
    assert kind != "topics" or screen.topic == key


# What never leaves the paper


def test_doing_nothing_and_every_tested_option_are_printed() -> None:
    assert not [key for kind, key in LISTED if kind == "options"]


def test_no_serious_harm_is_listed(engine: Engine) -> None:
    risks = engine.pack.risks
    left = [key for kind, key in LISTED if kind == "risks"]
    assert not [key for key in left if risks[key].likelihood == "serious"]


def test_the_best_study_of_each_product_is_printed(engine: Engine) -> None:
    fair = {
        key
        for key, estimate in engine.pack.estimates.items()
        if estimate.about == "results" and estimate.compared_with == "placebo"
    }
    assert not fair & {key for kind, key in LISTED if kind == "estimates"}


@pytest.mark.parametrize(
    "words",
    [
        "We found no approval for it anywhere we looked.",
        "Nobody has shown that adults grow new ones.",
        "It earns money if you say yes.",
        "Doing nothing is a choice too.",
    ],
)
def test_what_never_leaves_the_paper_stands_there(words: str, paper: str) -> None:
    assert words in paper


@pytest.mark.parametrize("kind", ["signs", "checks", "red_flags", "approvals"])
def test_signs_and_stops_are_never_listed(kind: str) -> None:
    assert not [key for of, key in LISTED if of == kind]
