"""The names of WordprocessingML: its namespaces, and how its flags are written."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# The namespaces of shapes, canvases and the like, all of whose text is written as here.
SHAPES = "http://schemas.microsoft.com/office/word/"

_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def as_transitional(data: bytes) -> bytes:
    """A part of a document of the strict class in the namespace of the transitional one, which
    names the same elements (ECMA-376 part 4)."""
    return data.replace(_STRICT, _TRANSITIONAL)


def value(parent: Any, name: str) -> str | None:
    """The `w:val` of a child; None where there is no such child."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else child.get(W + "val")


def flag(parent: Any, name: str) -> bool | None:
    """An on/off child (`ST_OnOff`: on unless it says not); None where there is no such child."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else child.get(W + "val") not in ("0", "false", "off")
