import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import pytest

from tests.buses import own_bus

# Says a word for each signal, and ends when it is told so on either bus.
LISTENER = """
import sys
from PySide6.QtCore import SLOT, QCoreApplication
from clinic_aid.desktop.system.sleep_signals import SystemLeaving

application = QCoreApplication([])
listener = SystemLeaving()
listener.leaving.connect(lambda: print("leaving", flush=True))
assert "PySide6.QtDBus" not in sys.modules
listener.begin()

from PySide6.QtDBus import QDBusConnection

for bus in (QDBusConnection.systemBus(), QDBusConnection.sessionBus()):
    bus.connect("", "", "org.example.Test", "End", application, SLOT("quit()"))
    # An answer comes only after the bus knows of all that was asked before.
    bus.interface().isServiceRegistered("org.example.Test")
print("ready", flush=True)
application.exec()
"""

UNTOLD = """
import sys
from PySide6.QtCore import QCoreApplication
from clinic_aid.desktop.system.sleep_signals import SystemLeaving

sys.platform = sys.argv[1]
application = QCoreApplication([])
SystemLeaving().begin()
application.processEvents()
print("PySide6.QtDBus" in sys.modules)
"""

LOGIN_MANAGER = "/org/freedesktop/login1 org.freedesktop.login1.Manager"
LOGIN_SESSION = "/org/freedesktop/login1/session/_32 org.freedesktop.login1.Session"
END = "/ org.example.Test.End"


def _env(system: str, session: str) -> dict[str, str]:
    return {
        **os.environ,
        "DBUS_SYSTEM_BUS_ADDRESS": system,
        "DBUS_SESSION_BUS_ADDRESS": session,
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Buses:
    """A system's and a session's bus that nobody else is on."""

    system: str
    session: str

    def heard(self, bus: str, *signals: str) -> list[str]:
        """Send signals on one of the two, and give what the app says to them."""
        command = (sys.executable, "-c", LISTENER)
        env = _env(self.system, self.session)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as listener:
            # One that hangs is ended, so that its words are known to have come to an end.
            limit = Timer(60, listener.kill)
            limit.start()
            try:
                assert listener.stdout is not None
                assert listener.stdout.readline() == "ready\n"
                address = f"--bus={getattr(self, bus)}"
                for signal in (*signals, END):
                    send = ("dbus-send", address, "--type=signal", *signal.split())
                    subprocess.run(send, check=True, timeout=30)
                return listener.stdout.read().split()
            finally:
                limit.cancel()
                listener.kill()


@pytest.fixture
def buses(tmp_path: Path) -> Iterator[Buses]:
    with own_bus(tmp_path, "system") as system, own_bus(tmp_path, "session") as session:
        yield Buses(system=system, session=session)


@pytest.mark.fault(27)
def test_the_system_is_leaving_when_it_is_about_to_sleep(buses: Buses) -> None:
    falls_asleep = f"{LOGIN_MANAGER}.PrepareForSleep boolean:true"

    assert buses.heard("system", falls_asleep) == ["leaving"]


@pytest.mark.fault(27)
def test_waking_up_is_not_leaving(buses: Buses) -> None:
    wakes_up = f"{LOGIN_MANAGER}.PrepareForSleep boolean:false"

    assert buses.heard("system", wakes_up) == []


def test_the_system_is_leaving_when_the_session_is_locked(buses: Buses) -> None:
    lock, unlock = f"{LOGIN_SESSION}.Lock", f"{LOGIN_SESSION}.Unlock"

    assert buses.heard("system", lock, unlock) == ["leaving"]


@pytest.mark.parametrize(
    "screen_saver",
    [
        "/ScreenSaver org.freedesktop.ScreenSaver",
        "/org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver",
        "/org/gnome/ScreenSaver org.gnome.ScreenSaver",
        "/org/cinnamon/ScreenSaver org.cinnamon.ScreenSaver",
    ],
)
def test_the_system_is_leaving_when_a_screen_saver_comes_and_not_when_it_goes(
    buses: Buses, screen_saver: str
) -> None:
    comes, goes = (f"{screen_saver}.ActiveChanged boolean:{is_on}" for is_on in ("true", "false"))

    assert buses.heard("session", comes, goes) == ["leaving"]


def _run_untold(platform: str, tmp_path: Path) -> tuple[str, str]:
    nowhere = f"unix:path={tmp_path / 'nowhere'}"
    done = subprocess.run(
        (sys.executable, "-c", UNTOLD, platform),
        env=_env(nowhere, nowhere),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip(), done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the bus of a Linux desktop")
def test_nothing_is_said_where_there_is_no_bus(tmp_path: Path) -> None:
    assert _run_untold("linux", tmp_path) == ("True", "")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_no_bus_is_looked_for_on_another_system(tmp_path: Path, platform: str) -> None:
    assert _run_untold(platform, tmp_path) == ("False", "")
