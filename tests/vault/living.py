"""What the tests do with a vault in a process of its own, which they may kill at any moment.

Started with `nursery` it has everything imported and starts a process for every line it reads:
`deed TAB folder TAB file for the answers TAB further words`; it says the number of the process,
and `ended` once that is over. Started with a deed it does that one.
"""

import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from itertools import count
from pathlib import Path

from clinic_aid.domain.records import Headings
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import FullDiskError
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault

PERSON, PASSPHRASE, OTHER = "Jo Brook", "four plain words here", "five other plain words now"
OLD = "an old passphrase of version one"
Answer = Callable[[object], None]


def doorkeeper(data: Path) -> Doorkeeper:
    cheap = Cost(memory=8 << 10, passes=1, lanes=1)
    return Doorkeeper(VaultPlace(data), now=lambda: datetime.now(UTC), program="0.1.0", cost=cheap)


def save(vault: Vault, number: int, *, size: int = 300) -> None:
    name = f"Patient {number}"
    tree = {"patient": {"name": name}, "number": number, "notes": "n" * size}
    vault.records.save(f"key{number % 7}", tree, Headings(name=name, words=name), content="1")


def saving(data: Path, answer: Answer, first: str) -> None:
    """Save for ever, and say the number of every save that was acknowledged."""
    vault = doorkeeper(data).unlock(PERSON, PASSPHRASE).vault
    answer("open")
    for number in count(int(first)):
        save(vault, number, size=200 + number * 37 % 9000)
        answer(number)


def creating(data: Path, answer: Answer) -> None:
    doorkeeper(data).create(PERSON, PASSPHRASE)
    answer("created")


def migrating(data: Path, answer: Answer) -> None:
    answer("begun")
    doorkeeper(data).unlock(PERSON, OLD)
    answer("migrated")


def changing(data: Path, answer: Answer) -> None:
    """Change the passphrase back and forth for ever."""
    passphrases = [PASSPHRASE, OTHER]
    try:
        vault = doorkeeper(data).unlock(PERSON, passphrases[0]).vault
    except ClinicAidError:
        passphrases.reverse()
        vault = doorkeeper(data).unlock(PERSON, passphrases[0]).vault
    answer("open")
    for turn in count():
        vault.change_passphrase(passphrases[turn % 2], passphrases[(turn + 1) % 2])


