"""Packages: ZIP files whose parts make one document (.docx, .odt, .epub), opened with care.

A part is only ever read to a bound, and only what office programs write is unpacked: OPC (ECMA-376
part 2, annex on ZIP), ODF 1.3 (part 2) and OCF (EPUB 3.3, section 4) allow parts that are stored
or deflated, nothing else, and no ZIP encryption.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any, BinaryIO

from lxml import etree

from timeline.reading.pages import Unreadable

MOST_UNPACKED = 64_000_000  # bytes, of all parts of a package that are read
MOST_MARKS = 2_000_000  # tags and attributes of all of them: a tree takes some 200 bytes for each
_MOST_DIRECTORY = 8_000_000  # bytes of a package's list of parts: some 80,000 names
_CHUNK = 1_000_000

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB], section 2.2
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO], section 2.3.4.4


class Package:
    """The parts of a document. `kind` is what a message calls it (`Word document`).

    Raises `Unreadable` for a file that is no sound ZIP file, and by its methods for parts that are
    broken, encrypted, or larger than they may be.
    """

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._kind = kind
        self._left = MOST_UNPACKED
        self._marks_left = MOST_MARKS
        _refuse_others(file, kind)
        try:
            self._archive = zipfile.ZipFile(_Bounded(file))
        except Unreadable:
            raise
        except Exception as error:  # zipfile fails in many ways on hostile directories
            raise Unreadable(f"broken {kind} (cut off or damaged): get it again") from error
        self.names = frozenset(self._archive.namelist())

    def read(self, name: str, most: int = MOST_UNPACKED) -> bytes:
        """The bytes of a part, unpacked: at most `most`. Raises `Unreadable` for no or more."""
        try:
            part = self._archive.getinfo(name)
        except KeyError:
            raise Unreadable(
                f"broken {self._kind} ({printable(name)} is missing): save it again"
            ) from None
        if part.flag_bits & 1:
            raise Unreadable("protected by a password: save it without one")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(f"broken {self._kind} (its compression is unknown): save it again")
        try:
            with self._archive.open(part) as stream:
                return self._bounded(stream, name, most)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
        ) as error:
            raise Unreadable(
                f"broken {self._kind} ({printable(name)} is damaged): get it again"
            ) from error

    def _bounded(self, stream: Any, name: str, most: int) -> bytes:
        pieces = bytearray()
        while chunk := stream.read(_CHUNK):
            pieces += chunk
            self._left -= len(chunk)
            if len(pieces) > most or self._left < 0:
                bound = most if len(pieces) > most else MOST_UNPACKED
                raise Unreadable(
                    f"unfolds into more than {bound:,} bytes ({printable(name)}): split it"
                )
        return bytes(pieces)

    def xml(self, name: str) -> Any:
        """The root of an XML part. Raises `Unreadable` where it is missing or not sound."""
        return self.parse(self.read(name), name)

    def parse(self, data: bytes, name: str) -> Any:
        """The root of the XML in `data`, which messages call `name`. Raises `Unreadable`."""
        self.spend_marks(data, name)
        return parse_xml(data, name, self._kind)

    def spend_marks(self, data: bytes, name: str) -> None:
        """Counts the marks of a part that is parsed. Raises `Unreadable` for too many of them."""
        self._marks_left -= _marks(data)
        if self._marks_left < 0:
            raise Unreadable(_crowded(name))

    def optional_xml(self, name: str) -> Any:
        """The root of an XML part, None where there is no such part. Raises `Unreadable`."""
        return self.xml(name) if name in self.names else None


def parse_xml(data: bytes, name: str, kind: str) -> Any:
    """The root of an XML document, without comments, processing instructions and entities.

    Raises `Unreadable` for what is not well-formed, nests more than 256 deep or holds a text of
    more than 10 MB (the bounds of libxml2), has too many marks, or defines entities.
    """
    if _marks(data) > MOST_MARKS:
        raise Unreadable(_crowded(name))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        if "XML_PARSE_HUGE" in str(error):
            raise Unreadable(
                f"{printable(name)} nests too deeply, or one text in it is too long: split it"
            ) from error
        line = getattr(error, "lineno", None)
        where = f" in line {line}" if line else ""
        raise Unreadable(
            f"broken {kind} ({printable(name)} is no sound XML{where}): open it and save it again"
        ) from error
    if root is None:
        raise Unreadable(f"broken {kind} ({printable(name)} is empty): save it again")
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and next(iter(definitions.iterentities()), None) is not None:
        raise Unreadable(f"{printable(name)} defines entities of its own: save it again")
    return root


def _marks(data: bytes) -> int:
    """At least as many as its tree has nodes, which weigh much more than characters."""
    return data.count(b"<") + data.count(b"=")


def _crowded(name: str) -> str:
    return f"too much markup in it ({printable(name)}): split it into articles"


def printable(name: str) -> str:
    """A part's name, fit to be shown to the user."""
    return "".join(c if c.isprintable() else "?" for c in name[:80])


class _Bounded(io.RawIOBase):
    """A file of which nobody takes more than a bound at once: zipfile reads the whole directory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """As a file's. Raises `Unreadable` where more is asked for than any directory holds."""
        data = self._file.read(min(size, _MOST_DIRECTORY + 1) if size >= 0 else _MOST_DIRECTORY + 1)
        if len(data) > _MOST_DIRECTORY:
            raise Unreadable("holds too many parts: save it again")
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As a file's."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As a file's."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Always."""
        return True


def _refuse_others(file: BinaryIO, kind: str) -> None:
    """Tells what has the suffix of a package and is none."""
    file.seek(0)
    head = file.read(4096)
    if head.startswith(_COMPOUND_FILE):
        if _holds(file, _ENCRYPTED):
            raise Unreadable("protected by a password: save it without one")
        raise Unreadable("an old office document with a new suffix: open it and save it as .docx")
    if head.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("an RTF document with another suffix: open it and save it as .docx")
    if not head.startswith(b"PK"):
        raise Unreadable(f"not a ZIP file, as any {kind} is: open it and save it again")


def _holds(file: BinaryIO, mark: bytes) -> bool:
    """Whether a file holds some bytes, in its first 64 MB."""
    file.seek(0)
    before = b""
    for _ in range(64):
        chunk = file.read(_CHUNK)
        if mark in before + chunk:
            return True
        if not chunk:
            return False
        before = chunk[-len(mark) :]
    return False
