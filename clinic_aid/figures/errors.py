"""What goes wrong with a figure: always a fault of the program, never of what was typed."""


class FigureError(Exception):
    """Say which figure is at fault, and in what: its template, its labels or its values."""
