import re

import pytest

from clinic_aid.content.model import ContentPack

# Words in the place of a title: "Study of …", "a row in the table", "… in 22 people".
DESCRIBES = re.compile(
    r"(?:^|\. )(?:Study|Trial|Paper|Review|Pooled analysis) (?:of|on)\b"
    r"|\brow in (?:a|the)\b|\bin (?:\d+|nine|twelve) people\b"
)


def test_a_citation_names_its_paper_and_does_not_describe_it(shipped: ContentPack) -> None:
    cited = {key: source.citation for key, source in shipped.sources.items()}
    assert [key for key, citation in cited.items() if DESCRIBES.search(citation)] == []


@pytest.mark.parametrize(
    "citation",
    [
        "Kim and others. Study of autologous cells. Stem Cell Res Ther, 2021;12:486.",
        "Pooled analysis of 11 randomised trials. Archives of Dermatological Research, 2025.",
        "Yuan and others, 2022. Injections of medium; row in a review table, 2025.",
        "Placenta exosomes in 12 people with hair loss. Research Square preprint.",
    ],
)
def test_a_description_is_found(citation: str) -> None:
    assert DESCRIBES.search(citation)
