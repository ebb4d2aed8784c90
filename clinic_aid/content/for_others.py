"""The shape of what leaves for one purpose say: why to wait, and the same care told to others."""

from collections.abc import Mapping

from pydantic import Field

from clinic_aid.content.blocks import Id, Strict
from clinic_aid.content.texts import Cell, Heading, Line, Passage


class Pause(Strict):
    """What an open stop check means for the patient.

    `clause` follows "you said that"; `first` is what has to happen, `then` who says that it
    has; `ask_first` are other treatments that the same answer speaks against.
    """

    heading: Heading
    clause: Cell
    first: Cell
    then: Line
    ask_first: tuple[Line, ...] = Field(min_length=1, max_length=3)


class SeenSign(Strict):
    """A sign as somebody else sees it; `signs` are the points of a list that `text` opens."""

    text: Line
    signs: tuple[Line, ...] = Field(default=(), max_length=9)


class ForHelper(Strict):
    """The signs to act on, what to tell in an emergency, and the steps to help with."""

    signs: Mapping[Id, SeenSign]
    steps: Mapping[Id, Passage]
    advice: Mapping[Id, Line]


class ForDoctor(Strict):
    """What a doctor outside the clinic needs, in the words of the trade.

    `properties` name what is known of a case, by aspect and value ("kind-medium"); `checks`
    are what the clinic must hear of; `steps` are those that touch medicines.
    """

    products: Mapping[Id, Cell]
    properties: Mapping[Id, Cell]
    checks: Mapping[Id, Cell]
    red_flags: Mapping[Id, Cell]
    steps: Mapping[Id, Cell]
    signs: Mapping[Id, Cell]
