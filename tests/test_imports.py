import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_aid import locations

CHECKOUT = Path(__file__).resolve().parents[1]
SAMPLE = locations.resources() / "samples" / "minimal.yaml"
SCREENS, LAYOUT = "PySide6", "weasyprint"
PAGES = {LAYOUT, "babel", "fontTools", "jinja2", "lxml", "pikepdf", "PIL", "tqdm"}
# What the window works with once it is on the screen.
CONTENT = {"pydantic", "clinic_aid.content.model", "clinic_aid.engine"}
# What opens a vault, once the window asks for a passphrase, or makes the demo's own.
VAULT = {"sqlalchemy", "sqlcipher3", "alembic", "argon2", "cryptography", "filelock"}

RUN = "from clinic_aid.__main__ import main; main({arguments})"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def imported(code: str, home: Path) -> set[str]:
    program = "\n".join(
        [
            "import sys",
            "try:",
            f"    {code}",
            "except SystemExit:",
            "    pass",
            "print('', *sys.modules, sep='\\n', file=sys.stderr)",
        ]
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={
            **os.environ,
            "CLINIC_AID_HOME": str(home),
            "PYTHONPATH": str(CHECKOUT),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return set(result.stderr.split())


@pytest.mark.parametrize(
    "code",
    ["import clinic_aid.__main__", RUN.format(arguments=["--help"])],
    ids=["import", "help"],
)
def test_the_command_line_alone_waits_for_no_library(code: str, home: Path) -> None:
    assert not imported(code, home) & (PAGES | CONTENT | {SCREENS, "yaml"})


@pytest.mark.parametrize("name", ["consultation", "clinic", "content"])
def test_a_schema_waits_for_no_screens_and_no_pages(name: str, home: Path) -> None:
    found = imported(RUN.format(arguments=["schema", name]), home)
    assert "pydantic" in found
    assert not found & (PAGES | {SCREENS})


def test_a_handout_waits_for_no_screens_and_is_laid_out_elsewhere(
    tmp_path: Path, home: Path
) -> None:
    output = tmp_path / "guide.pdf"
    arguments = ["handout", str(SAMPLE), "--output", str(output)]
    found = imported(RUN.format(arguments=arguments), home)
    assert output.exists()
    assert not found & {SCREENS, LAYOUT}


@pytest.mark.parametrize("name", ["app", "demo"])
def test_the_window_waits_for_no_content_no_pages_and_no_vault(name: str, home: Path) -> None:
    found = imported(f"import clinic_aid.{name}", home)
    assert SCREENS in found
    assert not found & (CONTENT | VAULT | PAGES - {"babel"})


def test_the_window_never_holds_the_layout_engine(home: Path) -> None:
    load = "from clinic_aid.app_content import load_app_content"
    found = imported(f"{load}; load_app_content(demo=True).renderer.close()", home)
    assert "clinic_aid.engine" in found
    assert LAYOUT not in found
