import pytest

from clinic_aid.domain.whole_pdf import is_whole_pdf, require_whole_pdf
from clinic_aid.errors import ClinicAidError

WHOLE = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF"


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_what_begins_and_ends_as_a_pdf_is_whole(end: bytes) -> None:
    assert is_whole_pdf(WHOLE + end)
    require_whole_pdf(WHOLE + end)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-", WHOLE[:-1], WHOLE[1:], WHOLE + b"more", b"%%EOF", b"<html></html>"]
)
def test_nothing_else_is_given(data: bytes) -> None:
    assert not is_whole_pdf(data)
    with pytest.raises(ClinicAidError, match="not whole"):
        require_whole_pdf(data)
