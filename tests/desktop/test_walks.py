"""Whole consultations, from an empty window to the paper, as a person would do them."""

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, PREPARE
from clinic_aid.desktop.talk.window import TalkWindow

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]
TREATMENT = date(2027, 3, 10)
_PACK = locations.content_pack()


class Hands:
    """Works a window: finds what is to be used by the words that a screen reader would say."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window: QWidget = QWidget()

    def named(self, words: str) -> QWidget:
        """Give the one thing in view whose name begins with these words."""
        found = [
            widget
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.accessibleName().startswith(words)
        ]
        assert found, f"nothing in view is called {words!r}"
        return found[0]

    def use(self, words: str) -> None:
        """Choose or press something."""
        raise NotImplementedError

    def write(self, words: str, text: str) -> None:
        """Write into an entry."""
        raise NotImplementedError

    def on(self) -> None:
        """Turn to the next view."""
        raise NotImplementedError

    def read_on_to(self, screen: str) -> None:
        """Turn views until a screen is shown."""
        assert isinstance(self.window, TalkWindow)
        for _ in range(200):
            if self.window.screen_key == screen:
                return
            self.on()
        pytest.fail(f"the talk never came to {screen}")


class Keyboard(Hands):
    """Uses nothing but keys."""

    def use(self, words: str) -> None:
        self._tab_to(self.named(words))
        self._press(Qt.Key.Key_Space)

    def write(self, words: str, text: str) -> None:
        self._tab_to(self.named(words))
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def on(self) -> None:
        self._press(Qt.Key.Key_PageDown)

    def press(self, key: Qt.Key) -> None:
        """Press a key."""
        self._press(key)

    def _tab_to(self, wanted: QWidget) -> None:
        for _ in range(120):
            if QApplication.focusWidget() is wanted:
                return
            self._press(Qt.Key.Key_Tab)
        pytest.fail(f"{wanted.accessibleName()!r} is not reached by the Tab key")

    def _press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        target = focused if focused is not None and focused.window() is self.window else self.window
        self.qtbot.keyClick(target, key)


class Mouse(Hands):
    """Clicks; words are typed where it clicked."""

    def use(self, words: str) -> None:
        self._click(self.named(words))

    def write(self, words: str, text: str) -> None:
        entry = self.named(words)
        self._click(entry)
        self.qtbot.keyClicks(entry, text)

    def on(self) -> None:
        assert isinstance(self.window, TalkWindow)
        self._click(self.window.bar.forward)

    def tap(self, widget: QWidget, point: QPoint) -> None:
        """Tap a point of a picture."""
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)

    def _click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def consult(hands: Hands) -> None:
    """Walk through the whole talk, and enter something at each screen that takes it."""
    hands.read_on_to("what-matters")
    hands.use("What matters most to you? Cost")
    hands.read_on_to("your-stage")
    hands.use("Norwood scale: Stage 3 vertex")
    hands.read_on_to("marked-areas")
    hands.use("Areas: Crown")
    hands.use("For how long? 1 to 3 years")
    hands.read_on_to("warning-signs")
    flags = yaml.safe_load((_PACK / "en" / "checks.yaml").read_text(encoding="utf-8"))["red_flags"]
    hands.use(f"{flags['itch-or-pain']['text']} Yes")
    hands.read_on_to("your-checks")
    hands.use("Are you under 18 years old? No")
    hands.read_on_to("your-sample")
    hands.use("Plan this: Fat sample")
    hands.read_on_to("your-delivery")
    hands.use("Plan this: Injections into the scalp")
    hands.read_on_to("compare-options")
    hands.use("Compare: Minoxidil tablet")
    hands.read_on_to("your-timeline")
    # The day before was entered in the form.
    hands.use("Treatment day: one day later")
    hands.read_on_to("your-questions")
    hands.write("The question", "May I swim?")
    hands.write("The answer, now or later", "Not in the first days.")
    hands.read_on_to("in-your-words")
    hands.write("In the patient's words", "I choose between doing something and nothing.")
    hands.use("How well we explained it: It is clear")
    hands.read_on_to("your-decision")
    hands.use("Go ahead")


def assert_recorded(tree: Tree) -> None:
    assert tree["what_matters"] == ["cost"]
    assert tree["finding"]["stage"] == "norwood-3v"
    assert tree["finding"]["areas"] == ["crown"]
    assert tree["finding"]["since"] == "1 to 3 years"
    assert tree["red_flags"] == {"itch-or-pain": "yes"}
    assert tree["checks"]["under-18"] == {"answer": "no"}
    assert (tree["plan"]["sampling"], tree["plan"]["delivery"]) == ("fat", "injection")
    assert tree["plan"]["treatment_date"] == TREATMENT.isoformat()
    assert tree["questions"] == [{"question": "May I swim?", "answer": "Not in the first days."}]
    assert tree["teach_back"][0]["outcome"] == "clear"
    assert tree["decision"] == "go-ahead"


def assert_printed(pdf: Path, tree: Tree) -> None:
    """Hold the PDF against dates counted here, from the pack's own numbers."""
    text = subprocess.run(
        ["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    said = " ".join(text.split())
    assert in_words(TREATMENT) in said
    for day in [*aftercare_days(), *review_days()]:
        # "Wednesday 10 to Thursday 11 March": the month is said once, the year in the heading.
        begin = rf"{day:%A} {day.day}(?: (?:and|to) \w+ \d+)? {day:%B}"
        assert re.search(begin, said), day
        assert str(day.year) in said
    for words in ("May I swim?", "Not in the first days.", "Cost", "1 to 3 years", "Itching"):
        assert words in said
    assert tree["teach_back"][0]["words"] in said


def aftercare_days() -> Iterator[date]:
    """Give the last day of each rule that holds after every injection into the scalp."""
    steps = yaml.safe_load((_PACK / "aftercare.yaml").read_text(encoding="utf-8"))["aftercare"]
    for key in ("wash-not-yet", "hard-spray"):
        yield after(TREATMENT, steps[key]["end"])
    yield after(TREATMENT, steps["wash-gently"]["start"])
    yield after(TREATMENT, steps["photographs"]["start"])


def review_days() -> Iterator[date]:
    """Give the reviews, each moved on past the days on which the made-up clinic is closed."""
    reviews = yaml.safe_load((_PACK / "timeline.yaml").read_text(encoding="utf-8"))["reviews"]
    for review in reviews.values():
        day = after(TREATMENT, review["after"])
        while day.weekday() >= 5:
            day += timedelta(days=1)
        yield day


def after(day: date, offset: str) -> date:
    count, unit = int(offset[:-1]), offset[-1]
    if unit != "m":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    month = day.month - 1 + count
    # The tenth is in every month.
    return day.replace(year=day.year + month // 12, month=month % 12 + 1)


def in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Path], None]:
    def choose(method: str, path: Path) -> None:
        monkeypatch.setattr(QFileDialog, method, lambda *_: (str(path), ""))

    return choose


def presented(window: MainWindow, qtbot: QtBot) -> TalkWindow:
    """Give the window of the talk once it has the place of the consultant's window."""

    def there() -> bool:
        return any(isinstance(w, TalkWindow) and w.isVisible() for w in top_levels())

    qtbot.waitUntil(there)
    qtbot.waitUntil(window.isHidden)
    talk = next(w for w in top_levels() if isinstance(w, TalkWindow) and w.isVisible())
    talk.showNormal()
    talk.resize(1366, 768)
    talk.activateWindow()
    qtbot.waitUntil(talk.isActiveWindow)
    return talk


def top_levels() -> list[QWidget]:
    return QApplication.topLevelWidgets()


def printed(qtbot: QtBot, hands: Hands, window: MainWindow) -> None:
    qtbot.waitUntil(window.isVisible)
    hands.window = window
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=60_000)
    assert window.top.steps[GUIDE].isChecked()
    hands.use("Save PDF")


