"""Every package that is installed is one that the locks know, to the byte."""

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[1]
LOCKS = {name: CHECKOUT / ".setup" / name for name in ("lock.txt", "lock-test.txt")}
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


class Locked(NamedTuple):
    """A release that a lock names, for the machines that its marker speaks of."""

    requirement: Requirement
    hashes: int

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        return str(self.requirement.specifier).removeprefix("==")

    @property
    def is_for_here(self) -> bool:
        return self.requirement.marker is None or self.requirement.marker.evaluate()


def locked(lock: str) -> list[Locked]:
    text = LOCKS[lock].read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [Locked(Requirement(line.split("--hash")[0]), len(HASH.findall(line))) for line in lines]


def group(name: str) -> Iterator[Requirement]:
    for entry in GROUPS[name]:
        if isinstance(entry, str):
            yield Requirement(entry)
        else:
            yield from group(entry["include-group"])


def asked_for(lock: str) -> list[Requirement]:
    """Give what pyproject.toml asks for, and what builds the program."""
    groups = ("build", "test") if lock == "lock-test.txt" else ("build",)
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    return [Requirement(one) for one in asked] + [each for name in groups for each in group(name)]


def needed(asked: list[Requirement]) -> dict[str, Distribution]:
    """Give every package that is asked for here, and all that those need in turn."""
    found: dict[str, Distribution] = {}
    rest = [(one, "") for one in asked]
    while rest:
        requirement, extra = rest.pop()
        marker, name = requirement.marker, canonicalize_name(requirement.name)
        if marker is not None and not marker.evaluate({"extra": extra}):
            continue
        if name not in found or requirement.extras:
            found[name] = distribution(name)
            own = [Requirement(one) for one in found[name].requires or ()]
            rest += [(one, extra) for one in own for extra in ("", *requirement.extras)]
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_release_has_its_hashes_and_no_other_source(lock: str) -> None:
    releases = locked(lock)

    assert len(releases) > 30
    assert [str(one.requirement) for one in releases if not one.hashes] == []
    assert [str(one.requirement) for one in releases if not one.version[0].isdigit()] == []
    assert "://" not in LOCKS[lock].read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_all_that_is_asked_for_is_locked_to_a_release_that_fits(lock: str) -> None:
    releases = locked(lock)
    unfit = [
        str(asked)
        for asked in asked_for(lock)
        if asked.marker is None or asked.marker.evaluate()
        if not any(
            one.name == canonicalize_name(asked.name) and one.version in asked.specifier
            for one in releases
            if one.is_for_here
        )
    ]

    assert unfit == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_installed_is_what_is_locked(lock: str) -> None:
    here = {one.name: one.version for one in locked(lock) if one.is_for_here}
    installed = {name: one.version for name, one in needed(asked_for(lock)).items()}

    assert installed == {name: here.get(name) for name in installed}
    assert here.keys() == installed.keys()


def test_both_locks_name_the_same_releases() -> None:
    both = {(one.name, one.version): one.hashes for one in locked("lock-test.txt")}
    program = {(one.name, one.version): one.hashes for one in locked("lock.txt")}

    assert program.items() <= both.items()


def test_the_environment_is_made_from_the_locks_alone() -> None:
    prepare = (CHECKOUT / ".setup" / "prepare").read_text(encoding="utf-8")
    installs = re.findall(r"\bpip install (.+?)(?: &&| \|\||\n(?! {8}--))", prepare, re.DOTALL)

    assert len(installs) == 2
    assert all(
        "--require-hashes" in one or {"--no-index", "--no-build-isolation"} <= {*one.split()}
        for one in installs
    )


def test_a_file_that_a_lock_does_not_know_is_not_installed(tmp_path: Path) -> None:
    # As prepare asks for it, of a package made on the spot: nothing is fetched.
    prepare = (CHECKOUT / ".setup" / "prepare").read_text(encoding="utf-8")
    asked = re.search(r"pip install (--require-hashes [^\\]+)\\", prepare)
    assert asked is not None
    wheel = tmp_path / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr(
            "tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n"
        )
        archive.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        archive.writestr("tiny-1.dist-info/RECORD", "")
    known = hashlib.sha256(wheel.read_bytes()).hexdigest()
    installed = []
    for hash_ in (known, "0" * 64):
        lock, into = tmp_path / "lock.txt", tmp_path / hash_
        lock.write_text(f"tiny==1 --hash=sha256:{hash_}\n", encoding="utf-8")
        words = [*asked[1].split(), "--no-index", "--find-links", tmp_path, "--target", into]
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install"]
        done = subprocess.run(
            [*pip, *words, "--requirement", lock], capture_output=True, text=True, check=False
        )
        installed.append((done.returncode == 0, (into / "tiny.py").exists()))

    assert installed == [(True, True), (False, False)]
    assert "DO NOT MATCH THE HASHES" in done.stderr
