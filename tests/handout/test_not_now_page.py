import re
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.guide_parts import EDITIONS, GuideWish, Part
from clinic_aid.engine import Engine
from clinic_aid.handout.model import Handout
from clinic_aid.handout.not_now_page import NotNowPage
from clinic_aid.handout.printed_text import section_text
from tests.pdf_check import faults_of

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]

NOT_NOW = GuideWish(parts=("not-now",), edition="standard")
STOPPED = ("stop-check", "under-18", "decided-no", "sampled-then-stopped")
SENTENCE = re.compile(r"[A-Z0-9“].*[.?!]$", re.DOTALL)


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    patient = {"name": "Amira Haddad"} | changes.pop("patient", {})
    return {"patient": patient, "plan": plan, "consultation_date": "2026-11-16", **changes}


def page_of(handout: Handout) -> NotNowPage:
    assert handout.not_now is not None
    return handout.not_now


def stops(pack: ContentPack) -> tuple[str, ...]:
    return tuple(key for key, check in pack.checks.items() if check.level == "stop")


@pytest.mark.parametrize("decision", [None, "go-ahead", "think-about-it"])
def test_whoever_may_still_be_treated_has_no_such_page(
    decision: str | None, handout_of: HandoutOf
) -> None:
    assert handout_of(tree(decision=decision)).not_now is None


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_every_stop_check_gives_whole_sentences(
    answer: str, handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    for key in stops(pack):
        page = page_of(handout_of(tree(checks={key: {"answer": answer}})))
        [reason] = page.reasons
        told = labels[f"not-now-told-{answer}"].format(clause=pack.not_now[key].clause)
        assert without_isolates(reason.text).startswith(told)
        assert pack.checks[key].meaning in reason.text
        steps = chain.from_iterable((step.title, step.text) for step in page.steps)
        for text in map(without_isolates, (reason.text, *steps, *page.ask_first, page.choices)):
            assert not text or SENTENCE.match(text), key


def test_every_stop_check_names_who_clears_it_before_all_else(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    for key in stops(pack):
        page = page_of(handout_of(tree(checks={key: {"answer": "yes"}})))
        assert pack.not_now[key].first in [step.title for step in page.steps][:2]


def test_every_open_stop_check_has_its_reason_once(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    checks = {"infection": {"answer": "yes"}, "cancer-now": {"answer": "unsure"}}
    page = page_of(handout_of(tree(checks=checks)))
    assert [reason.title for reason in page.reasons] == [
        pack.not_now[key].heading for key in checks
    ]


def test_a_name_without_a_day_and_a_way_is_said_to_clear_nothing(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    named = {"allergy": {"answer": "yes", "cleared_by": "Dr S. Okafor"}}
    [reason] = page_of(handout_of(tree(checks=named))).reasons
    assert labels["stop-not-confirmed"] in reason.text


def test_a_birth_date_says_that_a_patient_is_too_young_where_nobody_asked(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    young = tree(patient={"birth_date": "2010-05-05"})
    [reason] = page_of(handout_of(young)).reasons
    assert reason.text.startswith(labels["not-now-too-young"])


def test_a_minor_sees_a_doctor_first_and_reads_of_no_other_treatment(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    page = page_of(handout_of("under-18"))
    assert page.steps[0].title == labels["not-now-young-title"]
    assert page.choices == ""
    assert list(page.ask_first) == list(pack.not_now["under-18"].ask_first)


@pytest.mark.parametrize("decision", [None, "no"])
def test_no_price_is_told_to_a_minor(decision: str | None, printed: Printed, texts: Texts) -> None:
    young = tree(patient={"birth_date": "2009-12-04"}, decision=decision, plan={"full_cost": "£9"})
    for parts in (("not-now",), ("gp",)):
        text = " ".join(texts(printed(young, wish=GuideWish(parts=parts))))
        assert "£" not in text
        assert "cost" not in text.lower()


def test_other_answers_that_somebody_must_look_at_are_settled_too(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    checks = {"infection": {"answer": "yes"}, "thick-scars": {"answer": "unsure"}}
    page = page_of(handout_of(tree(checks=checks)))
    [settle] = [step for step in page.steps if step.points]
    assert [row.name for row in settle.points] == [pack.checks["thick-scars"].short]


def test_the_stop_questions_that_nobody_asked_are_named(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = page_of(handout_of(tree(checks={"infection": {"answer": "yes"}})))
    assert pack.checks["bleeding"].short in page.steps[-1].text
    assert pack.checks["infection"].short not in page.steps[-1].text


def test_a_no_is_a_decision_like_any_and_can_be_changed(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    page = page_of(handout_of("decided-no"))
    assert page.sign == "choice"
    assert [reason.title for reason in page.reasons] == [labels["not-now-no"]]
    assert page.steps_title == labels["not-now-change"]
    assert page.choices


def test_after_a_no_an_answer_still_says_what_not_to_use(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = page_of(handout_of(tree(decision="no", checks={"pregnancy": {"answer": "yes"}})))
    assert len(page.ask_first) == len(pack.not_now["pregnancy"].ask_first)


def test_a_sign_that_was_seen_stands_before_the_others(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    noticed = {"changing-spot": "yes", "eyebrow-loss": "no"}
    page = page_of(handout_of(tree(decision="no", red_flags=noticed)))
    assert page.noticed == (pack.red_flags["changing-spot"].text,)
    others = [sign.text for seen in page.signs for sign in seen.signs]
    assert pack.red_flags["changing-spot"].text not in others
    assert pack.red_flags["eyebrow-loss"].text in others


def test_what_is_seen_on_the_scalp_stands_apart_from_hair_and_body(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    page = page_of(handout_of("decided-no"))
    found = {seen.title: [sign.text for sign in seen.signs] for seen in page.signs}
    assert found == {
        labels[f"not-now-signs-{where}"]: [
            flag.text for flag in pack.red_flags.values() if flag.where == where
        ]
        for where in ("scalp", "hair-or-body")
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_sign_not_to_wait_with_has_its_picture_on_paper(
    edition: Any, handout_of: HandoutOf, engine: Engine
) -> None:
    handout = handout_of("decided-no", wish=GuideWish(parts=("not-now",), edition=edition))
    [paper] = engine.print_job(handout).documents
    signs = [sign for seen in page_of(handout).signs for sign in seen.signs]
    assert [paper.count(sign.icon.svg.removeprefix("<svg ")) for sign in signs] == [1] * len(signs)


def test_what_was_done_is_named_with_the_parts_that_care_for_it(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    page = page_of(handout_of("sampled-then-stopped"))
    assert [without_isolates(row.value) for row in page.done] == ["Tuesday 1 December 2026"]
    assert labels["part-fridge"] in page.done_care
    alone = page_of(handout_of("sampled-then-stopped", wish=NOT_NOW))
    assert alone.done_care == labels["not-now-done-ask"]


@pytest.mark.parametrize(("part", "label"), [("gp", "not-now-show"), ("facts", "not-now-in-facts")])
def test_another_part_is_named_only_where_it_is_printed(
    part: Part, label: str, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    told = labels[label].format(part=labels[f"part-{part}"])
    for parts in (("not-now",), ("not-now", part)):
        text = section_text(handout_of("stop-check", wish=GuideWish(parts=parts)), "not_now")
        assert (told in text) == (part in parts)


def test_it_says_where_the_treatment_stands_and_who_earns(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    for name in ("stop-check", "under-18", "decided-no"):
        page = page_of(handout_of(name))
        assert "approv" in page.know[0]
        assert pack.pack.disclosure in page.know


@pytest.mark.parametrize("name", STOPPED)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_two_pages_hold_it_without_the_care_of_what_was_not_done(
    name: str, paper: Any, printed: Printed, texts: Texts, pack: ContentPack
) -> None:
    wish = GuideWish(parts=("not-now",), edition="standard", paper=paper)
    pages = texts(printed(name, wish=wish))
    assert len(pages) == 2
    text = " ".join(pages)
    assert [item.what for item in pack.aftercare.values() if item.what in text] == []
    assert [
        day for day in ("8 December", "3 December", "15 December", "21 January") if day in text
    ] == []


def test_a_clinic_that_told_nothing_leaves_its_number_out(
    handout_of: HandoutOf, printed: Printed, texts: Texts, labels: Mapping[str, str]
) -> None:
    text = " ".join(texts(printed(tree(decision="no"), at=Clinic(), wish=NOT_NOW)))
    assert f"{labels['clinic-phone']}:" not in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_tags_are_right_in_every_edition(edition: Any, printed: Printed) -> None:
    wish = GuideWish(parts=("not-now",), edition=edition)
    assert faults_of(printed("sampled-then-stopped", wish=wish)) == []
