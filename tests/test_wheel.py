import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from clinic_aid import locations

CHECKOUT = Path(__file__).resolve().parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
SAMPLE = locations.resources() / "samples" / "minimal.yaml"


def run(*command: str | Path, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**environment, "CLINIC_AID_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    run(*build, CHECKOUT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an environment with the wheel in it, and what the wheel depends on beside it.

    The dependencies are those of the tests' own environment, put on the path without its
    links, so that neither the network nor the checkout can be what makes it work.
    """
    environment = tmp_path_factory.mktemp("installed") / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment, folder=environment.parent)
    python = environment / SCRIPTS / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index")
    run(*pip, wheel, folder=environment.parent)
    (package,) = environment.rglob("clinic_aid/__init__.py")
    (package.parents[1] / "dependencies.pth").write_text(
        "".join(f"{sysconfig.get_path(kind)}\n" for kind in ("purelib", "platlib"))
    )
    return environment


def shipped(folder: str) -> set[str]:
    # The pictures of README.md are no part of the program, nor is what was compiled beside it.
    files = (file for file in (CHECKOUT / folder).rglob("*") if file.parent.name != "__pycache__")
    return {
        f"clinic_aid/{file.relative_to(CHECKOUT).as_posix()}"
        for file in files
        if file.is_file() and file.relative_to(CHECKOUT).parts[:2] != ("resources", "docs")
    }


def modules() -> set[str]:
    package = CHECKOUT / "clinic_aid"
    # Each version of the vault's file has its schema beside the step that leads to it.
    files = [*package.rglob("*.py"), *package.rglob("schemas/*.txt")]
    return {file.relative_to(CHECKOUT).as_posix() for file in files}


def test_the_wheel_carries_all_of_the_program_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert carried == modules() | shipped("resources") | shipped("templates")


def test_the_wheel_carries_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def test_the_installed_program_is_the_wheel_s_own(installed: Path, tmp_path: Path) -> None:
    code = "import clinic_aid; print(clinic_aid.__file__)"

    place = run(installed / SCRIPTS / "python", "-c", code, folder=tmp_path).strip()

    assert Path(place).is_relative_to(installed)


def test_the_wheel_and_the_checkout_print_the_same_handout(installed: Path, tmp_path: Path) -> None:
    clinic_aid = installed / SCRIPTS / "clinic-aid"
    here = (sys.executable, "-m", "clinic_aid")

    run(clinic_aid, "handout", SAMPLE, "--output", tmp_path / "wheel.pdf", folder=tmp_path)
    run(*here, "handout", SAMPLE, "--output", tmp_path / "checkout.pdf", folder=CHECKOUT)

    printed = (tmp_path / "wheel.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert printed == (tmp_path / "checkout.pdf").read_bytes()


def test_the_wheel_has_the_look_of_the_app(installed: Path, tmp_path: Path) -> None:
    code = """if True:
        from PySide6.QtGui import QGuiApplication
        from clinic_aid.app_content import look
        app = QGuiApplication(["", "-platform", "offscreen"])
        print(len(look().sheet(1.0)))
    """

    length = run(installed / SCRIPTS / "python", "-c", code, folder=tmp_path)

    assert int(length) > 0
