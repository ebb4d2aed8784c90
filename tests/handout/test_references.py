from collections.abc import Mapping

from clinic_aid.content.filling import without_isolates
from clinic_aid.handout.references import References, numbers_of, sourced


def test_sources_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    references = References()
    assert references.mark(["b", "a"]) == "1, 2"
    assert references.mark(["c", "a"]) == "3, 2"
    assert references.order == ["b", "a", "c"]


def test_what_rests_on_no_source_has_no_number(labels: Mapping[str, str]) -> None:
    assert numbers_of([], References(), labels) == ""


def test_a_text_stands_with_the_numbers_of_its_sources(labels: Mapping[str, str]) -> None:
    said = sourced("It may itch.", ["a", "b"], References(), labels)
    assert (said.text, without_isolates(said.sources)) == ("It may itch.", "Source 1, 2")
