from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.care_box import CareBox, SureBox
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.talk.model import Sureness


def test_words_stand_below_each_other_after_the_sign(qtbot: QtBot, the_look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = Words("note", "Not approved."), Words("note", "Ask a doctor.")
    sign = IconSign(the_look.icon("care"), 28)
    box = CareBox(first, second, sign=sign)
    box.setParent(window)
    box.resize(400, 120)
    window.show()

    assert box.objectName() == "sure"
    assert sign.geometry().right() < first.geometry().left() == second.geometry().left()
    assert first.geometry().bottom() < second.geometry().top()


def test_how_sure_we_are_is_said_in_words_or_not_at_all(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = SureBox()
    box.setParent(window)

    box.show_sureness(Sureness(word="very low", meaning="It may well be different."))
    assert box.words.text() == "How sure are we? Very low. It may well be different."
    assert not box.isHidden()

    box.show_sureness(None)
    assert box.isHidden()
