"""Which time expression of a sentence belongs to which event.

The dependency path decides first; where it ends at a word that is no event, the order of the
clause does. What a date says of a thing ("le budget 2012") is never given to the verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extraction.candidates import Candidate, Candidates
from timeline.extraction.chronology import told_by_entry
from timeline.extraction.descriptions import (
    describes,
    is_compared,
    is_inside_relative,
    is_of_a_section,
    is_of_the_verb,
    is_set_off,
    is_year_of_a_work,
)
from timeline.extraction.fronted import FINITE, opens_entry
from timeline.extraction.gapping import find_gap, joined_days
from timeline.extraction.plans import awaited, is_of_a_plan
from timeline.extraction.sentences import Moment, Sentence
from timeline.extraction.syntax import OF, OVER, children, is_passive, preposition, tense
from timeline.extraction.tree import HAPPENING, Word

# Words that only say how long a date is: "au mois de mai", "dans la nuit de lundi à mardi".
_CALENDAR = frozenset(
    {
        "mois", "an", "année", "semaine", "jour", "journée", "matin", "matinée", "midi", "soir",
        "soirée", "nuit", "aube", "après-midi", "week-end", "date", "début", "milieu", "fin",
        "courant", "printemps", "été", "automne", "hiver",
    }
)  # fmt: skip
# The distance of an event that only the order of the words, not the tree, joins to a date.
_BY_ORDER = 20
_WHEN = frozenset({"quand", "lorsque", "lorsqu'"})
_SEQUENCE = frozenset({"après", "avant", "depuis", "dès"})
_OPENING = frozenset({"et", "mais", "puis", ";"})
# Types of what does something to others while it lasts.
_HAPPENINGS = frozenset(
    {
        "disaster", "accident", "epidemic", "attack", "military", "strike", "demonstrate",
        "protest", "die", "injure", "layoff", "other",
    }
)  # fmt: skip


def attach(sentence: Sentence, candidates: Candidates) -> dict[int, Moment]:
    """For the trigger position of each event that the sentence dates, the moment that dates it.

    An event whose verb is left out (`gapping`) is filed in `candidates.gapped` under its verb's.

    A moment that could not be resolved ("le lendemain" of nothing) is attached too, where the tree
    is clear: the event has a date of its own, only an unknown one.
    """
    dated: dict[int, tuple[int, Moment]] = {}

    def give(candidate: Candidate, moment: Moment, distance: int) -> None:
        key = candidate.trigger.i
        if key not in dated or _is_better(moment, distance, *dated[key]):
            dated[key] = (distance, moment)

    # The date in front with the event it dates, and the date of that event's own verb.
    before: tuple[Moment, Candidate, Moment] | None = None
    for number, moment in enumerate(sentence.moments):
        if moment.expression.type not in ("DATE", "TIME"):
            continue
        unknown = moment.expression.date is None
        if unknown and (
            moment.expression.type == "TIME" or moment.expression.value == "PRESENT_REF"
        ):
            continue
        if moment.start in candidates.bracketed:
            for candidate, own in candidates.bracketed[moment.start]:
                give(candidate, own, 0)
            continue
        compared = is_compared(moment, sentence, candidates)
        if compared or is_year_of_a_work(moment, sentence) or is_of_a_section(moment, sentence):
            continue
        opens = opens_entry(sentence, moment)
        if opens and (told := told_by_entry(sentence, moment, candidates)):
            for item in told:
                give(item, moment, 0)
            before = moment, told[0], moment
            continue
        found = _by_tree(sentence, candidates, moment)
        opened = None
        if found is not None and found[0].predicate.i < moment.start:
            # "Frappé en 2005 et en 2016, le pays …": before the subject a list is likelier.
            finite = before is None or before[1].tense in FINITE
            opened = _opened_clause(sentence, candidates, moment) if finite else None
        if opened is not None:
            found = opened
        elif before is not None:
            chosen = found[0] if found is not None else None
            following = sentence.moments[number + 1 :]
            last, host, first = before
            days = joined_days(last, moment, following, sentence)
            if days is not None and chosen in (None, host):
                dated[host.trigger.i] = (0, days)
                before = days, host, days if first is last else first
                continue
            gap = find_gap(last, host, moment, chosen, following, sentence)
            if gap is not None:
                sentence.gaps.append(gap)
                candidates.gapped.append((host, first, gap, moment))
                before = moment, host, first
                continue
        when = _closes_opening_clause(sentence, candidates, moment)
        if when is not None:
            give(when, moment, 1)
        if found is None or (unknown and found[1] >= _BY_ORDER):
            continue
        (candidate, distance), head = found, _head_of(moment, sentence)
        if is_of_a_plan(head, candidate):
            give(candidate, moment, distance + _BY_ORDER)
            continue
        temporal = temporal_clause(candidate, candidates)
        if temporal is not None and candidate.type is None:
            candidate = temporal
        give(candidate, moment, distance)
        before = moment, candidate, moment
        for other in _sharing(candidate, candidates, moment):
            give(other, moment, distance + 10)
        main = _main_of_purpose(candidate, candidates)
        # "Il organise un bal pour fêter la fin de l'année": what is feasted is not when.
        if main is not None and head.relation != "obj":
            give(main, moment, distance + 10)
    return {key: moment for key, (_, moment) in dated.items()}


def _is_better(moment: Moment, distance: int, other_distance: int, other: Moment) -> bool:
    """Whether a date is the better one of two of the same event: the finer ("la même année, en
    juillet"), else the one nearer in the tree."""
    new, old = moment.expression.date, other.expression.date
    if (new is None) != (old is None):
        return old is None
    if new is not None and old is not None and new != old:
        if old.contains(new):
            return True
        if new.contains(old):
            return False
        counted = moment if new.approximate else other
        narrated = counted.expression.anchor == "narrative"
        if new.approximate != old.approximate and (new.grain == old.grain or narrated):
            # "Trois semaines plus tard, le 16 janvier", "le 3 mai, deux ans après l'autre"
            return old.approximate
    return distance < other_distance


def _head_of(moment: Moment, sentence: Sentence) -> Word:
    """The word of a time expression that hangs outside it."""
    inside = range(moment.start, moment.end)
    outer = [sentence.doc[i] for i in inside if sentence.doc[i].head.i not in inside]
    content = [token for token in outer if token.pos_ not in ("ADP", "DET", "PUNCT")]
    roots = [sentence.doc[i] for i in inside if sentence.doc[i].head.i == i]
    return (content or roots or outer or [sentence.doc[moment.start]])[0]


def _by_tree(
    sentence: Sentence, candidates: Candidates, moment: Moment
) -> tuple[Candidate, int] | None:
    beside = _noun_beside(sentence, candidates, moment)
    if beside is not None:
        return beside, 1
    head = _head_of(moment, sentence)
    for clause in children(head, "advcl"):
        # "C'est en 2011 que la société a fermé"
        if clause.dep_ == "advcl:cleft" and clause.i in candidates.of:
            return candidates.of[clause.i], 1
    verb = _verb_of_day(head, moment, candidates)
    if verb is not None:
        return verb, 1
    step, distance = head, 0
    within = range(moment.start, moment.end)
    while True:
        if step.head == step or not sentence.start <= step.head.i < sentence.end:
            return _nearest(sentence, candidates, moment, step)
        if step.relation == "appos" and step.i not in within:
            # "Anne Roux, gagnante en mai, est partie": the date says more of the apposition.
            return None
        above = step.head
        distance += 1
        candidate = candidates.of.get(above.i)
        if candidate is not None:
            told = (candidate.trigger, candidate.predicate)
            phrase = step.i not in within and step.relation == "nmod" and preposition(step) != ""
            described = phrase or describes(step, moment, sentence)
            if above not in told and above.pos_ == "NOUN" and described:
                # "Le record de mai a été battu": a noun that the verb has taken up.
                verb = _verb_of(
                    above, candidates, candidate.type or "other", sentence.types.get(above.i)
                )
                return None if verb is None else (verb, distance)
            if candidate.is_noun and is_of_the_verb(step, moment):
                # "Elle inaugurera la foire lundi": only the parser hangs the day on the fair.
                verb = candidates.of.get(above.head.i)
                if verb is not None and verb.predicate is above.head and not verb.weak:
                    return verb, distance
            better = _crossed(candidate, candidates, moment)
            better = better or _noun_before(candidate, candidates, moment)
            return (better or candidate, distance)
        unit = above.lemma_.lower() in _CALENDAR
        if not unit and is_set_off(above, sentence):
            return None
        if above.pos_ in ("NOUN", "PROPN") and not unit and describes(step, moment, sentence):
            # "La Grande Crise de 2009 a touché la ville": a name is no event by itself.
            verb = _verb_of(above, candidates, "other") if above.happening > HAPPENING else None
            return None if verb is None else (verb, distance)
        if above.pos_ == "VERB" or any(children(above, "cop")):
            # A verb that is no event: its own event noun, else the nearest event of its clause.
            nearest = _nearest(sentence, candidates, moment, above)
            ended = above.relation in ("advcl", "acl") and tense(above) == "past_participle"
            if nearest is not None or not ended:
                return nearest
            # "Attendue lundi, la vente a été annulée": the date is that of the main clause.
        step = above


def _verb_of_day(day: Word, moment: Moment, candidates: Candidates) -> Candidate | None:
    """The verb behind whose object a day stands, which parsers hang on a word below the object
    ("elle dépose une plainte contre lui le 3 mai"); not where a noun of them is an event."""
    date, noun = moment.expression.date, day.head
    if day.relation != "nmod" or preposition(day) or date is None or date.grain != "day":
        return None
    nouns = [noun]
    while nouns[-1].relation == "nmod":
        nouns.append(nouns[-1].head)
    verb = candidates.of.get(nouns[-1].head.i)
    if verb is None or verb.is_noun or nouns[-1].relation != "obj" or len(nouns) == 1:
        return None
    own = all(candidates.of.get(word.i, verb) is verb for word in nouns)
    return verb if own and verb.predicate is nouns[-1].head and verb.trigger.i < day.i else None


def _verb_of(noun: Word, candidates: Candidates, *kinds: str | None) -> Candidate | None:
    """The verb that tells what a happening, its subject, did while it lasted: "la tempête de 1999 a
    détruit la forêt". `kinds` are the types that the happening may have."""
    verb = candidates.of.get(noun.head.i)
    if verb is None or noun.relation != "nsubj" or noun.head is not verb.predicate:
        return None
    did = verb.tense in OVER and not is_passive(verb.predicate)
    return verb if did and not _HAPPENINGS.isdisjoint(kinds) else None


def _opened_clause(
    sentence: Sentence, candidates: Candidates, moment: Moment
) -> tuple[Candidate, int] | None:
    """The verb of the clause that a date opens behind a conjunction, where the parser hangs it on
    the clause before: "il a été arrêté lundi et, mardi, le juge l'a mis en examen"."""
    words, position = sentence.doc.words, moment.start - 1
    while position > sentence.start and words[position].pos_ in ("ADP", "DET"):
        position -= 1
    if words[position].text == ",":
        position -= 1
    if position <= sentence.start or words[position].lower_ not in _OPENING:
        return None
    verbs = (item for item in candidates.items if item.predicate.i >= moment.end)
    item = next((item for item in verbs if not item.is_noun), None)
    if item is None or item.tense not in FINITE:
        return None
    between = words[moment.end : item.predicate.i]
    stops = [word for word in between if word.is_punct or word.lower_ in _OPENING]
    closed = stops and (len(stops) > 1 or stops[0] is not between[0])
    relative = any(word.pos_ == "SCONJ" or word.lower_ in ("qui", "dont") for word in between)
    return None if closed or relative else (item, 1)


def _closes_opening_clause(
    sentence: Sentence, candidates: Candidates, moment: Moment
) -> Candidate | None:
    """The verb of a "quand" clause that opens its sentence and ends with the date, set off: "quand
    elle a été élue, en mai 2008, il vivait à Lyon"."""
    words, first = sentence.doc.words, moment.start
    if words[sentence.start].lower_ not in _WHEN or moment.end >= sentence.end:
        return None
    while first > sentence.start and words[first - 1].pos_ in ("ADP", "DET"):
        first -= 1
    before, behind = words[sentence.start : first], words[moment.end]
    if behind.text != "," or not before or [w.text for w in before].count(",") != 1:
        return None
    verbs = [item for item in candidates.items if item.predicate.i < first and not item.is_noun]
    return verbs[-1] if before[-1].text == "," and verbs else None


def _noun_beside(sentence: Sentence, candidates: Candidates, moment: Moment) -> Candidate | None:
    """The event noun that a date right behind its phrase belongs to, whatever the tree says.

    "Les sinistrés de la tempête de décembre 2021"; "Le mariage d'Anne, en 2021, avait surpris".
    """
    doc, before = sentence.doc, moment.start - 1
    if before <= sentence.start:
        return None
    if doc[before].lower_ in OF or moment.expression.text.lower().startswith("du "):
        end = before - 1 if doc[before].lower_ in OF else before
        return _phrase_ending(end, sentence, candidates)
    start = before if doc[before].pos_ == "ADP" else moment.start
    closed = moment.end < sentence.end and doc[moment.end].text == ","
    if not closed or doc[start - 1].text != ",":
        return None
    noun = _phrase_ending(_before_participle(start - 2, sentence), sentence, candidates)
    if noun is None or noun.trigger.head.i <= moment.end:
        return None
    # "Après la vente du club, en mai, il a démissionné en juin"
    before = noun.trigger.relation == "obl" and preposition(noun.trigger) in _SEQUENCE
    return noun if before or noun.trigger.relation == "nsubj" else None


def _before_participle(end: int, sentence: Sentence) -> int:
    """The position before a participle that ends a phrase ("l'adoption d'un statut plafonné")."""
    word = sentence.doc[end]
    behind = word.relation == "acl" and word.head.i < end
    return end - 1 if behind and tense(word) == "past_participle" else end


def _phrase_ending(end: int, sentence: Sentence, candidates: Candidates) -> Candidate | None:
    """The event noun whose phrase ends with the token at a position."""
    for item in reversed(candidates.items):
        noun = item.trigger
        if not item.is_noun or noun.i > end:
            continue
        inside = {token.i for token in noun.subtree}
        between = sentence.doc[noun.i : end + 1]
        if any(token.pos_ in ("VERB", "AUX") or token.text == "," for token in between):
            return None
        # Parsers are not always sure which noun an adjective behind it goes with.
        phrase = all(token.i in inside or token.pos_ == "ADJ" for token in between)
        return item if phrase else None
    return None


def _main_of_purpose(candidate: Candidate, candidates: Candidates) -> Candidate | None:
    """The event whose purpose an infinitive tells: "Elle ira à Rome pour voter mardi"."""
    verb = candidate.predicate
    purpose = any(mark.lower_ in ("pour", "afin") for mark in children(verb, "mark", "advmod"))
    perfect = any(children(verb, "aux"))
    # "Pour avoir fraudé en 2014, il a été condamné": what had been is not when.
    if candidate.tense != "infinitive" or verb.relation != "advcl" or not purpose or perfect:
        return None
    main = candidates.of.get(verb.head.i)
    return main if main is not None and not main.is_noun and not main.weak else None


def _crossed(candidate: Candidate, candidates: Candidates, moment: Moment) -> Candidate | None:
    """Another event that stands between the chosen one and the date, and is the better choice.

    Parsers hang "en 2018" on the first verb of a long sentence; a finite verb between the two, on
    the date's side of a clause boundary, is the one that the reader understands.
    """
    low, high = sorted((candidate.predicate.i, moment.start))
    if moment.start < candidate.predicate.i:
        return _of_relative_clause(candidate, candidates, moment)
    between = [
        item for item in candidates.items
        if low < item.predicate.i < high and not item.is_noun and item.tense in FINITE
        and not is_inside_relative(item, moment)
    ]  # fmt: skip
    return between[-1] if between else None


def _noun_before(candidate: Candidate, candidates: Candidates, moment: Moment) -> Candidate | None:
    """The event noun whose phrase ends where the date begins, if the verb's type is unknown:
    "il n'a pas accepté son départ de la société en 2018"."""
    if candidate.type is not None or candidate.is_noun:
        return None
    for item in reversed(candidates.items):
        noun = item.trigger
        if item.is_noun and item.type not in (None, "other") and noun.i < moment.start:
            phrase = max(token.i for token in noun.subtree if token.i < moment.start)
            if phrase >= moment.start - 2 and candidate.predicate.i < noun.i:
                return item
    return None


def _of_relative_clause(
    candidate: Candidate, candidates: Candidates, moment: Moment
) -> Candidate | None:
    """The verb of a relative clause that ends with the date, before the verb of the main clause:
    "ceux qui tiennent la ville depuis mai ont défilé"."""
    for item in reversed(candidates.items):
        verb = item.predicate
        if verb.i >= moment.start or verb.relation != "acl" or item.is_noun:
            continue
        between = verb.doc[verb.i + 1 : moment.start]
        if candidate.predicate.i > moment.end and not any(token.is_punct for token in between):
            return item
    return None


def _nearest(
    sentence: Sentence, candidates: Candidates, moment: Moment, top: Word
) -> tuple[Candidate, int] | None:
    """The event nearest to a date among those below a word that is none itself.

    A vague adverb ("récemment") speaks of its own verb and of nothing else.
    """
    date = moment.expression.date
    if date is None or date.approximate and moment.expression.anchor == "publication":
        return None
    below = {token.i for token in top.subtree}
    within = [
        item for item in candidates.items
        if item.predicate.i in below or item.trigger.i in below
    ]  # fmt: skip
    # Nouns and finite verbs can be dated by their clause; a purpose infinitive seldom is, nor what
    # only says more of another noun ("il a besoin de puissance de calcul").
    within = [
        item
        for item in within
        if (item.trigger.relation != "nmod" if item.is_noun else True)
        and (item.tense != "infinitive" or item.governors)
    ]
    if not within:
        return None
    best = min(
        within,
        key=lambda item: (
            item.weak,
            item.type is None,
            item.predicate.dep_ == "acl:relcl",
            min(abs(item.trigger.i - moment.start), abs(item.trigger.i - moment.end)),
        ),
    )
    return best, _BY_ORDER


def temporal_clause(candidate: Candidate, candidates: Candidates) -> Candidate | None:
    """The event of a "lorsque" clause below, or for which one waits: a vague main clause only
    introduces it."""
    for child in children(candidate.predicate, "advcl", "conj"):
        marker = next((c.lower_ for c in children(child, "mark", "advmod")), "")
        if marker in ("lorsque", "lorsqu'", "quand", "alors"):
            target = candidates.of.get(child.i)
            if target is not None and target.type is not None:
                return target
    return awaited(candidate, candidates)


def _sharing(candidate: Candidate, candidates: Candidates, moment: Moment) -> Sequence[Candidate]:
    """Coordinated verbs, nouns ("arrestations et procès depuis 2011") and "lorsque" clauses that a
    date governs too."""
    if candidate.is_noun:
        nouns = _coordinated_nouns(candidate, candidates, moment)
        # "La crise de 2009 a touché la ville": what a noun of no kind is, its verb tells.
        vague = candidate.type == "other"
        verb = _verb_of(candidate.trigger, candidates, "other") if vague else None
        return nouns if verb is None else [*nouns, verb]
    shared: list[Candidate] = []
    if moment.start < candidate.predicate.i:
        for child in children(candidate.predicate, "conj"):
            other = candidates.of.get(child.i)
            if other is not None and other is not candidate and not (other.is_noun or other.weak):
                same = _inherited_tense(other) == candidate.tense
                if same or other.tense == "past_participle":
                    shared.append(other)
    temporal = temporal_clause(candidate, candidates)
    if temporal is not None and temporal is not candidate:
        shared.append(temporal)
    return shared


def _coordinated_nouns(
    candidate: Candidate, candidates: Candidates, moment: Moment
) -> Sequence[Candidate]:
    """The other nouns of an enumeration without articles that ends with the date."""
    first = candidate.trigger
    while first.relation == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    nouns = [first, *(word for word in first.subtree if word.relation == "conj")]
    nouns = [word for word in nouns if word.i in candidates.of and candidates.of[word.i].is_noun]
    if any(word.i > moment.start or any(children(word, "det")) for word in nouns):
        return []
    return [candidates.of[word.i] for word in nouns if candidates.of[word.i] is not candidate]


def _inherited_tense(candidate: Candidate) -> str:
    own = tense(candidate.predicate)
    return own if own != "none" else candidate.tense
