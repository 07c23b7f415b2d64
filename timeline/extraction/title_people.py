"""Who may be the subject of what: people act and suffer as things do not."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from timeline.extraction.names import Name, cues
from timeline.extraction.syntax import children, feature, is_passive
from timeline.extraction.title_words import listed
from timeline.extraction.tree import HAPPENING, Word

# Classes of `classes.toml` that are people, and those of what people form.
_PEOPLE = ("person", "leader", "workforce")
_BODIES = ("organisation", "body", "employer", "court", "sport_side", "government", "territory")
# How nouns end of those who do something.
_ACTING = ("trice", "euse", "iste", "ienne", "ien", "logue", "naire", "cheur", "teur", "deur")
# Verbs of which the subject is that of their infinitive.
_HELPING = frozenset(
    {
        "devoir",
        "pouvoir",
        "vouloir",
        "aller",
        "venir",
        "compter",
        "commencer",
        "continuer",
        "cesser",
    }
)


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str]]:
    source = resources.files("timeline").joinpath("resources", "lexicons", "classes.toml")
    classes = tomllib.loads(source.read_text("utf-8"))
    people, bodies = (
        frozenset(noun for group in groups for noun in classes[group]["nouns"])
        for groups in (_PEOPLE, _BODIES)
    )
    return people, bodies


def _asks_for(verb: Word) -> tuple[bool, bool, set[str]]:
    """Whether the subject of a verb is alive, whether it acts, and the lemmas that say so."""
    passive = is_passive(verb)
    lemmas = {verb.lemma_.lower()}
    if not lemmas.isdisjoint(_HELPING):
        lemmas |= {word.lemma_.lower() for word in children(verb, "xcomp")}
    lemmas |= {word.lemma_.lower() for word in children(verb, "advcl") if word.i < verb.i}
    lemmas |= {word.lemma_.lower() for word in children(verb, "conj") if _shares(word, verb)}
    living = any(listed(lemma, "suffered" if passive else "living") for lemma in lemmas)
    acting = not passive and any(listed(lemma, "acting") for lemma in lemmas)
    return living or "naître" in lemmas, acting, lemmas


def _shares(other: Word, verb: Word) -> bool:
    """Whether a verb has the subject of the one before: not in "estiment des juristes"."""
    same = feature(other, "Number") == feature(verb, "Number") and not is_passive(verb)
    return same and other.pos_ == "VERB" and not children(other, "nsubj", "expl")


def is_somebody(verb: Word) -> bool:
    """Whether only people do what a verb says, or are done it."""
    living, acting, _ = _asks_for(verb)
    return living or acting


def may_do(noun: Word, name: Name | None, verb: Word) -> bool:
    """Whether a noun, or the name that it heads, may be the subject of a verb."""
    living, acting, lemmas = _asks_for(verb)
    if not living and not acting:
        # "Avoir lieu" is for what happens.
        takes_place = "avoir" in lemmas and any(o.lower_ == "lieu" for o in children(verb, "obj"))
        return not takes_place or noun.happening > HAPPENING
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN":
        kind = None if name is None else name.type
        return kind in ("PER", None) or kind == "ORG" and not living
    return is_human(noun) or (lemma in _known()[1] or listed(lemma, "bodies")) and not living


def is_human(noun: Word) -> bool:
    """Whether a common noun says what somebody is."""
    lemma = noun.lemma_.lower()
    return lemma in _known()[0] or lemma in cues()["person_nouns"] or lemma.endswith(_ACTING)


def gender_of(name: str) -> str:
    """The gender that a person's first name tells, "" where it tells none."""
    first = name.lower().partition(" ")[0]
    for part in (first, first.partition("-")[0]):
        if listed(part, "feminine_names"):
            return "Fem"
        if listed(part, "masculine_names"):
            return "Masc"
    return ""


def may_be(name: str, pronoun: Word) -> bool:
    """Whether a pronoun may stand for a name of a person, as far as the name tells."""
    gender = gender_of(name)
    own = feature(pronoun, "Gender") or {"il": "Masc", "elle": "Fem"}.get(pronoun.lower_, "")
    return not gender or not own or gender == own
