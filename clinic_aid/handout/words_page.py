"""Decide the page of the patient's own words, and the room to write more of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.domain.consultation import Consultation
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.parts import PlacedFigure, Row
from clinic_aid.handout.pictures import described
from clinic_aid.handout.plan_rows import cleared_words
from clinic_aid.handout.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """The patient's own words, what was seen together, and where there is room to write."""

    title: str
    intro: str
    seen_title: str
    seen: tuple[Row, ...]
    maps: tuple[PlacedFigure, ...]
    told_title: str
    told: tuple[Row, ...]
    told_rest: str | None
    matters_title: str
    matters: tuple[str, ...]
    questions_title: str
    questions: tuple[Row, ...]
    teach_back_title: str
    teach_back: tuple[Row, ...]
    support_title: str
    support: tuple[str, ...]
    write_title: str


def words_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> WordsPage:
    """Give what the patient said and what was seen together, and room to write."""
    pack, labels, consultation = situation.pack, situation.pack.labels, situation.consultation
    section = pack.sections["your-words"]
    not_answered = labels["not-answered"]
    return WordsPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        seen_title=labels["seen-together"],
        seen=tuple(_seen(situation)),
        maps=tuple(_maps(situation, illustrator)),
        told_title=labels["you-told-us"],
        told=tuple(_told(situation, filling, language)),
        told_rest=_told_rest(consultation, labels),
        matters_title=labels["what-matters"],
        matters=tuple(
            pack.matters[matter] if matter in pack.matters else isolated(matter)
            for matter in consultation.what_matters
        ),
        questions_title=labels["your-questions"],
        questions=tuple(
            Row(
                name=isolated(asked.question),
                value=isolated(asked.answer) if asked.answer else not_answered,
                open=not asked.answer,
            )
            for asked in consultation.questions
            # Words that were taken back leave dots in the list, and nothing to print.
            if asked.answer or asked.question.strip("\u2026 ")
        ),
        teach_back_title=labels["in-your-words"],
        teach_back=tuple(_said_back(situation)),
        support_title=labels["where-to-turn"],
        support=tuple(
            filling.text(point.text) for point in situation.selection.of(pack.support).values()
        ),
        write_title=labels["room-to-write"],
    )


def _seen(situation: Situation) -> Iterable[Row]:
    labels, finding = situation.pack.labels, situation.consultation.finding
    for key, value in (("row-pattern", finding.pattern), ("row-since", finding.since)):
        if value:
            yield Row(name=labels[key], value=isolated(value))
    stage = finding.stage and _stage_name(situation, finding.stage)
    if stage:
        yield Row(name=labels["row-stage"], value=stage)


def _stage_name(situation: Situation, stage: str) -> str | None:
    for scale in situation.pack.scales.values():
        if stage in scale.stages:
            found = scale.stages[stage]
            labels, name = situation.pack.labels, f"{scale.name}, {found.name}"
            if found.studied == "some":
                return fill(labels["stage-means"], stage=name, meaning=found.description)
            meaning = found.description.removesuffix(".")
            stage = fill(labels["stage-means"], stage=name, meaning=meaning)
            return fill(labels[f"stage-studied-{found.studied}"], stage=stage)
    return None


def _maps(situation: Situation, illustrator: Illustrator) -> Iterable[PlacedFigure]:
    """Draw the views with lines of their own; the view from above stands on page 1."""
    pack, finding = situation.pack, situation.consultation.finding
    for view in ("front", "back", "left", "right"):
        lines = [[list(p) for p in s.points] for s in finding.strokes if s.view == view]
        if lines:
            figure = illustrator.draw(
                "scalp-map", view=view, areas=list(finding.areas), strokes=lines, seats=False
            )
            caption = pack.labels[f"view-{view}"]
            alt = described("scalp-map", pack, f"{caption}.", pack.labels["lines-alt"])
            yield PlacedFigure.of(figure, alt=alt, caption=caption, words={})


def _told(situation: Situation, filling: Filling, language: str) -> Iterable[Row]:
    """Give each check that was not answered with a plain no, and what such an answer means."""
    pack, labels = situation.pack, situation.pack.labels
    for key, answer in situation.consultation.checks.items():
        if answer.answer == "no":
            continue
        check = pack.checks[key]
        said = f"{labels[f'told-{answer.answer}']} {filling.text(check.meaning)}"
        if cleared := cleared_words(key, situation, language):
            said = f"{said} {cleared}"
        elif answer.cleared_by:
            said = f"{said} {fill(labels['told-not-confirmed'], who=answer.cleared_by)}"
        yield Row(name=filling.text(check.question), value=said)


def _told_rest(consultation: Consultation, labels: Mapping[str, str]) -> str | None:
    """Say how many questions and warning signs were answered with a plain no."""
    asked = [answer.answer for answer in consultation.checks.values()]
    count = [*asked, *consultation.red_flags.values()].count("no")
    return fill(labels["told-no"], count=str(count)) if count else None


def _said_back(situation: Situation) -> Iterable[Row]:
    pack = situation.pack
    outcomes = {"explain-again": "explain-again", "clear": "said-back-clear"}
    for said in situation.consultation.teach_back:
        words = isolated(said.words) if said.words else ""
        outcome = pack.labels[outcomes[said.outcome]] if said.outcome else ""
        # What is clear shows in the words, where there are words.
        told = words if words and said.outcome == "clear" else f"{words} {outcome}".strip()
        if told:
            yield Row(name=pack.topics[said.topic].headline, value=told)
