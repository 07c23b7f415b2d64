"""How much each phrase of a sentence is missed where a title leaves it out.

Phrases without which a sentence is broken or says something else have no price: they stay.
"""

from __future__ import annotations

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, feature, is_passive, preposition
from timeline.extraction.title_frames import facts
from timeline.extraction.title_misread import DEFINITE, behind_date, is_told, may_be_object
from timeline.extraction.title_words import COMMAS, STOPS, listed
from timeline.extraction.tree import Word

# What it costs to leave out who says so.
_SOURCE = 14.0
# What it costs to leave out on what condition something holds, and when it does.
_CONDITION = 12.0
_OCCASION = 7.0
# What a phrase costs more that another one follows.
_BESIDE = 1.0
# What it costs to leave out what says to what, or how, something is done.
_NEEDED = 8.0
# Up to how many words a phrase is nothing but what it says in the end.
_FEW = 4
_TO_WHAT = frozenset({"de", "à", "pour", "contre", "sur"})
# What it costs to leave out where everything behind it took place, and how that is introduced.
WHERE = 2.6
_AT = frozenset({"à", "en", "dans", "sur"})
_TONIC = frozenset({"lui", "elle", "eux", "elles"})
_ASIDE = COMMAS | {"("}


def price_of(phrase: Word, head: Word, span: tuple[int, int], sentence: Sentence) -> float | None:
    words, (start, end) = sentence.doc.words, span
    aside = start > sentence.start and words[start - 1].text in _ASIDE
    last = end >= sentence.end or words[end].text in STOPS
    kind = phrase.relation
    if kind == "obl" and any(is_told(clause) for clause in children(phrase, "acl")):
        # "Il a fait savoir hier qu'il partait": what is told hangs on the date.
        return None
    if kind == "obl" and phrase.i in facts(sentence).times and behind_date(phrase) is not None:
        return None
    if kind in ("advmod", "obl", "nmod") and listed(head.lemma_.lower(), "timed"):
        times = facts(sentence).times
        number = any(word.pos_ == "NUM" for word in words[start:end])
        if number or any(i in times for i in range(start, end)):
            # "Prévue pour mardi, la réunion": what says when stays.
            return None
    if kind in ("obl", "nmod") and is_opposite(phrase, sentence):
        return None
    if any(listed(word.lower_, "limiting") for word in words[start:end]) and end - start <= _FEW:
        # "Un an de prison avec sursis", "à titre provisoire"
        return None
    if start > 1 and words[start - 1].pos_ == "NUM" and words[start - 2].lower_ == "contre":
        # "5 pouces contre 3,5 pour l'ancien"
        return None
    if kind == "advmod":
        return _adverb(phrase, head, aside)
    if kind == "amod":
        return _adjective(phrase, head, aside, sentence)
    if kind == "appos":
        named = start in sentence.names and head.i not in sentence.names
        quoted = words[start].text == "«" and head.pos_ == "NOUN"
        if aside and not named and may_be_object(phrase, head):
            return 7.0
        return 3.0 if named and aside else 1.2 if aside else 2.0 if quoted else None
    if kind == "nmod":
        return _noun_complement(phrase, head, aside, last, sentence)
    if kind == "obl":
        price = _circumstance(phrase, head, aside, start == sentence.start, sentence)
        # "Après le passage du cyclone | sur l'île": what follows may belong to it.
        beside = phrase.i > head.i and not last and words[end].pos_ == "ADP" and not aside
        return None if price is None else price + _BESIDE * beside
    if kind == "acl":
        return _modifying_clause(phrase, head, aside, last, sentence)
    if kind == "advcl":
        return _adverbial_clause(phrase, head)
    if kind == "parataxis":
        return _inserted(phrase, sentence)
    return {"dislocated": 3.0, "discourse": 0.6, "vocative": 0.8}.get(kind)


def is_opposite(phrase: Word, sentence: Sentence) -> bool:
    """Whether a number is set against another one: "99 voix contre 60"."""
    counted = phrase.pos_ == "NUM" or phrase.i in sentence.amounts
    return counted and preposition(phrase) == "contre"


