"""Place the record of a consultation on its page, in the largest type in which it fits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Final

from clinic_aid.domain.file_record import FileRecord
from clinic_aid.figures.compiling import COMPILING
from clinic_aid.handout.composing import direction_of, language_tag
from clinic_aid.handout.file_record_page import FileRecordPage, FileRecordSetting, file_record_page
from clinic_aid.handout.html import with_bdi
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.handout.templating import page_environment

SIZES: Final = (11.0, 10.0, 9.0, 8.0, 7.25, 6.5)
"""The sizes of type in points; the smallest can still be read on an office printer's paper."""

MOST: Final = 160
"""How many entries of one list are tried at all: more of them fit on no page."""

_TWO_COLUMNS_BELOW: Final = 9.5
_Attempt = tuple[float, int]

# What no page can hold is not laid out to see it: that takes a minute for long lists. These are
# bounds, so that nothing that might fit is passed over: the height of the tallest page's text in
# points, the least height of a line and width of a letter in parts of the size, its width.
_PAGE_HEIGHT: Final = 780
_PAGE_WIDTH: Final = 550
_LEAST_LINE: Final = 1.15
_LEAST_LETTER: Final = 0.35


class FileRecordTemplates:
    """The templates of the record, with the design tokens they share with handout and screens."""

    def __init__(self, templates: Path, colors: Mapping[str, str]) -> None:
        self._environment = page_environment(templates, colors, finalize=with_bdi, filters={})
        # Of a style sheet no word is placed, and no number belongs to the unit after it.
        self._sheets = self._environment.overlay(finalize=None)

    def print_job(
        self,
        record: FileRecord,
        setting: FileRecordSetting,
        *,
        size: float = SIZES[0],
        most: int = MOST,
    ) -> PrintJob:
        """Give the record in type of that size, of each list no more than `most` entries.

        It may be longer than a page; `one_page` finds the values with which it is not.
        """
        return self._job(_page(record, setting, (size, most)), setting, size)

    def one_page(
        self, record: FileRecord, setting: FileRecordSetting, render: Callable[[PrintJob], bytes]
    ) -> bytes:
        """Give the PDF of the record on one page, in the largest type in which all of it fits.

        Where not even the smallest holds everything, the longest lists end with the number of
        their entries that are left out.
        """

        def attempt(tried: _Attempt) -> bytes | None:
            page = _page(record, setting, tried)
            size = tried[0]
            if _is_surely_too_long(page, size):
                return None
            pdf = render(self._job(page, setting, size))
            return pdf if _pages_of(pdf) == 1 else None

        largest, *between, smallest = SIZES
        if (pdf := attempt((largest, MOST))) is not None:
            return pdf
        if (pdf := attempt((smallest, MOST))) is not None:
            return _last_fitting([(size, MOST) for size in reversed(between)], attempt) or pdf
        fitting = _last_fitting([(smallest, most) for most in range(1, MOST)], attempt)
        return fitting or render(self.print_job(record, setting, size=smallest, most=0))

    def _job(self, page: FileRecordPage, setting: FileRecordSetting, size: float) -> PrintJob:
        clocks = [len(row.at) for table in page.tables for group in table for row in group.rows]
        values = {
            "p": asdict(page),
            "l": setting.words,
            "language": language_tag(setting.language, setting.country),
            "direction": direction_of(setting.language),
            "paper": setting.paper,
            "size": size,
            # A time of day has no break: "10:02", or "10:02 in the morning" in some languages.
            "at_width": round(0.95 + 0.55 * max(clocks, default=0), 2),
        }
        with COMPILING:
            html = self._environment.get_template("file-record.html.j2").render(values)
            css = self._sheets.get_template("file-record.css.j2").render(values)
        return PrintJob(documents=(html,), files={"file-record.css": ("text/css", css.encode())})


def _page(record: FileRecord, setting: FileRecordSetting, tried: _Attempt) -> FileRecordPage:
    size, most = tried
    columns = 2 if size < _TWO_COLUMNS_BELOW else 1
    return file_record_page(record, setting, columns=columns, most=most)


def _last_fitting(
    attempts: Sequence[_Attempt], pdf_of: Callable[[_Attempt], bytes | None]
) -> bytes | None:
    """Give the PDF of the last of ever longer attempts that fits on a page."""
    best, fitting, too_long = None, 0, len(attempts)
    while fitting < too_long:
        middle = (fitting + too_long) // 2
        pdf = pdf_of(attempts[middle])
        if pdf is None:
            too_long = middle
        else:
            best, fitting = pdf, middle + 1
    return best


def _is_surely_too_long(page: FileRecordPage, size: float) -> bool:
    rows = max((sum(len(group.rows) for group in table) for table in page.tables), default=0)
    letters = len(page.passed_by or "")
    letters += sum(len(note.value) for note in page.notes)
    letters += sum(len(giving) for guide in page.guides for giving in guide.givings)
    # Of a guide there are two lines at least beside its times.
    lines = rows + 2 * len(page.guides) + letters * size * _LEAST_LETTER / _PAGE_WIDTH
    return lines * size * _LEAST_LINE > _PAGE_HEIGHT


def _pages_of(pdf: bytes) -> int:
    import pikepdf  # a tenth of a second, for which no window waits

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
