"""The slots around a verb or noun, by meaning: what the frames of the lexicon ask for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from timeline.extraction.lexicon import Argument, Frame, Lexicon
from timeline.extraction.names import cues
from timeline.extraction.sentences import Sentence
from timeline.extraction.syntax import (
    children,
    complements,
    has_possessive,
    is_passive,
    is_reflexive,
    objects,
    subjects,
)
from timeline.extraction.tree import Word


def argument(token: Word, sentence: Sentence, lexicon: Lexicon) -> Argument:
    """The head of a phrase as the lexicon sees it; quantity nouns are looked through."""
    token = through(token, lexicon, sentence.amounts)
    amount = sentence.amounts.get(token.i)
    name = sentence.names.get(token.i)
    if name is None and token.lower_ in cues()["civility"]:
        # "Mme Roux": parsers make the name hang on its civility.
        name = sentence.names.get(token.i + 1)
    money = amount is not None and len(amount.amount.unit) == 3 and amount.amount.unit.isupper()
    return Argument(
        token.lemma_.lower(),
        name is not None,
        token.pos_ == "NOUN" and token.text.islower(),
        name.type if name else None,
        money,
        amount is not None,
    )


class Frames:
    """The frames of a word, found when the first condition of the lexicon asks for them: most
    words are in no entry, and most entries set no condition."""

    def __init__(self, token: Word, sentence: Sentence, lexicon: Lexicon) -> None:
        self._about = token, sentence, lexicon
        self._found: list[Frame] | None = None

    def __iter__(self) -> Iterator[Frame]:
        """The frames, each once."""
        if self._found is None:
            self._found = frames_of(*self._about)
        return iter(self._found)


def frames_of(token: Word, sentence: Sentence, lexicon: Lexicon) -> list[Frame]:
    """The slots around a verb or noun, by meaning: a passive's subject is its object.

    "Être" with a participle may be a passive or the past of a verb of movement; without an agent
    both readings are given, and the lexicon decides.
    """

    def filled(tokens: Iterable[Word]) -> tuple[Argument, ...]:
        return tuple([argument(item, sentence, lexicon) for item in tokens])

    phrases = [(p, t) for p, t in complements(token) if not _is_adverb(t, lexicon)]
    agents = [t for p, t in phrases if p == "par" or t.dep_ == "obl:agent"]
    around = tuple([(p, argument(t, sentence, lexicon)) for p, t in phrases])
    if token.pos_ not in ("VERB", "AUX"):
        if has_possessive(token):
            around = (("de", Argument("", name=True)), *around)
        return [Frame(filled(agents), (), around)]
    grammatical = filled(subjects(token))
    patient = [other for item in objects(token) for other in (item, *children(item, "conj"))]
    active = Frame(grammatical, filled(patient), around)
    if is_reflexive(token) or not is_passive(token):
        return [active]
    # "Elle s'est vu remettre le prix" has an object besides.
    passive = Frame(filled(agents), (*grammatical, *filled(patient)), around)
    return [passive] if agents else [passive, active]


def _is_adverb(phrase: Word, lexicon: Lexicon) -> bool:
    """Whether a phrase is an adverb of several words ("à son tour")."""
    return lexicon.is_a("adverbial", phrase.lower_) and has_possessive(phrase)


def through(token: Word, lexicon: Lexicon, stops: Container[int] = ()) -> Word:
    """The noun behind quantity nouns ("une série de poursuites"); positions in `stops` stay."""
    for _ in range(3):
        if token.i in stops or not lexicon.is_a("transparent", token.lemma_.lower()):
            break
        inner = next((t for p, t in complements(token) if p == "de"), None)
        if inner is None:
            break
        token = inner
    return token
