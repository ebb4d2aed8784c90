"""Tell the scores: on the command line, on a page, and in short in the guide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clinic_aid.content.clearness import Clearness
from clinic_aid.content.model import ContentPack
from clinic_aid.scores.counting import Result, Verdict
from clinic_aid.scores.instruments import Instrument, Scoring, Target
from clinic_aid.scores.ratings import RATERS, Ratings

_NAMES: Final = {
    "fridge": "At a glance",
    "plan": "My plan",
    "facts": "The facts",
    "not-now": "Not now",
    "facts-and-plan": "The facts with My plan",
    "gp": "For your doctor",
    "helper": "For who helps you",
}
_BY_MAKERS: Final = (
    "This is a rating by the makers, not by anybody outside. Two raters who did not write the text "
    "rate it, blind to each other; who or what they are stands beside them. The lower grade "
    "counts. What a program can see is looked at by the program, in the guides of all samples, and "
    "its no counts more than a yes of the raters."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What is told: the results on one pack in one language, and what they come from.

    `words` are the digests of the wording of now. `refused` is what the checks already refuse
    where nothing is rated yet.
    """

    scoring: Scoring
    pack: ContentPack
    language: str
    raters: Sequence[Ratings]
    words: Mapping[str, str]
    results: Sequence[Result]
    refused: Sequence[Result]

    @property
    def are_whole(self) -> bool:
        """Say whether everything is rated, in this wording."""
        return all(result.verdicts for result in self.results)


def score_lines(scores: Scores) -> Iterator[str]:
    """Give the scores as lines: of each instrument and part the points, and each item missed."""
    identity = scores.pack.pack
    yield f"Scores of {identity.id} {identity.version} ({scores.language})."
    yield _BY_MAKERS
    if (state := _state(scores)) is not None:
        yield state
    yield "Words of now: " + ", ".join(f"{part} {sum_}" for part, sum_ in scores.words.items())
    for result in scores.results:
        instrument = scores.scoring.instruments[result.instrument]
        head = f"{instrument.name}, {_NAMES[result.subject]}"
        if not result.verdicts:
            yield f"{head}: {_unrated(result, scores)}"
            continue
        for row in _score_rows(result, instrument):
            yield f"{head}: " + ", ".join(cell for cell in row if cell)
        yield from (f"  missed {_told(each)}" for each in result.missed)
    refused = [(result, each) for result in scores.refused for each in result.missed]
    if refused:
        yield "What the program or the lack of people refuses already, whatever raters say:"
    for result, each in refused:
        instrument = scores.scoring.instruments[result.instrument]
        yield f"  {instrument.name}, {_NAMES[result.subject]}: {_told(each)}"


def score_page(scores: Scores) -> str:
    """Give the page of the scores (Markdown): item by item, with the place and the reason."""
    return "\n".join(_page(scores)) + "\n"


def clearness_of(scores: Scores) -> Clearness | None:
    """Give the short form for the guide, once all of it is rated."""
    if not scores.are_whole:
        return None
    instruments = scores.scoring.instruments

    def lowest(name: str, group: str | None = None) -> int:
        counted = [
            it.score(instruments[name], group) for it in scores.results if it.instrument == name
        ]
        return min(it.percent for it in counted)

    identity = scores.pack.pack
    return Clearness(
        format=1,
        pack=identity.id,
        version=identity.version,
        language=scores.language,
        understand=lowest("pemat", "understandability"),
        act=lowest("pemat", "actionability"),
        clear=lowest("cdc"),
        decide=lowest("ipdas"),
        choose=lowest("discern"),
    )


def _state(scores: Scores) -> str | None:
    """Say what is missing of the ratings, if anything."""
    if scores.are_whole:
        return None
    if not scores.raters:
        return f"Not rated yet: there is neither {RATERS[0]} nor {RATERS[1]} in resources/scores."
    if len(scores.raters) < len(RATERS):
        return f"Rated by {scores.raters[0].rater} only; a second person has to rate."
    return "Rated for an older wording, at least in part: that part has to be rated again."


def _unrated(result: Result, scores: Scores) -> str:
    if result.older:
        return "rated for an older wording"
    return "rated by one of two" if scores.raters else "not rated yet"


