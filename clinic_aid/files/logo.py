"""The clinic's logo: a small picture file named in the clinic's file."""

from pathlib import Path

from clinic_aid.errors import ClinicAidError

MAX_BYTES = 1024 * 1024
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def read_logo(path: Path) -> tuple[str, bytes]:
    """Give the picture's MIME type and bytes; refuse what is no PNG or JPEG of up to 1 MiB."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ClinicAidError(
            f"{path.name}: the picture cannot be read; name a PNG or JPEG"
        ) from error
    if len(data) > MAX_BYTES:
        raise ClinicAidError(f"{path.name}: the picture is larger than 1 MiB; make it smaller")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind, data
    raise ClinicAidError(f"{path.name}: this is no PNG or JPEG picture")
