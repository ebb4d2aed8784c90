"""The app locks in the middle of everything: it asks nothing, loses nothing and forgets all."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.app_runs.conftest import PASSPHRASE, Desk, Run, make_vault
from tests.buses import own_bus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads processes as Linux has them")
NAME = "Zephyrine Oakhollow"
NOT_SAVED = "This was not saved yet. What you entered is still here."
FALLS_ASLEEP = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep")


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a system's bus that nobody else is on."""
    with own_bus(tmp_path_factory.mktemp("b"), "system") as address:
        yield address


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, bus: str) -> Iterator[list[Run]]:
    """Give a place for the app that the tests of this file lock one after the other."""
    runs: list[Run] = []
    yield runs
    for run in runs:
        run.kill()


@pytest.fixture
def app(running: list[Run], tmp_path_factory: pytest.TempPathFactory, bus: str) -> Run:
    """Give the app with a new consultation and the keyboard in its first entry."""
    try:
        app = running[-1]
        page = app.do("state")["page"]
    except (IndexError, AssertionError):
        desk = Desk(tmp_path_factory.mktemp("d") / "d")
        desk.make()
        make_vault(desk.data)
        app = Run(desk, DBUS_SYSTEM_BUS_ADDRESS=bus)
        running.append(app)
        page = "UnlockPage"
    if page == "UnlockPage":
        app.unlock()
    app.until(is_filled=True, dialog="NoneType")
    if app.do("state")["page"] == "talk":
        app.do("leave_talk")
        app.until(page="prepare")
    app.do("start_new")
    app.until(page="prepare", focus="QLineEdit", name=None)
    app.do("type", NAME)
    app.do("put", "plan.product", "own-fat-cells")
    return app


def by_key(app: Run, bus: str) -> None:
    app.lock_by("key", "Ctrl+L")


def by_idleness(app: Run, bus: str) -> None:
    app.lock_by("ahead", 20 * 60 + 1)


def by_time_asleep(app: Run, bus: str) -> None:
    app.lock_by("asleep", 40)


def by_suspend(app: Run, bus: str) -> None:
    assert app.do("listens")
    path, signal = FALLS_ASLEEP
    send = ("dbus-send", f"--bus={bus}", "--type=signal", path, signal, "boolean:true")
    subprocess.run(send, check=True, timeout=30)
    app.await_lock()


def copies_in_memory(pid: int, wanted: Mapping[str, bytes]) -> dict[str, int]:
    """Count what is found in all that a process has in its memory."""
    found = dict.fromkeys(wanted, 0)
    areas = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for area in areas:
            place, rights, *_ = area.split()
            if not rights.startswith("r"):
                continue
            begin, end = (int(number, 16) for number in place.split("-"))
            try:
                memory.seek(begin)
                data = memory.read(end - begin)
            except (OSError, OverflowError, ValueError):
                continue  # pages of the kernel or of a device
            for what, marker in wanted.items():
                found[what] += data.count(marker)
    return found


Way = Callable[[Run, str], None]


def lock_and_come_back(app: Run, bus: str, way: Way) -> None:
    """Lock, look at the locked window, and unlock."""
    before, worker = app.process.pid, app.do("worker")
    way(app, bus)
    state = app.until(page="UnlockPage", windows=["MainWindow"], dialog="NoneType")
    assert not state["has_popup"]
    assert app.process.pid == before
    assert app.process.poll() is None
    assert not Path(f"/proc/{worker}").exists()
    app.unlock()


@pytest.mark.fault(29)
@pytest.mark.parametrize("way", [by_key, by_idleness])
def test_a_question_does_not_hold_it_up(app: Run, bus: str, way: Way) -> None:
    app.until(autosave="kept")
    app.do("show_guide")
    app.do("keep_nothing")
    app.until(dialog="QMessageBox")

    lock_and_come_back(app, bus, way)

    app.until(page="guide", name=NAME, autosave="kept")


@pytest.mark.fault(29)
@pytest.mark.parametrize("way", [by_key, pytest.param(by_time_asleep, marks=pytest.mark.fault(28))])
def test_a_file_dialog_does_not_hold_it_up(app: Run, bus: str, way: Way) -> None:
    app.do("open_file")
    app.until(dialog="QFileDialog")

    lock_and_come_back(app, bus, way)

    app.until(page="prepare", name=NAME)


