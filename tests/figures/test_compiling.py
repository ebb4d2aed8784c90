"""Compiled templates are kept beside them, and what is kept there wrongly changes nothing."""

import marshal
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from clinic_aid.figures.compiling import CompiledTemplates

Fill = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "greeting.svg.j2").write_text("Hello {{ name }}", encoding="utf-8")
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give the folder of the modules that compile."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "drawing.py").write_text("", encoding="utf-8")
    return package


@pytest.fixture(autouse=True)
def _keeps_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def fill(folder: Path, package: Path) -> Fill:
    """Fill the template as a new start of the program does."""

    def fill(name: str = "Amira Haddad") -> str:
        environment = Environment(
            loader=FileSystemLoader(folder),
            bytecode_cache=CompiledTemplates(package),
            autoescape=True,
        )
        return environment.get_template("greeting.svg.j2").render(name=name)

    return fill


def kept_in(folder: Path) -> Path:
    (file,) = (folder / "__pycache__").iterdir()
    return file


@pytest.fixture
def compiled() -> Iterator[list[object]]:
    """Give the names of the templates that are compiled from now on."""
    names: list[object] = []
    listening = True

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "compile" and str(arguments[1]).endswith(".j2"):
            names.append(arguments[1])

    sys.addaudithook(listen)
    yield names
    listening = False


def test_a_template_is_compiled_once_for_all_starts(fill: Fill, compiled: list[object]) -> None:
    assert fill() == "Hello Amira Haddad"
    assert len(compiled) == 1

    assert fill("Jo Brook") == "Hello Jo Brook"
    assert len(compiled) == 1


def test_nothing_that_is_filled_in_is_kept(fill: Fill, folder: Path) -> None:
    fill()

    assert b"Amira" not in kept_in(folder).read_bytes()


def test_a_changed_template_is_compiled_anew(fill: Fill, folder: Path) -> None:
    fill()
    (folder / "greeting.svg.j2").write_text("Good morning {{ name }}", encoding="utf-8")

    assert fill() == "Good morning Amira Haddad"


def test_a_changed_program_compiles_anew(fill: Fill, package: Path, compiled: list[object]) -> None:
    fill()
    (package / "drawing.py").write_text("# changed\n", encoding="utf-8")

    fill()

    assert len(compiled) == 2


@pytest.mark.parametrize("place", [0, 31, 32, 40, 90, -1])
def test_damaged_code_is_made_anew(
    fill: Fill, folder: Path, compiled: list[object], place: int
) -> None:
    fill()
    file = kept_in(folder)
    damaged = bytearray(file.read_bytes())
    damaged[place] ^= 0x55
    file.write_bytes(damaged)

    assert fill() == "Hello Amira Haddad"
    assert fill() == "Hello Amira Haddad"
    assert len(compiled) == 2


@pytest.mark.parametrize("length", [0, 10, 32, 60])
def test_code_that_was_cut_off_is_made_anew(fill: Fill, folder: Path, length: int) -> None:
    fill()
    file = kept_in(folder)
    file.write_bytes(file.read_bytes()[:length])

    assert fill() == "Hello Amira Haddad"


def test_code_of_another_kind_is_made_anew(fill: Fill, folder: Path) -> None:
    fill()
    other = marshal.dumps(compile("0", "x", "eval"))
    kept_in(folder).write_bytes(sha256(other).digest() + other)

    assert fill() == "Hello Amira Haddad"


def test_where_nothing_can_be_kept_all_is_as_before(fill: Fill, folder: Path) -> None:
    # A file where the folder would be: to root every folder may be written to.
    (folder / "__pycache__").touch()

    assert fill() == "Hello Amira Haddad"
    assert fill() == "Hello Amira Haddad"


def test_where_python_keeps_no_code_none_is_kept(
    fill: Fill, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert fill() == "Hello Amira Haddad"
    assert not (folder / "__pycache__").exists()


def test_nothing_half_written_is_left(fill: Fill, folder: Path) -> None:
    fill()
    fill()

    assert kept_in(folder).suffix == ".pyc"
