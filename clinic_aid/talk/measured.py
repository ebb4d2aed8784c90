"""Published figures as the screens tell them."""

from collections.abc import Iterable, Mapping

from clinic_aid.content.evidence import Estimate
from clinic_aid.content.filling import Filling, estimate_sources, estimate_values, fill
from clinic_aid.content.intervals import wilson_interval
from clinic_aid.content.model import ContentPack
from clinic_aid.talk.model import FigureLine, Measured
from clinic_aid.talk.pictures import Pictures
from clinic_aid.talk.wording import citations, sureness

_MOST_PICTURED = 100


def measured(
    estimates: Mapping[str, Estimate], pack: ContentPack, filling: Filling, pictures: Pictures
) -> Iterable[Measured]:
    """Give each figure in words, and as people or a line where it can be drawn."""
    labels = pack.labels
    for key, estimate in estimates.items():
        values = estimate_values(pack, estimate)
        counted = estimate.count is not None
        yield Measured(
            key=key,
            statement=filling.estimate(estimate, estimate.statement),
            meaning=filling.meaning(estimate),
            who=fill(
                labels["who-studied"],
                population=filling.estimate(estimate, estimate.population),
                time=filling.estimate(estimate, estimate.time_span),
            ),
            sure=sureness(estimate.certainty, pack),
            doubt=filling.estimate(estimate, estimate.doubt),
            people=pictures.people(count=estimate.count, total=estimate.people)
            if estimate.count is not None and estimate.people <= _MOST_PICTURED
            else None,
            card=_card(estimate, filling),
            count=fill(labels["count-of"], count=values["count"], people=values["people"])
            if counted
            else None,
            value=fill(labels["value-in-unit"], value=values["value"], unit=values["unit"])
            if "value" in values
            else None,
            value_range=_range_in_words(estimate, values, labels),
            # A line beside such words would draw the very gain that they take back.
            scale=_scale(estimate, values, labels) if estimate.card is None else None,
            sources=citations(estimate_sources(pack, estimate), pack),
        )


def _card(estimate: Estimate, filling: Filling) -> tuple[str, str] | None:
    if estimate.card is None or estimate.card_note is None:
        return None
    return estimate.card, filling.estimate(estimate, estimate.card_note)


def _range_in_words(
    estimate: Estimate, values: Mapping[str, str], labels: Mapping[str, str]
) -> str:
    if estimate.count is not None:
        return fill(labels["share-range"], low=values["low_in_100"], high=values["high_in_100"])
    if estimate.low is None:
        return labels["no-range"]
    key = "value-spread" if estimate.range == "spread" else "value-range"
    return fill(labels[key], low=values["low"], high=values["high"])


def _scale(
    estimate: Estimate, values: Mapping[str, str], labels: Mapping[str, str]
) -> FigureLine | None:
    """Give the line of a figure whose range is known; people studied who are drawn need none."""
    if estimate.count is not None:
        return None if estimate.people <= _MOST_PICTURED else _share(estimate, values, labels)
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return None
    # Where nothing changed always lies on the line: only so can a gain be told from none.
    word = labels["no-change" if estimate.measure == "change" else "no-difference"]
    return FigureLine(
        start=min(0.0, estimate.low),
        end=max(0.0, estimate.high),
        low=estimate.low,
        high=estimate.high,
        value=(estimate.value, values["value"]),
        ends=((estimate.low, values["low"]), (estimate.high, values["high"])),
        nothing=(0.0, word),
    )


def _share(estimate: Estimate, values: Mapping[str, str], labels: Mapping[str, str]) -> FigureLine:
    assert estimate.count is not None
    low, high = (100 * end for end in wilson_interval(estimate.count, estimate.people))
    return FigureLine(
        start=0.0,
        end=100.0,
        low=low,
        high=high,
        value=(
            100 * estimate.count / estimate.people,
            fill(labels["in-100"], value=values["in_100"]),
        ),
        ends=((0.0, "0"), (100.0, "100")),
        nothing=None,
    )
