import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LIST = TESTS.parent / "resources" / "docs" / "faults.md"
ROW = re.compile(r"^\| (\d+) \|.*\| ([^|]*) \|$", re.MULTILINE)
NUMBERED = re.compile(r"^\| (\d+) \|", re.MULTILINE)


def marked(source: str) -> Iterator[int]:
    """Give the number of every mark `pytest.mark.fault(number)`, wherever it stands."""
    if "mark.fault(" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.fault":
            (number,) = node.args
            yield ast.literal_eval(number)


MARKED = {
    file.relative_to(TESTS).as_posix(): set(marked(file.read_text(encoding="utf-8")))
    for file in sorted(TESTS.rglob("*.py"))
}
TEXT = LIST.read_text(encoding="utf-8")
LISTED = {int(number): re.findall(r"`([^`]+)`", files) for number, files in ROW.findall(TEXT)}


@pytest.mark.parametrize(
    ("number", "file"), [(number, file) for number, files in LISTED.items() for file in files]
)
def test_a_fault_is_provoked_by_a_test_of_each_file_that_is_named(number: int, file: str) -> None:
    assert number in MARKED.get(file, set())


@pytest.mark.parametrize("number", LISTED)
def test_a_fault_has_a_file_of_tests(number: int) -> None:
    assert LISTED[number]


@pytest.mark.parametrize("file", [file for file, numbers in MARKED.items() if numbers])
def test_every_number_that_a_test_carries_is_in_the_list(file: str) -> None:
    assert MARKED[file] <= LISTED.keys()


def test_every_fault_is_listed_once_and_in_order() -> None:
    numbers = [int(number) for number in NUMBERED.findall(TEXT)]

    assert [number for number, times in Counter(numbers).items() if times > 1] == []
    assert numbers == sorted(LISTED)


def test_no_number_is_missing() -> None:
    assert list(LISTED) == list(range(1, len(LISTED) + 1))


def test_a_mark_is_found_wherever_it_stands() -> None:
    source = (
        "import pytest\n"
        "pytestmark = [pytest.mark.fault(1)]\n"
        "@pytest.mark.fault(2)\ndef test_a(): ...\n"
        "class TestB:\n    @pytest.mark.fault(3)\n    def test_c(self): ...\n"
        "D = pytest.param(0, marks=pytest.mark.fault(4))\n"
    )

    assert sorted(marked(source)) == [1, 2, 3, 4]
