"""Candidates for events: the verbs and nouns of a sentence that may name a happening.

One happening is one candidate however many words tell it: a light verb and its noun ("mener une
attaque"), a modal and its infinitive ("doit quitter"), an occurrence verb and its subject ("la
réunion a eu lieu") share one. `Candidates.of` leads from each of these words to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extraction.amounts import collectives
from timeline.extraction.brackets import add_bracketed, add_opening, add_tenure
from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.frames import Frames, argument, through
from timeline.extraction.lexicon import Frame, Lexicon
from timeline.extraction.locutions import following_words, locution
from timeline.extraction.modal_chains import redirect_modals
from timeline.extraction.operators import is_bare
from timeline.extraction.sentences import Sentence, passes_by
from timeline.extraction.stand_ins import add_stand_in, does_the_same
from timeline.extraction.syntax import (
    children,
    complements,
    feature,
    is_passive,
    is_reflexive,
    objects,
    preposition,
    subjects,
    tense,
)
from timeline.extraction.tolls import add_tolls
from timeline.extraction.tree import HAPPENING, Word
from timeline.extraction.verb_groups import (
    NO_GROUPS,
    among,
    groups_of,
    is_modal,
    may_be_participle,
)
from timeline.extraction.verb_lemmas import infinitives

# "Une audience est fixée au 3 mai": the subject is the event, and it is to come.
SCHEDULING = frozenset(
    {"fixer", "prévoir", "programmer", "planifier", "annoncer", "attendre", "convoquer"}
)
# The parts of speech that may name an event.
_NAMING = frozenset({"VERB", "ADJ", "NOUN", "PROPN"})
# How a participle is joined to what it tells something of.
_PARTICIPLES = frozenset({"acl", "amod", "advcl", "appos", "conj"})
_MODIFIERS = frozenset({"acl", "amod"})
_CAUSATIVES = frozenset({"faire", "laisser", "voir"})
# Verbs that without an infinitive are states ("vouloir la paix"), never acts.
_PURE_MODALS = frozenset({"pouvoir", "devoir", "vouloir", "falloir", "faire"})
_PURE_STATES = frozenset({"être", "avoir", "sembler", "paraître", "y avoir"})
_WEAK_GROUPS = frozenset({"reporting", "opinion", "stative"})


def find_candidates(sentence: Sentence, lexicon: Lexicon) -> Candidates:
    """The candidates of a sentence, verbs first, then nouns that no verb has taken."""
    found = Candidates()
    taken = sentence.times
    taken.update(sentence.names)
    free = [token for token in sentence.tokens if token.pos_ in _NAMING and token.i not in taken]
    for token in free:
        if token.pos_ == "VERB":
            if passes_by(token, sentence):
                continue
            _add_verb(token, sentence, lexicon, found)
        elif token.relation in _PARTICIPLES and may_be_participle(token, sentence):
            _add_participle(token, sentence, lexicon, found)
    for token in free:
        if token.pos_ in ("NOUN", "PROPN") and token.i not in found.of:
            kind = noun_type(token, sentence, lexicon)
            named = kind or _is_happening(token)
            if named and not _is_modifier(token, sentence, lexicon):
                found.add(Candidate(token, token, kind, "none"))
    if sentence.amounts:
        add_tolls(sentence, lexicon, found)
    for moment in sentence.moments:
        add_bracketed(moment, sentence, found)
        add_tenure(moment, sentence, lexicon, found)
        add_stand_in(moment, sentence, found)
        add_opening(moment, sentence, found)
    _redirect_schedules(sentence, found)
    redirect_modals(sentence, lexicon, found)
    found.items.sort(key=lambda candidate: candidate.trigger.i)
    return found


def _redirect_schedules(sentence: Sentence, found: Candidates) -> None:
    """Lets a participle that says when a noun is to be lead to it: "l'ouverture, prévue lundi"."""
    if not found.items:
        return
    for token in sentence.tokens:
        if token.relation not in _MODIFIERS or token.lemma_.lower() not in SCHEDULING:
            continue
        own = found.of.get(token.i)
        noun = found.of.get(token.head.i) or _event_of_phrase(token.head, found)
        if noun is None or own is None or tense(token) != "past_participle":
            continue
        if own is not noun and own.predicate == token:
            found.items.remove(own)
            found.of.update({i: noun for i, item in found.of.items() if item is own})


def _event_of_phrase(word: Word, found: Candidates) -> Candidate | None:
    """The event noun that a word is a complement of: in "le concert d'Anne Roux, prévu lundi"
    parsers hang the participle on the name."""
    for step in word.ancestors:
        if step.pos_ not in ("NOUN", "PROPN"):
            return None
        event = found.of.get(step.i)
        if event is not None:
            return event if event.is_noun and event.trigger is step else None
    return None


def _is_modifier(token: Word, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a noun only says of what kind another is ("offre de rachat", "bureau de vote")."""
    if token.relation != "nmod" or preposition(token) != "de" or children(token, "det"):
        return False
    above = token.head.lemma_.lower()
    # "Dix-huit jours de grève"
    spell = lexicon.is_a("spell", above) and bool(children(token.head, "nummod"))
    counted = spell or lexicon.is_a("transparent", above)
    # "Du rachat" has an article, "de rachat" none.
    bare = all(
        child.relation == "punct" or child.relation == "case" and child.lower_ in ("de", "d'")
        for child in token.children
    )
    if bare and not counted:
        # "Les rumeurs de divorce du couple" tell of the divorce.
        alleged = lexicon.is_a("alleging", token.head.lemma_.lower())
        return not (alleged and noun_type(token, sentence, lexicon))
    # "Le procès du braquage de mai 2019": what has a date of its own is an event of its own, but
    # for "l'ouverture du procès de mardi".
    dated = any(moment.start - 2 <= token.i < moment.start for moment in sentence.moments)
    own = dated and not lexicon.is_a("phases", token.head.lemma_.lower())
    return noun_type(token.head, sentence, lexicon) is not None and not own


