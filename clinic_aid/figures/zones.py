"""Which zone of a map lies under a point, so that a map can be tapped."""

from xml.etree import ElementTree as ET

from clinic_aid.figures.allowed_svg import SVG
from clinic_aid.figures.drawing import Figure
from clinic_aid.figures.shapes import inside

_PREFIX = "zone-"


def zone_at(figure: Figure, x: float, y: float) -> str | None:
    """Give the name of the zone at a point in the figure's own units, None beside all zones.

    A zone is a path whose id is `zone-` and its name; where two overlap the upper one counts.
    """
    found = None
    for path in ET.fromstring(figure.svg).iter(f"{{{SVG}}}path"):
        name = path.get("id", "")
        if name.startswith(_PREFIX) and inside(path.get("d", ""), x, y):
            found = name.removeprefix(_PREFIX)
    return found
