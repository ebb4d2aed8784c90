"""What the pages of the handout are made of: figures with their words, rows and cards."""

from dataclasses import dataclass
from typing import Literal

from clinic_aid.figures.drawing import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPlace:
    """One label of a figure: where it stands (per cent of width and height) and what it says."""

    x: float
    y: float
    side: Literal["start", "center", "end"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFigure:
    """A figure with its words."""

    svg: str
    width: float
    height: float
    alt: str
    caption: str | None
    labels: tuple[LabelPlace, ...]

    @classmethod
    def of(
        cls, figure: Figure, *, alt: str, caption: str | None, words: dict[str, str]
    ) -> "PlacedFigure":
        """Give the figure with the words of its language at its anchors."""
        labels = tuple(
            LabelPlace(
                x=100 * label.x / figure.width,
                y=100 * label.y / figure.height,
                side=label.side,
                text=words[label.key],
            )
            for label in figure.labels
            if label.key in words
        )
        return cls(
            svg=figure.without_ids(),
            width=figure.width,
            height=figure.height,
            alt=alt,
            caption=caption,
            labels=labels,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturedSign:
    """What to watch for, with its pictogram (figure `warning-sign`)."""

    icon: PlacedFigure
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name and what is said of it; `open` marks what was not agreed or not told."""

    name: str
    value: str
    open: bool = False


RowKind = Literal["appointment", "avoid", "do", "may", "ask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """A visit, or one thing to do, leave, ask for, or that is allowed again, with the reason.

    `what` says it in a sentence, `more` what belongs to it. `icon` is its pictogram (figure
    `care-icon`), `how` are drawings of how it is done (figure `how-to`); `tick` says that it has
    a box to tick; `details` are a visit's place and more.
    """

    kind: RowKind
    what: str
    more: str = ""
    why: str
    icon: str
    how: tuple[str, ...] = ()
    warn: str | None = None
    tick: bool = True
    details: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A day as a calendar leaf shows it, with what is on it."""

    weekday: str
    day: str
    month: str
    what: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where to find something: a place in this part (the id of a section), or another part."""

    name: str
    place: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A text with the numbers of its sources, "Source 3, 5"; empty where it has none."""

    text: str
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a number or an address leads (tel:, mailto: or https:), and what says so in words."""

    address: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A short heading with a text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextGroup:
    """A few texts under what they are about."""

    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One of several numbered things to do, in its order, with what belongs to it."""

    title: str
    text: str
    points: tuple[Row, ...] = ()
