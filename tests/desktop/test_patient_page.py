"""What the patient needs to read or understand the guide, and how awake they are for it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.services import Services
from clinic_aid.desktop.steps import PREPARE
from clinic_aid.desktop.widgets.chips import NeedChips, OneChip
from clinic_aid.domain.consultation import INFORMATION_NEEDS
from tests.languages.clipping import faults_of

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]
NEEDS = "patient.information_needs"


@pytest.fixture
def opened(open_window: OpenWindow, services_without_guide: Services) -> Callable[..., Any]:
    def opened(tree: Tree, page: int = 0) -> Any:
        window = open_window(tree, work_with=services_without_guide)
        window.resize(QSize(1366, 768))
        window.turn_to(PREPARE, page)
        QApplication.processEvents()
        return window

    return opened


def needs_of(window: MainWindow) -> NeedChips:
    control = window.prepare.pages[0].fields[NEEDS].control
    assert isinstance(control, NeedChips)
    return control


def test_each_need_is_a_choice_in_the_words_of_the_content(
    opened: Any, services: Services, minimal_tree: Tree
) -> None:
    buttons = needs_of(opened(minimal_tree)).buttons
    assert tuple(buttons) == INFORMATION_NEEDS
    for need, button in buttons.items():
        assert button.text().casefold() == services.pack.labels[f"need-{need}"].casefold()


def test_needs_are_chosen_and_written_in_other_words(
    opened: Any, minimal_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(minimal_tree)
    needs = needs_of(window)
    qtbot.mouseClick(needs.buttons["large-print"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(needs.line, "a sign interpreter, my sister")
    wanted = ["large-print", "a sign interpreter", "my sister"]
    assert window.session.draft.value(NEEDS) == wanted
    assert needs.line.text() == "a sign interpreter, my sister"
    qtbot.mouseClick(needs.buttons["large-print"], Qt.MouseButton.LeftButton)
    needs.line.clear()
    needs.line.textEdited.emit("")
    assert window.session.draft.value(NEEDS) is None


def test_words_of_an_old_file_stay_as_words(opened: Any, full_tree: Tree) -> None:
    window = opened(full_tree)
    needs = needs_of(window)
    assert needs.line.text() == "large print"
    assert not any(button.isChecked() for button in needs.buttons.values())
    assert "large print" in window.prepare.pages[0].fields[NEEDS].words


def test_nothing_is_cut_with_two_needs(opened: Any, full_tree: Tree) -> None:
    full_tree["patient"]["information_needs"] = ["large-print", "a sign interpreter"]
    assert faults_of(opened(full_tree)) == []


def test_awake_or_asleep_is_asked_where_it_can_be(
    opened: Any, full_tree: Tree, qtbot: QtBot
) -> None:
    window = opened(full_tree, 2)
    field = window.prepare.pages[2].fields["plan.sedation"]
    assert isinstance(field.control, OneChip)
    assert field.isVisible()
    qtbot.mouseClick(field.control.buttons["sedated"], Qt.MouseButton.LeftButton)
    assert window.session.draft.value("plan.sedation") == "sedated"
    assert window.session.checked.faults == ()
    qtbot.mouseClick(field.control.buttons[None], Qt.MouseButton.LeftButton)
    assert window.session.draft.value("plan.sedation") is None


def test_nobody_is_put_to_sleep_for_a_fluid_that_is_rubbed_in(opened: Any) -> None:
    plan = {"product": "cell-free-fluid", "origin": "donor", "sampling": "none"}
    tree = {"patient": {"name": "A"}, "plan": {**plan, "delivery": "topical"}}
    window = opened(tree, 2)
    field = window.prepare.pages[2].fields["plan.sedation"]
    assert not field.isVisible()
    window.session.put("plan.delivery", "injection")
    assert field.isVisible()
