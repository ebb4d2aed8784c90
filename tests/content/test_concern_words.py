from datetime import date

import pytest

from clinic_aid.content.concern_words import worded
from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.concerns import Concern, Kind


def said(concern: Concern, pack: ContentPack) -> str:
    return without_isolates(worded(concern, pack, "en").text)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_concern_has_words(kind: Kind, shipped: ContentPack) -> None:
    need = {Kind.INFORMATION_NEED: "large-print"}.get(kind, "allergy")
    concern = Concern(kind=kind, subjects=(need,), day=date(2026, 12, 3), number=4)
    text = said(concern, shipped)
    assert text.endswith(".")
    assert "{" not in text


def test_checks_are_named_as_a_list(shipped: ContentPack) -> None:
    concern = Concern(kind=Kind.STOPS_UNASKED, subjects=("allergy", "bleeding"))
    names = [shipped.checks[key].short for key in ("allergy", "bleeding")]
    assert " and ".join(names) in said(concern, shipped)


def test_a_need_of_the_patients_own_words_stands_as_it_was_said(shipped: ContentPack) -> None:
    concern = Concern(kind=Kind.OTHER_INFORMATION_NEED, subjects=("no green paper",))
    assert "no green paper" in said(concern, shipped)


def test_a_concern_says_which_entry_it_is_about(shipped: ContentPack) -> None:
    concern = Concern(kind=Kind.CLOSED_DAY, path="plan.treatment_date", day=date(2026, 12, 25))
    found = worded(concern, shipped, "en")
    assert found.path == "plan.treatment_date"
    assert "Friday 25 December 2026" in without_isolates(found.text)
