import pytest

from clinic_aid import locations
from clinic_aid.engine import Engine
from clinic_aid.handout.model import SECTIONS_OF
from clinic_aid.handout.printed_text import section_text

_FOLDER = locations.resources() / "samples"
_SAMPLES = sorted(
    path.name for path in _FOLDER.iterdir() if not path.name.startswith(("clinic", "README"))
)
_MOST_WORDS_OF_THE_FACTS = 1900


@pytest.mark.parametrize("clinic", ["clinic.yaml", "clinic-almost-blank.yaml", "clinic-blank.yaml"])
@pytest.mark.parametrize("sample", _SAMPLES)
def test_the_facts_are_short(engine: Engine, sample: str, clinic: str) -> None:
    consultation = engine.read_consultation(_FOLDER / sample)
    handout = engine.compose(consultation, engine.read_clinic(_FOLDER / clinic))
    # How much the clinic answers is its own affair.
    sections = [name for name in SECTIONS_OF["facts"] if name != "answers"]
    words = [word for name in sections for word in section_text(handout, name).split()]
    assert len(words) <= _MOST_WORDS_OF_THE_FACTS
