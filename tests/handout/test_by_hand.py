from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.consultation import Consultation
from clinic_aid.engine import Engine
from clinic_aid.handout.by_hand import LINE_TO_WRITE_ON, printed_name
from clinic_aid.handout.fonts import covered

TREE = {"patient": {"name": "𒀭𒂗𒆤"}, "plan": {"product": "own-fat-cells"}}
ConsultationOf = Callable[[Mapping[str, Any]], Consultation]


@pytest.mark.fault(42)
@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Amira Haddad", "Amira Haddad"),
        ("Amira  Haddad\nfrom Ulm", "Amira  Haddad\nfrom Ulm"),
        ("أميرة", "أميرة"),
        ("𒀭𒂗𒆤", LINE_TO_WRITE_ON),
        ("𒀭𒂗𒆤 Enlil", "Enlil"),
        ("𒀭𒂗𒆤 -", LINE_TO_WRITE_ON),
        ("Ann☃a Smith", LINE_TO_WRITE_ON),
        ("(𒀭𒂗𒆤) Enlil", LINE_TO_WRITE_ON),
        ("გიორგი", "გიორგი"),
    ],
)
def test_a_name_prints_in_its_own_letters_or_leaves_a_line(
    name: str, printed: str, engine: Engine
) -> None:
    assert printed_name(name, covered(engine.fonts)) == printed


def test_the_line_itself_prints(engine: Engine) -> None:
    assert set(map(ord, LINE_TO_WRITE_ON)) <= covered(engine.fonts)


@pytest.mark.fault(42)
def test_the_guide_is_made_and_says_that_the_name_is_written_by_hand(
    engine: Engine, consultation_of: ConsultationOf
) -> None:
    consultation = consultation_of(TREE)
    handout = engine.compose(consultation, Clinic(), "a4")

    assert consultation.patient.name == "𒀭𒂗𒆤"
    assert LINE_TO_WRITE_ON in handout.plan.prepared_for
    assert "𒀭" not in engine.print_job(handout).html
    [told] = [one for one in handout.concerns if one.kind is Kind.NAME_BY_HAND]
    assert told.path == "patient.name"
    assert told.text == (
        "This name cannot be printed in its own letters yet. Write it on the guide by hand, or "
        "add it in Latin letters."
    )
    assert engine.concerns(consultation, Clinic()) == handout.concerns


def test_of_a_name_that_prints_nothing_is_said(
    engine: Engine, consultation_of: ConsultationOf
) -> None:
    handout = engine.compose(
        consultation_of({**TREE, "patient": {"name": "Amira"}}), Clinic(), "a4"
    )
    assert Kind.NAME_BY_HAND not in [one.kind for one in handout.concerns]
