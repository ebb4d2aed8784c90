import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import update

from clinic_aid.domain.records import Headings
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.backing_up import is_elsewhere, keep_last, make_backup
from clinic_aid.vault.backups import (
    SUFFIX,
    UNSEALED,
    Backup,
    backups_in,
    called_erased,
    read_backup,
    soundness_of,
    unpacked,
    verify_backup,
)
from clinic_aid.vault.database import raw_connection
from clinic_aid.vault.errors import BusyVaultError, DamagedVaultError, NewerVaultError
from clinic_aid.vault.keys import DataKey, read_keys
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.store import opened_store
from clinic_aid.vault.tables import trail
from clinic_aid.vault.trail import erased_in
from clinic_aid.vault.vault import Vault

PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
KILLS = 15
ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="kills and limits of POSIX")

Save = Callable[[str], None]


class Clock(Protocol):
    """The clock of the test, which it may set."""

    at: datetime

    def now(self) -> datetime: ...


@pytest.fixture
def save(vault: Vault, headings: Headings, tree: dict[str, object]) -> Save:
    def save(key: str) -> None:
        vault.records.save(key, tree, headings, content="pack 1")

    return save


@pytest.fixture
def saved(vault: Vault, save: Save) -> str:
    """Give the key of a consultation that is in the journal and not in the file."""
    vault.store.checkpoint()
    save("first")
    return "first"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def key(place: VaultPlace, vault: Vault) -> DataKey:
    return read_keys(place.keys).unlock(PERSON, PASSPHRASE)


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


# What a backup is


def test_a_backup_opens_and_holds_what_was_saved(
    vault: Vault, save: Save, stick: Path, key: DataKey, tmp_path: Path
) -> None:
    save("first")
    backup = vault.back_up(stick)
    assert backup.file.name.startswith("consultations-2026-11-21-0900")
    assert [file.name for file in stick.iterdir()] == [backup.file.name]
    contents = verify_backup(backup, key, scratch=tmp_path)
    assert contents.consultations == 1
    assert contents.newest_change == vault.records.load("first").entry.changed_at
    assert contents.made_at == backup.made_at


def test_another_disk_is_elsewhere_and_the_vault_s_own_is_not(
    place: VaultPlace, stick: Path, tmp_path: Path
) -> None:
    assert is_elsewhere(Path("/proc"), place)
    assert is_elsewhere(tmp_path / "Nextcloud", place) is False, "it is not there"
    (tmp_path / "Nextcloud").mkdir()
    assert is_elsewhere(tmp_path / "Nextcloud", place)
    assert not is_elsewhere(stick, place)
    assert not is_elsewhere(place.data, place)


def test_no_name_of_a_patient_is_in_a_backup(vault: Vault, save: Save, stick: Path) -> None:
    save("first")
    data = vault.back_up(stick).file.read_bytes()
    assert b"Amira" not in data
    assert b"SQLite format" not in data


def test_two_backups_of_one_second_are_two(vault: Vault, stick: Path) -> None:
    assert vault.back_up(stick).file != vault.back_up(stick).file


def test_a_backup_holds_what_a_copy_of_the_file_alone_misses(
    vault: Vault, saved: str, key: DataKey, place: VaultPlace, tmp_path: Path
) -> None:
    # Copied by another program: this one would take SQLite's locks away.
    run("import shutil, sys; shutil.copyfile(*sys.argv[1:])", place.database, tmp_path / "copy")
    copy = raw_connection(tmp_path / "copy", key.subkey("database"))
    assert copy.execute("SELECT count(*) FROM consultation").fetchone() == (0,)
    copy.close()
    made = vault.back_up(place.backups)
    assert verify_backup(made, key, scratch=tmp_path).consultations == 1


WRITING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from clinic_aid.domain.records import Headings
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace

cost = Cost(memory=8 << 10, passes=1, lanes=1)
doorkeeper = Doorkeeper(
    VaultPlace(Path(sys.argv[1])), now=lambda: datetime.now(UTC), program="0.1.0", cost=cost
)
vault = doorkeeper.unlock("Jo Brook", sys.stdin.readline().strip()).vault
number = 0
while True:
    vault.records.save(f"other-{number % 5}", {"number": number}, Headings(), content="pack 1")
    number += 1
    print(number, flush=True)
