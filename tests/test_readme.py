import io
import os
import re
import shlex
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

from clinic_aid import locations
from clinic_aid.__main__ import main
from clinic_aid.domain.records import Headings, Settings
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace

CHECKOUT = Path(__file__).resolve().parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
TO_COPY = ["sh .setup/try", "sh .setup/test"]
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
LINKS = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
VAULT = CHECKOUT / "resources" / "docs" / "vault.md"
DOCUMENTS = [
    VAULT,
    VAULT.with_name("faults.md"),
    VAULT.with_name("architecture.md"),
    VAULT.with_name("licences.md"),
    CHECKOUT / "tests" / "fuzz" / "README.md",
    CHECKOUT / "tests" / "README.md",
]
SAID_OF_VAULT = VAULT.read_text(encoding="utf-8")
VAULT_COMMANDS = re.findall(
    r"^clinic-aid (?:backup|verify|restore).*$", README + SAID_OF_VAULT, re.MULTILINE
)
PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
PICTURES = [link for link in LINKS if link.endswith(".png")]
SCRIPTS = [".setup/prepare", ".setup/try", ".setup/test", ".setup/refresh", ".ci/run"]


@pytest.mark.parametrize("command", TO_COPY)
def test_a_command_to_copy_is_one_line_and_alone(command: str) -> None:
    assert f"{command}\n" in BLOCKS


def test_ci_calls_the_test_command() -> None:
    assert "sh .setup/test" in (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no such right")
def test_ci_can_be_run() -> None:
    assert os.access(CHECKOUT / ".ci" / "run", os.X_OK)


@pytest.mark.skipif(os.name != "posix", reason="needs sh")
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_well_formed(script: str) -> None:
    assert os.spawnlp(os.P_WAIT, "sh", "sh", "-n", str(CHECKOUT / script)) == 0


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_somewhere(link: str) -> None:
    assert (CHECKOUT / link).exists()


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_small(picture: str) -> None:
    assert (CHECKOUT / picture).stat().st_size < 200_000


@pytest.mark.parametrize("path", re.findall(r"`((?:\.setup|resources|templates)/[^`]*)`", README))
def test_a_path_is_there(path: str) -> None:
    assert (CHECKOUT / path).exists()


@pytest.mark.parametrize("command", [line for line in COMMANDS if " handout " in line])
def test_a_handout_command_makes_what_it_names(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").symlink_to(locations.resources())
    monkeypatch.chdir(tmp_path)
    arguments = shlex.split(command)[1:]

    assert main(arguments) == 0

    output = tmp_path / arguments[arguments.index("--output") + 1]
    assert all(pdf.stat().st_size for pdf in [output, *output.glob("*.pdf")])


@pytest.mark.parametrize(
    "command", [line for line in COMMANDS if re.search("schema|content", line)]
)
def test_a_command_that_reports_ends_well(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out


def test_the_command_that_is_tried_is_the_one_shown() -> None:
    command = "clinic-aid handout resources/samples/full.yaml --output handout.pdf"

    assert command in COMMANDS
    assert f".venv/bin/{command}" in (CHECKOUT / ".setup" / "try").read_text(encoding="utf-8")


def test_the_shown_consultation_is_the_smallest_sample() -> None:
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    sample = locations.resources() / "samples" / "minimal.yaml"

    assert yaml.safe_load(shown) == {"format": 1, **yaml.safe_load(sample.read_text("utf-8"))}


def test_it_says_whether_a_clinician_signed_the_content_off() -> None:
    pack = yaml.safe_load((locations.content_pack() / "pack.yaml").read_text(encoding="utf-8"))

    signed_off = isinstance(pack["pack"]["reviewed_on"], date)
    assert ("No clinician has signed the content off yet" not in README) == signed_off


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_link_of_a_document_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    # As the sites name them that show such a text.
    marks = {re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for words in headings}

    for link in re.findall(r"\]\((?!https://)([^)]+)\)", text):
        path, _, mark = link.partition("#")
        assert (document.parent / path).exists()
        assert path or mark in marks


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"`?clinic-aid ([a-z]+)", README + SAID_OF_VAULT)))
)
def test_a_command_that_is_named_is_there(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert f"clinic-aid {command}" in capsys.readouterr().out


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a stick with the backup that the documents name; its vault is the one in use."""
    monkeypatch.setenv("CLINIC_AID_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    cost = Cost(memory=8 << 10, passes=1, lanes=1)
    place = VaultPlace(locations.user_data())

    def now() -> datetime:
        return datetime.now().astimezone()

    opened = Doorkeeper(place, now=now, program="0.1.0", cost=cost).create(PERSON, PASSPHRASE)
    vault = opened.vault
    vault.records.save("first", {}, Headings(name="Amira Haddad"), content="pack 1")
    (name,) = set(re.findall(r"/media/stick/(\S+)", "\n".join(VAULT_COMMANDS)))
    vault.back_up(stick).file.rename(stick / name)
    vault.close()
    Path("passphrase.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    Path("recovery-key.txt").write_text(f"{opened.recovery_key}\n", encoding="utf-8")
    return stick


@pytest.mark.parametrize("command", dict.fromkeys(VAULT_COMMANDS))
def test_a_command_of_safe_keeping_does_its_work(
    command: str, stick: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("clinic_aid.vault_commands.getpass", lambda _: PASSPHRASE)
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))

    assert main(shlex.split(command.replace("/media/stick", str(stick)))[1:]) == 0

    said = capsys.readouterr().out
    assert {"backup": "made and read back", "verify": "is sound", "restore": "Restored."}[
        command.split()[1]
    ] in said


def test_every_file_of_the_vault_is_explained() -> None:
    place = VaultPlace(Path("data"))
    files = [place.database, place.journal, place.foreign_journal, place.unfinished, *place.keys]
    files += [place.anchor, place.tries, place.ballast, place.restored, place.erased]
    files += [place.backups, place.rescued, place.holder]

    assert [
        file for file in files if f"`{file.relative_to('data').as_posix()}" not in SAID_OF_VAULT
    ] == []


def test_the_times_that_are_told_are_those_of_a_new_vault() -> None:
    usual = Settings()

    for document in (README, SAID_OF_VAULT):
        text = " ".join(document.split())
        assert f"after {usual.idle_minutes} minutes without mouse or keyboard" in text
        assert f"while presenting after {usual.presenting_minutes}" in text
        assert f"{usual.retention_years} years" in text
    assert f"keeps the last {usual.backups_kept}" in text


def test_it_says_what_a_printer_may_keep() -> None:
    assert "a printer's spool may keep a copy" in " ".join(README.split())
