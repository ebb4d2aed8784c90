from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from clinic_aid import locations
from clinic_aid.content.filling import PLACEHOLDER, TERM
from clinic_aid.content.model import ContentPack
from clinic_aid.engine import Engine
from clinic_aid.figures.colors import read_colors
from clinic_aid.handout.printed_text import section_text
from tests.languages import Change, accented, proper_names, pseudo_pack, right_to_left

BOTH = pytest.mark.parametrize("change", [accented, right_to_left])
LANGUAGES = pytest.mark.parametrize(
    ("change", "language"), [(accented, "en"), (right_to_left, "he")]
)


def leaves(
    value: object, path: tuple[object, ...] = ()
) -> Iterator[tuple[tuple[object, ...], object]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def texts_of_the_language(folder: Path) -> set[tuple[object, ...]]:
    """Give the path of every text: what the folder gives, without the words of the guards."""
    return {
        path
        for file in sorted(folder.glob("*.yaml"))
        for path, _ in leaves(yaml.safe_load(file.read_text(encoding="utf-8")))
        if path != ("format",) and (path[0] != "wording" or path[-1] in {"word", "meaning"})
    }


@BOTH
def test_every_text_is_changed_and_nothing_else(pack: ContentPack, change: Change) -> None:
    before = dict(leaves(pack.model_dump()))
    after = dict(leaves(pseudo_pack(pack, change).model_dump()))
    texts = texts_of_the_language(locations.content_pack() / "en")

    assert before.keys() == after.keys()
    for path, value in before.items():
        expected = change(value) if path in texts and isinstance(value, str) else value
        assert after[path] == expected, path


@BOTH
def test_every_term_in_a_text_is_still_in_the_glossary(pack: ContentPack, change: Change) -> None:
    changed = pseudo_pack(pack, change)
    forms = {form.casefold() for term in changed.glossary.values() for form in term.forms}
    used = {
        form.casefold()
        for _, text in leaves(changed.model_dump())
        if isinstance(text, str)
        for form in TERM.findall(text)
    }

    assert used
    assert used <= forms


@BOTH
def test_every_placeholder_is_kept(pack: ContentPack, change: Change) -> None:
    for _, text in leaves(pack.model_dump()):
        if isinstance(text, str):
            assert PLACEHOLDER.findall(change(text)) == PLACEHOLDER.findall(text)


def test_pack_given_is_left_as_it_was(pack: ContentPack) -> None:
    before = pack.model_dump()
    pseudo_pack(pack, accented)

    assert pack.model_dump() == before


def test_works_are_cited_in_their_own_language(pack: ContentPack) -> None:
    changed = pseudo_pack(pack, right_to_left)

    assert proper_names(changed) == proper_names(pack) != ()


@LANGUAGES
def test_handout_can_be_composed(pack: ContentPack, change: Change, language: str) -> None:
    resources = locations.resources()
    engine = Engine(
        pack=pseudo_pack(pack, change),
        language=language,
        templates=locations.templates(),
        colors=read_colors(resources / "style" / "tokens.toml"),
        fonts=resources / "fonts",
    )
    samples = resources / "samples"
    shipped = Engine.shipped()
    consultation = shipped.read_consultation(samples / "full.yaml")
    handout = engine.compose(consultation, shipped.read_clinic(samples / "clinic.yaml"))

    assert handout.title == change("Stem cell therapy for hair loss")
    assert handout.direction == ("rtl" if change is right_to_left else "ltr")
    sections = [section for part in handout.parts for section in part.sections]
    assert [section for section in sections if not section_text(handout, section)] == []
