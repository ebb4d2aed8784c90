import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from clinic_aid.domain.records import Headings
from clinic_aid.vault import database
from clinic_aid.vault.database import engine_of
from clinic_aid.vault.errors import BusyVaultError, UnknownRecordError
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault

PACKAGE = Path(database.__file__).parent


def pragma(connection: Any, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchall()[0][0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("synchronous", 2),
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("busy_timeout", 5000),
        ("temp_store", 2),
    ],
)
def test_every_connection_is_set_for_safety(vault: Vault, name: str, value: object) -> None:
    connections = [vault.store.engine.raw_connection() for _ in range(3)]
    try:
        assert [pragma(one.driver_connection, name) for one in connections] == [value] * 3
    finally:
        for connection in connections:
            connection.close()


def test_the_search_takes_out_what_is_deleted(vault: Vault) -> None:
    with vault.store.reading() as connection:
        found = connection.execute(
            text("SELECT v FROM search_config WHERE k = 'secure-delete'")
        ).scalar()
    assert found == 1


def test_a_release_of_sqlite_that_can_damage_a_file_is_refused(
    place: VaultPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlcipher3.dbapi2 as driver

    assert driver.sqlite_version_info >= database.LEAST_SQLITE == (3, 51, 3)
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(RuntimeError, match="can damage a vault"):
        engine_of(place.database, bytes(32))


def test_a_transaction_that_fails_leaves_nothing(vault: Vault) -> None:
    def work(connection: Connection) -> None:
        connection.execute(text("INSERT INTO setting VALUES ('half', '1')"))
        raise UnknownRecordError("no")

    with pytest.raises(UnknownRecordError):
        vault.store.write(work)
    with vault.store.reading() as connection:
        assert not connection.execute(text("SELECT 1 FROM setting WHERE name = 'half'")).all()


def test_a_reader_sees_one_state_throughout(vault: Vault, headings: Headings) -> None:
    count = text("SELECT count(*) FROM consultation")
    with vault.store.reading() as connection:
        before = connection.execute(count).scalar()
        vault.records.save("key", {}, headings, content="1")
        assert connection.execute(count).scalar() == before == 0


def test_two_threads_save_while_two_read_and_a_third_looks_through_everything(
    vault: Vault, headings: Headings
) -> None:
    failed: list[BaseException] = []
    unsound: list[object] = []
    done = threading.Event()

    def saving(name: str) -> None:
        for number in range(60):
            key = f"{name}{number % 10}"
            vault.records.save(key, {"number": number, "n": "n" * 9000}, headings, content="1")

    def reading() -> None:
        while not done.is_set():
            for entry in vault.records.find("amira"):
                vault.records.load(entry.key)

    def looking() -> None:
        while not done.is_set():
            found = vault.soundness()
            if not found.is_sound:
                unsound.append(found)

    def kept(work: Callable[..., None], *words: str) -> None:
        try:
            work(*words)
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=kept, args=(saving, name)) for name in "ab"]
    others = [threading.Thread(target=kept, args=(work,)) for work in (reading, reading, looking)]
    for thread in (*writers, *others):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in others:
        thread.join()
    assert failed == []
    assert unsound == []
    assert vault.records.count() == 20
    assert all(vault.records.load(f"{name}9").tree["number"] == 59 for name in "ab")


def test_a_journal_that_is_still_read_is_told_as_busy_and_not_as_damage(
    created: Opened,
    unlock: Callable[[], Opened],
    headings: Headings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    created.vault.close()
    impatient = [pragma for pragma in database._PRAGMAS if not pragma.startswith("busy")]
    monkeypatch.setattr(database, "_PRAGMAS", (*impatient, "busy_timeout=20"))
    vault = unlock().vault
    with vault.store.reading() as connection:
        connection.execute(text("SELECT count(*) FROM consultation")).scalar()
        vault.records.save("key", {"notes": "n" * 300_000}, headings, content="1")
        with pytest.raises(BusyVaultError, match="reads the vault just now"):
            vault.soundness()
    assert vault.soundness().is_sound


def sources() -> dict[str, str]:
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
    }


@pytest.mark.fault(23)
def test_no_code_opens_the_live_file_past_sqlite() -> None:
    # A variable of this name alone is the copy that a backup was unpacked to.
    opening = re.compile(
        r"\.(?:database|journal)\.(?:open|read_bytes|read_text|write_bytes|write_text|touch)\("
        r"|(?:\bopen|copyfile|copy2?|copytree|file_digest)\([^)\n]*\.(?:database|journal)\b"
    )
    found = {
        (name, line.strip())
        for name, text in sources().items()
        for line in text.splitlines()
        if opening.search(line)
    }
    assert found == set()


@pytest.mark.fault(23)
@pytest.mark.skipif(sys.platform != "linux", reason="looks at the locks as Linux tells them")
def test_the_locks_stay_while_the_open_vault_is_looked_through_and_backed_up(
    vault: Vault, headings: Headings, place: VaultPlace
) -> None:
    vault.records.save("key", {}, headings, content="1")

    def locked() -> set[str]:
        inodes = {
            str(file.stat().st_ino): file.name for file in place.folder.glob("consultations.*")
        }
        lines = Path("/proc/locks").read_text().splitlines()
        return {
            inodes[inode] for line in lines if (inode := line.split()[5].split(":")[2]) in inodes
        }

    before = locked()
    assert before
    for work in (
        vault.soundness,
        lambda: vault.back_up(place.backups),
        vault.breaks,
        vault.records.sign,
        vault.accept_breaks,
        lambda: vault.change_passphrase("four plain words here", "five other plain words now"),
    ):
        work()
        assert locked() >= before, work


def test_the_key_of_the_file_is_never_changed_by_sqlite() -> None:
    assert not [name for name, source in sources().items() if re.search(r"\brekey\b", source, re.I)]


def test_no_migration_copies_a_table() -> None:
    assert not [name for name, text in sources().items() if "batch_alter_table" in text]
    assert "render_as_batch=False" in sources()["migrations/env.py"]


def test_no_statement_holds_what_somebody_typed() -> None:
    written = re.compile(r"(?:exec_driver_sql|execute|text)\(\s*f[\"']")
    allowed = {"database.py", "upgrading.py", "checking.py", "store.py"}
    found = {name for name, source in sources().items() if written.search(source)}
    assert found <= allowed


def test_the_files_of_the_vault_have_no_patient_in_their_names(
    vault: Vault, headings: Headings, place: VaultPlace, unlock: Callable[[], Opened]
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.rescue("key", {})
    vault.back_up(place.backups)
    names = " ".join(path.name for path in place.data.rglob("*")).casefold()
    assert "amira" not in names
    assert "haddad" not in names
