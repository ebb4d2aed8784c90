from io import BytesIO

import pytest

from clinic_aid.handout.framing import receive, send


def test_a_message_arrives_as_it_was_sent() -> None:
    stream = BytesIO()
    send(stream, [b"", b"a\n", bytes(range(256))])
    stream.seek(0)
    assert receive(stream) == [b"", b"a\n", bytes(range(256))]


@pytest.mark.parametrize("missing", [1, 5, 9])
def test_a_message_cut_short_is_an_end(missing: int) -> None:
    stream = BytesIO()
    send(stream, [b"four"])
    with pytest.raises(EOFError):
        receive(BytesIO(stream.getvalue()[:-missing]))


@pytest.mark.parametrize("noise", [b"\xff" * 8, b"\0\0\0\1\xff\xff\xff\xff"])
def test_noise_is_not_taken_for_a_huge_message(noise: bytes) -> None:
    with pytest.raises(EOFError):
        receive(BytesIO(noise))
