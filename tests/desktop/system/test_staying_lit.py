import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.system import staying_lit
from clinic_aid.desktop.system.staying_lit import StayingLit, may_stay_lit
from tests.buses import SCREEN_SAVER, Desktop, own_bus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks as Linux is asked")


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with own_bus(tmp_path, "session") as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def desktop(address: str) -> Iterator[Desktop]:
    with closing(Desktop(address, SCREEN_SAVER)) as desktop:
        yield desktop


@pytest.fixture
def lit(qapp: object, address: str) -> Iterator[StayingLit]:
    lit = StayingLit()
    yield lit
    lit.end()


def test_it_is_told_that_the_screen_stays_lit(
    lit: StayingLit, desktop: Desktop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(lit.told) as told:
        lit.hold(True)

    assert told.args == [True]
    desktop.await_held(SCREEN_SAVER)


def test_it_is_told_that_the_system_refuses(lit: StayingLit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lit.told) as told:
        lit.hold(True)

    assert told.args == [False]


def test_a_system_that_refused_is_asked_again(
    lit: StayingLit, address: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staying_lit, "AGAIN_S", 0.05)
    with qtbot.waitSignal(lit.told) as told:
        lit.hold(True)
    assert told.args == [False]
    heard: list[bool] = []
    lit.told.connect(heard.append)

    with closing(Desktop(address, SCREEN_SAVER)):
        qtbot.waitUntil(lambda: bool(heard) and heard[-1], timeout=20_000)


def test_letting_go_lets_it_go_dark(lit: StayingLit, desktop: Desktop) -> None:
    lit.hold(True)
    desktop.await_held(SCREEN_SAVER)

    lit.hold(False)

    desktop.await_held()


def test_asking_twice_holds_once(lit: StayingLit, desktop: Desktop) -> None:
    lit.hold(True)
    lit.hold(True)

    desktop.await_held(SCREEN_SAVER)


def test_it_can_be_asked_anew(lit: StayingLit, desktop: Desktop) -> None:
    lit.hold(True)
    lit.hold(False)
    lit.hold(True)

    desktop.await_held(SCREEN_SAVER)


def test_the_end_lets_go(lit: StayingLit, desktop: Desktop) -> None:
    lit.hold(True)
    desktop.await_held(SCREEN_SAVER)

    lit.end()

    desktop.await_held()


@pytest.mark.usefixtures("address")
def test_whether_it_may_stay_lit_is_known_before_and_holds_nothing(desktop: Desktop) -> None:
    assert may_stay_lit()
    desktop.await_held()
    assert desktop.asked == [SCREEN_SAVER]


@pytest.mark.usefixtures("address")
def test_it_may_not_stay_lit_where_nobody_answers() -> None:
    assert not may_stay_lit()
