from pathlib import Path

from clinic_aid.vault.places import VaultPlace


def test_the_journal_is_where_sqlite_puts_it() -> None:
    place = VaultPlace(Path("data"))
    assert str(place.journal) == f"{place.database}-wal"


def test_what_outlives_the_vault_is_not_in_its_folder() -> None:
    place = VaultPlace(Path("data"))
    for path in (place.erased, place.backups, place.rescued, place.restored, place.holder):
        assert path.parent == place.data


def test_the_two_copies_of_the_keys_are_two_files() -> None:
    first, second = VaultPlace(Path("data")).keys
    assert first != second
