"""Draw inputs: a good one, changed in places as chance, damage or malice would."""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any, Final

from hypothesis import strategies as st

MOST: Final = 64 << 10
"""How many bytes an input may have beyond those of the good one."""

_TOKENS: Final = [
    *(b"\0", b"\n", b"\r", b"\t", b"  ", b": ", b"- ", b"? ", b"|", b">", b"#", b"%", b"---\n"),
    *(b"&a ", b"*a", b"<<: ", b"!!python/object:os.system ", b"!!binary ", b"~", b"no", b"1:30"),
    *(b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b",", b"null", b"NaN", b"-Infinity", b"1e999"),
    *(
        b"-1",
        b"0",
        b"4294967296",
        b"9" * 5000,
        b"[" * 20_000,
        b"0x1",
        b"9999-12-31",
        b"0001-01-01",
        b"24:00",
    ),
    *(b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", "\u2028".encode()),
    *("\u202e".encode(), "e\u0301".encode(), "\U0001f600".encode(), b"\\ud800", b"\\u0000"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<script/>", b' href="file:///etc/passwd"'),
    *(b"{{7*7}}", b"../../x", b"'; DROP TABLE consultation; --", b"PK\x03\x04", b"PK\x05\x06"),
]
_ODD: Final[list[Any]] = [
    *(None, True, False, 0, 1, -1, 1 << 31, 1 << 63, 10**30, 1e308, "", " ", "0", "no"),
    *("\ud800", "\0", "\u2028", "\u202e", "a" * 5000, "=" * 44, "0" * 64, "../../x"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-30"),
    *([], {}, [[]], [None], [{}], {"": ""}, ["a"] * 500),
]
_Edit = Callable[[bytes], bytes]


def _places() -> st.SearchStrategy[int]:
    # What matters of a file is often at its beginning or its end.
    return st.integers(0, 60) | st.integers(-60, -1) | st.integers(0, 1 << 20)


@st.composite
def _edits(draw: st.DrawFn, others: Sequence[bytes]) -> _Edit:
    place, length = draw(_places()), draw(st.integers(1, 60))
    kind = draw(st.sampled_from(["put", "over", "out", "again", "cut", "flip", "splice"]))
    times = draw(st.integers(2, 400)) if kind == "again" else 1
    put = draw(st.sampled_from(_TOKENS) | st.binary(min_size=1, max_size=8))
    other = draw(st.sampled_from(others)) if kind == "splice" else b""
    bit = 1 << draw(st.integers(0, 7))

    def edit(data: bytes) -> bytes:
        at = place % (len(data) + 1)
        before, here, after = data[:at], data[at : at + length], data[at + length :]
        changed = {
            "put": before + put + here + after,
            "over": before + put + data[at + len(put) :],
            "out": before + after,
            "again": before + here * times + after,
            "cut": before,
            "flip": before + bytes(byte ^ bit for byte in here[:1]) + here[1:] + after,
            "splice": before + other[at % (len(other) + 1) :][: 40 * length] + after,
        }[kind]
        return changed[: len(data) + MOST]

    return edit


@st.composite
def edited_bytes(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Give one of the good inputs, changed in up to six places."""
    data = draw(st.sampled_from(seeds))
    for edit in draw(st.lists(_edits(seeds), max_size=6)):
        data = edit(data)
    return data


@st.composite
def edited_trees(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Give one of the good JSON texts with up to four values changed, taken out or put in."""
    tree = json.loads(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 4))):
        holders = list(_holders(tree))
        if not holders:
            break
        holder = holders[draw(st.integers(0, len(holders) - 1))]
        key = draw(
            st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder)))
        )
        odd = deepcopy(draw(st.sampled_from(_ODD)))
        match draw(st.sampled_from(["change", "take out", "put in", "again", "deep"])):
            case "take out":
                del holder[key]
            case "put in" if isinstance(holder, dict):
                holder["more"] = odd
            case "again" if isinstance(holder, list):
                holder.extend(deepcopy(holder[0]) for _copy in range(40))
            case "deep":
                for _level in range(60):
                    holder[key] = [holder[key]]
            case _:
                holder[key] = odd
    return json.dumps(tree).encode()


def _holders(tree: Any) -> list[Any]:
    """Give every object and list of a tree that holds something."""
    found = [tree] if isinstance(tree, dict | list) and tree else []
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return found + [each for value in inner for each in _holders(value)]
