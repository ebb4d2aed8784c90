"""Answer the layout engine's requests for files from memory, and refuse every other one."""

from collections.abc import Mapping
from typing import Final, NoReturn
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# `.invalid` is reserved and never resolves, yet relative links resolve against it
# (against a scheme of our own making they do not).
BASE_URL: Final = "https://pack.invalid/"
_BASE: Final = urlsplit(BASE_URL)
_SHOWN: Final = 100


class MemoryFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is not typed
    """Give the files of one job; whatever else is asked for ends the job.

    `budget` is how many bytes a job may read in all, the same file counted each time.
    `refused` lists what was asked for in vain: the engine swallows the error inside an SVG,
    so the list has to be read even if a PDF came out.
    """

    def __init__(self, files: Mapping[str, tuple[str, bytes]], *, budget: int) -> None:
        super().__init__(
            allowed_protocols=(_BASE.scheme,), allow_redirects=False, fail_on_errors=True
        )
        self.refused: list[str] = []
        self._files = files
        self._left = budget

    def fetch(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,  # noqa: ARG002  # the engine's signature
    ) -> URLFetcherResponse:
        """Give the file of that address; never opens anything."""
        found = self._file(url)
        if found is None:
            self._refuse(url)
        mime, data = found
        if len(data) > self._left:
            self._refuse(url)
        self._left -= len(data)
        return URLFetcherResponse(url, data, {"Content-Type": mime})

    def _file(self, url: str) -> tuple[str, bytes] | None:
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        name = unquote(parts.path).removeprefix("/")
        if parts._replace(path=_BASE.path).geturl() != BASE_URL:
            return None
        return self._files.get(name)

    def _refuse(self, url: str) -> NoReturn:
        self.refused.append(url[:_SHOWN])
        raise FatalURLFetchingError(url[:_SHOWN])
