import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.guide_parts import EDITIONS, GuideWish
from clinic_aid.handout.helper_page import HelperPage
from clinic_aid.handout.model import Handout
from clinic_aid.handout.printed_text import section_text
from tests.pdf_check import faults_of

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]

TREATED = (
    "abroad", "braids", "four-sessions", "full", "go-ahead", "minimal", "no-date", "older-man",
    "sampled-then-stopped", "sedated", "think-about-it", "topical", "trans-man",
)  # fmt: skip


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    patient = {"name": "Amira Haddad"} | changes.pop("patient", {})
    return {"patient": patient, "plan": plan, "consultation_date": "2026-11-16", **changes}


def page_of(handout: Handout) -> HelperPage:
    assert handout.helper is not None
    return handout.helper


def steps(handout: Handout) -> dict[str, tuple[str, ...]]:
    page = page_of(handout)
    return {step.what: tuple(map(without_isolates, step.when)) for step in page.steps}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", TREATED)
def test_two_pages_hold_it(name: str, paper: Any, printed: Printed, texts: Texts) -> None:
    wish = GuideWish(parts=("helper",), edition="standard", paper=paper)
    assert len(texts(printed(name, wish=wish))) == 2


@pytest.mark.parametrize("name", ["decided-no", "stop-check", "under-18"])
def test_where_nothing_is_done_nobody_has_to_help(name: str, handout_of: HandoutOf) -> None:
    assert handout_of(name).helper is None


def test_only_the_first_name_is_on_it(printed: Printed, texts: Texts) -> None:
    text = " ".join(texts(printed("full", wish=GuideWish(parts=("helper",)))))
    assert "Amira" in text
    assert "Haddad" not in text


def test_no_cost_no_feeling_and_no_health_answer_is_on_it(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    asked = {
        key: {"answer": "unsure"} for key, check in pack.checks.items() if check.level != "stop"
    }
    told = tree(
        checks=asked,
        plan={"full_cost": "£4,200"},
        what_matters=["cost"],
        questions=[{"question": "Will my mother notice?"}],
        red_flags={"changing-spot": "yes"},
    )
    text = section_text(handout_of(told), "helper")
    assert not re.search(r"£|\bcosts?\b|\blow\b|\bworr", text)
    assert "mother" not in text
    assert [check.short for check in pack.checks.values() if check.short in text] == []


def test_every_sign_that_needs_somebody_to_act_is_there(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = page_of(handout_of("go-ahead"))
    found = [sign.text for sign in page.emergency]
    found += [sign.text for group in page.same_day for sign in group.signs]
    seen = pack.for_helper.signs
    left_out = {seen[key].text for key in ("now-numbing",)}
    assert {sign.text for sign in seen.values()} - left_out == set(found)


def test_the_dates_are_those_of_the_list_of_dates(handout_of: HandoutOf, pack: ContentPack) -> None:
    found = steps(handout_of("go-ahead"))
    told = pack.for_helper.steps
    assert found[told["sleep-and-cool"]] == ("From Thursday 3 to Saturday 5 December 2026",)
    assert found[told["wash-gently"]] == ("From Saturday 5 December 2026",)


def test_the_steps_are_those_of_the_next_visit_and_every_visit_has_its_day(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    page = page_of(handout_of("full"))
    days = [without_isolates(row.name) for row in page.visits]
    assert days[:4] == [
        "Tuesday 1 December 2026",
        "Thursday 14 January 2027",
        "Thursday 4 March 2027",
        "Thursday 22 April 2027",
    ]
    assert page.later == labels["helper-later"]
    assert "2027" not in " ".join(when for step in page.steps for when in step.when)


def test_without_a_day_the_steps_are_counted_in_days(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of("no-date")
    assert next(row.name for row in page_of(handout).visits if row.open) == labels["helper-no-day"]
    assert steps(handout)
    assert not re.search(
        r"20\d\d", " ".join(when for found in steps(handout).values() for when in found)
    )


def test_the_way_home_is_as_agreed_or_to_be_asked(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    def home(name: str) -> list[tuple[str, bool]]:
        rows = page_of(handout_of(name)).visits
        return [
            (without_isolates(row.value), row.open)
            for row in rows
            if row.name == labels["helper-home"]
        ]

    assert home("go-ahead") == [(labels["helper-home-ask"].format(name="Daniel"), True)]
    [(agreed, is_open)] = home("sedated")
    assert "Your brother takes you home" in agreed
    assert not is_open


def test_who_thinks_about_it_is_helped_only_if_they_go_ahead(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    said = labels["helper-if"].format(name="Léa")
    assert said in without_isolates(page_of(handout_of("think-about-it")).lead)
    assert said not in without_isolates(page_of(handout_of("go-ahead")).lead)


def test_after_a_stop_only_what_was_done_is_helped_with(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = page_of(handout_of("sampled-then-stopped"))
    assert page.visits == ()
    assert pack.for_helper.steps["punch-clean"] in [step.what for step in page.steps]
    assert pack.for_helper.steps["sleep-and-cool"] not in [step.what for step in page.steps]


def test_lines_are_left_for_numbers_that_nobody_told(printed: Printed, texts: Texts) -> None:
    wish = GuideWish(parts=("helper",), edition="standard")
    assert len(texts(printed(tree(), at=Clinic(), wish=wish))) == 2


def test_of_two_countries_it_says_which_number_to_call(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    assert page_of(handout_of("abroad")).which_number == labels["emergency-which"]
    assert page_of(handout_of("go-ahead")).which_number is None


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_tags_are_right_in_every_edition(edition: Any, printed: Printed) -> None:
    wish = GuideWish(parts=("helper",), edition=edition)
    assert faults_of(printed("full", wish=wish)) == []
