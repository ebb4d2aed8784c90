"""The real app, or its demo, in a process that does what it is told and tells how it is.

Every line read is a deed of `deeds.py` with its arguments, every line written its answer, both as
JSON. A process that begins says so first, and so does one that takes the place of another.
"""

import json
import os
import sys
import traceback
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

import clinic_aid.app
import clinic_aid.demo
import clinic_aid.process
from clinic_aid.app import App
from clinic_aid.demo import Demo
from clinic_aid.desktop.system.locking import Locking
from clinic_aid.vault.passphrases import Cost
from tests.app_runs.deeds import CLOCKS, Deeds, soon

CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
POLL_MS = 10


class Driver(QObject):
    """Reads deeds from the input, also below dialogs, and answers them."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._deeds = Deeds(app)
        self._text = b""
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_input)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._look)
        self._awaited: dict[str, Any] = {}
        _tell(["started", os.getpid()])

    def _on_input(self) -> None:
        read = os.read(0, 1 << 16)
        if not read:
            os._exit(7)  # whoever drives is gone
        *lines, self._text = (self._text + read).split(b"\n")
        for line in lines:
            # Each by itself: one of them may wait in a dialog for what the next one does.
            soon(partial(self._do, *json.loads(line)))

    def _do(self, name: str, *arguments: Any) -> None:
        if name == "until":
            self._awaited = arguments[0]
            self._poll.start()
            self._look()
            return
        try:
            _tell({"done": getattr(self._deeds, name)(*arguments)})
        except Exception:
            _tell({"fault": traceback.format_exc()})

    def _look(self) -> None:
        try:
            answer = {"done": self._deeds.state()} if self._deeds.is_like(self._awaited) else None
        except Exception:
            self._poll.stop()
            _tell({"fault": traceback.format_exc()})
            return
        if answer:
            self._poll.stop()
            _tell(answer)


def _tell(said: object) -> None:
    os.write(1, json.dumps(said).encode() + b"\n")


class DrivenApp(App):
    """The app, with a passphrase that is quick to try."""

    def __init__(self, *given: Any, **named: Any) -> None:
        limit_s = float(os.environ.get("LIMIT_S", "60"))
        super().__init__(*given, **named, cost=CHEAP, limit_s=limit_s)
        self.driver = Driver(self)


class DrivenDemo(Demo):
    """The demo as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.driver = Driver(self)


if __name__ == "__main__":
    if "ONE_PROCESSOR" in os.environ:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    clocked = partial(Locking, steady=CLOCKS.steady, wall=CLOCKS.wall)
    vars(clinic_aid.app).update(Locking=clocked)
    vars(clinic_aid.process).update(App=DrivenApp)
    vars(clinic_aid.demo).update(Demo=DrivenDemo)
    run = clinic_aid.demo.run if "demo" in sys.argv else clinic_aid.process.run
    sys.exit(run(sys.argv[:1]))
