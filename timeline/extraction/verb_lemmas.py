"""Lemmas of French verbs by rule, where the statistical lemmatizer would have to guess.

An edit-tree lemmatizer turns rare forms of irregular verbs into infinitives that do not exist
(`descendait` → `descender`). The component `french_verbs` reads the conjugation of
`resources/lexicons/conjugation.toml` backwards: from the ending of a form to the infinitives it
can belong to, of which the known one is taken.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

_ENDINGS = {
    "plural": "ons ez e es ent ais ait ions iez aient ant",
    "future": "ai as a ons ez ont ais ait ions iez aient",
    "past": "s t rent sse sses ssions ssiez ssent",
    "past_a": "ai as a âmes âtes èrent ât",
    "singular": "s t",
    "participle": "e s es",
}
# No infinitive is spelt so: the verbs are in -éder, -eler, -cer, -oyer, -uyer, -quer, -guer, -ouer.
_NO_INFINITIVE = re.compile(r".*(?:è\w{0,3}|ç|oi|ui|[qgo]uy)er$").match
_CIRCUMFLEX = {"i": "î", "u": "û", "in": "în"}


@dataclass(frozen=True)
class Rule:
    """Forms with one ending may belong to infinitives in `infinitive`."""

    infinitive: str
    is_open: bool
    is_whole: bool


@dataclass(frozen=True)
class Conjugation:
    """Rules by the ending of a form, and the infinitives that are known."""

    rules: dict[str, tuple[Rule, ...]]
    verbs: frozenset[str]
    prefixes: tuple[str, ...]

    def knows(self, infinitive: str) -> bool:
        """Whether this is a listed verb, with or without a prefix."""
        return infinitive in self.verbs or any(
            infinitive.startswith(prefix) and infinitive[len(prefix) :] in self.verbs
            for prefix in self.prefixes
        )


@cache
def load_conjugation() -> Conjugation:
    """Read the conjugation that comes with the package."""
    source = files("timeline") / "resources" / "lexicons" / "conjugation.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    rules: dict[str, dict[Rule, None]] = {}
    for family in data["families"]:
        for fill in family.get("fill", [""]):
            infinitive = family["infinitive"].replace("{}", fill)
            rule = Rule(infinitive, family.get("open", False), family.get("whole", False))
            for form in _forms(family, fill):
                rules.setdefault(form, {})[rule] = None
            rules.setdefault(infinitive, {})[rule] = None
    return Conjugation(
        {form: tuple(found) for form, found in rules.items()},
        frozenset(data["verbs"].split()),
        tuple(data["prefixes"]),
    )


def _forms(family: dict[str, Any], fill: str) -> Iterable[str]:
    for kind, endings in _ENDINGS.items():
        for pattern in family.get(kind, ()):
            stem = pattern.replace("{}", fill)
            yield from (stem + ending for ending in endings.split())
            if kind == "participle" or (kind == "singular" and stem[-1] in "dtc"):
                yield stem
            if kind == "past":
                last = "in" if stem.endswith("in") else stem[-1]
                long_stem = stem[: -len(last)] + _CIRCUMFLEX.get(last, last)
                yield from (long_stem + ending for ending in ("t", "mes", "tes"))
    yield from family.get("forms", "").split()


@lru_cache(maxsize=16384)
def infinitives(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The known verbs that a lower-case form can belong to, and guesses at an unknown one.

    Both come in the order of the length of the ending, shortest first. The guesses are of one
    conjugation that new verbs join (-er, -issant), the one with the longest ending.
    """
    conjugation = load_conjugation()
    known: dict[str, None] = {}
    guesses: list[str] = []
    family = ""
    for cut in range(len(form) - 1, -1, -1):
        for rule in conjugation.rules.get(form[cut:], ()):
            if rule.is_whole and cut:
                continue
            infinitive = form[:cut] + rule.infinitive
            if conjugation.knows(infinitive):
                known[infinitive] = None
            if rule.is_open and cut and not _NO_INFINITIVE(infinitive):
                if rule.infinitive != family:
                    family, guesses = rule.infinitive, []
                guesses.append(infinitive)
    return tuple(known), tuple(guesses)


@lru_cache(maxsize=16384)
def verb_lemma(form: str, statistical: str) -> str:
    """The infinitive of a verb form.

    Known verbs come before guesses; among several, `statistical` decides if it is one of them,
    else the known verb with the shortest ending or the guess with the longest. A form with
    neither keeps `statistical`.

    >>> verb_lemma("descendait", "descender"), verb_lemma("suis", "être"), verb_lemma("ok", "ok")
    ('descendre', 'être', 'ok')
    """
    known, guesses = infinitives(form.lower())
    # "Fixée" is a participle of "fixer"; the few verbs in -éer are known.
    guesses = tuple(guess for guess in guesses if not guess.endswith("éer")) or guesses
    if statistical in (known or guesses):
        return statistical
    if known:
        return known[0]
    return guesses[-1] if guesses else statistical


# Endings that only a finite verb has; other forms of unlisted verbs are nouns or adjectives, too.
_FINITE_ENDINGS = ("ait", "aient", "èrent", "era", "eront", "erait", "eraient", "a")
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "expl:subj"))
_AUXILIARIES = frozenset(("aux:tense", "aux:pass"))


@Language.component(
    "french_verbs",
    assigns=["token.lemma", "token.pos", "token.morph"],
    requires=["token.pos", "token.lemma", "token.dep", "token.head"],
)
def correct_verbs(doc: Doc) -> Doc:
    """Tag as verbs what the tagger took for nouns or adjectives, and set the lemma of every verb.

    The tagger knows few forms of the passé simple and of the first and second person; the parser
    still finds their subject. A word with a subject and no copula is a verb if it can be one.
    """
    for token in doc:
        if token.pos_ in ("NOUN", "ADJ", "ADV", "PROPN", "X") and _is_missed_verb(token):
            participle = any(child.dep_ in _AUXILIARIES for child in token.children)
            token.pos_ = "VERB"
            token.set_morph("Tense=Past|VerbForm=Part" if participle else "VerbForm=Fin")  # type: ignore[attr-defined]
        if token.pos_ in ("VERB", "AUX"):
            token.lemma_ = verb_lemma(token.text, token.lemma_)
    return doc


def _is_missed_verb(token: Token) -> bool:
    relations = {child.dep_ for child in token.children}
    if "cop" in relations or not relations & (_SUBJECTS | _AUXILIARIES):
        return False
    known, guesses = infinitives(token.lower_)
    if known or not guesses:
        return bool(known)
    if "aux:tense" in relations:
        # "Un chasseur s'est blessé": an adjective takes no auxiliary of tense.
        return True
    # "La ville ferme douze écoles": an adjective takes no object.
    takes = token.pos_ == "NOUN" or "obj" in relations
    return takes or token.text.endswith(_FINITE_ENDINGS)
