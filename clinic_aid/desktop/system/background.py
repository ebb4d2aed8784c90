"""Work that must not hold up the window, and its answer back in the window's own thread."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from clinic_aid.desktop.system.translation import words_of
from clinic_aid.errors import ClinicAidError

logger = logging.getLogger(__name__)


def log_fault(error: BaseException) -> None:
    """Write down what kind of fault happened and where; its words may quote a patient."""
    trace, places = error.__traceback__, []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    logger.error("%s at %s", type(error).__name__, " < ".join(reversed(places)))


@contextmanager
def told_by(tell: Callable[[str], None]) -> Iterator[None]:
    """Tell in words why something is refused here, which then ends."""
    try:
        yield
    except ClinicAidError as error:
        tell(words_of(error))


def words_for(error: BaseException, sorry: str) -> str:
    """Give what is told of an error: its own words if it is for people, else `sorry`."""
    return words_of(error) if isinstance(error, ClinicAidError) else sorry


class BackgroundCall(QObject):
    """One function run on a pool, the newest arguments first.

    While a call is under way only the newest `start` waits; what it replaces is never run, and
    an answer that came too late for it is dropped. A call that fails says so twice: `failed` has
    the error, `told` the words for it, which of a fault of the program are `sorry`.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    told = Signal(str)
    busy_changed = Signal(bool)
    _ended = Signal(object, object)

    def __init__(
        self,
        function: Callable[..., object],
        pool: QThreadPool,
        parent: QObject | None = None,
        *,
        sorry: str = "",
    ) -> None:
        super().__init__(parent)
        self._function = function
        self._pool = pool
        self._sorry = sorry
        self.busy = False
        """A call is under way."""
        self._waiting: partial[object] | None = None
        self._dropped = False
        self._ended.connect(self._on_ended)

    def start(self, *arguments: object) -> None:
        """Run the function with these arguments; an earlier call that is not done is dropped."""
        call = partial(self._function, *arguments)
        if self.busy:
            self._waiting = call
            return
        self._run(call)

    def drop(self) -> None:
        """Let the answer of whatever is under way, or waits, come to nothing."""
        self._waiting = None
        self._dropped = self.busy

    def _run(self, call: partial[object]) -> None:
        self.busy, self._dropped = True, False
        self.busy_changed.emit(True)
        self._pool.start(partial(self._work, call))

    def _work(self, call: partial[object]) -> None:
        try:
            result: object = call()
            error: BaseException | None = None
        except BaseException as caught:  # the boundary of the thread: told to the window
            result, error = None, caught
        try:
            self._ended.emit(result, error)
        except RuntimeError:  # the window was closed meanwhile
            return

    @Slot(object, object)
    def _on_ended(self, result: object, error: BaseException | None) -> None:
        self.busy = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._run(waiting)
            return
        self.busy_changed.emit(False)
        if self._dropped:
            return
        if error is None:
            self.succeeded.emit(result)
            return
        if not isinstance(error, ClinicAidError):
            log_fault(error)
        self.failed.emit(error)
        self.told.emit(words_for(error, self._sorry))
