"""The calls by which a system is asked to leave its screen on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, cast

from wakepy import keep
from wakepy.core import (
    BusType,
    DBusAddress,
    DBusMethod,
    DBusMethodCall,
    Method,
    ModeName,
    PlatformType,
)

_IDLE: Final = 8
_PORTAL: Final = "org.freedesktop.portal.Desktop"
# What answers for the screen itself is asked first: it says no where it cannot.
_FIRST: Final = ("org.freedesktop.ScreenSaver", "org.gnome.SessionManager", "*")


@contextmanager
def wake_lock() -> Iterator[bool]:
    """Ask while this is open, and give whether the system has agreed.

    On Linux the screen saver is asked, else the session manager, else the desktop's portal; on
    Windows it is SetThreadExecutionState, on macOS its program caffeinate. To be left in the
    thread that began it.
    """
    with keep.presenting(methods_priority=_FIRST, on_fail="pass") as mode:
        yield mode.active


class PortalInhibit(Method):
    """Asks a Linux desktop by its portal.

    https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Inhibit.html
    """

    name = "org.freedesktop.portal.Inhibit"
    mode_name = ModeName.KEEP_PRESENTING
    supported_platforms = (PlatformType.UNIX_LIKE_FOSS,)

    _inhibit = DBusMethod(
        name="Inhibit",
        signature="sua{sv}",
        params=("window", "flags", "options"),
        output_signature="o",
        output_params=("handle",),
    ).of(
        DBusAddress(
            bus=BusType.SESSION,
            service=_PORTAL,
            path="/org/freedesktop/portal/desktop",
            interface="org.freedesktop.portal.Inhibit",
        )
    )

    def enter_mode(self) -> None:
        """Ask; the answer is the path of what is to be closed to let go."""
        options = {"reason": ("s", "Clinic Aid")}
        call = DBusMethodCall(self._inhibit, {"window": "", "flags": _IDLE, "options": options})
        try:
            (self._handle,) = cast("tuple[str]", self.process_dbus_call(call))
        except BaseException:
            # The last to be asked: the library leaves its connection open where all refuse.
            if self.dbus_adapter is not None:
                self.dbus_adapter.close_connections()
            raise

    def exit_mode(self) -> None:
        """Let go."""
        request = DBusAddress(
            bus=BusType.SESSION,
            service=_PORTAL,
            path=self._handle,
            interface="org.freedesktop.portal.Request",
        )
        close = DBusMethod(name="Close", signature="").of(request)
        self.process_dbus_call(DBusMethodCall(close, ()))
