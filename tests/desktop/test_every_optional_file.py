"""Whatever state a file is in that the app can do without: what is kept can be read and given."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from clinic_aid import app_content, content_reading, locations
from clinic_aid.app import App, local_now
from clinic_aid.app_content import AppContent
from clinic_aid.content.headings import headings_of
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, RECORD
from clinic_aid.desktop.system import dialogs
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from clinic_aid.domain.records import Settings
from clinic_aid.engine import Engine
from clinic_aid.fault_hook import log_file
from clinic_aid.handout.rendering import Renderer
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace

PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
KEY = "1" * 32
PATIENCE_MS = 60_000
GOOD_CLINIC = "format: 1\nname: Willow\nphone: 020 7946 0001\nlogo: logo.png\n"


def absent(file: Path) -> None:
    file.unlink()


def moved(file: Path) -> None:
    file.rename(file.with_name(f"{file.name} of before"))


def empty(file: Path) -> None:
    file.write_bytes(b"")


def broken(file: Path) -> None:
    file.write_bytes(b"\xff <: {{ [ \n")


def unreadable(file: Path) -> None:
    """Take the right to read it; from whoever has every right, by a link that leads to itself."""
    if os.geteuid():
        file.chmod(0)
    else:
        file.unlink()
        file.symlink_to(file.name)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


STATES = (absent, moved, empty, broken, unreadable, a_folder, a_pipe)
OF_CLINIC = ("clinic.yaml", "logo.png", "faults.log")
OF_PROGRAM = (
    "resources/content/hair-stem-cell/aftercare.yaml",
    "resources/content/hair-stem-cell/en/pack.yaml",
    "resources/fonts/NotoSans-Regular.ttf",
    "templates/figures/level.svg.j2",
    "templates/handout/handout.html.j2",
)


def is_fault(file: str, state: Callable[[Path], None]) -> bool:
    """Say whether a file in this state is one; a log is made when there is something to write."""
    return file != "faults.log" or state not in (absent, moved, empty, broken)


@pytest.fixture(scope="session")
def kept(
    tmp_path_factory: pytest.TempPathFactory, pack: ContentPack, plain_pdf: Callable[[int], bytes]
) -> Path:
    """Give a data folder with a vault, in it a consultation with a guide, and nothing else."""
    data = tmp_path_factory.mktemp("kept")
    keeper = Doorkeeper(VaultPlace(data), now=local_now, program="0.1.0", cost=CHEAP)
    vault = keeper.create(PERSON, PASSPHRASE).vault
    vault.preferences.set(Settings(recovery_confirmed=True))
    tree = {
        "format": 1,
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": "own-fat-cells"},
        "consultation_date": vault.today().isoformat(),
    }
    vault.records.save(KEY, tree, headings_of(tree, pack, language="en"), content="hair 1")
    about: dict[str, Any] = {
        "edition": "standard",
        "paper": "a4",
        "content": "hair 1",
        "program": "0.1.0",
    }
    vault.guides.keep(KEY, plain_pdf(2), "printed", pages=2, **about)
    vault.close()
    return data


class Clinic:
    """The app of one clinic, with the data folder and the program of its own."""

    def __init__(self, qtbot: QtBot, data: Path) -> None:
        self._qtbot, self.data = qtbot, data
        self.apps: list[App] = []
        self.handed: list[bytes | None] = []

    def write_files(self) -> None:
        """Write the clinic's own files, as they should be."""
        (self.data / "clinic.yaml").write_text(GOOD_CLINIC, encoding="utf-8")
        Image.new("RGB", (8, 8), "teal").save(self.data / "logo.png")

    def start(self) -> App:
        """Start the app and unlock it."""
        handed = self.handed.pop() if self.handed else None
        app = App(VaultPlace(self.data), handed=handed, end=self.handed.append, cost=CHEAP)
        self.apps.append(app)
        self._qtbot.addWidget(app.window)
        app.show()
        self._qtbot.waitUntil(lambda: app.window.unlocking is not None, timeout=PATIENCE_MS)
        screen = app.window.unlocking
        assert isinstance(screen, UnlockingScreen)
        screen.unlock.unlock_asked.emit(PERSON, PASSPHRASE)
        self._qtbot.waitUntil(lambda: app.window.is_filled, timeout=PATIENCE_MS)
        return app

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for what happens in the background."""
        self._qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    def look_again(self, app: App) -> None:
        """Press the button, and wait for what becomes of it."""
        button = app.window.troubles.again
        button.click()
        self._qtbot.waitUntil(lambda: button.isEnabled() or app.vault is None, timeout=PATIENCE_MS)


@pytest.fixture
def clinic(
    qtbot: QtBot, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Clinic]:
    data = tmp_path / "data"
    shutil.copytree(kept, data)
    monkeypatch.setenv("CLINIC_AID_HOME", str(data))
    # No guide is made here, and it is started anew for one.
    monkeypatch.setattr(Renderer, "warm", lambda _: None)
    # Windows are closed after a test, whatever is in them.
    monkeypatch.setattr(dialogs, "may_be_lost", lambda *_, **__: True)
    clinic = Clinic(qtbot, data)
    yield clinic
    for app in clinic.apps:
        app.close()
    QApplication.setQuitOnLastWindowClosed(True)


@pytest.fixture
def sound_program(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is not looked at here be read only once."""
    monkeypatch.setattr(app_content, "read_program", lambda: (engine, ()))


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Give a function that gives a file of the program, to be changed; all others are shipped."""

    def of_its_own(file: str) -> Path:
        root, *folders, name = Path(file).parts
        real = {"resources": locations.resources(), "templates": locations.templates()}[root]
        mine = tmp_path / root
        monkeypatch.setattr(locations, root, lambda: tmp_path / root)
        for folder in [*folders, None]:
            mine.mkdir()
            for each in real.iterdir():
                if each.name not in (folder, name if folder is None else None):
                    (mine / each.name).symlink_to(each)
            if folder is not None:
                mine, real = mine / folder, real / folder
        shutil.copy(real / name, mine / name)
        return mine / name

    return of_its_own


def require_what_is_kept_is_there(app: App, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """See that Home lists, search finds, the record opens and its guide is saved."""
    window = app.window
    assert not window.opening.isVisible()
    assert window.home.isVisible()
    assert not window.home.finder.is_bare
    window.home.finder.line.setText("Haddad")
    assert app.vault is not None
    assert [one.key for one in app.vault.records.find("Haddad")] == [KEY]
    window.home.finder.entry_chosen.emit(KEY)
    record = window.vault_session.record
    assert record.isVisible()
    assert record.paper.save.isEnabled()
    assert record.paper.print.isEnabled()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    record.paper.save.click()
    assert target.read_bytes().startswith(b"%PDF-")
    window.show_step(HOME)


def require_that_only_the_guide_is_refused(app: App, clinic: Clinic) -> None:
    """Go on with a consultation, and see its form, its guide and its talk."""
    window = app.window
    window.home.new.click()
    window.session.put("patient.name", "Noor Fellah")
    window.session.put("plan.product", "own-fat-cells")
    window.show_step(HOME)
    window.show_step(PREPARE)
    assert window.prepare.isVisible()
    assert not any(window.prepare.faulty_labels())
    assert window.preview.needs.count == len(window._services.concerns(window.session.draft.tree))
    assert window.preview.needs.count > 0
    window.show_step(GUIDE)
    clinic.wait_until(lambda: window.preview.state == "failed")
    (trouble,) = window.troubles.troubles
    assert window.preview.status.text() == f"No guide can be made. {trouble.what}"
    assert "name and a product" not in window.preview.card.empty.text()
    window.present()
    assert window.turns.is_presenting
    talk = window.turns._presenting
    assert talk is not None
    talk.left.emit()
    assert window.preview.isVisible()


def named_paths(app: App) -> list[str]:
    """Give the paths that the banner shows."""
    banner = app.window.troubles
    return [part.path.toPlainText() for part in banner._parts if part.path.isVisible()]


@pytest.mark.usefixtures("sound_program")
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("name", OF_CLINIC)
def test_a_file_of_the_clinic_is_no_condition_of_starting(
    clinic: Clinic, name: str, state: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.write_files()
    log_file(clinic.data).touch()
    state(clinic.data / name)

    app = clinic.start()

    require_what_is_kept_is_there(app, clinic.data / "guide.pdf", monkeypatch)
    wanted = [str(clinic.data / name)] if is_fault(name, state) else []
    if name == "clinic.yaml" and state in (absent, moved):
        wanted = []  # this clinic never had one
    assert named_paths(app) == wanted
    assert app.window.home.new.isEnabled()


@pytest.mark.fault(37)
@pytest.mark.fault(50)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("file", OF_PROGRAM)
def test_a_file_of_the_program_is_no_condition_of_reading_what_is_kept(
    clinic: Clinic,
    program: Callable[[str], Path],
    file: str,
    state: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = program(file)
    state(path)

    app = clinic.start()

    require_what_is_kept_is_there(app, clinic.data / "guide.pdf", monkeypatch)
    (named,) = named_paths(app)
    # What is missing may be missed by its words, or by others: then it is their folder.
    words = path.parent / "en" / path.name
    assert Path(named) in (path, words, *path.parents[:2])
    # Without its letters only the guide is refused, and says so itself.
    assert app.window.home.new.isEnabled() == ("fonts" in file)
    if "fonts" in file:
        require_that_only_the_guide_is_refused(app, clinic)


# What holds meanwhile, and looking again


@pytest.mark.usefixtures("sound_program")
def test_the_last_good_copy_holds_while_the_file_is_broken(clinic: Clinic) -> None:
    clinic.write_files()
    app = clinic.start()
    app.lock()
    (clinic.data / "clinic.yaml").write_text("name: Willow: the clinic\n", encoding="utf-8")
    (clinic.data / "logo.png").unlink()

    app = clinic.start()

    assert app._mending is not None
    own = app._mending.own
    assert (own.clinic.name, own.clinic.phone) == ("Willow", "020 7946 0001")
    assert own.logo is not None
    (trouble,) = app.window.troubles.troubles
    assert "(line 1)" in trouble.what
    assert trouble.meanwhile.startswith("the last good copy holds, of ")


@pytest.mark.usefixtures("sound_program")
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_file_that_is_not_there_any_more_is_told_and_its_copy_holds(
    clinic: Clinic, state: Callable[[Path], None]
) -> None:
    clinic.write_files()
    clinic.start().lock()
    state(clinic.data / "clinic.yaml")

    app = clinic.start()

    assert named_paths(app) == [str(clinic.data / "clinic.yaml")]
    assert app._mending is not None
    assert app._mending.own.clinic.name == "Willow"


@pytest.mark.usefixtures("sound_program")
def test_a_mended_file_holds_at_once_and_nothing_that_was_entered_is_lost(
    qtbot: QtBot, clinic: Clinic
) -> None:
    file = clinic.data / "clinic.yaml"
    file.write_text("products: [own-fat-cells\n", encoding="utf-8")
    app = clinic.start()
    window = app.window
    window.home.new.click()
    window.session.put("patient.name", "Noor Fellah")
    assert len(window.prepare._products.cards.cards) > 1
    file.write_text("products: [own-fat-cells]\ncountry: US\n", encoding="utf-8")

    clinic.look_again(app)

    assert not window.troubles.isVisible()
    assert list(window.prepare._products.cards.cards) == ["own-fat-cells"]
    assert window.guide._wish.paper == "letter"
    assert window.session.draft.text("patient.name") == "Noor Fellah"


@pytest.mark.usefixtures("sound_program")
def test_a_file_that_is_still_broken_is_told_to_be(clinic: Clinic) -> None:
    (clinic.data / "clinic.yaml").mkdir()
    app = clinic.start()

    clinic.look_again(app)

    assert app.window.troubles.isVisible()
    assert app.window.troubles.note.text() == "Looked just now: it is still so."


@pytest.mark.fault(50)
def test_content_that_can_be_read_again_is_there_after_the_passphrase(
    clinic: Clinic, program: Callable[[str], Path]
) -> None:
    file = program("resources/content/hair-stem-cell/aftercare.yaml")
    whole = file.read_bytes()
    broken(file)
    app = clinic.start()
    file.write_bytes(whole)

    clinic.look_again(app)
    again = clinic.start()

    assert app.vault is None
    assert not again.window.troubles.isVisible()
    assert again.window.home.new.isEnabled()


@pytest.mark.fault(50)
def test_what_is_in_work_outlives_a_start_without_the_content(
    clinic: Clinic, program: Callable[[str], Path]
) -> None:
    app = clinic.start()
    app.window.home.unkept.click()
    app.window.session.put("patient.name", "Noor Fellah")
    app.lock()
    file = program("resources/content/hair-stem-cell/aftercare.yaml")
    whole = file.read_bytes()
    broken(file)

    without = clinic.start()
    assert without.window.home.isVisible()
    assert not without.window.home.go_on.isEnabled()
    without.window.show_step(PREPARE)
    without.window.show_step(GUIDE)
    without.window.present()
    without.lock()
    file.write_bytes(whole)
    again = clinic.start()

    assert again.window.session.draft.text("patient.name") == "Noor Fellah"
    assert again.window.vault_session.autosave.unkept


def test_products_keep_their_names_without_the_content(
    clinic: Clinic, program: Callable[[str], Path]
) -> None:
    clinic.start().lock()
    broken(program("resources/content/hair-stem-cell/en/pack.yaml"))

    app = clinic.start()
    app.window.home.finder.entry_chosen.emit(KEY)

    assert app.vault is not None
    entry = app.vault.records.load(KEY).entry
    assert app.window.vault_session.record.words.product(entry.headings).startswith("Cells from")
    assert app.window._step == RECORD


def test_a_picture_that_cannot_be_drawn_closes_what_shows_it(
    qtbot: QtBot, clinic: Clinic, program: Callable[[str], Path]
) -> None:
    figure = program("templates/figures/level.svg.j2")
    figure.write_text("<svg>{{ c.ink }}", encoding="utf-8")

    app = clinic.start()

    qtbot.waitUntil(app.window.troubles.isVisible, timeout=PATIENCE_MS)
    assert named_paths(app) == [str(figure.parent)]
    assert not app.window.home.new.isEnabled()
    app.window.present()
    assert not app.window.turns.is_presenting


@pytest.mark.fault(50)
def test_content_that_takes_too_long_is_not_waited_for(
    qtbot: QtBot, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()
    read = app_content.load_app_content

    def hang(*, demo: bool) -> AppContent:
        goes_on.wait()
        return read(demo=demo)

    monkeypatch.setattr(content_reading, "load_app_content", hang)
    monkeypatch.setattr(content_reading, "LONGEST_MS", 300)
    try:
        app = clinic.start()
        assert app.window.home.isVisible()
        assert named_paths(app) == [str(locations.content_pack())]
        app.lock()
        assert app.vault is None
    finally:
        goes_on.set()


@pytest.mark.usefixtures("sound_program")
@pytest.mark.parametrize(
    "value", ["", "{", "[]", '{"idle_minutes": "five"}', '{"idle_minutes": 900, "x": 1}']
)
def test_settings_that_cannot_be_read_are_as_usual_and_told_once(
    clinic: Clinic, value: str
) -> None:
    keeper = Doorkeeper(VaultPlace(clinic.data), now=local_now, program="0.1.0", cost=CHEAP)
    vault = keeper.unlock(PERSON, PASSPHRASE).vault
    with vault.store.engine.connect() as connection, connection.begin():
        connection.execute(
            text("UPDATE setting SET value = :value WHERE name = 'settings'"), {"value": value}
        )
    vault.close()

    app = clinic.start()
    assert "Settings of the vault could not be read" in app.window.banner.words.text()
    app.lock()
    again = clinic.start()

    assert "Settings of the vault" not in again.window.banner.words.text()
    assert again.vault is not None
    assert again.vault.preferences.settings() == Settings()
