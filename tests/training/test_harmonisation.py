"""The treebanks are made to agree where they annotate one thing in several ways."""

import pytest
from harmonisation import Usage, harmonised
from treebanks import Sentence, Word


def tree(*rows: tuple[str, str, str, str, int, str]) -> Sentence:
    words, text = [], ""
    for form, lemma, pos, morph, head, dep in rows:
        words.append(Word(len(text), len(text) + len(form), lemma, pos, morph, head, dep))
        text += form + " "
    return Sentence("s", text.strip(), tuple(words))


PASSIVE = tree(
    ("Elle", "il", "PRON", "", 2, "nsubj:pass"),
    ("est", "être", "AUX", "", 2, "aux:pass"),
    ("votée", "voter", "VERB", "Tense=Past|VerbForm=Part", 2, "ROOT"),
    ("par", "par", "ADP", "", 4, "case"),
    ("tous", "tout", "PRON", "", 2, "obl"),
)
MODEL = tree(
    ("Elle", "lui", "PRON", "Emph=No", 1, "nsubj"),
    ("va", "aller", "VERB", "", 1, "ROOT"),
    ("à", "à", "ADP", "", 3, "case"),
    ("Lyon", "Lyon", "PROPN", "", 1, "obl:arg"),
    ("en", "en", "ADP", "", 5, "case"),
    ("mai", "mai", "NOUN", "", 1, "obl:mod"),
)
USAGE = Usage([MODEL])


def test_a_pronoun_takes_the_lemma_and_features_of_the_models() -> None:
    word = harmonised(PASSIVE, USAGE, False).words[0]
    assert (word.lemma, word.morph) == ("lui", "Emph=No")


def test_the_agent_of_a_passive_is_told_apart() -> None:
    found = harmonised(PASSIVE, USAGE, False)
    assert found.words[4].dep == "obl:agent"
    assert found.words[2].morph == "Tense=Past|VerbForm=Part|Voice=Pass"


@pytest.mark.parametrize(("case", "label"), [("à", "obl:arg"), ("en", "obl:mod")])
def test_a_bare_oblique_is_labelled_as_the_models_label_its_preposition(
    case: str, label: str
) -> None:
    other = tree(
        ("Il", "il", "PRON", "", 1, "nsubj"),
        ("court", "courir", "VERB", "", 1, "ROOT"),
        (case, case, "ADP", "", 3, "case"),
        ("Nice", "Nice", "PROPN", "", 1, "obl"),
    )
    assert harmonised(other, USAGE, False).words[3].dep == label


def test_a_model_keeps_its_own_labels() -> None:
    assert harmonised(MODEL, USAGE, True) == MODEL


def test_a_reflexive_pronoun_is_no_object() -> None:
    other = tree(
        ("se", "se", "PRON", "", 1, "obj"),
        ("lave", "laver", "VERB", "", 1, "ROOT"),
    )
    assert harmonised(other, USAGE, False).words[0].dep == "expl:pv"
