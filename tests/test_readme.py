import os
import re
import shlex
from datetime import date
from pathlib import Path

import pytest
import yaml

from clinic_aid import locations
from clinic_aid.__main__ import main

CHECKOUT = Path(__file__).resolve().parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
TO_COPY = ["sh .setup/try", "sh .setup/test"]
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
LINKS = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
PICTURES = [link for link in LINKS if link.endswith(".png")]
SCRIPTS = [".setup/prepare", ".setup/try", ".setup/test", ".ci/run"]


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
