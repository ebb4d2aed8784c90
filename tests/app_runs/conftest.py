"""What the tests of the running app share: the real app, in a process and folders of its own."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest

from clinic_aid.domain.records import Settings
from clinic_aid.vault import ballast
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault

CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
DRIVEN = Path(__file__).with_name("driven_app.py")
PATIENCE_S = 40.0


def keeper_of(data: Path) -> Doorkeeper:
    """Give the doorkeeper of a data folder, quick to convince."""

    def now() -> datetime:
        return datetime.now().astimezone()

    return Doorkeeper(VaultPlace(data), now=now, program="0.1.0", cost=CHEAP)


def make_vault(data: Path) -> None:
    """Make a vault; the room that is kept for a full disk is a hole, which costs no time."""
    place = VaultPlace(data)
    place.folder.mkdir()
    place.ballast.touch()
    os.truncate(place.ballast, ballast.SIZE)
    vault = keeper_of(data).create(PERSON, PASSPHRASE).vault
    vault.preferences.set(Settings(recovery_confirmed=True))
    vault.close()


@dataclass(frozen=True, slots=True)
class Desk:
    """The folders of one user who has nothing else: all that a program can write to."""

    folder: Path

    @property
    def data(self) -> Path:
        """Give the data folder of the app."""
        return self.folder / "data"

    @property
    def given(self) -> Path:
        """Give the folder to which the user saves files."""
        return self.folder / "given"

    @property
    def searched(self) -> tuple[Path, ...]:
        """Give every folder in which no patient may ever be found."""
        return self.data, self.folder / "home", self.folder / "tmp", self.folder / "run"

    def make(self) -> None:
        """Make the folders."""
        for folder in (*self.searched, self.given):
            folder.mkdir(mode=0o700, parents=True)

    def open_vault(self) -> Vault:
        """Open the vault as a new start of the program does."""
        return keeper_of(self.data).unlock(PERSON, PASSPHRASE).vault

    def environment(self) -> dict[str, str]:
        """Give the environment in which nothing of this machine's user is seen or touched."""
        home = self.folder / "home"
        own = {
            "CLINIC_AID_HOME": str(self.data),
            "HOME": str(home),
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "share"),
            "XDG_STATE_HOME": str(home / "state"),
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={home / 'no bus'}",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home / 'no bus'}",
            "QT_QPA_PLATFORM": "offscreen",
            "CLINIC_AID_CONTRAST": "normal",
            "CLINIC_AID_MOTION": "none",
            "CLINIC_AID_TEXT_SCALE": "1",
            "PYTHONPATH": str(DRIVEN.parents[2]),
            "PYTHONDONTWRITEBYTECODE": "1",
            # Should a library bring it down, it says where.
            "PYTHONFAULTHANDLER": "1",
        }
        return {**os.environ, **own}


class Run:
    """The app while it runs; also what takes its place when it locks."""

    def __init__(self, desk: Desk, *arguments: str, **environment: str) -> None:
        self.desk = desk
        self._words = (desk.folder / "words").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, str(DRIVEN), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            cwd=desk.folder,
            env={**desk.environment(), **environment},
        )
        self._heard = b""
        self.await_start()

    @property
    def said(self) -> str:
        """Give all that it wrote where a console would be."""
        return (self.desk.folder / "words").read_text(encoding="utf-8")

    def await_start(self) -> None:
        """Wait until a process begins: the first one, or the one that takes its place."""
        assert self._answer() == ["started", self.process.pid]

    def do(self, deed: str, *arguments: object) -> Any:
        """Do one deed of `deeds.py`, and give its answer."""
        self.ask(deed, *arguments)
        answer = self._answer()
        assert "done" in answer, f"{deed}: {answer}"
        return answer["done"]

    def ask(self, deed: str, *arguments: object) -> None:
        """Do one deed that may end the process before it can answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([deed, *arguments]).encode() + b"\n")
        self.process.stdin.flush()

    def until(self, **wanted: object) -> dict[str, Any]:
        """Wait until it is like this; give all of its state."""
        self.ask("until", wanted)
        answer = self._answer(wanted)
        assert "done" in answer, answer
        state: dict[str, Any] = answer["done"]
        return state

    def unlock(self) -> None:
        """Wait for unlocking, and unlock."""
        self.until(page="UnlockPage")
        self.do("unlock", PASSPHRASE)

    def lock_by(self, deed: str, *arguments: object) -> None:
        """Do what makes it lock, and wait for the process that takes its place."""
        self.ask(deed, *arguments)
        self.await_lock()

    def await_lock(self) -> None:
        """Wait for the process that takes the place of this one, and its unlocking."""
        while (answer := self._answer()) != ["started", self.process.pid]:
            # The deed that made it lock may have been answered before.
            assert "done" in answer, answer
        self.until(page="UnlockPage")

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.communicate()
        self._words.close()

    def await_end(self) -> int:
        """Wait until it has ended by itself, and give its exit status."""
        self.process.wait(PATIENCE_S)
        self.kill()
        return self.process.returncode

    def _answer(self, wanted: Mapping[str, object] | None = None) -> Any:
        assert self.process.stdout is not None
        until = time.monotonic() + PATIENCE_S
        while b"\n" not in self._heard:
            left = until - time.monotonic()
            ready = select.select([self.process.stdout], [], [], max(left, 0))[0]
            assert ready, f"no answer in time, {wanted}: {self._last_state()}"
            read = os.read(self.process.stdout.fileno(), 1 << 20)
            assert read, f"the app has ended: {self.said[-3000:]}"
            self._heard += read
        line, _, self._heard = self._heard.partition(b"\n")
        return json.loads(line)

    def _last_state(self) -> str:
        self.ask("state")
        with suppress(OSError):
            assert self.process.stdout is not None
            if select.select([self.process.stdout], [], [], 2)[0]:
                return os.read(self.process.stdout.fileno(), 1 << 20).decode()
        return "it does not answer"


StartApp = Callable[..., Run]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a user without anything but a vault."""
    desk = Desk(tmp_path / "d")
    desk.make()
    make_vault(desk.data)
    return desk


@pytest.fixture
def start_app(desk: Desk) -> Iterator[StartApp]:
    """Give a function that starts the app."""
    runs: list[Run] = []

    def start_app(*arguments: str, **environment: str) -> Run:
        runs.append(Run(desk, *arguments, **environment))
        return runs[-1]

    yield start_app
    for run in runs:
        run.kill()
