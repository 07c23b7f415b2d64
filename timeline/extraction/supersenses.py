"""A component that tells nouns that happen (`rachat`, `procès`) from things, people and places.

It learns the supersenses of nouns in FrSemCor (Barque et al., "FrSemCor: Annotating a French corpus
with supersenses", LREC 2020): Act, Event, Person, Institution, Artifact …, composites included; all
of them, because what a noun else is tells what it is not.
"""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Tagger
from spacy.tokens import Doc, Token
from spacy.training import Example
from thinc.api import Model

NO_SENSE = "-"
# The probability of NO_SENSE from which on a word is passed over.
_SURE = 0.9
_EVENT = frozenset({"Act", "Event"})
_DEFAULTS = {
    "model": {
        "@architectures": "spacy.Tagger.v2",
        "normalize": True,  # the scores are added up
        "tok2vec": {
            "@architectures": "spacy.Tok2VecListener.v1",
            "width": 96,
            "upstream": "*",
        },
    },
}


def supersense_parts(supersense: str) -> list[str]:
    """The simple supersenses that a composite is made of (`Act/Possession`), in its order."""
    return re.split(r"[;/+x]", supersense)


def names_event(supersense: str) -> bool:
    """Whether a supersense, composites such as `Act/Possession` included, is a happening's."""
    return not _EVENT.isdisjoint(supersense_parts(supersense))


class Supersenses(Tagger):  # type: ignore[misc]
    """Sets `token._.happening` of words that may be nouns with a supersense.

    It is the probability, 0 to 1, that the word names something that happens: what Act, Event and
    their composites have together. Words that are surely no such noun keep None.

    Trained on gold documents whose `tag_` is the supersense, NO_SENSE for a word without one and
    "" where nobody has looked.
    """

    def predict(self, docs: Iterable[Doc]) -> list[NDArray[Any]]:
        """The probability of every label, one row a token and one array a document."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [np.zeros((0, len(self.labels))) for _ in docs]
        return list(self.model.predict(docs))

    def set_annotations(self, docs: Iterable[Doc], scores: Iterable[NDArray[Any]]) -> None:
        """Write the probabilities of `predict` on the documents."""
        happens = np.array([names_event(label) for label in self.labels])
        nothing = self.labels.index(NO_SENSE)
        for doc, rows in zip(docs, scores, strict=True):
            chances = rows[:, happens].sum(axis=1)
            for index in np.flatnonzero(rows[:, nothing] < _SURE):
                doc[int(index)]._.happening = float(chances[index])


def score_event_nouns(examples: Iterable[Example], **_: object) -> dict[str, float]:
    """Precision, recall and F of the tokens that happen, over annotated tokens."""
    right = found = wanted = 0
    for example in examples:
        gold = example.get_aligned("TAG", as_string=True)
        for token, sense in zip(example.predicted, gold, strict=True):
            if not sense:
                continue
            said, true = (token._.happening or 0.0) > 0.5, names_event(sense)
            right += said and true
            found += said
            wanted += true
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f = 2 * right / max(found + wanted, 1)
    return {"event_nouns_p": precision, "event_nouns_r": recall, "event_nouns_f": f}


@Language.factory(
    "supersenses",
    assigns=["token._.happening"],
    default_config=_DEFAULTS,
    default_score_weights={"event_nouns_f": 1.0},
)
def make_supersenses(nlp: Language, name: str, model: Model[Any, Any]) -> Supersenses:
    """The component under the factory name `supersenses`; `model` gives one score a label."""
    return Supersenses(nlp.vocab, model, name, scorer=score_event_nouns)


if not Token.has_extension("happening"):
    Token.set_extension("happening", default=None)
