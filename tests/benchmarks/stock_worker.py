"""WeasyPrint as it comes, in a warm process: answers each job with the seconds it took."""

import sys
from pathlib import Path
from time import perf_counter, process_time

from clinic_aid.handout.fetching import BASE_URL, MemoryFetcher
from clinic_aid.handout.fonts import use_only
from clinic_aid.handout.framing import receive, send
from clinic_aid.handout.pdf import BUDGET
from clinic_aid.handout.worker import _job_from


def main() -> None:
    """Serve jobs until the input ends."""
    use_only(Path(sys.argv[1]))
    from weasyprint import HTML

    while True:
        try:
            job = _job_from(receive(sys.stdin.buffer))
        except EOFError:
            return
        began, used = perf_counter(), process_time()
        fetcher = MemoryFetcher(job.files, budget=BUDGET)
        HTML(string=job.documents[0], base_url=BASE_URL, url_fetcher=fetcher).write_pdf(
            pdf_variant="pdf/ua-1"
        )
        took = perf_counter() - began, process_time() - used
        send(sys.stdout.buffer, [str(seconds).encode() for seconds in took])


if __name__ == "__main__":
    main()
