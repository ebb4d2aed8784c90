"""Every screen, in every size and made-up language: nothing cut, covered or English."""

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from clinic_aid.app_content import AppContent
from clinic_aid.desktop.widgets.style import Look
from tests.languages.whole_talk import MADE_UP, SIZES, Tongue, Tree, faults_in, named


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("tongue", MADE_UP, ids=lambda tongue: tongue.name)
def test_every_screen_can_be_read_and_pressed(
    qtbot: QtBot,
    the_look: Look,
    app_content: AppContent,
    full_tree: Tree,
    *,
    tongue: Tongue,
    size: QSize,
) -> None:
    assert faults_in(qtbot, the_look, app_content, full_tree, tongue=tongue, size=size) == ""
