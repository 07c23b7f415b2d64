"""The namespaces of OpenDocument (ODF 1.3, parts 2 and 3)."""

from __future__ import annotations

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"

OFFICE = _URN % "office"
TEXT = _URN % "text"
TABLE = _URN % "table"
STYLE = _URN % "style"
META = _URN % "meta"
DRAW = _URN % "drawing"
SVG = _URN % "svg-compatible"
MANIFEST = _URN % "manifest"
DC = "{http://purl.org/dc/elements/1.1/}"
