from typing import Any

import pytest

_VISIT = "aftercare.check-scalp"


def _put(broken: Any, path: str, key: str, value: str | None) -> str:
    """Give the fault after a key of a block is dropped, changed, or added."""
    file = "risks" if path.startswith("signs") else path.split(".", maxsplit=1)[0]
    if value is None:
        broken.drop(f"{file}.yaml", f"{path}.{key}")
    else:
        broken.add(f"{file}.yaml", path, f"{key}: {value}")
    (fault,) = broken.faults()
    return str(fault)


@pytest.mark.parametrize("path", ["aftercare.sun", "aftercare.hats"])
def test_what_is_forbidden_or_to_be_done_has_a_last_day_or_a_reason(broken: Any, path: str) -> None:
    assert "needs the last day, end, or the reason why" in _put(broken, path, "end", None)


def test_a_last_day_needs_no_reason_why_there_is_none(broken: Any) -> None:
    assert "needs the last day, end, or the reason" in _put(
        broken, "aftercare.sun", "no_end", "Nobody knows."
    )


def test_a_reason_why_there_is_no_end_is_not_empty(broken: Any) -> None:
    line = broken.put("aftercare.yaml", "aftercare.travel.no_end", '""')
    (fault,) = broken.faults()
    assert fault.startswith("aftercare.yaml: aftercare.travel.no_end: ")
    assert fault.endswith(f"(line {line})")


def test_what_is_allowed_again_has_no_end(broken: Any) -> None:
    assert "so it has no end" in _put(broken, "aftercare.haircut", "end", "20d")


def test_only_what_is_allowed_again_is_worded_not_before(broken: Any) -> None:
    fault = _put(broken, "aftercare.sun", "wording", "not-before")
    assert "only what is allowed again can be worded not-before" in fault


def test_a_visit_has_a_last_day(broken: Any) -> None:
    assert "a visit needs the last day" in _put(broken, _VISIT, "end", None)


def test_a_visit_says_which_dates_of_the_plan_fill_it(broken: Any) -> None:
    assert "a visit needs ask and arranged" in _put(broken, _VISIT, "arranged", None)


def test_a_visit_has_words_for_when_no_day_is_agreed(broken: Any) -> None:
    broken.drop("en/aftercare.yaml", f"{_VISIT}.ask")
    (fault,) = broken.faults()
    assert "a visit needs ask and arranged, and only a visit has them" in fault


@pytest.mark.parametrize(("path", "value"), [("signs.today-leg", None), ("signs.now-chest", "now")])
def test_a_same_day_sign_alone_says_whether_it_can_wait(
    broken: Any, path: str, value: str | None
) -> None:
    assert "a same-day sign needs night, now or morning" in _put(broken, path, "night", value)


@pytest.mark.parametrize(
    ("file", "path"),
    [("risks", "signs.now-eye"), ("risks", "signs.today-eye"), ("checks", "red_flags.shiny-skin")],
)
def test_a_picture_that_nobody_drew_is_a_fault(broken: Any, file: str, path: str) -> None:
    line = broken.put(f"{file}.yaml", f"{path}.icon", "hiccups")
    (fault,) = broken.faults()
    assert f"{path}.icon: hiccups is not one of belly-pain" in fault
    assert f"(line {line})" in fault


@pytest.mark.parametrize(
    ("path", "value"),
    [("signs.now-eye", None), ("signs.today-eye", None), ("signs.today-wound", "eye-shut")],
)
def test_what_to_call_for_at_once_alone_has_a_picture(
    broken: Any, path: str, value: str | None
) -> None:
    assert "a sign to call for at once needs an icon" in _put(broken, path, "icon", value)


@pytest.mark.parametrize(
    ("path", "value"), [("signs.now-eye", None), ("signs.today-eye", "whole-body")]
)
def test_an_emergency_alone_says_where_it_is_seen(
    broken: Any, path: str, value: str | None
) -> None:
    assert "an emergency needs where it is seen" in _put(broken, path, "where", value)


def test_a_check_that_needs_clearing_says_what_it_waits_for(broken: Any) -> None:
    broken.drop("en/checks.yaml", "checks.thick-scars.waits")
    (fault,) = broken.faults()
    assert "a check that needs clearing needs waits, and a note has none" in fault


def test_a_note_waits_for_nothing(broken: Any) -> None:
    broken.add("en/checks.yaml", "checks.other-hair-treatment", "waits: This waits.")
    (fault,) = broken.faults()
    assert "a check that needs clearing needs waits, and a note has none" in fault
