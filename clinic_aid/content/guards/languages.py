"""Guards over languages: each has its own texts, and the same ones."""

from collections.abc import Iterator, Mapping

from clinic_aid.content.guards.subject import Finding, Path, leaves
from clinic_aid.content.model import ContentPack
from clinic_aid.content.reading import PackFiles

# A language has its own verbs, banned words and forms of a term, and as many as it needs.
_OF_THE_LANGUAGE = {"wording", "glossary"}
# Words that are no texts of the guide, yet differ by language.
_WORDS_BESIDE = {"wording", "authors", "reviewers"}


def texts_in_place(pack: ContentPack, files: PackFiles, language: str) -> Iterator[Finding]:
    """Find texts outside the language's folder, and structure inside it.

    A text beside the structure would print in every language that has none of its own.
    """
    for path, _, length in leaves(pack):
        in_language = files.fault(path, "").file.startswith(f"{language}/")
        if length is not None and not in_language and path[-2:-1] != ("authors",):
            yield path, f"is a text; move it to the folder {language}"
        elif length is None and in_language and not _WORDS_BESIDE & set(path[:2]):
            yield path, f"is no text; move it out of the folder {language}"


def missing_texts(packs: Mapping[str, ContentPack]) -> Iterator[tuple[str, Finding]]:
    """Find texts that one language has and another lacks; gives the language that lacks it."""
    if len(packs) < 2:
        return
    keys = {language: set(_keys(pack)) for language, pack in packs.items()}
    every = dict.fromkeys(key for pack in packs.values() for key in _keys(pack))
    for language, has in keys.items():
        for key in every:
            if key not in has:
                other = next(name for name, theirs in keys.items() if key in theirs)
                yield language, (key, f"has no text in {language}; {other} has one")


def _keys(pack: ContentPack) -> Iterator[Path]:
    for path, _, length in leaves(pack):
        if length is not None and path[0] not in _OF_THE_LANGUAGE:
            yield path
