"""What forbids that two mentions are one event, whatever else speaks for it."""

from __future__ import annotations

from timeline.reconciliation.amounts import amounts_agree, amounts_contradict, far_apart
from timeline.reconciliation.dating import (
    PLANNED,
    common_days,
    date_level,
    is_near_in_some_year,
    is_news,
)
from timeline.reconciliation.knowledge import knowledge
from timeline.reconciliation.profiles import Profile
from timeline.reconciliation.wording import STEM

# The share of an article's names from which another is about the same.
MANY_NAMES = 0.2
_SAME_DAY = ("same day", "same day, that of the news", "the day after, as reported")
TOO_LITTLE = "too little to go by"
# What is told of a day on which it may not have been.
_PLANS = ("planned", "negated", "hypothetical")
_MOST_MOVED = 3 * 366  # days by which a plan may be put off
_MOVED = 366  # days by which it is where nothing but its kind says that it is the same


def contradict(a: Profile, b: Profile) -> str | None:
    """Why two mentions are not one event by what they say: they never can be, or (`TOO_LITTLE`)
    only others of its event may tell; None where they may be."""
    return forbidden(a, b, date_level(a, b))


def forbidden(a: Profile, b: Profile, level: str) -> str | None:
    """As `contradict`, where the `date_level` of the two is known."""
    one_article = a.article == b.article
    if one_article and a.sentence == b.sentence and a.lemma == b.lemma and a.place != b.place:
        # "Le nord est en alerte orange, le sud en alerte rouge": a sentence that says a word twice
        # speaks of two.
        return "one word twice in a sentence"
    together = one_article and a.sentence == b.sentence
    verbs = not a.nominal and not b.nominal
    other = a.root != b.root and (verbs or a.type != b.type)
    if together and other and not _says_that_it_was(a, b):
        return "two things in one sentence"
    if (a.counted_from and a.counted_from == b.root) or (
        b.counted_from and b.counted_from == a.root
    ):
        # What was on the evening of the fire is not the fire.
        return "dated by the other"
    if a.ordinals and b.ordinals and not a.ordinals & b.ordinals:
        return "counted apart"
    if a.sums_up != b.sums_up and _counted_otherwise(a, b):
        return "several and one"
    if (a.date is None or b.date is None) and not _tells_which(a, b):
        return TOO_LITTLE
    if level == "other dates" and not _once(a, b):
        return TOO_LITTLE if is_near_in_some_year(a, b) else "other dates"
    planned = _put_off(a, b) if level == PLANNED else None
    if planned == "other dates":
        return planned
    if level == "another inferred date" and not _same_affair(a, b):
        return "other dates"
    part = _takes_part(a, b)
    alike = part or bool(a.marks & b.marks)
    if level == "day within a year" and a.root == b.root and a.nouns and b.nouns and not part:
        # "Livrée en 2008, la grue …", "la ville a livré une halle le 3 mai 2008"
        return "another of its year"
    other_words = a.root != b.root and level in ("same year", "dates overlap")
    if other_words and knowledge().are_other_kinds(a.type, b.type):
        return "other kinds in one year"
    if level == "same day of a year not said" and not alike:
        return "other dates"
    if level == "a few days apart" and one_article:
        return "told apart in one article"
    if level == "a few days apart" and not (_in_common(a, b) or are_of_one_story(a, b)):
        return "other dates"
    next_day = 1 in (a.first - b.last, b.first - a.last)
    if level == "a few days apart" and not (next_day or _named_alike(a, b)):
        return TOO_LITTLE
    denied = (a.factuality == "negated") != (b.factuality == "negated")
    if one_article and denied and level != PLANNED:
        return "told and denied in one article"
    unlike = not alike and level not in _SAME_DAY and _say_who_and_what(a, b)
    if unlike and (one_article or not are_of_one_affair(a, b)):
        return planned or "nobody and nothing in common"
    if _different_patients(a, b):
        return "other patients"
    if _different_agents(a, b):
        return "other people"
    if amounts_contradict(a.amounts, b.amounts) and (
        one_article or far_apart(a.amounts, b.amounts)
    ):
        return "other amounts"
    return planned


