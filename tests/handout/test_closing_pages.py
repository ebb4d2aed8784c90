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


def test_the_patient_s_words_are_printed(printed: Printed, texts: Texts) -> None:
    text = " ".join(texts(printed("full")))
    for words in (
        "Looking like myself at my sister's wedding",
        "Can I go on with minoxidil?",
        "Put none on the treated skin on the day and the day after. Then go on when it is calm.",
        "So I must wait months to see anything.",
    ):
        assert words in text


def test_what_matters_is_in_the_pack_s_words_or_the_patient_s_own(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    matter = next(iter(pack.matters))
    matters = handout_of(tree(what_matters=[matter, "My wedding"])).words.matters
    assert matters == (pack.matters[matter], "\u2068My wedding\u2069")


def test_a_question_without_an_answer_is_said_to_be_open(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    asked = [{"question": "Does it hurt?", "answer": "A little."}, {"question": "When?"}]
    rows = handout_of(tree(questions=asked)).words.questions
    assert [row.open for row in rows] == [False, True]
    assert rows[1].value == labels["not-answered"]


def test_what_was_said_back_stands_under_its_topic_and_silence_is_left_out(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    first, second = list(pack.topics)[:2]
    said = [{"topic": first, "words": "Mine."}, {"topic": second}]
    [row] = handout_of(tree(teach_back=said)).words.teach_back
    assert without_isolates(row.value) == "Mine."
    assert pack.topics[first].headline.startswith(row.name.split(" (")[0])


def test_every_topic_s_headline_is_free_of_marks(handout_of: HandoutOf, pack: ContentPack) -> None:
    said = [{"topic": topic, "words": "Mine."} for topic in pack.topics]
    rows = handout_of(tree(teach_back=said)).words.teach_back
    assert len(rows) == len(pack.topics)
    assert [row.name for row in rows if "[[" in row.name] == []


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


# What was seen and said together


def test_pattern_and_duration_stand_with_the_patient_s_words(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    seen = handout_of(tree(finding={"pattern": "female", "since": "1 to 3 years"})).words.seen
    assert [(row.name, without_isolates(row.value)) for row in seen] == [
        (labels["row-pattern"], "female"),
        (labels["row-since"], "1 to 3 years"),
    ]


def test_each_view_with_lines_of_its_own_is_drawn(handout_of: HandoutOf) -> None:
    line = [[0.3, 0.3], [0.5, 0.4]]
    strokes = [{"view": view, "points": line} for view in ("top", "left", "back")]
    words = handout_of(tree(finding={"strokes": strokes})).words
    assert [figure.caption for figure in words.maps] == ["Seen from behind", "Seen from the left"]


def test_a_check_answered_yes_prints_with_its_meaning_and_who_cleared_it(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    cleared = {"cleared_by": "Dr Ode", "cleared_on": "2026-11-27", "cleared_how": "spoken"}
    checks = {"bleeding": {"answer": "yes", **cleared}, "smoking": {"answer": "no"}}
    told = handout_of(tree(checks=checks)).words.told
    assert [row.name for row in told] == [pack.checks["bleeding"].question]
    assert pack.checks["bleeding"].meaning in told[0].value
    assert without_isolates(told[0].value).endswith(
        "Cleared by Dr Ode on Friday 27 November 2026. We spoke with them."
    )


def test_a_name_that_clears_nothing_is_said_to(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    checks = {"bleeding": {"answer": "yes", "cleared_by": "Dr Ode"}}
    (told,) = handout_of(tree(checks=checks)).words.told
    assert without_isolates(told.value).endswith(labels["told-not-confirmed"].format(who="Dr Ode"))


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


def test_a_note_that_was_not_sure_prints_too(handout_of: HandoutOf) -> None:
    told = handout_of(tree(checks={"other-hair-treatment": {"answer": "unsure"}})).words.told
    assert told[0].value.startswith("You were not sure.")


def test_what_is_to_be_explained_again_prints_without_words_of_the_patient(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    said = [{"topic": "hair-cycle", "outcome": "explain-again"}]
    rows = handout_of(tree(teach_back=said)).words.teach_back
    assert [row.value for row in rows] == [labels["explain-again"]]


def test_a_question_that_was_taken_back_does_not_print(handout_of: HandoutOf) -> None:
    asked = [{"question": "\u2026"}, {"question": "May I swim?"}]
    questions = handout_of(tree(questions=asked)).words.questions
    assert [without_isolates(row.name) for row in questions] == ["May I swim?"]


def test_answers_of_no_are_counted(handout_of: HandoutOf) -> None:
    asked = {"smoking": {"answer": "no"}, "bleeding": {"answer": "no"}}
    words = handout_of(tree(checks=asked, red_flags={"itch-or-pain": "no"})).words
    assert words.told == ()
    assert without_isolates(words.told_rest or "").endswith("answered with no: 3.")


def test_where_nothing_was_asked_nothing_is_counted(handout_of: HandoutOf) -> None:
    assert handout_of(tree()).words.told_rest is None


def test_what_was_clear_without_noted_words_prints_too(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    said = [{"topic": "hair-cycle", "outcome": "clear"}]
    rows = handout_of(tree(teach_back=said)).words.teach_back
    assert [row.value for row in rows] == [labels["said-back-clear"]]


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


def test_the_help_of_others_is_that_of_the_pack(handout_of: HandoutOf, pack: ContentPack) -> None:
    assert len(handout_of(tree()).words.support) == len(pack.support)
