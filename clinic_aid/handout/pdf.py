"""Turn a handout's HTML into a tagged PDF: the only door to the layout engine.

The engine is imported when the first page is made (it takes most of a second), never before.
"""

import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from clinic_aid.domain.whole_pdf import is_whole_pdf
from clinic_aid.handout.fonts import use_only

if TYPE_CHECKING:
    from weasyprint.document import Document

    from clinic_aid.handout.fetching import MemoryFetcher

_VARIANT: Final = "pdf/a-3a"  # PDF/UA-1, too: see metadata.py

BUDGET: Final = 8 << 20
"""How many bytes of files one handout may read in all."""

_LONGEST_MESSAGE: Final = 300
_MOST_MESSAGES: Final = 50
# The tagging changes the engine while it runs, and the engine's log is one for the process.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """All that a PDF is made of: its documents and the files they name (name -> MIME type, bytes).

    Each document (HTML) counts its own pages, and begins on the front of a leaf.
    """

    documents: tuple[str, ...]
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


class RenderFault(Exception):  # noqa: N818  # a fault, as `Fault` for files
    """No faultless PDF can be made of this job.

    The messages may quote the handout: they are for tests and developers, never for a log.
    """

    def __init__(self, *messages: str) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


def write_pdf(job: PrintJob, fonts: Path) -> bytes:
    """Give the file, PDF/A-3a and PDF/UA-1: the same job gives the same bytes, everywhere.

    Whatever the engine would only warn of (an unknown property, a missing glyph, a dead
    link) raises RenderFault, and so does every request for anything but the job's files.
    """
    use_only(fonts)
    with _one_at_a_time, _log_of_the_engine() as messages:
        try:
            data = _write(job, messages)
        except RecursionError:
            raise RenderFault("The page is nested too deeply.") from None
        # Without memory, what calls a function may be told of neither a value nor an error.
        except (RenderFault, MemoryError, SystemError):
            raise
        except Exception as error:
            raise RenderFault(*messages, _place_of(error)) from error
    if messages:
        raise RenderFault(*dict.fromkeys(messages))
    if not is_whole_pdf(data):
        raise RenderFault("The engine gave no whole PDF.")
    return data


def _write(job: PrintJob, messages: list[str]) -> bytes:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    from clinic_aid.handout.fetching import BASE_URL, MemoryFetcher
    from clinic_aid.handout.joining import joined
    from clinic_aid.handout.metadata import Metadata
    from clinic_aid.handout.tagging import Tagging

    fetcher = MemoryFetcher(job.files, budget=BUDGET)
    tagging = Tagging()
    try:
        # A new configuration each time: one handout's @font-face must not reach the next.
        configuration = FontConfiguration()

        def laid_out(html: str) -> "Document":
            page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
            return page.render(font_config=configuration, pdf_variant=_VARIANT)

        document = joined(job.documents, laid_out)
        document.metadata = Metadata(**vars(document.metadata))
        messages.extend(_attachments(document))
        with tagging.watched(document):
            data: bytes = document.write_pdf(pdf_variant=_VARIANT, finisher=tagging.finish)
    # Not an Exception: it would pass every other handler and end the thread.
    except FatalURLFetchingError as error:
        refusals = _refusals(fetcher) or [_place_of(error)]
        raise RenderFault(*messages, *refusals) from error
    # What an SVG asked for in vain is swallowed by the engine, and so is what its drawing raised.
    messages.extend(_refusals(fetcher))
    if tagging.pages != len(document.pages):
        messages.append(f"{tagging.pages} pages were written of {len(document.pages)}.")
    return data


def _refusals(fetcher: "MemoryFetcher") -> list[str]:
    return [f"Refused: {url}" for url in fetcher.refused]


def _attachments(document: "Document") -> Iterator[str]:
    """Name the files a page would attach: paper has none, and they escape the tags."""
    linked = any(kind == "attachment" for page in document.pages for kind, *_ in page.links)
    if linked or document.metadata.attachments:
        yield "The page attaches a file."


def _place_of(error: BaseException) -> str:
    """Say what broke and where, without the error's text: it may quote the patient."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        if len(self._messages) < _MOST_MESSAGES:
            self._messages.append(record.getMessage()[:_LONGEST_MESSAGE])


@contextmanager
def _log_of_the_engine() -> Iterator[list[str]]:
    """Collect what the engine complains of, and keep it from every other log."""
    logger = logging.getLogger("weasyprint")
    messages: list[str] = []
    collector = _Collector(messages)
    before = logger.level, logger.propagate
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(collector)
        logger.level, logger.propagate = before
