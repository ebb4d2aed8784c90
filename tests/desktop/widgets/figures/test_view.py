from collections.abc import Callable, Mapping
from itertools import product

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPixmap
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.desktop.widgets.figures import view as figure_view
from clinic_aid.desktop.widgets.figures.picture import drawn
from clinic_aid.desktop.widgets.figures.view import FigureView
from clinic_aid.desktop.widgets.style import Look, scale_for
from clinic_aid.figures.drawing import Figure, Illustrator

PARTS = [
    *("hair", "epidermis", "dermis", "sheath", "bulb"),
    *("fat", "gland", "muscle", "papilla", "vessels"),
]
VALUES: dict[str, list[dict[str, object]]] = {
    "scalp-map": [{"view": view} for view in ("top", "front", "back", "left", "right")],
    "follicle-states": [{}, {"parts": PARTS}],
}
FIGURES = sorted(
    file.name.removesuffix(".yaml")
    for file in (locations.templates() / "figures").glob("[!_]*.yaml")
)
SIZES = [(700, 650), (620, 480), (1100, 1000)]
ALT = "A drawing of skin. It has three hair roots."
Show = Callable[..., FigureView]


def longer(text: str) -> str:
    """Give a text 60 % longer, as other languages are, without a place to break it."""
    return text + "mnopqrstuvwxyzabcdef"[: round(len(text) * 0.6)]


def with_more_words(text: str) -> str:
    """Give a text 60 % longer, by one more word."""
    return f"{text} {'mnopqrstuvwxyzabcdef'[: round(len(text) * 0.6)]}"


LENGTHS: tuple[Callable[[str], str], ...] = (str, longer, with_more_words)


@pytest.fixture
def show(qtbot: QtBot, look_with_fonts: Look, illustrator: Illustrator) -> Show:
    def show(
        figure: str | Figure,
        words: Mapping[str, str],
        *,
        size: tuple[int, int] = (700, 650),
        scale: float = 1.0,
        caption: str | None = "A caption.",
    ) -> FigureView:
        view = FigureView(look_with_fonts)
        qtbot.addWidget(view)
        view.draw_at(scale)
        view.resize(*size)
        drawn = illustrator.draw(figure) if isinstance(figure, str) else figure
        view.show_figure(drawn, words=words, alt=ALT, caption=caption)
        return view

    return show


@pytest.fixture
def follicles(illustrator: Illustrator) -> Figure:
    return illustrator.draw("follicle-states", parts=PARTS)


def overlapping(places: list[tuple[str, QRect]]) -> list[tuple[str, str]]:
    return [
        (one, two)
        for at, (one, first) in enumerate(places)
        for two, second in places[:at]
        # Their rectangles are rounded outwards to whole pixels.
        if first.adjusted(1, 1, -1, -1).intersects(second.adjusted(1, 1, -1, -1))
    ]


def difference(one: QImage, other: QImage) -> int:
    """Give the largest difference of red, green and blue between two pictures."""
    pixels = [bytes(image.constBits()) for image in (one, other)]
    return max(abs(first - second) for first, second in zip(pixels[0], pixels[1], strict=True))


@pytest.mark.parametrize("name", FIGURES)
def test_labels_lie_inside_and_none_on_another(
    show: Show, illustrator: Illustrator, label_words: dict[str, dict[str, str]], name: str
) -> None:
    figures = [illustrator.draw(name, **values) for values in VALUES.get(name, [{}])]
    known = label_words.get(name, {})
    for figure, size, lengthen in product(figures, SIZES, LENGTHS):
        keys = [label.key for label in figure.labels]
        words = {key: lengthen(known.get(key, key.replace("-", " "))) for key in keys}
        view = show(figure, words, size=size, scale=scale_for(QSize(2 * size[0], size[1])))
        places = view.label_texts()
        assert len(places) == len(figure.labels)
        assert all(view.rect().contains(place) for _, place in places)
        assert overlapping(places) == []
        assert view.clipped_texts() == []
        assert not view.clipped_texts()


def test_a_label_says_its_words_whole(show: Show, label_words: dict[str, dict[str, str]]) -> None:
    words = label_words["sources"]
    view = show("sources", words)
    assert {text for text, _ in view.label_texts()} == set(words.values())


def test_words_that_find_no_room_are_told(show: Show, follicles: Figure) -> None:
    words = {label.key: f"{label.key} {'endless ' * 9}" for label in follicles.labels}
    view = show(follicles, words, size=(240, 180))
    assert view.clipped_texts()


def test_a_caption_that_finds_no_room_is_told(
    show: Show, label_words: dict[str, dict[str, str]]
) -> None:
    view = show("sources", label_words["sources"], size=(240, 180), caption="Very long. " * 40)
    assert "Very long. " * 40 in view.clipped_texts()


