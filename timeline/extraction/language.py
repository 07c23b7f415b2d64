"""The French of the press for spaCy: a `Language` with its own tokenizer.

spaCy's own French class compiles one regular expression of 1.4 MB when it is imported, about
three seconds in every process. `FrenchNews` (code `frtl`) is written from the conventions of
the French Universal Dependencies treebanks (https://universaldependencies.org/fr/) and loads in
a few milliseconds. It differs from spaCy's tokenizer in these points:

- a number with spaces (`10 000`, with any kind of space) is one token;
- a curly apostrophe counts as a straight one in NORM, SUFFIX and SHAPE, so a model reads
  `l’Élysée` exactly as it reads `l'Élysée`;
- `14h30` is three tokens, `auteur(e)s` one, hyphenated compounds one, and only the pronouns
  and particles that follow a verb or a noun (`a-t-il`, `est-ce`, `ce jour-là`) are cut off.
"""

import re
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

import spacy.util
from spacy.lang.char_classes import (
    CONCAT_QUOTES,
    CURRENCY,
    LIST_CURRENCY,
    LIST_ELLIPSES,
    LIST_PUNCT,
    LIST_QUOTES,
)
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import BaseDefaults, Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc

# Imported for their effect: they register with spaCy an embedding layer and the components
# "boundaries", "capitals", "entity_bounds", "french_verbs" and "supersenses".
import timeline.extraction.boundaries
import timeline.extraction.capitals
import timeline.extraction.embedding
import timeline.extraction.entity_bounds
import timeline.extraction.supersenses
import timeline.extraction.verb_lemmas  # noqa: F401
from timeline.extraction.lexemes import LEX_ATTRS

APOSTROPHES = "'’‘"
_HYPHENS = "-‐‑"

# Before a vowel, a silent h, a digit, a quotation mark or an acronym these words lose their
# vowel. The short pronouns are cut off before a vowel or h only: N'Djamena, M'Bappé are names.
_ELIDED = "l d qu jusqu lorsqu puisqu quoiqu"
_ELIDED_PRONOUNS = "c j m n s t"
_VOWELS = "aàâäæeéèêëiîïoôöœuùûüyh"

# Words that keep an apostrophe or a clitic-like ending inside.
_WHOLE_WORDS = (
    "aujourd'hui c'est-à-dire l'on presqu'île quelqu'un quelqu'une "
    "celui-ci celui-là celle-ci celle-là ceux-ci ceux-là celles-ci celles-là "
    "jusque-là rendez-vous au-delà vous-même là-bas vis-à-vis +/- n° °C °F"
)

# Abbreviations that keep their full stop; single capitals and initials (J.-C.) need no entry.
_ABBREVIATIONS = (
    "MM. Mr. Mme. Mlle. Me. Dr. Pr. Mgr. St. Ste. Inc. Corp. Ltd. "
    "av. apr. env. cf. etc. p. pp. vol. Vol. art. chap. éd. fig. hab. No. no. c-à-d. "
    "janv. févr. avr. juill. sept. oct. nov. déc. boul. bd. tél. Tél."
)

_UNITS = (
    "km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ µm nm ha kg g mg µg t lb oz h min mn s "
    "m/s km/h hPa Pa kPa mbar mb MB kb KB gb GB tb TB Mo Go To ko T G M K W kW MW GW kWh MWh GWh"
)

_CLITICS = (
    "ce il ils elle elles on je tu nous vous moi toi lui leur le la les y en là ci "
    "t-il t-ils t-elle t-elles t-on t-y t-en m'en t'en"
)


# spaCy's own classes of letters and symbols cover many scripts and take long to compile.
_LETTER = r"[^\W\d_]"
_LOWER = "".join(c for c in map(chr, range(0x250)) if c.islower())
_UPPER = "".join(c for c in map(chr, range(0x250)) if c.isupper())
_SYMBOL = r"(?!°[CF])[¦©®°™\u2100-\u214f\u2190-\u21ff\u2300-\u2bff\ufffd\U0001f000-\U0001faff]"


