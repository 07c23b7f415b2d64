"""`word/styles.xml` → the styles of a Word document (ECMA-376 part 1, section 17.7)."""

from __future__ import annotations

from typing import Any

from timeline.reading.readers.styles import Style, Styles
from timeline.reading.readers.wordml import W, flag, value

_LEVELS = {str(level): level + 1 for level in range(9)}  # 9 is that of body text (17.3.1.20)


def read_styles(root: Any) -> Styles:
    """The paragraph and character styles of a styles part; none where `root` is None."""
    styles: dict[str, Style] = {}
    for element in root.iter(W + "style") if root is not None else ():
        key = element.get(W + "styleId")
        if key and element.get(W + "type", "paragraph") in ("paragraph", "character"):
            styles[key] = Style(
                name=value(element, "name") or key,
                parent=value(element, "basedOn"),
                level=outline_level(element.find(W + "pPr")),
                hidden=flag(element.find(W + "rPr"), "vanish"),
            )
    return Styles(styles)


def outline_level(properties: Any) -> int | None:
    """The outline level of paragraph properties, 1 the highest; None where they have none."""
    return _LEVELS.get(value(properties, "outlineLvl") or "")
