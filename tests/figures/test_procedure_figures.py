from xml.etree import ElementTree as ET

import pytest

from clinic_aid import locations
from clinic_aid.figures.colors import read_colors
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.figures.errors import FigureError

SVG = "{http://www.w3.org/2000/svg}"
SOURCES = ["fat", "marrow", "follicle", "fluid"]
PICTOGRAMS = [
    "check-photos",
    "numb",
    "take-fat",
    "take-punch",
    "take-marrow",
    "no-sample",
    "prepare",
    "give",
    "give-injection",
    "give-microneedling",
    "give-topical",
    "home",
]
TEAL, WHITE = "#1f7a72", "#ffffff"


@pytest.fixture(scope="module")
def colors() -> dict[str, str]:
    return dict(read_colors(locations.resources() / "style" / "tokens.toml"))


@pytest.fixture(scope="module")
def illustrator(colors: dict[str, str]) -> Illustrator:
    return Illustrator(locations.templates(), colors)


def _groups(figure: Figure, parent: str = "base") -> list[ET.Element]:
    for group in ET.fromstring(figure.svg):
        if group.get("id") == parent:
            return list(group)
    raise AssertionError(parent)


@pytest.mark.parametrize("source", SOURCES)
def test_the_chosen_source_alone_stays_strong(illustrator: Illustrator, source: str) -> None:
    figure = illustrator.draw("sources", highlight=source)
    strength = {name: _groups(figure, f"step-{name}")[0].get("opacity") for name in SOURCES}
    assert [name for name, opacity in strength.items() if opacity == "1"] == [source]


@pytest.mark.parametrize("source", SOURCES)
def test_the_chosen_source_has_a_thicker_ring(illustrator: Illustrator, source: str) -> None:
    figure = illustrator.draw("sources", highlight=source)
    rings = {name: _groups(figure, f"step-{name}")[0][-1] for name in SOURCES}
    widths = {name: float(ring.get("stroke-width", "0")) for name, ring in rings.items()}
    assert max(widths, key=lambda name: widths[name]) == source


def test_no_source_is_muted_when_none_is_chosen(illustrator: Illustrator) -> None:
    figure = illustrator.draw("sources", highlight="none")
    assert {_groups(figure, f"step-{name}")[0].get("opacity") for name in SOURCES} == {"1"}


def test_each_source_has_its_label(illustrator: Illustrator) -> None:
    figure = illustrator.draw("sources")
    assert {label.key for label in figure.labels} == set(SOURCES)


def test_an_unknown_source_is_refused(illustrator: Illustrator) -> None:
    with pytest.raises(FigureError, match="blood"):
        illustrator.draw("sources", highlight="blood")


@pytest.mark.parametrize("sample", ["fat", "marrow", "follicle"])
def test_preparing_marks_the_layer_that_is_used(illustrator: Illustrator, sample: str) -> None:
    figure = illustrator.draw("preparing", sample=sample)
    assert any(mark.get("stroke") == TEAL for mark in _groups(figure, "step-used"))


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_every_step_of_the_day_has_a_pictogram(illustrator: Illustrator, name: str) -> None:
    figure = illustrator.draw("day-strip", steps=[name])
    assert figure.steps == (f"step-{name}",)


def test_the_strip_has_a_label_under_each_step(illustrator: Illustrator) -> None:
    figure = illustrator.draw("day-strip", steps=["numb", "prepare", "home"])
    assert [label.key for label in figure.labels] == ["numb", "prepare", "home"]
    assert [round(label.x) for label in figure.labels] == [167, 500, 833]


def test_a_mirrored_strip_runs_from_right_to_left(illustrator: Illustrator) -> None:
    figure = illustrator.draw("day-strip", steps=["numb", "prepare", "home"], mirrored=True)
    assert [round(label.x) for label in figure.labels] == [833, 500, 167]


@pytest.mark.parametrize("steps", [[], PICTOGRAMS[:7], ["dance"]])
def test_a_strip_that_cannot_be_drawn_is_refused(
    illustrator: Illustrator, steps: list[str]
) -> None:
    with pytest.raises(FigureError):
        illustrator.draw("day-strip", steps=steps)


@pytest.mark.parametrize(("total", "filled"), [(1, 0), (10, 8), (38, 38), (120, 7)])
def test_as_many_people_are_solid_as_were_given(
    illustrator: Illustrator, total: int, filled: int
) -> None:
    people = _groups(illustrator.draw("people", total=total, filled=filled))
    fills = [person.get("fill") for person in people]
    assert fills == [TEAL] * filled + [WHITE] * (total - filled)


@pytest.mark.parametrize("mirrored", [False, True])
def test_every_person_stands_inside_the_picture(illustrator: Illustrator, mirrored: bool) -> None:
    figure = illustrator.draw("people", total=43, filled=3, columns=12, mirrored=mirrored)
    places = [
        str(person.get("transform")).removeprefix("translate(").removesuffix(")").split()
        for person in _groups(figure)
    ]
    assert all(17 <= float(x) <= figure.width - 17 for x, _ in places)
    assert all(0 <= float(y) <= figure.height - 70 for _, y in places)


def test_two_people_never_stand_in_one_place(illustrator: Illustrator) -> None:
    people = _groups(illustrator.draw("people", total=120, filled=60))
    assert len({person.get("transform") for person in people}) == 120


@pytest.mark.parametrize(
    ("total", "filled", "columns"), [(0, 0, 20), (121, 0, 20), (10, 11, 20), (10, 2, 21)]
)
def test_a_count_that_cannot_be_shown_is_refused(
    illustrator: Illustrator, total: int, filled: int, columns: int
) -> None:
    with pytest.raises(FigureError):
        illustrator.draw("people", total=total, filled=filled, columns=columns)


def test_reviews_stand_at_their_share_of_the_bar(illustrator: Illustrator) -> None:
    figure = illustrator.draw("timeline", marks=[0, 0.5, 1], width=800)
    circles = [shape for shape in _groups(figure) if shape.tag == f"{SVG}circle"]
    assert [circle.get("cx") for circle in circles] == ["24", "400", "776"]


def test_a_mirrored_timeline_begins_at_the_right(illustrator: Illustrator) -> None:
    figure = illustrator.draw("timeline", marks=[0], width=800, mirrored=True)
    circles = [shape for shape in _groups(figure) if shape.tag == f"{SVG}circle"]
    assert [circle.get("cx") for circle in circles] == ["776"]


def test_each_tone_has_its_own_pattern(illustrator: Illustrator) -> None:
    drawn = set()
    for tone in ("heal", "wait", "change", "judge"):
        phases = [{"start": 0.2, "end": 0.8, "tone": tone}]
        figure = illustrator.draw("timeline", phases=phases, marks=[])
        drawn.add(tuple((shape.get("d"), shape.get("stroke")) for shape in _groups(figure)))
    assert len(drawn) == 4


@pytest.mark.parametrize(
    "values",
    [
        {"phases": [{"start": 0.5, "end": 0.2, "tone": "heal"}]},
        {"phases": [{"start": 0, "end": 1, "tone": "better"}]},
        {"marks": [1.5]},
    ],
)
def test_a_timeline_outside_its_bar_is_refused(
    illustrator: Illustrator, values: dict[str, list[object]]
) -> None:
    with pytest.raises(FigureError):
        illustrator.draw("timeline", **values)
