"""Ranges around published proportions."""

from math import sqrt

_Z = 1.959964  # two-sided 95 %


def wilson_interval(count: int, people: int) -> tuple[float, float]:
    """Give the 95 % range of a proportion of people, each end between 0 and 1.

    Wilson's score interval (E. B. Wilson, J Am Stat Assoc 1927;22:209–212), which
    stays honest with few people and with counts of 0 or of all.
    """
    share, square = count / people, _Z * _Z
    middle = (share + square / (2 * people)) / (1 + square / people)
    half = (
        _Z
        / (1 + square / people)
        * sqrt(share * (1 - share) / people + square / (4 * people * people))
    )
    return max(0.0, middle - half), min(1.0, middle + half)
