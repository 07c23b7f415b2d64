"""How much speaks for two mentions telling one event: named weights that add up.

After Fellegi and Sunter (1969), "A Theory for Record Linkage": each comparison gives evidence for
or against, and the sum decides. The weights are set by hand so far and stand together here.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import Amount, Component, DateSpan, Mention
from timeline.reconciliation.names import NameTable, is_name

# Two mentions are one event where the sum, this included, is not negative.
PRIOR = Component("prior", -3.0)

WEIGHTS = {
    "same type": 2.0,
    "same word": 1.0,
    "refers back": 3.0,
    "same day": 3.0,
    "same month": 2.0,
    "same year": 1.0,
    "dates overlap": 0.5,
    "one shared participant": 1.0,
    "several shared participants": 2.5,
    "amounts agree": 1.5,
    "same place": 0.5,
    "no participant in common": -3.0,
    "different people": -3.0,
    "both in one sentence": -2.5,
}

# Kinds so wide that sharing one says little.
_VAGUE_TYPES = frozenset({"other", "announce"})
_IDENTIFYING = frozenset({"one shared participant", "several shared participants", "amounts agree"})

# Amounts within this ratio agree when one of them is approximate.
_TOLERANCE = 0.10


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome for a pair: the sum, its parts, and whether something forbids the match."""

    score: float
    components: tuple[Component, ...]
    forbidden: bool = False


