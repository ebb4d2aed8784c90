"""Pictures of what the app shows with a vault: unlocking, Home, a record, safe keeping.

Patients and people are made up. `python -m tests.pictures` makes them with all others.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QEventLoop, QSize, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget

from clinic_aid.app_content import load_app_content, look
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.restoring.closed_vault import ClosedVaultRestore
from clinic_aid.desktop.safe_keeping.screen import SECTIONS
from clinic_aid.desktop.steps import GUIDE, HOME, SAFE_KEEPING
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from clinic_aid.desktop.unlocking.vault_opening import VaultOpening
from clinic_aid.program_files import content_language
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault

_CHEAP: Final = Cost(memory=8 << 10, passes=1, lanes=1)
_PERSON, _PASSPHRASE = "Jo Brook", "four plain words here"
_TODAY: Final = date(2026, 11, 21)
# Name, birth date, product, days ago, decision.
_KEPT: Final = (
    ("Noor Fellah", "1988-07-30", "own-follicle-cells", 400, "no"),
    ("Tomasz Wieczorek", "1975-01-12", "cell-free-fluid", 33, "think-about-it"),
    ("Aoife O’Sullivan-Featherstonehaugh of Ballyvaughan", "1990-05-05", "own-fat-cells", 9, None),
    ("Priya Raghunathan", None, "own-marrow-cells", 2, None),
    ("Amira Haddad", "1991-04-02", "own-fat-cells", 2, "think-about-it"),
    ("Amira Haddad", "1984-02-29", "own-follicle-cells", 0, "think-about-it"),
    ("Jonas Lindqvist", "1969-11-23", "own-fat-cells", 0, None),
)
# At which of its screens the talk of the last one was broken off.
_STOPPED_AT: Final = 8


@dataclass
class _Clock:
    at: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        self.at += timedelta(seconds=11)
        return self.at


def picture_vault(folder: Path, size: QSize, names: frozenset[str] | None = None) -> None:
    """Picture every screen that there is only with a vault; of `names` only those."""
    folder.mkdir(parents=True, exist_ok=True)

    def grab(window: QWidget, name: str) -> None:
        if names is None or name in names:
            _settle()
            window.grab().save(str(folder / f"{name}.png"))

    read = load_app_content(demo=True)
    services = replace(read.services, now=_Clock().now)
    try:
        with TemporaryDirectory() as data, _vault_in(Path(data), services) as vault:
            if names is None:
                _picture_unlocking(size, vault.store.place, grab)
            _picture_work(size, vault, services, read.tree or {}, grab)
    finally:
        read.renderer.close()


@contextmanager
def _vault_in(data: Path, services: Services) -> Iterator[Vault]:
    clock = _Clock()
    keeper = Doorkeeper(VaultPlace(data), now=clock.now, program="0.1.0", cost=_CHEAP)
    vault = keeper.create(_PERSON, _PASSPHRASE).vault
    for number, (name, born, product, days, decision) in enumerate(_KEPT):
        day = _TODAY - timedelta(days=days)
        clock.at = datetime(day.year, day.month, day.day, 9 + number, 10, tzinfo=UTC)
        tree = {
            "format": 1,
            "patient": {"name": name, **({"birth_date": born} if born else {})},
            "plan": {"product": product},
            "consultation_date": day.isoformat(),
            **({"decision": decision} if decision else {}),
        }
        content = services.pack.pack.release
        vault.records.save(f"{number:032x}", tree, services.headings(tree), content=content)
    clock.at = datetime(2026, 11, 21, 15, 40, tzinfo=UTC)
    vault.back_up(vault.store.place.backups, automatic=True)
    vault.set_passphrase("Sam Okafor", "another passphrase here")
    try:
        yield vault
    finally:
        vault.store.close()


def _picture_unlocking(
    size: QSize, place: VaultPlace, grab: Callable[[QWidget, str], None]
) -> None:
    pool = QThreadPool()

    def keeper_of(at: VaultPlace) -> Doorkeeper:
        return Doorkeeper(at, now=_Clock().now, program="0.1.0", cost=_CHEAP)

    with TemporaryDirectory() as empty:
        openings = {
            "door-first-start": VaultOpening(keeper_of(VaultPlace(Path(empty)))),
            "door-unlock": VaultOpening(keeper_of(place)),
            "door-elsewhere": VaultOpening(keeper_of(place), refusal=lambda: _NETWORK),
        }
        for name, opening in openings.items():
            window = _window(size)
            window.show_unlocking(
                UnlockingScreen(window.look, opening, pool, print_key=lambda _: True)
            )
            grab(window, name)
            window.close()
        window = _window(size)
        now = _Clock().now
        window.show_unlocking(
            ClosedVaultRestore(window.look, place, pool, now=now, language=content_language())
        )
        grab(window, "door-restore")
        window.close()
    pool.waitForDone()


_NETWORK: Final = (
    "The data folder is on a network drive, where the vault can be damaged. Nothing was opened. "
    "Put the folder on this computer's own disk."
)


def _picture_work(
    size: QSize,
    vault: Vault,
    services: Services,
    full: Mapping[str, object],
    grab: Callable[[QWidget, str], None],
) -> None:
    pool = QThreadPool()
    window = _window(size)
    window.fill(services, pool, vault)
    vault_session = window.vault_session
    window.session.replace(full)
    _until(lambda: window.preview.state == "current")
    vault_session.autosave.flush()
    pdf = window.guide._as_given(window.guide._pdf) if window.guide._pdf else None
    if pdf is not None:
        vault_session.on_given(replace(pdf, sent=f"1-{pdf.pages}"), "printed")
        vault_session.on_given(pdf, "saved")
    window.turn_to(GUIDE)
    grab(window, "vault-guide")
    given = vault_session.autosave.key or ""
    vault_session.go_on_with(f"{len(_KEPT) - 1:032x}")
    screen = services.talk(window.session.draft.tree).walkthrough.screens[_STOPPED_AT]
    shown = {"screen": screen, "day": _TODAY.isoformat(), "at": "15:20:00", "seconds": 40}
    window.session.note("shown", [shown])
    vault_session.autosave.flush()
    window.turn_to(HOME)
    grab(window, "vault-home")
    window.home.finder.line.setText("own fat")
    grab(window, "vault-home-found")
    window.home.finder.line.clear()
    vault_session.records.open(given)
    grab(window, "vault-record")
    for name in SECTIONS:
        vault_session.safety.show_section(name)
        window.turn_to(SAFE_KEEPING)
        grab(window, f"vault-safety-{name}")
    vault_session.show_lock_near(True)
    window.home.unkept_asked.emit()
    grab(window, "vault-unkept")
    vault_session.autosave.keep_no_longer()
    window.session.start()
    window.close()
    pool.waitForDone()


def _window(size: QSize) -> MainWindow:
    window = MainWindow(look())
    window.resize(size)
    window.show()
    return window


def _settle() -> None:
    settled = QEventLoop()
    QTimer.singleShot(700, settled.quit)
    settled.exec()


def _until(done: Callable[[], bool]) -> None:
    for _ in range(100):
        if done():
            return
        _settle()
    raise RuntimeError("the window shows no guide")
