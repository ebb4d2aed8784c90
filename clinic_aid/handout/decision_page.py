"""Decide the front page of the facts: what there is to decide, and what pattern hair loss is."""

from dataclasses import dataclass

from clinic_aid.content.filling import Filling
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.parts import PlacedFigure
from clinic_aid.handout.pictures import captioned
from clinic_aid.handout.situation import Situation

_NOT_PROVEN = 2
_OTHERS_TESTED = 1
_FIGURE = "shrinking"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSection:
    """The decision in a sentence, and in short what is known and who earns; then what is treated.

    `in_short` says what studies saw, what harm there is, and how well others are tested.
    `living` says what it is like to live with.
    """

    title: str
    decision_title: str
    decision: str
    choice: str
    short_title: str
    not_proven: tuple[str, ...]
    in_short: tuple[str, ...]
    disclosure: str
    condition_title: str
    condition: str
    figure: PlacedFigure
    living_title: str
    living: tuple[str, ...]


def decision_page(
    situation: Situation, filling: Filling, illustrator: Illustrator
) -> DecisionSection:
    """Give the decision as it stands for this patient."""
    pack, labels = situation.pack, situation.pack.labels
    topics = situation.selection.of(pack.topics)
    loss, feelings = topics["pattern-loss"], topics["feelings"]
    seen = topics["studies-in-short"].points
    others = topics["options-in-short"].points[_OTHERS_TESTED]
    section = pack.sections["decision"]
    stands = "off" if situation.is_off else "given" if situation.is_given else "open"
    return DecisionSection(
        title=filling.text(section.title),
        decision_title=labels["deciding-title"],
        decision=labels[f"deciding-{stands}"],
        choice=filling.text(section.intro or ""),
        not_proven=tuple(filling.text(text) for text in topics["todays-talk"].points[:_NOT_PROVEN]),
        short_title=labels["short-title"],
        in_short=(
            " ".join(filling.text(seen[place]) for place in (0, -1)),
            labels["short-harm"],
            filling.text(others),
        ),
        disclosure=filling.text(pack.pack.disclosure),
        condition_title=filling.text(pack.sections["condition"].title),
        condition=filling.text(loss.points[0]),
        figure=captioned(_FIGURE, situation, illustrator),
        living_title=filling.text(feelings.headline),
        living=tuple(filling.text(feelings.points[place]) for place in (0, -1)),
    )
