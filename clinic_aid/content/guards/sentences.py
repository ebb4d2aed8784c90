"""Guards over wording: promises, certainty, words that need explaining, and length."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from clinic_aid.content.filling import PLACEHOLDER, TERM, without_terms
from clinic_aid.content.guards.cases import versions
from clinic_aid.content.guards.subject import FOR_DOCTORS, Finding, Path, Subject, Text, word_count
from clinic_aid.content.labels import SENTENCES
from clinic_aid.files.text import visible

MOST_WORDS_IN_A_SENTENCE = 20
_QUESTION_MARKS = ("?", "؟", "\u037e")
# They quote what is sold elsewhere; the text beside them says what is known.
_QUOTES = {("claims", "read"), ("article_phases", "read")}
_CERTAINTY_SPOKEN = (
    ("estimates", "statement"),
    ("risks", "text"),
    ("phases", "what"),
    ("options", "works"),
)


def empty_or_too_long(subject: Subject) -> Iterator[Finding]:
    """Find texts without a word, texts over the limit of their kind, and long sentences.

    Words are counted as printed, without the explanations of terms; a placeholder is one word.
    """
    for text in subject.texts:
        if not text.words:
            yield text.path, "must not be empty"
        if text.words > text.most_words:
            yield text.path, f"has {text.words} words; at most {text.most_words} fit"
        for sentence in text.sentences:
            if (words := word_count(sentence)) > MOST_WORDS_IN_A_SENTENCE:
                shown = visible(sentence, 40)
                most = MOST_WORDS_IN_A_SENTENCE
                yield text.path, f'has a sentence of {words} words; at most {most}: "{shown}"'


def promises(subject: Subject) -> Iterator[Finding]:
    """Find banned words, but for questions and inside a denial that the pack allows."""
    wording = subject.pack.wording
    banned, denials = _any_of(wording.banned), _any_of(wording.allowed_denials)
    for text in subject.texts:
        if text.path[0] == "wording" or (text.path[0], text.path[-1]) in _QUOTES:
            continue
        for sentence in text.sentences:
            if sentence.endswith(_QUESTION_MARKS):
                continue
            spans = [found.span() for found in denials.finditer(sentence)]
            for found in banned.finditer(sentence):
                if not any(start <= found.start() and found.end() <= end for start, end in spans):
                    message = f'"{found[0]}" promises too much; leave it out or deny it'
                    yield text.path, message


def certainty(subject: Subject) -> Iterator[Finding]:
    """Find statements that sound surer, or less sure, than their certainty is."""
    pack = subject.pack
    for section, field in _CERTAINTY_SPOKEN:
        for key, item in versions(getattr(pack, section)):
            path: Path = (section, *key, field)
            words = pack.wording.certainty.get(item.certainty)
            if words is None:
                yield (
                    ("wording", "certainty", item.certainty),
                    f"is missing; {'.'.join((section, *key))} has it",
                )
                continue
            said = _flat(without_terms(getattr(item, field)))
            if not _any_of(words.verbs).search(said):
                some = ", ".join(words.verbs[:4])
                message = f"needs a verb of certainty {item.certainty}, such as {some}"
                yield path, message
            for found in _any_of(words.not_verbs).finditer(said):
                yield path, f'"{found[0]}" does not fit certainty {item.certainty}'


def unexplained_terms(subject: Subject) -> Iterator[Finding]:
    """Find terms that print without their explanation.

    A name or a heading is too short for an explanation and is printed as it stands; the text
    under it explains the term. The words of a figure print as they stand too, but nothing
    under them explains: there a term is said in plain words.
    """
    known = {form.casefold() for term in subject.pack.glossary.values() for form in term.forms}
    terms = _any_of(known)
    for text in subject.texts:
        rest = _flat(TERM.sub(" ", text.raw))
        if "[[" in rest or "]]" in rest:
            yield text.path, "a [[ or ]] has no partner"
        if text.path[0] in {"glossary", FOR_DOCTORS}:
            continue
        filled = is_filled(text)
        for mark in TERM.finditer(text.raw):
            if not filled:
                yield text.path, f"[[{mark[1]}]] cannot be explained here; write it without [[ ]]"
            elif mark[1].casefold() not in known:
                yield text.path, f"[[{mark[1]}]] is not in the glossary"
        if text.is_name or (text.path[0] == "labels" and not filled):
            continue
        for found in terms.finditer(PLACEHOLDER.sub("{}", rest)):
            if filled:
                yield text.path, f'"{found[0]}" needs explaining; write [[{found[0]}]]'
            else:
                yield text.path, f'"{found[0]}" cannot be explained here; use plain words'


def is_filled(text: Text) -> bool:
    """Say whether terms are explained and a patient's values put in before a text prints."""
    return text.path[1] in SENTENCES if text.path[0] == "labels" else text.is_filled


def double_terms(subject: Subject) -> Iterator[Finding]:
    """Find a form that two terms of the glossary share."""
    seen: dict[str, str] = {}
    for key, term in subject.pack.glossary.items():
        for index, form in enumerate(term.forms):
            if (first := seen.setdefault(form.casefold(), key)) != key:
                yield ("glossary", key, "forms", index), f'"{form}" is also a form of {first}'


def _flat(text: str) -> str:
    return " ".join(text.split())


def _any_of(phrases: Collection[str] | Mapping[str, str]) -> re.Pattern[str]:
    """Give a pattern of whole phrases, the longest first, a space or a hyphen between words."""
    return _pattern(tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", p))) for p in phrases)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if phrases else r"(?!)", re.IGNORECASE)
