"""What the lists say of a kept consultation."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.domain.records import Entry, Giving, Guide, Headings, How
from tests.desktop.conftest import WallClock

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def words(services: Services, wall_clock: WallClock) -> EntryWords:
    return EntryWords(services.pack, language="en", now=wall_clock.now)


@pytest.fixture
def entry() -> Entry:
    headings = Headings(name="Amira Haddad", day=date(2026, 11, 2), product="own-fat-cells")
    return Entry(key="a", headings=headings, begun_at=NOON, changed_at=NOON)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "Changed today, 12:00"),
        (timedelta(days=1), "Changed yesterday"),
        (timedelta(days=2), "Changed 19 November 2026"),
        (timedelta(days=19), "Changed that day"),
    ],
)
def test_a_change_is_told_as_people_say_it(
    words: EntryWords, entry: Entry, ago: timedelta, said: str
) -> None:
    assert words.changed(replace(entry, changed_at=NOON - ago)) == said


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(1984, 2, 29), "Born 29 February 1984 · 42 years"),
        (date(2025, 11, 21), "Born 21 November 2025 · 1 year"),
        (date(2026, 11, 20), "Born 20 November 2026 · 0 years"),
        (date(2026, 11, 22), "Born 22 November 2026"),
        (None, "Birth date not noted"),
    ],
)
def test_a_birth_date_is_told_with_the_age_of_today(
    words: EntryWords, born: date | None, said: str
) -> None:
    assert words.born(Headings(birth_date=born)) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "No guide yet"), (1, "Guide given"), (3, "Guides given: 3")]
)
def test_guides_are_told_by_their_number(words: EntryWords, count: int, said: str) -> None:
    assert words.guides(count) == said


def test_a_guide_that_is_older_than_its_entries_is_told(words: EntryWords, entry: Entry) -> None:
    assert words.state(replace(entry, guides=1, guides_are_older=True)).startswith(
        "Guide out of date"
    )


@pytest.mark.fault(24)
def test_a_clock_that_was_put_back_makes_no_negative_age(words: EntryWords, entry: Entry) -> None:
    tomorrow = replace(entry, changed_at=NOON + timedelta(days=1))

    assert words.changed(tomorrow) == "Changed 22 November 2026"


def test_a_product_that_the_content_no_longer_has_keeps_its_id(words: EntryWords) -> None:
    assert words.product(Headings(product="long-gone")) == "long-gone"


def test_what_was_only_begun_says_so(words: EntryWords) -> None:
    assert words.name(Headings()) == "No name yet"
    assert words.about(Headings()) == "No product yet"


GUIDE = Guide(
    sha256="0" * 64,
    edition="standard",
    paper="a4",
    pages=14,
    content="1",
    program="0.1.0",
    made_at=NOON,
)


@pytest.mark.parametrize(
    ("how", "pages", "said"),
    [
        ("printed", None, "Printed {when}"),
        ("printed", "1-14", "Sent to the printer {when}, all pages"),
        ("printed", "5-6", "Sent to the printer {when}, pages 5–6 of 14"),
        ("saved", None, "Saved {when}"),
    ],
)
def test_a_giving_says_how_when_by_whom_and_what(
    words: EntryWords, how: How, pages: str | None, said: str
) -> None:
    giving = Giving(at=NOON, how=how, person="Jo Brook", pages=pages)

    when = "21 November 2026, 12:00 by Jo Brook"
    assert words.given(giving, GUIDE) == said.format(when=when)