"""


@pytest.fixture
def writer(vault: Vault, place: VaultPlace) -> Iterator[subprocess.Popen[str]]:
    """Another program that saves into the vault without pause, and tells of every save."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(place.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{PASSPHRASE}\n")
        process.stdin.flush()
        assert process.stdout.readline()
        yield process
        process.kill()


def test_a_backup_is_made_while_another_program_saves_without_pause(
    vault: Vault,
    writer: subprocess.Popen[str],
    stick: Path,
    key: DataKey,
    tmp_path: Path,
) -> None:
    for _ in range(3):
        backup = vault.back_up(stick)
        scratch = tmp_path / backup.file.stem
        scratch.mkdir()
        assert soundness_of(backup, key, scratch=scratch).is_sound
    assert writer.poll() is None


def test_a_backup_of_a_damaged_vault_is_refused_and_the_earlier_one_kept(
    vault: Vault, save: Save, stick: Path, key: DataKey, place: VaultPlace
) -> None:
    save("first")
    vault.back_up(stick)
    before = files_in(stick)
    vault.store.close()
    with place.database.open("r+b") as file:
        file.seek(4096 * 5 + 50)
        file.write(b"damage")
    vault.store._closed = False
    with pytest.raises(DamagedVaultError):
        make_backup(
            vault.store,
            key,
            read_keys(place.keys),
            stick,
            now=vault.at(),
            program="0.1.0",
        )
    assert files_in(stick) == before


# Where it goes


def test_a_folder_that_is_gone_is_named_as_the_reason_and_not_made_anew(
    vault: Vault, tmp_path: Path
) -> None:
    with pytest.raises(ClinicAidError, match=r"No backup was made: the folder is not there"):
        vault.back_up(tmp_path / "pulled out" / "backups")
    assert not (tmp_path / "pulled out").exists()


def test_the_folder_of_automatic_backups_is_made(vault: Vault, place: VaultPlace) -> None:
    vault.back_up(place.backups, automatic=True)
    assert len(backups_in(place.backups)) == 1


FULL = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace

cost = Cost(memory=8 << 10, passes=1, lanes=1)
doorkeeper = Doorkeeper(
    VaultPlace(Path(sys.argv[1])), now=lambda: datetime.now(UTC), program="0.1.0", cost=cost
)
vault = doorkeeper.unlock("Jo Brook", sys.stdin.readline().strip()).vault
room = int(sys.argv[3])
if room:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    vault.back_up(Path(sys.argv[2]))
except ClinicAidError as error:
    print(error)
"""


@ON_POSIX
@pytest.mark.fault(8)
@pytest.mark.parametrize("room", [4_000, 60_000])
def test_on_a_full_disk_the_earlier_backup_stays_and_no_part_is_left(
    vault: Vault, save: Save, stick: Path, place: VaultPlace, room: int
) -> None:
    save("first")
    vault.back_up(stick)
    before = files_in(stick)
    result = run(FULL, place.data, stick, room)
    assert result.stdout.startswith("No backup was made: the disk is full."), result.stderr
    assert files_in(stick) == before
    assert not list(place.data.glob(".backup-*"))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a small disk is made by root alone",
)
@pytest.mark.fault(8)
def test_on_a_full_stick_the_earlier_backup_stays_and_no_part_is_left(
    vault: Vault, stick: Path, place: VaultPlace
) -> None:
    first = vault.back_up(stick)
    room = first.file.stat().st_size * 3 // 2
    first.file.unlink()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room}", "small", str(stick)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this system makes no small disk")
    try:
        vault.back_up(stick)
        before = files_in(stick)
        with pytest.raises(ClinicAidError, match=r"No backup was made: the disk is full\."):
            vault.back_up(stick)
        assert files_in(stick) == before
        assert not list(place.data.glob(".backup-*"))
    finally:
        subprocess.run(["umount", str(stick)], check=True)


# Stopped while it is made

BACKING_UP = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace

cost = Cost(memory=8 << 10, passes=1, lanes=1)
doorkeeper = Doorkeeper(
    VaultPlace(Path(sys.argv[1])), now=lambda: datetime.now(UTC), program="0.1.0", cost=cost
)
vault = doorkeeper.unlock("Jo Brook", sys.stdin.readline().strip()).vault
while True:
    print("begun", flush=True)
    vault.back_up(Path(sys.argv[2]), automatic=True)
"""


