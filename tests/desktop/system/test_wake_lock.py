import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from wakepy.core import PlatformType
from wakepy.core.registry import get_methods_for_mode

from clinic_aid.desktop.system.wake_lock import wake_lock
from tests.buses import PORTAL, SCREEN_SAVER, SESSION_MANAGER, Desktop, own_bus

MakeDesktop = Callable[..., Desktop]

linux = pytest.mark.skipif(sys.platform != "linux", reason="asks as Linux is asked")


@pytest.fixture
def make_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeDesktop]:
    with ExitStack() as stack:
        address = stack.enter_context(own_bus(tmp_path, "session"))
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

        def make_desktop(*names: str, **how: Collection[str]) -> Desktop:
            return stack.enter_context(closing(Desktop(address, *names, **how)))

        yield make_desktop


@linux
@pytest.mark.parametrize("service", [SCREEN_SAVER, SESSION_MANAGER, PORTAL])
def test_whichever_service_there_is_keeps_the_screen_lit(
    make_desktop: MakeDesktop, service: str
) -> None:
    desktop = make_desktop(service)

    with wake_lock() as is_lit:
        assert is_lit
        desktop.await_held(service)


@linux
@pytest.mark.parametrize("service", [SCREEN_SAVER, SESSION_MANAGER, PORTAL])
def test_the_service_is_told_when_it_may_go_dark_again(
    make_desktop: MakeDesktop, service: str
) -> None:
    desktop = make_desktop(service)

    with wake_lock():
        desktop.await_held(service)

    desktop.await_held()


@linux
def test_what_refuses_gives_way_to_what_does_not(make_desktop: MakeDesktop) -> None:
    desktop = make_desktop(SCREEN_SAVER, PORTAL, refuses=[SCREEN_SAVER])

    with wake_lock() as is_lit:
        assert is_lit
        desktop.await_held(PORTAL)


@linux
def test_where_all_refuse_the_screen_does_not_stay_lit(make_desktop: MakeDesktop) -> None:
    names = (SCREEN_SAVER, SESSION_MANAGER, PORTAL)
    desktop = make_desktop(*names, refuses=names)

    with wake_lock() as is_lit:
        assert not is_lit

    assert desktop.asked == list(names)


@linux
def test_a_service_that_does_not_answer_is_not_waited_for(make_desktop: MakeDesktop) -> None:
    make_desktop(SCREEN_SAVER, hangs=[SCREEN_SAVER])

    with wake_lock() as is_lit:
        assert not is_lit


@linux
def test_without_a_bus_the_screen_does_not_stay_lit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nowhere'}")

    with wake_lock() as is_lit:
        assert not is_lit


@pytest.mark.parametrize(
    ("platform", "call"),
    [
        (PlatformType.WINDOWS, "SetThreadExecutionState"),
        (PlatformType.MACOS, "caffeinate"),
    ],
)
def test_each_other_system_is_asked_by_its_own_call(platform: PlatformType, call: str) -> None:
    methods = get_methods_for_mode("keep.presenting")

    assert [it.name for it in methods if platform in it.supported_platforms] == [call]
