"""What may be called a PDF: nothing but a whole one is kept, saved, printed or given."""

from typing import Final

from clinic_aid.errors import ClinicAidError

_BEGINS: Final = b"%PDF-"
_ENDS: Final = b"%%EOF"


def begins_as_pdf(data: bytes) -> bool:
    """Say whether these bytes begin as a PDF, whole or not."""
    return data.startswith(_BEGINS)


def is_whole_pdf(data: bytes) -> bool:
    """Say whether these bytes begin and end as a PDF; what was cut off does not."""
    return begins_as_pdf(data) and data.rstrip(b"\r\n").endswith(_ENDS)


def require_whole_pdf(data: bytes) -> None:
    """Refuse what does not begin and end as a PDF, as nothing that anybody could read."""
    if not is_whole_pdf(data):
        raise ClinicAidError("These pages are not whole, so they are not given. Make them again.")