_FORBIDDEN = Comparison(float("-inf"), (), forbidden=True)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a mention: entity keys of its core roles, and of all participants."""

    mention: Mention
    core: frozenset[str]
    patients: frozenset[str]
    people: frozenset[str]
    everyone: frozenset[str]
    places: frozenset[str]


def profile(mention: Mention, names: NameTable) -> Profile:
    """The comparable side of a mention."""
    keys = [
        (item, names.canonical(item.name, mention.article))
        for item in mention.participants
        if is_name(item)
    ]
    return Profile(
        mention,
        frozenset(key for item, key in keys if item.role in ("agent", "patient")),
        frozenset(key for item, key in keys if item.role == "patient"),
        frozenset(key for item, key in keys if item.type == "PER"),
        frozenset(key for _, key in keys),
        frozenset(names.canonical(place, mention.article) for place in mention.places),
    )


def cannot_link(a: Profile, b: Profile) -> bool:
    """Whether two mentions can never be one event, whatever else speaks for it."""
    first, second = a.mention, b.mention
    if first.type != second.type and first.trigger.lemma != second.trigger.lemma:
        return True
    if (first.factuality == "negated") != (second.factuality == "negated"):
        return True
    if first.date is not None and second.date is not None and not dates_meet(first, second):
        return True
    if _in_one_sentence(first, second) and first.trigger.lemma == second.trigger.lemma:
        # "Le nord est en alerte orange, le sud en alerte rouge": a sentence that says a word twice
        # speaks of two.
        return True
    return _different_patients(a, b) or _contradictory(first.amounts, second.amounts)


def _in_one_sentence(first: Mention, second: Mention) -> bool:
    return first.article == second.article and first.char_start == second.char_start


def _different_patients(a: Profile, b: Profile) -> bool:
    """Whether the two happened to different names: neither's patient plays any part in the other.

    Who acts may be told in part ("A fonde X", "B fonde X"); whom it befell tells events apart.
    """
    both = bool(a.patients) and bool(b.patients)
    return both and not (a.patients & b.everyone or b.patients & a.everyone)


def compare(a: Profile, b: Profile) -> Comparison:
    """The evidence that two mentions tell one event."""
    if cannot_link(a, b):
        return _FORBIDDEN
    first, second = a.mention, b.mention
    reasons: list[str] = []
    same_type = first.type == second.type and first.type != "other"
    if same_type:
        reasons.append("same type")
    if first.trigger.lemma.lower() == second.trigger.lemma.lower():
        reasons.append("same word")
    carried = first.id == second.refers_to or second.id == first.refers_to
    if carried and reasons:
        # Only a telling of the same kind; other events are merely told of the same time.
        reasons.append("refers back")
    if first.date is not None and second.date is not None:
        reasons.append(_date_reason(first.date, second.date))
    reasons += _participant_reasons(a, b)
    if any(amounts_agree(x, y) for x in first.amounts for y in second.amounts):
        reasons.append("amounts agree")
    if a.places & b.places:
        reasons.append("same place")
    if _in_one_sentence(first, second):
        reasons.append("both in one sentence")
    if not _tells_which(first, second, set(reasons)):
        return _FORBIDDEN
    components = (PRIOR, *(Component(reason, WEIGHTS[reason]) for reason in reasons))
    return Comparison(sum(one.weight for one in components), components)


def _tells_which(first: Mention, second: Mention, reasons: set[str]) -> bool:
    """Whether anything but kind and time says that two mentions are one event.

    Many things of a kind happen on a day. A vague kind asks for the same word besides, and two
    articles that name nobody for more than that.
    """
    if "refers back" in reasons:
        return True
    vague = first.type in _VAGUE_TYPES or second.type in _VAGUE_TYPES
    if vague and "same word" not in reasons:
        return False
    if reasons & _IDENTIFYING:
        return True
    if first.article == second.article:
        # One noun again is the thing told again; one verb again is often another act.
        nominal = not first.trigger.lemma.endswith(("er", "ir", "oir", "re"))
        return "same word" in reasons and nominal
    return "same place" in reasons and "same word" in reasons


def undated_match(undated: Profile, dated: Profile) -> Comparison:
    """The evidence that an undated mention tells a dated event of the same type.

    Nothing but the participants can say so, so all those of its core must be known to the other.
    """
    if cannot_link(undated, dated) or undated.mention.type in ("other", "announce"):
        return _FORBIDDEN
    if _counts_several(undated.mention):
        return _FORBIDDEN
    shared = undated.core & dated.everyone
    # One name could be of any event of the kind, unless it is the one the event happened to.
    telling = len(shared) > 1 or bool(shared & undated.patients)
    if not telling or undated.core - dated.everyone:
        return _FORBIDDEN
    return compare(undated, dated)


def _counts_several(mention: Mention) -> bool:
    """Whether a mention sums up several events ("deux actions", "à trois reprises")."""
    counts = (a.value for a in mention.amounts if a.unit != "%" and not a.unit.isupper())
    return any(value > 1 for value in counts)


def _participant_reasons(a: Profile, b: Profile) -> list[str]:
    shared = a.everyone & b.everyone
    if a.core and b.core and not shared:
        return ["no participant in common"]
    if (a.people - b.everyone) and (b.people - a.everyone):
        return ["different people"]
    if len(shared) > 1:
        return ["several shared participants"]
    return ["one shared participant"] if shared else []


def _date_reason(a: DateSpan, b: DateSpan) -> str:
    common = _common_days(a, b)
    longest = max(a.days or 10**6, b.days or 10**6)
    if common is None or longest > 366:
        return "dates overlap"
    if longest == 1:
        return "same day"
    if longest <= 31:
        return "same month"
    return "same year"


def _common_days(a: DateSpan, b: DateSpan) -> int | None:
    starts = [day.ordinal for day in (a.start, b.start) if day is not None]
    ends = [day.ordinal for day in (a.end, b.end) if day is not None]
    if not starts or not ends:
        return None
    return min(ends) - max(starts) + 1


def dates_meet(a: Mention, b: Mention) -> bool:
    """Whether two dated mentions can speak of one time.

    A report is often dated a day after the event: one day of drift is allowed where one of the two
    dates is only that of the publication.
    """
    if a.date is None or b.date is None or a.date.overlaps(b.date):
        return True
    if "publication" not in (a.date_source, b.date_source):
        return False
    common = _common_days(a.date, b.date)
    return common is not None and common >= 0 and a.date.days == b.date.days == 1


def amounts_agree(a: Amount, b: Amount) -> bool:
    """Whether two amounts can be one: equal, in a range, or within 10 % if one is approximate."""
    if a.unit != b.unit:
        return False
    low_a, high_a = a.value, a.value_max or a.value
    low_b, high_b = b.value, b.value_max or b.value
    if low_a <= high_b and low_b <= high_a:
        return True
    if not (a.approximate or b.approximate):
        return False
    gap = max(low_a - high_b, low_b - high_a)
    return gap <= _TOLERANCE * max(abs(high_a), abs(high_b))


def _contradictory(first: tuple[Amount, ...], second: tuple[Amount, ...]) -> bool:
    """Whether both sides have sums of money or percentages, none of which agree."""
    left = [item for item in first if item.unit.isupper() or item.unit == "%"]
    right = [item for item in second if item.unit.isupper() or item.unit == "%"]
    if not left or not right or {i.unit for i in left}.isdisjoint(i.unit for i in right):
        return False
    return not any(amounts_agree(a, b) for a in left for b in right)
