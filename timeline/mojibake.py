"""Mojibake: UTF-8 that somebody read as Windows-1252 (« Ã©lu », « lâ€™Ã©tÃ© »), told and repaired.

ftfy judges whether a text is broken (R. Speer, "ftfy", 2019); the repair is done letter by letter,
so that each repaired character knows the characters of the text that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# What the bytes of the French letters look like: a lead letter, then one of 80-BF. ftfy is loaded
# only for texts that hold such a pair.
_SUSPECT = re.compile("[ÂÃâÅÆÄ](?:[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]| )")
# The no-break space of « Ã\u00a0 » (à) often became a space, which is one too many then.
_RUN = re.compile("[^\x00-\x7f]+(?:(?<=Ã) (?= ))?")
_CODECS = ("sloppy-windows-1252", "latin-1")


def repairs(text: str) -> Iterator[tuple[int, int, str]]:
    """The characters that stand for others: (start, end, character), half-open, in order.

    Yields nothing for a text that is not broken.
    """
    if not _SUSPECT.search(text):
        return
    import ftfy  # it registers the codec, too

    if ftfy.fix_encoding(text) == text:
        return
    for run in _RUN.finditer(text):
        if run.group().rstrip(" ") == "Ã" and text.startswith(" ", run.end()):
            yield run.start(), run.end(), "à"
        else:
            yield from _decoded(run.group(), run.start())


def repaired(text: str) -> str:
    """The text without mojibake."""
    # Most text has none of the lead letters: to look for each is cheaper than to search for a pair.
    if not ("â" in text or "Ã" in text or "Â" in text or "Å" in text or "Æ" in text or "Ä" in text):
        return text
    pieces: list[str] = []
    place = 0
    for start, end, character in repairs(text):
        pieces += (text[place:start], character)
        place = end
    return "".join((*pieces, text[place:])) if place else text


def _decoded(run: str, start: int) -> Iterator[tuple[int, int, str]]:
    """The characters of a run of letters, each a byte, that make up UTF-8; none if they do not."""
    for codec in _CODECS:
        try:
            decoded = run.replace(" ", "\u00a0").encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        for character in decoded:
            following = start + len(character.encode("utf-8"))
            yield start, following, character
            start = following
        return
