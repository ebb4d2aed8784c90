"""The clinic's period, and the yearly review of what is older."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count

import pytest

from clinic_aid.domain.records import Headings, Place
from clinic_aid.vault.retention import Decisions, carry_out, review_of
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import Clock

Keep = Callable[[str], str]


@pytest.fixture(autouse=True)
def wall_in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def keep(vault: Vault, tree: dict[str, object]) -> Keep:
    numbers = count(1)

    def keep(name: str) -> str:
        key = f"{next(numbers):032x}"
        vault.records.save(key, tree, Headings(name=name), content="hair-stem-cell 1")
        return key

    return keep


@pytest.fixture
def old(vault: Vault, keep: Keep, clock: Clock) -> tuple[str, ...]:
    """Give the keys of three consultations that were kept for eleven years."""
    now = clock.at
    clock.at = now.replace(year=now.year - 11)
    keys = tuple(keep(name) for name in ("Amira Haddad", "Kim Lee", "Ada Okafor"))
    clock.at = now
    return keys


def past_keys(vault: Vault) -> set[str]:
    return {entry.key for entry in review_of(vault).past}


def test_what_is_older_than_the_period_is_listed(
    vault: Vault, keep: Keep, old: tuple[str, ...]
) -> None:
    keep("New One")

    assert past_keys(vault) == set(old)


def test_the_last_day_of_the_period_decides(vault: Vault, keep: Keep, clock: Clock) -> None:
    now = clock.at
    clock.at = now.replace(year=now.year - 10)
    due = keep("Amira Haddad")
    clock.at = now.replace(year=now.year - 10) + timedelta(days=1)
    keep("Kim Lee")
    clock.at = now

    assert past_keys(vault) == {due}


def test_a_review_made_on_29_february_is_no_stumbling_block(vault: Vault, clock: Clock) -> None:
    clock.at = clock.at.replace(year=2028, month=2, day=29)

    assert review_of(vault).past == ()


def test_another_period_lists_others(vault: Vault, old: tuple[str, ...]) -> None:
    vault.preferences.change(retention_years=12)

    assert past_keys(vault) == set()


@pytest.mark.parametrize(
    ("reviewed_on", "is_due"),
    [(None, True), (date(2025, 11, 21), True), (date(2025, 11, 22), False)],
)
def test_a_review_is_due_once_a_year(
    vault: Vault, old: tuple[str, ...], reviewed_on: date | None, is_due: bool
) -> None:
    vault.preferences.change(reviewed_on=reviewed_on)

    assert review_of(vault).is_due == is_due


def test_without_anything_old_no_review_is_due(vault: Vault, keep: Keep) -> None:
    keep("New One")

    assert not review_of(vault).is_due


def test_a_review_erases_keeps_and_leaves(vault: Vault, old: tuple[str, ...]) -> None:
    carry_out(vault, Decisions(erase=old[:1], keep=old[1:2]))

    known = review_of(vault)
    assert [entry.key for entry in known.past] == [old[2]]
    assert [entry.key for entry in known.held] == [old[1]]
    assert vault.records.count() == 2
    assert known.reviewed_on == date(2026, 11, 21)
    assert not known.is_due


def test_what_is_kept_no_longer_is_listed_again(vault: Vault, old: tuple[str, ...]) -> None:
    carry_out(vault, Decisions(keep=old))

    carry_out(vault, Decisions(release=old[:1]))

    assert past_keys(vault) == {old[0]}


def test_a_review_is_noted(vault: Vault, old: tuple[str, ...]) -> None:
    carry_out(vault, Decisions(erase=old[:1]))

    deeds = [row.deed for row in vault.trail(most=10)]
    assert {"review", "erase"} <= set(deeds)


def test_nothing_leads_back_to_what_was_erased(vault: Vault, old: tuple[str, ...]) -> None:
    vault.preferences.put_place(Place(key=old[0]))
    vault.rescue(old[0], {"patient": {"name": "Amira Haddad"}})

    carry_out(vault, Decisions(erase=old[:1]))

    assert vault.preferences.place() is None
    assert not list(vault.store.place.rescued.glob("*"))
