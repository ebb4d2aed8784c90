from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.fuzz.bounds import TooLong, bounded
from tests.fuzz.running import run
from tests.fuzz.targets import TARGETS, Target

# Opening a vault or a backup takes a hundred times as long as reading a file.
INPUTS = {name: 12 if name.startswith(("vault", "backup", "restore")) else 100 for name in TARGETS}


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Target]:
    """Give a function that gives the reader of a name."""
    return cache(lambda name: TARGETS[name](tmp_path_factory.mktemp(name)))


@pytest.mark.parametrize("name", TARGETS)
def test_every_good_input_is_taken(name: str, target: Callable[[str], Target]) -> None:
    good = target(name).good

    assert [one for one in good if not target(name).takes(one)] == []


@pytest.mark.parametrize("name", TARGETS)
def test_any_input_is_taken_whole_or_refused_in_words(
    name: str, target: Callable[[str], Target]
) -> None:
    outcome = run(target(name), inputs=INPUTS[name])

    if outcome.failure is not None:
        raise AssertionError(outcome.smallest[:2000]) from outcome.failure
    assert outcome.count.total() >= INPUTS[name]


def fails_at(bad: bytes) -> Target:
    def takes(data: bytes) -> bool:
        if bad in data:
            raise IndexError
        return True

    return Target([b"a good one"], takes)


def test_a_reader_that_fails_is_found_with_a_small_input() -> None:
    outcome = run(fails_at(b"\0"), inputs=500)

    assert isinstance(outcome.failure, IndexError)
    assert len(outcome.smallest) < 30


def test_a_number_draws_the_same_inputs_again() -> None:
    seen: list[list[bytes]] = [[], []]
    for inputs in seen:
        run(Target([b"good"], lambda data, to=inputs: bool(to.append(data))), inputs=20, number=7)  # type: ignore[misc]

    assert seen[0] == seen[1]


def test_what_takes_too_long_is_ended() -> None:
    def hang() -> None:
        while True:
            pass

    with pytest.raises(TooLong), bounded(seconds=0.05):
        hang()


def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(MemoryError), bounded(memory=64 << 20):
        bytearray(1 << 30)


def test_the_corpus_is_small() -> None:
    files = [file for file in Path(__file__).with_name("corpus").rglob("*") if file.is_file()]

    assert files
    assert sum(file.stat().st_size for file in files) < 20_000
