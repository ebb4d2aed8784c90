"""What the tests of the window share: the real content, the real renderer, one window each."""

import os
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Whatever this machine is set to: usual colours, usual words, and no movement to wait for.
os.environ |= {
    "CLINIC_AID_CONTRAST": "normal",
    "CLINIC_AID_MOTION": "none",
    "CLINIC_AID_TEXT_SCALE": "1",
    # And nobody at this machine is asked for anything.
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
}

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QModelIndex, QPoint, QSize, Qt, QThreadPool
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.app import local_now
from clinic_aid.app_content import AppContent, load_app_content, look
from clinic_aid.content.headings import headings_of
from clinic_aid.desktop.consultation.services import HandoutPdf, Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.records.consultation_list import ConsultationList
from clinic_aid.desktop.steps import PREPARE
from clinic_aid.desktop.system import printing
from clinic_aid.desktop.widgets.style import BASE_SIZE, Look, scale_for
from clinic_aid.desktop.window_switch import MakeTalkWindow, talk_window
from clinic_aid.domain.records import How
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.vault.backup_archive import Manifest
from clinic_aid.vault.backups import Backup
from clinic_aid.vault.ephemeral import make_ephemeral_vault
from clinic_aid.vault.keys import KeyFile, Slot
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what the platform without a display says of itself; all other warnings fail."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


OpenWindow = Callable[..., MainWindow]


Render = Callable[[PrintJob], bytes]


@pytest.fixture(scope="session")
def app_content(rendered_once: Callable[[Render], Render]) -> Iterator[AppContent]:
    read = load_app_content(demo=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read.renderer, "render", rendered_once(read.renderer.render))
        yield read
    read.renderer.close()


@pytest.fixture
def services(app_content: AppContent) -> Services:
    # No day of its own: a test must not depend on when it runs.
    return replace(app_content.services, blank=lambda: {"format": 1, "patient": {}, "plan": {}})


@pytest.fixture
def full_tree(services: Services) -> dict[str, object]:
    return services.read_file(locations.resources() / "samples" / "full.yaml")


@pytest.fixture
def the_look(qapp: object) -> Look:
    return look()


def _has_keyboard(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


@pytest.fixture
def services_without_guide(services: Services) -> Services:
    return replace(services, make_pdf=lambda *_: HandoutPdf(data=b""))


MakeVault = Callable[[], Vault]


@pytest.fixture
def make_vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeVault]:
    """Give a function that gives a new vault, which costs neither a passphrase nor a key file."""
    made: list[Vault] = []

    def make_vault() -> Vault:
        place = VaultPlace(tmp_path_factory.mktemp("vault"))
        made.append(make_ephemeral_vault(place, person="Jo Brook", now=local_now, program="0.1.0"))
        return made[-1]

    yield make_vault
    for vault in made:
        vault.store.close()


@pytest.fixture
def open_window(
    make_vault: MakeVault, qtbot: QtBot, the_look: Look, services: Services
) -> Iterator[OpenWindow]:
    pool = QThreadPool()
    windows: list[MainWindow] = []

    def open_window(
        tree: Mapping[str, object] | None = None,
        *,
        work_with: Services | None = None,
        at_home: bool = False,
        presenting: MakeTalkWindow = talk_window,
        vault: Vault | None = None,
    ) -> MainWindow:
        window = MainWindow(the_look, presenting=presenting)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        windows.append(window)
        window.fill(work_with or services, pool, vault or make_vault(), tree)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        if not at_home:
            begun = window.session.has_begun
            (window.top.steps[PREPARE] if begun else window.home.new).click()
            qtbot.waitUntil(lambda: _has_keyboard(window.prepare))
        return window

    yield open_window
    for one in (pool, *(window.vault_session.saving for window in windows)):
        assert one.waitForDone(60_000), "a background call outlived its test"


@pytest.fixture
def open_page(open_window: OpenWindow, services_without_guide: Services) -> OpenWindow:
    """Open a consultation at a page of the form, in a window of the size that is drawn for."""

    def open_page(
        tree: Mapping[str, object], page: int = 0, work_with: Services = services_without_guide
    ) -> MainWindow:
        window = open_window(tree, work_with=work_with)
        window.resize(BASE_SIZE)
        window.turn_to(PREPARE, page)
        QApplication.processEvents()
        return window

    return open_page


@pytest.fixture
def minimal_tree() -> dict[str, object]:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": "own-fat-cells"}}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Guide for Amira Haddad.pdf"


@dataclass
class WallClock:
    """A clock that a test sets; every look at it takes a millisecond."""

    at: datetime = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@pytest.fixture
def wall_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[WallClock]:
    """Give a clock on a wall in UTC, where the time of day is that of the vault."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield WallClock()
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def open_vault(tmp_path: Path, wall_clock: WallClock) -> Iterator[Vault]:
    """Give a real vault in a folder of its own, cheap to unlock."""
    data = tmp_path / "data"
    data.mkdir()
    door = Doorkeeper(
        VaultPlace(data),
        now=wall_clock.now,
        program="0.1.0",
        steady=lambda: 1000.0,
        cost=Cost(memory=8 << 10, passes=1, lanes=1),
    )
    opened = door.create("Jo Brook", "four plain words here")
    yield opened.vault
    opened.vault.store.close()


@pytest.fixture
def vault_services(services: Services, wall_clock: WallClock) -> Services:
    """Give the services of a clinic whose clock is that of its vault, and quick record pages."""
    return replace(
        services, now=wall_clock.now, make_file_record=lambda _kept: b"%PDF-1.7 a record page %%EOF"
    )


@dataclass
class PrintQueue:
    """What a printer's queue took: the printers as they were set up, and the pages in a file."""

    file: Path
    printers: list[QPrinter] = field(default_factory=list)
    set_up: Callable[[QPrinter], object] = lambda _printer: None
    """What somebody sets up in the dialog of the system."""
    refuses: str = ""

    def ask(self, printer: QPrinter, _parent: object) -> bool:
        printer.setResolution(72)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        self.set_up(printer)
        self.printers.append(printer)
        return True


