from collections.abc import Callable
from pathlib import Path

import pytest

from clinic_aid.figures.drawing import Figure, Illustrator, Label
from clinic_aid.figures.errors import FigureError

Draw = Callable[..., Figure]

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    '<g id="base"><rect x="0" y="0" width="100" height="50" fill="{{ c.ink }}"/></g>'
    '<g id="step-late">{{ inner }}</g></svg>'
)
_DOT = '<circle cx="1" cy="1" r="1"/>'
_PLAN = (
    "format: 1\nwidth: 100\nheight: 50\nsteps: [step-late]\n"
    "labels:\n  - {key: here, x: 10.5, y: 20, side: start, step: step-late}\n"
)


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Draw a figure from the given two templates."""

    def drawn(svg: str = _SVG, plan: str = _PLAN, **values: object) -> Figure:
        folder = tmp_path / "figures"
        folder.mkdir(exist_ok=True)
        (folder / "it.svg.j2").write_text(svg, encoding="utf-8")
        (folder / "it.yaml").write_text(plan, encoding="utf-8")
        return Illustrator(tmp_path, {"ink": "#17363c"}).draw("it", **{"inner": "", **values})

    return drawn


def test_a_figure_knows_its_size_labels_and_steps(draw: Draw) -> None:
    figure = draw()
    assert (figure.width, figure.height, figure.steps) == (100, 50, ("step-late",))
    assert figure.labels == (Label(key="here", x=10.5, y=20, side="start", step="step-late"),)


def test_colours_come_from_the_table(draw: Draw) -> None:
    assert 'fill="#17363c"' in draw().svg


def test_a_layer_holds_its_own_group_only(draw: Draw) -> None:
    layers = draw().layers()
    assert list(layers) == ["base", "step-late"]
    assert "step-late" not in layers["base"]
    assert 'viewBox="0 0 100 50"' in layers["step-late"]


def test_a_picture_without_ids_can_stand_beside_another(draw: Draw) -> None:
    assert "id=" not in draw().without_ids()


def test_the_plan_is_filled_with_the_same_values(draw: Draw) -> None:
    assert draw(plan=_PLAN.replace("10.5", "{{ place }}"), place=30).labels[0].x == 30


def test_long_fractions_are_written_short(draw: Draw) -> None:
    svg = _SVG.replace("{{ inner }}", '<circle cx="{{ third }}" cy="0" r="1"/>')
    assert 'cx="0.33"' in draw(svg, third=1 / 3).svg


def test_names_leave_out_shared_macros(tmp_path: Path) -> None:
    folder = tmp_path / "figures"
    folder.mkdir()
    for name in ("b.svg.j2", "a.svg.j2", "_shared.svg.j2", "a.yaml"):
        (folder / name).touch()
    assert Illustrator(tmp_path, {}).names() == ("a", "b")


@pytest.mark.parametrize(
    "inner",
    [
        "<text>word</text>",
        "word",
        '<path d="M0 0L1 1" style="fill:none"/>',
        '<path d="M0 0L1 1" class="x"/>',
        '<path d="url(x)"/>',
        '<rect x="0" y="0" width="10%" height="1"/>',
        '<circle cx="0" cy="0" r="1" fill="red"/>',
        '<circle cx="0" cy="0" r="1" fill="url(#g)"/>',
        '<circle cx="0" cy="0" r="1" fill="#ABCDEF"/>',
        '<circle cx="0" cy="0" r="1" opacity="50%"/>',
        '<g clip-path="none"/>',
        '<g transform="skewX(3)"/>',
        "<use/>",
        "<linearGradient/>",
        "<svg/>",
        '<g id="base"/>',
    ],
)
def test_svg_that_renderers_draw_differently_is_refused(draw: Draw, inner: str) -> None:
    with pytest.raises(FigureError, match=r"^it: "):
        draw(_SVG.replace("{{ inner }}", inner))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('viewBox="0 0 100 50"', 'viewBox="0 0 100 60"'),
        ('viewBox="0 0 100 50"', 'viewBox="0 0 100 50" width="3"'),
        ('id="step-late"', 'id="step-early"'),
        ('<g id="step-late">{{ inner }}</g>', '<circle cx="1" cy="1" r="1"/>'),
        ("{{ inner }}", "{{ missing }}"),
        ("{{ inner }}", "{{ inner.__class__.__mro__ }}"),
        ("{{ inner }}", "{{ refuse('not so') }}"),
        ("</svg>", ""),
        ("</svg>", "<defs/></svg>"),
        ('viewBox="0 0 100 50"', 'viewBox="0 0 100% 50"'),
        ('xmlns="http://www.w3.org/2000/svg"', ""),
    ],
)
def test_a_faulty_picture_is_refused(draw: Draw, old: str, new: str) -> None:
    with pytest.raises(FigureError):
        draw(_SVG.replace(old, new))


@pytest.mark.fault(48)
@pytest.mark.parametrize(
    "svg",
    [
        _SVG.replace("{{ inner }}", "<script>alert(1)</script>"),
        _SVG.replace("{{ inner }}", _DOT.replace("/>", ' onload="alert(1)"/>')),
        _SVG.replace("{{ inner }}", '<image href="file:///etc/passwd" width="1" height="1"/>'),
        _SVG.replace("{{ inner }}", '<use href="#base"/>'),
        _SVG.replace("{{ inner }}", _DOT.replace("/>", ' fill="url(https://a.example/b)"/>')),
        '<!DOCTYPE svg [<!ENTITY one "1">]>'
        + _SVG.replace("{{ inner }}", _DOT.replace('"1"', '"&one;"')),
        '<!DOCTYPE svg [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        + _SVG.replace("{{ inner }}", "&file;"),
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + _SVG,
        '<?xml-stylesheet href="https://a.example/b.css"?>' + _SVG,
        "<!DOCTYPE svg ["
        + f'<!ENTITY a "{"1" * 1000}">'
        + "".join(
            f'<!ENTITY {name} "{f"&{before};" * 10}">'
            for before, name in zip("abcdefg", "bcdefgh", strict=True)
        )
        + "]>"
        + _SVG.replace("{{ inner }}", _DOT.replace('"1"', '"&h;"')),
    ],
    ids=[
        *("script", "event", "picture", "use", "address", "entity", "entity of a file"),
        *("type of a file", "style sheet", "bomb"),
    ],
)
def test_a_picture_that_runs_or_fetches_something_is_refused(draw: Draw, svg: str) -> None:
    with pytest.raises(FigureError, match=r"^it: "):
        draw(svg)


@pytest.mark.fault(49)
@pytest.mark.parametrize(
    "reached",
    [
        "inner.__class__.__mro__[1].__subclasses__()",
        "refuse.__globals__",
        "refuse.__init__.__globals__['__builtins__']",
        "range.__self__",
        "c.__class__.__base__",
        "''.format.__self__.__class__",
        "'{0.__class__}'.format(inner)",
        "c.update({'ink': '#000000'})",
        "namespace.__init__.__globals__",
    ],
)
def test_a_template_that_reaches_for_the_program_is_refused(draw: Draw, reached: str) -> None:
    with pytest.raises(FigureError, match=r"^it: .*(unsafe|undefined|no attribute)"):
        draw(_SVG.replace("{{ inner }}", "{{ " + reached + " }}"))


@pytest.mark.fault(49)
@pytest.mark.parametrize("sum_", ["range(10 ** 9)", "1 / 0", "2.0 ** 5000"])
def test_a_template_that_counts_without_end_is_refused(draw: Draw, sum_: str) -> None:
    with pytest.raises(FigureError, match=r"^it: "):
        draw(_SVG.replace("{{ inner }}", "{{ " + sum_ + " }}"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: 1", "format: 2"),
        ("x: 10.5", "x: 101"),
        ("y: 20", "y: -1"),
        ("y: 20", "y: high"),
        ("side: start", "side: left"),
        ("step: step-late", "step: step-never"),
        ("key: here", "key: here, color: red"),
        ("[step-late]", "[]"),
        (_PLAN, _PLAN + _PLAN.splitlines()[-1]),
        (_PLAN, "["),
    ],
)
def test_a_faulty_plan_is_refused(draw: Draw, old: str, new: str) -> None:
    with pytest.raises(FigureError):
        draw(plan=_PLAN.replace(old, new))


@pytest.mark.parametrize("value", [object(), {1, 2}, print, {"deep": [b"bytes"]}, Path()])
def test_only_plain_data_reaches_a_template(draw: Draw, value: object) -> None:
    with pytest.raises(FigureError, match="not plain data"):
        draw(inner=value)


def test_a_value_cannot_bring_in_markup(draw: Draw) -> None:
    with pytest.raises(FigureError, match="words"):
        draw(inner='<circle cx="0" cy="0" r="1"/>')


def test_an_unknown_figure_is_refused(illustrator: Illustrator) -> None:
    with pytest.raises(FigureError, match="no-such-figure"):
        illustrator.draw("no-such-figure")
