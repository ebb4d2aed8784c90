"""Home over the full vault, where somebody looks for consultations; tells what each key took.

Told is processor time of the window's thread, in milliseconds: what other processes take does
not count. The vault is that of CLINIC_AID_HOME. Each key is measured by turns as a bare query of
the driver, as the vault's own answer, and as pressed in the window until it is painted.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter, thread_time
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from clinic_aid import app, locations
from clinic_aid.app_content import look
from clinic_aid.desktop.records.controller import MOST_FOUND
from clinic_aid.desktop.steps import HOME
from clinic_aid.vault.database import raw_connection
from clinic_aid.vault.keys import read_keys
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.search import as_query
from clinic_aid.vault.vault import Vault
from tests.benchmarks.full_vault import CHEAP
from tests.benchmarks.measuring import PASSPHRASE, PERSON
from tests.benchmarks.talk_window import SIZE, longest_while, spent

TYPED = {
    "name": ("emma farqui", "olga", "mia sen"),
    "date": ("21.11.2025", "monday 3 february 2020", "2019-11"),
    "product": ("cells from your hair", "fluid no living", "marrow december 2024"),
    "letter": tuple("aefmnorstuw123"),
    "nothing": ("xqz", "emma xqz", "november monday 31 xqz"),
}
AT_ONCE = "emma"
MOST = MOST_FOUND + 1
Bare = Callable[[str], list[Any]]
_BARE = """
    SELECT c.id, c.key, c.begun_at, c.changed_at, c.name, c.birth_date, c.day, c.product,
           c.decision, c.words, c.held,
           (SELECT count(*) FROM guide WHERE guide.consultation_id = c.id)
    FROM search JOIN consultation AS c ON c.id = search.rowid
    WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?
"""


def open_home(place: VaultPlace) -> tuple[app.App, QLineEdit]:
    """Unlock at the door, as somebody does who types a passphrase; give the entry of Home."""
    opened = app.App(place, cost=CHEAP)
    look().load_fonts(QApplication.instance())  # type: ignore[arg-type]
    app_content: list[bool] = []
    opened.window.filled.connect(lambda: app_content.append(True))
    opened.show()
    opened.window.resize(SIZE)
    longest_while(lambda: not isinstance(QApplication.focusWidget(), QLineEdit))
    passphrase = QApplication.focusWidget()
    assert passphrase is not None
    QTest.keyClicks(passphrase, PASSPHRASE)
    opened.window.unlocking.page.unlock.click()  # type: ignore[union-attr]
    longest_while(lambda: not app_content or not opened.window.home.new.hasFocus())
    finder = opened.window.home.finder
    finder.line.setFocus()
    return opened, finder.line


def bare_query(place: VaultPlace) -> Bare:
    """Give the same rows of the same file, with the same key, from the driver alone."""
    key = read_keys(place.keys).unlock(PERSON, PASSPHRASE)
    connection = raw_connection(place.database, key.subkey("database"), mode="rw")
    connection.execute("PRAGMA cache_size=-65536")

    def find(typed: str) -> list[Any]:
        query = as_query(typed)
        return connection.execute(_BARE, (query, MOST)).fetchall() if query else []

    return find


def type_all(vault: Vault, line: QLineEdit, bare: Bare) -> Iterator[list[Any]]:
    """Type everything, and tell of each key: its kind, all typed, and what it took three times."""
    for kind, texts in TYPED.items():
        for text in texts:
            line.clear()
            QApplication.processEvents()
            for end in range(1, len(text) + 1):
                typed = text[:end].strip()
                deeds: tuple[Callable[[], float], ...] = (
                    partial(_spent_alone, partial(bare, typed)),
                    partial(_spent_alone, partial(vault.records.find, typed, most=MOST)),
                    partial(spent, partial(QTest.keyClicks, line, text[end - 1])),
                )
                took = [0.0] * len(deeds)
                # The one that begins changes: who comes later finds the pages in memory.
                for turn in range(len(deeds)):
                    which = (turn + end) % len(deeds)
                    took[which] = deeds[which]()
                assert line.text() == text[:end]
                yield [kind, typed, *took]


def at_once(opened: app.App, line: QLineEdit) -> dict[str, Any]:
    """Type while the vault is still looked through; give the milliseconds by the clock."""
    began, keys = perf_counter(), []
    for sign in AT_ONCE:
        pressed = perf_counter()
        spent(partial(QTest.keyClicks, line, sign))
        keys.append((perf_counter() - pressed) * 1000)
    longest = longest_while(lambda: not opened.pool.waitForDone(0))
    return {"keys": keys, "stall": longest, "busy": (perf_counter() - began) * 1000}


def read_records(opened: app.App, line: QLineEdit) -> Iterator[tuple[float, float]]:
    """Open consultations to read, and go back to Home; give the milliseconds of both."""
    room, finder = opened.window.vault_session, opened.window.home.finder
    for typed in ("emma", "olga", "fluid", "november", "noah"):
        line.setText(typed)
        key = finder.list.rows[-1].key
        line.clear()
        QApplication.processEvents()
        opening = spent(partial(room.records.open, key))
        yield opening, spent(partial(opened.window.show_step, HOME))


def _spent_alone(deed: Callable[[], object]) -> float:
    began = thread_time()
    deed()
    return (thread_time() - began) * 1000


def main() -> int:
    """Measure as many rounds as the argument says, and print it all in one line."""
    application = QApplication(sys.argv)
    place = VaultPlace(locations.user_data())
    opened, line = open_home(place)
    first = at_once(opened, line)
    vault = opened.vault
    assert vault is not None
    bare = bare_query(place)
    rounds = [list(type_all(vault, line, bare)) for _ in range(int(sys.argv[1]))]
    records = [list(read_records(opened, line)) for _ in rounds]
    told = {"rounds": rounds, "at_once": first, "records": records}
    print(json.dumps(told), flush=True)
    # It would be backed up otherwise.
    opened.lock()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
