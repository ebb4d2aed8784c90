"""Guard over telegram style: a sentence without a verb says neither what is so nor what to do."""

import re
from collections.abc import Iterator

from clinic_aid.content.filling import PLACEHOLDER
from clinic_aid.content.guards.subject import FOR_DOCTORS, Finding, Subject, Text
from clinic_aid.content.labels import SENTENCES
from clinic_aid.files.text import visible

# Texts that are no sentences, each with the reason. Names, headings and labels are none either.
_NO_SENTENCES = {
    # Signs name what one sees or feels. In a fright they are read like a list.
    ("signs", "text"),
    ("signs", "signs"),
    ("for_helper", "signs"),
    ("for_helper", "text"),
    # It follows "You said that".
    ("not_now", "clause"),
    ("signs", "glance"),
    ("red_flags", "text"),
    # They stand in brackets after the word that they explain.
    ("glossary", "meaning"),
    # Cells of a table, and parts of a sentence that the program makes.
    ("products", "comes_from"),
    ("samplings", "wound"),
    ("estimates", "population"),
    ("authors", "role"),
    # They quote how others sell it.
    ("claims", "read"),
    ("article_phases", "read"),
    # They say what is drawn: "A person at a table."
    ("figures", "alt"),
}
# What answers a question may begin with one word: "Yes."
_ANSWERS = {("faq", "answer"), ("options", "approval")}
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def fragments(subject: Subject) -> Iterator[Finding]:
    """Find sentences without any of the language's verbs. Without such a list nothing is found.

    Only values that are put in count neither way: "{short}: {waits}" is judged where these stand.
    """
    verbs = frozenset(map(_plain, subject.pack.wording.verbs))
    for text in subject.texts if verbs else ():
        if not _is_prose(text):
            continue
        for place, sentence in enumerate(text.sentences):
            words = _WORD.findall(_plain(PLACEHOLDER.sub(" ", sentence)))
            is_answer = not place and len(words) == 1 and _kind(text) in _ANSWERS
            if words and not is_answer and verbs.isdisjoint(words):
                shown = visible(sentence, 40)
                yield text.path, f'has no verb of wording.verbs, so it says too little: "{shown}"'


def _is_prose(text: Text) -> bool:
    if text.path[0] == "labels":
        return text.path[1] in SENTENCES
    if text.path[0] == FOR_DOCTORS:
        return False
    return not text.is_name and _kind(text) not in _NO_SENTENCES


def _kind(text: Text) -> tuple[str, str]:
    """Give the section and the field that a text stands in, in a variant or a list too."""
    names = [part for part in text.path if isinstance(part, str)]
    section = "authors" if "authors" in names[:-1] else names[0]
    return section, names[-1]


def _plain(text: str) -> str:
    return text.casefold().replace("\u2019", "'")
