"""Message buses that nobody else is on, and a desktop on one that counts what keeps it lit."""

import socket
import subprocess
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import which
from threading import Condition, Thread
from typing import Final

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

_CONFIG: Final = """
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
_PATIENCE_S: Final = 60
SCREEN_SAVER: Final = "org.freedesktop.ScreenSaver"
SESSION_MANAGER: Final = "org.gnome.SessionManager"
PORTAL: Final = "org.freedesktop.portal.Desktop"


@contextmanager
def own_bus(folder: Path, name: str) -> Iterator[str]:
    """Give the address of a bus of one's own; without its programs the test is passed over."""
    for program in ("dbus-daemon", "dbus-send"):
        if which(program) is None:
            pytest.skip(f"needs {program}, a bus of its own")
    config = folder / f"{name}.conf"
    config.write_text(_CONFIG.format(socket=folder / name), encoding="utf-8")
    command = ("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


class Desktop:
    """Answers on a bus as a desktop does that may be asked to stay lit, and counts.

    `names` are the services that it has; those it `refuses` answer with an error, those on which
    it `hangs` not at all.
    """

    def __init__(
        self,
        address: str,
        *names: str,
        refuses: Collection[str] = (),
        hangs: Collection[str] = (),
    ) -> None:
        self._refuses, self._hangs = refuses, hangs
        self._changed = Condition()
        self._held: dict[tuple[str, object], str] = {}
        self.asked: list[str] = []
        """The services that were asked for a lit screen, in order."""
        self._bus = open_dbus_connection(address)
        for name in names:
            self._bus.send_and_get_reply(message_bus.RequestName(name))
        gone = MatchRule(type="signal", member="NameOwnerChanged")
        self._bus.send_and_get_reply(message_bus.AddMatch(gone))
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave the bus."""
        self._bus.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._bus.close()

    def await_held(self, *services: str) -> None:
        """Wait until these services, and no others, are what keeps it lit."""
        with self._changed:
            wanted = sorted(services)
            assert self._changed.wait_for(
                lambda: sorted(self._held.values()) == wanted, _PATIENCE_S
            ), f"held by {self._held}"

    def go_dark(self) -> None:
        """Say that the screen saver is there now, as a desktop does that was not asked."""
        path = DBusAddress("/org/freedesktop/ScreenSaver", interface=SCREEN_SAVER)
        self._bus.send(new_signal(path, "ActiveChanged", "b", (True,)))

    def _serve(self) -> None:
        # It may leave while somebody still asks.
        with suppress(OSError):
            while True:
                message = self._bus.receive()
                with self._changed:
                    self._take(message)
                    self._changed.notify_all()

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        member, body = fields.get(HeaderFields.member), message.body
        if member == "NameOwnerChanged":
            name, _, owner = body
            if not owner:
                # Who is gone holds nothing: so says the specification of each of them.
                self._held = {by: it for by, it in self._held.items() if by[0] != name}
            return
        if message.header.message_type is not MessageType.method_call:
            return
        sender, path = fields[HeaderFields.sender], fields[HeaderFields.path]
        if member == "Inhibit":
            self._hold(message, sender)
            return
        # A cookie, or the path of what the portal made.
        self._held.pop((sender, body[0] if body else path))
        self._bus.send(new_method_return(message))

    def _hold(self, message: Message, sender: str) -> None:
        interface = message.header.fields[HeaderFields.interface]
        service = PORTAL if interface.startswith("org.freedesktop.portal") else interface
        self.asked.append(service)
        if service in self._refuses:
            self._bus.send(new_error(message, "org.freedesktop.DBus.Error.AccessDenied"))
            return
        if service in self._hangs:
            return
        number = len(self.asked)
        cookie: object = f"/request/{number}" if service == PORTAL else number
        self._held[sender, cookie] = service
        signature = "o" if service == PORTAL else "u"
        self._bus.send(new_method_return(message, signature, (cookie,)))
