"""Names for files that every file system takes."""

import re
import unicodedata

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# Windows takes these for devices, whatever the suffix.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_MOST_BYTES = 150


def file_name(words: str, suffix: str) -> str:
    """Give a file name made of these words, without what Windows, macOS or Linux refuses."""
    text = unicodedata.normalize("NFC", words)
    text = "".join(
        " " if _REFUSED.match(sign) or unicodedata.category(sign).startswith(("C", "Z")) else sign
        for sign in text
    )
    text = " ".join(text.split())
    while len(text.encode()) > _MOST_BYTES:
        text = text[:-1]
    text = text.strip(" .")
    # Without a word before its suffix it would be a hidden file.
    if not text or _DEVICE.fullmatch(text):
        text = f"_{text}"
    return f"{text}{suffix}"
