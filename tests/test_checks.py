"""The checks of the code itself run with the tests, so that one command says all."""

import re
import subprocess
import sys
from collections import Counter
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


def test_no_two_classes_have_one_name() -> None:
    names = Counter(
        name
        for file in (CHECKOUT / "clinic_aid").rglob("*.py")
        for name in re.findall(r"^class ([A-Z]\w*)", file.read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert [name for name, count in names.items() if count > 1] == []
