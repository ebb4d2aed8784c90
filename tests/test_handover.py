import pytest

from clinic_aid.handover import Handover


def test_what_is_handed_over_arrives_whole() -> None:
    handed = Handover(window=b"\0geometry", work=b"\xff sealed", words="The backup is in place.")

    assert Handover.from_bytes(handed.as_bytes()) == handed


@pytest.mark.parametrize("data", [None, b"", b"{", b"[]", b'{"window": 7}', b'{"work": "xyz"}'])
def test_what_cannot_be_read_is_nothing(data: bytes | None) -> None:
    assert Handover.from_bytes(data) == Handover()


def test_work_that_is_handed_over_may_be_missing() -> None:
    assert Handover.from_bytes(Handover(window=b"geometry").as_bytes()).work is None
