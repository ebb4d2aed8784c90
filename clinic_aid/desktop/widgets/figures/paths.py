"""Path data of figures as painter paths."""

import re

from PySide6.QtGui import QPainterPath

_PART = re.compile(r"([MLCQZ])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_SIZES = {"M": 2, "L": 2, "C": 6, "Q": 4}


def painter_path(data: str) -> QPainterPath:
    """Give the path of M, L, C, Q and Z in absolute coordinates; zones and lines use no others."""
    path = QPainterPath()
    for command, rest in _PART.findall(data):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        if command == "Z":
            path.closeSubpath()
            continue
        size = _SIZES[command]
        for start in range(0, len(numbers), size):
            part = numbers[start : start + size]
            if command == "C":
                path.cubicTo(*part)
            elif command == "Q":
                path.quadTo(*part)
            elif command == "M" and start == 0:
                path.moveTo(*part)
            else:
                path.lineTo(*part)
    return path
