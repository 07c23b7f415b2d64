"""Words that say whether the event beside them took place: "échapper à", "sans", "à en croire".

An event word stands below an operator (a verb, noun or adjective that takes it as its complement)
or behind the words that open its clause. `resources/lexicons/operators.toml` lists both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.extraction.operator_tables import FULL_FORMS, operator_tables
from timeline.extraction.syntax import (
    OVER,
    children,
    is_passive,
    is_reflexive,
    preposition,
    tense,
    verb_form,
)
from timeline.extraction.tree import Word, remembered
from timeline.extraction.verb_lemmas import infinitives
from timeline.model import FACTUALITIES, Factuality

_QUE = frozenset({"que", "qu'", "où"})
_IF = frozenset({"si", "s'"})
_WHICH = frozenset({"laquelle", "lequel", "lesquelles", "lesquels"})
# How many words an opening may have, and how far before the verb's own words it may end.
_LONGEST = 6
# Relations by which a clause hangs on what governs it.
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "csubj", "acl", "obl", "nmod", "obj", "advcl", "advmod", "dislocated"}
)
_ARGUMENTS = frozenset({"obj", "obl", "nmod", "iobj", "xcomp", "appos", "advmod"})
_ASIDES = frozenset({"obl", "advcl", "advmod", "parataxis", "mark", "discourse"})
# Prepositions by which an operator takes any complement; others are asked for by its entry.
_PLAIN = frozenset({"", "de", "à", "que"})
# What an operator that is denied says of its event ("n'échappe pas à").
_DENIED: Mapping[str, Factuality] = {
    "negated": "actual", "planned": "negated", "hypothetical": "hypothetical",
    "alleged": "alleged", "confirmed": "alleged", "actual": "actual",
}  # fmt: skip
_NO = frozenset({"pas", "jamais", "plus", "guère", "point", "nullement", "aucunement"})
_NOBODY = frozenset({"aucun", "aucune", "nul", "nulle", "personne", "rien"})


def reading_of_clause(outer: Word) -> Factuality | None:
    """What stands above or before a clause says of its event; None where nothing does.

    `outer` is the verb of the clause, or the modal above it.
    """
    infinitive = verb_form(outer) == "Inf"
    if outer.head is outer and not infinitive:
        # Most clauses are main ones, of which nothing above can say anything.
        return None
    mark = None if infinitive else _finite_mark(outer)
    if not infinitive and mark is None:
        which = outer.dep_ == "acl:relcl" and any(w.lower_ in _WHICH for w in outer.children)
        # "L'hypothèse selon laquelle le club a vendu"
        return _reading(outer.head, "que", clause=True) if which else _shared(outer)
    start = _first_of_group(outer) if mark is None else mark.i + 1
    before = _before(outer, start)
    if not before:
        return None
    reading = _opened(before)
    if reading is not None:
        return reading
    last = before[-1]
    if last == "si":
        return "hypothetical"
    link = outer.relation
    if link == "conj":
        return _shared(outer)
    if link not in _GOVERNED or outer.head is outer:
        return None
    if infinitive and last == "pour" and not any(children(outer, "aux")):
        return _of_goal(outer)
    case = "que" if mark is not None else last if last in ("de", "à", "pour") else ""
    return _governed(outer, case)


def _is_noun_clause(outer: Word) -> bool:
    """Whether a clause completes a noun: in "admirer la capacité de vaincre" nobody has won."""
    step = outer
    while step.relation == "conj":
        step = step.head
    return step.relation == "acl" and step.head.pos_ == "NOUN"


def _nearest(outer: Word) -> Word | None:
    """The verb, noun or adjective right before the word that opens a clause: parsers may hang the
    clause elsewhere ("furieux que", "mis en examen pour")."""
    mark = _finite_mark(outer)
    place = (mark.i if mark is not None else _first_of_group(outer) - 1) - 1
    word = outer.doc.words[place] if place >= 0 else None
    return word if word is not None and word.pos_ in ("VERB", "ADJ", "NOUN") else None


def _of_goal(outer: Word) -> Factuality | None:
    """What is planned is so with its goal: "elle se rendra à Rome pour signer", "ont rendez-vous
    pour signer"; of other goals ("il est venu pour voler") the verb above says nothing."""
    head = outer.head
    heads = [head, *children(head, "obj")]
    if any(group_of(word, "", clause=True) == "planned" for word in heads):
        return "planned"
    helper = next((child for child in children(head, "aux", "cop")), head)
    return "planned" if helper.morph.get("Tense") == "Fut" else None


