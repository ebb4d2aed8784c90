"""What the tests of the talk share: the shipped content, and talks of whatever a test plans."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinic_aid import locations
from clinic_aid.domain.clinic import Clinic
from clinic_aid.engine import Engine
from clinic_aid.talk.model import Talk

TalkOf = Callable[..., Talk]


@pytest.fixture(scope="session")
def clinic(engine: Engine) -> Clinic:
    return engine.read_clinic(locations.resources() / "samples" / "clinic.yaml")


@pytest.fixture
def talk_of(engine: Engine, clinic: Clinic, tmp_path: Path) -> TalkOf:
    def talk_of(
        plan: Mapping[str, Any] | None = None, *, at: Clinic | None = None, **more: Any
    ) -> Talk:
        tree = {
            "patient": {"name": "Amira Haddad"},
            "plan": {"product": "own-fat-cells", **(plan or {})},
            **more,
        }
        file = tmp_path / "consultation.yaml"
        file.write_text(yaml.safe_dump(tree), encoding="utf-8")
        return engine.talk(engine.read_consultation(file), at or clinic)

    return talk_of
