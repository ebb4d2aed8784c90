from clinic_aid.entry.draft import Draft


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


def test_several_entries_are_taken_away_each_as_it_is_now() -> None:
    draft = Draft({"shown": [7, {"screen": "a"}, {"screen": "b", "at": "x"}, {"at": "y"}]})

    draft.remove_all(["shown[2].at", "shown[0]", "shown[1].screen", "shown[3]"])

    assert draft.value("shown") == [{}, {"screen": "b"}]


def test_tenth_entry_is_taken_away_before_the_second() -> None:
    draft = Draft({"questions": list(range(12))})

    draft.remove_all(["questions[2]", "questions[10]", "questions[9]"])

    assert draft.value("questions") == [0, 1, 3, 4, 5, 6, 7, 8, 11]
