"""What a subject pronoun of a title stands for, where it is no name: the subject before it.

Only where nothing else could be meant: the subject of the clause above, or of the sentence before,
agrees with the pronoun, and no object beside it does.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import children, is_passive
from timeline.extraction.title_agreement import PRONOUNS, means_nothing
from timeline.extraction.title_antecedents import Antecedent, antecedent_of, is_person
from timeline.extraction.title_frames import once_a_sentence
from timeline.extraction.title_misread import is_told
from timeline.extraction.title_naming import ARTICLES, MERGED, noun_phrase, plain_article
from timeline.extraction.title_news import portrayed
from timeline.extraction.title_people import gender_of, is_somebody, may_be
from timeline.extraction.title_story import before, headline
from timeline.extraction.title_words import listed
from timeline.extraction.tree import Word

# How many sentences before its own a pronoun of a portrait may be of somebody else's.
_NEAR = 1


def with_antecedents(sentence: Sentence, names: Mapping[int, str]) -> Mapping[int, str]:
    """The names that pronouns stand for, as given, and in brackets the nouns that others do."""
    found: dict[int, str] = {}
    pronouns, articles = _pointing(sentence)
    for word in pronouns:
        if word.i not in names:
            found.update(_in_place(word, sentence))
    words = sentence.doc.words
    left = {
        i: name
        for i, name in names.items()
        # "Elle a fait savoir hier qu'elle partait": a parse that misled who resolved it, too.
        if not means_nothing(words[i])
        and not is_told(words[i].head)
        and _is_name(name.strip("[]"), words[i])
    }
    return {**left, **articles, **found}


@once_a_sentence
def _pointing(sentence: Sentence) -> tuple[list[Word], dict[int, str]]:
    """Pronouns that may stand for a noun, and articles for demonstratives. Worked out once."""
    pronouns = [
        word
        for word in sentence.doc.words[sentence.start : sentence.end]
        if word.lower_ in PRONOUNS
        and (word.relation == "nsubj" or word.lower_ == "eux" or _is_set_apart(word))
    ]
    return pronouns, _articles(sentence)


def _is_set_apart(word: Word) -> bool:
    """Whether "elle" is what "c'est elle qui" sets apart."""
    if word.lower_ != "elle" or word.i + 1 >= len(word.doc.words):
        return False
    before = [child.lower_ for child in word.children if child.i < word.i]
    return word.doc[word.i + 1].lower_ == "qui" and ("c'" in before or "ce" in before)


def _in_place(pronoun: Word, sentence: Sentence) -> dict[int, str]:
    """What stands in place of a pronoun and of the words that belong to it, by position."""
    first, noun = pronoun.i, pronoun.head
    if pronoun.relation != "nsubj" and _is_set_apart(pronoun):
        text = _portrayed(pronoun, None, sentence)
        return {first: f"[{text}]"} if text else {}
    if pronoun.lower_ == "eux":
        # "Huit d'entre eux": eight of those that were the subject before.
        case = [word.lower_ for word in pronoun.doc.words[max(0, first - 2) : first]]
        text = antecedent(pronoun, sentence) if case == ["d'", "entre"] else ""
        if noun.relation != "nsubj" or not text.startswith("les "):
            return {}
        return {first - 2: f"[des {text[4:]}]", first - 1: "", first: ""}
    if pronoun.lower_ in ("dernier", "dernière", "derniers", "dernières"):
        before = pronoun.doc.words[max(0, first - 1)]
        if before.head is not pronoun or not listed(before.lower_, "demonstratives"):
            return {}
        text = antecedent(pronoun, sentence)
        return {first - 1: f"[{text}]", first: ""} if text else {}
    text = antecedent(pronoun, sentence)
    return {first: f"[{text}]"} if text else {}


def _articles(sentence: Sentence) -> dict[int, str]:
    """The articles that headlines have where the text points back: "l'incident" for "cet incident".

    Behind a preposition the two would merge, and before an h the ear decides: these are left. So
    are days and years, which "ce" tells.
    """
    found: dict[int, str] = {}
    for word in sentence.doc.words[sentence.start : sentence.end]:
        noun = word.head
        if (
            word.lower_ not in ARTICLES
            or word.relation != "det"
            or noun.pos_ != "NOUN"
            or noun.i <= word.i
        ):
            continue
        before = word.doc[word.i - 1] if word.i else None
        behind = word.doc[word.i + 1]
        if listed(noun.lemma_.lower(), "calendar") or behind.lower_.startswith("h"):
            continue
        if not behind.text[0].isalnum():
            continue
        article = plain_article(word.lower_, behind.lower_).rstrip()
        case = children(noun, "case")
        if before is not None and (before.pos_ == "ADP" or case):
            merged = MERGED.get((before.lower_, article))
            if merged is not None and before.lower_ == "de":
                found[before.i], found[word.i] = merged, ""
                continue
            if before not in case or before.lower_ in ("à", "d'"):
                # "À ce stade"
                continue
        found[word.i] = article.capitalize() if word.text[0].isupper() else article
    return found


def _is_name(name: str, pronoun: Word) -> bool:
    """Whether a name can stand in place of a pronoun: no "cour d'appel" without its article."""
    return not name[:1].islower() and may_be(name, pronoun)


def antecedent(pronoun: Word, sentence: Sentence) -> str:
    """The noun that a pronoun stands for with what tells it from others, "" if unsure."""
    if "title antecedent" in pronoun.memo:
        known: str = pronoun.memo["title antecedent"]
        return known
    found = None if means_nothing(pronoun) else antecedent_of(pronoun, sentence)
    text = _portrayed(pronoun, found, sentence) or ("" if found is None else noun_phrase(found))
    return pronoun.remember("title antecedent", text)


def _portrayed(pronoun: Word, found: Antecedent | None, sentence: Sentence) -> str:
    """Whom a portrait is of, where a pronoun may stand for them and nobody else of their gender has
    a name nearby: what a portrait calls "the teacher" is mostly who it is of. "" if unsure."""
    first = headline(sentence)
    name = "" if first is None else portrayed(first)
    if not name or PRONOUNS[pronoun.lower_] != (gender_of(name), "Sing"):
        return ""
    verb = pronoun.head
    # In a portrait, who does something to something is mostly who it is of.
    does = bool(children(verb, "obj", "expl")) and not is_passive(verb)
    human = found is None or is_somebody(verb) or is_person(*found) or does
    if means_nothing(pronoun) or not human:
        return ""
    words = sentence.doc.words[sentence.start : pronoun.i]
    near = [sentence.names[word.i] for word in words if word.i in sentence.names]
    near += [name for one in before(sentence, _NEAR) for name in one.names.values()]
    others = (other.text for other in near if other.type == "PER")
    return "" if any(_is_other(other, name) for other in others) else name


def _is_other(text: str, name: str) -> bool:
    """Whether a name is of somebody else, and maybe of the same gender."""
    gender = gender_of(text) if " " in text else ""
    return text.split()[-1] != name.split()[-1] and gender in ("", gender_of(name))