def holding(data: Path, answer: Answer) -> None:
    """Hold a write transaction until the signal comes, then finish it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    vault = doorkeeper(data).unlock(PERSON, PASSPHRASE).vault
    with vault.store.engine.connect() as connection:
        with connection.execution_options(writes=True).begin():
            connection.exec_driver_sql("INSERT INTO setting VALUES ('held', '1')")
            answer("holding")
            signal.sigwait({signal.SIGUSR1})
        answer("finished")
    vault.close()


def without_room(data: Path, answer: Answer) -> None:
    """Save into a file that may not grow, then into one that may."""
    vault = doorkeeper(data).create(PERSON, PASSPHRASE).vault
    save(vault, 1)
    vault.store.place.ballast.write_bytes(b"ballast")
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    journal = vault.store.place.journal.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal + 8192, hard))
    said = _said(lambda: save(vault, 2, size=1_000_000))
    gone = not vault.store.place.ballast.exists()
    kept = vault.records.load("key1").tree["number"], vault.records.count()
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    save(vault, 2, size=1_000_000)
    sound = vault.soundness().is_sound
    answer([said, gone, kept, vault.records.load("key2").tree["number"], sound])


def on_full_disk(data: Path, answer: Answer) -> None:
    """Save, and change the passphrase, on a small disk that is full."""
    vault = doorkeeper(data).create(PERSON, PASSPHRASE).vault
    save(vault, 1)
    ballast, filler = vault.store.place.ballast, data / "filler"
    ballast.write_bytes(b"b" * (2 << 20))
    _fill(filler)
    save(vault, 2, size=1_000_000)
    by_ballast = not ballast.exists() and vault.records.load("key2").tree["number"] == 2
    _fill(filler)
    said = _said(lambda: save(vault, 3, size=1_000_000))
    said_of_keys = _said(lambda: vault.change_passphrase(PASSPHRASE, OTHER), ClinicAidError)
    said_of_rescue = _said(lambda: vault.rescue("key3", {"a": "b" * 100_000}), ClinicAidError)
    parts = [file.name for file in data.rglob("*.part")]
    filler.unlink()
    save(vault, 3, size=1_000_000)
    vault.close()
    again = doorkeeper(data).unlock(PERSON, PASSPHRASE).vault
    numbers = [again.records.load(f"key{number}").tree["number"] for number in (1, 2, 3)]
    sound = again.soundness().is_sound
    answer([by_ballast, said, said_of_keys, said_of_rescue, parts, numbers, sound])


def read_only(data: Path, answer: Answer) -> None:
    """Open a vault on a disk that may not be written to (made so here, as root)."""
    vault = doorkeeper(data).create(PERSON, PASSPHRASE).vault
    save(vault, 1)
    vault.close()
    if os.system(f"mount -o remount,ro '{data}'"):
        raise OSError("no remount")
    opened = doorkeeper(data).unlock(PERSON, PASSPHRASE)
    vault = opened.vault
    number = vault.records.load("key1").tree["number"]
    said = [
        _said(lambda: save(vault, 2), ClinicAidError),
        _said(lambda: vault.change_passphrase(PASSPHRASE, OTHER), ClinicAidError),
        _said(lambda: vault.rescue("key1", {}), ClinicAidError),
    ]
    sound = vault.soundness().is_sound
    vault.close()
    answer([vault.read_only, list(opened.notices), number, said, sound])


def showing_failures(data: Path, answer: Answer) -> None:
    """Let saves fail in every way, and let a fault end the program as Python tells it."""
    logging.basicConfig(level=logging.DEBUG)
    vault = doorkeeper(data).create(PERSON, PASSPHRASE).vault
    name = "Amira Haddad"
    headings = Headings(name=name, words=name)
    vault.records.save("key", {"patient": {"name": name}}, headings, content="1")
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (vault.store.place.journal.stat().st_size, hard))
    for _ in range(2):
        with suppress(FullDiskError):
            vault.records.save("key", {"patient": {"name": name * 9999}}, headings, content="1")
    answer("failed")
    vault.records.save("key", {"patient": {"name": name * 9999}}, headings, content="1")


def _said(work: Callable[[], object], kind: type[Exception] = FullDiskError) -> str:
    try:
        work()
    except kind as error:
        return str(error)
    return ""


def _fill(file: Path) -> None:
    with suppress(OSError), file.open("ab", buffering=0) as filler:
        while filler.write(b"f" * 4096):
            pass


DEEDS: dict[str, Callable[..., None]] = {
    deed.__name__: deed
    for deed in (
        saving,
        creating,
        migrating,
        changing,
        holding,
        without_room,
        on_full_disk,
        read_only,
        showing_failures,
    )
}


SLOW = (
    "alembic.command",
    "argon2.low_level",
    "cryptography.hazmat.primitives.ciphers.aead",
    "sqlalchemy.dialects.sqlite",
    "sqlcipher3.dbapi2",
)


def do(deed: str, data: str, answers: str, *words: str) -> None:
    """Do one deed; every answer is a line of JSON that outlives a kill."""
    file = os.open(answers, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    DEEDS[deed](Path(data), lambda said: os.write(file, json.dumps(said).encode() + b"\n"), *words)


def nursery() -> None:
    """Start a process for every line read, without the time that imports take."""
    for name in SLOW:
        import_module(name)
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            code = 1
            try:
                do(*line.rstrip("\n").split("\t"))
                code = 0
            finally:
                os._exit(code)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "nursery":
        nursery()
    else:
        do(*sys.argv[1:])
