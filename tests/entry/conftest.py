"""What the tests of entries share: the shipped content, and what holds a tree against it."""

from collections.abc import Mapping

import pytest

from clinic_aid import locations
from clinic_aid.engine import Engine
from clinic_aid.entry.checking import Checking
from clinic_aid.files.strict import read_file


@pytest.fixture(scope="session")
def check(engine: Engine) -> Checking:
    return Checking(engine.pack, language=engine.language)


@pytest.fixture
def full_tree() -> Mapping[str, object]:
    tree = read_file(locations.resources() / "samples" / "full.yaml").data
    assert isinstance(tree, dict)
    return tree