def _any_case(words: str) -> str:
    """Alternatives in lower and upper case, longest first."""
    found = set(words.split()) | {w.upper() for w in words.split()}
    return "|".join(sorted(found, key=lambda w: (-len(w), w)))


def _capitalized(words: str) -> str:
    return " ".join(word[0].upper() + word[1:] for word in words.split())


def _alternatives(words: str) -> str:
    escaped = (re.escape(word) for word in sorted(words.split(), key=lambda w: (-len(w), w)))
    return "|".join(escaped).replace("'", f"[{APOSTROPHES}]")


_ELISIONS = [
    rf"(?:{_any_case(f'{_ELIDED} {_capitalized(_ELIDED)}')})[{APOSTROPHES}](?=\S)",
    rf"(?:{_any_case(_ELIDED_PRONOUNS)})[{APOSTROPHES}](?=[{_VOWELS}{_VOWELS.upper()}{CONCAT_QUOTES}])",
]

_PREFIXES = [
    *["§", "%", "=", "—", "–", "--+", r"\+(?![0-9])"],
    rf"[{_HYPHENS}](?!t-)(?={_LETTER})",
    r"[nN]°(?=[0-9])",
    *_ELISIONS,
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    *LIST_CURRENCY,
    _SYMBOL,
]

_SUFFIXES = [
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    _SYMBOL,
    *["—", "–", "--+", "%"],
    rf"(?<={_LETTER})[{_HYPHENS}]",
    rf"(?<={_LETTER})[{APOSTROPHES}][sS]",
    r"(?<=[0-9])\+",
    r"(?<=[0-9])°[CF]",
    rf"(?<=[0-9kKMds])(?:{CURRENCY})",
    rf"(?<=[0-9])(?:{_alternatives(_UNITS)})",
    rf"(?<=[0-9{_LOWER}%²°+)\]\-{CONCAT_QUOTES}])\.",
    rf"(?<=[{_UPPER}][{_UPPER}])\.",
    r"(?<=°[CF])\.",
    rf"(?<={_LETTER})[{_HYPHENS}](?:{_any_case(_CLITICS)})",
]

_INFIXES = [
    *LIST_ELLIPSES,
    _SYMBOL,
    "—",
    "--+",
    r"(?<=[0-9])[+*^](?=[0-9-])",
    r"(?<=[0-9])[hH](?=[0-9])",
    rf"(?<=[{_LOWER}{CONCAT_QUOTES}])\.(?=[{_UPPER}{CONCAT_QUOTES}])",
    rf"(?<={_LETTER}),(?=[^\W_])",
    rf"(?<=[^\W_])[:<>=](?={_LETTER})",
    # et/ou, mg/kg, Marat/Sade, but IIb/IIIa is a name.
    rf"(?<=[{_LOWER}0-9])/(?=[{_LOWER}])",
    rf"(?<=[{_LOWER}][{_LOWER}])/(?=[{_UPPER}])",
    rf"(?<=[{_UPPER}][{_UPPER}])/(?=[{_UPPER}])",
]

# What is never cut: the words above in any case, elided forms on their own, and words with a
# bracketed ending (auteur(e)s, MISE(S)).
_UNCUT = re.compile(
    rf"(?:(?i:{_alternatives(_WHOLE_WORDS)})"
    rf"|{_alternatives(_ABBREVIATIONS)}"
    rf"|(?i:{_alternatives(f'{_ELIDED} {_ELIDED_PRONOUNS}')})[{APOSTROPHES}]"
    rf"|(?:{_LETTER}|-)+\({_LETTER}{{1,5}}\){_LETTER}{{0,2}})$"
).match

