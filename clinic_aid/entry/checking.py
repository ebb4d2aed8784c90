"""Whether what was entered is a consultation, and what of it can be said meanwhile."""

import json
from collections.abc import Mapping

from clinic_aid.content.matching import consultation_mismatches
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.consultation import Consultation
from clinic_aid.entry.draft import Checked
from clinic_aid.entry.presentable import presentable
from clinic_aid.errors import Fault, InputError
from clinic_aid.files.models import validate
from clinic_aid.files.strict import read_document
from clinic_aid.files.tree import path_text


class Checking:
    """Holds a tree against the file format and the content pack.

    `language` is the pack's: a patient of another one would read texts that are not there.
    """

    def __init__(self, pack: ContentPack, *, language: str) -> None:
        self._pack, self._language = pack, language

    def __call__(self, tree: Mapping[str, object]) -> Checked:
        try:
            # By way of a file's text: what is typed is held to the same rules as what is opened.
            document = read_document(json.dumps(tree), name="consultation.json")
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
    """Gives what can be said of a tree; what was asked of the same one last is known.

    `check` is known to it too, so that an entry is checked once, however many ask.
    """

    def __init__(self, check: Checking) -> None:
        self.checking = check
        # As text: in a file 1 is not the same as true.
        self._checked: tuple[str, Checked] | None = None
        self._known: tuple[str, Consultation | None] | None = None

    def __call__(self, tree: Mapping[str, object]) -> Consultation | None:
        """Give what can be said of a tree; may be asked in any thread, as `check` may."""
        asked, known = repr(tree), self._known
        if known is None or known[0] != asked:
            self._known = known = asked, presentable(tree, self._tried)
        return known[1]

    def check(self, tree: Mapping[str, object]) -> Checked:
        """Give the consultation of a tree, or everything that keeps it from being one.

        May be asked in any thread: a file is checked as it is read.
        """
        asked, known = repr(tree), self._checked
        if known is None or known[0] != asked:
            self._checked = known = asked, self.checking(tree)
        return known[1]

    def _tried(self, tree: Mapping[str, object]) -> Checked:
        """Check what is no more than a try, and does not take the place of what is entered."""
        known = self._checked
        if known is not None and known[0] == repr(tree):
            return known[1]
        return self.checking(tree)
