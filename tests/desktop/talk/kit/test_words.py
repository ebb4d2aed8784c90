import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.words import TERM_LINK, Words, breakable, plain, terms_in

_MARKED = "Each [[follicle]] & its <root> rests in the [[resting phase]]."


@pytest.fixture
def words(qtbot: QtBot) -> Words:
    made = Words("body", _MARKED)
    qtbot.addWidget(made)
    return made


def test_marked_words_are_found_in_their_order() -> None:
    assert list(terms_in(_MARKED, "none", "[[root]]")) == ["follicle", "resting phase", "root"]


def test_plain_text_has_no_marks() -> None:
    assert plain(_MARKED) == "Each follicle & its <root> rests in the resting phase."


def test_marked_words_are_links_and_all_else_is_shown_as_it_is(words: Words) -> None:
    assert f'href="{TERM_LINK}follicle"' in words.text()
    assert "&amp; its &lt;root&gt;" in words.text()


def test_text_without_marks_is_never_read_as_html(qtbot: QtBot) -> None:
    words = Words("body", "<b>5 < 6</b>")
    qtbot.addWidget(words)

    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.text() == "<b>5 < 6</b>"


def test_marks_are_not_read_out(words: Words) -> None:
    assert words.accessibleName() == plain(_MARKED)


def test_tap_on_a_word_asks_for_it(qtbot: QtBot) -> None:
    words = Words("body", "[[follicle]]")
    qtbot.addWidget(words)
    words.resize(300, 60)
    with qtbot.waitExposed(words):
        words.show()

    with qtbot.waitSignal(words.linkActivated) as asked:
        qtbot.mouseClick(words, Qt.MouseButton.LeftButton, pos=QPoint(20, words.height() // 2))

    assert asked.args == [f"{TERM_LINK}follicle"]


def test_words_say_one_thing_at_a_time(words: Words) -> None:
    words.say("Plain.")

    assert (words.text(), words.marked()) == ("Plain.", "Plain.")
    assert words.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction


@pytest.mark.parametrize(
    "role",
    ["eyebrow", "headline", "lead", "strong", "body", "note", "number", "answer", "choice"],
)
def test_no_role_is_ever_smaller_than_can_be_read(qtbot: QtBot, role: str) -> None:
    words = Words(role, "x")  # type: ignore[arg-type]
    qtbot.addWidget(words)

    words.draw_at(1.0, 0.0)

    assert words.font().pixelSize() >= 18


def test_words_grow_with_the_window(words: Words) -> None:
    words.draw_at(1.0, 1.0)
    usual = words.font().pixelSize()

    words.draw_at(2.0, 1.0)

    assert words.font().pixelSize() == 2 * usual


def test_role_sets_size_and_weight(words: Words) -> None:
    words.take_role("choice")

    assert words.font().weight() == QFont.Weight.Bold
    assert words.property("role") == "choice"


def test_words_are_no_narrower_than_their_longest_word(words: Words) -> None:
    longest = words.fontMetrics().horizontalAdvance("resting")

    assert words.minimumSizeHint().width() >= longest


def test_words_are_as_narrow_as_what_they_say_now(words: Words) -> None:
    before = words.minimumSizeHint()

    words.say("A")
    narrow = words.minimumSizeHint()
    words.say(_MARKED)

    assert narrow.width() < before.width()
    assert words.minimumSizeHint() == before


def test_words_have_their_size_again_after_another_font_was_set(words: Words) -> None:
    words.draw_at(1.0, 1.0)
    usual = words.font().pixelSize()
    font = QFont(words.font())
    font.setPixelSize(9)
    words.setFont(font)

    words.draw_at(1.0, 1.0)

    assert words.font().pixelSize() == usual


def test_a_long_address_may_go_on_in_a_new_line(qtbot: QtBot) -> None:
    address = "https://example.org/" + "-".join(["one-long-part"] * 12)
    words = Words("note", breakable(f"Agency. {address}"))
    qtbot.addWidget(words)
    assert words.minimumSizeHint().width() < 200
    assert words.accessibleName() == f"Agency. {address}"


def test_only_addresses_break_at_their_signs() -> None:
    assert breakable("Half-done, 2020.") == "Half-done, 2020."


def test_a_link_follows_the_colour_of_the_words_around_it(words: Words) -> None:
    palette = words.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#3a5054"))

    words.setPalette(palette)

    assert words.text().count("color:#3a5054") == 2