def _told(each: Verdict) -> str:
    place = f" ({each.place})"
    return f"{each.item}: {each.grade}, {each.decided_by}{place}: {each.why}"


def _score_rows(result: Result, instrument: Instrument) -> Iterator[tuple[str, str, str, str]]:
    """Give the points of each group and of all, with what is aimed at and whether it is reached."""
    targets = {target.group: target for target in instrument.targets}
    groups: list[str | None] = [*instrument.groups, *([None] if None in targets else [])]
    for group in groups:
        score = result.score(instrument, group)
        title = instrument.groups[group].title if group else "all"
        target = targets.get(group)
        told = ""
        if target is not None:
            reached = "reached" if result.reaches(target, instrument) else "missed"
            told = f"target {_aim(target)}: {reached}"
        yield title, f"{score.points} of {score.possible}", f"{score.percent} %", told


def _aim(target: Target) -> str:
    if target.percent is not None:
        return f"{target.percent} %"
    if target.met is not None:
        return f"{target.met} met"
    return f"at most {target.missed} missed" if target.missed else "none missed"


def _page(scores: Scores) -> Iterator[str]:
    scoring, identity = scores.scoring, scores.pack.pack
    yield "# Scores of the printed guide"
    yield ""
    yield f"{_BY_MAKERS} `python -m tests.score_page` renews this page."
    yield ""
    version = f"version {identity.version} of `{identity.id}` ({scores.language})"
    yield f"Rated is {version}, as it is printed."
    yield " ".join(
        f"*{_NAMES[part]}* is not rated: {why}" for part, why in scoring.guides.left_out.items()
    )
    yield ""
    yield from _list_of(
        f"*{_NAMES[part]}*: {', '.join(guides)}" for part, guides in scoring.guides.guides.items()
    )
    if (state := _state(scores)) is not None:
        yield f"**{state}**"
        yield ""
    yield from _list_of(
        f"{rater.rater}, {rater.rated_on}: `resources/scores/{name}`"
        for rater, name in zip(scores.raters, RATERS, strict=False)
    )
    yield from _table(
        ("instrument", "part", "group", "points", "", "target"),
        (
            (instrument.name, _NAMES[result.subject], *row)
            for result in scores.results
            for instrument in [scoring.instruments[result.instrument]]
            for row in (
                _score_rows(result, instrument)
                if result.verdicts
                else [("", _unrated(result, scores), "", "")]
            )
        ),
    )
    for name, instrument in scoring.instruments.items():
        yield from _page_of(instrument, [it for it in scores.results if it.instrument == name])
    if scores.refused:
        yield "## What is refused already, whatever raters say"
        yield ""
        yield from _table(
            ("instrument", "part", "item", "place", "why"),
            (
                (instrument.name, _NAMES[it.subject], each.item, each.place, each.why)
                for it in scores.refused
                for instrument in [scoring.instruments[it.instrument]]
                for each in it.missed
            ),
        )


def _page_of(instrument: Instrument, results: Iterable[Result]) -> Iterator[str]:
    yield f"## {instrument.name}"
    yield ""
    source = instrument.source
    yield f"{instrument.title}. {source.citation}. <{source.address}>"
    yield ""
    yield from _table(
        ("item", "asks, in our words", "decided by"),
        (
            (key, item.asks, "nobody yet" if item.unmet else _deciders(item.rated, item.check))
            for key, item in instrument.items.items()
        ),
    )
    for result in results:
        if not result.verdicts:
            continue
        yield f"### {instrument.name}: {_NAMES[result.subject]}"
        yield ""
        yield from _table(
            ("item", "met", "grade", "by", "place", "why"),
            (
                (
                    each.item,
                    "does not apply" if each.grade is None else "yes" if each.is_met else "**no**",
                    "" if each.grade is None else str(each.grade),
                    each.decided_by,
                    each.place,
                    each.why,
                )
                for each in result.verdicts
            ),
        )


def _deciders(rated: bool, check: str | None) -> str:
    return " and ".join(
        [*(["raters"] if rated else []), *([f"program (`{check}`)"] if check else [])]
    )


def _list_of(entries: Iterable[str]) -> Iterator[str]:
    told = [f"- {entry}" for entry in entries]
    yield from told
    if told:
        yield ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""
