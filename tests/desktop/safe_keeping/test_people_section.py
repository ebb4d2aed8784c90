import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.keys.key_groups import groups_of
from clinic_aid.desktop.safe_keeping.people_section import PeopleSection
from clinic_aid.desktop.system import printing
from clinic_aid.desktop.widgets.style import Look
from tests.desktop.conftest import PressKey, ShowWidget

KEY = "7QK4-M2XA-PDT9-WZ3H-6RVB-YE5C-N8FJ-2GSK-41TM"
OLD, NEW = "four plain words here", "five other words here"
BOTH = ("Jo Brook", "Sam Green")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the keys that were printed, on a computer that has a printer."""
    monkeypatch.setattr(printing, "printer_names", lambda: ["Office"])
    return []


@pytest.fixture
def section(the_look: Look, show_widget: ShowWidget, printed: list[str]) -> PeopleSection:
    section = PeopleSection(the_look, printed.append)
    section.show_known(BOTH, here="Jo Brook", recovery_confirmed=True)
    show_widget(section)
    return section


def type_twice(section: PeopleSection, passphrase: str) -> None:
    new = section.form.new
    for field in (new.first, new.again):
        entry = field.label.buddy()
        assert entry is not None
        entry.setText(passphrase)  # type: ignore[attr-defined]


def test_whoever_is_here_changes_only_their_own(section: PeopleSection) -> None:
    own, other = section.page.people

    assert own.here.isVisible()
    assert own.change.text() == "Change my passphrase …"
    assert not own.remove.isVisible()
    assert other.remove.isVisible()


def test_nobody_can_remove_the_last_person(section: PeopleSection) -> None:
    section.show_known(("Jo Brook",), here="Jo Brook", recovery_confirmed=True)

    assert [row.remove.isVisible() for row in section.page.people] == [False]


def test_each_button_names_its_person(section: PeopleSection) -> None:
    assert section.page.people[1].remove.accessibleName() == "Sam Green: Remove …"


def test_a_person_is_added_with_a_passphrase_typed_twice(
    qtbot: QtBot, section: PeopleSection
) -> None:
    section.page.add.click()
    section.form.person.line.setText("  Ada   Okafor ")
    type_twice(section, NEW)

    with qtbot.waitSignal(section.form.add_asked) as told:
        section.form.keep.click()

    assert told.args == ["Ada Okafor", NEW]


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "Write the person’s name."), ("sam green", "There is somebody of this name already.")],
)
def test_a_person_needs_a_name_that_nobody_has(
    qtbot: QtBot, section: PeopleSection, name: str, words: str
) -> None:
    section.page.add.click()
    section.form.person.line.setText(name)
    type_twice(section, NEW)

    with qtbot.assertNotEmitted(section.form.add_asked):
        section.form.keep.click()

    assert section.form.person.words.startswith(words)


def test_ones_own_passphrase_is_changed_with_the_one_of_now(
    qtbot: QtBot, section: PeopleSection
) -> None:
    section.page.people[0].change.click()
    assert not section.form.person.isVisible()
    entry = section.form.now.label.buddy()
    assert entry is not None
    entry.setText(OLD)  # type: ignore[attr-defined]
    type_twice(section, NEW)

    with qtbot.waitSignal(section.form.own_asked) as told:
        section.form.keep.click()

    assert told.args == [OLD, NEW]


def test_without_the_passphrase_of_now_nothing_is_changed(
    qtbot: QtBot, section: PeopleSection
) -> None:
    section.page.people[0].change.click()
    type_twice(section, NEW)

    with qtbot.assertNotEmitted(section.form.own_asked):
        section.form.keep.click()

    assert section.form.now.words.startswith("Type the passphrase that you have now.")


def test_somebody_else_gets_a_new_passphrase(qtbot: QtBot, section: PeopleSection) -> None:
    section.page.people[1].change.click()
    assert section.form.headline.text() == "A new passphrase for \u2068Sam Green\u2069"
    type_twice(section, NEW)

    with qtbot.waitSignal(section.form.other_asked) as told:
        section.form.keep.click()

    assert told.args == ["Sam Green", NEW]


def test_a_short_passphrase_is_not_let_through(qtbot: QtBot, section: PeopleSection) -> None:
    section.page.people[1].change.click()
    type_twice(section, "short")

    with qtbot.assertNotEmitted(section.form.other_asked):
        section.form.keep.click()


def test_nobody_is_removed_without_a_question(
    qtbot: QtBot, section: PeopleSection, press: PressKey
) -> None:
    with qtbot.assertNotEmitted(section.remove_asked):
        section.page.people[1].remove.click()
        press(Qt.Key.Key_Return)

    section.page.people[1].remove.click()
    with qtbot.waitSignal(section.remove_asked) as told:
        section.page.question.yes.click()
    assert told.args == ["Sam Green"]


def test_what_was_typed_is_forgotten_when_the_form_is_left(section: PeopleSection) -> None:
    section.page.add.click()
    section.form.person.line.setText("Ada Okafor")
    type_twice(section, NEW)

    section.form.back.click()

    assert section.form.new.passphrase() == ""
    assert section.form.person.name() == ""


def test_a_fault_is_told_in_the_form(section: PeopleSection) -> None:
    section.page.people[0].change.click()

    section.show_fault("This passphrase does not open the vault. Type it again.")

    assert section.form.now.words.startswith("This passphrase does not open the vault.")


def test_a_new_recovery_key_is_made_after_a_question(qtbot: QtBot, section: PeopleSection) -> None:
    with qtbot.assertNotEmitted(section.new_key_asked):
        section.page.new_key.click()

    with qtbot.waitSignal(section.new_key_asked):
        section.page.question.yes.click()


def test_a_new_key_is_printed_and_confirmed_by_its_last_group(
    qtbot: QtBot, section: PeopleSection, printed: list[str]
) -> None:
    section.show_key(KEY)
    section.paper.print.click()
    assert printed == [KEY]
    section.paper.on_paper.click()
    entry = section.paper.confirm.label.buddy()
    assert entry is not None
    qtbot.keyClicks(entry, groups_of(KEY)[-1])

    with qtbot.waitSignal(section.key_confirmed):
        section.paper.go_on.click()

    assert section.page.isVisible()
    assert not section.holds_key


def test_a_key_that_is_not_on_paper_stays_when_another_section_is_looked_at(
    section: PeopleSection,
) -> None:
    section.show_key(KEY)

    section.forget()

    assert section.holds_key
    assert "".join(text for text, _ in section.paper.groups.label_texts()) == KEY.replace("-", "")


def test_a_key_that_nobody_confirmed_is_told(section: PeopleSection) -> None:
    assert not section.page.care.isVisible()

    section.show_known(BOTH, here="Jo Brook", recovery_confirmed=False)

    assert section.page.care.isVisible()


def test_rows_are_connected_once(qtbot: QtBot, section: PeopleSection) -> None:
    section.show_known(BOTH, here="Jo Brook", recovery_confirmed=True)
    section.show_known(BOTH, here="Jo Brook", recovery_confirmed=True)
    asked: list[str] = []
    section.remove_asked.connect(asked.append)

    section.page.people[1].remove.click()
    section.page.question.yes.click()

    assert asked == ["Sam Green"]
