"""Made-up languages, to see on a screen what a translation will do to it.

One is long and accented, one runs from right to left. `tests.languages.clipping` then says
what of a window is cut, covered or still English.
"""

from tests.languages.changing import Change, accented, right_to_left
from tests.languages.leftovers import untranslated
from tests.languages.packs import proper_names, pseudo_pack
from tests.languages.translating import speaking

__all__ = [
    "Change",
    "accented",
    "proper_names",
    "pseudo_pack",
    "right_to_left",
    "speaking",
    "untranslated",
]
