"""Whether what a patient has in hand still says what is entered."""

from collections.abc import Iterable

from clinic_aid.domain.records import Guide


def are_older(given: Iterable[Guide], sha256: str, paper: str) -> bool | None:
    """Say whether a guide made now differs from every one that was given and not taken back.

    `sha256` is that of its bytes, which are the same for the same entries; `paper` its size. None
    where nobody can say: none was given on such paper, and another size is another file.
    """
    held = [guide for guide in given if not guide.is_taken_back]
    if not held or any(guide.sha256 == sha256 for guide in held):
        return False
    return True if any(guide.paper == paper for guide in held) else None