def test_a_keyboard_leads_from_an_empty_consultation_to_paper_with_the_right_dates(
    qtbot: QtBot,
    open_window: OpenWindow,
    choose: Callable[[str, Path], None],
    tmp_path: Path,
) -> None:
    hands = Keyboard(qtbot)
    hands.window = window = open_window(at_home=True)
    hands.use("New consultation")
    hands.write("Name", "Amira Haddad")
    for _ in range(3):
        hands.use("Next")
        if re.search("Cells from your own fat", names_of(window)):
            hands.use("Cells from your own fat")
    day_before = TREATMENT - timedelta(days=1)
    hands.write("Treatment day", day_before.isoformat())
    hands.press(Qt.Key.Key_F5)
    hands.window = presented(window, qtbot)
    consult(hands)
    hands.use("To your guide")
    record = tmp_path / "consultation.yaml"
    qtbot.waitUntil(window.isVisible)
    choose("getSaveFileName", record)
    window.files.save_as()
    tree = yaml.safe_load(record.read_text(encoding="utf-8"))
    assert_recorded(window.session.draft.tree)
    pdf = tmp_path / "guide.pdf"
    choose("getSaveFileName", pdf)
    printed(qtbot, hands, window)
    assert_printed(pdf, tree)


def names_of(window: QWidget) -> str:
    shown = [w for w in window.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join(w.accessibleName() for w in shown)


def test_a_mouse_leads_from_an_empty_consultation_by_way_of_a_file_to_the_same_paper(
    qtbot: QtBot,
    open_window: OpenWindow,
    choose: Callable[[str, Path], None],
    tmp_path: Path,
) -> None:
    hands = Mouse(qtbot)
    hands.window = window = open_window(at_home=True)
    hands.use("New consultation")
    hands.write("Name", "Amira Haddad")
    hands.use("Product")
    hands.use("Cells from your own fat")
    hands.use("Dates")
    hands.write("Treatment day", (TREATMENT - timedelta(days=1)).isoformat())
    hands.use("2  Present")
    hands.window = talk = presented(window, qtbot)
    consult(hands)
    talk.close()
    qtbot.waitUntil(window.isVisible)
    record = tmp_path / "consultation.yaml"
    choose("getSaveFileName", record)
    window.files.save_as()

    hands.window = later = open_window(at_home=True)
    choose("getOpenFileName", record)
    with qtbot.waitSignal(later.files.opened):
        hands.use("Open a file")
    assert later.top.steps[PREPARE].isChecked()
    assert_recorded(later.session.draft.tree)
    hands.use("2  Present")
    hands.window = resumed = presented(later, qtbot)
    assert resumed.screen_key == "your-decision"
    hands.use("To your guide")
    pdf = tmp_path / "guide.pdf"
    choose("getSaveFileName", pdf)
    printed(qtbot, hands, later)
    assert_printed(pdf, later.session.draft.tree)


def test_names_are_found_as_they_are_read(open_window: OpenWindow, qtbot: QtBot) -> None:
    hands = Keyboard(qtbot)
    hands.window = open_window()
    assert isinstance(hands.named("Name"), QLineEdit)
    with pytest.raises(AssertionError, match="nothing in view is called"):
        hands.named("No such thing")


def saved_with_its_day(
    qtbot: QtBot, window: MainWindow, pdf: Path, ask: Callable[[], object]
) -> bool:
    """Ask for the guide's PDF, and say whether it was written with the treatment day."""
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=60_000)
    ask()
    qtbot.waitUntil(pdf.exists, timeout=60_000)
    shown = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True)
    return in_words(TREATMENT) in " ".join(shown.stdout.split())


