"""Messages between the app and its render worker: lists of byte strings, each with its length.

Nothing is unpickled, so a worker that a hostile page has taken over can only send bytes.
"""

import struct
from collections.abc import Sequence
from typing import IO, Final

_NUMBER: Final = struct.Struct("!I")
_MOST_PARTS: Final = 10_000
_LARGEST_MESSAGE: Final = 256 << 20


def send(stream: IO[bytes], parts: Sequence[bytes]) -> None:
    """Write one message."""
    stream.write(_NUMBER.pack(len(parts)))
    for part in parts:
        stream.write(_NUMBER.pack(len(part)))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes]) -> list[bytes]:
    """Read one message; EOFError if the other side has ended or talks nonsense."""
    count = _number(stream)
    if count > _MOST_PARTS:
        raise EOFError
    parts = []
    room = _LARGEST_MESSAGE
    for _ in range(count):
        length = _number(stream)
        room -= length
        if room < 0:
            raise EOFError
        parts.append(_exactly(stream, length))
    return parts


def _number(stream: IO[bytes]) -> int:
    (number,) = _NUMBER.unpack(_exactly(stream, _NUMBER.size))
    return int(number)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise EOFError
    return data
