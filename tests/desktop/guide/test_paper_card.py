from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.guide.paper_card import PaperCard
from clinic_aid.desktop.widgets.style import Look


def test_a_screen_reader_is_told_of_pages_of_a_document(qtbot: QtBot, the_look: Look) -> None:
    card = PaperCard(the_look)
    qtbot.addWidget(card)

    told = QAccessible.queryAccessibleInterface(card.view)

    assert told.role() == QAccessible.Role.Document
    assert told.text(QAccessible.Text.Name) == "Pages of the guide"
