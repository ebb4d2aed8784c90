import logging
import threading

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.system.background import BackgroundCall, log_fault, told_by
from clinic_aid.errors import ClinicAidError


def test_newest_wish_wins_and_older_answers_are_dropped(qtbot: QtBot) -> None:
    released = threading.Event()
    ran: list[int] = []
    answers: list[object] = []
    pool = QThreadPool()

    def work(number: int) -> int:
        released.wait(10)
        ran.append(number)
        return number

    call = BackgroundCall(work, pool)
    call.succeeded.connect(answers.append)
    for number in (1, 2, 3):
        call.start(number)

    with qtbot.waitSignal(call.succeeded):
        released.set()

    assert ran == [1, 3]
    assert answers == [3]


def test_dropped_call_answers_nothing(qtbot: QtBot) -> None:
    answers: list[object] = []
    call = BackgroundCall(lambda: 1, QThreadPool())
    call.succeeded.connect(answers.append)

    with qtbot.waitSignal(call.busy_changed, check_params_cb=lambda busy: not busy):
        call.start()
        call.drop()

    assert answers == []


def test_fault_is_logged_without_its_words(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError("Amira Haddad")

    call = BackgroundCall(fail, QThreadPool())
    with qtbot.waitSignal(call.failed), caplog.at_level(logging.ERROR):
        call.start()

    assert "ValueError at" in caplog.text
    assert "Amira" not in caplog.text


def test_fault_without_a_trace_can_be_logged(caplog: pytest.LogCaptureFixture) -> None:
    log_fault(KeyError("secret"))

    assert caplog.messages == ["KeyError at "]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ClinicAidError("The disk is full."), "The disk is full."),
        (OSError("/home/amira"), "Sorry."),
    ],
)
def test_a_call_that_fails_says_why_in_words_for_people(
    qtbot: QtBot, error: Exception, words: str
) -> None:
    def fail() -> None:
        raise error

    call = BackgroundCall(fail, QThreadPool(), sorry="Sorry.")
    with qtbot.waitSignal(call.told) as told:
        call.start()

    assert told.args == [words]


def test_what_is_refused_is_told_and_ends_there() -> None:
    def refuse() -> None:
        raise ClinicAidError("The disk is full.")

    said: list[str] = []
    with told_by(said.append):
        refuse()
    assert said == ["The disk is full."]


def test_a_fault_of_the_program_is_not_told_as_a_refusal() -> None:
    said: list[str] = []
    with pytest.raises(KeyError), told_by(said.append):
        raise KeyError
    assert said == []
