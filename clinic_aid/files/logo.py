"""The clinic's logo: a small picture file named in the clinic's file."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.plain_file import read_plain_file

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 1024 * 1024
MOST_PIXELS = 4_000_000
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# The picture formats and colours that the page's engine prints right. Others become one of these:
# of 16 bits a channel it makes a fault, and an office printer may show CMYK as a negative.
_PRINTED_AS_IT_IS: Final = {
    "PNG": frozenset({"1", "L", "LA", "P", "RGB", "RGBA"}),
    "JPEG": frozenset({"L", "RGB"}),
}
_SIXTEEN_BITS: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})
_END_OF_JPEG: Final = b"\xff\xd9"
_ORIENTATION: Final = 0x0112
_CONVERTED_SIDE: Final = 1200
"""The most dots along a side of what is converted: more than a printer shows of a logo."""


def read_logo(path: Path) -> tuple[str, bytes]:
    """Give the MIME type and bytes of a picture that prints, whatever kind of PNG or JPEG it was.

    Refuses what is no PNG or JPEG of up to 1 MiB.
    """
    try:
        data = read_plain_file(path, MAX_BYTES + 1)
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
            converted = _converted(data, path.name)
            return (kind, _with_end(data)) if converted is None else ("image/png", converted)
    raise ClinicAidError("{file}: this is no PNG or JPEG picture", file=path.name)


def _converted(data: bytes, name: str) -> bytes | None:
    """Give a picture as a plain PNG, None where it prints as it is.

    Refuses one that is damaged, or that takes too much memory to print.
    """
    # A fifth of a second to import, and only asked by a clinic that has a logo.
    from PIL import Image, ImageFile

    # The page's engine turns this on for its whole process: half a logo would then be a logo.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height <= MOST_PIXELS:
                picture.load()
                return None if _prints_as_it_is(picture) else _as_plain_png(picture)
    # The library raises whatever the damage leads to: OSError, SyntaxError, struct.error …
    except Exception as error:
        raise ClinicAidError("{name}: the picture is damaged; save it anew", name=name) from error
    raise ClinicAidError(
        "{name}: the picture has {width} × {height} dots; make it smaller",
        name=name,
        width=width,
        height=height,
    )


def _with_end(data: bytes) -> bytes:
    """Give a picture that is whole with the mark that ends it.

    Where nothing but this is missing of a JPEG it can be drawn, and yet is none in a PDF.
    """
    if data.startswith(b"\xff\xd8") and not data.endswith(_END_OF_JPEG):
        return data.rstrip(b"\xff") + _END_OF_JPEG
    return data


def _prints_as_it_is(picture: "Image.Image") -> bool:
    return (
        picture.mode in _PRINTED_AS_IT_IS.get(picture.format or "", ())
        and getattr(picture, "n_frames", 1) == 1
        and picture.getexif().get(_ORIENTATION, 1) == 1
    )


def _as_plain_png(picture: "Image.Image") -> bytes:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in _SIXTEEN_BITS:
        # Otherwise every grey above 255 of 65,535 would become white.
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.thumbnail((_CONVERTED_SIDE, _CONVERTED_SIDE))
    file = BytesIO()
    plain.save(file, format="PNG")
    return file.getvalue()