def _adverb(adverb: Word, head: Word, aside: bool) -> float | None:
    words = [word.lower_ for word in adverb.subtree]
    opens = adverb.subtree[0].i < head.i and any(
        child.relation == "nsubj" and adverb.i < child.i < head.i for child in head.children
    )
    if opens and len(words) > 3:
        return 1.8
    if (
        any(listed(word, "kept_adverbs") for word in words)
        or adverb.text[:1].isupper()
        and not (adverb.is_sent_start)
    ):
        return None
    if listed(adverb.lower_, "fillers") and children(head, "cop"):
        # "C'est justement dans ce pré que"
        return 0.1
    if head.pos_ in ("ADJ", "ADV", "NUM", "DET", "PROPN", "NOUN", "ADP"):
        return None
    if adverb.i and adverb.doc[adverb.i - 1].lower_ in _TONIC:
        # "Il part, elle aussi": the two go together.
        return None
    if listed(adverb.lower_, "connectors"):
        return 0.1
    return 0.8 if aside else 1.8


def _adjective(adjective: Word, head: Word, aside: bool, sentence: Sentence) -> float | None:
    if adjective.i < head.i:
        return None
    words = sentence.doc[head.i + 1 : adjective.i + 1]
    if any(listed(word.lower_, "comparing") for word in words):
        return None
    if adjective.i in sentence.names or head.i in sentence.names:
        return None
    if aside:
        return 1.5
    participle = feature(adjective, "VerbForm") == "Part" or len(adjective.subtree) > 2
    return 3.0 + _known_by(head, adjective) if participle else 4.0


def _known_by(noun: Word, phrase: Word) -> float:
    """More where a definite noun is known by nothing but the phrase ("le rêve d'une vie")."""
    others = [
        child
        for child in noun.children
        if child.i > noun.i
        and child is not phrase
        and child.relation in ("nmod", "amod", "acl", "appos", "flat", "nummod")
    ]
    if noun.relation == "obl" and is_source(introduction(noun)):
        # "Selon le rapport" is enough of who says so.
        return 0.0
    definite = any(child.lower_ in DEFINITE for child in noun.children if child.i < noun.i)
    demonstrative = any(child.lower_.startswith("ce") for child in children(noun, "det"))
    if demonstrative or noun.i < phrase.i and others and others[0].i < phrase.i:
        return 0.0
    # "À l'exception de Nice", "la fermeture de l'usine"
    bound = phrase.subtree[0].i == noun.i + 1 and (
        preposition(phrase) == "de" or phrase.relation == "acl"
    )
    in_phrase = noun.relation == "obl" and any(child.i < noun.i for child in children(noun, "case"))
    if not definite:
        return 1.4 if bound else 0.6
    subject = noun.relation == "nsubj"
    return 2.2 + (1.3 + 1.5 * in_phrase + 1.2 * subject if bound else 0.0)


def _noun_complement(
    phrase: Word, head: Word, aside: bool, last: bool, sentence: Sentence
) -> float | None:
    introduced = preposition(phrase)
    if not introduced or head.pos_ in ("NUM", "PRON", "DET", "ADV", "SYM"):
        return 1.2 if aside and not introduced else None
    if head.i in sentence.names and phrase.i in sentence.names and not aside:
        return None
    if introduced == "comme" and head.pos_ == "NOUN":
        # "Des villes comme Paris"
        return 2.0
    if head.i in sentence.amounts or listed(introduction(phrase), "binding"):
        return None
    if aside:
        return 1.4
    price = (3.6 if introduced == "de" else 2.6) + _known_by(head, phrase)
    price += 2.0 * (head.relation == "appos")
    price += 2.5 * (introduced == "entre")
    if head.relation == "obj" and listed(head.lemma_.lower(), "relational"):
        # "Manifester son opposition" says little without what to.
        price += 4.0 * (introduced in _TO_WHAT)
    bare = introduction(phrase) in ("de", "d'") and not children(phrase, "det")
    if bare and phrase.pos_ == "NOUN":
        # "Une filière d'avenir", "la discipline de vote"
        price += 2.0
    return price - 0.3 * last