def noun_type(token: Word, sentence: Sentence, lexicon: Lexicon) -> str | None:
    """The event type a noun denotes, `other` for untyped event nouns, None for no event."""
    if token.i not in sentence.types:
        sentence.types[token.i] = _noun_type(token, sentence, lexicon)
    return sentence.types[token.i]


def _noun_type(token: Word, sentence: Sentence, lexicon: Lexicon) -> str | None:
    lemma = token.lemma_.lower()
    begins = lexicon.is_a("phases", lemma)
    if not begins and lemma not in lexicon.known_nouns and lemma not in lexicon.locutions:
        return None
    if _counts(token):
        return None
    frames = Frames(token, sentence, lexicon)
    if begins:
        # "L'ouverture du procès": what begins says what kind of event it is.
        for case, inner in complements(token):
            whole = noun_type(inner, sentence, lexicon) if _is_inside(inner, sentence) else None
            if case == "de" and whole not in (None, "other"):
                return whole
    kind, _ = locution(token, lemma, frames, lexicon)
    kind = kind or lexicon.noun_type(lemma, frames)
    # "Le début des travaux"
    listed = lexicon.is_a("event_nouns", lemma) or begins and _of_event(token, sentence, lexicon)
    return kind or ("other" if listed else None)


def _of_event(token: Word, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a noun that heads its sentence or entry has an event for its complement."""
    if token.head is not token and token.head.i not in sentence.times:
        return False
    inner = (word for case, word in complements(token) if case == "de")
    return any(_is_inside(word, sentence) and noun_type(word, sentence, lexicon) for word in inner)


def _is_inside(token: Word, sentence: Sentence) -> bool:
    return sentence.start <= token.i < sentence.end


def _is_happening(token: Word) -> bool:
    """Whether the pipeline takes a noun for the name of an event."""
    return token.happening > HAPPENING and not _counts(token)


def _counts(token: Word) -> bool:
    """Whether a noun only says how many ("une quarantaine d'élus"; not "la quarantaine")."""
    counted = complements(token) if token.lemma_.lower() in collectives() else ()
    return any(case == "de" and feature(word, "Number") == "Plur" for case, word in counted)


def _add_verb(token: Word, sentence: Sentence, lexicon: Lexicon, found: Candidates) -> None:
    if token.dep_ == "aux:caus":
        return
    lemma = token.lemma_.lower()
    reflexive = is_reflexive(token)
    frames = Frames(token, sentence, lexicon)
    key = f"se {lemma}" if reflexive else lemma
    kind, words = locution(token, key, frames, lexicon)
    kind = kind or lexicon.verb_type(lemma, reflexive, frames)
    for helper in token.children:
        if helper.dep_ == "aux:caus":
            # "Il fit adopter une loi": the causative begins the locution.
            kind = locution(helper, helper.lemma_, frames, lexicon)[0] or kind
    if lemma in _CAUSATIVES and any(
        child.pos_ == "VERB" and tense(child) == "infinitive"
        for child in children(token, "xcomp", "ccomp", "obj", "advcl")
    ):
        # "Il fit adopter une loi": the infinitive is the event.
        return
    trigger = token
    noun = _event_noun(token, lemma, sentence, lexicon)
    if noun is not None:
        words.append(noun)
        scheduled = _is_scheduled(token, lemma)
        carried = kind is None and not lexicon.is_a("bearing", lemma)
        names = carried and not _tells_itself(token, lemma, lexicon)
        # "Faire appel": the noun of the locution names the event.
        own = kind and _noun_of_cause(token, words[:-1], kind, lexicon)
        caused = _only_does(token, lexicon) and noun_type(noun, sentence, lexicon) == kind
        # "La victoire de Brest relance le championnat"
        sequel = lexicon.is_a("sequel", lemma) and noun in subjects(token)
        named = scheduled or names or noun == own or caused or sequel
        if noun.i not in found.of and named:
            trigger = noun
        whole = noun_type(noun, sentence, lexicon)
        tells = whole not in (None, "other") and _tells_itself(token, lemma, lexicon)
        # "Le départ du directeur est annoncé": what is announced, no announcement.
        kind = whole if tells or scheduled else kind or whole
    elif (denied := _denied_noun(token, sentence, lexicon)) is not None:
        # "Échapper à la faillite": what does not take place is the event.
        trigger, kind = denied, noun_type(denied, sentence, lexicon)
        words.append(denied)
    elif (own := _noun_of_locution(words, kind, sentence, lexicon)) is not None:
        # "Se mettre en grève": the noun names the event.
        trigger = own
    elif kind is not None:
        # "Remettre sa démission", "un plan social a supprimé": verb and noun tell one event.
        around = (*objects(token), *subjects(token))
        same = [
            item
            for item in around
            if sentence.start <= item.i < sentence.end
            and _is_noun_of(item, kind, sentence, lexicon)
        ]
        words += same
        if same and same[0] in objects(token) and lexicon.is_a("causing", lemma):
            # "Causer la mort": the noun names what happens.
            trigger = same[0]
        elif lexicon.is_a("sequel", lemma):
            # "La victoire de Brest relance le championnat"
            trigger = next((word for word in same if word in subjects(token)), token)
    nothing = kind is None and noun is None and _is_no_event(token, lemma, lexicon)
    if nothing and not does_the_same(token, sentence):
        return
    if noun is None and lemma in _PURE_STATES and (following := following_words(token)):
        # "Elles auront lieu mardi"
        trigger = following[0] if following[0].pos_ == "NOUN" else trigger
    weak = kind is None and not _measures(token, sentence, lexicon) and _is_weak(token, lexicon)
    found.add(Candidate(trigger, token, kind, tense(token), weak), *words)


def _only_does(token: Word, lexicon: Lexicon) -> bool:
    """Whether a verb says no more than that its event noun is done ("entamer une grève")."""
    lemma = token.lemma_.lower()
    if lexicon.is_a("causing", lemma) or lexicon.is_a("enacting", lemma):
        return True
    # "Une plainte a été déposée"
    return lexicon.is_a("enacted", lemma) and is_passive(token) and token.relation not in _MODIFIERS


def _denied_noun(token: Word, sentence: Sentence, lexicon: Lexicon) -> Word | None:
    """The noun of the event that a verb only says not to take place."""
    if not among(token, "modal.negated", lexicon):
        return None
    for case, item in (*[("", item) for item in objects(token)], *complements(token)):
        inside = item.pos_ == "NOUN" and _is_inside(item, sentence) and is_bare(token, case)
        if inside and (noun_type(item, sentence, lexicon) or _is_happening(item)):
            return item
    return None


def _measures(token: Word, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a verb of saying tells a figure: "le service a relevé 27 degrés", unlike "a relevé
    que …"."""
    figures = any(item.i in sentence.amounts for item in objects(token))
    return figures and among(token, "reporting", lexicon)


def _is_weak(token: Word, lexicon: Lexicon) -> bool:
    return not _WEAK_GROUPS.isdisjoint(groups_of(token, lexicon))


def _add_participle(token: Word, sentence: Sentence, lexicon: Lexicon, found: Candidates) -> None:
    """A participle that was taken for an adjective but has an agent or a time as a verb has:
    "la piscine, fermée par précaution le 14 juin"."""
    moments = {moment.start for moment in sentence.moments}
    below = {child.i for child in token.subtree}
    if moments.isdisjoint(below) and not any(case == "par" for case, _ in complements(token)):
        return
    known, guessed = infinitives(token.lower_)
    for verb in (*known, *guessed):
        if verb in lexicon.verbs or lexicon.is_a("aspect.happening", verb):
            passive = Frame((), tuple(argument(t, sentence, lexicon) for t in subjects(token)))
            kind = lexicon.verb_type(verb, False, [passive])
            found.add(Candidate(token, token, kind, "past_participle"))
            return


def _event_noun(token: Word, lemma: str, sentence: Sentence, lexicon: Lexicon) -> Word | None:
    """The event noun that a support verb ("mener une attaque") or occurrence verb carries."""
    if lexicon.is_a("light", lemma):
        patients = subjects(token) if is_passive(token) else objects(token)
        # "Procéder à une arrestation"
        patients = patients or [item for case, item in complements(token) if case == "à"]
        for item in patients:
            head = through(item, lexicon)
            event = noun_type(head, sentence, lexicon) or _is_happening(head)
            if event and item.i not in sentence.names:
                return head
    if (
        _is_scheduled(token, lemma)
        and token.relation not in _MODIFIERS
        or _takes_place(token, lemma, lexicon, "occurrence", "aspectual")
    ):
        for item in subjects(token):
            if sentence.start <= item.i < sentence.end and noun_type(item, sentence, lexicon):
                return item
    return None


def _is_scheduled(token: Word, lemma: str) -> bool:
    """Whether a verb says when its subject is to be; in "prévue lundi, la visite a été annulée" it
    no longer is."""
    return lemma in SCHEDULING and is_passive(token) and token.relation != "advcl"


def _tells_itself(token: Word, lemma: str, lexicon: Lexicon) -> bool:
    """Whether a verb says more of its subject than that it takes place ("a débuté")."""
    begins = _takes_place(token, lemma, lexicon, "aspectual")
    occurs = _takes_place(token, lemma, lexicon, "occurrence")
    return begins and not occurs and not lexicon.is_a("light", lemma)


def _takes_place(token: Word, lemma: str, lexicon: Lexicon, *groups: str) -> bool:
    """Whether one of these groups has a verb, its reflexive or it with the next word ("avoir
    lieu")."""
    keys = [lemma]
    if is_reflexive(token):
        keys.append(f"se {lemma}")
    if lemma in lexicon.openers:
        keys += [f"{lemma} {word.lower_}" for word in following_words(token)[:1]]
    return any(not lexicon.groups.get(key, NO_GROUPS).isdisjoint(groups) for key in keys)


def _noun_of_locution(
    words: Sequence[Word], kind: str | None, sentence: Sentence, lexicon: Lexicon
) -> Word | None:
    """The noun of a locution that by itself names an event of its type ("déposer plainte")."""
    if kind is None:
        return None
    inside = [word for word in words if sentence.start <= word.i < sentence.end]
    named = (word for word in inside if _is_noun_of(word, kind, sentence, lexicon))
    return next(named, None)


def _noun_of_cause(verb: Word, words: Sequence[Word], kind: str, lexicon: Lexicon) -> Word | None:
    """The noun of a locution whose verb only says that it is done ("faire appel"), if it has a
    reading of the type, whatever stands around it here."""
    if not lexicon.is_a("causing", verb.lemma_.lower()):
        return None
    for word in words:
        entries = lexicon.nouns.get(word.lemma_.lower(), ())
        if word.pos_ == "NOUN" and any(entry.type == kind for entry in entries):
            return word
    return None


def _is_noun_of(token: Word, kind: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    return token.pos_ == "NOUN" and noun_type(token, sentence, lexicon) == kind


def _is_no_event(token: Word, lemma: str, lexicon: Lexicon) -> bool:
    if among(token, "stative", lexicon):
        # "Elles auront lieu mardi" tells an event that a sentence before it has named.
        return lemma in _PURE_STATES and not _takes_place(token, lemma, lexicon, "occurrence")
    # "Commencer à", "proposer de": the infinitive is the event. "La journée commence", "elle
    # propose son aide", "il refuse": the verb is.
    # "Menacer de", "demander à" are events beside what they aim at.
    return is_modal(token, lexicon) and (
        lemma in _PURE_MODALS
        or (
            not among(token, "willing", lexicon)
            and any(
                tense(child) == "infinitive"
                for child in children(token, "xcomp", "ccomp", "obl", "advcl")
            )
            # "Empêcher l'avion de décoller": parsers hang the infinitive on the object, too.
            or is_bare(token, "")
            and any(
                tense(child) == "infinitive"
                for item in objects(token)
                for child in children(item, "xcomp", "acl")
            )
        )
    )