@ON_POSIX
@pytest.mark.fault(4)
def test_kills_in_a_backup_leave_older_ones_and_no_good_name_for_a_part(
    vault: Vault, saved: str, stick: Path, place: VaultPlace, key: DataKey
) -> None:
    before = vault.back_up(stick).file.read_bytes()
    older = next(stick.iterdir())
    for kill in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", BACKING_UP, str(place.data), str(stick)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{PASSPHRASE}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "begun\n"
            # Each time at another instant of a backup, which takes about a tenth of a second.
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.01 + kill * 0.013)
            process.kill()
            process.wait()
            assert process.returncode == -signal.SIGKILL
        assert older.read_bytes() == before
    named = sorted(stick.glob(f"*{SUFFIX}"))
    for file in named:
        assert verify_backup(read_backup(file), key, scratch=place.data).consultations == 1
    assert len(backups_in(stick)) == len(named)


def test_what_a_stopped_backup_left_is_taken_away_the_next_day(
    vault: Vault, stick: Path, place: VaultPlace, clock: Clock
) -> None:
    left = place.data / ".backup-stopped", stick / ".backup-0123.part"
    left[0].mkdir()
    (left[0] / "vault").write_bytes(b"encrypted")
    left[1].write_bytes(b"encrypted")
    others = stick / ".another.part", stick / ".backup-folder"
    others[0].touch()
    others[1].mkdir()
    today = clock.at.timestamp()
    for path in (*left, *others):
        os.utime(path, (today, today))
    vault.back_up(stick)
    assert all(path.exists() for path in left)
    clock.at += timedelta(days=1, minutes=1)
    vault.back_up(stick)
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in others)


# How many are kept


def test_automatic_backups_keep_the_last_ones(
    vault: Vault, stick: Path, clock: Clock, key: DataKey
) -> None:
    made = []
    for _ in range(5):
        clock.at += timedelta(hours=1)
        made.append(vault.back_up(stick, automatic=True))
    keep_last(stick, made[4], key, kept=2)
    assert [backup.file for backup in backups_in(stick)] == [made[4].file, made[3].file]


@pytest.mark.fault(24)
def test_a_clock_set_back_takes_no_backup_away_that_was_just_made(
    vault: Vault, stick: Path, clock: Clock
) -> None:
    settings = replace(vault.preferences.settings(), backups_kept=1)
    vault.preferences.set(settings)
    vault.back_up(stick, automatic=True)
    clock.at -= timedelta(days=1)
    made = vault.back_up(stick, automatic=True)

    assert [backup.file for backup in backups_in(stick)] == [made.file]


def test_the_number_that_is_set_is_kept(vault: Vault, stick: Path, clock: Clock) -> None:
    for _ in range(12):
        clock.at += timedelta(hours=1)
        vault.back_up(stick, automatic=True)
    assert len(backups_in(stick)) == vault.preferences.settings().backups_kept


def test_backups_by_hand_and_those_of_another_vault_are_never_taken_away(
    vault: Vault, stick: Path, clock: Clock, key: DataKey, tmp_path: Path
) -> None:
    by_hand = vault.back_up(stick)
    other = Doorkeeper(
        VaultPlace(tmp_path / "other"),
        now=clock.now,
        program="0.1.0",
        cost=vault._cost(),
    )
    another = other.create(PERSON, PASSPHRASE).vault
    of_another = another.back_up(stick, automatic=True)
    another.store.close()
    for _ in range(3):
        clock.at += timedelta(hours=1)
        newest = vault.back_up(stick, automatic=True)
    (stick / f"letter{SUFFIX}").write_text("no backup")
    keep_last(stick, newest, key, kept=1)
    left = {file.name for file in stick.iterdir()}
    assert left == {
        by_hand.file.name,
        of_another.file.name,
        newest.file.name,
        f"letter{SUFFIX}",
    }


# Reading one


