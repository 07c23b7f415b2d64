"""Candidates for events: the verbs and nouns of a sentence that may name a happening.

One happening is one candidate however many words tell it: a light verb and its noun ("mener une
attaque"), a modal and its infinitive ("doit quitter"), an occurrence verb and its subject ("la
réunion a eu lieu") share one. `Candidates.of` leads from each of these words to it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from timeline.extraction.lexicon import ARTICLES, Argument, Frame, Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    Tense,
    children,
    complements,
    has_possessive,
    is_passive,
    is_reflexive,
    objects,
    preposition,
    relation,
    subjects,
    tense,
)

# "Une audience est fixée au 3 mai": the subject is the event, and it is to come.
SCHEDULING = frozenset({"fixer", "prévoir", "programmer", "planifier", "annoncer"})
_CAUSATIVES = frozenset({"faire", "laisser"})
# Verbs that without an infinitive are states ("vouloir la paix"), never acts.
_PURE_MODALS = frozenset({"pouvoir", "devoir", "vouloir", "falloir", "aller", "venir", "faire"})
_PURE_STATES = frozenset({"être", "avoir", "sembler", "paraître", "y avoir"})
_MODAL_GROUPS = (
    "modal.planned",
    "modal.hypothetical",
    "modal.negated",
    "modal.actual",
    "aspectual",
)


@dataclass(slots=True)
class Candidate:
    """A possible event. `trigger` names it, `predicate` carries its tense (often the same word).

    `type` is the lexicon's, None if it knows none. `weak` candidates (reporting, opinion) are
    events only where the text dates them itself. `governors` are the modals above it, outermost
    last.
    """

    trigger: Token
    predicate: Token
    type: str | None
    tense: Tense
    weak: bool = False
    governors: list[Token] = field(default_factory=list)

    @property
    def is_noun(self) -> bool:
        """Whether the event is told by a noun alone, without a verb of its own."""
        return self.predicate.pos_ not in ("VERB", "AUX")


@dataclass(slots=True)
class Candidates:
    """The candidates of a sentence, and which of them each word leads to."""

    items: list[Candidate] = field(default_factory=list)
    of: dict[int, Candidate] = field(default_factory=dict)

    def add(self, candidate: Candidate, *words: Token) -> None:
        """Files a candidate under its words."""
        self.items.append(candidate)
        for word in (candidate.trigger, candidate.predicate, *words):
            self.of.setdefault(word.i, candidate)


def argument(token: Token, sentence: Sentence, lexicon: Lexicon) -> Argument:
    """The head of a phrase as the lexicon sees it; quantity nouns are looked through."""
    token = _through(token, lexicon, sentence.amounts)
    amount = sentence.amounts.get(token.i)
    name = sentence.names.get(token.i)
    return Argument(
        lemma=token.lemma_.lower(),
        name=name is not None,
        entity=name.type if name else None,
        money=amount is not None and len(amount.amount.unit) == 3 and amount.amount.unit.isupper(),
        number=amount is not None,
    )


def frames_of(token: Token, sentence: Sentence, lexicon: Lexicon) -> list[Frame]:
    """The slots around a verb or noun, by meaning: a passive's subject is its object.

    "Être" with a participle may be a passive or the past of a verb of movement; without an agent
    both readings are given, and the lexicon decides.
    """

    def filled(tokens: Iterable[Token]) -> tuple[Argument, ...]:
        return tuple(argument(item, sentence, lexicon) for item in tokens)

    phrases = complements(token)
    agents = [t for p, t in phrases if p == "par" or t.dep_ == "obl:agent"]
    around = tuple((p, argument(t, sentence, lexicon)) for p, t in phrases)
    if token.pos_ not in ("VERB", "AUX"):
        if has_possessive(token):
            around = (("de", Argument("", name=True)), *around)
        return [Frame(filled(agents), (), around)]
    grammatical = filled(subjects(token))
    patient = [other for item in objects(token) for other in (item, *children(item, "conj"))]
    active = Frame(grammatical, filled(patient), around)
    if is_reflexive(token) or not is_passive(token):
        return [active]
    passive = Frame(filled(agents), grammatical, around)
    return [passive] if agents else [passive, active]


def find_candidates(sentence: Sentence, lexicon: Lexicon) -> Candidates:
    """The candidates of a sentence, verbs first, then nouns that no verb has taken."""
    found = Candidates()
    busy = {i for moment in sentence.moments for i in range(moment.start, moment.end)}
    for token in sentence.tokens:
        if token.pos_ == "VERB" and token.i not in sentence.names and token.i not in busy:
            _add_verb(token, sentence, lexicon, found)
    for token in sentence.tokens:
        free = token.i not in found.of and token.i not in sentence.names and token.i not in busy
        if token.pos_ in ("NOUN", "PROPN") and free and not _is_modifier(token, sentence, lexicon):
            kind = noun_type(token, sentence, lexicon)
            if kind:
                found.add(Candidate(token, token, kind, "none"))
    _redirect_modals(sentence, lexicon, found)
    found.items.sort(key=lambda candidate: candidate.trigger.i)
    return found


def _is_modifier(token: Token, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a noun only says of what kind another is ("offre de rachat", "bureau de vote")."""
    if relation(token) != "nmod" or any(children(token, "det")) or preposition(token) != "de":
        return False
    counted = lexicon.is_a("transparent", token.head.lemma_.lower())
    bare = all(relation(child) in ("case", "punct") for child in token.children)
    return bare and not counted or noun_type(token.head, sentence, lexicon) is not None


