from pathlib import Path

import pytest

from clinic_aid import locations
from clinic_aid.content.guards.pages import HARDEST_GRADE
from clinic_aid.engine import Engine
from clinic_aid.handout.model import Handout
from clinic_aid.handout.printed_text import SECTIONS, printed_levels, section_text

_FOLDER = locations.resources() / "samples"
_SAMPLES = sorted(
    path.name for path in _FOLDER.iterdir() if not path.name.startswith(("clinic", "README"))
)
_CLINICS = ("clinic.yaml", "clinic-almost-blank.yaml")


@pytest.fixture(scope="module", params=_SAMPLES)
def sample(request: pytest.FixtureRequest) -> Path:
    return _FOLDER / str(request.param)


@pytest.fixture(scope="module", params=_CLINICS)
def handout(request: pytest.FixtureRequest, engine: Engine, sample: Path) -> Handout:
    clinic = engine.read_clinic(_FOLDER / str(request.param))
    return engine.compose(engine.read_consultation(sample), clinic)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_printed_section_needs_no_more_than_six_years_of_school(
    engine: Engine, handout: Handout, section: str
) -> None:
    levels = printed_levels(section_text(handout, section), engine.pack, "en")
    assert levels.without_names <= HARDEST_GRADE


@pytest.mark.parametrize("section", SECTIONS)
def test_a_printed_section_holds_no_mark_and_no_placeholder(handout: Handout, section: str) -> None:
    text = section_text(handout, section)
    assert not {"[[", "]]", "{", "}"} & {*text, *(text[i : i + 2] for i in range(len(text)))}
