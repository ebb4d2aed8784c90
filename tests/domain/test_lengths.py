from datetime import date
from typing import Any

import pytest

from clinic_aid.domain.clinic import MOST_CLOSED_DATES, Answer, Clinic, ClosedPeriod
from clinic_aid.domain.consultation import (
    CheckAnswer,
    Consultation,
    Finding,
    Patient,
    PatientQuestion,
    Stroke,
    TeachBack,
)
from clinic_aid.domain.lengths import ENTRIES, PASSAGE, POINTS, STROKES, WHOLE
from clinic_aid.domain.plan import TreatmentPlan
from clinic_aid.errors import InvalidValueError

FULL = "x" * PASSAGE
MANY = WHOLE // PASSAGE


def consultation(**entries: Any) -> Consultation:
    plan = TreatmentPlan(product="own-fat-cells")
    return Consultation(**{"patient": Patient(name="A"), "plan": plan, **entries})


def line(points: int) -> Stroke:
    return Stroke(view="top", points=((0.1, 0.2),) * points)


def test_a_consultation_may_have_every_letter_of_the_whole() -> None:
    left = WHOLE - len("own-fat-cells")
    texts = [FULL] * (MANY - 1) + ["x" * (left - PASSAGE * (MANY - 1))]
    consultation(questions=tuple(PatientQuestion(question=text) for text in texts))


@pytest.mark.parametrize(
    "entries",
    [
        {"questions": (PatientQuestion(question=FULL, answer=FULL),) * (MANY // 2)},
        {"questions": (PatientQuestion(question=FULL, answer=FULL),) * ENTRIES},
        {"teach_back": (TeachBack(topic="hair", words=FULL),) * MANY},
        {"checks": {str(key): CheckAnswer(answer="yes", note=FULL) for key in range(MANY)}},
        {
            "notes_for_patient": FULL,
            "questions": (PatientQuestion(question=FULL),) * (MANY - 1),
        },
    ],
)
def test_texts_that_are_short_enough_alone_are_refused_where_they_are_too_long_together(
    entries: dict[str, Any],
) -> None:
    with pytest.raises(InvalidValueError, match="more than 40,000 characters in all, of which"):
        consultation(**entries)


@pytest.mark.parametrize("text", ["\n", "a\n", "a\u0431", "\u0639a", "a\u0431-"])
def test_new_lines_and_changes_of_writing_within_a_word_count_for_more(text: str) -> None:
    few, many = text * 100, (text * PASSAGE)[:PASSAGE]
    consultation(notes_for_patient=few)
    with pytest.raises(InvalidValueError, match="of which a new line takes up 80"):
        consultation(notes_for_patient=many)


@pytest.mark.parametrize(
    "text", ["Amira \u0623\u0645 \u041c\u0438 ", "\u0915\u094d\u0937", "e\u0301", "don't 5 "]
)
def test_words_of_any_writing_count_by_their_letters(text: str) -> None:
    full = (text * PASSAGE)[:PASSAGE]
    questions = tuple(PatientQuestion(question=full) for _ in range(MANY - 1))
    assert consultation(questions=questions).questions == questions


def test_a_clinic_has_as_many_letters() -> None:
    assert not Clinic(answers={"cost": (Answer(text=FULL),) * MANY}).is_too_long
    assert Clinic(answers={"cost": (Answer(text=FULL),) * (MANY + 1)}).is_too_long


def test_what_a_clinic_and_a_consultation_say_together_may_be_twice_as_long() -> None:
    clinic = Clinic(answers={"cost": (Answer(text=FULL),) * MANY})
    joined = clinic.overridden_by(Clinic(answers={"harm": (Answer(text=FULL),) * MANY}))
    assert set(joined.answers) == {"cost", "harm"}


@pytest.mark.parametrize("strokes", [(line(2),) * STROKES, (line(POINTS),), (line(10),) * 500])
def test_a_map_may_have_every_line_and_point(strokes: tuple[Stroke, ...]) -> None:
    assert Finding(strokes=strokes).strokes == strokes


@pytest.mark.parametrize("strokes", [(line(2),) * 8000, (line(2),) * (STROKES + 1), (line(5001),)])
def test_a_map_of_more_is_refused_by_its_name(strokes: tuple[Stroke, ...]) -> None:
    with pytest.raises(InvalidValueError, match="strokes are too many; at most 500 with 5,000"):
        Finding(strokes=strokes)


def test_a_clinic_is_closed_on_as_many_days_as_anybody_lists() -> None:
    day = date(2026, 12, 24)
    Clinic(closed_dates=(day,) * MOST_CLOSED_DATES)
    with pytest.raises(InvalidValueError, match="closed_dates has 501 entries"):
        Clinic(closed_dates=(day,) * (MOST_CLOSED_DATES + 1))
    with pytest.raises(InvalidValueError, match="closed_periods has 51 entries"):
        Clinic(closed_periods=(ClosedPeriod(first=day, last=day),) * (ENTRIES + 1))
