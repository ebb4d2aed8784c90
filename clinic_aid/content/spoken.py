"""Numbers, signs and units as they are read aloud in English."""

import re

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)
_TENS = (
    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety",
)
# fmt: on
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?(?P<nth>st|nd|rd|th)?")

UNITS = {
    "%": "per cent",
    "£": "pounds",
    "€": "euros",
    "$": "dollars",
    "°": "degrees",
    "°C": "degrees celsius",
    "mm": "millimetres",
    "cm": "centimetres",
    "km": "kilometres",
    "µm": "micrometres",
    "nm": "nanometres",
    "mm²": "square millimetres",
    "cm²": "square centimetres",
    "m²": "square metres",
    "cm³": "cubic centimetres",
    "mg": "milligrams",
    "µg": "micrograms",
    "kg": "kilograms",
    "ml": "millilitres",
}
# These letters are units only behind a number.
UNITS_AFTER_NUMBERS = {"g": "grams", "h": "hours", "l": "litres", "m": "metres", "s": "seconds"}
ABBREVIATIONS = {
    "dr": "doctor",
    "etc": "et cetera",
    "mr": "mister",
    "mrs": "missis",
    "prof": "professor",
    "vs": "versus",
}
FRACTIONS = {"½": "a half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third"}


def spoken_number(text: str) -> str:
    """A number in words: "71" is "seventy-one", "3.5" is "three point five".

    Four digits from 1100 to 2099 without a comma are read as a year. Digits with a
    leading zero or more than twelve of them are read one by one, like a telephone number;
    an ending -st, -nd, -rd, -th makes an ordinal.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    whole, part = found["whole"], found["part"]
    if (len(whole) > 1 and whole.startswith("0")) or len(whole) > 12:
        words = _digits(whole)
    elif len(whole) == 4 and 1100 <= int(whole) <= 2099 and part is None:
        words = _year(int(whole))
    else:
        words = _cardinal(int(whole.replace(",", "")))
    if part is not None:
        return f"{words} point {_digits(part)}"
    return _ordinal(words) if found["nth"] else words


def _digits(text: str) -> str:
    return " ".join(_ONES[int(digit)] for digit in text)


def _year(year: int) -> str:
    century, rest = divmod(year, 100)
    if 2000 <= year <= 2009:
        return _cardinal(year)
    if rest == 0:
        return f"{_cardinal(century)} hundred"
    return f"{_cardinal(century)} {'oh ' if rest < 10 else ''}{_cardinal(rest)}"


def _cardinal(number: int) -> str:
    """The number in British words, with "and": one hundred and five."""
    for size, name in _SCALES:
        if number >= size:
            high, low = divmod(number, size)
            joint = " and " if 0 < low < 100 else " "
            return f"{_cardinal(high)} {name}{joint + _cardinal(low) if low else ''}"
    if number >= 100:
        hundreds, low = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred{' and ' + _cardinal(low) if low else ''}"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def _ordinal(words: str) -> str:
    start = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:start], words[start:]
    if last in _IRREGULAR_ORDINALS:
        return head + _IRREGULAR_ORDINALS[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")
