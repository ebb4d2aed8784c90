"""Whether what was entered is a consultation, and what of it can be said meanwhile."""

import json
from collections.abc import Container, Mapping

from clinic_aid.content.matching import consultation_mismatches
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.consultation import Consultation
from clinic_aid.entry.draft import Checked
from clinic_aid.entry.presentable import presentable
from clinic_aid.errors import Fault, InputError
from clinic_aid.files.models import validate
from clinic_aid.files.strict import path_text, read_document


class Checking:
    """Holds a tree against the file format, the characters that print, and the content pack.

    `language` is the pack's: a patient of another one would read texts that are not there.
    """

    def __init__(self, pack: ContentPack, *, printable: Container[int], language: str) -> None:
        self._pack, self._printable, self._language = pack, printable, language

    def __call__(self, tree: Mapping[str, object]) -> Checked:
        try:
            # By way of a file's text: what is typed is held to the same rules as what is opened.
            document = read_document(
                json.dumps(tree), name="consultation.json", printable=self._printable
            )
            consultation = validate(document, Consultation)
        except InputError as error:
            return Checked(consultation=None, faults=error.faults)
        mismatches = consultation_mismatches(consultation, self._pack, self._language)
        if mismatches:
            faults = tuple(
                Fault(document.name, None, path_text(path), message) for path, message in mismatches
            )
            return Checked(consultation=None, faults=faults)
        return Checked(consultation=consultation)


class Presentable:
    """Gives what can be said of a tree; what was asked of the same one last is known."""

    def __init__(self, check: Checking) -> None:
        self._check = check
        self._asked = ""
        self._known: Consultation | None = None

    def __call__(self, tree: Mapping[str, object]) -> Consultation | None:
        # As text: in a file 1 is not the same as true.
        if (asked := repr(tree)) != self._asked:
            self._asked, self._known = asked, presentable(tree, self._check)
        return self._known
