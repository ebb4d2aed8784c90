"""Does what a clinic does to its vault, and says each time that it is done.

Started as `python writer.py FOLDER SAVES`, below strace. What is said is a line of JSON: what is
about to be done where half of it may show, and what is acknowledged.
"""

import hashlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from clinic_aid.domain.records import Headings
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault

PERSON = "Jo Brook"
PASSPHRASES = ("four plain words here", "five other plain words now")
CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
ERASED, ERASED_AFTER = "key4", 14


def keeper_of(data: Path) -> Doorkeeper:
    """Give the doorkeeper of a folder, quick to convince."""
    return Doorkeeper(VaultPlace(data), now=lambda: datetime.now(UTC), program="0.1.0", cost=CHEAP)


def say(*words: object) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")


def key_of(number: int) -> str:
    """Give the key under which a number is saved; one that was erased is never used again."""
    key = f"key{number % 5}"
    return f"{key} anew" if key == ERASED and number > ERASED_AFTER else key


def save(vault: Vault, number: int) -> None:
    """Save a consultation; it is on the disk once this returns."""
    name = f"Patient {number}"
    tree = {"number": number, "notes": "n" * (number * 7919 % 30_000)}
    headings = Headings(name=name, words=name)
    vault.records.save(key_of(number), tree, headings, content="1")


def give(vault: Vault, number: int) -> None:
    key, pdf = key_of(number), b"%PDF-" + f"{number}".encode() * 20_000 + b"%%EOF"
    vault.guides.keep(
        key, pdf, "printed", edition="standard", paper="a4", pages=3, content="1", program="0.1.0"
    )
    say("given", key, hashlib.sha256(pdf).hexdigest())


def work(data: Path, saves: int) -> None:
    """Make a vault and use it for some days."""
    vault = keeper_of(data).create(PERSON, PASSPHRASES[0]).vault
    say("created")
    turns = 0
    for number in range(saves):
        save(vault, number)
        say("saved", key_of(number), number)
        if number % 6 == 5:
            give(vault, number)
        if number % 10 == 9:
            before, after = PASSPHRASES[turns % 2], PASSPHRASES[(turns + 1) % 2]
            say("changing", after)
            vault.change_passphrase(before, after)
            turns += 1
            say("changed", after)
        if number % 12 == 11:
            say("backed-up", vault.back_up(vault.store.place.backups, automatic=True).file.name)
        if number == ERASED_AFTER:
            say("erasing", ERASED)
            vault.records.erase([ERASED])
            say("erased", ERASED)
        if number % 20 == 19:
            vault.close()
            say("closed")
            vault = keeper_of(data).unlock(PERSON, PASSPHRASES[turns % 2]).vault
    vault.close()
    say("closed")


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