def has_goal_opening(outer: Word) -> bool:
    """Whether a clause is opened by words that state a goal or a condition ("afin de")."""
    before = _before(outer, _first_of_group(outer))
    return bool(before) and (before[-1] == "pour" or _opened(before) is not None)


def _governed(outer: Word, case: str) -> Factuality | None:
    """The reading by the verb, noun or adjective on which a clause hangs."""
    head = outer.head
    for _ in range(4):
        found = _reading(head, case, clause=True)
        if found is not None and (
            found != "actual" or head is outer.head or not _is_noun_clause(outer)
        ):
            return found
        # "Empêcher l'avion de décoller": parsers hang the infinitive on the object, too.
        if head.relation not in ("obj", "obl", "iobj", "advmod", "fixed") or head.head is head:
            break
        head = head.head
    if case == "pour":
        # "Porter plainte contre quelqu'un pour avoir triché"
        for noun in children(outer.head, "obj"):
            found = _reading(noun, case, clause=True)
            if found is not None:
                return found
    nearest = _nearest(outer)
    found = _reading(nearest, case, clause=True) if nearest is not None else None
    if found is None and case == "pour" and any(children(outer, "aux")):
        # "Félicité pour avoir sauvé": what one is praised or punished for was done.
        return "actual"
    return found


def _shared(verb: Word) -> Factuality | None:
    """The reading of the clause with which a verb is coordinated ("sans consulter ni prévenir")."""
    if (
        verb.relation != "conj"
        or verb.head.pos_ != "VERB"
        or verb_form(verb.head) != verb_form(verb)
    ):
        return None
    if verb.head.relation in ("ROOT", "conj") or any(children(verb, "nsubj")):
        return None
    return reading_of_clause(verb.head)


def reading_of_noun(noun: Word) -> Factuality | None:
    """What stands above the noun of an event says of it; None where nothing does."""
    step, relation = noun, noun.relation
    if relation == "conj" and noun.head.pos_ == "NOUN":
        step, relation = noun.head, noun.head.relation
    if step.head is step:
        return None
    said = _verdict(step)
    if said is not None:
        return said
    head, case = step.head, preposition(step)
    if relation == "nsubj":
        # "L'attentat a été déjoué", "une grève menace"
        if head.pos_ == "VERB" and is_passive(head):
            return _reading(head, "")
        group = operator_tables().subjects.get(_lemma(head))
        return None if group is None else _as_reading(group, denied=is_denied(head))
    if relation not in _ARGUMENTS:
        return None
    found = _opened((case,)) if case in ("sans",) else None
    if found is not None:
        return found
    if case in _PLAIN and step.dep_ == "obl:mod":
        return _reading(head, case, exact=True)
    if head.relation == "obj" and group_of(head, case) is None:
        # "Sauver le navire du naufrage": parsers hang the second complement on the first.
        beyond = _reading(head.head, case, exact=True)
        if beyond is not None:
            return beyond
    # "La rumeur de sa mort s'est révélée infondée"
    said = _verdict(head) if head.pos_ == "NOUN" and case in ("de", "sur") else None
    return said or _reading(head, case)


def is_confirmed(noun: Word) -> bool:
    """Whether a sentence says of the noun of an event that it is true."""
    return _verdict(noun) == "actual"


