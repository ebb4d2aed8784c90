"""Nothing of a patient in plain text: in no file, no message, no log, and nothing once erased."""

import hashlib
import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from clinic_aid.domain.records import Headings
from clinic_aid.vault.errors import DamagedVaultError
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import LIVING

PAGE, RESERVE, SALT = 4096, 80, 16
NAMES = [
    word.encode(code)
    for word in ("Amira", "Haddad", "amira", "haddad", "AMIRA")
    for code in ("utf-8", "utf-16-le")
]


def pages(data: bytes, key: bytes, *, of_journal: bool = False) -> Iterator[bytes]:
    """Decrypt every page of a file or journal, as SQLCipher 4 keeps them.

    AES-256-CBC; the initialisation vector comes first of the 80 bytes at the end of a page.
    """
    start, step, skipped = (32, PAGE + 24, 24) if of_journal else (0, PAGE, 0)
    for at in range(start, len(data) - PAGE + 1, step):
        page = data[at + skipped : at + skipped + PAGE]
        number = int.from_bytes(data[at : at + 4]) if of_journal else at // PAGE + 1
        body = page[SALT if number == 1 else 0 : PAGE - RESERVE]
        vector = page[PAGE - RESERVE :][:16]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        yield decryptor.update(body) + decryptor.finalize()


def named(found: bytes) -> list[bytes]:
    return [name for name in NAMES if name in found]


def live_a_full_life(vault: Vault, headings: Headings, place: VaultPlace) -> None:
    """Save, change, give, hold, rescue, note a place, back up."""
    tree = {"patient": {"name": "Amira Haddad"}, "notes": "Amira Haddad " * 2000}
    for number in range(8):
        vault.records.save("key", {**tree, "number": number}, headings, content="1")
    vault.records.save("other", {}, Headings(name="Zoe", words="Zoe"), content="1")
    vault.guides.keep(
        "key",
        b"%PDF-" + b"Amira Haddad " * 3000 + b"%%EOF",
        "printed",
        edition="standard",
        paper="a4",
        pages=1,
        content="1",
        program="0.1.0",
    )
    vault.records.find("amira had")
    vault.rescue("key", tree)
    vault.back_up(place.backups)


def every_byte(place: VaultPlace) -> list[str]:
    found = []
    for path in place.data.rglob("*"):
        hits = named(str(path.relative_to(place.data)).encode())
        if path.is_file():
            hits += named(path.read_bytes())
        if hits:
            found.append(f"{path.name}: {hits}")
    return found


def test_no_byte_of_the_data_folder_is_a_patient_s_name(
    vault: Vault, headings: Headings, place: VaultPlace, unlock: Callable[[], Opened]
) -> None:
    live_a_full_life(vault, headings, place)
    assert every_byte(place) == []
    vault.close()
    assert every_byte(place) == []
    again = unlock().vault
    again.records.erase(["key"])
    again.close()
    assert every_byte(place) == []


def test_the_search_of_these_tests_finds_a_name_in_decrypted_pages(
    vault: Vault, headings: Headings, place: VaultPlace, database_key: Callable[[], bytes]
) -> None:
    live_a_full_life(vault, headings, place)
    key = database_key()
    vault.close()
    assert named(b"".join(pages(place.database.read_bytes(), key)))


@pytest.fixture(params=[64 << 20, 0], ids=["small file", "large file"])
def of_any_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    # A large file is not written anew: what is freed is overwritten where it stands.
    monkeypatch.setattr("clinic_aid.vault.records._REWRITTEN_UP_TO", request.param)


@pytest.mark.usefixtures("of_any_size")
def test_an_erased_patient_is_on_no_decrypted_page_of_the_file_or_the_journal(
    vault: Vault, headings: Headings, place: VaultPlace, database_key: Callable[[], bytes]
) -> None:
    live_a_full_life(vault, headings, place)
    vault.records.erase(["key"])
    key = database_key()
    journal = place.journal.read_bytes() if place.journal.exists() else b""
    assert not named(b"".join(pages(journal, key, of_journal=True)))
    vault.close()
    assert not named(b"".join(pages(place.database.read_bytes(), key)))
    assert not place.journal.exists()


