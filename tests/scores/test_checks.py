from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from clinic_aid.engine import Engine
from clinic_aid.pack_report import sample_guides
from clinic_aid.scores.checks import CHECKS, Checks
from clinic_aid.scores.counting import CheckOutcome
from clinic_aid.scores.instruments import WHOLE, Subject
from clinic_aid.scores.printed import Make, RatedPart, printed_parts

Look = Callable[..., CheckOutcome]


@pytest.fixture(scope="module")
def plan(engine: Engine) -> RatedPart:
    """Give the plan of the shipped sample that goes ahead."""
    [guide] = [guide for name, guide in sample_guides(engine) if name == "go-ahead.yaml"]
    documents = engine.print_job(guide).documents
    [plan] = [it for it in printed_parts("go-ahead.yaml", guide, documents) if it.part == "plan"]
    return plan


@pytest.fixture
def look(engine: Engine, plan: RatedPart) -> Look:
    """Give what a check finds in the plan where its words or pages are others."""

    def found(name: str, subject: Subject = "plan", *, text: str = "", **make: Any) -> CheckOutcome:
        sections = {"plan": text} if text else plan.sections
        pages = Make(**make) if make else plan.make
        part = replace(plan, sections=sections, make=pages)
        return Checks(parts=[part], pack=engine.pack, language="en").found(name, subject)

    return found


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("active-voice", "It is given by us.\nIt was put in.", "We give it to you."),
        ("no-counting", "Wash it from day 2 after treatment.", "Wash it on Monday 4 May."),
        ("no-counting", "Count the days until then.", "We count from your treatment day."),
        ("whole-numbers", "It helps 12 % of them.", "It helps 12 of 100 people."),
        ("whole-numbers", "It was 2.5 mm deep.", "It was 2 mm deep, in version 2026.11."),
        (
            "reading-grade",
            "Multidisciplinary histological characterisation necessitates deliberation.",
            "We wash it.",
        ),
    ],
)
def test_words_are_refused_or_let_pass(name: str, wrong: str, right: str, look: Look) -> None:
    refused = look(name, text=wrong)
    assert not refused.is_met
    assert refused.why
    assert refused.place == "go-ahead.yaml: plan"
    assert look(name, text=right).is_met


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("headings", {"sections": [True, False]}, {"sections": [True]}),
        ("references-lead", {"references": {"a"}}, {"references": {"a"}, "ids": {"a"}}),
        ("captions", {"figures": [True, False]}, {"figures": [True]}),
        ("short-lists", {"lists": [3, 8]}, {"lists": [7]}),
        ("simple-tables", {"heads": [["A"] * 5]}, {"heads": [["A"] * 4, ["M"] * 7]}),
        (
            "terms-explained",
            {"words": "A donor may help."},
            {"words": "A donor (another person who gave cells or tissue) may help. A donor may."},
        ),
        (
            "terms-explained",
            {"words": "Take minoxidil for your hair."},
            {"words": "Minoxidil lotion is one choice."},
        ),
    ],
)
def test_pages_are_refused_or_let_pass(
    name: str, wrong: dict[str, Any], right: dict[str, Any], look: Look
) -> None:
    assert not look(name, **wrong).is_met
    assert look(name, **right).is_met


def changed(plan: RatedPart, engine: Engine, page: str, **fields: Any) -> Checks:
    """Give the checks of a guide of which a page is another."""
    guide = plan.handout
    guide = replace(guide, **{page: replace(getattr(guide, page), **fields)})
    return Checks(parts=[replace(plan, handout=guide)], pack=engine.pack, language="en")


@pytest.mark.parametrize(
    ("name", "page", "fields"),
    [
        ("condition-told", "decision", {"condition": ()}),
        ("decision-named", "decision", {"decision": ""}),
        ("living-told", "decision", {"living": ()}),
        ("funding-told", "decision", {"disclosure": ""}),
        ("options-listed", "options", {"choices": ()}),
        ("sources-listed", "about", {"sources": ()}),
        ("reading-told", "about", {"rows": ()}),
        ("updated", "about", {"overdue": "The review was due in May."}),
        ("matters-asked", "worksheet", {"matters": ()}),
        ("steps-asked", "worksheet", {"empty_steps": ()}),
        ("room-to-write", "words", {"title": ""}),
    ],
)
def test_what_is_not_in_the_guide_is_not_met(
    name: str, page: str, fields: dict[str, Any], plan: RatedPart, engine: Engine
) -> None:
    whole = Checks(parts=[plan], pack=engine.pack, language="en")
    assert whole.found(name, WHOLE).is_met
    refused = changed(plan, engine, page, **fields).found(name, WHOLE)
    assert not refused.is_met
    assert refused.place == "go-ahead.yaml"


@pytest.mark.parametrize(
    ("name", "field"),
    [("options-weighed", "risks"), ("sources-listed", "sources"), ("sureness-told", "sure")],
)
def test_one_choice_that_is_told_less_of_is_enough(
    name: str, field: str, plan: RatedPart, engine: Engine
) -> None:
    first, *others = plan.handout.options.choices
    empty: dict[str, Any] = {field: ""}
    choices = (*others, replace(first, **empty))
    refused = changed(plan, engine, "options", choices=choices).found(name, WHOLE)
    assert not refused.is_met
    assert first.name in refused.why


def test_no_clinician_is_made_up(look: Look, engine: Engine) -> None:
    assert look("signed-off", WHOLE).is_met is engine.pack.pack.sign_off.is_signed


def test_shares_that_no_study_has_are_not_compared(look: Look) -> None:
    for name in ("same-time", "same-people"):
        refused = look(name, WHOLE)
        assert not refused.is_met
        assert "one choice at most" in refused.why


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_what_no_sample_prints_passes_nothing(name: str, look: Look) -> None:
    assert not look(name, "not-now").is_met
