import pytest
from weasyprint.urls import FatalURLFetchingError

from clinic_aid.handout.fetching import BASE_URL, MemoryFetcher

FILES = {"a.css": ("text/css", b"p{}"), "figures/b c.svg": ("image/svg+xml", b"<svg/>")}

HOSTILE = [
    f"{BASE_URL}missing.css",
    f"{BASE_URL}../a.css",
    f"{BASE_URL}%2e%2e/a.css",
    f"{BASE_URL}x/../a.css",
    f"{BASE_URL}/a.css",
    f"{BASE_URL}a.css?x",
    f"{BASE_URL}a.css#x",
    f"{BASE_URL}A.CSS",
    f"{BASE_URL}a.css%00",
    "http://pack.invalid/a.css",
    "https://pack.invalid:444/a.css",
    "https://user@pack.invalid/a.css",
    "https://pack.invalid.example.org/a.css",
    "https://example.org/a.css",
    "https://[pack.invalid/a.css",
    "//example.org/a.css",
    "file:///etc/passwd",
    "file://host/share/a.css",
    "\\\\host\\share\\a.css",
    "C:\\a.css",
    "ftp://pack.invalid/a.css",
    "data:text/css,p{}",
    "a.css",
    "",
]


def test_a_file_of_the_job_is_given_with_its_type() -> None:
    response = MemoryFetcher(FILES, budget=99).fetch(f"{BASE_URL}figures/b%20c.svg")
    assert (response.content_type, response.read()) == ("image/svg+xml", b"<svg/>")


@pytest.mark.parametrize("url", HOSTILE)
def test_any_other_address_is_refused_and_remembered(url: str) -> None:
    fetcher = MemoryFetcher(FILES, budget=99)
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(url)
    assert fetcher.refused == [url]


def test_a_job_may_not_read_more_than_its_budget() -> None:
    fetcher = MemoryFetcher(FILES, budget=5)
    fetcher.fetch(f"{BASE_URL}a.css")
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(f"{BASE_URL}a.css")


def test_a_long_address_is_remembered_in_short() -> None:
    fetcher = MemoryFetcher(FILES, budget=5)
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch("data:," + "x" * 1000)
    assert len(fetcher.refused[0]) == 100
