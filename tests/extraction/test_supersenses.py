"""Which nouns happen: the component, its score, and what the packaged pipeline says."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from timeline.extraction.pipeline import load_pipeline
from timeline.extraction.supersenses import names_event, score_event_nouns


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.mark.parametrize(
    ("sense", "happens"),
    [("Act", True), ("Event", True), ("Act/Cognition", True), ("Part+Event", True),
     ("Person", False), ("GroupxPerson", False), ("Artifact/Cognition", False), ("-", False)],
)  # fmt: skip
def test_composites_count(sense: str, happens: bool) -> None:
    assert names_event(sense) == happens


def happening(nlp: Language, marked: str) -> float | None:
    before, _, rest = marked.partition("[")
    noun = rest.partition("]")[0]
    doc = nlp(marked.replace("[", "").replace("]", ""))
    return next(t for t in doc if t.idx == len(before) and t.text == noun)._.happening


@pytest.mark.parametrize(
    "sentence",
    [
        "Le [rachat] de la chaîne a été annoncé lundi.",
        "Le [procès] de l'ancien ministre s'ouvrira en mai.",
        "La [démission] du directeur a surpris les salariés.",
        "Une [explosion] a détruit l'atelier.",
        "La [signature] de l'accord est prévue jeudi.",
        "L'[élection] du maire aura lieu dimanche.",
    ],
)
def test_what_happens(nlp: Language, sentence: str) -> None:
    assert (happening(nlp, sentence) or 0) > 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        "Les [députés] ont voté le budget.",
        "La [maison] du maire est en pierre.",
        "Le [ministre] est arrivé à Rome.",
        "Elle a acheté une [voiture] rouge.",
        "Il vit depuis dix [ans] à Nantes.",
        "Le [groupe] emploie trois mille ouvriers.",
    ],
)
def test_what_does_not(nlp: Language, sentence: str) -> None:
    assert (happening(nlp, sentence) or 0) < 0.5


def test_words_that_are_surely_no_nouns_have_no_score(nlp: Language) -> None:
    doc = nlp("Le maire a quitté la ville.")
    assert [t.text for t in doc if t._.happening is not None] == ["maire", "ville"]


def test_the_score_counts_annotated_words_only() -> None:
    vocab = spacy.blank("frtl").vocab
    words = ["rachat", "vente", "table", "procès"]
    gold = Doc(vocab, words, tags=["Act", "Event", "Artifact", ""])
    predicted = Doc(vocab, words)
    for token, chance in zip(predicted, (0.9, 0.2, 0.8, 0.9), strict=True):
        token._.happening = chance
    scores = score_event_nouns([Example(predicted, gold)])
    assert scores == {"event_nouns_p": 0.5, "event_nouns_r": 0.5, "event_nouns_f": 0.5}
