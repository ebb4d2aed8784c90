"""Somebody who types consultations letter by letter, in a process that may be killed at any moment.

Everything is imported and the content read once; then a process is started for every line read:
`folder TAB file for the states TAB seed`. Each state is a line of JSON that outlives a kill: the
time at which it was entered, on the clock that all processes share, and the whole consultation.
The line `end TAB number` kills a process, and is answered once it has ended.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QThreadPool, QTimer

from clinic_aid.app_content import load_app_content
from clinic_aid.desktop.consultation.autosave import Autosave
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.domain.records import Place
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace

PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
NAMES = ("Amira Haddad", "Zoë Lindqvist", "Nguyễn Thị Hoa", "Björn-Åke Ström", "Li Na")
WISHES = "I want to know what it can do for me, and what nobody can promise."
PAUSES_MS = (0, 1, 4, 9, 25, 60, 140)
Step = Callable[[], None]


def consultation(session: Session, autosave: Autosave, name: str, life: str) -> Iterator[Step]:
    """Give what is entered one after the other: each is one letter or one choice."""
    yield session.start
    # What tells it from all others comes first.
    yield lambda: session.put("consultant", f"Jo Brook {life}")
    for end in range(1, len(name) + 1):
        yield partial(session.put, "patient.name", name[:end])
    yield lambda: session.put("plan.product", "own-fat-cells")
    yield lambda: autosave.at(Place(key="", step=1, page=1))
    for end in range(1, len(WISHES) + 1):
        yield partial(session.put, "what_matters", [WISHES[:end]])
    yield lambda: session.put("plan.treatment_date", "2026-12-03")
    for end in range(1, 60):
        yield partial(session.note, "notes_for_patient", WISHES[:end])


def live(services: Services, data: str, states: str, seed: str) -> None:
    """Type until the end."""
    application = QCoreApplication([])
    place = VaultPlace(Path(data))
    cheap = Cost(memory=8 << 10, passes=1, lanes=1)
    keeper = Doorkeeper(place, now=lambda: datetime.now().astimezone(), program="0.1.0", cost=cheap)
    vault = keeper.unlock(PERSON, PASSPHRASE).vault
    session = Session(services)
    autosave = Autosave(
        session,
        vault,
        QThreadPool(),
        headings=services.headings,
        content=services.pack.pack.release,
        program="0.1.0",
    )
    file = os.open(states, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    chance = random.Random(seed)

    def script() -> Iterator[Step]:
        for number, name in enumerate(NAMES * 9):
            yield from consultation(session, autosave, name, f"{seed} {number}")

    steps = script()
    hand = QTimer()
    hand.setSingleShot(True)

    def enter() -> None:
        at = time.monotonic()
        next(steps)()
        state = {"at": at, "tree": session.draft.tree}
        os.write(file, json.dumps(state).encode() + b"\n")
        hand.start(chance.choice(PAUSES_MS))

    hand.timeout.connect(enter)
    hand.start(0)
    application.exec()


def nursery() -> None:
    """Start and end processes, without the time that imports take."""
    read = load_app_content(demo=False)
    read.renderer.close()
    print("ready", flush=True)
    for line in sys.stdin:
        first, *rest = line.rstrip("\n").split("\t")
        if first == "end":
            os.kill(int(rest[0]), signal.SIGKILL)
            os.waitpid(int(rest[0]), 0)
            print("ended", flush=True)
            continue
        child = os.fork()
        if not child:
            try:
                live(read.services, first, *rest)
            finally:
                os._exit(1)
        print(child, flush=True)


if __name__ == "__main__":
    nursery()
