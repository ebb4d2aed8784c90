"""Strict reading of the YAML and JSON files that people and other programs write."""

import os
from pathlib import Path

from yaml import YAMLError

from clinic_aid.errors import Fault, InputError, Message
from clinic_aid.files.json_tree import read_json
from clinic_aid.files.plain_file import NotPlainFile, read_plain_file
from clinic_aid.files.tree import Document, JsonValue, StopReadingError, TreeBuilder
from clinic_aid.files.yaml_tree import read_faultless_yaml, read_yaml

MAX_BYTES = 1024 * 1024


def read_file(path: Path, *, name: str | None = None) -> Document:
    """The content of a file; `.json` files are read as JSON, all others as YAML.

    Raises InputError with every fault. `name` is what faults call the file.
    """
    shown = path.name if name is None else name
    try:
        content = read_plain_file(path, MAX_BYTES + 1)
    except FileNotFoundError:
        raise _refused(shown, Message("there is no such file")) from None
    except IsADirectoryError:
        raise _refused(shown, Message("this is a folder, not a file")) from None
    except NotPlainFile:
        raise _refused(shown, Message("this is not a plain file")) from None
    except PermissionError:
        raise _refused(
            shown, Message("this file must not be read by you; ask for the right")
        ) from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else Message("unknown reason")
        raise _refused(
            shown, Message("the file cannot be read ({reason})", reason=reason)
        ) from error
    except ValueError:  # a NUL in the name
        raise _refused(shown, Message("this is not a possible file name")) from None
    is_json = path.suffix.lower() == ".json"
    return _read(content, name=shown, is_json=is_json)


def read_shipped_file(path: Path, *, name: str) -> Document:
    """The content of a YAML file that comes with the program, and was held to `read_file` before.

    It is read as `read_file` reads it, in a fifth of the time; with any fault, by `read_file`.
    """
    try:
        builder = TreeBuilder(name=name, text=read_plain_file(path).decode())
        data = read_faultless_yaml(builder)
        return builder.document(data)
    except (OSError, ValueError, YAMLError, StopReadingError, InputError):
        return read_file(path, name=name)


def read_document(text: str | bytes, *, name: str) -> Document:
    """The content of a text; a name that ends in `.json` makes it JSON, any other YAML.

    Text is normalised to NFC. Raises InputError with every fault.
    """
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    is_json = name.lower().endswith(".json")
    return _read(content, name=name, is_json=is_json)


def _read(content: bytes, *, name: str, is_json: bool) -> Document:
    text = _decoded(content, name).removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _refused(name, Message("the file is empty"))
    builder = TreeBuilder(name=name, text=text)
    data: JsonValue = None
    try:
        data = read_json(builder) if is_json else read_yaml(builder)
    except StopReadingError:
        data = None
    return builder.document(data)


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        raise _refused(name, Message("the file is larger than 1 MiB"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(name, Message("the file is UTF-16 text; save it as UTF-8"))
    if (nul := content.find(b"\0")) >= 0:
        message = Message("this is not a text file (it holds a NULL byte)")
        raise _refused(name, message, line=content.count(b"\n", 0, nul) + 1)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        message = Message(
            "this is not UTF-8 text (byte {byte:02X}); save the file as UTF-8", byte=byte
        )
        raise _refused(name, message, line=line) from None


def _refused(name: str, message: str, *, line: int | None = None) -> InputError:
    return InputError((Fault(name, line, "", message),))
