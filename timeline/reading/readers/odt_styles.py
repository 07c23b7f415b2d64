"""The styles of an OpenDocument text (ODF 1.3, part 3, `style:style`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from timeline.reading.readers.opendocument import STYLE, TEXT
from timeline.reading.readers.styles import Style, Styles

_FAMILIES = ("paragraph", "text")
# How a style's key writes what no XML name may hold: `Heading_20_1`.
_CODED = re.compile(r"_([0-9a-f]{1,5})_")


def read_styles(roots: Iterable[Any]) -> Styles:
    """The paragraph and text styles, common and automatic; those of a later root come first."""
    styles: dict[str, Style] = {}
    for root in roots:
        for element in root.iter(STYLE + "style"):
            key, family = element.get(STYLE + "name"), element.get(STYLE + "family")
            if key and family in _FAMILIES:
                parent = element.get(STYLE + "parent-style-name")
                styles[style_key(family, key)] = Style(
                    name=element.get(STYLE + "display-name") or _decoded(key),
                    parent=style_key(family, parent) if parent else None,
                    level=_level(element.get(STYLE + "default-outline-level")),
                    hidden=_hidden(element.find(STYLE + "text-properties")),
                )
    return Styles(styles)


def style_key(family: str, name: str) -> str:
    """The key of a style: a paragraph style and a text style may have one name."""
    return name if family == "paragraph" else f"{family}:{name}"


def _level(written: str | None) -> int | None:
    """An outline level, which is empty where a style has none."""
    return int(written) if written and re.fullmatch("[1-9]", written) else None


def _hidden(properties: Any) -> bool | None:
    """Whether text is hidden by its properties (`text:display`)."""
    display = properties.get(TEXT + "display") if properties is not None else None
    return None if display is None else display == "none"


def _decoded(key: str) -> str:
    return _CODED.sub(lambda code: chr(min(int(code.group(1), 16), 0xFFFF)), key)
