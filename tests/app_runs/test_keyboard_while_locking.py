"""Somebody types on while the app locks: on a real screen, with another window beneath."""

import ctypes
import ctypes.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from shutil import which
from threading import Event, Thread

import pytest

from tests.app_runs.conftest import Desk, Run, StartApp

# Whatever lies beneath: it says a word for each key that it is given.
BENEATH = """
import os
from PySide6.QtGui import QGuiApplication, QRasterWindow

class Beneath(QRasterWindow):
    def exposeEvent(self, event):
        super().exposeEvent(event)
        self.requestActivate()

    def focusInEvent(self, event):
        os.write(1, b"has it\\n")

    def keyPressEvent(self, event):
        os.write(1, b"key\\n")

application = QGuiApplication([])
window = Beneath()
window.setGeometry(window.screen().geometry())
window.show()
application.exec()
"""
KEY_A = 0x61
PAUSE_S = 0.004


class Typist:
    """Hands on the keyboard of a screen: whoever has it is given the keys."""

    def __init__(self, display: str) -> None:
        self._x11 = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(display.encode()))
        assert self._display
        self._key = self._x11.XKeysymToKeycode(self._display, ctypes.c_ulong(KEY_A))
        self.typed = 0

    def type(self) -> None:
        """Press a key once."""
        for down in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, self._key, down, ctypes.c_ulong(0))
        self._x11.XSync(self._display, 0)
        self.typed += 1

    @contextmanager
    def typing_on(self) -> Iterator[None]:
        """Press it again and again meanwhile."""
        is_over = Event()

        def type_on() -> None:
            while not is_over.wait(PAUSE_S):
                self.type()

        thread = Thread(target=type_on)
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            thread.join()


@pytest.fixture
def display() -> Iterator[str]:
    """Give a screen that nobody looks at."""
    if which("Xvfb") is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Xvfb, a screen that nobody looks at")
    try:
        ctypes.CDLL("libXtst.so.6")
    except OSError:
        pytest.skip("needs libXtst, hands on a keyboard")
    with ExitStack() as stack:
        reading, writing = os.pipe()
        command = ("Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten")
        server = subprocess.Popen((*command, "tcp"), pass_fds=[writing], stderr=subprocess.DEVNULL)
        stack.callback(server.wait)
        stack.callback(server.kill)
        os.close(writing)
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"


@pytest.fixture
def beneath(display: str, desk: Desk) -> Iterator[subprocess.Popen[bytes]]:
    """Give another program, whose window fills the screen and has the keyboard."""
    with subprocess.Popen(
        (sys.executable, "-c", BENEATH),
        stdout=subprocess.PIPE,
        env={**desk.environment(), "QT_QPA_PLATFORM": "xcb", "DISPLAY": display},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"has it\n"
        yield process
        process.kill()


def keys_given_to(beneath: subprocess.Popen[bytes]) -> int:
    """End the program beneath, and give how many keys it was given."""
    beneath.terminate()
    assert beneath.stdout is not None
    return beneath.stdout.read().count(b"key\n")


def open_app(start_app: StartApp, display: str) -> Run:
    app = start_app(QT_QPA_PLATFORM="xcb", DISPLAY=display)
    app.unlock()
    app.until(is_filled=True, page="home")
    return app


@pytest.mark.fault(29)
@pytest.mark.parametrize("presents", [False, True])
def test_no_key_gets_to_another_window_before_the_door_is_there(
    start_app: StartApp, display: str, beneath: subprocess.Popen[bytes], presents: bool
) -> None:
    typist = Typist(display)
    app = open_app(start_app, display)
    typist.type()
    assert app.do("come_forward")
    app.do("new")
    app.until(page="prepare", focus="QLineEdit")
    if presents:
        app.do("put", "plan.product", "own-fat-cells")
        app.do("present")
        app.until(page="talk", focus="TalkWindow")

    with typist.typing_on():
        app.lock_by("key", "Ctrl+L")
        app.until(page="UnlockPage", has_typed=True)

    assert typist.typed > 10
    # The one that was typed before the app had the keyboard.
    assert keys_given_to(beneath) == 1


def test_who_works_in_another_program_keeps_the_keyboard_there(
    start_app: StartApp, display: str, beneath: subprocess.Popen[bytes]
) -> None:
    typist = Typist(display)
    app = open_app(start_app, display)

    app.lock_by("ahead", 20 * 60 + 1)
    typist.type()
    app.until(page="UnlockPage", has_typed=False)

    assert keys_given_to(beneath) == 1
