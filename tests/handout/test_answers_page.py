from collections.abc import Callable, Mapping
from typing import Any

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.handout.model import Handout
from clinic_aid.handout.parts import Row

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]


MOST_IN_A_LIST = 7


def answers_of(handout: Handout) -> list[Row]:
    return [row for group in handout.answers.answers for row in group.answers]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


def test_every_question_has_the_clinic_s_answer_or_stands_among_the_open_ones(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    told = {"cost": "Everything is in the price."}
    handout = handout_of(tree(), at=Clinic(answers=told))
    assert [without_isolates(row.value) for row in answers_of(handout)] == [told["cost"]]
    assert sorted(name for group in handout.answers.open for name in group.texts) == sorted(
        question.short for key, question in pack.clinic_questions.items() if key not in told
    )


def test_no_list_of_answers_is_long(handout_of: HandoutOf) -> None:
    told, untold = handout_of(tree()).answers, handout_of(tree(), at=Clinic()).answers
    assert all(len(group.answers) <= MOST_IN_A_LIST for group in told.answers)
    assert all(len(group.texts) <= MOST_IN_A_LIST for group in untold.open)
    assert len(untold.open) > 1


def test_blanks_are_printed_as_blanks(
    printed: Printed, texts: Texts, labels: Mapping[str, str], pack: ContentPack
) -> None:
    text = " ".join(texts(printed("minimal", at=Clinic(name="Corner Clinic"))))
    assert labels["answers-open"] in text
    assert all(question.short in text for question in pack.clinic_questions.values())
    assert labels["cost-not-agreed"] in text


def test_the_consultation_s_answers_override_the_clinic_s_one_by_one(
    handout_of: HandoutOf, clinic: Clinic, pack: ContentPack
) -> None:
    rows = answers_of(handout_of(tree(clinic={"answers": {"cost": "Half."}})))
    values = {row.name: without_isolates(row.value) for row in rows}
    assert values[pack.clinic_questions["cost"].short] == "Half."
    harm = clinic.answers_for("own-fat-cells")["harm"]
    assert values[pack.clinic_questions["harm"].short] == harm


def test_what_repeats_cost_and_what_happens_if_it_fails_is_said_where_the_clinic_told_it(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str]
) -> None:
    def told(source: Mapping[str, Any]) -> dict[str, str]:
        rows = answers_of(handout_of(source))
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


def test_an_answer_is_told_for_the_products_that_it_names(
    handout_of: HandoutOf,
) -> None:
    answers = {"product-made": {"text": "The cells are yours.", "products": ["own-fat-cells"]}}

    def told(product: str) -> list[str]:
        source = tree(plan={"product": product}, clinic={"answers": answers})
        rows = answers_of(handout_of(source, at=Clinic()))
        return [without_isolates(row.value) for row in rows]

    assert told("own-fat-cells") == ["The cells are yours."]
    assert told("cell-free-fluid") == []


def test_who_is_under_18_reads_nothing_of_money(handout_of: HandoutOf, pack: ContentPack) -> None:
    names = {row.name for row in answers_of(handout_of("under-18"))}
    money = {q.short for q in pack.clinic_questions.values() if q.about_money}
    assert money
    assert not money & names
