"""Chains of modals and other verbs that only lead to the event that their infinitive tells."""

from __future__ import annotations

from timeline.extraction.candidates import Candidates
from timeline.extraction.lexicon import Lexicon
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import Tense, children, objects, tense
from timeline.extraction.tree import Word
from timeline.extraction.verb_groups import is_modal


def redirect_modals(sentence: Sentence, lexicon: Lexicon, found: Candidates) -> None:
    """Lets the words of a modal chain lead to the event they are about."""
    if not found.items:
        return
    for token in sentence.tokens:
        if token.pos_ not in ("VERB", "AUX") or not is_modal(token, lexicon):
            continue
        # "Empêcher l'avion de décoller": parsers hang the infinitive on the object, too.
        below = [child for item in objects(token) for child in children(item, "xcomp", "acl")]
        for child in (*children(token, "xcomp", "ccomp", "obl", "advcl", "obj"), *below):
            if any(mark.lower_ == "pour" for mark in children(child, "mark")):
                continue
            target = found.of.get(child.i)
            verbal = child.pos_ == "VERB" and tense(child) == "infinitive"
            if target is not None and verbal:
                target.governors.append(token)
                target.tense = _governed_tense(token)
                found.of.setdefault(token.i, target)
                break


def _governed_tense(governor: Word) -> Tense:
    """The tense that a governing verb gives its infinitive: "vient d'annoncer" is past."""
    return "past" if governor.lemma_ == "venir" else tense(governor)
