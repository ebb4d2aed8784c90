from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from tests.languages import accented, untranslated
from tests.languages.clipping import faults_of

ShowInWindow = Callable[..., QWidget]

LONG = "A sentence that is far too long for the little room that there is for it here"


class Painted(QWidget):
    """Tells of texts that it paints itself."""

    def __init__(self, *texts: tuple[str, QRect], clipped: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.setFixedSize(200, 100)
        self._texts, self._clipped = texts, clipped

    def label_texts(self) -> list[tuple[str, QRect]]:
        return list(self._texts)

    def clipped_texts(self) -> list[str]:
        return list(self._clipped)


def wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def placed(widget: QWidget, *place: int) -> QWidget:
    widget.setGeometry(*place)
    return widget


def english(text: str) -> list[str]:
    return untranslated(text, accented, names=("Clinic Aid",))


def kinds(faults: list[str]) -> list[str]:
    return [fault.split(":")[0] for fault in faults]


def test_good_window_has_no_fault(show: ShowInWindow) -> None:
    entry = QLineEdit()
    entry.setPlaceholderText("Name")
    painted = Painted(("Crown", QRect(10, 10, 80, 30)), ("Back", QRect(10, 50, 80, 30)))
    window = show(QLabel("Short"), wrapped(LONG), QPushButton("&Save"), entry, painted)

    assert faults_of(window) == []


def test_window_that_is_not_shown_is_refused(qapp: object) -> None:
    with pytest.raises(ValueError, match="shown"):
        faults_of(QWidget())


def test_label_too_narrow_for_its_text_is_cut(show: ShowInWindow) -> None:
    label = QLabel(LONG)
    label.setObjectName("lead")
    label.setFixedWidth(120)
    (fault,) = faults_of(show(label))

    assert fault.startswith('cut: QWidget > QLabel#lead "A sentence that is far too long')
    assert ", has 120×" in fault


def test_wrapped_label_too_low_for_its_lines_is_cut(show: ShowInWindow) -> None:
    label = wrapped(LONG)
    label.setFixedSize(120, 40)

    assert kinds(faults_of(show(label))) == ["cut"]


@pytest.mark.parametrize("text", ["\u2068Ana\u2069, pq", "שלום"])
def test_higher_line_of_another_font_is_not_cut_while_its_letters_are_whole(
    show: ShowInWindow, text: str
) -> None:
    whole, cut = QLabel(text), QLabel(text)
    whole.setFixedHeight(whole.fontMetrics().height())
    cut.setFixedHeight(whole.fontMetrics().height() // 2)

    assert kinds(faults_of(show(whole, cut))) == ["cut"]


def test_word_wider_than_its_wrapped_label_is_cut(show: ShowInWindow) -> None:
    label = wrapped("Rechtsschutzversicherungsgesellschaften")
    label.setFixedSize(100, 200)

    assert kinds(faults_of(show(label))) == ["cut"]


@pytest.mark.parametrize("markup", ["<b>{}</b>", "<p>{}</p><p>{}</p>"])
def test_rich_text_is_measured_as_it_reads(show: ShowInWindow, markup: str) -> None:
    good, cut = wrapped(markup.format(LONG, LONG)), wrapped(markup.format(LONG, LONG))
    cut.setFixedSize(200, 50)
    faults = faults_of(show(good, cut))

    assert kinds(faults) == ["cut"]
    assert '"A sentence' in faults[0]


def test_shortened_text_is_cut(show: ShowInWindow) -> None:
    label = QLabel("A sentence that …")
    label.setToolTip(LONG)

    assert kinds(faults_of(show(label))) == ["cut"]


def test_label_that_shortens_its_own_words_is_cut_where_it_does(show: ShowInWindow) -> None:
    labels = [ElidedLabel(), ElidedLabel()]
    for label, words in zip(labels, ("Short", LONG), strict=True):
        label.setFixedWidth(150)
        label.say(words)
    (fault,) = faults_of(show(*labels))

    assert fault.startswith('cut: QWidget > ElidedLabel "A sentence that is far too long')


def test_text_may_be_shortened_where_it_is_at_hand(show: ShowInWindow) -> None:
    labels = [QLabel(LONG), QLabel(LONG)]
    for label in labels:
        label.setFixedWidth(120)
        label.setProperty("mayElide", True)
    labels[0].setToolTip(LONG)

    assert kinds(faults_of(show(*labels))) == ["cut"]


def test_button_too_narrow_for_its_words_is_cut(show: ShowInWindow) -> None:
    button = QPushButton("&Print the whole guide")
    button.setFixedWidth(100)
    (fault,) = faults_of(show(button))

    assert '"Print the whole guide"' in fault
    assert fault.startswith("cut: ")


@pytest.mark.parametrize("entry", [QLineEdit, QPlainTextEdit])
def test_open_words_too_long_for_their_entry_are_cut(
    show: ShowInWindow, entry: type[QLineEdit | QPlainTextEdit]
) -> None:
    line = entry()
    line.setPlaceholderText(LONG)
    line.setFixedSize(150, 50)

    assert kinds(faults_of(show(line))) == ["cut"]


def test_open_words_do_not_matter_once_something_is_entered(show: ShowInWindow) -> None:
    line = QLineEdit("Ana")
    line.setPlaceholderText(LONG)
    line.setFixedWidth(150)

    assert faults_of(show(line)) == []


def test_label_that_its_card_cuts_off_sticks_out(show: ShowInWindow) -> None:
    card = QWidget()
    card.setObjectName("card")
    card.setGeometry(10, 10, 100, 100)
    label = QLabel("Words", card)
    label.setGeometry(60, 10, 70, 30)
    (fault,) = faults_of(show(card, laid_out=False))

    assert fault == (
        'sticks out: QWidget > QWidget#card > QLabel "Words" by 30 px of QWidget > QWidget#card'
    )


def test_anything_beyond_the_window_sticks_out(show: ShowInWindow) -> None:
    assert kinds(faults_of(show(placed(QWidget(), 350, 10, 80, 50), laid_out=False))) == [
        "sticks out"
    ]


def test_texts_on_each_other_overlap(show: ShowInWindow) -> None:
    first, second = placed(QLabel("One"), 10, 10, 90, 40), placed(QLabel("Two"), 60, 30, 90, 40)
    (fault,) = faults_of(show(first, second, laid_out=False))

    assert fault.startswith("overlaps: ")
    assert fault.endswith("share 40×20")


def test_texts_beside_each_other_do_not_overlap(show: ShowInWindow) -> None:
    first, second = placed(QLabel("One"), 10, 10, 90, 40), placed(QLabel("Two"), 98, 10, 90, 40)

    assert faults_of(show(first, second, laid_out=False)) == []


def test_label_in_a_button_does_not_overlap_it(show: ShowInWindow) -> None:
    button = QPushButton()
    button.setFixedSize(200, 80)
    QVBoxLayout(button).addWidget(QLabel("Card"))

    assert faults_of(show(button)) == []


def test_only_the_front_overlay_is_looked_at(show: ShowInWindow) -> None:
    behind = placed(QLabel(LONG), 10, 10, 90, 40)
    overlays = [placed(QWidget(), 0, 0, 400, 300) for _ in range(2)]
    for overlay, words in zip(overlays, (LONG, "Good"), strict=True):
        overlay.setProperty("overlay", True)
        label = QLabel(words, overlay)
        label.setGeometry(10, 10, 90, 40)
    window = show(behind, *overlays, laid_out=False)

    assert faults_of(window) == []
    overlays[1].hide()
    assert kinds(faults_of(window)) == ["cut"]


def area_with(height: int) -> QScrollArea:
    page = QWidget()
    page.setFixedSize(100, height)
    label = QLabel("Last", page)
    label.setGeometry(0, height - 40, 80, 40)
    area = QScrollArea()
    area.setWidget(page)
    area.setFixedSize(200, 100)
    return area


def test_scroll_bar_is_one_fault_and_what_it_hides_none(show: ShowInWindow) -> None:
    (fault,) = faults_of(show(area_with(500)))

    assert fault.startswith("scrolls: ")


def test_page_that_fits_does_not_scroll(show: ShowInWindow) -> None:
    assert faults_of(show(area_with(90))) == []


def test_area_may_be_allowed_to_scroll(show: ShowInWindow) -> None:
    area = area_with(500)
    area.setProperty("mayScroll", True)

    assert faults_of(show(area)) == []


def test_page_that_cannot_be_scrolled_sticks_out(show: ShowInWindow) -> None:
    area = area_with(500)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    assert kinds(faults_of(show(area))) == ["sticks out"]


def small_button() -> QPushButton:
    button = QPushButton()
    button.setAccessibleName("Close")
    button.setStyleSheet("min-height: 0; padding: 0; border: none")
    button.setFixedSize(60, 30)
    return button


def test_button_smaller_than_a_finger_is_found(show: ShowInWindow) -> None:
    (fault,) = faults_of(show(small_button()))

    assert fault.startswith('small target: QWidget > QPushButton#Close "" is 60×')
    assert fault.endswith(", less than 44×44")


def test_small_button_is_let_pass_where_nothing_can_be_pressed_or_it_is_meant(
    show: ShowInWindow,
) -> None:
    off, meant = small_button(), small_button()
    off.setEnabled(False)
    meant.setProperty("smallTarget", True)

    assert faults_of(show(off, meant)) == []


def test_targets_grow_with_the_window(show: ShowInWindow) -> None:
    window = show(QPushButton("Save"))

    assert faults_of(window) == []
    assert kinds(faults_of(window, scale=2.0)) == ["small target"]


def test_painted_texts_without_room_are_cut(show: ShowInWindow) -> None:
    (fault,) = faults_of(show(Painted(clipped=("Front hairline",))))

    assert fault == 'cut: QWidget > Painted "Front hairline" is not painted whole'


def test_painted_texts_are_held_to_their_widget_and_each_other(show: ShowInWindow) -> None:
    beyond = Painted(("Crown", QRect(150, 10, 80, 30)))
    double = Painted(("Crown", QRect(10, 10, 80, 30)), ("Back", QRect(60, 20, 80, 30)))

    assert kinds(faults_of(show(beyond, double))) == ["sticks out", "overlaps"]


def test_label_over_a_painted_text_overlaps_it(show: ShowInWindow) -> None:
    painted = Painted(("Crown", QRect(10, 10, 80, 30)))
    over, beside = QLabel("1", painted), QLabel("2", painted)
    over.setGeometry(20, 10, 30, 30)
    beside.setGeometry(120, 10, 30, 30)

    assert kinds(faults_of(show(painted))) == ["overlaps"]


def test_every_english_text_is_found(show: ShowInWindow) -> None:
    label, button, entry = QLabel("<i>Your</i> plan"), QPushButton("Bac&k"), QLineEdit("Ana")
    icon, painted = QPushButton(), Painted(("Crown", QRect(10, 10, 80, 30)))
    entry.setPlaceholderText("Name")
    icon.setAccessibleName("Close")
    icon.setAccessibleDescription("Ends this talk")
    icon.setToolTip("Leave")
    window = show(label, button, entry, icon, painted)
    window.setWindowTitle("Clinic Aid: Talk[*]")

    found = [fault.rsplit(": ", 1)[1] for fault in faults_of(window, foreign=english)]

    assert found == [
        "Talk",
        "Your, plan",
        "Back",
        "Name",
        "Close",
        "Ends, this, talk",
        "Leave",
        "Crown",
    ]


def test_translated_window_has_no_fault(show: ShowInWindow) -> None:
    entry = QLineEdit("Ana")
    entry.setPlaceholderText(accented("Name"))
    window = show(
        QLabel(f"{accented('For')} \u2068Ana\u2069"), QPushButton(accented("&Save")), entry
    )

    assert faults_of(window, foreign=english) == []


def test_hidden_widgets_are_passed_over(show: ShowInWindow) -> None:
    label = QLabel(LONG)
    label.setFixedWidth(50)
    window = show(label)
    label.hide()

    assert faults_of(window, foreign=english) == []
