"""Every screen, in every size: nothing cut, covered or too small."""

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from clinic_aid.app_content import AppContent
from clinic_aid.desktop.widgets.style import Look
from tests.languages.whole_talk import ENGLISH, SIZES, Tree, faults_in, named


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_every_screen_can_be_read_and_pressed(
    qtbot: QtBot, the_look: Look, app_content: AppContent, full_tree: Tree, size: QSize
) -> None:
    assert faults_in(qtbot, the_look, app_content, full_tree, tongue=ENGLISH, size=size) == ""


@pytest.mark.parametrize("size", [QSize(1280, 720), QSize(960, 540)], ids=named)
def test_the_smallest_screen_is_large_enough(
    qtbot: QtBot, the_look: Look, app_content: AppContent, full_tree: Tree, size: QSize
) -> None:
    assert faults_in(qtbot, the_look, app_content, full_tree, tongue=ENGLISH, size=size) == ""


def test_every_screen_can_be_read_before_anything_is_entered(
    qtbot: QtBot, the_look: Look, app_content: AppContent
) -> None:
    tree: Tree = {"patient": {}, "plan": {}}
    assert faults_in(qtbot, the_look, app_content, tree, tongue=ENGLISH, size=SIZES[0]) == ""