@pytest.fixture
def print_queue(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrintQueue:
    """Give the only printer of a computer, whose queue puts what it takes into a file."""
    queue = PrintQueue(tmp_path / "printed.pdf")
    monkeypatch.setattr(printing, "printer_names", lambda: ["Office"])
    monkeypatch.setattr(printing, "goes_into_file", lambda _: False)
    monkeypatch.setattr(printing, "why_not_taken", lambda: queue.refuses)
    monkeypatch.setattr(printing.PrinterChoice, "ask", queue.ask)
    return queue


KeepConsultation = Callable[..., str]


@pytest.fixture
def keep_consultation(open_vault: Vault, services: Services) -> KeepConsultation:
    """Give a function that keeps a consultation and gives its key.

    `more` stands in its file as it is; without a name it is one that has only been begun.
    """
    numbers = count(1)

    def keep(
        name: str | None = "Amira Haddad",
        *,
        day: date = date(2026, 11, 21),
        born: date | None = None,
        **more: object,
    ) -> str:
        patient = {"name": name} if name else {}
        if born is not None:
            patient["birth_date"] = born.isoformat()
        tree = {
            "format": 1,
            "patient": patient,
            "plan": {"product": "own-fat-cells"} if name else {},
            "consultation_date": day.isoformat(),
            **more,
        }
        key = f"{next(numbers):032x}"
        headings = headings_of(tree, services.pack, language="en")
        open_vault.records.save(key, tree, headings, content="hair-stem-cell 1")
        return key

    return keep


@pytest.fixture(scope="session")
def plain_pdf(qapp: QApplication) -> Callable[[int], bytes]:
    """Give a function that makes a PDF of so many empty pages."""

    def plain_pdf(pages: int) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        painter = QPainter(writer)
        for _ in range(pages - 1):
            writer.newPage()
        painter.end()
        return bytes(buffer.data().data())

    return plain_pdf


@pytest.fixture
def keep_guide(open_vault: Vault) -> Callable[..., str]:
    """Give a function that keeps a guide as one that was just given."""

    def keep(key: str, pdf: bytes, how: How = "printed", paper: str = "a4") -> str:
        return open_vault.guides.keep(
            key,
            pdf,
            how,
            edition="full",
            paper=paper,
            pages=3,
            content="hair-stem-cell 1",
            program="0.1.0",
        )

    return keep


ShowScreens = Callable[..., QMainWindow]


@pytest.fixture
def show_screens(qtbot: QtBot, the_look: Look) -> ShowScreens:
    """Give a function that shows screens in a window with the app's look; all but one hidden."""
    windows: list[QMainWindow] = []

    def show(*screens: QWidget, size: QSize = BASE_SIZE) -> QMainWindow:
        window = QMainWindow()
        windows.append(window)
        qtbot.addWidget(window)
        shell = QWidget()
        shell.setObjectName("shell")
        column = QVBoxLayout(shell)
        column.setContentsMargins(0, 68, 0, 0)
        for number, screen in enumerate(screens):
            column.addWidget(screen)
            screen.setVisible(number == 0)
        window.setCentralWidget(shell)
        window.resize(size)
        the_look.apply(window, scale_for(size))
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


ShowWidget = Callable[..., QMainWindow]


@pytest.fixture
def show_widget(show_screens: ShowWidget, the_look: Look, qapp: QApplication) -> ShowWidget:
    """Give what shows a widget in a window like the app's, with the app's own fonts."""
    the_look.load_fonts(qapp)
    return show_screens


AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MakeBackups = Callable[[int], tuple[Backup, ...]]


def backup_at(
    file: Path, *, made_at: datetime = AT, automatic: bool = False, people: Sequence[str] = ()
) -> Backup:
    """Give what a backup would say of itself, and of the people who can open it."""
    cost = Cost(memory=8 << 10, passes=1, lanes=1)
    closed = partial(Slot, kind="passphrase", cost=cost, salt=b"", nonce=b"", wrapped=b"")
    return Backup(
        file=file,
        manifest=Manifest(made_at=made_at, program="0.1.0", automatic=automatic, sha256=""),
        keys=KeyFile(vault="", slots=tuple(closed(person=person) for person in people)),
        size=12_300_000,
    )


@pytest.fixture
def make_backups(tmp_path: Path) -> MakeBackups:
    """Give what makes backups: the newest on a stick, the others `here` on the computer."""

    def make_backups(count: int) -> tuple[Backup, ...]:
        return tuple(
            backup_at(
                (tmp_path / "here" if number else tmp_path) / f"{number}.clinic-aid-backup",
                made_at=AT - timedelta(days=number),
                automatic=number > 0,
            )
            for number in range(count)
        )

    return make_backups


def row_index(listed: ConsultationList, number: int) -> QModelIndex:
    """Give the index of a row, of all rows of all lists that are shown."""
    model = listed.model()
    every = [model.index(place, 0) for place in range(model.rowCount())]
    return [one for one in every if one.flags() & Qt.ItemFlag.ItemIsEnabled][number]


def click_row(qtbot: QtBot, listed: ConsultationList, number: int) -> None:
    """Click on the card of a row."""
    place = listed.visualRect(row_index(listed, number))
    at = QPoint(place.center().x(), place.top() + 4)
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=at)


PressKey = Callable[[Qt.Key], None]


@pytest.fixture
def press(qtbot: QtBot) -> PressKey:
    """Give what presses a key wherever the keyboard is."""

    def press(key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)

    return press
