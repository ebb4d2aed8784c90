from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic, ClosedPeriod
from clinic_aid.handout.model import Handout, TimelinePage

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


def timeline(handout: Handout) -> TimelinePage:
    assert handout.timeline is not None
    return handout.timeline


# Whom to call


@pytest.mark.parametrize(
    ("country", "numbers"),
    [("GB", "999"), ("US", "911"), ("FR", "112"), ("CH", "144 or 112"), ("JP", "119")],
)
def test_the_emergency_number_is_that_of_the_country(
    country: str, numbers: str, handout_of: HandoutOf
) -> None:
    found = handout_of(tree(), at=Clinic(country=country)).contacts.emergency_numbers
    assert found is not None
    assert without_isolates(found) == numbers


@pytest.mark.parametrize("country", [None, "BR"])
def test_without_a_known_number_there_is_a_line_to_fill_in(
    country: str | None, handout_of: HandoutOf
) -> None:
    handout = handout_of(tree(), at=Clinic(country=country))
    assert handout.contacts.emergency_numbers is None
    assert [row.open for row in handout.two_am.bands[-1].numbers] == [True]


def test_the_emergency_number_names_its_country(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    [row] = handout_of(tree(), at=Clinic(country="US")).two_am.bands[-1].numbers
    assert without_isolates(row.name) == labels["emergency-in"].format(country="United States")


def test_a_clinic_that_told_nothing_leaves_lines_and_takes_no_name(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of(tree(), at=Clinic())
    assert (handout.contacts.phone, handout.contacts.out_of_hours) == (None, None)
    assert handout.header == labels["the-clinic"]
    assert all(row.open for band in handout.two_am.bands for row in band.numbers)


def test_the_page_for_the_night_has_three_bands_each_with_signs(
    handout_of: HandoutOf, clinic: Clinic
) -> None:
    bands = handout_of(tree()).two_am.bands
    assert [band.band for band in bands] == ["usual", "same-day", "emergency"]
    assert all(band.signs for band in bands)
    numbers = [without_isolates(row.value) for band in bands for row in band.numbers]
    assert numbers == [clinic.phone, clinic.out_of_hours, "999"]


def test_the_page_for_the_night_is_about_this_sampling(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    def signs(source: str) -> set[str]:
        bands = handout_of(source).two_am.bands
        return {without_isolates(sign) for band in bands for sign in band.signs}

    assert signs("go-ahead") != signs("topical")


# The timeline


def test_every_phase_says_or_no_change(handout_of: HandoutOf, pack: ContentPack) -> None:
    phases = timeline(handout_of(tree())).phases
    assert len(phases) == len(pack.phases)
    assert all(phase.or_no_change and phase.sure for phase in phases)


def test_the_timeline_says_what_it_counts_from(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    day = "Thursday 3 December 2026"
    cases = {
        "timeline-dated": tree(),
        "timeline-if": tree(decision="think-about-it"),
        "timeline-undated": tree(plan={"treatment_date": None}),
    }
    for key, source in cases.items():
        intro = without_isolates(timeline(handout_of(source)).intro)
        assert intro.startswith(labels[key].format(day=day))


def test_agreed_reviews_stand_in_place_of_the_usual_ones(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    plan = {"reviews": [{"day": "2027-03-05", "at": "14:30"}, {"day": "2027-06-04"}]}
    reviews = timeline(handout_of(tree(plan=plan))).reviews
    assert [(without_isolates(row.name), without_isolates(row.value)) for row in reviews] == [
        (labels["review-number"].format(number=1), "Friday 5 March 2027, 14:30"),
        (labels["review-number"].format(number=2), "Friday 4 June 2027"),
    ]


def test_a_review_without_an_open_day_says_so_and_warns_the_consultant(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str], pack: ContentPack
) -> None:
    holiday = ClosedPeriod(first=date(2027, 2, 20), last=date(2027, 4, 4))
    handout = handout_of(tree(), at=replace(clinic, closed_periods=(holiday,)))
    first = without_isolates(timeline(handout).reviews[0].value)
    window = labels["date-between"].format(
        first="Wednesday 3 March 2027", last="Thursday 18 March 2027"
    )
    assert first.startswith(f"{window}. {labels['no-open-day']} ")
    assert ".." not in first
    review = pack.reviews["month-3"].title
    expected = labels["notice-no-open-day"].format(step=review)
    assert [without_isolates(notice) for notice in handout.notices] == [expected]


def test_the_bar_is_true_to_scale(handout_of: HandoutOf) -> None:
    figure = timeline(handout_of(tree())).figure
    assert figure is not None
    places = [label.x for label in figure.labels]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == 100
    # Three of twelve months, six of twelve.
    assert places[1] == pytest.approx(25, abs=1.5)
    assert places[2] == pytest.approx(50, abs=1.5)


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
    assert without_isolates(values["harm"].value) == clinic.answers["harm"]


def test_what_repeats_cost_and_what_happens_if_it_fails_is_said_where_the_clinic_told_it(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str]
) -> None:
    def told(source: Mapping[str, Any]) -> dict[str, str]:
        rows = handout_of(source).answers.answers
        return {row.name: without_isolates(row.value) for row in rows}

    price = clinic.prices["own-fat-cells"]
    found = told(tree())
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
        "Stop it on the day before and start again when the skin is calm.",
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
    said = [{"topic": first, "words": "Mine."}, {"topic": second, "outcome": "clear"}]
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