@pytest.mark.fault(29)
@pytest.mark.parametrize("way", [by_key, by_idleness])
def test_an_open_menu_does_not_hold_it_up(app: Run, bus: str, way: Way) -> None:
    app.do("open_menu")
    app.until(has_popup=True)

    lock_and_come_back(app, bus, way)

    app.until(page="prepare", name=NAME)


@pytest.mark.fault(29)
def test_a_guide_that_is_made_does_not_hold_it_up(app: Run, bus: str) -> None:
    app.until(autosave="kept", guide="current")

    def while_it_is_made(app: Run, _bus: str) -> None:
        app.lock_by("put_and_key", "patient.name", f"{NAME} 2", "Ctrl+L")

    lock_and_come_back(app, bus, while_it_is_made)

    app.until(page="prepare", name=f"{NAME} 2")


@pytest.mark.fault(29)
def test_a_letter_typed_a_moment_ago_is_there_afterwards(app: Run, bus: str) -> None:
    app.until(autosave="kept", is_waiting=False)

    def at_once(app: Run, _bus: str) -> None:
        app.lock_by("type_and_key", "x", "Ctrl+L")

    lock_and_come_back(app, bus, at_once)

    app.until(page="prepare", name=f"{NAME}x", autosave="kept")


@pytest.mark.fault(27)
def test_a_letter_typed_as_the_lid_is_closed_is_there_afterwards(app: Run, bus: str) -> None:
    app.until(autosave="kept", is_waiting=False)
    app.do("open_file")
    app.until(dialog="QFileDialog")
    app.do("put", "patient.name", f"{NAME}y")

    lock_and_come_back(app, bus, by_suspend)

    app.until(page="prepare", name=f"{NAME}y", autosave="kept")


@pytest.mark.fault(29)
def test_a_save_that_the_program_fails_at_does_not_hold_it_up(app: Run, bus: str) -> None:
    app.until(autosave="kept", is_waiting=False)
    app.do("note_what_nothing_can_keep")
    app.until(autosave="failed", banner=NOT_SAVED)

    lock_and_come_back(app, bus, by_key)

    app.until(page="home", in_work=True, name=NAME, autosave="kept")


@pytest.mark.fault(29)
@pytest.mark.parametrize("way", [by_key, by_idleness])
def test_a_talk_goes_on_at_the_same_screen(app: Run, bus: str, way: Way) -> None:
    app.do("present")
    for _ in range(4):
        app.do("next_screen")
    screen = app.until(page="talk")["screen"]

    lock_and_come_back(app, bus, way)

    app.until(page="talk", screen=screen, name=NAME)


def test_a_talk_is_told_quietly_a_minute_before(app: Run, bus: str) -> None:
    app.do("present")
    app.do("ahead", 19 * 60 - 5)
    app.until(page="talk", said="")
    app.do("ahead", 10)

    app.until(page="talk", said="Locks in one minute")

    # Else the next test begins with the minutes that nobody touched this one.
    app.lock_by("key", "Ctrl+L")


@pytest.mark.fault(30)
def test_neither_patient_nor_key_is_in_memory_afterwards(app: Run, bus: str) -> None:
    app.until(autosave="kept", is_waiting=False, guide="current")
    app.do("present")
    app.do("next_screen")
    keys = app.do("key_bytes")
    wanted = {
        "the name": NAME.encode(),
        "the name as Qt has it": NAME.encode("utf-16-le"),
        "the passphrase": PASSPHRASE.encode("utf-16-le"),
        "the key": bytes.fromhex(keys["data"]),
        "the key of the file": bytes.fromhex(keys["database"]),
        "the key of the file, spelled": keys["database"].encode(),
    }
    app.do("let_look")
    before = copies_in_memory(app.process.pid, wanted)
    del before["the passphrase"]  # may be gone by now, and should be
    assert all(before.values()), before

    app.lock_by("key", "Ctrl+L")
    app.do("let_look")

    assert copies_in_memory(app.process.pid, wanted) == dict.fromkeys(wanted, 0)


def test_where_nothing_can_take_its_place_it_hides_all_says_so_and_ends(app: Run, bus: str) -> None:
    app.until(autosave="kept", is_waiting=False)
    app.do("let_no_process_start")

    app.ask("key", "Ctrl+L")

    app.until(windows=["QMessageBox"], is_filled=False)
    app.do("press_only")
    assert app.await_end() == 1
    vault = app.desk.open_vault()
    assert vault.records.newest()[0].headings.name == NAME
    vault.close()
