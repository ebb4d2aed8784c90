"""What a screen rests on: the sources of all that it shows."""

from collections.abc import Iterable, Iterator, Mapping

from clinic_aid.content.blocks import Item
from clinic_aid.content.model import ContentPack, ScreenKind, ScreenPlan
from clinic_aid.handout.situation import Situation

# Which sections of the pack a kind of screen shows; a page that shows some of them at a time
# gives the sources of those in view itself.
_SHOWN: Mapping[ScreenKind, tuple[str, ...]] = {
    "support": ("support",),
    "stage": ("scales",),
    "map": ("scales",),
    "red-flags": ("red_flags",),
    "checks": ("checks",),
    "day-steps": ("day_steps",),
    "unknowns": ("unknowns",),
    "risks": ("risks",),
    "answers": ("clinic_questions",),
    "timeline": ("phases", "reviews", "article_phases"),
    "reviews": ("reviews", "article_phases"),
    "aftercare": ("aftercare",),
    "signs": ("signs", "emergency_advice"),
    "faq": ("faq",),
    "record": ("consent_record",),
    "decision": ("consent_record",),
}


def sources_of(plan: ScreenPlan, situation: Situation) -> tuple[str, ...]:
    """Give the ids of the sources of a screen, each once.

    A topic that names none rests on those of the blocks that say nothing beyond its facts; where
    there are none of these either, on those of all blocks that rest on one of them.
    """
    pack, topic = situation.pack, situation.pack.topics[plan.topic]
    if plan.kind != "explain":
        shown = (situation.selection.of(getattr(pack, name)) for name in _SHOWN.get(plan.kind, ()))
        return _sources(item for items in shown for item in items.values())
    if topic.sources:
        return topic.sources
    facts = frozenset(topic.facts)
    related = [item for item in _blocks(pack) if facts & set(item.facts)]
    return _sources(item for item in related if facts >= set(item.facts)) or _sources(related)


def _sources(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for item in items for source in item.sources))


def _blocks(pack: ContentPack) -> Iterator[Item]:
    for name in type(pack).model_fields:
        section = getattr(pack, name)
        if isinstance(section, Mapping):
            yield from (item for item in section.values() if isinstance(item, Item))
