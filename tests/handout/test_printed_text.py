import pytest

from clinic_aid import locations
from clinic_aid.engine import Engine
from clinic_aid.handout.composing import MOST_WORDS_OF_THE_FACTS
from clinic_aid.handout.printed_text import section_text, words_of_the_facts

_FOLDER = locations.resources() / "samples"
_SAMPLES = sorted(
    path.name for path in _FOLDER.iterdir() if not path.name.startswith(("clinic", "README"))
)


@pytest.mark.parametrize("clinic", ["clinic.yaml", "clinic-almost-blank.yaml", "clinic-blank.yaml"])
@pytest.mark.parametrize("sample", _SAMPLES)
def test_the_facts_are_short(engine: Engine, sample: str, clinic: str) -> None:
    consultation = engine.read_consultation(_FOLDER / sample)
    handout = engine.compose(consultation, engine.read_clinic(_FOLDER / clinic))

    assert words_of_the_facts(handout) <= MOST_WORDS_OF_THE_FACTS


@pytest.mark.parametrize(("sample", "is_told"), [("full.yaml", True), ("minimal.yaml", False)])
def test_how_clear_it_is_is_told_where_the_facts_have_room(
    engine: Engine, sample: str, is_told: bool
) -> None:
    clinic = engine.read_clinic(_FOLDER / "clinic.yaml")
    handout = engine.compose(engine.read_consultation(_FOLDER / sample), clinic)

    assert (handout.labels["about-clear"] in section_text(handout, "about")) is is_told
