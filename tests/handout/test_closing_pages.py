from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


# The clinic's answers


def test_every_question_has_the_clinic_s_answer_or_is_said_to_be_blank(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    told = {"cost": "Everything is in the price."}
    rows = handout_of(tree(), at=Clinic(answers=told)).answers.answers
    assert len(rows) == len(pack.clinic_questions)
    for key, row in zip(pack.clinic_questions, rows, strict=True):
        assert row.open is (key not in told)
        assert without_isolates(row.value) == told.get(key, labels["blank-answer"])


def test_blanks_are_printed_as_blanks(
    printed: Printed, texts: Texts, labels: Mapping[str, str], pack: ContentPack
) -> None:
    text = " ".join(texts(printed("minimal", at=Clinic(name="Corner Clinic"))))
    assert text.count(labels["blank-answer"]) == len(pack.clinic_questions)
    assert labels["cost-not-agreed"] in text


def test_the_consultation_s_answers_override_the_clinic_s_one_by_one(
    handout_of: HandoutOf, clinic: Clinic, pack: ContentPack
) -> None:
    rows = handout_of(tree(clinic={"answers": {"cost": "Half."}})).answers.answers
    values = dict(zip(pack.clinic_questions, rows[-len(pack.clinic_questions) :], strict=True))
    assert without_isolates(values["cost"].value) == "Half."
    assert without_isolates(values["harm"].value) == clinic.answers_for("own-fat-cells")["harm"]


def test_what_repeats_cost_and_what_happens_if_it_fails_is_said_where_the_clinic_told_it(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str]
) -> None:
    def told(source: Mapping[str, Any]) -> dict[str, str]:
        rows = handout_of(source).answers.answers
        return {row.name: without_isolates(row.value) for row in rows}

    (price,) = clinic.prices_of("own-fat-cells")
    found = told(tree(plan={"product": "own-fat-cells", "sessions": 1}))
    assert found[labels["price-repeats"]] == price.repeats
    assert found[labels["price-if-it-fails"]] == price.if_it_fails
    assert labels["price-repeats"] not in told(tree(plan={"product": "own-marrow-cells"}))


def test_the_clinic_s_own_facts_are_said(handout_of: HandoutOf, clinic: Clinic) -> None:
    said = without_isolates(handout_of(tree()).answers.clinic)
    assert clinic.address is not None
    assert clinic.email is not None
    assert clinic.website is not None
    assert all(fact in said for fact in (clinic.address, clinic.email, clinic.website))
    assert handout_of(tree(), at=Clinic()).answers.clinic == ""


# The patient's words


# About


def test_an_overdue_review_is_said_by_the_day_of_the_consultation(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    due = pack.pack.review_due
    later = date.fromordinal(due.toordinal() + 1)
    undated = {"treatment_date": None}
    cases = {due.isoformat(): False, later.isoformat(): True}
    for day, overdue in cases.items():
        found = handout_of(tree(consultation_date=day, plan=undated)).about.overdue
        assert (found is not None) is overdue
    assert handout_of("minimal").about.overdue is None


def test_the_guide_says_who_checked_it_or_that_nobody_did(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    [row] = [row for row in handout_of(tree()).about.rows if row.name == labels["about-reviewed"]]
    assert row.open is (pack.pack.reviewed_on is None)
    assert row.value


def test_the_guide_says_how_hard_it_is_to_read(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    rows = handout_of(tree()).about.rows
    assert labels["about-reading"] in [row.name for row in rows]


def test_an_answer_is_told_for_the_products_that_it_names(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    answers = {"product-made": {"text": "The cells are yours.", "products": ["own-fat-cells"]}}

    def told(product: str) -> str:
        rows = handout_of(
            tree(plan={"product": product}, clinic={"answers": answers}), at=Clinic()
        ).answers.answers
        [row] = [row for row in rows if row.name == pack.clinic_questions["product-made"].short]
        return without_isolates(row.value)

    assert told("own-fat-cells") == "The cells are yours."
    assert told("cell-free-fluid") == labels["blank-answer"]


def test_who_is_under_18_reads_nothing_of_money(handout_of: HandoutOf, pack: ContentPack) -> None:
    names = {row.name for row in handout_of("under-18").answers.answers}
    money = {q.short for q in pack.clinic_questions.values() if q.about_money}
    assert money
    assert not money & names


# Where else to turn, and whom to tell


def test_what_is_wrong_here_is_told_to_the_clinic_at_its_own_address(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str]
) -> None:
    [told] = [row for row in handout_of(tree()).about.rows if row.name == labels["about-tell-us"]]
    ways = f"{clinic.email} · {clinic.phone}"
    assert without_isolates(told.value) == f"{labels['tell-us-line']} {ways}"


def test_a_clinic_without_an_address_is_asked_all_the_same(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    rows = handout_of(tree(), at=Clinic()).about.rows
    [told] = [row for row in rows if row.name == labels["about-tell-us"]]
    assert told.value == labels["tell-us-line"]
