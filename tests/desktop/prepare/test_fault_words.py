from clinic_aid.desktop.prepare.fault_words import in_short, plain_words, sort_faults
from clinic_aid.errors import Fault

PATHS = (
    "patient.name",
    "plan.sessions",
    "plan.later_sessions",
    "plan.treatment_date",
    "finding.areas",
)


def fault(path: str, message: str) -> Fault:
    return Fault("", None, path, message)


def test_fault_stands_beside_the_entry_at_its_path_or_around_it() -> None:
    found = sort_faults([fault("finding.areas[1]", "crwn: unknown")], PATHS, "en")

    assert found.beside == {"finding.areas": "Crwn: unknown."}


def test_fault_of_the_whole_plan_stands_beside_the_first_entry_it_names() -> None:
    message = "later_sessions needs treatment_date, which is the first session"

    found = sort_faults([fault("plan", message)], PATHS, "en")

    assert list(found.beside) == ["plan.later_sessions"]


def test_fault_that_no_entry_shows_is_told_apart() -> None:
    unknown = fault("colour", "unknown")

    assert sort_faults([unknown], PATHS, "en").others == (unknown,)


def test_keys_and_dates_become_words() -> None:
    message = "treatment_date 2200-01-31 is not between 1990 and 2100; check the year"

    assert plain_words(message, "en") == (
        "The treatment day 31 January 2200 is not between 1990 and 2100; check the year."
    )


def test_many_faults_are_told_in_one_line() -> None:
    faults = [fault(f"a{number}", "unknown; possible here: b, c") for number in range(5)]

    assert in_short(faults) == "a0 (unknown), a1 (unknown), a2 (unknown), 2 more"
