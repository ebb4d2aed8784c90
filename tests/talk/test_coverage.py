"""What the pack knows is on some screen, for some patient: every block, topic and fact."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import product as combinations
from pathlib import Path

import pytest

from clinic_aid.content.blocks import Item, Variant, Varied
from clinic_aid.content.filling import PLACEHOLDER, first_sentence, without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.content.selection import samplings_for
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation, Patient
from clinic_aid.domain.plan import TreatmentPlan
from clinic_aid.engine import Engine
from clinic_aid.figures.drawing import Figure

_WITHOUT_AN_ENTRY = "QA"
_FACTS = Path(__file__).parents[1] / "content" / "fact_ids.txt"
# By which of its texts a block of a section is known on a screen.
_KNOWN_BY = {
    "topics": "headline",
    "products": "what",
    "samplings": "what",
    "deliveries": "what",
    "day_steps": "what",
    "estimates": "statement",
    "unknowns": "text",
    "claims": "read",
    "risks": "text",
    "signs": "text",
    "emergency_advice": "text",
    "checks": "question",
    "red_flags": "text",
    "approvals": "statement",
    "options": "what",
    "phases": "what",
    "article_phases": "read",
    "reviews": "what",
    "aftercare": "what",
    "faq": "question",
    "clinic_questions": "short",
    "consent_record": "text",
    "support": "text",
}


@pytest.fixture(scope="module")
def said(engine: Engine, clinic: Clinic) -> str:
    """Give every text of the screens, over one consultation for each way a case may differ."""
    texts: dict[str, None] = {}
    for consultation, at in cases(engine.pack, clinic):
        for text in texts_of(engine.talk(consultation, at)):
            texts[without_isolates(text)] = None
    return "\n".join(texts)


def cases(pack: ContentPack, clinic: Clinic) -> Iterator[tuple[Consultation | None, Clinic]]:
    yield None, clinic
    for key, product in pack.products.items():
        yield Consultation(patient=Patient(name="A"), plan=TreatmentPlan(product=key)), clinic
        for preparation, kind, origin in combinations(
            product.preparations or (None,), product.kinds or (None,), product.origins
        ):
            samplings = samplings_for(product, frozenset({origin}))
            for sampling, delivery in combinations(samplings, product.deliveries):
                plan = TreatmentPlan(
                    product=key,
                    preparation=preparation,
                    kind=kind,
                    origin=origin,
                    sampling=sampling,
                    delivery=delivery,
                )
                yield Consultation(patient=Patient(name="A"), plan=plan), clinic
    first = TreatmentPlan(product=next(iter(pack.products)))
    named = [approval.countries[0] for approval in pack.approvals.values() if approval.countries]
    for country in (*named, _WITHOUT_AN_ENTRY, None):
        yield Consultation(patient=Patient(name="A"), plan=first), Clinic(country=country)
    for sex in ("female", "male"):
        yield Consultation(patient=Patient(name="A", sex=sex), plan=first), clinic


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from texts_of(inner)
    elif is_dataclass(value) and not isinstance(value, Figure):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def blocks(pack: ContentPack) -> Iterator[tuple[str, str, Item, str]]:
    """Give each block with its section, its name, and the text it is known by."""
    for section, attribute in _KNOWN_BY.items():
        for key, item in getattr(pack, section).items():
            # A visit that nobody agreed is a question.
            text = getattr(item, "ask", None) or getattr(item, attribute)
            # A step is a sentence, and what belongs to it apart.
            yield section, key, item, first_sentence(text)[0] if section == "aftercare" else text
            if isinstance(item, Varied):
                for name, variant in item.variants.items():
                    for text in _texts_given(variant):
                        yield section, f"{key}.{name}", variant, text
    for name, scale in pack.scales.items():
        yield "scales", name, scale, scale.used_for
        for key, stage in scale.stages.items():
            yield "scales", key, stage, stage.description


def _texts_given(variant: Variant) -> Iterator[str]:
    """Give the texts of a variant: all of its fields that stand in a language's folder."""
    structure = {"facts", "sources", "certainty"}
    yield from texts_of([given for name, given in variant.given.items() if name not in structure])


def is_said(text: str, said: str) -> bool:
    """Say whether a text is on a screen, whatever stands in for its placeholders."""
    parts = [re.escape(part) for part in PLACEHOLDER.split(text)[::3]]
    return re.search(r"[^\n]*?".join(parts), said) is not None


def test_every_section_of_blocks_has_a_place_on_screens(engine: Engine) -> None:
    pack = engine.pack
    sections = {
        name
        for name in type(pack).model_fields
        if isinstance(value := getattr(pack, name), Mapping)
        and any(isinstance(item, Item) for item in value.values())
    }
    assert sections == _KNOWN_BY.keys() | {"scales"}


def test_every_block_of_the_pack_is_on_a_screen_for_some_patient(engine: Engine, said: str) -> None:
    missing = [
        f"{section}.{key}"
        for section, key, _, text in blocks(engine.pack)
        if not is_said(text, said)
    ]
    assert missing == []


def test_every_fact_is_on_a_screen_or_left_out_with_its_reason(engine: Engine, said: str) -> None:
    shown = {
        fact
        for _, _, item, text in blocks(engine.pack)
        if is_said(text, said)
        for fact in item.facts
    }
    wanted = {
        line.strip() for line in _FACTS.read_text(encoding="utf-8").splitlines() if line.strip()
    }
    assert wanted - shown - engine.pack.facts_left_out.keys() == set()


def test_every_topic_has_an_explanation_screen_of_its_name(engine: Engine) -> None:
    explained = {
        key
        for chapter in engine.pack.chapters.values()
        for key, screen in chapter.screens.items()
        if screen.kind == "explain"
    }
    assert explained == set(engine.pack.topics)


def test_the_screens_of_the_talk_are_these(engine: Engine) -> None:
    listed = (Path(__file__).parent / "screens.txt").read_text(encoding="utf-8").split()
    planned = [
        f"{chapter}/{key}" for chapter, plan in engine.pack.chapters.items() for key in plan.screens
    ]
    assert planned == listed
