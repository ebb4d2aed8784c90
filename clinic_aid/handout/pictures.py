"""Choose and draw the figures that stand on the pages, with their words."""

from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.parts import PlacedFigure
from clinic_aid.handout.situation import Situation

_MOST_STEPS = 6


def captioned(name: str, situation: Situation, illustrator: Illustrator) -> PlacedFigure:
    """Give a figure whose caption says what its labels would: it stands small on a page."""
    texts = situation.pack.figures[name]
    figure = illustrator.draw(name)
    return PlacedFigure.of(figure, alt=texts.alt, caption=texts.caption, words={})


def day_strip(situation: Situation, illustrator: Illustrator) -> PlacedFigure | None:
    """Give the steps of the treatment as a strip; none while too much of it is open."""
    steps = situation.selection.of(situation.pack.day_steps)
    shown = list(
        dict.fromkeys(
            step.pictogram
            for step in steps.values()
            if step.when.condition.surely_holds(situation.selection.case)
        )
    )
    if not 3 < len(shown) <= _MOST_STEPS:
        return None
    texts = situation.pack.figures["day-strip"]
    figure = illustrator.draw("day-strip", steps=shown)
    return PlacedFigure.of(figure, alt=texts.alt, caption=None, words=dict(texts.labels))


def how_it_may_work(situation: Situation, illustrator: Illustrator) -> tuple[PlacedFigure, ...]:
    """Give the hair cycle, the follicle states and, where it is known, the delivery."""
    names = ["hair-cycle", "follicle-states"]
    delivery = situation.selection.case.known("delivery")
    if delivery is not None:
        names.append(f"delivery-{delivery}")
    return tuple(captioned(name, situation, illustrator) for name in names)
