import pytest

from clinic_aid.entry.history import MOST, History, TakenBack


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(clock: Clock) -> History:
    return History({"patient": {}}, clock)


def named(name: str) -> dict[str, object]:
    return {"patient": {"name": name}}


def test_without_a_change_there_is_nothing_to_take_back(history: History) -> None:
    assert history.back({"patient": {}}) is None


def test_the_last_change_is_taken_back_and_its_place_told(history: History) -> None:
    history.note(named("Amira"))

    assert history.back(named("Amira")) == TakenBack({"patient": {}}, "patient.name")


def test_changes_are_taken_back_one_by_one(history: History, clock: Clock) -> None:
    for name in ("Amira", "Noor"):
        clock.now += 60
        history.note(named(name))

    assert history.back(named("Noor")) == TakenBack(named("Amira"), "patient.name")
    assert history.back(named("Amira")) == TakenBack({"patient": {}}, "patient.name")


def test_a_word_is_one_change(history: History, clock: Clock) -> None:
    for name in ("A", "Am", "Ami"):
        clock.now += 0.4
        history.note(named(name))

    assert history.back(named("Ami")) == TakenBack({"patient": {}}, "patient.name")


def test_another_place_is_another_change_however_soon(history: History) -> None:
    history.note(named("Amira"))
    history.note({**named("Amira"), "consultant": "Jo"})

    assert history.back({}) == TakenBack(named("Amira"), "consultant")


def test_what_was_taken_back_is_made_again(history: History) -> None:
    history.note(named("Amira"))
    history.back(named("Amira"))

    assert history.forth({"patient": {}}) == TakenBack(named("Amira"), "patient.name")


def test_after_a_new_change_nothing_is_made_again(history: History) -> None:
    history.note(named("Amira"))
    history.back(named("Amira"))
    history.note(named("Noor"))

    assert history.forth(named("Noor")) is None


def test_of_several_places_what_they_have_in_common_is_told(history: History) -> None:
    history.note({"patient": {}, "plan": {"product": "one", "origin": "own"}})

    step = history.back({})

    assert step is not None
    assert step.path == "plan"


def test_what_was_shown_stays_shown(history: History) -> None:
    history.note(named("Amira"))

    step = history.back({**named("Amira"), "shown": ["signs"]})

    assert step is not None
    assert step.tree == {"patient": {}, "shown": ["signs"]}


def test_that_something_was_shown_is_no_change(history: History) -> None:
    history.note({"patient": {}, "shown": ["signs"]})

    assert history.back({"patient": {}}) is None


def test_it_does_not_grow_for_ever(history: History, clock: Clock) -> None:
    for number in range(MOST + 50):
        clock.now += 60
        history.note(named(str(number)))

    steps = 0
    while history.back({}) is not None:
        steps += 1
    assert steps == MOST
