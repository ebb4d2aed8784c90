"""The opening before a real vault: made, closed, opened again, and opened with the key on paper."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from clinic_aid.desktop.unlocking.vault_opening import VaultOpening
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from tests.desktop.unlocking.conftest import PASSPHRASE, OpenScreen

TypeIn = Callable[[str], None]
CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
FRESH = "four words never together"


@pytest.fixture
def place(tmp_path: Path) -> VaultPlace:
    return VaultPlace(tmp_path)


@pytest.fixture
def come_in(open_screen: OpenScreen, place: VaultPlace) -> Iterator[Callable[[], UnlockingScreen]]:
    """Give what opens the app's opening as a new start does, and closes what was opened."""
    opened: list[Opened] = []

    def come_in() -> UnlockingScreen:
        for before in opened:
            before.vault.close()
        opened.clear()
        keeper = Doorkeeper(
            place, now=lambda: datetime(2026, 11, 21, 9, tzinfo=UTC), program="1.0", cost=CHEAP
        )
        screen = open_screen(VaultOpening(keeper))
        screen.opened.connect(opened.append)
        return screen

    yield come_in
    for left in opened:
        left.vault.close()


@pytest.fixture
def key(qtbot: QtBot, come_in: Callable[[], UnlockingScreen], type_in: TypeIn) -> str:
    """Make the vault and give the key that was shown."""
    return _make(qtbot, come_in(), f"Dr J. Lee\n{PASSPHRASE}\n{PASSPHRASE}\n", type_in)


def _make(qtbot: QtBot, screen: UnlockingScreen, typed: str, type_in: TypeIn) -> str:
    type_in(typed)
    qtbot.waitUntil(screen.key_paper.print.hasFocus)
    groups = [group for group, _ in screen.key_paper.groups.label_texts()]
    screen.key_paper.on_paper.click()
    entry = screen.key_paper.confirm.label.buddy()
    assert entry is not None
    entry.setFocus()
    with qtbot.waitSignal(screen.opened):
        type_in(f"{groups[-1].lower()}\n")
    return "-".join(groups)


def test_passphrase_that_made_the_vault_opens_it(
    qtbot: QtBot, key: str, come_in: Callable[[], UnlockingScreen], type_in: TypeIn
) -> None:
    screen = come_in()
    with qtbot.waitSignal(screen.opened) as told:
        type_in(f"{PASSPHRASE}\n")

    assert told.args is not None
    assert told.args[0].vault.person == "Dr J. Lee"
    assert told.args[0].recovery_key is None


@pytest.mark.fault(17)
def test_wrong_passphrases_lead_to_a_wait_that_is_counted_down(
    qtbot: QtBot, key: str, come_in: Callable[[], UnlockingScreen], type_in: TypeIn
) -> None:
    page = come_in().unlock
    for _ in range(5):
        type_in("let me in\n")
        qtbot.waitUntil(lambda: page.field.at_fault)
        qtbot.waitUntil(lambda: not page.entry.line.isReadOnly())

    assert "Try again in" in page.field.words
    assert not page.unlock.isEnabled()


def test_key_on_paper_gives_a_new_passphrase_and_a_new_key(
    qtbot: QtBot, key: str, come_in: Callable[[], UnlockingScreen], type_in: TypeIn
) -> None:
    screen = come_in()
    screen.unlock.recover.click()
    qtbot.waitUntil(screen.recover.key_entry.line.hasFocus)
    fresh = _make(qtbot, screen, f"{key.lower()}\n\n{FRESH}\n{FRESH}\n", type_in)
    assert fresh != key

    screen = come_in()
    with qtbot.waitSignal(screen.opened):
        type_in(f"{FRESH}\n")


@pytest.mark.fault(12)
def test_cut_off_vault_is_told_apart_from_a_wrong_passphrase(
    qtbot: QtBot,
    key: str,
    come_in: Callable[[], UnlockingScreen],
    type_in: TypeIn,
    place: VaultPlace,
) -> None:
    come_in()
    data = place.database.read_bytes()
    place.database.write_bytes(data[: len(data) // 2])
    screen = come_in()
    type_in(f"{PASSPHRASE}\n")

    qtbot.waitUntil(screen.trouble.restore.hasFocus)
    assert "damaged" in screen.trouble.words.text()


def test_who_was_at_work_comes_first(place: VaultPlace) -> None:
    def keeper() -> Doorkeeper:
        return Doorkeeper(
            place, now=lambda: datetime(2026, 11, 21, 9, tzinfo=UTC), program="1.0", cost=CHEAP
        )

    vault = keeper().create("Jo Brook", PASSPHRASE).vault
    vault.set_passphrase("Sam Okafor", FRESH)
    vault.close()

    assert VaultOpening(keeper()).people == ("Jo Brook", "Sam Okafor")
    assert VaultOpening(keeper(), likeliest="Sam Okafor").people == ("Sam Okafor", "Jo Brook")


def test_a_folder_that_may_not_be_entered_is_named_and_looked_at_again(
    qtbot: QtBot,
    key: str,
    place: VaultPlace,
    barred: set[Path],
    come_in: Callable[[], UnlockingScreen],
) -> None:
    barred.add(place.folder)
    screen = come_in()
    assert screen.page is screen.trouble
    assert f"The folder {place.folder} may not be read by you." in screen.trouble.words.text()
    barred.clear()
    screen.trouble.again.click()
    qtbot.waitUntil(screen.unlock.entry.line.hasFocus)
