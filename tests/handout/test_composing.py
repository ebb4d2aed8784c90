from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic, ClosedPeriod
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import GuideWish
from clinic_aid.engine import Engine
from clinic_aid.handout.composing import compose, language_tag
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
ConsultationOf = Callable[[str | Mapping[str, Any]], Consultation]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"labels", "svg"}:
                yield from strings(getattr(value, field.name))


def cases(pack: ContentPack) -> Iterator[dict[str, Any]]:
    """Give a tree for every product and decision, dated and not."""
    for product in pack.products:
        for decision in (None, "go-ahead", "think-about-it", "no"):
            for day in (None, "2026-12-03"):
                yield {
                    "patient": {"name": "Amira Haddad"},
                    "plan": {"product": product, "treatment_date": day},
                    "decision": decision,
                }


def test_every_case_composes_with_nothing_left_to_fill(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    for tree in cases(pack):
        for clinic in (None, Clinic()):
            found = [
                text
                for text in strings(handout_of(tree, at=clinic))
                if "[[" in text or "{" in text or text.count("\u2068") != text.count("\u2069")
            ]
            assert found == [], tree


@pytest.mark.parametrize(
    ("language", "country", "tag"),
    [
        ("en", "GB", "en-GB"),
        ("en", "US", "en-US"),
        ("pt", "BR", "pt-BR"),
        ("en", "TR", "en"),
        ("en", None, "en"),
    ],
)
def test_a_language_has_the_region_of_a_country_that_speaks_it(
    language: str, country: str | None, tag: str
) -> None:
    assert language_tag(language, country) == tag


def test_a_term_is_explained_where_it_is_read_first(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    text = "\n".join(strings(handout_of("full")))
    for term in pack.glossary.values():
        meaning = term.meaning.split("[[", maxsplit=1)[0]
        assert text.count(f"({meaning}") <= 1


def test_what_others_see_has_no_more_of_the_name_than_they_need(handout_of: HandoutOf) -> None:
    wish = GuideWish(parts=("fridge", "plan", "gp", "helper"))
    parts = handout_of("minimal", wish=wish).parts
    assert {part.id: without_isolates(part.running) for part in parts} == {
        "fridge": "Amira",
        "plan": "Amira Haddad",
        "gp": "Amira Haddad",
        "helper": "Amira",
    }


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he", "rtl")])
def test_the_direction_is_that_of_the_language(
    language: str,
    direction: str,
    engine: Engine,
    clinic: Clinic,
    consultation_of: ConsultationOf,
) -> None:
    handout = compose(
        consultation_of("minimal"),
        clinic=clinic,
        pack=engine.pack,
        language=language,
        illustrator=engine.illustrator,
    )
    assert (handout.language, handout.direction) == (language, direction)


def test_the_clinic_stands_on_top_and_as_author(handout_of: HandoutOf) -> None:
    handout = handout_of("minimal", at=Clinic(name="Willow"))
    assert handout.author == "Willow"
    assert without_isolates(handout.header) == "Willow"


def test_a_clinic_without_a_name_is_your_clinic(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of("minimal", at=Clinic())
    assert handout.author == labels["the-clinic"]


def test_what_needs_looking_at_is_in_words_with_the_entry_it_is_about(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str]
) -> None:
    tree = {
        "consultation_date": "2026-12-12",
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": "own-fat-cells", "treatment_date": "2026-12-24"},
    }
    # Closed from the treatment day on for three weeks: nobody can call or check the wound.
    day = clinic.closed_dates[0] - timedelta(days=1)
    shut = ClosedPeriod(first=day, last=day + timedelta(days=21))
    found = handout_of(tree, at=replace(clinic, closed_periods=(shut,))).concerns
    said = {concern.path: without_isolates(concern.text) for concern in found}
    expected = labels["concern-closed-day"].format(day="Thursday 24 December 2026")
    assert said["plan.treatment_date"] == expected
    closed = [concern for concern in found if concern.kind is Kind.NO_OPEN_DAY]
    assert len(closed) == len({concern.text for concern in closed}) == 2


def test_the_app_says_the_same_of_it_without_a_guide(
    engine: Engine, clinic: Clinic, consultation_of: Callable[[str], Consultation]
) -> None:
    for sample in ("full", "stop-check", "under-18", "decided-no"):
        consultation = consultation_of(sample)
        handout = engine.compose(consultation, clinic)
        assert engine.concerns(consultation, clinic) == handout.concerns
