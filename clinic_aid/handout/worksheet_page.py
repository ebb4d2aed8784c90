"""Decide the worksheet: from what matters to the patient, in steps, to a decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from clinic_aid.content.filling import Filling, isolated
from clinic_aid.handout.parts import TextGroup
from clinic_aid.handout.situation import Situation

_EMPTY_STEPS: Final = 1
# What matters, by what it is about; anything else stands with the last.
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "worksheet-body": ("hair-change", "recovery", "avoiding-surgery", "long-term-health"),
    "worksheet-known": ("evidence", "approval"),
    "worksheet-means": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetPage:
    """A page to fill in, in four steps; what was named in the talk stands first.

    `answers` are what can be decided; `other` has a line to say which it is.
    """

    title: str
    intro: str
    tick: str
    matters_title: str
    marks: tuple[str, str, str]
    matters: tuple[TextGroup, ...]
    compare: str
    ask: str
    step_heads: tuple[str, str, str]
    first_step: tuple[str, str, str]
    empty_steps: tuple[int, ...]
    decide: str
    answers: tuple[str, ...]
    other: str


def worksheet_page(situation: Situation, filling: Filling) -> WorksheetPage:
    """Give what may matter, with what this patient named first, and the steps from there."""
    pack, labels = situation.pack, situation.pack.labels
    section = pack.sections["worksheet"]
    # What was given, and what cannot be had, is no choice.
    offered = () if situation.is_off else ("worksheet-this",)
    return WorksheetPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        tick=labels["worksheet-tick"],
        matters_title=labels["worksheet-matters"],
        marks=(labels["worksheet-little"], labels["worksheet-some"], labels["worksheet-much"]),
        matters=tuple(_matters(situation)),
        compare=labels["worksheet-fits"],
        ask=labels["worksheet-ask"],
        step_heads=(
            labels["worksheet-step"],
            labels["worksheet-whom"],
            labels["worksheet-when"],
        ),
        first_step=(
            labels["worksheet-first-step"],
            labels["worksheet-first-whom"],
            labels["worksheet-first-when"],
        ),
        empty_steps=tuple(range(_EMPTY_STEPS)),
        decide=labels["worksheet-decide"],
        answers=tuple(labels[key] for key in ("worksheet-none", *offered, "worksheet-wait")),
        other=labels["worksheet-other"],
    )


def _matters(situation: Situation) -> Iterator[TextGroup]:
    """Give what may matter in short lists, each once."""
    pack, named = situation.pack, situation.consultation.what_matters
    if named:
        yield TextGroup(
            title=pack.labels["worksheet-named"],
            texts=tuple(
                pack.matters[key] if key in pack.matters else isolated(key) for key in named
            ),
        )
    kind_of = {key: kind for kind, keys in _KINDS.items() for key in keys}
    last = tuple(_KINDS)[-1]
    for kind in _KINDS:
        texts = tuple(
            text
            for key, text in pack.matters.items()
            if key not in named and kind_of.get(key, last) == kind
        )
        if texts:
            yield TextGroup(title=pack.labels[kind], texts=texts)