def _circumstance(
    phrase: Word, verb: Word, aside: bool, leading: bool, sentence: Sentence
) -> float | None:
    introduced, words = preposition(phrase), introduction(phrase)
    inverted = [child for child in children(verb, "nsubj", "csubj") if child.i > verb.i]
    if (
        phrase.i < verb.i
        and inverted
        and not any(child.i < verb.i for child in children(verb, "expl", "nsubj"))
    ):
        return None
    if verb.pos_ in ("ADV", "DET", "ADP", "NUM", "PRON"):
        # "Plus d'une heure"
        return None
    if is_source(words) or _speaks(phrase, words):
        # Without who says so, a claim is told as a fact.
        return _SOURCE
    if listed(words, "binding"):
        return 8.0
    if _is_needed(phrase, verb, introduced):
        return 12.0
    if _completes_object(phrase, verb, introduced):
        return None
    if verb.pos_ not in ("VERB", "AUX") and not any(children(verb, "cop")):
        return 4.0
    if any(children(phrase, "cop")):
        return None
    if _completes_deed(phrase, verb, introduced):
        return _NEEDED
    if introduced == "entre" and phrase.i > verb.i and feature(verb, "VerbForm") == "Part":
        # "Un délai compris | entre huit jours et un mois"
        return None
    if (
        phrase.i < verb.i
        and feature(verb, "VerbForm") == "Fin"
        and not any(child.i < verb.i for child in children(verb, "expl", "nsubj", "csubj"))
    ):
        return None
    if phrase.i > verb.i and listed(verb.lemma_.lower(), "hollow"):
        # "Le procès s'est tenu à Nice" says little without the place.
        return 6.0
    if verb.relation in ("acl", "amod"):
        loose = listed(words, "loose") and phrase.dep_ != "obl:agent"
        return 2.4 if loose or aside else 4.2
    if phrase.i < verb.i:
        if says_where(phrase, sentence):
            return WHERE
        return 1.3 if introduced else 2.0
    if not introduced and not aside:
        return 3.0
    complete = any(
        child.i != phrase.i
        and child.relation in ("obj", "xcomp", "ccomp", "obl")
        and child.i < phrase.i
        for child in verb.children
    )
    if phrase.dep_ == "obl:agent":
        # "A été financée" says nothing by itself.
        return 2.8 if complete else 4.5
    if listed(words, "loose") or aside:
        return 1.6
    if phrase.dep_ == "obl:arg":
        reflexive = any(children(verb, "expl")) and introduced in ("à", "de", "sur", "dans")
        return 4.5 if complete else 12.0 if reflexive else 8.5
    if complete and introduced in ("à", "de", "sur", "contre", "pour", "devant", "en"):
        return 3.2
    if complete:
        return 2.3
    if is_passive(verb):
        # "Le ticket a été glissé | dans un livre"
        return 3.6 if introduced in _AT else 2.3
    return 5.0 if introduced in ("à", "de", "sur", "en", "dans", "pour", "contre") else 3.2


def says_where(phrase: Word, sentence: Sentence) -> bool:
    """Whether a phrase says in which place, or with whom, by name ("à Lyon", "chez Durand")."""
    name = sentence.names.get(phrase.i)
    if name is None:
        return False
    return name.type == "LOC" and preposition(phrase) in _AT or preposition(phrase) == "chez"


def introduction(phrase: Word) -> str:
    """The words that introduce a phrase, its article in them left out ("au cours de")."""
    case = next((child for child in children(phrase, "case") if child.i < phrase.i), None)
    if case is None:
        return ""
    words = (case, *children(case, "fixed"))
    text = "".join(word.text_with_ws for word in words).lower().strip()
    if text.startswith("a ") and case.text[0].isupper():
        # A capital has lost its accent: "A l'exception de".
        text = f"à{text[1:]}"
    for ending in (" du", " des", " d'"):
        text = text.removesuffix(ending) + " de" if text.endswith(ending) else text
    return text


def _completes_deed(phrase: Word, verb: Word, introduced: str) -> bool:
    """Whether a phrase says to what, or how, something is done that says little without it:
    "manifester son opposition | à la loi", "accueillir la nouvelle | avec joie"."""
    if phrase.i < verb.i:
        return False
    if introduced == "avec" and listed(verb.lemma_.lower(), "received"):
        return True
    before = phrase.subtree[0].i - 1
    objects = children(verb, "obj")
    return introduced in _TO_WHAT and any(
        o.i == before and listed(o.lemma_.lower(), "relational") for o in objects
    )


def is_source(introduced: str) -> bool:
    """Whether a preposition introduces who says so."""
    return introduced in ("selon", "d'après", "d'après les", "à en croire", "de l'avis de")