def _counted_otherwise(a: Profile, b: Profile) -> bool:
    """Whether of two mentions one counts several of what the other tells one of: of people who died
    together, somebody by name ("trois marins sont morts", "Paul Orsel est mort")."""
    one = b if a.sums_up else a
    return a.type != b.type or a.type not in knowledge().of_people or bool(one.people & one.named)


def _says_that_it_was(a: Profile, b: Profile) -> bool:
    """Whether one only says of the other, its subject, that it took place ("la fusion devient
    effective le 2 mai")."""
    told, verb = (a, b) if b.carried_from != a.id else (b, a)
    return told.carried_from == verb.id and verb.type == "other" and told.lemma[:STEM] in verb.nouns


def _tells_which(a: Profile, b: Profile) -> bool:
    """Whether more than the kind says that an undated mention tells what another tells: to whom it
    happened, two names, the thing and an amount. The names of the undated one are the other's, too.
    """
    if a.id == b.refers_to or b.id == a.refers_to:
        return True
    dated = a if b.date is None else b
    if dated.date is not None and not dated.stated and a.article != b.article:
        return False  # it has its date from what stands around it: nothing to lend
    names = a.everyone & b.everyone or len(a.marks & b.marks) > 1
    if a.article != b.article and not names and not are_of_one_affair(a, b):
        return False  # "sans faire de blessé" is said of many a fire
    if not (a.root == b.root or are_of_one_kind(a, b)):
        return False
    subjects = a.subjects & b.subjects
    befallen = (a.patients & b.everyone | b.patients & a.everyone) - subjects
    if a.patients & b.patients or befallen or len(a.everyone & b.everyone) > 1:
        return True
    things = bool(a.nouns & b.nouns) + len(a.marks & b.marks)
    things += any(amounts_agree(x, y) for x in a.amounts for y in b.amounts)
    return things > 1 or (a.root == b.root and bool(a.everyone & b.everyone - subjects or things))


def _once(a: Profile, b: Profile) -> bool:
    """Whether both tell what befalls somebody once, of the same name."""
    if a.type != b.type or a.type not in knowledge().once or a.article == b.article:
        return False
    return bool((a.patients or a.agents) & (b.patients or b.agents))


def _put_off(a: Profile, b: Profile) -> str | None:
    """Whether one may be the plan for what the other tells, of another day: what forbids it, that
    there is too little to go by, or None.

    A plan may be told of before ("doit ouvrir en juin") and after it failed ("devait ouvrir en
    juin", "n'a pas ouvert en juin").
    """
    plan, deed = (a, b) if _rank_of_plan(a) <= _rank_of_plan(b) else (b, a)
    same_kind = a.type == b.type or a.root == b.root
    kindred = (a.type, b.type) in knowledge().kindred and _takes_part(a, b)
    if plan.date is None or deed.date is None or not (same_kind or kindred):
        return "other dates"
    if deed.factuality not in ("actual", "planned"):
        return "other dates"
    if common_days(plan.date, deed.date) <= -_MOST_MOVED:
        return "other dates"
    # What had happened before it was planned is another thing, but for a plan that has failed.
    failed = plan.published is None or plan.last < plan.published
    after = deed.first > plan.last
    if plan.published is not None and deed.last < plan.published and not (failed and after):
        return "other dates"
    if a.article == b.article and not (failed and after):
        return "other dates"
    if a.article == b.article or not (_takes_part(a, b) or _only_ones(a, b)):
        return TOO_LITTLE
    # "La mine pourrait fermer", "contre la fermeture de la mine": a noun alone is many a thing's.
    named = _named_alike(a, b)
    if common_days(plan.date, deed.date) <= -_MOVED and not (named or _only_ones(a, b)):
        return TOO_LITTLE
    return None if plan.factuality == "planned" or named else TOO_LITTLE


