import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.bar import PresentingBar
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.widgets.style import Look


@pytest.fixture
def bar(qtbot: QtBot, the_look: Look) -> PresentingBar:
    made = PresentingBar(the_look)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("button", "action"),
    [
        ("chapters", Action.CHAPTERS),
        ("sources", Action.SOURCES),
        ("question", Action.QUESTION),
        ("hints", Action.HINTS),
        ("keys", Action.KEYS),
        ("back", Action.BACK),
        ("forward", Action.ON),
    ],
)
def test_every_button_asks_for_its_action(
    qtbot: QtBot, bar: PresentingBar, button: str, action: Action
) -> None:
    with qtbot.waitSignal(bar.asked) as asked:
        qtbot.mouseClick(getattr(bar, button), Qt.MouseButton.LeftButton)

    assert Action(asked.args[0]) is action


def test_click_leaves_the_keyboard_where_it_is(bar: PresentingBar) -> None:
    buttons = (bar.chapters, bar.sources, bar.question, bar.hints, bar.keys, bar.back, bar.forward)

    assert {button.focusPolicy() for button in buttons} == {Qt.FocusPolicy.TabFocus}
    assert all(button.accessibleName() for button in buttons)


@pytest.mark.parametrize(("seconds", "words"), [(0, "0 min"), (59, "0 min"), (754, "12 min")])
def test_clock_shows_whole_minutes(bar: PresentingBar, seconds: int, words: str) -> None:
    bar.show_minutes(seconds)

    assert bar.clock.text() == words
    assert bar.clock.accessibleName() == f"The talk took {words.removesuffix(' min')} minutes"


def test_place_is_chapter_and_screen(bar: PresentingBar, services: Services) -> None:
    talk = services.talk({"patient": {}, "plan": {}})

    bar.show_screen(talk, "hair-cycle", {"hair-cycle"})

    name = talk.chapter_names["your-hair"]
    assert bar.place.text() == f"2  {name}  ·  4 of 10"


def test_track_is_filled_as_far_as_was_seen(
    qtbot: QtBot, bar: PresentingBar, services: Services, the_look: Look
) -> None:
    talk = services.talk({"patient": {}, "plan": {}})
    bar.resize(1366, 70)
    with qtbot.waitExposed(bar):
        bar.show()

    lengths = []
    for seen in (set(), {"todays-talk"}, {"todays-talk", "what-matters"}):
        bar.show_screen(talk, "todays-talk", seen)
        picture = bar.track.grab().toImage()
        colors = [picture.pixelColor(x, picture.height() // 2) for x in range(picture.width())]
        lengths.append(sum(color.name() == the_look.colors["teal"] for color in colors))

    assert lengths[0] == 0
    assert 0 < lengths[1] < lengths[2]
