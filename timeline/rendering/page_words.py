"""What a published page says, in French or English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale

from timeline.rendering.words import Language


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one language, by the names of a file in `resources/page`."""

    language: Language
    phrases: Mapping[str, Any]

    def put(self, name: str, /, **values: object) -> str:
        """A phrase with its places filled in."""
        return str(self.phrases[name]).format(**values)

    def of(self, table: str, name: str) -> str:
        """A word of a table; the name itself where it is not there."""
        return str(self.phrases[table].get(name, name))

    def number(self, count: int) -> str:
        """A number with its thousands apart."""
        return f"{count:,}".replace(",", self.phrases["thousands"])

    def counted(self, one: str, several: str, count: int) -> str:
        """One of two phrases, by the rule of the language: none is singular only in French."""
        singular = count == 1 or (count == 0 and self.language == "fr")
        return self.put(one if singular else several, count=self.number(count))

    def for_script(self) -> dict[str, Any]:
        """What the page's own program needs: its phrases, and the months by their number."""
        months = Locale.parse(self.language).months["format"]["abbreviated"]
        short = [months[number] for number in range(1, 13)]
        return {**self.phrases["script"], "thousands": self.phrases["thousands"], "months": short}


@cache
def page_words(language: Language, file: str = "words.toml") -> PageWords:
    """The words of a language: those of every page, or of another file beside them."""
    path = files("timeline") / "resources" / "page" / file
    return PageWords(language, tomllib.loads(path.read_text(encoding="utf-8"))[language])