def _only_ones(a: Profile, b: Profile) -> bool:
    """Whether two articles about the same people and places tell each of one such thing only."""
    if a.type != b.type or a.type in knowledge().vague or max(a.of_its_kind, b.of_its_kind) > 1:
        return False
    return a.article != b.article and are_of_one_affair(a, b)


def _rank_of_plan(one: Profile) -> int:
    return _PLANS.index(one.factuality) if one.factuality in _PLANS else len(_PLANS)


def _same_affair(a: Profile, b: Profile) -> bool:
    """Whether two mentions tell the same of the same, so that one may have got a wrong date."""
    if a.article == b.article or not (a.type == b.type or a.root == b.root):
        return False
    return bool((a.patients & b.patients) or (a.agents & b.agents))


def _takes_part(a: Profile, b: Profile) -> bool:
    """Whether two mentions share who or what takes part, or a word of its name."""
    return bool(a.everyone & b.everyone or a.words & b.words or a.nouns & b.nouns)


def _named_alike(a: Profile, b: Profile) -> bool:
    """Whether two mentions share a name, or a word of one, other than that of a great place."""
    return bool(a.everyone & b.everyone or (a.words & b.words) - knowledge().countries)


def are_of_one_kind(a: Profile, b: Profile) -> bool:
    """Whether two mentions are of one type that says what is told: one as wide as publishing does
    of the same thing."""
    known = knowledge()
    if a.type != b.type:
        return False
    return a.type not in known.vague or (a.type in known.wide and bool(a.nouns & b.nouns))


def _in_common(a: Profile, b: Profile) -> bool:
    """Whether two mentions share who or what takes part, or what is told."""
    return (
        _takes_part(a, b)
        or a.root == b.root
        or (a.type == b.type and a.type not in knowledge().vague)
    )


def are_of_one_story(a: Profile, b: Profile) -> bool:
    """Whether two articles are about the same people and places, and one of them looks back: what
    is the news of one day may not be that of the next."""
    return are_of_one_affair(a, b) and not (is_news(a) and is_news(b))


def are_of_one_affair(a: Profile, b: Profile) -> bool:
    """Whether two articles are about the same people and places."""
    return share_of_names(a, b) >= MANY_NAMES


def share_of_names(a: Profile, b: Profile) -> float:
    """Of the names of the article that has fewer, the share that the other has too."""
    return len(a.cast & b.cast) / max(1, min(len(a.cast), len(b.cast)))


def _different_patients(a: Profile, b: Profile) -> bool:
    """Whether the two happened to different names: neither's patient plays any part in the other.

    Who acts may be told in part ("A fonde X", "B fonde X"); whom it befell tells events apart.
    """
    if not a.patients & a.named or not b.patients & b.named or a.shared or b.shared:
        return False
    alike = a.patient_words & b.words or b.patient_words & a.words
    return not (alike or a.patients & b.everyone or b.patients & a.everyone)


def _say_who_and_what(a: Profile, b: Profile) -> bool:
    """Whether both say by names that are one's alone who takes part, and to what or whom, and
    neither takes up the other: "Belcour ferme l'usine de Lormond", "Orsel ferme la gare de Morlac".
    """
    if a.shared or b.shared:
        return False
    if a.id in (b.refers_to, b.carried_from) or b.id in (a.refers_to, a.carried_from):
        return False
    told = (a.everyone, b.everyone, a.nouns or a.patients, b.nouns or b.patients)
    return all(told)


def _different_agents(a: Profile, b: Profile) -> bool:
    """Whether both name people, and each only others than the other does: a first name alone is
    no other than the name that begins with it."""
    first, second = a.people & a.named - b.everyone, b.people & b.named - a.everyone
    if not first or not second or a.shared or b.shared or a.people & b.people:
        return False
    return not any(
        one in a.given and other.startswith(one) or other in b.given and one.startswith(other)
        for one in first
        for other in second
    )
