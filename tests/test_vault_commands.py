import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from clinic_aid.__main__ import main
from clinic_aid.domain.records import Headings
from clinic_aid.files.one_holder import only_holder
from clinic_aid.vault.backups import SUFFIX, backups_in
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.tables import trail
from clinic_aid.vault.vault import Vault
from clinic_aid.vault_commands import CommandContext, Credentials, verify

PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
Output = pytest.CaptureFixture[str]
Open = Callable[[], AbstractContextManager[Vault]]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VaultPlace:
    data = tmp_path / "data"
    monkeypatch.setenv("CLINIC_AID_HOME", str(data))
    return VaultPlace(data)


@pytest.fixture
def doorkeeper(place: VaultPlace) -> Doorkeeper:
    return Doorkeeper(place, now=lambda: datetime.now(UTC), program="0.1.0", cost=CHEAP)


@pytest.fixture
def recovery_key(doorkeeper: Doorkeeper) -> str:
    """Make the vault with one consultation, close it, and give its recovery key."""
    opened = doorkeeper.create(PERSON, PASSPHRASE)
    save(opened.vault, "first")
    opened.vault.close()
    assert opened.recovery_key is not None
    return opened.recovery_key


@pytest.fixture
def secret(tmp_path: Path, recovery_key: str) -> str:
    """Give the file with the passphrase; the vault is made and closed."""
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\nanother line\n", encoding="utf-8")
    return f"--passphrase-file={file}"


@pytest.fixture
def opened(doorkeeper: Doorkeeper, secret: str) -> Open:
    """Give what opens the vault for a block, as the app does."""

    @contextmanager
    def opened() -> Iterator[Vault]:
        vault = doorkeeper.unlock(PERSON, PASSPHRASE).vault
        try:
            yield vault
        finally:
            vault.close()

    return opened


def save(vault: Vault, key: str) -> None:
    headings = Headings(name="Amira Haddad", words="Amira Haddad")
    vault.records.save(key, {"patient": {"name": "Amira Haddad"}}, headings, content="pack 1")


def backup_in(folder: Path) -> Path:
    found = backups_in(folder)
    assert len(found) == 1
    return found[0].file


# Backup


def test_a_backup_goes_into_the_folder_named(secret: str, tmp_path: Path, capsys: Output) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert main(["backup", str(stick), secret]) == 0
    assert capsys.readouterr() == (f"{backup_in(stick)}: made and read back, 1 consultation.\n", "")


def test_without_a_folder_a_backup_goes_beside_the_vault(place: VaultPlace, secret: str) -> None:
    assert main(["backup", secret]) == 0
    assert not backups_in(place.backups)[0].automatic


