"""What stands in a title in place of possessives and clitics that nothing in it explains.

"Son avocat fera appel" is told as "L'avocat [du coureur] fera appel", "le parc y a été ouvert" as
"le parc a été ouvert".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature, is_passive
from timeline.extraction.title_agreement import PRONOUNS
from timeline.extraction.title_antecedents import antecedent_of, is_person
from timeline.extraction.title_frames import once_a_sentence
from timeline.extraction.title_naming import MERGED, VOWELS, noun_phrase, of_phrase
from timeline.extraction.title_owners import owner_of
from timeline.extraction.title_pronouns import antecedent
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

_SUBJECTS = ("nsubj", "csubj", "expl")
# Prepositions of what makes one thing of two nouns.
_COUNTING = ("quantities", "units", "calendar")
_OF_KIND = frozenset({"de", "d'", "à", "en"})


@dataclass(frozen=True, slots=True)
class StandIn:
    """What stands in place of some words, by position, where no noun comes before but the uncounted
    ones, or always. `owner` is what it names: where that is said, the words stay."""

    texts: Mapping[int, str]
    uncounted: Collection[int] = ()
    owner: str = ""
    always: bool = False


@once_a_sentence
def stand_ins(sentence: Sentence) -> dict[int, StandIn]:
    """What may stand in place of the words of a sentence, by the position of the first."""
    found: dict[int, StandIn] = {}
    for word in sentence.doc.words[sentence.start : sentence.end]:
        make = _MAKERS.get(word.lower_)
        if make is not None:
            made = make(word, sentence)
            if made is not None:
                found[word.i] = made
    return found


def stand_in_words(
    words: Sequence[Word], names: Mapping[int, str], sentence: Sentence
) -> dict[int, str]:
    """The names for pronouns and owners, where the words do not give them before."""
    said: dict[int, str] = {}
    if not names and not stand_ins(sentence):
        return said
    seen: set[str] = set()
    for word in words:
        name = names.get(word.i)
        if name is None:
            seen.add(word.text)
            continue
        if word.relation in ("det", "case") or not name:
            if name or word.i - 1 in said:
                said[word.i] = name
            continue
        hangs = word.text.startswith("-") or word.i and word.doc[word.i - 1].text == "-"
        if not hangs and not seen.issuperset(_words_of(name)[-1:]):
            said[word.i] = name
            seen.update(_words_of(name))
    _explain(words, said, sentence)
    return said


def length_of(words: Sequence[Word], said: Mapping[int, str]) -> int:
    """About how many characters words make as a title."""
    length = sum([len(word.text) + len(word.whitespace_) for word in words])
    for position, name in said.items():
        length += len(name) - len(words[0].doc.words[position].text)
    return length - 2


def _words_of(name: str) -> list[str]:
    return name.strip("[]").replace("'", "' ").split()


def _explain(words: Sequence[Word], said: dict[int, str], sentence: Sentence) -> None:
    """Adds to what is said in place of words what has to be where nothing before explains it."""
    known = stand_ins(sentence)
    if not known:
        return
    if not any(word.i in known for word in words):
        return
    nouns: list[int] = []
    texts = {word.text for word in words}
    for word in words:
        if word.pos_ in ("NOUN", "PROPN") or word.i in said or word.relation == "nsubj":
            nouns.append(word.i)
        one = known.get(word.i)
        if one is None or word.i in said or one.always and word in words[:3]:
            continue
        explained = not one.always and any(i not in one.uncounted for i in nouns)
        # "Depuis son départ, Durand …" says itself whose.
        told = one.owner and (one.owner.split()[-1] in texts or _in_brackets(one.owner, said))
        if not explained and not told:
            said.update(one.texts)


def _in_brackets(name: str, said: Mapping[int, str]) -> bool:
    return any(text.strip(" []").endswith(name) for text in said.values())


def _without(pronoun: Word, sentence: Sentence) -> StandIn | None:
    """A sentence without its "y", "lui" or "leur", where its verb is whole without it."""
    verb = pronoun.head
    words = pronoun.doc.words
    if verb.pos_ not in ("VERB", "AUX") or pronoun.i > verb.i or _is_bound(pronoun, verb):
        return None
    following = words[pronoun.i + 1]
    if following.pos_ not in ("VERB", "AUX") or pronoun.relation == "nsubj":
        # "Musk, lui, fonde", "selon lui"
        return None
    if children(pronoun, "case") or words[pronoun.i - 1].pos_ in ("AUX", "ADP"):
        return None
    subjects = children(verb, *_SUBJECTS)
    uncounted = {word.i for subject in subjects for word in subject.subtree}
    return StandIn({pronoun.i: ""}, uncounted)


def _object(pronoun: Word, sentence: Sentence) -> StandIn | None:
    """ "Prolonger [l'autorisation]" for "la prolonger"."""
    verb = pronoun.head
    last = verb.i
    words = pronoun.doc.words
    if pronoun.relation != "obj" or pronoun.i > verb.i or verb.pos_ != "VERB":
        return None
    if pronoun.i and words[pronoun.i - 1].lower_ in ("me", "te", "se", "nous", "vous", "y", "en"):
        return None
    if words[pronoun.i + 1].lower_ in ("lui", "leur", "y", "en") or children(verb, "xcomp"):
        return None
    agreed = feature(verb, "Gender") == "Fem" or feature(verb, "Number") == "Plur"
    if feature(verb, "VerbForm") == "Part" and agreed:
        # "L'a rangée" would be "a rangé".
        return None
    found = antecedent_of(pronoun, sentence)
    if found is None:
        return None
    lemma = verb.lemma_.lower()
    if pronoun.lower_ == "le" and (listed(lemma, "acting") or listed(lemma, "announcing")):
        # "Il le reconnaît": what was said, no noun.
        return None
    name = noun_phrase(found)
    subjects = children(verb, *_SUBJECTS)
    taken = [antecedent(s, sentence) for s in subjects if s.lower_ in PRONOUNS]
    if not name or name in taken:
        return None
    uncounted = {word.i for subject in subjects for word in subject.subtree}
    return StandIn({pronoun.i: "", last: f"{words[last].text} [{name}]"}, uncounted, name)


def _is_bound(pronoun: Word, verb: Word) -> bool:
    """Whether a verb is another one without a pronoun, or none."""
    words = pronoun.doc.words
    if any(child.lower_ in ("ne", "n'", "pas") for child in verb.children):
        # "On n'y ouvrait pas de compte": elsewhere one did.
        return True
    if pronoun.i and words[pronoun.i - 1].lower_ in ("l'", "le", "la", "les"):
        return True
    if listed(verb.lemma_.lower(), "with_pronoun"):
        return True
    direct = [o for o in children(verb, "obj") if o.i > verb.i and o.pos_ in ("NOUN", "PROPN")]
    if pronoun.lower_ == "y":
        bare = any(not children(noun, "det", "nummod") for noun in direct if noun.pos_ == "NOUN")
        return bare or not (direct or is_passive(verb) or children(verb, "obl"))
    # "Lui a cassé le bras" is done to somebody's arm.
    told = children(verb, "ccomp")
    if children(verb, "xcomp") or any(feature(c, "VerbForm") == "Inf" for c in told):
        return True
    return not (direct or told or is_passive(verb))


def _possessive(owned: Word, sentence: Sentence) -> StandIn | None:
    """An article for "son", and of whom or what its noun is: "l'avocat [du coureur]"."""
    noun = owned.head
    if owned.relation != "det" or noun.pos_ != "NOUN" or noun.i < owned.i:
        return None
    words = owned.doc.words
    article = _article(owned, noun, words[owned.i + 1])
    if not article:
        return None
    predicative = _is_said_of_subject(noun)
    uncounted: set[int] = set()
    if predicative:
        uncounted = {w.i for s in children(noun, *_SUBJECTS) for w in s.subtree}
        uncounted |= {w.i for s in children(noun.head, *_SUBJECTS) for w in s.subtree}
    clause = noun.head
    personal = listed(noun.lemma_.lower(), "relatives") or listed(noun.lemma_.lower(), "personal")
    for subject in children(clause, "nsubj") if noun.relation in ("obj", "obl") else ():
        if personal and subject.i < owned.i and not is_person(subject, sentence):
            # "La guerre interrompit ses études": not those of the war.
            uncounted |= {w.i for w in subject.subtree if subject.pos_ == "NOUN"}
    found = owner_of(owned, noun, sentence)
    owner = "" if found is None else noun_phrase(found)
    if not owner and (predicative or listed(noun.lemma_.lower(), "relatives")):
        return None
    before = words[owned.i - 1] if owned.i > sentence.start else None
    texts: dict[int, str] = {}
    merged = MERGED.get((before.lower_, article)) if before is not None else None
    if merged is not None and before is not None:
        texts = {before.i: merged, owned.i: ""}
    else:
        texts = {owned.i: article.capitalize() if owned.text[0].isupper() else article}
    if owner:
        last = _end_of(noun, sentence)
        called = sentence.names.get(last + 1)
        if called is not None and words[last + 1].head is noun and called.end < sentence.end:
            # "La fille [du fondateur], Anne Roux, a démissionné"
            texts[last] = f"{words[last].text} [{of_phrase(owner)}],"
            if not words[called.end].is_punct or words[called.end].text == ",":
                texts[called.end - 1] = f"{words[called.end - 1].text},"
        else:
            texts[last] = f"{words[last].text} [{of_phrase(owner)}]"
    return StandIn(texts, uncounted, owner)


def _inverted(pronoun: Word, sentence: Sentence) -> StandIn | None:
    """ "A réagi [Durand]" for "a-t-il réagi"."""
    verb = pronoun.head
    name = antecedent(pronoun, sentence)
    if not name or pronoun.relation != "nsubj" or verb.pos_ != "VERB":
        return None
    last = max(verb.i, pronoun.i - 1)
    text = pronoun.doc.words[last].text
    texts = {pronoun.i: "", last: f"{text} [{name}]"}
    if last < pronoun.i:
        texts[pronoun.i] = f" [{name}]"
        del texts[last]
    return StandIn(texts, (), name, always=True)


def _others(word: Word, sentence: Sentence) -> StandIn | None:
    """ "Deux autres [ouvriers] sont morts", where the clause before tells of workers."""
    verb = word.head
    if word.relation != "nsubj" or verb.relation != "conj" or word.i < verb.head.i:
        return None
    first = next((s for s in children(verb.head, "nsubj") if s.pos_ == "NOUN"), None)
    counted = first is not None and feature(first, "Number") == "Plur"
    if first is None or not counted or any(listed(first.lemma_.lower(), t) for t in _COUNTING):
        return None
    return StandIn({word.i: f"{word.text} [{first.text}]"}, {word.i})


def _is_said_of_subject(noun: Word) -> bool:
    """Whether a noun says what its subject is: "Microsoft devient son partenaire"."""
    if any(children(noun, "cop")):
        return True
    return noun.relation in ("xcomp", "obj") and noun.head.lemma_ == "devenir"


def _end_of(noun: Word, sentence: Sentence) -> int:
    """The last word of a noun with the adjectives and names that belong to it."""
    last, words = noun.i, noun.doc.words
    while (
        last + 1 < sentence.end
        and words[last + 1].head is noun
        and words[last + 1].relation in ("amod", "flat", "nummod", "fixed", "appos", "compound")
        and last + 1 not in sentence.names
        and not words[last + 1].children
    ):
        last += 1
    kind = next((c for c in children(noun, "nmod") if c.subtree[0].i == last + 1), None)
    if kind is not None and not children(kind, "det") and kind.subtree[0].lower_ in _OF_KIND:
        # "Le conseil de paix [de l'Union]", "la garde à vue [du coureur]"
        last = min(kind.subtree[-1].i, sentence.end - 1)
    return last


def _article(owned: Word, noun: Word, following: Word) -> str:
    """The article that takes a possessive's place, "" where none is sure."""
    text, first = owned.lower_, following.lower_
    if text in ("ses", "leurs"):
        return "les"
    muted = first.startswith("h") and not listed(noun.lemma_.lower(), "aspirated")
    if first[:1] in VOWELS or muted:
        return "l'"
    gender = {"son": "Masc", "sa": "Fem"}.get(text) or feature(noun, "Gender")
    return {"Masc": "le", "Fem": "la"}.get(gender, "")


_MAKERS: dict[str, Callable[[Word, Sentence], StandIn | None]] = {
    "y": _without,
    "autres": _others,
    **dict.fromkeys(("le", "la"), _object),
    "lui": _without,
    "leur": lambda word, sentence: (_possessive if word.relation == "det" else _without)(
        word, sentence
    ),
    **dict.fromkeys(("-il", "-elle", "-ils", "-elles"), _inverted),
    **dict.fromkeys(("-t-il", "-t-elle", "-t-ils", "-t-elles"), _inverted),
    **dict.fromkeys(("son", "sa", "ses", "leurs"), _possessive),
}
