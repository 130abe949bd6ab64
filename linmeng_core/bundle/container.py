"""The container: a zip whose entries are stored, with every free field fixed, so that the same files give
the same bytes on every machine and nothing can hide between them (APPNOTE 6.3.10, 4.3).
"""

import re
import struct
import zlib
from collections.abc import Mapping

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
LOCAL_SIGN, CENTRAL_SIGN, END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
NAME = re.compile("[A-Za-z0-9._/-]{1,100}")
VERSION = 20
FIRST_DAY = 33
"""1980-01-01 in the date field; the time field is 0."""


class Unreadable(Exception):
    """The bytes are no such container; `at` is where reading ended."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def write_container(files: Mapping[str, bytes]) -> bytes:
    """The one byte sequence that holds `files`, in code-point order of their names (ASCII)."""
    body, directory = bytearray(), bytearray()
    for name in sorted(files):
        content, path = files[name], name.encode("ascii")
        crc, size = zlib.crc32(content), len(content)
        directory += CENTRAL.pack(
            CENTRAL_SIGN, VERSION, VERSION, 0, 0, 0, FIRST_DAY, crc, size, size, len(path), 0, 0, 0, 0, 0, len(body)
        )  # fmt: skip
        directory += path
        body += LOCAL.pack(LOCAL_SIGN, VERSION, 0, 0, 0, FIRST_DAY, crc, size, size, len(path), 0) + path
        body += content
    end = END.pack(END_SIGN, 0, 0, len(files), len(files), len(directory), len(body), 0)
    return bytes(body + directory + end)


def read_container(container: bytes) -> dict[str, bytes]:
    """The files of a container, read from its beginning; raises Unreadable.

    Not everything is checked here: the caller writes the files again and compares all bytes.
    """
    files: dict[str, bytes] = {}
    at = 0
    while container[at : at + 4] == LOCAL_SIGN:
        if len(container) < at + LOCAL.size:
            raise Unreadable(at)
        size, name_length = LOCAL.unpack_from(container, at)[8:10]
        start = at + LOCAL.size + name_length
        name = container[at + LOCAL.size : start]
        written = name.decode("latin-1")
        if len(container) < start + size or not NAME.fullmatch(written) or written in files:
            raise Unreadable(at)
        files[written] = container[start : start + size]
        at = start + size
    if container[at : at + 4] != CENTRAL_SIGN:
        raise Unreadable(at)
    return files


def first_difference(one: bytes, other: bytes) -> int:
    """The first byte (from 0) in which two texts differ, their length being a difference too."""
    together = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(together) if a != b), min(len(one), len(other)))
