"""Cuts the power at random moments of a recording, and judges what is left each time."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.power_cut.disk import Disk
from tests.power_cut.judging import Promised, losses
from tests.power_cut.recording import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What one image lost."""

    image: int
    event: int
    words: tuple[str, ...]


def replay(
    events: Sequence[Event],
    images: int,
    *,
    seed: int = 1,
    judge: Callable[[Path, Promised], list[str]] = losses,
) -> Iterator[Loss | None]:
    """Give for each image what it lost, None for nothing."""
    chance = random.Random(seed)
    # Where nothing is written a cut shows nothing new.
    moments = [number for number, event in enumerate(events) if event.kind != "say"]
    cuts = sorted(chance.choice(moments) for _ in range(images))
    disk, promised, done = Disk(), Promised(), 0
    disk.follow(Event(kind="mkdir", path="vault"))
    disk.root.sync()
    for image, cut in enumerate(cuts):
        for event in events[done : cut + 1]:
            disk.follow(event)
            promised.hear(event)
        done = cut + 1
        with TemporaryDirectory(prefix="power-cut-") as folder:
            disk.cut(chance, Path(folder))
            words = judge(Path(folder), promised)
        yield Loss(image=image, event=cut, words=tuple(words)) if words else None
