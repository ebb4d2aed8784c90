"""Which languages a content pack has texts in, told by its folders alone."""

from collections.abc import Iterable
from pathlib import Path


def languages(folder: Path) -> tuple[str, ...]:
    """Give the languages that a pack has texts in; none where there is no pack."""
    try:
        names = [path.name for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return ()
    # Whatever else is a folder there, no language is named like a file.
    return tuple(sorted(name for name in names if name.isalpha()))


def language_for(folder: Path, wanted: Iterable[str] = ()) -> str:
    """Give the first of the languages wanted that a pack has texts in, else the first it has.

    Who wants "en-GB" is content with "en".
    """
    there = languages(folder)
    known = (name.partition("-")[0] for name in wanted)
    return next((name for name in (*known, *there) if name in there), "")