def test_every_flipped_bit_is_noticed(
    vault: Vault, save: Save, stick: Path, key: DataKey, tmp_path: Path
) -> None:
    save("first")
    backup = vault.back_up(stick)
    data = backup.file.read_bytes()
    with zipfile.ZipFile(backup.file) as archive:
        end_of_members = archive.start_dir
    for at in range(40, end_of_members, end_of_members // 40):
        flipped = bytearray(data)
        flipped[at] ^= 0x10
        backup.file.write_bytes(flipped)
        with pytest.raises(ClinicAidError, match=backup.file.name):
            verify_backup(read_backup(backup.file), key, scratch=tmp_path)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_that_was_cut_short_is_none(
    vault: Vault, save: Save, stick: Path, part: float
) -> None:
    file = vault.back_up(stick).file
    os.truncate(file, int(file.stat().st_size * part))
    with pytest.raises(ClinicAidError, match="is not a backup of Clinic Aid, or it is damaged"):
        read_backup(file)
    assert backups_in(stick) == []


def test_a_backup_that_is_gone_is_said_to_be(stick: Path) -> None:
    with pytest.raises(ClinicAidError, match="There is no file “gone”"):
        read_backup(stick / "gone")


@pytest.fixture
def repacked(vault: Vault, stick: Path) -> Callable[..., Backup]:
    """Give a function that packs a backup anew with other files in it."""

    def repack(*, packing: int = zipfile.ZIP_STORED, **changed: bytes) -> Backup:
        made = vault.back_up(stick)
        with zipfile.ZipFile(made.file) as archive:
            files = {name.partition(".")[0]: archive.read(name) for name in archive.namelist()}
        names = {"manifest": "manifest.json", "keys": "keys.json", "erased": "erased.json"}
        with zipfile.ZipFile(made.file, "w", packing) as archive:
            for name, data in (files | changed).items():
                archive.writestr(names.get(name, name), data)
        return read_backup(made.file)

    return repack


@pytest.mark.fault(46)
def test_a_packed_database_is_refused_whatever_it_would_become(
    repacked: Callable[..., Backup], key: DataKey, tmp_path: Path
) -> None:
    with pytest.raises(ClinicAidError, match="is damaged"):
        verify_backup(repacked(packing=zipfile.ZIP_DEFLATED), key, scratch=tmp_path)


@pytest.mark.fault(46)
def test_a_packed_file_that_becomes_a_large_one_is_not_unpacked(
    repacked: Callable[..., Backup],
) -> None:
    with pytest.raises(ClinicAidError, match="is not a backup of Clinic Aid"):
        repacked(packing=zipfile.ZIP_DEFLATED, manifest=b" " * (64 << 20))


@pytest.mark.fault(46)
def test_other_files_in_a_backup_are_put_nowhere(
    repacked: Callable[..., Backup], key: DataKey, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    backup = repacked(**{"../out": b"x", "../../out": b"x", str(out): b"x", "vault/../out": b"x"})
    scratch = tmp_path / "a" / "b"
    scratch.mkdir(parents=True)
    before = sorted(tmp_path.parent.rglob("*"))

    assert verify_backup(backup, key, scratch=scratch).consultations == 0

    assert sorted(tmp_path.parent.rglob("*")) == before


@pytest.mark.fault(46)
def test_a_link_in_the_place_of_the_database_is_not_followed(
    repacked: Callable[..., Backup], key: DataKey, place: VaultPlace, tmp_path: Path
) -> None:
    backup = repacked()
    link = zipfile.ZipInfo("vault")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(backup.file) as archive:
        rest = {name: archive.read(name) for name in archive.namelist() if name != "vault"}
    with zipfile.ZipFile(backup.file, "w") as archive:
        for name, data in rest.items():
            archive.writestr(name, data)
        archive.writestr(link, os.fspath(place.database))

    with pytest.raises(ClinicAidError, match="is damaged: its bytes are not those"):
        verify_backup(read_backup(backup.file), key, scratch=tmp_path)


@pytest.mark.fault(46)
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["vault", "keys.json", "manifest.json"])
def test_of_two_files_of_one_name_neither_is_believed(
    repacked: Callable[..., Backup], key: DataKey, tmp_path: Path, name: str
) -> None:
    backup = repacked()
    with zipfile.ZipFile(backup.file, "a") as archive:
        archive.writestr(name, b"another")

    with pytest.raises(ClinicAidError, match=r"is damaged|is not a backup"):
        verify_backup(read_backup(backup.file), key, scratch=tmp_path)


def manifest(**changed: object) -> bytes:
    """Give what a backup of format 1 says of itself, as anybody can write it."""
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    said = {
        "format": 1,
        "made_at": "2026-11-21T09:00:00+00:00",
        "program": "0.1.0",
        "automatic": False,
        "sha256": nothing,
    }
    return json.dumps(said | changed).encode()


def test_an_empty_database_is_no_vault(
    repacked: Callable[..., Backup], key: DataKey, tmp_path: Path
) -> None:
    backup = repacked(vault=b"", manifest=manifest())
    with pytest.raises(ClinicAidError, match="is damaged"):
        verify_backup(backup, key, scratch=tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        manifest(made_at="2026-11-21T09:00:00"),
        manifest(made_at="9999-12-31T23:59:59+00:00"),
        manifest(made_at="0001-01-01T00:00:00+00:00"),
        manifest(format="x"),
        manifest(format=0),
        manifest(format=[]),
        manifest(consultations={}),
    ],
    ids=[
        "nothing",
        "a list",
        "no zone",
        "year 9999",
        "year 1",
        "a word",
        "none",
        "a list",
        "a count",
    ],
)
def test_a_manifest_that_is_none_makes_no_backup(
    repacked: Callable[..., Backup], said: bytes
) -> None:
    with pytest.raises(ClinicAidError, match="is not a backup of Clinic Aid"):
        repacked(manifest=said)


