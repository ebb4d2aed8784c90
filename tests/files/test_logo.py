from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.logo import MAX_BYTES, read_logo

Draw = Callable[[Path], None]


def ramp(width: int = 64, height: int = 32) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height))


def turned(file: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    ramp().convert("RGB").save(file, exif=exif)


def moving(file: Path) -> None:
    one, other = ramp().convert("RGB"), Image.new("RGB", (64, 32), "red")
    one.save(file, save_all=True, append_images=[other])


def of_two(file: Path) -> None:
    moving(file.with_suffix(".mpo"))
    file.with_suffix(".mpo").rename(file)


def sixteen_bits(file: Path) -> None:
    grey = Image.new("I;16", (64, 32))
    for x in range(64):
        for y in range(32):
            grey.putpixel((x, y), x * 1024)
    grey.save(file)


PRINTED_AS_THEY_ARE: dict[str, Draw] = {
    "grey.png": lambda file: ramp().save(file),
    "colours.png": lambda file: ramp().convert("RGB").save(file),
    "see-through.png": lambda file: ramp().convert("RGBA").save(file),
    "palette.png": lambda file: ramp().convert("RGB").quantize(16).save(file),
    "black.png": lambda file: ramp().convert("1").save(file),
    "grey.jpg": lambda file: ramp().save(file),
    "photo.jpg": lambda file: ramp().convert("RGB").save(file),
}
CONVERTED: dict[str, Draw] = {
    "16-bits.png": sixteen_bits,
    "moving.png": moving,
    "turned.jpg": turned,
    "turned.png": turned,
    "of-two.jpg": of_two,
    "cmyk.jpg": lambda file: ramp().convert("CMYK").save(file),
}


@pytest.mark.parametrize("name", PRINTED_AS_THEY_ARE)
def test_a_plain_picture_stays_as_it_is(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    PRINTED_AS_THEY_ARE[name](file)
    kind = "image/png" if name.endswith("png") else "image/jpeg"
    assert read_logo(file) == (kind, file.read_bytes())


@pytest.mark.parametrize("name", CONVERTED)
def test_any_other_picture_becomes_a_plain_one(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    CONVERTED[name](file)
    kind, data = read_logo(file)
    with Image.open(BytesIO(data)) as picture:
        assert (kind, picture.format, picture.mode) == ("image/png", "PNG", "RGB")
        assert getattr(picture, "n_frames", 1) == 1
        assert picture.size == ((32, 64) if name.startswith("turned") else (64, 32))


def test_the_greys_of_sixteen_bits_stay_greys(tmp_path: Path) -> None:
    sixteen_bits(tmp_path / "a.png")
    with Image.open(BytesIO(read_logo(tmp_path / "a.png")[1])) as picture:
        assert [picture.getpixel((x, 0)) for x in (0, 10, 63)] == [
            (0, 0, 0),
            (40, 40, 40),
            (252, 252, 252),
        ]


def test_what_is_converted_is_no_larger_than_a_printer_shows(tmp_path: Path) -> None:
    ramp(2000, 1000).convert("CMYK").save(tmp_path / "a.jpg")
    with Image.open(BytesIO(read_logo(tmp_path / "a.jpg")[1])) as picture:
        assert picture.size == (1200, 600)


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_picture_that_was_cut_off_is_refused(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{kind}"
    Image.effect_noise((64, 64), 50).save(file)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(ClinicAidError, match="is damaged; save it anew"):
        read_logo(file)


@pytest.mark.parametrize("missing", [1, 2])
def test_a_picture_without_its_end_mark_alone_gets_one(missing: int, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    Image.linear_gradient("L").resize((64, 64)).save(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:-missing])
    # The reader of pictures takes some for whole that are not: this one.
    assert read_logo(file) == ("image/jpeg", whole)


def test_a_picture_of_too_many_dots_is_refused(tmp_path: Path) -> None:
    Image.new("1", (4001, 1000)).save(tmp_path / "a.png")
    with pytest.raises(ClinicAidError, match="4001 × 1000 dots; make it smaller"):
        read_logo(tmp_path / "a.png")


def test_a_picture_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(MAX_BYTES))
    with pytest.raises(ClinicAidError, match="larger than 1 MiB"):
        read_logo(tmp_path / "a.png")


@pytest.mark.fault(48)
@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_a_drawing_that_could_run_or_fetch_something_is_no_logo(name: str, tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    (tmp_path / name).write_text(svg, encoding="utf-8")
    with pytest.raises(ClinicAidError, match="no PNG or JPEG"):
        read_logo(tmp_path / name)


def test_another_kind_of_picture_is_refused(tmp_path: Path) -> None:
    ramp().save(tmp_path / "a.png", format="GIF")
    with pytest.raises(ClinicAidError, match="no PNG or JPEG"):
        read_logo(tmp_path / "a.png")
