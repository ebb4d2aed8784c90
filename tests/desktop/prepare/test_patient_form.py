"""What the patient needs to read or understand the guide, and how awake they are for it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.widgets.chips import NeedChips, OneChip
from clinic_aid.domain.consultation import INFORMATION_NEEDS
from tests.languages.clipping import faults_of

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]
NEEDS = "patient.information_needs"


def needs_of(window: MainWindow) -> NeedChips:
    control = window.prepare.pages[0].fields[NEEDS].control
    assert isinstance(control, NeedChips)
    return control


def test_each_need_is_a_choice_in_the_words_of_the_content(
    open_page: OpenWindow, services: Services, minimal_tree: Tree
) -> None:
    buttons = needs_of(open_page(minimal_tree)).buttons
    assert tuple(buttons) == INFORMATION_NEEDS
    for need, button in buttons.items():
        assert button.text().casefold() == services.pack.labels[f"need-{need}"].casefold()


def test_needs_are_chosen_and_written_in_other_words(
    open_page: OpenWindow, minimal_tree: Tree, qtbot: QtBot
) -> None:
    window = open_page(minimal_tree)
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


def test_words_of_a_file_stay_as_words(open_page: OpenWindow, full_tree: Tree) -> None:
    window = open_page(full_tree)
    needs = needs_of(window)
    assert needs.line.text() == "a sign interpreter"
    assert not any(button.isChecked() for button in needs.buttons.values())
    assert "a sign interpreter" in window.prepare.pages[0].fields[NEEDS].words


def test_nothing_is_cut_with_two_needs(open_page: OpenWindow, full_tree: Tree) -> None:
    full_tree["patient"]["information_needs"] = ["large-print", "a sign interpreter"]
    assert faults_of(open_page(full_tree)) == []


def test_awake_or_asleep_is_asked_where_it_can_be(
    open_page: OpenWindow, full_tree: Tree, qtbot: QtBot
) -> None:
    window = open_page(full_tree, 2)
    field = window.prepare.pages[2].fields["plan.sedation"]
    assert isinstance(field.control, OneChip)
    assert field.isVisible()
    qtbot.mouseClick(field.control.buttons["sedated"], Qt.MouseButton.LeftButton)
    assert window.session.draft.value("plan.sedation") == "sedated"
    assert window.session.checked.faults == ()
    qtbot.mouseClick(field.control.buttons[None], Qt.MouseButton.LeftButton)
    assert window.session.draft.value("plan.sedation") is None


def test_nobody_is_put_to_sleep_for_a_fluid_that_is_rubbed_in(open_page: OpenWindow) -> None:
    plan = {"product": "cell-free-fluid", "origin": "donor", "sampling": "none"}
    tree = {"patient": {"name": "A"}, "plan": {**plan, "delivery": "topical"}}
    window = open_page(tree, 2)
    field = window.prepare.pages[2].fields["plan.sedation"]
    assert not field.isVisible()
    window.session.put("plan.delivery", "injection")
    assert field.isVisible()
