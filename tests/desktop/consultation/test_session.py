from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.errors import Fault

Tree = dict[str, Any]


@pytest.fixture
def session(qapp: object, services: Services) -> Session:
    return Session(services)


def test_new_consultation_has_not_begun(session: Session) -> None:
    assert not session.has_begun


def test_consultation_has_begun_once_anything_is_entered(session: Session) -> None:
    session.put("patient.name", "Amira Haddad")

    assert session.has_begun


def test_consultation_of_a_file_has_begun_even_if_empty(session: Session) -> None:
    session.replace({"patient": {}, "plan": {}}, imported=True)

    assert session.has_begun


def test_entry_that_is_taken_back_leaves_a_new_consultation(session: Session) -> None:
    session.put("patient.name", "Amira Haddad")

    session.put("patient.name", None)

    assert not session.has_begun


def test_entry_is_checked_before_it_is_told(
    qtbot: QtBot, session: Session, minimal_tree: Tree
) -> None:
    session.replace(minimal_tree)

    with qtbot.waitSignal(session.changed):
        session.put("plan.treatment_date", "2026-02-31")

    assert session.checked.consultation is None


def test_entry_that_changes_nothing_is_not_told(
    qtbot: QtBot, session: Session, minimal_tree: Tree
) -> None:
    session.replace(minimal_tree)

    with qtbot.assertNotEmitted(session.changed):
        session.put("patient.name", "Amira Haddad")


def test_replacing_is_told_before_the_change(
    qtbot: QtBot, session: Session, minimal_tree: Tree
) -> None:
    with qtbot.waitSignals([session.replaced, session.changed], order="strict"):
        session.replace(minimal_tree)


def test_left_out_entries_of_one_list_are_the_ones_named(
    session: Session, minimal_tree: Tree
) -> None:
    questions = [{"question": words} for words in "abc"]
    session.replace({**minimal_tree, "questions": questions})

    session.leave_out([Fault("", None, f"questions[{index}]", "") for index in (0, 1)])

    assert session.draft.tree["questions"] == [{"question": "c"}]


def test_left_out_entries_are_the_ones_named_in_whatever_order(
    session: Session, minimal_tree: Tree
) -> None:
    shown = [7, {"screen": "a"}, {"screen": "b", "at": "x"}, {"screen": "c", "at": "12:00"}]
    session.replace({**minimal_tree, "shown": shown})

    session.leave_out([Fault("", None, path, "") for path in ("shown[2].at", "shown[0]")])

    assert session.draft.tree["shown"] == [
        {"screen": "a"},
        {"screen": "b"},
        {"screen": "c", "at": "12:00"},
    ]


def test_the_last_change_is_taken_back_and_its_place_told(qtbot: QtBot, session: Session) -> None:
    session.put("patient.name", "Amira Haddad")

    with qtbot.waitSignal(session.taken_back) as told:
        session.undo()

    assert session.draft.text("patient.name") is None
    assert told.args == ["patient.name"]


def test_what_was_taken_back_is_made_again(session: Session) -> None:
    session.put("patient.name", "Amira Haddad")
    session.undo()

    session.redo()

    assert session.draft.text("patient.name") == "Amira Haddad"


def test_nothing_of_the_consultation_before_is_taken_back(
    session: Session, minimal_tree: Tree
) -> None:
    session.put("patient.name", "Noor Fellah")
    session.replace(minimal_tree)

    session.undo()

    assert session.draft.text("patient.name") == "Amira Haddad"


def test_a_faulty_entry_that_is_taken_back_is_a_fault_no_more(
    session: Session, minimal_tree: Tree
) -> None:
    session.replace(minimal_tree)
    session.put("plan.treatment_date", "2026-02-31")

    session.undo()

    assert session.checked.faults == ()
