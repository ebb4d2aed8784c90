"""Name the licence of every package that the program, its building or its tests need.

    python -m tests.licences      renews the tables in resources/docs/licences.md

What a package says of itself is read from what is installed. A licence that is not allowed, or a
package that says none and is not settled here, ends it. It is no test.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = CHECKOUT / "resources" / "docs" / "licences.md"
ALLOWED: Final = frozenset(
    {
        *("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "Zlib"),
        *("PSF-2.0", "HPND", "OFL-1.1", "Unicode-3.0", "CC0-1.0", "MPL-1.1", "MPL-2.0"),
        *("LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later"),
    }
)
"""By their SPDX names: with what a program under the MIT licence can be handed on."""

SETTLED: Final = {
    "brotlicffi": ("MIT", "for other Pythons than CPython; not used here"),
    "colorama": ("BSD-3-Clause", "on Windows alone"),
    "pyphen": ("MPL-1.1", "says GPL, LGPL or MPL, as one chooses: its file LICENSE"),
    "sqlcipher3": ("Zlib", "says none; its file LICENSE is the text of the zlib licence"),
}
"""What is not stated in one word, or not installed here, and where it is stated."""

# What packages wrote before SPDX names were usual.
_SAID: Final = {
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_NAMED: Final = re.compile(r"^([a-z0-9][a-z0-9.-]*)==", re.MULTILINE)


def packages(lock: str) -> tuple[str, ...]:
    """Give the packages of a lock."""
    return tuple(_NAMED.findall((CHECKOUT / ".setup" / lock).read_text(encoding="utf-8")))


def stated(name: str) -> str:
    """Give what an installed package says its licence is, "" where it says none."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ""
    said_in = {
        name: list(map(str, found.metadata.get_all(name, ())))
        for name in ("License-Expression", "License", "Classifier")
    }
    kinds = [kind for kind in said_in["Classifier"] if kind.startswith("License ::")]
    words = [kind.rpartition(" :: ")[2] for kind in kinds]
    # Who writes down the whole text begins with its name.
    named = [text.partition("\n")[0] for text in said_in["License"]]
    said = " OR ".join(said_in["License-Expression"] or named or words)
    if said == "BSD License":
        # Which of them it is, is told by the clause that forbids to advertise with the names.
        return "BSD-3-Clause" if "Neither the name" in _words_of(found) else "BSD-2-Clause"
    return _SAID.get(said, said)


def _words_of(found: Distribution) -> str:
    files = [file for file in found.files or () if "LICEN" in file.name.upper()]
    return " ".join(" ".join(file.read_text(encoding="utf-8").split()) for file in files)


def taken(name: str) -> str:
    """Give the licence under which a package is used; ValueError where none is allowed.

    Of "A OR B" it is the first that is allowed; of "A AND B" both must be.
    """
    said = SETTLED[name][0] if name in SETTLED else stated(name)
    for choice in said.split(" OR "):
        parts = [part.strip("() ") for part in choice.split(" AND ")]
        if ALLOWED.issuperset(parts):
            return " AND ".join(parts)
    raise ValueError(f"{name}: the licence “{said}” is not allowed, or is not known")


def rows(names: tuple[str, ...]) -> Iterator[str]:
    """Give the lines of a table."""
    yield "| package | taken under | |"
    yield "|---|---|---|"
    for name in names:
        note = SETTLED[name][1] if name in SETTLED else ""
        if not note and (said := stated(name)) != taken(name):
            note = f"says {said}"
        yield f"| {name} | {taken(name)} | {note} |"


def tables() -> dict[str, str]:
    """Give each table by its name."""
    program = packages("lock.txt")
    tools = tuple(name for name in packages("lock-test.txt") if name not in program)
    named = {"program": program, "tools": tools}
    return {name: "\n".join(rows(each)) for name, each in named.items()}


def page() -> str:
    """Give the page with its tables as they should be."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in tables().items():
        text = re.sub(
            rf"(?s)(<!-- {name}: [^>]* -->\n).*?(<!-- end -->)",
            lambda found, table=table: f"{found[1]}{table}\n{found[2]}",  # type: ignore[misc]
            text,
        )
    return text


def main() -> int:
    """Renew the page, or say what is not allowed."""
    try:
        text = page()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
