from clinic_aid.desktop.draft import Draft


def test_value_that_is_taken_away_takes_empty_parents_with_it() -> None:
    draft = Draft({"finding": {"stage": "ludwig-1"}})

    draft.put("finding.stage", None)

    assert draft.tree == {"patient": {}, "plan": {}}


def test_patient_and_plan_stay_where_faults_can_be_told() -> None:
    draft = Draft({"patient": {"name": "A"}})

    draft.put("patient.name", None)

    assert draft.tree["patient"] == {}


def test_place_in_the_notation_of_faults_is_removed() -> None:
    draft = Draft({"questions": [{"question": "a"}, {"question": "b", "wrong": 1}]})

    draft.remove("questions[1].wrong")
    draft.remove('questions[0]["question"]')

    assert draft.tree["questions"] == [{}, {"question": "b"}]


def test_saved_draft_is_not_changed_until_something_is() -> None:
    draft = Draft({})
    draft.put("plan.product", "own-fat-cells")
    assert draft.is_changed

    draft.mark_saved()

    assert not draft.is_changed