# The same as special cases: spaCy looks at these, and not at the pattern, after it has cut off a
# prefix and before it cuts off a suffix ("(celui-ci").
_SPECIAL_CASES = {
    form: [{ORTH: form}]
    for word in f"{_WHOLE_WORDS} {_capitalized(_WHOLE_WORDS)} {_ABBREVIATIONS}".split()
    for form in (word, word.replace("'", "’"))
}

_SPACED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:,\d+)?(?![\d])")


# spaCy cuts affixes off in time that grows with the square of a word's length; what has hundreds
# of characters without a space is no word, and is handed over in pieces.
_ENDLESS = re.compile(r"\S{512}")
_PIECE = re.compile(r"\S{1,256}\s*|\s+")


def _with_whole_numbers(
    tokens: Iterable[tuple[str, str]], numbers: list[tuple[int, int]]
) -> tuple[list[str], list[bool]]:
    """Words and following spaces, with the tokens inside each number made one.

    `tokens` are texts without and with the space after them; `numbers` are half-open offsets in
    order. A number that does not begin and end with a token is left as it is.
    """
    texts = list(tokens)
    starts = list(accumulate((len(spaced) for _, spaced in texts), initial=0))
    index_at = {start: i for i, start in enumerate(starts)}
    ends = {starts[i] + len(text): i for i, (text, _) in enumerate(texts)}
    last = {index_at[a]: ends[b] for a, b in numbers if a in index_at and b in ends}
    words, spaces = [], []
    index = 0
    while index < len(texts):
        stop = last.get(index, index)
        words.append("".join([spaced for _, spaced in texts[index:stop]]) + texts[stop][0])
        spaces.append(texts[stop][0] != texts[stop][1])
        index = stop + 1
    return words, spaces


class FrenchTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's rule-based tokenizer, with numbers such as `10 000` kept in one token."""

    def __call__(self, string: str) -> Doc:
        pieces = _PIECE.findall(string) if _ENDLESS.search(string) else [string]
        docs: list[Doc] = [super(FrenchTokenizer, self).__call__(piece) for piece in pieces]
        numbers = [match.span() for match in _SPACED_NUMBER.finditer(string)]
        if len(docs) == 1 and not numbers:
            return docs[0]
        tokens = ((t.text, t.text_with_ws) for doc in docs for t in doc)
        words, spaces = _with_whole_numbers(tokens, numbers)
        return Doc(self.vocab, words, spaces)

    # The rules are code: saving them with a pipeline would let them fall behind.
    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "FrenchTokenizer":
        """Read nothing."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give nothing."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "FrenchTokenizer":
        """Take nothing."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        _, arguments, *rest = super().__reduce__()
        return (FrenchTokenizer, arguments, *rest)


@spacy.util.registry.tokenizers("timeline.FrenchTokenizer.v1")  # type: ignore[untyped-decorator]
def create_french_tokenizer() -> Callable[[Language], FrenchTokenizer]:
    """The factory that a pipeline's config names as its tokenizer."""

    def make(nlp: Language) -> FrenchTokenizer:
        return FrenchTokenizer(
            nlp.vocab,
            rules=_SPECIAL_CASES,
            prefix_search=spacy.util.compile_prefix_regex(_PREFIXES).search,
            suffix_search=spacy.util.compile_suffix_regex(_SUFFIXES).search,
            infix_finditer=spacy.util.compile_infix_regex(_INFIXES).finditer,
            token_match=_UNCUT,
            url_match=URL_MATCH,
        )

    return make


class FrenchNewsDefaults(BaseDefaults):
    """The tokenizer and the lexical attributes of `FrenchNews`."""

    config = spacy.util.load_config_from_str(
        '[nlp]\n[nlp.tokenizer]\n@tokenizers = "timeline.FrenchTokenizer.v1"'
    )
    lex_attr_getters = LEX_ATTRS


@spacy.util.registry.languages("frtl")
class FrenchNews(Language):  # type: ignore[no-untyped-call]
    """French as newspapers print it."""

    lang = "frtl"
    Defaults = FrenchNewsDefaults
