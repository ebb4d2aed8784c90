"""The clinic's logo: a small picture file named in the clinic's file."""

from io import BytesIO
from pathlib import Path

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.plain_files import plain_file

MAX_BYTES = 1024 * 1024
MOST_PIXELS = 4_000_000
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def read_logo(path: Path) -> tuple[str, bytes]:
    """Give the picture's MIME type and bytes; refuse what is no PNG or JPEG of up to 1 MiB."""
    try:
        with plain_file(path) as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ClinicAidError(
            "{file}: the picture cannot be read; name a PNG or JPEG", file=path.name
        ) from error
    if len(data) > MAX_BYTES:
        raise ClinicAidError(
            "{file}: the picture is larger than 1 MiB; make it smaller", file=path.name
        )
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            _require_whole(data, path.name)
            return kind, data
    raise ClinicAidError("{file}: this is no PNG or JPEG picture", file=path.name)


def _require_whole(data: bytes, name: str) -> None:
    """Refuse a picture that is damaged, or that takes too much memory to print."""
    # A fifth of a second to import, and only asked by a clinic that has a logo.
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height <= MOST_PIXELS:
                picture.load()
    # The library raises whatever the damage leads to: OSError, SyntaxError, struct.error …
    except Exception as error:
        raise ClinicAidError("{name}: the picture is damaged; save it anew", name=name) from error
    if width * height > MOST_PIXELS:
        raise ClinicAidError(
            "{name}: the picture has {width} × {height} dots; make it smaller",
            name=name,
            width=width,
            height=height,
        )
