"""Decide what a patient reads who is not treated now: why, what has to happen first, what else."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from clinic_aid.content.dates import listed
from clinic_aid.content.filling import Filling, fill, without_terms
from clinic_aid.domain.guide_parts import Part
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.approvals import approval_for
from clinic_aid.handout.parts import Card, NextStep, PicturedSign, Row
from clinic_aid.handout.pictures import pictured
from clinic_aid.handout.plan_rows import done_rows
from clinic_aid.handout.situation import AGE_CHECK, DateMode, Situation

_FINE = ("nothing", "cover", "cause")
_WHERE: Final = ("scalp", "hair-or-body")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsSeen:
    """Signs that are seen in one place."""

    title: str
    signs: tuple[PicturedSign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNowPage:
    """Why nothing is planned, what has to happen first, and what else can be done.

    `sign` says whether something stops the treatment or the patient chose so. `done` names
    what was done already, `done_care` where its care stands.
    """

    title: str
    lead: str
    sign: Literal["stop", "choice"]
    reasons: tuple[Card, ...]
    done_title: str
    done: tuple[Row, ...]
    done_care: str
    steps_title: str
    steps: tuple[NextStep, ...]
    fine: tuple[str, ...]
    ask_first: tuple[str, ...]
    choices: str
    noticed: tuple[str, ...]
    soon: str
    signs: tuple[SignsSeen, ...]
    low: str
    know: tuple[str, ...]


def not_now_page(
    situation: Situation,
    filling: Filling,
    language: str,
    illustrator: Illustrator,
    *,
    parts: Collection[Part],
) -> NotNowPage | None:
    """Give the page; None where something may still come. `parts` are those that print too."""
    if not situation.is_off:
        return None
    pack, labels, declined = situation.pack, situation.pack.labels, _declined(situation)
    done = tuple(done_rows(situation, language))
    return NotNowPage(
        title=labels["not-now-no-title" if declined else "part-not-now"],
        lead=labels["decision-no-undated" if declined else "not-now-lead"],
        sign="choice" if declined else "stop",
        reasons=tuple(_reasons(situation, filling)),
        done_title=labels["not-now-done"],
        done=done,
        done_care=_done_care(situation, parts) if done else "",
        steps_title=labels["not-now-change" if declined else "not-now-first"],
        steps=tuple(_steps(situation, filling, language, parts)),
        fine=tuple(filling.text(labels[f"not-now-fine-{key}"]) for key in _FINE),
        ask_first=tuple(_ask_first(situation, filling)),
        choices=_choices(situation, language, parts),
        noticed=tuple(
            filling.text(pack.red_flags[key].text)
            for key, noticed in situation.consultation.red_flags.items()
            if noticed != "no"
        ),
        soon=filling.text(labels["not-now-soon"]),
        signs=tuple(_signs(situation, filling, illustrator)),
        low=filling.text(labels["not-now-low"]),
        know=tuple(_know(situation, filling)),
    )


def _declined(situation: Situation) -> bool:
    return situation.mode is DateMode.DECLINED


def _causes(situation: Situation) -> tuple[str, ...]:
    """Give the checks that stop the treatment, an age that nobody can clear first."""
    keys = dict.fromkeys((*situation.stops.open, *situation.stops.not_confirmed))
    if situation.under_age:
        return (AGE_CHECK, *(key for key in keys if key != AGE_CHECK))
    return tuple(keys)


def _reasons(situation: Situation, filling: Filling) -> Iterator[Card]:
    pack, labels = situation.pack, situation.pack.labels
    if _declined(situation):
        yield Card(title=labels["not-now-no"], text=filling.text(labels["not-now-no-why"]))
        return
    for key in _causes(situation):
        texts = [_told(key, situation, filling), filling.text(pack.checks[key].meaning)]
        if key in situation.stops.not_confirmed:
            texts.append(filling.text(labels["stop-not-confirmed"]))
        yield Card(title=pack.not_now[key].heading, text=" ".join(texts))


def _told(key: str, situation: Situation, filling: Filling) -> str:
    """Say what the patient said, or that a birth date says it."""
    labels, answer = situation.pack.labels, situation.consultation.checks.get(key)
    if answer is None or answer.answer == "no":
        return labels["not-now-too-young"]
    return filling.text(
        labels[f"not-now-told-{answer.answer}"], {"clause": situation.pack.not_now[key].clause}
    )


def _steps(
    situation: Situation, filling: Filling, language: str, parts: Collection[Part]
) -> Iterator[NextStep]:
    """Give what has to happen before this can be talked about again, in its order."""
    pack, labels = situation.pack, situation.pack.labels

    def step(key: str, *more: str) -> NextStep:
        text = " ".join((filling.text(labels[key]), *more))
        return NextStep(title=labels[f"{key}-title"], text=text)

    def pauses(*keys: str) -> Iterator[NextStep]:
        for key in keys:
            pause = pack.not_now[key]
            yield NextStep(title=pause.first, text=filling.text(pause.then))

    if _declined(situation):
        yield step("not-now-tell")
        yield from pauses(*((AGE_CHECK,) if situation.under_age else ()))
        yield step("not-now-ask-again")
        yield step("not-now-take-time")
        return
    if situation.under_age:
        # At this age a doctor looks first; other answers are settled when the time has come.
        yield step("not-now-young")
        yield from pauses(AGE_CHECK)
    else:
        yield from pauses(*_causes(situation))
        show = [fill(labels["not-now-show"], part=labels["part-gp"])] if "gp" in parts else []
        yield step("not-now-see", *show)
        yield step("not-now-note")
    if settle := tuple(_to_settle(situation, filling)):
        yield NextStep(title=labels["not-now-settle-title"], text="", points=settle)
    yield step("not-now-back", *_unasked(situation, language))


def _to_settle(situation: Situation, filling: Filling) -> Iterator[Row]:
    """Give the other answers that somebody has to look at; of a minor, each further stop too."""
    pack = situation.pack
    more = _causes(situation)[1:] if situation.under_age else ()
    answers = situation.consultation.checks.items()
    doctors = (key for key, said in answers if pack.checks[key].level == "doctor" and said.is_open)
    for key in (*more, *doctors):
        check = pack.checks[key]
        yield Row(name=check.short, value=filling.text(check.waits or ""))


def _unasked(situation: Situation, language: str) -> Iterator[str]:
    pack, keys = situation.pack, situation.stops.unasked
    if keys and not situation.under_age:
        names = [without_terms(pack.checks[key].short) for key in keys]
        yield fill(pack.labels["not-now-unasked"], questions=listed(names, language))


def _done_care(situation: Situation, parts: Collection[Part]) -> str:
    labels = situation.pack.labels
    if {"fridge", "plan"} <= set(parts):
        return fill(
            labels["not-now-done-care"], glance=labels["part-fridge"], plan=labels["part-plan"]
        )
    return labels["not-now-done-ask"]


def _ask_first(situation: Situation, filling: Filling) -> Iterator[str]:
    for key in _causes(situation):
        for text in situation.pack.not_now[key].ask_first:
            yield filling.text(text)


def _choices(situation: Situation, language: str, parts: Collection[Part]) -> str:
    """Name the other treatments; to a minor none, since the studies took adults."""
    pack, labels = situation.pack, situation.pack.labels
    if situation.under_age:
        return ""
    options = [
        option.in_list or f"{option.name[:1].lower()}{option.name[1:]}"
        for option in situation.selection.of(pack.options).values()
        if option.role == "other" and not option.without_doctor
    ]
    told = fill(labels["not-now-choices"], options=listed(options, language, style="or"))
    if "facts" not in parts:
        return told
    return f"{told} {fill(labels['not-now-in-facts'], part=labels['part-facts'])}"


def _signs(situation: Situation, filling: Filling, illustrator: Illustrator) -> Iterator[SignsSeen]:
    """Give what nobody noticed so far, by where it is seen."""
    pack, noticed = situation.pack, situation.consultation.red_flags
    for where in _WHERE:
        signs = tuple(
            pictured(flag.icon, filling.text(flag.text), illustrator)
            for key, flag in situation.selection.of(pack.red_flags).items()
            if flag.where == where and noticed.get(key, "no") == "no"
        )
        if signs:
            yield SignsSeen(title=pack.labels[f"not-now-signs-{where}"], signs=signs)


def _know(situation: Situation, filling: Filling) -> Iterator[str]:
    """Give what everybody must know of it, whatever was decided."""
    yield filling.text(approval_for(situation).statement)
    yield filling.text(situation.pack.pack.disclosure)
