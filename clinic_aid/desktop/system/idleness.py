"""How long nobody has touched the app, and when it must therefore lock."""

from collections.abc import Callable
from math import inf
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent

from clinic_aid.domain.records import Settings

NEAR_S: Final = 60.0
"""How long before the lock it is near."""
ASLEEP_S: Final = 30.0
"""The least that the clocks must part between two looks for it to have been a sleep."""

_Type = QEvent.Type
_INPUT: Final = frozenset(
    {
        _Type.KeyPress,
        _Type.KeyRelease,
        _Type.ShortcutOverride,  # all that is seen of a key that a shortcut takes
        _Type.InputMethod,  # all that is seen of a key that an input method takes
        _Type.MouseButtonPress,
        _Type.MouseButtonRelease,
        _Type.MouseButtonDblClick,
        _Type.MouseMove,
        _Type.Wheel,
        _Type.TouchBegin,
        _Type.TouchUpdate,
        _Type.TouchEnd,
        _Type.TabletPress,
        _Type.TabletMove,
        _Type.TabletRelease,
        _Type.NativeGesture,
    }
)


class Idleness(QObject):
    """Sees what a person does in any window of the app, and says when that was too long ago.

    `steady` is a clock that nobody can set and that may stand still in sleep, `wall` the time
    of day in seconds UTC. From look to look the larger step of the two counts: so time asleep
    counts, and a clock that is set back postpones nothing. One that is set far forward looks
    like a sleep and locks, which is the safe side.
    """

    lock_due = Signal()
    """The app must lock now. Comes once; then only after the next `begin`."""
    near_changed = Signal(bool)
    """The lock is a minute away, or no longer near."""

    def __init__(
        self,
        steady: Callable[[], float],
        wall: Callable[[], float],
        parent: QObject | None = None,
        *,
        tick_ms: int = 1000,
    ) -> None:
        super().__init__(parent)
        self.follow(Settings())
        self._steady, self._wall = steady, wall
        self._seen = (steady(), wall())
        self._idle_s = 0.0
        self._presents = self._near = False
        self._pointer = QPointF()
        self._tick = QTimer(self)
        self._tick.setInterval(tick_ms)
        self._tick.timeout.connect(self.check)

    @Slot(object)
    def follow(self, settings: Settings) -> None:
        """Keep to the times that are set.

        While a talk is presented nobody need touch anything for long.
        """
        self.limit_s = settings.idle_minutes * 60.0
        self.presenting_limit_s = settings.presenting_minutes * 60.0

    def begin(self) -> None:
        """Count from now on: the app was unlocked."""
        self._seen = (self._steady(), self._wall())
        self._idle_s = 0.0
        self._say_near(False)
        self._application().installEventFilter(self)
        self._tick.start()

    def end(self) -> None:
        """Count no longer: the app is locked, or there is nothing to lock."""
        self._tick.stop()
        self._application().removeEventFilter(self)
        self._say_near(False)

    def present(self, presents: bool) -> None:
        """Let the limit of a talk hold, or the usual one; from the next look on."""
        self._presents = presents

    @Slot()
    def check(self) -> None:
        """Look at the clocks, and say what is due. Runs by itself, also under an open dialog."""
        if not self._tick.isActive():
            return
        if self._look():
            self.end()
            self.lock_due.emit()
            return
        limit = self._limit_s
        self._say_near(self._idle_s >= limit - min(NEAR_S, limit / 2))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start the count anew at what a person does; swallow it where it came too late.

        Whoever wakes the laptop need not be who left it, and their key comes before the next
        look at the clocks: it must neither postpone the lock nor do anything.
        """
        if event.type() not in _INPUT or not _is_of_a_person(event):
            return False
        if self._look():
            event.accept()  # or the shortcut of a swallowed key would still be looked for
            # Not from in here: the lock closes windows, and one of them is about to get this.
            QTimer.singleShot(0, self.check)
            return True
        if self._is_activity(event):
            self._idle_s = 0.0
            self._say_near(False)
        return False

    @property
    def _limit_s(self) -> float:
        return self.presenting_limit_s if self._presents else self.limit_s

    def _look(self) -> bool:
        """Read the clocks, and say whether the time is over."""
        steady, wall = self._steady(), self._wall()
        step, wall_step = steady - self._seen[0], wall - self._seen[1]
        self._seen = (steady, wall)
        slept = wall_step - step > ASLEEP_S
        self._idle_s += inf if slept else max(step, wall_step, 0.0)
        return self._idle_s >= self._limit_s

    def _is_activity(self, event: QEvent) -> bool:
        """Tell what a hand does from what comes by itself."""
        if isinstance(event, QKeyEvent):
            return not event.isAutoRepeat()  # a folder may lie on the keys
        if event.type() == _Type.MouseMove and isinstance(event, QMouseEvent):
            # A window that opens or scrolls under a resting pointer is told of a move, too.
            before, self._pointer = self._pointer, event.globalPosition()
            return self._pointer != before
        return True

    def _say_near(self, near: bool) -> None:
        if near != self._near:
            self._near = near
            self.near_changed.emit(near)

    def _application(self) -> QCoreApplication:
        application = QCoreApplication.instance()
        assert application is not None
        return application


def _is_of_a_person(event: QEvent) -> bool:
    """Say whether an input came from outside.

    What the app sends itself is not spontaneous and must not keep it open. Qt hands on what
    an input method wrote in just that way, so there it is the words that count.
    """
    if isinstance(event, QInputMethodEvent):
        return bool(event.commitString() or event.preeditString())
    return event.spontaneous()