def test_the_picture_keeps_its_aspect(show: Show, label_words: dict[str, dict[str, str]]) -> None:
    for size in ((700, 650), (1000, 400)):
        place = show("sources", label_words["sources"], size=size).picture_rect()
        assert place.width() / place.height() == pytest.approx(960 / 720, abs=0.01)


def test_without_a_caption_the_picture_is_as_large_as_the_card(
    show: Show, label_words: dict[str, dict[str, str]]
) -> None:
    view = show("sources", label_words["sources"], size=(960, 720), caption=None)
    assert view.picture_rect() == view.rect()


def test_the_card_is_round_and_mist(
    show: Show, the_look: Look, label_words: dict[str, dict[str, str]]
) -> None:
    image = show("sources", label_words["sources"]).grab().toImage()
    mist = QColor(the_look.colors["mist"])
    assert image.pixelColor(350, 640) == mist
    assert image.pixelColor(1, 1) != mist


def test_a_picture_as_wide_as_the_card_is_cut_at_its_round_corners(
    show: Show, follicles: Figure, label_words: dict[str, dict[str, str]]
) -> None:
    view = show(follicles, label_words["follicle-states"], size=(960, 720), caption=None)
    image = view.grab().toImage()
    ground = image.pixelColor(1, 1)
    assert image.pixelColor(1, 718) == image.pixelColor(958, 718) == ground
    assert image.pixelColor(60, 718) != ground


def test_nothing_is_drawn_beyond_the_picture(
    show: Show, the_look: Look, follicles: Figure, label_words: dict[str, dict[str, str]]
) -> None:
    view = show(follicles, label_words["follicle-states"], size=(1200, 720), caption=None)
    image, place = view.grab().toImage(), view.picture_rect()
    mist = QColor(the_look.colors["mist"])
    assert {image.pixelColor(place.left() - 3, y).name() for y in range(30, 690, 7)} == {
        mist.name()
    }


def test_a_picture_is_drawn_once_for_all_paints(
    show: Show, label_words: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def counted(svg: str, size: QSize, ratio: float) -> QPixmap:
        made.append(size)
        return drawn(svg, size, ratio)

    monkeypatch.setattr(figure_view, "drawn", counted)
    view = show("sources", label_words["sources"])
    for _ in range(3):
        view.grab()
    assert len(made) == 1
    view.resize(500, 400)
    view.grab()
    assert len(made) == 2


def test_letters_grow_with_the_window(show: Show, label_words: dict[str, dict[str, str]]) -> None:
    view = show("sources", label_words["sources"], size=(1100, 1000))
    small = dict(view.label_texts())["Fat"].height()
    view.draw_at(1.5)
    assert dict(view.label_texts())["Fat"].height() == pytest.approx(small * 1.5, abs=3)


def test_the_screen_reader_gets_caption_alternative_text_and_labels(
    show: Show, label_words: dict[str, dict[str, str]]
) -> None:
    view = show("sources", label_words["sources"], caption="Where products come from.")
    assert view.accessibleName() == "Where products come from."
    assert view.accessibleDescription() == f"{ALT} Labels: Hair roots, Fat, Marrow, Fluid."


def test_without_a_caption_the_first_sentence_is_the_name(
    show: Show, label_words: dict[str, dict[str, str]]
) -> None:
    view = show("sources", label_words["sources"], caption=None)
    assert view.accessibleName() == "A drawing of skin."


def test_a_figure_is_a_graphic_to_the_screen_reader(
    show: Show, label_words: dict[str, dict[str, str]]
) -> None:
    view = show("sources", label_words["sources"])
    told = QAccessible.queryAccessibleInterface(view)
    assert told is not None
    assert told.role() == QAccessible.Role.Graphic


def test_a_cleared_card_is_empty_and_says_nothing(
    show: Show, the_look: Look, label_words: dict[str, dict[str, str]]
) -> None:
    view = show("sources", label_words["sources"])
    view.clear()
    image = view.grab().toImage()
    assert {image.pixelColor(x, 300).name() for x in range(0, 700, 20)} == {the_look.colors["mist"]}
    assert (view.label_texts(), view.accessibleName()) == ([], "")


def test_a_layout_may_make_the_card_small(show: Show) -> None:
    view = show("people", {})
    assert view.minimumSizeHint() == QSize(240, 180)


def test_the_picture_is_not_mirrored_in_a_window_from_right_to_left(
    show: Show, label_words: dict[str, dict[str, str]]
) -> None:
    view = show("sources", label_words["sources"])
    before = view.label_texts()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.label_texts() == before
