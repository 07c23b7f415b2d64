"""Who says so: the source to which a sentence ascribes an event, and verbs that only name it."""

from __future__ import annotations

from timeline.extraction.candidates import Candidate
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.names import Name
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, complements, subjects, tense
from timeline.extraction.tree import Word
from timeline.extraction.verb_groups import among

_ACCORDING = frozenset({"selon", "d'après"})


def attribution(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> str | None:
    """Who says so: the subject of the reporting verb above, or the source after "selon"."""
    verb = candidate.predicate
    for token in sentence.tokens:
        if token.lower_ in _ACCORDING and token.relation == "case":
            return _named(token.head, sentence)
    for child in children(verb, "parataxis"):
        if among(child, "reporting", lexicon) or _is_inverted(child):
            return _speaker(child, sentence)
    step = verb
    for _ in range(6):
        if step.head == step:
            return None
        link, step = step.relation, step.head
        if link in ("ccomp", "xcomp", "parataxis") and lexicon.is_a(
            "reporting", step.lemma_.lower()
        ):
            return _speaker(step, sentence)
    return None


def _speaker(verb: Word, sentence: Sentence) -> str | None:
    """The subject of a reporting verb; behind a comma it follows the verb (", a dit Anne")."""
    if _is_inverted(verb):
        times = sentence.times
        for token in sentence.doc[verb.i + 1 : min(verb.i + 6, sentence.end)]:
            if token.pos_ in ("NOUN", "PROPN") and token.i not in times:
                return _following_name(token, sentence) or _named(token, sentence)
            if token.is_punct:
                break
    return next((_named(token, sentence) for token in subjects(verb)), None)


def _is_inverted(verb: Word) -> bool:
    """Whether a verb follows a comma or a quotation at once and is followed by a noun phrase."""
    words = verb.doc.words
    first = min([verb.i, *[child.i for child in children(verb, "aux", "expl")]])
    if first == 0 or words[first - 1].text not in (",", "»", '"'):
        return False
    return any(token.pos_ in ("NOUN", "PROPN") for token in words[verb.i + 1 : verb.i + 5])


def is_incise(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a verb only says who speaks (", a annoncé jeudi la préfecture")."""
    verb = candidate.predicate
    says = among(verb, "reporting", lexicon) or candidate.type == "announce"
    if candidate.is_noun or not _is_inverted(verb):
        return False
    if not says:
        return _closes_quotation(verb)
    # "La vente, conclue lundi à Metz, a surpris": a participle says more of its noun.
    if verb.relation == "acl" and not any(children(verb, "aux")):
        return False
    # What is said stands before: a parser may hang it on the verb that says it.
    if verb.dep_ == "ROOT" and not any(
        child.i < verb.i for child in children(verb, "parataxis", "ccomp")
    ):
        return False
    # ", a annoncé la fermeture" with a subject of its own before it is no incise.
    before = [child for child in children(verb, "nsubj") if child.i < verb.i]
    # ", a-t-on appris lundi": its subject stands behind the auxiliary.
    inverted = any(child.text.startswith("-") for child in before)
    return inverted or not before or verb.relation == "parataxis"


def _closes_quotation(verb: Word) -> bool:
    """Whether a verb right behind a quotation can only say who speaks, whatever it means: "« C'est
    faux », s'emporte le policier"."""
    own = [verb.i, *(child.i for child in children(verb, "aux", "expl"))]
    before = verb.doc.words[max(0, min(own) - 2) : min(own)]
    quoted = [word.text for word in before] == ["»", ","]
    behind = all(subject.i > verb.i for subject in children(verb, "nsubj"))
    told = tense(verb) in ("present", "past") and not children(verb, "obj")
    return quoted and told and behind and any(children(verb, "nsubj"))


def _following_name(noun: Word, sentence: Sentence) -> str | None:
    """The name right behind a role noun, with or without a comma ("son avocat, Paul Meyer")."""
    for token in sentence.doc[noun.i : min(noun.i + 3, sentence.end)]:
        if token.i in sentence.names:
            return sentence.names[token.i].text
        if token != noun and token.text != ",":
            break
    return None


def _named(token: Word, sentence: Sentence) -> str | None:
    for item in (token, *(t for t in children(token, "appos", "flat", "nmod"))):
        name: Name | None = sentence.names.get(item.i)
        if name is not None:
            return name.text
    if token.pos_ == "PRON":
        return None
    of = [t for p, t in complements(token) if p == "de"]
    return (
        " ".join([token.text, *(f"de {t.text}" for t in of[:1])]) if token.pos_ == "NOUN" else None
    )