def noun_type(token: Token, sentence: Sentence, lexicon: Lexicon) -> str | None:
    """The event type a noun denotes, `other` for untyped event nouns, None for no event."""
    lemma = token.lemma_.lower()
    frames = frames_of(token, sentence, lexicon)
    kind = lexicon.locution_type(lemma, _following(token), frames)
    kind = kind or lexicon.noun_type(lemma, frames)
    return kind or ("other" if lexicon.is_a("event_nouns", lemma) else None)


def _add_verb(token: Token, sentence: Sentence, lexicon: Lexicon, found: Candidates) -> None:
    if token.dep_ == "aux:caus":
        return
    lemma = token.lemma_.lower()
    reflexive = is_reflexive(token)
    frames = frames_of(token, sentence, lexicon)
    key = f"se {lemma}" if reflexive else lemma
    kind = lexicon.locution_type(key, _following(token), frames)
    kind = kind or lexicon.verb_type(lemma, reflexive, frames)
    for helper in (child for child in token.children if child.dep_ == "aux:caus"):
        # "Il fit adopter une loi": the causative begins the locution.
        kind = lexicon.locution_type(helper.lemma_, _following(helper), frames) or kind
    below = children(token, "xcomp", "ccomp", "obj", "advcl")
    if lemma in _CAUSATIVES and any(t.pos_ == "VERB" and tense(t) == "infinitive" for t in below):
        # "Il fit adopter une loi": the infinitive is the event.
        return
    words: list[Token] = []
    trigger = token
    noun = _event_noun(token, lemma, sentence, lexicon)
    if noun is not None:
        words.append(noun)
        if kind is None and noun in subjects(token) and noun.i not in found.of:
            trigger = noun
        kind = kind or noun_type(noun, sentence, lexicon)
    elif kind is not None:
        # "Remettre sa démission", "un plan social a supprimé": verb and noun tell one event.
        around = (*objects(token), *subjects(token))
        words += [
            item
            for item in around
            if sentence.start <= item.i < sentence.end
            and _is_noun_of(item, kind, sentence, lexicon)
        ]
    if kind is None and noun is None and _is_no_event(token, lemma, lexicon):
        return
    # "Le service a relevé 27 degrés" measures, "a relevé que …" says.
    measured = among(token, "reporting", lexicon) and any(
        item.i in sentence.amounts for item in objects(token)
    )
    weak = (
        kind is None
        and not measured
        and any(among(token, group, lexicon) for group in ("reporting", "opinion", "stative"))
    )
    found.add(Candidate(trigger, token, kind, tense(token), weak), *words)


