"""Whether what a patient has in hand still says what is entered."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clinic_aid.domain.guide_parts import GivenPart, Part
from clinic_aid.domain.records import Guide


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeGuide:
    """A guide as it was just made: the SHA-256 of its bytes, and the size of its paper.

    `parts` are the digests of all parts that have something to say now, printed or not.
    """

    sha256: str
    paper: str
    parts: Mapping[Part, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Give what stays the same as long as the same is entered: 64 hexadecimal digits.

        That of a guide without parts is its SHA-256.
        """
        if not self.parts:
            return self.sha256
        return hashlib.sha256(json.dumps(self.parts, sort_keys=True).encode()).hexdigest()


def are_older(given: Iterable[Guide], made: MadeGuide) -> bool | None:
    """Say whether what was given, and not taken back, says something else than the guide of now.

    Asked are the parts of the newest guide, and those of earlier ones that still have something
    to say. Guides without parts are compared by their bytes, which are the same for the same
    entries: then None where nobody can say, since none was given on such paper.
    """
    held = [guide for guide in given if not guide.is_taken_back]
    if not held or any(guide.sha256 == made.sha256 for guide in held):
        return False
    in_parts = [guide for guide in held if guide.parts]
    if in_parts and made.parts:
        newest = max(in_parts, key=_last_given)
        in_hand = {each for guide in in_parts for each in guide.parts.items()}
        asked = {part for part, _ in in_hand if part in made.parts} | set(newest.parts)
        return any((part, made.parts.get(part)) not in in_hand for part in asked)
    return True if any(guide.paper == made.paper for guide in held) else None


def _last_given(guide: Guide) -> datetime:
    return guide.givings[-1].at if guide.givings else guide.made_at


def given_parts(given: Iterable[Guide]) -> frozenset[GivenPart]:
    """Give all that the patient has in hand, part by part."""
    return frozenset(
        GivenPart(
            part=part,
            digest=digest,
            edition=guide.edition,
            day=_last_given(guide).astimezone().date(),
        )
        for guide in given
        if not guide.is_taken_back
        for part, digest in guide.parts.items()
    )
