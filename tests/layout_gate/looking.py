"""Lays a guide out as it is printed, and gives its faults."""

from dataclasses import replace
from pathlib import Path

from clinic_aid import locations
from clinic_aid.domain.guide_parts import in_printing_order
from clinic_aid.engine import Engine
from tests.layout_gate.boxes import Page, pages_of
from tests.layout_gate.choice import COPIES, NAMES, Look
from tests.layout_gate.rules import faults_of


def pages_to_look_at(look: Look, engine: Engine) -> list[Page]:
    """Give the pages of one guide."""
    samples = locations.resources() / "samples"
    [file] = [path for path in samples.iterdir() if path.stem == look.sample]
    consultation = engine.read_consultation(file)
    patient = replace(consultation.patient, name=NAMES[look.letters])
    consultation = replace(consultation, patient=patient)
    clinic = engine.read_clinic(samples / "clinic.yaml")
    handout = engine.compose(consultation, clinic, look.wish)
    if look.with_copies:
        parts = in_printing_order([*(part.id for part in handout.parts), *COPIES])
        possible = [part for part in parts if part != "helper" or handout.helper is not None]
        handout = engine.compose(consultation, clinic, replace(look.wish, parts=tuple(possible)))
    return pages_of(engine.print_job(handout), Path(engine.fonts))


def faults_of_look(look: Look, engine: Engine) -> list[str]:
    """Give what is wrong on any page of one guide."""
    return [
        f"{look}: {fault}" for fault in faults_of(pages_to_look_at(look, engine), engine.language)
    ]
