"""Lines in capitals have the lemmas of small letters; acronyms keep theirs."""

import pytest
import spacy

from timeline.extraction.capitals import in_capitals
from timeline.extraction.pipeline import load_pipeline


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LE GROUPE FERME", "LE GROUPE FERME"),
        ("LE GROUPE FERME 2 SITES, À LYON", "LE GROUPE FERME SITES LYON"),
        ("Urgent : LE GROUPE FERME. La SNCF et la RATP.", "LE GROUPE FERME"),
        ("La SNCF et la RATP. L'ONU, l'OTAN.", ""),
        ("SNCF RATP", ""),
        ("A B C D", ""),
        ("", ""),
    ],
)
def test_three_words_in_a_row_are_a_line_in_capitals(text: str, found: str) -> None:
    doc = spacy.blank("frtl").make_doc(text)
    assert " ".join(doc[i].text for i in in_capitals(doc)) == found


def test_the_pipeline_lemmatizes_capitals_as_small_letters() -> None:
    nlp = load_pipeline()
    doc = nlp("LE GROUPE RACHÈTE DEUX USINES NATIONALES À ALSTOM. Le PIB baisse.")
    lemmas = {token.text: token.lemma_ for token in doc}
    assert lemmas["USINES"] == "usine"
    assert lemmas["NATIONALES"] == "national"
    assert lemmas["RACHÈTE"] == "racheter"
    assert lemmas["ALSTOM"] == "ALSTOM"
    assert lemmas["PIB"] == "PIB"
    small = nlp("le groupe rachète deux usines nationales")
    assert [t.lemma_ for t in small] == [t.lemma_ for t in doc[: len(small)]]
