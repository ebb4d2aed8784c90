from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


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


def test_the_help_of_others_is_that_of_the_pack(handout_of: HandoutOf, pack: ContentPack) -> None:
    assert len(handout_of(tree()).words.support) == len(pack.support)


def test_the_stage_is_said_with_its_scale(
    handout_of: HandoutOf, labels: Mapping[str, str], pack: ContentPack
) -> None:
    [scale] = [scale for scale in pack.scales.values() if "ludwig-1" in scale.stages]
    seen = {row.name: row.value for row in handout_of("full").words.seen}
    grade = scale.stages["ludwig-1"]
    told = f"{scale.name}, {grade.name}. {grade.description}"
    assert without_isolates(seen[labels["row-stage"]]) == told
    assert handout_of("minimal").words.seen == ()


@pytest.mark.parametrize(
    ("stage", "studied", "name"),
    [
        ("norwood-6", "hardly", "Norwood scale, stage 6. The band"),
        ("norwood-7", "not-found", "Norwood scale, stage 7. Only a horseshoe"),
        ("ludwig-3", "hardly", "Ludwig scale, grade 3. The top is nearly bare."),
    ],
)
def test_a_stage_that_hardly_any_trial_studied_says_so(
    handout_of: HandoutOf, labels: Mapping[str, str], stage: str, studied: str, name: str
) -> None:
    tree = {
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": "own-fat-cells"},
        "finding": {"stage": stage},
    }
    [row] = [row for row in handout_of(tree).words.seen if row.name == labels["row-stage"]]
    said = without_isolates(row.value)
    assert said.startswith(name)
    assert said.endswith(labels[f"stage-studied-{studied}"].removeprefix("{stage}"))