def _verdict(noun: Word) -> Factuality | None:
    """What a sentence says of a rumour, or of an event that was rumoured: true or not."""
    verdicts = operator_tables().verdicts
    for child in children(noun, "amod", "acl"):
        if reading := _said(child, verdicts):
            return _as_reading(reading, denied=False)
    head, link = noun.head, noun.relation
    if link not in ("nsubj", "obj"):
        return None
    words = [head, *(child for child in children(head, "xcomp", "obj") if child is not noun)]
    for word in words:
        reading = _said(word, verdicts)
        plays = word is not head or link == "obj" or is_passive(head) or head.pos_ != "VERB"
        if reading is not None and (plays or is_reflexive(head)):
            return _as_reading(reading, denied=is_denied(head))
    return None


def _said(word: Word, verdicts: Mapping[str, str]) -> str | None:
    """The verdict of a verb, of its reflexive, or of an adjective that may be a participle."""
    lemma = _lemma(word)
    if word.pos_ == "VERB" and is_reflexive(word):
        return verdicts.get(f"se {lemma}") or verdicts.get(lemma)
    adjective = word.lower_.removesuffix("s").removesuffix("e")
    plain = None if any(children(word, "aux")) else verdicts.get(adjective)
    return plain or verdicts.get(lemma)


def _as_reading(reading: str, denied: bool) -> Factuality:
    if not denied:
        return next(value for value in FACTUALITIES if value == reading)
    return "actual" if reading == "negated" else "negated"


def _reading(head: Word, case: str, clause: bool = False, exact: bool = False) -> Factuality | None:
    """What an operator says of the complement that it takes by a preposition."""
    group = group_of(head, case, clause, exact)
    if group is None:
        return None
    over = head.head
    modal = verb_form(head) == "Inf" and head.relation == "xcomp" and over.pos_ == "VERB"
    if is_denied(head) or modal and is_denied(over):
        # "N'a pas échappé à", "n'a pas pu éviter"; "pas certain que", "n'exclut pas que".
        open_to_doubt = case == "que" and group in ("confirmed", "negated")
        return "hypothetical" if open_to_doubt else _DENIED[group]
    if group == "negated" and _is_sought(head):
        # "Pour éviter une grève", "il tente d'échapper à la prison"
        return "hypothetical"
    if group == "confirmed":
        return "actual"
    return _as_reading(group, denied=False)


def group_of(head: Word, case: str, clause: bool = False, exact: bool = False) -> str | None:
    """The group of operators that a word belongs to with a complement by a preposition ("" for an
    object, "que" for a clause); None for none. With `clause` those that read only clauses count,
    with `exact` only those that ask for the preposition."""
    table = operator_tables()
    lemma = _lemma(head)
    keys = [f"{lemma} {case}"] if case else []
    if case in _PLAIN and not exact:
        keys.append(lemma)
    if head.pos_ == "VERB" and is_reflexive(head):
        keys = [f"se {key}" for key in keys] + keys
    verbal = head.pos_ in ("VERB", "AUX") or lemma != head.lemma_.lower()
    groups = table.heads if verbal else table.names
    for key in keys:
        if key in groups:
            return groups[key]
        if verbal and clause and key in table.clauses:
            return table.clauses[key]
    return None


def is_bare(verb: Word, case: str) -> bool:
    """Whether a verb with a complement by a preposition only says that it does not take place."""
    lemma = verb.lemma_
    bare = operator_tables().bare
    if lemma not in bare and f"{lemma} {case}" not in bare:
        return is_reflexive(verb) and f"se {lemma} {case}" in bare
    return True


@remembered
def _lemma(word: Word) -> str:
    """The infinitive of a participle that was taken for an adjective or noun ("promise à …")."""
    lemma = word.lemma_.lower()
    if word.pos_ in ("VERB", "AUX"):
        return lemma
    # "Un magazine prête à l'acteur un mariage": the tagger may take "prête" for an adjective.
    acts = any(children(word, "obj"))
    if not acts and (lemma in operator_tables().names or lemma in operator_tables().verdicts):
        return lemma
    if acts or word.relation in ("acl", "amod", "advcl", "appos"):
        known, guessed = infinitives(word.lower_)
        return next((verb for verb in (*known, *guessed) if verb in operator_tables().words), lemma)
    return lemma


