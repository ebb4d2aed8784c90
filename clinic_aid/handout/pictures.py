"""Choose and draw the figures that stand on the pages, with their words."""

from collections.abc import Iterable, Mapping

from clinic_aid.content.care import WarningIcon
from clinic_aid.content.filling import fill
from clinic_aid.content.model import ContentPack
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.handout.parts import PicturedSign, PlacedFigure, RowKind
from clinic_aid.handout.situation import Situation

_BETWEEN = "; "
"""Between the items of a list whose items have commas of their own."""
# The sign around a pictogram on paper.
_SIGNS: Mapping[RowKind, str] = {
    "appointment": "do", "avoid": "not", "do": "do", "may": "again", "ask": "do",
}  # fmt: skip


def described(name: str, pack: ContentPack, *shown: str) -> str:
    """Give the alternative text of a figure: what its kind shows, then what it shows this time."""
    return " ".join((pack.figures[name].alt, *shown))


def steps_shown(name: str, steps: Iterable[str], pack: ContentPack) -> str:
    """Give the alternative text of a strip or grid of the day: its steps by name, in order."""
    words = pack.figures[name].labels
    return described(
        name, pack, in_a_row("steps-alt", "steps", (words[step] for step in steps), pack)
    )


def in_a_row(label: str, name: str, items: Iterable[str], pack: ContentPack) -> str:
    """Give a label with a list of items in the place that it has for them."""
    return fill(pack.labels[label], **{name: _BETWEEN.join(items)})


def source_marked(source: str, pack: ContentPack) -> str:
    """Give the alternative text of the sources with one of them marked."""
    words = pack.figures["sources"].labels
    return described("sources", pack, fill(pack.labels["source-marked-alt"], source=words[source]))


def captioned(name: str, situation: Situation, illustrator: Illustrator) -> PlacedFigure:
    """Give a figure whose caption says what its labels would: it stands small on a page."""
    pack = situation.pack
    return PlacedFigure.of(
        illustrator.draw(name),
        alt=described(name, pack),
        caption=pack.figures[name].caption,
        words={},
    )


def signs_of(
    rows: Iterable[tuple[RowKind, str]], illustrator: Illustrator
) -> Mapping[str, PlacedFigure]:
    """Draw the pictograms of rows, by kind and icon; the words beside them say the same."""
    return {
        f"{kind} {icon}": _wordless(illustrator.draw("care-icon", care=icon, sign=_SIGNS[kind]))
        for kind, icon in dict.fromkeys(rows)
    }


def how_to_drawings(acts: Iterable[str], illustrator: Illustrator) -> Mapping[str, PlacedFigure]:
    """Draw how to do steps of the care; the words beside a drawing say the same."""
    return {act: _wordless(illustrator.draw("how-to", act=act)) for act in dict.fromkeys(acts)}


def pictured(icon: WarningIcon | None, text: str, illustrator: Illustrator) -> PicturedSign:
    """Give a sign with its pictogram, which has no alternative text: the words say the same."""
    figure = _wordless(illustrator.draw("warning-sign", warning=icon))
    return PicturedSign(icon=figure, text=text)


def _wordless(figure: Figure) -> PlacedFigure:
    return PlacedFigure.of(figure, alt="", caption=None, words={})
