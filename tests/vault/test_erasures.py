import json
import os
from pathlib import Path

import pytest

from clinic_aid.vault.erasures import Erasures, Listed

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "erased.json"


@pytest.fixture
def erasures(file: Path) -> Erasures:
    return Erasures(KEY, file)


def test_what_is_remembered_is_there_under_the_seal_of_the_vault(erasures: Erasures) -> None:
    erasures.remember(["a"])
    erasures.remember(["b"])
    assert erasures.listed() == Listed(state="sealed", sealed=frozenset("ab"))


def test_a_list_of_before_is_nobody_s_word(erasures: Erasures, file: Path) -> None:
    file.write_text('["a"]')
    assert erasures.listed() == Listed(state="unsealed", unsealed=frozenset("a"))


def test_a_list_that_is_not_there_is_missing_and_not_empty(erasures: Erasures) -> None:
    listed = erasures.listed()
    assert listed.state == "missing"
    assert listed.has_lost({"a"})
    assert not listed.has_lost(())


@pytest.mark.fault(52)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"null",
        b"[" * 100_000,
        b"\xff",
        b'{"format": 99, "lists": {}, "unsealed": []}',
        b'{"format": 2, "lists": [], "unsealed": []}',
        b'{"format": 2, "lists": {}, "unsealed": 7}',
    ],
)
def test_a_garbled_list_is_damaged_and_never_taken_for_empty(
    erasures: Erasures, file: Path, data: bytes
) -> None:
    file.write_bytes(data)
    assert erasures.listed().state == "damaged"
    assert erasures.listed().has_lost(())


@pytest.mark.fault(52)
def test_what_was_in_a_damaged_list_is_put_aside(erasures: Erasures, file: Path) -> None:
    file.write_bytes(b"half a li")
    erasures.remember(["a"])
    assert erasures.listed().sealed == {"a"}
    assert file.with_name("erased-damaged.json").read_bytes() == b"half a li"


@pytest.mark.fault(55)
@pytest.mark.parametrize(
    "change", ["one more", "one less", "another seal", "half a letter", "no seal"]
)
def test_a_changed_list_is_no_longer_sealed(erasures: Erasures, file: Path, change: str) -> None:
    erasures.remember(["a", "b"])
    tree = json.loads(file.read_bytes())
    (own,) = tree["lists"].values()
    match change:
        case "one more":
            own["keys"].append("victim")
        case "one less":
            own["keys"].remove("a")
        case "another seal":
            own["seal"] = "0" * 64
        case "half a letter":
            own["seal"] = "\ud800"
        case _:
            del own["seal"]
    file.write_text(json.dumps(tree))
    listed = erasures.listed()
    assert listed.state == "damaged"
    assert listed.sealed == frozenset()


def test_the_lists_of_two_vaults_stay_beside_each_other(erasures: Erasures, file: Path) -> None:
    other = Erasures(OTHER, file)
    erasures.remember(["a"])
    other.remember(["b"], unsealed=["c"])
    erasures.remember(["d"])
    assert erasures.listed().sealed == {"a", "d"}
    assert other.listed().sealed == {"b"}
    assert erasures.listed().unsealed == other.listed().unsealed == {"c"}
    third = Erasures(b"t" * 32, file).listed()
    assert third == Listed(state="missing", unsealed=frozenset("c"))


def test_what_is_asked_about_is_kept_until_the_vault_has_sealed_it(erasures: Erasures) -> None:
    erasures.remember([], unsealed=["a", "b"])
    erasures.remember(["a"])
    assert erasures.listed() == Listed(
        state="sealed", sealed=frozenset("a"), unsealed=frozenset("b")
    )


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_in_its_place_is_damage_and_holds_nobody_up(erasures: Erasures, file: Path) -> None:
    os.mkfifo(file)
    assert erasures.listed().state == "damaged"
    erasures.remember(["a"])
    assert erasures.listed().sealed == {"a"}


@pytest.mark.skipif(os.name != "posix", reason="needs a folder that may be put aside")
def test_a_folder_in_its_place_is_put_aside(erasures: Erasures, file: Path) -> None:
    file.mkdir()
    assert erasures.listed().state == "damaged"
    erasures.remember(["a"])
    assert erasures.listed().sealed == {"a"}


def test_a_flood_of_unsealed_keys_does_not_make_the_list_unreadable(
    erasures: Erasures, file: Path
) -> None:
    file.write_text(json.dumps([f"{number:032x}" for number in range(150_000)] + ["x" * 10_000]))
    erasures.remember(["a"])
    assert erasures.listed().sealed == {"a"}
    assert len(erasures.listed().unsealed) == 100_000
    assert file.stat().st_size < 5 << 20
