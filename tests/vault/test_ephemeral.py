import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_aid.domain.records import Headings
from clinic_aid.vault.ephemeral import make_ephemeral_vault
from clinic_aid.vault.errors import FullDiskError, MissingKeysError
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault

KEY = "a" * 32
NAME = "Perpetua Lindenfeld"


def now() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    place = VaultPlace(tmp_path / "data")
    vault = make_ephemeral_vault(place, person="Demo", now=now, program="0.1.0")
    yield vault
    vault.close()


def keep(vault: Vault) -> None:
    headings = Headings(name=NAME)
    vault.records.save(KEY, {"patient": {"name": NAME}}, headings, content="hair 1")


def test_it_keeps_and_finds_as_every_vault_does(vault: Vault) -> None:
    keep(vault)

    assert vault.records.load(KEY).tree == {"patient": {"name": NAME}}
    assert len(vault.records.find("perp")) == 1
    assert vault.soundness().is_sound
    assert vault.breaks() == ()


def test_no_key_is_on_the_disk_so_that_nobody_opens_it_again(vault: Vault) -> None:
    keep(vault)
    vault.store.checkpoint()
    place = vault.store.place
    files = [file for file in place.data.rglob("*") if file.is_file()]

    assert not [file for file in place.keys if file.exists()]
    assert not [file for file in files if b"Lindenfeld" in file.read_bytes()]
    keeper = Doorkeeper(place, now=now, program="0.1.0")
    assert keeper.state == "missing-keys"
    with pytest.raises(MissingKeysError):
        keeper.unlock("Demo", "")


def test_nothing_asks_for_a_backup_that_nobody_could_open(vault: Vault, tmp_path: Path) -> None:
    keep(vault)

    assert not vault.has_changed
    with pytest.raises(MissingKeysError):
        vault.back_up(tmp_path)
    assert list(tmp_path.glob("*backup*")) == []


def test_two_have_different_keys(vault: Vault, tmp_path: Path) -> None:
    sealed = vault.seal(b"work")
    other = make_ephemeral_vault(VaultPlace(tmp_path / "b"), person="Demo", now=now, program="1")

    assert vault.unseal(sealed) == b"work"
    assert other.unseal(sealed) is None
    other.close()


def test_no_passphrase_is_paid_for(tmp_path: Path) -> None:
    program = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from clinic_aid.vault.ephemeral import make_ephemeral_vault
from clinic_aid.vault.places import VaultPlace
place = VaultPlace(Path({str(tmp_path / "data")!r}))
make_ephemeral_vault(place, person="Demo", now=lambda: datetime.now(UTC), program="1").close()
print("argon2" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert ran.stdout.split() == [b"False"]


def test_a_place_that_takes_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")

    with pytest.raises(FullDiskError, match="The vault was not made"):
        make_ephemeral_vault(VaultPlace(tmp_path / "data"), person="x", now=now, program="1")
