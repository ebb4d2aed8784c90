"""Every screen of every sample: nothing cut, covered or too small."""

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.app_content import AppContent
from clinic_aid.desktop.widgets.style import Look
from tests.languages.whole_talk import ENGLISH, SIZES, faults_in


@pytest.mark.parametrize(
    "sample",
    [
        "topical.json",
        "stop-check.yaml",
        "decided-no.yaml",
        "under-18.yaml",
        "abroad.yaml",
        "sedated.yaml",
        "four-sessions.yaml",
        "sampled-then-stopped.yaml",
        "braids.yaml",
        "trans-man.yaml",
        "older-man.yaml",
    ],
)
def test_every_case_can_be_read_and_pressed(
    qtbot: QtBot, the_look: Look, app_content: AppContent, sample: str
) -> None:
    tree = app_content.services.read_file(locations.resources() / "samples" / sample)
    assert faults_in(qtbot, the_look, app_content, tree, tongue=ENGLISH, size=SIZES[0]) == ""