def _event_noun(token: Token, lemma: str, sentence: Sentence, lexicon: Lexicon) -> Token | None:
    """The event noun that a support verb ("mener une attaque") or occurrence verb carries."""
    if lexicon.is_a("light", lemma):
        patients = subjects(token) if is_passive(token) else objects(token)
        for item in patients:
            head = _through(item, lexicon)
            if noun_type(head, sentence, lexicon) and item.i not in sentence.names:
                return head
    scheduled = lemma in SCHEDULING and is_passive(token)
    if scheduled or _takes_place(token, lemma, lexicon, "occurrence", "aspectual"):
        for item in subjects(token):
            if sentence.start <= item.i < sentence.end and noun_type(item, sentence, lexicon):
                return item
    return None


def _takes_place(token: Token, lemma: str, lexicon: Lexicon, *groups: str) -> bool:
    """Whether one of these groups has a verb, its reflexive or it with the next word ("avoir
    lieu")."""
    key = f"se {lemma}" if is_reflexive(token) else lemma
    keys = (key, lemma, *(f"{lemma} {form}" for form, _ in _following(token)[:1]))
    return any(lexicon.is_a(group, word) for group in groups for word in keys)


def _is_noun_of(token: Token, kind: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    return token.pos_ == "NOUN" and noun_type(token, sentence, lexicon) == kind


def _through(token: Token, lexicon: Lexicon, stops: Container[int] = ()) -> Token:
    """The noun behind quantity nouns ("une série de poursuites"); positions in `stops` stay."""
    for _ in range(3):
        if token.i in stops or not lexicon.is_a("transparent", token.lemma_.lower()):
            break
        inner = next((t for p, t in complements(token) if p == "de"), None)
        if inner is None:
            break
        token = inner
    return token


def _is_no_event(token: Token, lemma: str, lexicon: Lexicon) -> bool:
    if among(token, "stative", lexicon):
        # "Elles auront lieu mardi" tells an event that a sentence before it has named.
        return lemma in _PURE_STATES and not _takes_place(token, lemma, lexicon, "occurrence")
    # "Commencer à", "proposer de": the infinitive is the event. "La journée commence", "elle
    # propose son aide": the verb is.
    governs = any(
        tense(child) == "infinitive" for child in children(token, "xcomp", "ccomp", "obl", "advcl")
    )
    affects = is_passive(token) or any(objects(token))
    begins = any(among(token, group, lexicon) for group in ("aspectual", "occurrence"))
    acts = begins or (lemma not in _PURE_MODALS and affects)
    return is_modal(token, lexicon) and (governs or not acts)


def _following(word: Token) -> list[tuple[str, str]]:
    """Forms and lemmas of the words after one, adverbs and articles left out, for locutions."""
    words: list[tuple[str, str]] = []
    for token in word.doc[word.i + 1 : word.i + 8]:
        if token.is_punct or token.is_space:
            break
        if token.pos_ != "ADV" and token.lower_ not in ARTICLES:
            words.append((token.lower_, token.lemma_.lower()))
    return words


def _redirect_modals(sentence: Sentence, lexicon: Lexicon, found: Candidates) -> None:
    """Lets the words of a modal chain lead to the event they are about."""
    for token in sentence.tokens:
        if token.pos_ not in ("VERB", "AUX") or not is_modal(token, lexicon):
            continue
        for child in children(token, "xcomp", "ccomp", "obl", "advcl", "obj"):
            target = found.of.get(child.i)
            verbal = child.pos_ == "VERB" and tense(child) == "infinitive"
            if target is not None and verbal:
                target.governors.append(token)
                target.tense = _governed_tense(token)
                found.of.setdefault(token.i, target)
                break


def _governed_tense(governor: Token) -> Tense:
    """The tense that a governing verb gives its infinitive: "vient d'annoncer" is past."""
    return "past" if governor.lemma_ == "venir" else tense(governor)


def among(token: Token, group: str, lexicon: Lexicon) -> bool:
    """Whether a verb belongs to a group, as it is used: "s'engager" is filed as "se engager"."""
    lemma = token.lemma_.lower()
    reflexive = is_reflexive(token) and lexicon.is_a(group, f"se {lemma}")
    return reflexive or lexicon.is_a(group, lemma)


def is_modal(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb's complement, not the verb itself, is the event."""
    return any(among(token, group, lexicon) for group in _MODAL_GROUPS)