def _completes_object(phrase: Word, verb: Word, introduced: str) -> bool:
    """Whether a phrase belongs to a bare object before it ("faire état de", "mettre fin à")."""
    if introduced not in ("de", "à"):
        return False
    bare = [o for o in children(verb, "obj") if o.pos_ == "NOUN" and not children(o, "det")]
    if verb.lemma_ == "faire" and introduced == "de":
        # "Faire part au conseil de la décision"
        return any(verb.i < o.i < phrase.i for o in bare)
    return any(verb.i < o.i == phrase.subtree[0].i - 1 for o in bare)


def _is_needed(phrase: Word, verb: Word, introduced: str) -> bool:
    """Whether a verb says little without a phrase: "se mettre à la tâche", "remettre le sujet sur
    la table"."""
    if phrase.i < verb.i or introduced not in ("à", "en", "sur", "dans", "de", "devant"):
        return False
    if not listed(verb.lemma_.lower(), "light"):
        return False
    before = phrase.subtree[0].i - 1
    if before == verb.i:
        return True
    # Locutions have the bare noun or a plain article.
    objects = children(verb, "obj")
    others = [child for child in children(verb, "obl") if verb.i < child.i < phrase.i]
    behind = any(o.i <= before and o.subtree[-1].i == before for o in objects)
    return behind and phrase.pos_ == "NOUN" and phrase.i - before <= 3 and not others


def _speaks(phrase: Word, introduced: str) -> bool:
    return introduced in ("selon", "d'après", "pour") and phrase.i < phrase.head.i


def _modifying_clause(
    clause: Word, noun: Word, aside: bool, last: bool, sentence: Sentence
) -> float | None:
    if noun.pos_ in ("PRON", "ADJ", "ADV", "VERB", "DET", "NUM"):
        return None
    if any(child.lower_ in ("c'", "ce") for child in children(noun, "nsubj", "expl")):
        # "C'est l'armée qui décide"
        return None
    first = clause.subtree[0]
    if first.relation == "mark" and first.lower_ in ("que", "qu'") and noun.relation == "obl":
        # "Du moment qu'il vote"
        return None
    if aside:
        return 1.4
    if clause.dep_ == "acl:relcl":
        price = 2.0
    elif feature(clause, "VerbForm") == "Inf":
        price = 4.5
    else:
        price = 2.8
    if any(listed(t.lower_, "comparing") for t in noun.subtree if t.i < noun.i):
        # "La plus grande ville qui …"
        price += 3
    return price + _known_by(noun, clause) - 0.5 * last


def _adverbial_clause(clause: Word, verb: Word) -> float | None:
    marks = [child for child in children(clause, "mark", "advmod", "case") if child.i < clause.i]
    first = marks[0].lower_ if marks else ""
    if listed(first, "conditions"):
        return _CONDITION
    if listed(first, "occasions") and not has_happened(verb):
        # "Le risque augmente quand …", "il ne pourra plus voter lorsque …"
        return _OCCASION
    if first in ("que", "qu'") or clause.dep_ == "advcl:cleft":
        return None
    if first in ("sans", "comme"):
        return 4.5
    if feature(clause, "VerbForm") == "Inf":
        return 2.4
    return 1.8


def has_happened(verb: Word) -> bool:
    """Whether a verb tells of what has been: no present, no future, no negation."""
    while verb.relation in ("xcomp", "conj") and feature(verb, "VerbForm") == "Inf":
        verb = verb.head
    if any(child.lower_ in ("ne", "n'") for child in verb.children):
        return False
    group = [verb, *children(verb, "aux", "cop")]
    finite = [word for word in group if feature(word, "VerbForm") == "Fin"]
    perfect = any(word.dep_ == "aux:tense" for word in finite)
    return not any(
        feature(word, "Tense") == "Fut"
        or feature(word, "Mood") == "Cnd"
        or feature(word, "Tense") == "Pres"
        and not perfect
        for word in finite
    )


def _inserted(clause: Word, sentence: Sentence) -> float | None:
    """A clause set into another: who says it costs most."""
    words = sentence.doc.words
    told, start = clause.head, clause.subtree[0].i
    if any(word.text in (";", ":") for word in words[told.i : clause.i]):
        return 0.8
    speech = any(mark.text in ("»", '"', "”") for mark in words[max(0, start - 3) : clause.i])
    return 7.0 if speech or listed(clause.lower_, "speakers") else 3.0