def test_an_erased_patient_is_in_no_segment_of_the_search(
    vault: Vault, headings: Headings, place: VaultPlace
) -> None:
    live_a_full_life(vault, headings, place)
    vault.records.erase(["key"])
    with vault.store.reading() as connection:
        blocks = connection.execute(text("SELECT block FROM search_data")).scalars()
        assert not named(b"".join(blocks))
        assert not connection.execute(text("SELECT 1 FROM search WHERE search MATCH 'amira'")).all()


def test_a_changed_name_leaves_no_trace_in_the_search(
    vault: Vault, headings: Headings, place: VaultPlace
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.records.save("key", {}, Headings(name="Zoe", words="Zoe"), content="1")
    with vault.store.reading() as connection:
        blocks = connection.execute(text("SELECT block FROM search_data")).scalars()
        assert not named(b"".join(blocks))


def all_of(error: BaseException | None) -> str:
    """Give every text of an error and of all that it came of."""
    told, seen = "", set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        told += f"{one}\n{one!r}\n{one.args}\n" + "".join(traceback.format_exception(one))
        waiting += [one.__cause__, one.__context__]
    return told


@pytest.mark.fault(53)
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO setting (name, value) VALUES (:name, NULL)",
        "INSERT INTO consultation (key, words) VALUES (:name, :name)",
        "UPDATE consultation SET id = :name",
        "SELECT * FROM nowhere WHERE name = :name",
        "SELECT rowid FROM search WHERE search MATCH :name",
    ],
)
def test_no_error_of_the_database_tells_a_patient_s_name(
    vault: Vault,
    headings: Headings,
    statement: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    vault.records.save("key", {}, headings, content="1")
    vault.records.save("key2", {}, headings, content="1")

    def work(connection: Connection) -> None:
        name = "Amira Haddad" if "MATCH" not in statement else "amira AND haddad"
        connection.execute(text(statement), {"name": name})

    told = ""
    try:
        vault.store.write(work)
    except (SQLAlchemyError, DamagedVaultError) as error:
        told = all_of(error)
    out, err = capfd.readouterr()
    assert named((told + caplog.text + out + err).encode()) == []


@pytest.mark.fault(53)
def test_a_name_with_half_a_character_is_not_told_by_an_error(vault: Vault) -> None:
    name = "Amira \ud800 Haddad"
    vault.records.save("key", {"name": name}, Headings(name=name, words=name), content="1")
    assert vault.records.load("key").entry.headings.name == "Amira ? Haddad"


@pytest.mark.fault(53)
@pytest.mark.skipif(os.name != "posix", reason="limits as POSIX has them")
def test_a_program_that_ends_by_a_failed_save_tells_no_name(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    words = ["showing_failures", str(data), str(tmp_path / "answers")]
    done = subprocess.run(
        [sys.executable, str(LIVING), *words],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(LIVING.parents[2])},
    )
    assert done.returncode != 0
    assert b"FullDiskError" in done.stderr
    assert (tmp_path / "answers").exists()
    assert named(done.stderr + done.stdout) == []
    assert every_byte(VaultPlace(data)) == []


def test_the_trail_holds_no_name_of_a_patient(
    vault: Vault, headings: Headings, place: VaultPlace
) -> None:
    live_a_full_life(vault, headings, place)
    vault.records.erase(["key"])
    assert named(repr(vault.trail()).encode()) == []


def test_the_key_of_the_file_is_in_no_file(
    vault: Vault, headings: Headings, place: VaultPlace, database_key: Callable[[], bytes]
) -> None:
    live_a_full_life(vault, headings, place)
    key = database_key()
    for path in place.data.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert key not in data
            assert key.hex().encode() not in data.lower()
            assert hashlib.sha256(key).digest() not in data
