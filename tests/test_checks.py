"""The checks of the code itself run with the tests, so that one command says all."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
CHECKS = {
    "ruff finds no fault": ("-m", "ruff", "check", "--no-cache", "."),
    "every file is formatted": ("-m", "ruff", "format", "--check", "--no-cache", "."),
    "every type holds": ("-m", "mypy", "--no-error-summary"),
    "the layers point inwards": (
        "-c",
        "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])",
    ),
}


@pytest.mark.parametrize("arguments", CHECKS.values(), ids=CHECKS)
def test_the_code_passes(arguments: tuple[str, ...]) -> None:
    result = subprocess.run(
        [sys.executable, *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout + result.stderr
