import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from clinic_aid.domain.records import Place, Settings
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.retention import Decisions, carry_out
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PERSON


def test_what_was_never_set_is_as_usual(vault: Vault) -> None:
    assert vault.preferences.settings() == Settings()


def test_settings_come_back_after_the_next_opening(
    vault: Vault, unlock: Callable[[], Opened]
) -> None:
    settings = Settings(
        idle_minutes=3,
        backup_folder="/media/stick",
        reviewed_on=date(2026, 2, 28),
        recovery_confirmed=True,
    )
    vault.preferences.set(settings)
    vault.close()
    assert unlock().vault.preferences.settings() == settings


def lines(vault: Vault) -> list[tuple[str, str]]:
    return [(row.deed, row.subject) for row in vault.trail()][::-1][1:]


def test_a_change_of_settings_is_noted_with_its_name_and_both_values(vault: Vault) -> None:
    vault.preferences.change(idle_minutes=10, retention_years=8)
    vault.preferences.change(backup_folder="/media/Amira Haddad")
    assert lines(vault) == [
        ("settings", "idle_minutes 5 10"),
        ("settings", "retention_years 10 8"),
        ("settings", "backup_folder"),
    ]


def test_who_makes_a_vault_and_sets_what_is_set_has_changed_no_setting(vault: Vault) -> None:
    vault.preferences.set(vault.preferences.settings())
    vault.preferences.change(idle_minutes=5)
    assert lines(vault) == []


def test_a_key_on_paper_is_a_deed_of_its_own_and_no_setting(vault: Vault) -> None:
    vault.preferences.change(recovery_confirmed=True)
    vault.renew_recovery_key()
    assert lines(vault) == [("key-on-paper", ""), ("new-recovery-key", "")]


def test_a_review_is_told_once(vault: Vault) -> None:
    carry_out(vault, Decisions())
    assert [deed for deed, _ in lines(vault)] == ["review"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("idle_minutes", 0), ("idle_minutes", 16), ("backups_kept", 0), ("retention_years", 101)],
)
def test_settings_out_of_bounds_are_refused(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(**{name: value})


def test_a_place_comes_back_with_who_was_there(vault: Vault) -> None:
    assert vault.preferences.place() is None
    vault.preferences.put_place(Place(key="key", step=2, page=1, presenting=True, locked=True))
    place = vault.preferences.place()
    assert place == Place(key="key", step=2, page=1, presenting=True, locked=True, person=PERSON)


def test_a_place_can_be_left(vault: Vault) -> None:
    vault.preferences.put_place(Place(key="key"))
    vault.preferences.put_place(None)
    assert vault.preferences.place() is None


@pytest.mark.parametrize("name", ["settings", "place"])
def test_a_value_that_a_newer_program_knows_more_of_is_read(vault: Vault, name: str) -> None:
    value = json.dumps({"key": "k", "idle_minutes": 3, "of a newer program": 1})
    with vault.store.engine.connect() as connection, connection.begin():
        connection.execute(
            text("INSERT INTO setting VALUES (:name, :value)"), {"name": name, "value": value}
        )
    assert vault.preferences.settings().idle_minutes == (3 if name == "settings" else 5)
    assert vault.preferences.place() == (Place(key="k") if name == "place" else None)


def test_the_day_of_the_last_look_through_is_kept(vault: Vault) -> None:
    vault.preferences.put_checked_on(date(2026, 1, 2))
    assert vault.preferences.checked_on() == date(2026, 1, 2)


def test_a_change_leaves_the_other_settings(vault: Vault) -> None:
    vault.preferences.change(idle_minutes=3)
    settings = vault.preferences.change(backups_kept=4)

    assert settings == replace(vault.preferences.settings(), idle_minutes=3, backups_kept=4)


def test_what_is_set_already_is_not_noted_again(vault: Vault) -> None:
    before = len(vault.trail())

    vault.preferences.change(idle_minutes=5)

    assert len(vault.trail()) == before


def test_when_a_backup_went_elsewhere_comes_back_as_an_instant(vault: Vault) -> None:
    assert vault.preferences.backed_up_elsewhere() is None
    at = vault.at()
    vault.preferences.put_backed_up_elsewhere(at)
    assert vault.preferences.backed_up_elsewhere() == at


@pytest.mark.parametrize("value", ['"yesterday"', '"2026-11-30T10:00:00"', "7", "no"])
def test_an_instant_that_is_none_is_not_known(vault: Vault, value: str) -> None:
    vault.preferences.put_backed_up_elsewhere(vault.at())
    with vault.store.engine.connect() as connection, connection.begin():
        connection.execute(
            text("UPDATE setting SET value = :value WHERE name = 'backed_up_elsewhere'"),
            {"value": value},
        )
    assert vault.preferences.backed_up_elsewhere() is None
