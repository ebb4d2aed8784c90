"""Score a content pack: look at the guides of the samples, and count what was rated."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from clinic_aid.engine import Engine
from clinic_aid.handout.model import Handout
from clinic_aid.scores.checks import Checks
from clinic_aid.scores.counting import Result, Verdict, results, verdict
from clinic_aid.scores.instruments import Scoring, read_scoring
from clinic_aid.scores.printed import printed_parts, words_digest
from clinic_aid.scores.ratings import read_ratings
from clinic_aid.scores.telling import Scores


def look_over(engine: Engine, guides: Iterable[tuple[str, Handout]]) -> Checks:
    """Give what the program finds in the guides of the samples."""
    parts = [
        part
        for sample, guide in guides
        for part in printed_parts(sample, guide, engine.print_job(guide).documents)
    ]
    return Checks(parts=parts, pack=engine.pack, language=engine.language)


def scores_by(checks: Checks, folder: Path) -> Scores:
    """Give the scores of guides that were looked over, by what is in a folder.

    Ratings of another pack or language count for nothing here. Raises InputError where a file of
    the folder is at fault.
    """
    scoring = read_scoring(folder)
    identity, parts = checks.pack.pack, checks.parts
    raters = tuple(
        each
        for each in read_ratings(folder, scoring)
        if (each.pack, each.language) == (identity.id, checks.language)
    )
    words: dict[str, str] = {
        name: words_digest(
            identity.version, [it for it in parts if it.part == name and it.sample in samples]
        )
        for name, samples in scoring.guides.guides.items()
    }
    counted = results(scoring, raters, words, checks.found)
    return Scores(
        scoring=scoring,
        pack=checks.pack,
        language=checks.language,
        raters=raters,
        words=words,
        results=counted,
        refused=tuple(_refused(scoring, counted, checks)),
    )


def _refused(scoring: Scoring, counted: Iterable[Result], checks: Checks) -> Iterator[Result]:
    """Give of what is not rated what is missed whatever raters say."""
    for result in counted:
        if result.verdicts:
            continue
        instrument = scoring.instruments[result.instrument]
        found: list[Verdict] = []
        for key, item in instrument.items.items():
            seen = checks.found(item.check, result.subject) if item.check else None
            if item.unmet is not None or (seen is not None and not seen.is_met):
                found.append(verdict(key, item, instrument, (), seen))
        yield Result(instrument=result.instrument, subject=result.subject, verdicts=tuple(found))
