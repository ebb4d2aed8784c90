from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from clinic_aid.domain.file_record import FileRecord, ShownScreen, condensed, given_lines
from clinic_aid.domain.records import Giving, Guide
from clinic_aid.domain.walkthrough import GLANCE

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
Visit = Callable[..., ShownScreen]


@pytest.fixture
def visit() -> Visit:
    def make(
        title: str, seconds: int | None = 10, at: time | None = time(10), **more: object
    ) -> ShownScreen:
        values: dict[str, object] = {"content": "2026.11", "day": MONDAY, **more}
        return ShownScreen(title=title, seconds=seconds, at=at, **values)  # type: ignore[arg-type]

    return make


@pytest.fixture
def guide() -> Guide:
    return Guide(
        sha256="0a" * 32,
        edition="standard",
        paper="a4",
        pages=14,
        content="2026.11",
        program="0.1.0",
        made_at=NOON,
        givings=(Giving(at=NOON, how="printed", person="Dr Lee"),),
    )


def proof_of(**more: object) -> FileRecord:
    values: dict[str, object] = {
        "patient": "Amira",
        "content": "hair-stem-cell",
        "content_version": "2026.11",
        "program": "0.1.0",
        "written_at": NOON,
        **more,
    }
    return FileRecord(**values)  # type: ignore[arg-type]


def test_all_visits_to_a_screen_are_one_line(visit: Visit) -> None:
    (line,) = condensed(
        [visit("Risks", 30, time(10, 5)), visit("Risks", 20, time(10, 9)), visit("Risks", None)]
    ).screens
    assert (line.at, line.times, line.seconds) == (time(10, 5), 3, 50)


def test_lines_stand_in_the_order_in_which_screens_were_first_shown(visit: Visit) -> None:
    shown = condensed([visit("B"), visit("A"), visit("B"), visit("C")])
    assert [line.title for line in shown.screens] == ["B", "A", "C"]


def test_a_screen_of_which_there_were_only_glances_was_passed_by(visit: Visit) -> None:
    shown = condensed([visit("A", GLANCE - 1), visit("B", GLANCE), visit("A", 0)])
    assert [line.title for line in shown.screens] == ["B"]
    assert [(line.title, line.times) for line in shown.passed_by] == [("A", 2)]


def test_a_glance_at_a_screen_that_was_shown_is_not_counted(visit: Visit) -> None:
    shown = condensed([visit("A", 1, time(10)), visit("A", 40, time(11)), visit("A", 1)])
    assert [(line.at, line.times, line.seconds) for line in shown.screens] == [(time(11), 1, 40)]
    assert shown.passed_by == ()


def test_a_visit_of_unknown_length_was_shown(visit: Visit) -> None:
    (line,) = condensed([visit("A", None, None, day=None)]).screens
    assert (line.seconds, line.at, line.day) == (None, None, None)


def test_a_screen_with_other_content_is_another_line(visit: Visit) -> None:
    shown = condensed([visit("A"), visit("A", content="2027.05")])
    assert [line.content for line in shown.screens] == ["2026.11", "2027.05"]


def test_a_screen_shown_again_on_another_day_says_so(visit: Visit) -> None:
    shown = condensed([visit("A"), visit("B"), visit("A", day=FRIDAY), visit("B", day=None)])
    assert [(line.day, line.on_later_days) for line in shown.screens] == [
        (MONDAY, True),
        (MONDAY, False),
    ]


def test_the_time_in_all_leaves_out_glances(visit: Visit) -> None:
    assert condensed([visit("A", 5), visit("B", 1), visit("A", 7)]).seconds == 12


def test_nothing_shown_is_nothing() -> None:
    shown = condensed([])
    assert (shown.screens, shown.passed_by, shown.seconds) == ((), (), 0)


def test_the_days_of_a_consultation_are_those_of_its_screens(visit: Visit) -> None:
    visits = (visit("A", day=FRIDAY), visit("B"), visit("C"), visit("D", day=None))
    assert proof_of(shown=visits).days == (MONDAY, FRIDAY)


def test_times_of_a_guide_are_gathered_by_way_person_and_day() -> None:
    ways = [
        ("printed", "Lee", 0),
        ("saved", "Lee", 1),
        ("printed", "Lee", 2),
        ("printed", "Kim", 3),
    ]
    givings = [
        Giving(at=NOON + timedelta(minutes=minute), how=how, person=person)  # type: ignore[arg-type]
        for how, person, minute in ways
    ]
    lines = given_lines(reversed(givings), BERLIN)
    assert [(line.how, line.person, len(line.times)) for line in lines] == [
        ("printed", "Lee", 2),
        ("saved", "Lee", 1),
        ("printed", "Kim", 1),
    ]


def test_the_day_of_a_giving_is_that_of_the_clinics_clock() -> None:
    late = Giving(at=datetime(2026, 11, 16, 23, 30, tzinfo=UTC), how="saved", person="Lee")
    (line,) = given_lines([late], BERLIN)
    assert line.day == date(2026, 11, 17)
    assert line.times[0].time() == time(0, 30)


@pytest.mark.parametrize("sha", ["", "0a" * 31, "0g" * 32, "0a" * 33, "٠" * 64])
def test_what_is_no_sha_256_value_is_refused(sha: str, guide: Guide) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        proof_of(guides=(replace(guide, sha256=sha),))


def test_a_time_without_a_zone_is_refused(guide: Guide) -> None:
    naive = NOON.replace(tzinfo=None)
    giving = replace(guide.givings[0], at=naive)
    for wrong in (
        {"written_at": naive},
        {"guides": (replace(guide, made_at=naive),)},
        {"guides": (replace(guide, givings=(giving,)),)},
    ):
        with pytest.raises(ValueError, match="UTC"):
            proof_of(**wrong)
