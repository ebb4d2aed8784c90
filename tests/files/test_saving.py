import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.saving import save_atomically, save_pdf

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="limits and rights of POSIX")
NOBODY = 65534


def test_the_file_holds_all_bytes(tmp_path: Path) -> None:
    save_atomically(b"new" * 1_000_000, tmp_path / "guide.pdf")
    assert (tmp_path / "guide.pdf").read_bytes() == b"new" * 1_000_000


def test_an_earlier_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "guide.pdf").write_bytes(b"older and longer")
    save_atomically(b"new", tmp_path / "guide.pdf")
    assert (tmp_path / "guide.pdf").read_bytes() == b"new"


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    save_atomically(b"new", tmp_path / "guide.pdf")
    assert [file.name for file in tmp_path.iterdir()] == ["guide.pdf"]


@ON_POSIX
def test_a_linked_file_is_replaced_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    save_atomically(b"new", tmp_path / "link.pdf")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


@ON_POSIX
def test_a_full_disk_leaves_the_earlier_file_and_nothing_else(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys; from pathlib import Path;"
        "from clinic_aid.errors import ClinicAidError;"
        "from clinic_aid.files.saving import save_atomically;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));\n"
        "try: save_atomically(b'n' * 5000, Path(sys.argv[1]))\n"
        "except ClinicAidError as error: print(error)"
    )
    file = tmp_path / "guide.pdf"
    file.write_bytes(b"old")
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(file)],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "the disk is full" in result.stdout.decode()
    assert [(left.name, left.read_bytes()) for left in tmp_path.iterdir()] == [
        ("guide.pdf", b"old")
    ]


@pytest.mark.fault(35)
def test_a_folder_that_went_away_is_named_as_the_reason(tmp_path: Path) -> None:
    with pytest.raises(ClinicAidError, match="folder is not there any more"):
        save_atomically(b"new", tmp_path / "gone" / "guide.pdf")


@pytest.mark.fault(35)
def test_a_folder_of_that_name_stays(tmp_path: Path) -> None:
    (tmp_path / "guide.pdf").mkdir()
    with pytest.raises(ClinicAidError, match="not saved"):
        save_atomically(b"new", tmp_path / "guide.pdf")
    assert [left.name for left in tmp_path.iterdir()] == ["guide.pdf"]


def test_a_name_too_long_is_named_as_the_reason(tmp_path: Path) -> None:
    with pytest.raises(ClinicAidError, match=r"not saved"):
        save_atomically(b"new", tmp_path / ("x" * 300 + ".pdf"))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def shut() -> Iterator[Path]:
    """Give a folder that this process may not write into, whoever runs it, and an old file in it.

    Root may write anywhere, and whoever is nobody into no folder of the tests.
    """
    is_root = os.geteuid() == 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "guide.pdf").write_bytes(b"old")
        folder.chmod(0o555)
        if is_root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o700)


@pytest.mark.fault(35)
@ON_POSIX
def test_a_folder_that_may_not_be_written_is_named_as_the_reason(shut: Path) -> None:
    with pytest.raises(ClinicAidError, match="may not be written"):
        save_atomically(b"new", shut / "guide.pdf")
    assert [(left.name, left.read_bytes()) for left in shut.iterdir()] == [("guide.pdf", b"old")]


def test_the_sentence_names_the_file_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ClinicAidError) as caught:
        save_atomically(b"new", tmp_path / "gone" / "guide.pdf")
    assert "“guide.pdf”" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.fault(35)
def test_a_file_where_a_folder_is_wanted_is_named_as_that(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file")
    with pytest.raises(ClinicAidError, match="that place is a file, not a folder"):
        save_atomically(b"new", tmp_path / "a" / "guide.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut o", b"a note"])
def test_nothing_but_a_whole_pdf_is_saved_as_pages(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "guide.pdf").write_bytes(b"old")
    with pytest.raises(ClinicAidError, match="not whole"):
        save_pdf(data, tmp_path / "guide.pdf")
    assert (tmp_path / "guide.pdf").read_bytes() == b"old"


def test_a_whole_pdf_is_saved(tmp_path: Path) -> None:
    save_pdf(b"%PDF-1.7 %%EOF", tmp_path / "guide.pdf")
    assert (tmp_path / "guide.pdf").read_bytes() == b"%PDF-1.7 %%EOF"
