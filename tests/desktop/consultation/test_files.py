import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.autosave import Autosave
from clinic_aid.desktop.consultation.files import ConsultationFiles
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.entry.checking import Checking
from clinic_aid.entry.draft import Checked
from clinic_aid.errors import ClinicAidError
from tests.desktop.conftest import MakeVault

Tree = dict[str, Any]
MakeFiles = Callable[[Services], ConsultationFiles]


@pytest.fixture
def session(qapp: object, services: Services) -> Session:
    return Session(services)


@pytest.fixture
def make_files(
    make_vault: MakeVault, qtbot: QtBot, session: Session, services: Services
) -> Iterator[MakeFiles]:
    pool, window = QThreadPool(), QWidget()
    qtbot.addWidget(window)
    autosave = Autosave(
        session,
        make_vault(),
        pool,
        headings=services.headings,
        content="hair 1.0",
        program="0.1.0",
        # Of its own it would end wherever memory is tidied up, in a thread of the pool too.
        parent=window,
    )
    yield lambda services: ConsultationFiles(session, autosave, services, pool, window)
    assert pool.waitForDone(10_000)


@pytest.fixture
def files(make_files: MakeFiles, services: Services) -> ConsultationFiles:
    return make_files(services)


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the file that is chosen wherever the window asks for one."""
    file = tmp_path / "chosen.yaml"
    for method in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, method, lambda *_: (str(file), ""))
    return file


def test_an_exported_consultation_is_imported_as_it_was(
    qtbot: QtBot, files: ConsultationFiles, session: Session, full_tree: Tree, chosen: Path
) -> None:
    session.replace(full_tree)
    files.save_as()
    session.start()

    with qtbot.waitSignal(files.opened):
        files.open()

    assert session.draft.tree == full_tree


def test_an_imported_consultation_is_kept_as_one_of_its_own(
    qtbot: QtBot, files: ConsultationFiles, session: Session, minimal_tree: Tree, chosen: Path
) -> None:
    session.replace(minimal_tree)
    files.save_as()
    exported = chosen.read_bytes()
    first = files._autosave
    assert first.may_leave()
    key = first.key

    with qtbot.waitSignal(files.opened):
        files.open()
    session.put("consultant", "Dr J. Lee")
    assert first.may_leave()

    assert first.key not in (None, key)
    assert first._vault.records.count() == 2
    assert chosen.read_bytes() == exported


def test_a_file_that_cannot_be_read_leaves_the_consultation_in_work(
    qtbot: QtBot, files: ConsultationFiles, session: Session, minimal_tree: Tree, tmp_path: Path
) -> None:
    session.replace(minimal_tree)

    with qtbot.waitSignal(files.failed) as failed:
        files.load(tmp_path / "missing.yaml")

    assert failed.args[0].startswith("The file was not opened.")
    assert session.draft.text("patient.name") == "Amira Haddad"


def test_an_export_that_finds_no_room_is_told_and_what_is_in_work_stays(
    qtbot: QtBot, make_files: MakeFiles, session: Session, services: Services, chosen: Path
) -> None:
    def full_disk(_tree: object, _path: Path) -> None:
        raise ClinicAidError("The disk is full. Free some space.")

    files = make_files(replace(services, write_file=full_disk))
    session.put("patient.name", "Amira Haddad")

    with qtbot.waitSignal(files.failed) as failed:
        files.save_as()

    assert failed.args == ["The disk is full. Free some space."]
    assert session.draft.text("patient.name") == "Amira Haddad"
    assert not chosen.exists()


@pytest.fixture
def written(services: Services, full_tree: Tree, chosen: Path) -> Path:
    services.write_file(full_tree, chosen)
    return chosen


@pytest.fixture
def held(services: Services) -> Iterator[tuple[Services, Event]]:
    """Give services that read a file once the event is set, and note the thread they read in."""
    go_on = Event()

    def read_file(path: Path) -> Tree:
        assert go_on.wait(10)
        assert current_thread() is not main_thread()
        return services.read_file(path)

    def check(tree: Mapping[str, object]) -> Checked:
        if "finding" in tree:
            checked_in.append(current_thread() is main_thread())
        return services.check(tree)

    checked_in: list[bool] = []
    yield replace(services, read_file=read_file, check=check), go_on
    go_on.set()
    # First as it is read; what the window asks later is known.
    assert checked_in[:1] in ([], [False])


def test_a_file_is_read_and_checked_off_the_window_s_thread_with_a_sign_of_it(
    qtbot: QtBot,
    make_files: MakeFiles,
    held: tuple[Services, Event],
    session: Session,
    written: Path,
) -> None:
    files = make_files(held[0])
    told: list[str] = []
    files.busy.connect(told.append)

    files.load(written)

    assert told == ["Opening chosen.yaml …"]
    assert session.draft.text("patient.name") is None
    with qtbot.waitSignal(files.opened):
        held[1].set()
    assert session.draft.text("patient.name") == "Amira Haddad"
    assert told[1:] == [""]


def test_a_consultation_that_was_begun_meanwhile_stays(
    qtbot: QtBot,
    make_files: MakeFiles,
    held: tuple[Services, Event],
    session: Session,
    written: Path,
) -> None:
    files = make_files(held[0])
    files.load(written)
    session.start()
    session.put("patient.name", "Another")

    with qtbot.waitSignal(files.busy):
        held[1].set()

    assert session.draft.text("patient.name") == "Another"


def test_a_fault_in_reading_is_told_calmly(
    qtbot: QtBot, make_files: MakeFiles, services: Services, chosen: Path
) -> None:
    def read_file(_path: Path) -> Tree:
        raise ValueError("Amira Haddad")

    files = make_files(replace(services, read_file=read_file))

    with qtbot.waitSignal(files.failed) as failed:
        files.load(chosen)

    assert failed.args == [
        "The file was not opened.\nClinic Aid could not read it. Nothing was changed."
    ]


def test_nothing_of_an_imported_file_is_checked_in_the_windows_thread(  # noqa: PLR0917
    qtbot: QtBot,
    files: ConsultationFiles,
    session: Session,
    services: Services,
    minimal_tree: Tree,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(minimal_tree | {"zz": 1, "notes_for_patient": 5}), encoding="utf-8")
    of_the_window: list[object] = []
    check = Checking.__call__

    def watched(checking: Checking, tree: Mapping[str, object]) -> Checked:
        if current_thread() is main_thread():
            of_the_window.append(tree)
        return check(checking, tree)

    monkeypatch.setattr(Checking, "__call__", watched)
    with qtbot.waitSignal(files.opened):
        files.load(file)
    services.concerns(session.draft.tree)
    services.talk(session.draft.tree)

    assert {fault.path for fault in session.checked.faults} == {"zz", "notes_for_patient"}
    assert of_the_window == []
