"""Decide the worksheet: what matters to the patient, and the next steps."""

from dataclasses import dataclass
from typing import Final

from clinic_aid.content.filling import Filling, isolated
from clinic_aid.handout.situation import Situation

_EMPTY_STEPS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetPage:
    """Half a page to fill in; what was named in the talk stands first, `said` of how many."""

    title: str
    intro: str
    matters_title: str
    marks: tuple[str, str, str]
    matters: tuple[str, ...]
    step_heads: tuple[str, str, str]
    first_step: str
    empty_steps: tuple[int, ...]


def worksheet_page(situation: Situation, filling: Filling) -> WorksheetPage:
    """Give what may matter, with what this patient named first, and room for the next steps."""
    pack, labels = situation.pack, situation.pack.labels
    named = situation.consultation.what_matters
    section = pack.sections["worksheet"]
    return WorksheetPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        matters_title=labels["worksheet-matters"],
        marks=(labels["worksheet-little"], labels["worksheet-some"], labels["worksheet-much"]),
        matters=(
            *(pack.matters[key] if key in pack.matters else isolated(key) for key in named),
            *(text for key, text in pack.matters.items() if key not in named),
        ),
        step_heads=(
            labels["worksheet-step"],
            labels["worksheet-whom"],
            labels["worksheet-when"],
        ),
        first_step=labels["worksheet-first-step"],
        empty_steps=tuple(range(_EMPTY_STEPS)),
    )
