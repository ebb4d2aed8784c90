"""What all tests share: how examples are drawn, the fonts a process finds, the shipped content."""

import os
import sys

# Modules, tests and templates are compiled once for all processes and runs, whatever this
# machine is set to.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from hypothesis import settings

from clinic_aid import locations
from clinic_aid.content.model import ContentPack
from clinic_aid.engine import Engine
from clinic_aid.handout.fonts import use_only

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("ci")

# Before Qt or the page layout looks for fonts: which of them a process finds is settled once.
use_only(locations.resources() / "fonts")


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine.shipped()


@pytest.fixture(scope="session")
def pack(engine: Engine) -> ContentPack:
    return engine.pack
