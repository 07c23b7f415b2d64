"""A component that gives words in capitals ("L'USINE RACHETÉE") the lemmas of small letters.

A lemmatizer of edit trees changes the letters it sees: to turn `RACHETÉES` into `racheter` it would
have to learn the word itself. Lines in capitals are lemmatized as if they were written small.
"""

from spacy.language import Language
from spacy.tokens import Doc

# So many words in a row make a line of capitals; two may be two acronyms.
_WORDS = 3
# Their capitals are their own: names, and what is no French word.
_KEPT = frozenset({"PROPN", "X", "SYM"})


def in_capitals(doc: Doc) -> list[int]:
    """Positions of the words in runs of three or more words in capitals, in order.

    Marks, numbers, elisions and single letters neither end a run nor count.
    """
    runs: list[list[int]] = [[]]
    for token in doc:
        if token.is_upper and token.is_alpha and len(token) > 1:
            runs[-1].append(token.i)
        elif runs[-1] and any(letter.islower() for letter in token.text):
            runs.append([])
    return [i for run in runs if len(run) >= _WORDS for i in run]


class Capitals:
    """Sets `token.lemma` of words in lines of capitals that `nlp` left in capitals, names aside,
    to what it finds for the same words in small letters."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """Correct the lemmas of one document."""
        words = [
            i for i in in_capitals(doc) if doc[i].lemma_.isupper() and doc[i].pos_ not in _KEPT
        ]
        if not words:
            return doc
        small = {i: doc[i].lower_ for i in words}
        copy = Doc(
            doc.vocab,
            words=[small.get(token.i, token.text) for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
        )
        for name in ("tok2vec", "trainable_lemmatizer"):
            copy = self.nlp.get_pipe(name)(copy)
        for i in words:
            doc[i].lemma_ = copy[i].lemma_
        return doc


@Language.factory("capitals", requires=["token.pos", "token.lemma"], assigns=["token.lemma"])
def _make_capitals(nlp: Language, name: str) -> Capitals:
    return Capitals(nlp)