@pytest.mark.fault(51)
def test_a_backup_of_a_newer_format_is_refused_as_newer(
    repacked: Callable[..., Backup],
) -> None:
    with pytest.raises(NewerVaultError, match="A newer Clinic Aid made this backup"):
        repacked(manifest=manifest(format=99))


def resaid(backup: Backup, **changed: object) -> Backup:
    """Give a backup whose manifest somebody changed by hand."""
    with zipfile.ZipFile(backup.file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | changed).encode()
    with zipfile.ZipFile(backup.file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return read_backup(backup.file)


@pytest.mark.fault(56)
@pytest.mark.parametrize(
    "changed",
    [
        {"made_at": "2031-01-01T09:00:00+00:00"},
        {"consultations": 7},
        {"automatic": True},
        {"format": 1, "seal": ""},
        {"format": 1},
        {"seal": "é"},
        {"seal": "\ud800"},
    ],
    ids=["date", "count", "by itself", "an earlier format", "its seal", "a letter", "half a one"],
)
def test_what_a_backup_says_of_itself_is_not_believed_once_it_was_changed(
    vault: Vault, save: Save, key: DataKey, tmp_path: Path, changed: dict[str, object]
) -> None:
    save("first")
    made = vault.back_up(tmp_path)
    assert verify_backup(made, key, scratch=tmp_path).is_dated
    forged = resaid(made, **changed)
    contents = verify_backup(forged, key, scratch=tmp_path)
    assert not contents.is_dated
    assert contents.consultations == 1


def test_a_sealed_count_that_is_not_what_is_in_it_is_damage(
    vault: Vault, stick: Path, key: DataKey, tmp_path: Path
) -> None:
    made = vault.back_up(stick)
    said = replace(made.manifest, consultations=7).sealed_by(key)
    wrong = resaid(made, consultations=7, seal=said.seal)
    assert wrong.is_sealed_by(key)
    with pytest.raises(ClinicAidError, match="is damaged"):
        verify_backup(wrong, key, scratch=tmp_path)


@pytest.mark.fault(56)
def test_a_changed_date_is_a_fault_that_a_check_names(
    vault: Vault, stick: Path, key: DataKey, tmp_path: Path
) -> None:
    forged = resaid(vault.back_up(stick), made_at="2031-01-01T09:00:00+00:00")
    assert soundness_of(forged, key, scratch=tmp_path).trail == (UNSEALED,)


def test_keys_of_another_day_in_a_backup_are_noticed(
    vault: Vault, stick: Path, key: DataKey
) -> None:
    older = vault.keys.as_bytes()
    vault.set_passphrase("Kim", "another five plain words")
    made = vault.back_up(stick)
    with zipfile.ZipFile(made.file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(made.file, "w") as archive:
        for name, data in (files | {"keys.json": older}).items():
            archive.writestr(name, data)
    assert made.is_sealed_by(key)
    assert not read_backup(made.file).is_sealed_by(key)


@pytest.mark.fault(56)
def test_forged_dates_and_copies_take_no_other_backup_away(
    vault: Vault, stick: Path, clock: Clock, key: DataKey
) -> None:
    made = []
    for number in range(3):
        clock.at += timedelta(hours=1)
        made.append(vault.back_up(stick, automatic=True))
        copy = stick / f"copy-{number}{SUFFIX}"
        shutil.copyfile(made[0].file, copy)
        if number:
            resaid(read_backup(copy), made_at=f"2031-01-0{number}T09:00:00+00:00")
    newest = vault.back_up(stick, automatic=True)
    keep_last(stick, newest, key, kept=4)
    assert all(backup.file.exists() for backup in (*made, newest))


def test_a_forged_date_keeps_the_daily_backup_from_nobody(
    vault: Vault, save: Save, place: VaultPlace, clock: Clock
) -> None:
    save("first")
    made = vault.back_up(place.backups, automatic=True)
    clock.at += timedelta(days=3)
    resaid(made, made_at=(clock.at - timedelta(hours=1)).isoformat())
    save("second")
    assert vault.back_up_if_due()


def test_backups_of_an_earlier_format_go_once_there_are_enough_newer_ones(
    vault: Vault, stick: Path, clock: Clock, key: DataKey
) -> None:
    old = [resaid(vault.back_up(stick, automatic=True), format=1, seal="") for _ in range(2)]
    for left in (2, 2, 0):
        clock.at += timedelta(hours=1)
        keep_last(stick, vault.back_up(stick, automatic=True), key, kept=3)
        assert sum(backup.file.exists() for backup in old) == left


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_among_the_backups_is_passed_over(vault: Vault, stick: Path) -> None:
    made = vault.back_up(stick)
    os.mkfifo(stick / f"pipe{SUFFIX}")
    assert [backup.file for backup in backups_in(stick)] == [made.file]


def test_a_list_of_erased_that_is_none_is_damage(repacked: Callable[..., Backup]) -> None:
    with pytest.raises(ClinicAidError, match="is damaged"):
        called_erased(repacked(manifest=manifest(), erased=b"[1, 2"))


def test_the_trail_in_a_backup_tells_what_had_been_erased(
    vault: Vault, save: Save, stick: Path, key: DataKey, tmp_path: Path
) -> None:
    save("first")
    vault.records.erase(["first"])
    made = vault.back_up(stick)
    with zipfile.ZipFile(made.file) as archive:
        assert sorted(archive.namelist()) == ["keys.json", "manifest.json", "vault"]
    with (
        unpacked(made, tmp_path) as copy,
        opened_store(copy, key) as store,
        store.reading() as connection,
    ):
        assert erased_in(connection) == {"first"}


def test_a_changed_line_of_the_trail_in_a_backup_is_named(
    vault: Vault, stick: Path, key: DataKey, tmp_path: Path
) -> None:
    changed = update(trail).where(trail.c.seq == 1).values(person="Somebody Else")
    vault.store.write(lambda connection: connection.execute(changed))
    found = soundness_of(vault.back_up(stick), key, scratch=tmp_path)
    assert found.trail == ("Line 1 of the audit trail was changed after it was written.",)


def test_keys_of_another_vault_do_not_open_a_backup(
    vault: Vault, stick: Path, tmp_path: Path
) -> None:
    with pytest.raises(ClinicAidError, match="is damaged"):
        verify_backup(vault.back_up(stick), DataKey(), scratch=tmp_path)
    assert [file.name for file in tmp_path.glob("*.vault*")] == []


def test_a_vault_that_never_held_anything_needs_no_backup(vault: Vault) -> None:
    assert not vault.has_changed


def test_a_backup_that_cannot_be_noted_is_made_all_the_same(
    vault: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyVaultError("The vault is in use by another program.")

    monkeypatch.setattr(vault.store, "write", busy)

    assert vault.back_up(stick).file.exists()