def test_a_guide_takes_nine_keys_besides_what_is_typed(
    qtbot: QtBot,
    open_window: OpenWindow,
    choose: Callable[[str, Path], None],
    tmp_path: Path,
) -> None:
    window, pdf = open_window(at_home=True), tmp_path / "guide.pdf"
    choose("getSaveFileName", pdf)
    alt, plain = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
    first = window.prepare.pages[1].cards  # type: ignore[attr-defined]

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = alt) -> None:
        qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)
        QApplication.processEvents()

    press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), "Amira Haddad")
    press(Qt.Key.Key_X)
    qtbot.waitUntil(lambda: first.isAncestorOf(QApplication.focusWidget()))
    press(Qt.Key.Key_Space, plain)
    for page in (2, 3):
        press(Qt.Key.Key_X)
        # A button that its letter presses stays down for a moment.
        qtbot.waitUntil(window.bottom.pages[page].isChecked)
    press(Qt.Key.Key_T)
    qtbot.keyClicks(QApplication.focusWidget(), "10/3/2027")
    press(Qt.Key.Key_3)

    # The last two are Alt+D and, in the dialog that stands for itself here, Enter.
    assert saved_with_its_day(qtbot, window, pdf, lambda: press(Qt.Key.Key_D))


def test_a_guide_takes_eight_clicks(
    qtbot: QtBot,
    open_window: OpenWindow,
    choose: Callable[[str, Path], None],
    tmp_path: Path,
) -> None:
    hands = Mouse(qtbot)
    hands.window = window = open_window(at_home=True)
    pdf = tmp_path / "guide.pdf"
    choose("getSaveFileName", pdf)

    hands.use("New")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), "Amira Haddad")
    hands.use("Next")
    hands.use("Cells from your own fat")
    hands.use("Dates")
    hands.write("Treatment day", "10/3/2027")
    hands.use("3  Guide")

    # The last two are Save PDF and, in the dialog that stands for itself here, Save.
    assert saved_with_its_day(qtbot, window, pdf, lambda: hands.use("Save PDF"))