@remembered
def is_denied(word: Word) -> bool:
    """Whether a word is negated, by a particle or by its subject ("nul n'ignore que")."""
    for child in word.children:
        if child.lower_ in _NO and child.relation == "advmod":
            return True
        if child.lower_ in ("ne", "n'"):
            if any(other.lower_ in _NO for other in word.children):
                return True
            if any(
                token.lower_ in _NOBODY
                for subject in children(word, "nsubj", "obj")
                for token in (subject, *subject.children)
            ):
                return True
        if child.relation in ("aux", "cop") and any(
            inner.lower_ in _NO for inner in child.children
        ):
            return True
    return False


def _is_sought(head: Word) -> bool:
    """Whether an operator is itself an infinitive that is wanted or a goal."""
    if verb_form(head) != "Inf":
        return False
    before = _before(head, _first_of_group(head))
    if before and before[-1] == "pour":
        return True
    if head.head.lemma_ == "pouvoir":
        return tense(head.head) not in OVER
    return reading_of_clause(head) in ("hypothetical", "planned")


def reading_beside(verb: Word) -> Factuality | None:
    """What a phrase beside a main clause says of it: "à en croire son frère", "faute de quoi"."""
    asides = operator_tables().asides
    for child in verb.children:
        if child.lower_ == "quoi" and child.i < verb.i:
            # "Faute de quoi la banque saisira les machines"
            return _opened((*_before(child, child.i), "quoi"))
        if child.relation not in _ASIDES:
            continue
        first = child
        while first.children and first.children[0].i < first.i:
            first = first.children[0]
        listed = asides.get(FULL_FORMS.get(first.lower_, first.lower_))
        if listed is None:
            continue
        said = " ".join(_before(first, first.i + _LONGEST)[-_LONGEST:])
        said = said.replace("' ", "'").replace(" -", "-")
        for phrase, reading in listed:
            if said.startswith(phrase):
                return reading
    return None


def _opened(before: Sequence[str]) -> Factuality | None:
    for words, reading in operator_tables().openings.get(before[-1], ()):
        if len(words) <= len(before) and tuple(before[-len(words) :]) == words:
            return reading
    return None


def _before(verb: Word, end: int) -> tuple[str, ...]:
    """The words that stand before a place, whole and in lower case; "même" left out."""
    words = verb.doc.words[max(0, end - _LONGEST) : end]
    found = [word.lower_ for word in words if word.lower_ != "même"]
    return tuple([FULL_FORMS.get(word, word) for word in found])


def _finite_mark(verb: Word) -> Word | None:
    """The conjunction that opens a finite clause."""
    for child in verb.children:
        if child.i > verb.i:
            break
        word = child.lower_
        if word in _QUE and child.relation != "obj" or _is_if(child):
            return child
    return None


def _is_if(word: Word) -> bool:
    """Whether a word is "si"; that of "s'est effondré" is none, whatever its label."""
    if word.relation != "mark" or word.lower_ not in _IF:
        return False
    return word.lower_ == "si" or word.nbor(1).lower_ in ("il", "ils")


def _first_of_group(verb: Word) -> int:
    """Where a verb begins with its auxiliaries, pronouns and particles ("ne pas l'avoir vu")."""
    first = verb.i
    words = verb.doc.words
    while first > 0:
        word = words[first - 1]
        own = word.head is verb and (
            word.relation in ("aux", "expl", "obj", "iobj", "advmod") and word.pos_ != "SCONJ"
        )
        if not own or word.pos_ in ("NOUN", "PROPN", "ADP") or word.lower_ in ("non", "sans"):
            break
        first -= 1
    return first