def test_without_a_folder_a_backup_goes_where_the_app_makes_them(
    secret: str, opened: Open, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with opened() as vault:
        settings = vault.preferences.settings()
        vault.preferences.set(replace(settings, backup_folder=str(stick)))
    assert main(["backup", secret]) == 0
    assert backup_in(stick).parent == stick


def test_a_folder_that_is_not_there_is_no_place_for_a_backup(
    secret: str, tmp_path: Path, capsys: Output
) -> None:
    assert main(["backup", str(tmp_path / "gone"), secret]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "No backup was made: the folder is not there any more. Choose another place.\n"


def test_a_backup_is_made_while_the_app_has_the_vault_open(
    place: VaultPlace, secret: str, opened: Open
) -> None:
    with only_holder(place.holder, refusal="held"), opened() as vault:
        save(vault, "second")
        assert main(["backup", secret]) == 0
        assert vault.verify(backups_in(place.backups)[0]).consultations == 2
        save(vault, "third")


def test_without_a_vault_there_is_nothing_to_back_up(capsys: Output) -> None:
    assert main(["backup"]) == 1
    assert capsys.readouterr() == (
        "",
        "There is no vault here yet. Open the app, which makes it.\n",
    )


# Who it is


def test_the_passphrase_is_asked_for(
    place: VaultPlace, recovery_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return PASSPHRASE

    monkeypatch.setattr("clinic_aid.vault_commands.getpass", typed)
    assert main(["backup"]) == 0
    assert asked == ["Passphrase of Jo Brook: "]


def test_the_passphrase_is_read_from_standard_input(
    place: VaultPlace, recovery_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert main(["backup", "--passphrase-file", "-"]) == 0


@pytest.mark.skipif(os.name != "posix", reason="sessions of POSIX")
def test_without_a_terminal_it_is_said_how_to_give_the_passphrase(recovery_key: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "clinic_aid", "backup"],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert result.returncode == 1
    assert "Name a file with --passphrase-file" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_wrong_passphrase_counts_and_is_told_when_the_vault_is_opened(
    secret: str, doorkeeper: Doorkeeper, tmp_path: Path, capsys: Output
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the right words")
    assert main(["backup", f"--passphrase-file={wrong}"]) == 1
    assert capsys.readouterr().err.startswith("This passphrase does not open the vault.")
    assert main(["backup", secret]) == 0
    said = "A passphrase was tried once since the vault was last opened, and did not open it."
    assert capsys.readouterr().err == f"warning: {said}\n"


def test_who_tries_on_after_five_failures_waits_them_out(
    place: VaultPlace, secret: str, tmp_path: Path
) -> None:
    place.tries.write_text('{"failed": 6}')
    waited: list[float] = []
    steady = iter(range(1000))

    def pause(seconds: float) -> None:
        waited.append(seconds)
        for _ in range(int(seconds) + 1):
            next(steady)

    context = CommandContext(
        place=place,
        credentials=Credentials(passphrase_file=Path(secret.partition("=")[2])),
        now=lambda: datetime.now(UTC),
        steady=lambda: float(next(steady)),
        pause=pause,
    )
    assert verify(None, context) == 0
    assert len(waited) == 1
    assert 2 <= waited[0] <= 4


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "has an empty first line. Write the secret there."),
        (b"\xff\xfe\x00", "is no text in UTF-8."),
        (None, "cannot be read (No such file or directory)."),
    ],
)
def test_a_file_without_a_passphrase_is_named(
    recovery_key: str, tmp_path: Path, capsys: Output, content: bytes | None, fault: str
) -> None:
    file = tmp_path / "secret.txt"
    if content is not None:
        file.write_bytes(content)
    assert main(["backup", f"--passphrase-file={file}"]) == 1
    assert capsys.readouterr().err.endswith(f"{fault}\n")


def test_a_passphrase_is_no_argument(recovery_key: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["backup", "--passphrase", PASSPHRASE])


def test_who_of_several_it_is_has_to_be_said(
    secret: str, opened: Open, tmp_path: Path, capsys: Output
) -> None:
    with opened() as vault:
        vault.set_passphrase("Sam Hill", "other plain words here")
    assert main(["backup", secret]) == 1
    said = "Say who you are with --person, one of: Jo Brook, Sam Hill.\n"
    assert capsys.readouterr().err == said
    assert main(["backup", secret, "--person", "Sam  Hill"]) == 1
    assert main(["backup", secret, "--person", "Jo  Brook"]) == 0
    assert main(["backup", secret, "--person", "Nobody"]) == 1
    assert "“Nobody” has no passphrase here." in capsys.readouterr().err


def test_the_recovery_key_opens_the_vault_and_its_use_is_told(
    recovery_key: str, doorkeeper: Doorkeeper, tmp_path: Path
) -> None:
    file = tmp_path / "key.txt"
    file.write_text(recovery_key)
    assert main(["verify", f"--recovery-key-file={file}"]) == 0
    opened = doorkeeper.unlock(PERSON, PASSPHRASE)
    assert opened.notices == ("Jo Brook opened the vault with the recovery key.",)
    opened.vault.close()


@pytest.mark.parametrize("person", ["", " ", "x" * 201, "\ud800", "a\x1b[2J", "\u202eJo"])
def test_a_name_that_is_none_opens_nothing_with_the_recovery_key(
    recovery_key: str, doorkeeper: Doorkeeper, tmp_path: Path, capsys: Output, person: str
) -> None:
    file = tmp_path / "key.txt"
    file.write_text(recovery_key)
    assert main(["verify", f"--recovery-key-file={file}", "--person", person]) == 1
    assert capsys.readouterr().err.startswith("Write a name of up to 200 characters")
    opened = doorkeeper.unlock(PERSON, PASSPHRASE)
    assert opened.notices == ()
    opened.vault.close()


# Verify


def test_a_sound_vault_is_said_to_be(secret: str, capsys: Output) -> None:
    assert main(["verify", secret]) == 0
    out, err = capsys.readouterr()
    found = r"The vault is sound: 1 consultation, \d+ lines of audit trail\.\n"
    assert re.fullmatch(found, out)
    assert err == ""


def test_a_vault_is_looked_through_while_the_app_has_it_open(
    place: VaultPlace, secret: str, opened: Open
) -> None:
    with only_holder(place.holder, refusal="held"), opened() as vault:
        save(vault, "second")
        assert main(["verify", secret]) == 0
        save(vault, "third")


@pytest.mark.fault(54)
def test_a_changed_line_of_the_audit_trail_is_a_fault(
    secret: str, opened: Open, capsys: Output
) -> None:
    with opened() as vault:
        changed = update(trail).where(trail.c.seq == 2).values(person="Somebody Else")
        vault.store.write(lambda connection: connection.execute(changed))
    assert main(["verify", secret]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    fault = "Line 2 of the audit trail was changed after it was written."
    assert f"The vault: {fault}\n" in err


@pytest.mark.fault(11)
def test_a_damaged_vault_is_a_fault(secret: str, place: VaultPlace, capsys: Output) -> None:
    with place.database.open("r+b") as file:
        file.seek(4096 * 5 + 50)
        file.write(b"damage")
    assert main(["verify", secret]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Page 6" in err


def test_a_sound_backup_is_said_to_be(place: VaultPlace, secret: str, capsys: Output) -> None:
    main(["backup", secret])
    file = backup_in(place.backups)
    capsys.readouterr()
    assert main(["verify", str(file), secret]) == 0
    found = rf"{file.name} is sound: 1 consultation, \d+ lines of audit trail, made .*\d\d:\d\d\.\n"
    assert re.fullmatch(found, capsys.readouterr().out)
    assert not list(place.data.glob(".*"))


def test_a_damaged_backup_is_a_fault(place: VaultPlace, secret: str, capsys: Output) -> None:
    main(["backup", secret])
    file = backup_in(place.backups)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert main(["verify", str(file), secret]) == 1
    assert f"“{file.name}” is damaged" in capsys.readouterr().err
    assert not list(place.data.glob(".*"))


def test_a_backup_is_looked_through_on_a_computer_without_a_vault(
    place: VaultPlace, recovery_key: str, secret: str, tmp_path: Path
) -> None:
    main(["backup", secret])
    file = tmp_path / f"kept{SUFFIX}"
    backup_in(place.backups).rename(file)
    shutil.rmtree(place.data)
    key = tmp_path / "key.txt"
    key.write_text(recovery_key)
    assert main(["verify", str(file), f"--recovery-key-file={key}"]) == 0


def resay(file: str, **changed: object) -> None:
    """Change what a backup says of itself, as anybody can who has the file."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(files["manifest.json"]) | changed
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in (files | {"manifest.json": json.dumps(said).encode()}).items():
            archive.writestr(name, data)


def test_a_forged_date_is_told_by_check_and_restore(
    backup: str, secret: str, capsys: Output
) -> None:
    resay(backup, made_at="2031-01-01T09:00:00+00:00")
    assert main(["verify", backup, secret]) == 1
    assert "is not sealed, or was changed" in capsys.readouterr().err
    resay(backup, format=1)
    assert main(["verify", backup, secret]) == 0
    assert "by its own word alone" in capsys.readouterr().out
    assert main(["restore", backup, secret, "--yes"]) == 0
    assert "by its own word alone" in capsys.readouterr().out


# Restore


@pytest.fixture
def backup(place: VaultPlace, secret: str, opened: Open, capsys: Output) -> str:
    """Give a backup with one consultation; the vault has two since."""
    assert main(["backup", secret]) == 0
    with opened() as vault:
        save(vault, "second")
    capsys.readouterr()
    return str(backup_in(place.backups))


def kept(opened: Open) -> list[str]:
    with opened() as vault:
        return sorted(entry.key for entry in vault.records.newest())


def test_a_restore_shows_what_it_replaces_and_asks(
    backup: str, secret: str, opened: Open, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert main(["restore", backup, secret]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert re.fullmatch(
        r"The backup: made .*, 1 consultation, last changed \d+ \w+ \d{4}, \d\d:\d\d\.", lines[0]
    )
    assert lines[1] == "Opened afterwards by the passphrases of that day: Jo Brook."
    assert lines[2].startswith("It replaces the vault here: 2 consultations, last changed ")
    assert lines[3].startswith("1 consultation of it is newer than the backup or not in it: ")
    assert lines[4] == "The vault here is not deleted: it is moved aside as a whole."
    assert lines[5] == "Type yes to restore: Restored."
    assert re.fullmatch(r"The earlier vault is kept in .*vault-replaced-[\d-]+\.", lines[6])
    assert err == ""
    assert kept(opened) == ["first"]


@pytest.mark.fault(55)
def test_a_restore_tells_what_only_a_list_calls_erased_and_brings_it_back(
    backup: str, secret: str, place: VaultPlace, opened: Open, capsys: Output
) -> None:
    place.erased.write_text('["first"]')
    assert main(["restore", backup, secret, "--yes"]) == 0
    assert "did not write calls 1 consultation in it erased. They come back:" in (
        capsys.readouterr().out
    )
    assert kept(opened) == ["first"]


@pytest.mark.fault(55)
def test_an_unsealed_list_is_told_by_a_check_and_erases_nothing(
    secret: str, place: VaultPlace, opened: Open, capsys: Output
) -> None:
    place.erased.write_text('["first"]')
    assert main(["verify", secret]) == 0
    assert "warning: A list beside the vault calls consultations erased" in capsys.readouterr().err
    assert kept(opened) == ["first"]


@pytest.mark.parametrize("answer", ["no\n", "\n", ""])
def test_any_other_answer_changes_nothing(
    backup: str,
    secret: str,
    opened: Open,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert main(["restore", backup, secret]) == 1
    assert kept(opened) == ["first", "second"]


def test_yes_can_be_said_before(backup: str, secret: str, opened: Open) -> None:
    assert main(["restore", backup, secret, "--yes"]) == 0
    assert kept(opened) == ["first"]


def test_what_is_newer_is_taken_over_if_that_is_said(
    backup: str, secret: str, opened: Open, capsys: Output
) -> None:
    assert main(["restore", backup, secret, "--yes", "--keep-newer"]) == 0
    assert "Taken over from the earlier vault: 1 consultation.\n" in capsys.readouterr().out
    assert kept(opened) == ["first", "second"]


def test_while_the_app_is_open_nothing_is_restored(
    backup: str, secret: str, place: VaultPlace, opened: Open, capsys: Output
) -> None:
    with only_holder(place.holder, refusal="held"):
        assert main(["restore", backup, secret, "--yes"]) == 1
    said = "Clinic Aid is open. Close it, then restore again.\n"
    assert capsys.readouterr() == ("", said)
    assert kept(opened) == ["first", "second"]


def test_a_wrong_passphrase_restores_nothing(
    backup: str, place: VaultPlace, opened: Open, tmp_path: Path, capsys: Output
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the right words")
    assert main(["restore", backup, f"--passphrase-file={wrong}", "--yes"]) == 1
    said = (
        "This passphrase does not open the backup. Type the one of the day on which it was made.\n"
    )
    assert capsys.readouterr() == ("", said)
    assert kept(opened) == ["first", "second"]


@pytest.mark.fault(11)
def test_a_damaged_vault_is_replaced_and_what_can_be_read_is_kept(
    backup: str, secret: str, place: VaultPlace, opened: Open, capsys: Output
) -> None:
    data = bytearray(place.database.read_bytes())
    data[4096 * 5 + 50] ^= 1
    place.database.write_bytes(data)
    assert main(["restore", backup, secret, "--yes"]) == 0
    assert "The vault here is damaged." in capsys.readouterr().out
    assert "first" in kept(opened)


@pytest.mark.fault(13)
def test_an_empty_vault_is_replaced(
    backup: str, secret: str, place: VaultPlace, opened: Open, capsys: Output
) -> None:
    os.truncate(place.database, 0)
    assert main(["restore", backup, secret, "--yes"]) == 0
    said = "The vault here is damaged, and nothing in it can be read.\n"
    assert said in capsys.readouterr().out
    assert kept(opened) == ["first"]


def test_a_backup_is_restored_where_there_was_no_vault(
    backup: str, place: VaultPlace, secret: str, opened: Open, tmp_path: Path
) -> None:
    file = tmp_path / f"kept{SUFFIX}"
    Path(backup).rename(file)
    shutil.rmtree(place.data)
    assert main(["restore", str(file), secret, "--yes"]) == 0
    assert kept(opened) == ["first"]


def test_the_recovery_key_restores_a_backup(
    backup: str, recovery_key: str, opened: Open, tmp_path: Path
) -> None:
    key = tmp_path / "key.txt"
    key.write_text(recovery_key)
    assert main(["restore", backup, f"--recovery-key-file={key}", "--yes"]) == 0
    assert kept(opened) == ["first"]


def test_what_is_no_backup_is_said_to_be_none(
    secret: str, tmp_path: Path, opened: Open, capsys: Output
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear clinic")
    assert main(["restore", str(letter), secret, "--yes"]) == 1
    said = "“letter.txt” is not a backup of Clinic Aid, or it is damaged. Choose another one.\n"
    assert capsys.readouterr() == ("", said)
    assert kept(opened) == ["first"]


def test_no_patient_is_named_by_any_command(backup: str, secret: str, capsys: Output) -> None:
    main(["backup", secret])
    main(["verify", secret])
    main(["verify", backup, secret])
    main(["restore", backup, secret, "--yes"])
    out, err = capsys.readouterr()
    assert "Amira" not in out + err


def test_a_closed_standard_input_holds_no_secret(
    recovery_key: str, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["verify", "--passphrase-file", "-"]) == 1
    assert capsys.readouterr().err == (
        "Standard input is closed. Name a file that holds the secret.\n"
    )


def test_nobody_agrees_on_a_closed_standard_input(
    secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    assert main(["backup", str(tmp_path), secret]) == 0
    [backup] = backups_in(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["restore", str(backup.file), secret]) == 1
    assert capsys.readouterr().err == "Nothing was restored, and nothing was changed.\n"


def test_a_file_where_a_folder_is_wanted_is_told_as_that(
    secret: str, tmp_path: Path, capsys: Output
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert main(["backup", str(file), secret]) == 1
    assert capsys.readouterr().err == (
        "No backup was made: that place is a file, not a folder. Choose another place.\n"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="knows no pipes in folders")
@pytest.mark.parametrize("command", [["verify"], ["restore", "--yes"]])
def test_a_pipe_is_no_backup_and_is_not_waited_for(
    command: list[str], secret: str, tmp_path: Path, capsys: Output
) -> None:
    pipe = tmp_path / f"pipe{SUFFIX}"
    os.mkfifo(pipe)
    assert main([*command, str(pipe), secret]) == 1
    assert "it is not a plain file" in capsys.readouterr().err
    assert backups_in(tmp_path) == []
