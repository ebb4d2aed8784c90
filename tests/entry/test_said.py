from clinic_aid.entry.draft import Draft
from clinic_aid.entry.said import (
    UNSAID,
    entries,
    question_of,
    questions_with,
    questions_without_empty,
    teach_back_of,
    teach_back_with,
)

_WHY, _WHEN, _WHO = (
    {"question": "Why?"},
    {"question": "When?", "answer": "Soon."},
    {"question": "Who?"},
)


def asked(*questions: object) -> Draft:
    return Draft({"questions": list(questions)})


def said(*entries: object) -> Draft:
    return Draft({"teach_back": list(entries)})


def test_what_is_no_entry_is_passed_over() -> None:
    assert entries(asked("Why?", _WHY, None, 7), "questions") == [_WHY]
    assert entries(Draft({"questions": "Why?"}), "questions") == []


def test_entries_given_are_not_those_of_the_draft() -> None:
    draft = asked(_WHY)

    entries(draft, "questions")[0]["question"] = "changed"

    assert draft.value("questions") == [_WHY]


def test_question_past_the_end_is_added() -> None:
    assert questions_with(asked(_WHY), 1, "When?", "Soon.") == [_WHY, _WHEN]


def test_question_is_changed_at_its_place() -> None:
    assert questions_with(asked(_WHY, _WHEN), 0, "Who?", None) == [_WHO, _WHEN]


def test_last_question_goes_with_its_words() -> None:
    assert questions_with(asked(_WHY, _WHO), 1, None, None) == [_WHY]
    assert questions_with(asked(_WHY), 0, None, None) is None


def test_question_emptied_before_others_leaves_them_where_they_are() -> None:
    assert questions_with(asked(_WHY, _WHEN), 0, None, None) == [{"question": UNSAID}, _WHEN]


def test_answer_without_a_question_is_kept() -> None:
    assert questions_with(asked(), 0, None, "Soon.") == [{"question": UNSAID, "answer": "Soon."}]


def test_emptied_questions_are_left_out_in_the_end() -> None:
    draft = asked({"question": UNSAID}, _WHEN, {"question": UNSAID, "answer": "Soon."}, {})

    assert questions_without_empty(draft) == [_WHEN, {"question": UNSAID, "answer": "Soon."}]
    assert questions_without_empty(asked({"question": UNSAID})) is None
    assert questions_without_empty(asked({"question": "\u200b"})) is None


def test_question_not_written_has_no_words() -> None:
    assert [question_of({"question": words}) for words in (UNSAID, None, "Why?")] == [
        "",
        "",
        "Why?",
    ]
    assert question_of({}) == ""


def test_words_about_a_topic_are_added_to_it() -> None:
    draft = said({"topic": "hair-root", "outcome": "clear"}, {"topic": "risks", "words": "Pain."})

    assert teach_back_with(draft, "hair-root", {"words": "It grows."}) == [
        {"topic": "hair-root", "outcome": "clear", "words": "It grows."},
        {"topic": "risks", "words": "Pain."},
    ]


def test_topic_not_talked_about_is_added_at_the_end() -> None:
    assert teach_back_with(
        said({"topic": "risks", "words": "Pain."}), "hair-root", {"words": "x"}
    ) == [
        {"topic": "risks", "words": "Pain."},
        {"topic": "hair-root", "words": "x"},
    ]


def test_topic_without_words_and_outcome_goes() -> None:
    draft = said({"topic": "hair-root", "words": "x"})

    assert teach_back_with(draft, "hair-root", {"words": None}) is None


def test_outcome_stays_when_the_words_go() -> None:
    draft = said({"topic": "hair-root", "words": "x", "outcome": "clear"})

    assert teach_back_with(draft, "hair-root", {"words": None}) == [
        {"topic": "hair-root", "outcome": "clear"}
    ]


def test_second_entry_about_a_topic_is_not_lost() -> None:
    draft = said({"topic": "risks", "words": "a"}, {"topic": "risks", "words": "b"})

    assert teach_back_with(draft, "risks", {"words": "c"}) == [
        {"topic": "risks", "words": "c"},
        {"topic": "risks", "words": "b"},
    ]


def test_topic_nobody_spoke_of_has_nothing() -> None:
    assert teach_back_of(said({"topic": "risks"}), "hair-root") == {}
