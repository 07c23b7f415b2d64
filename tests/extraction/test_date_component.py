"""The dates as a component of spaCy pipelines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from timeline import find_dates
from timeline.extraction.date_component import ParsedTense
from timeline.model import Article
from timeline.reading import read

TEXT = "Fondée en mars 2012, la société a été vendue lundi. Pendant trois ans, rien."


def dated(doc: Doc) -> list[tuple[str, str, str | None]]:
    """The dates of a document: words, type, EDTF."""
    return [(s.text, s.label_, s._.date and s._.date.edtf) for s in doc.spans["dates"]]


@pytest.fixture
def blank() -> Language:
    """A blank French pipeline with the component."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("timeline_dates", config={"published": "2025-02-15"})
    return nlp


def test_it_is_found_by_its_name_alone() -> None:
    program = (
        "import spacy; nlp = spacy.blank('fr'); nlp.add_pipe('timeline_dates');"
        "doc = nlp('Né le 3 mai 2012.'); print([s._.date.edtf for s in doc.spans['dates']])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "['2012-05-03']", done.stderr


def test_it_sets_spans_with_their_dates(blank: Language) -> None:
    assert dated(blank(TEXT)) == [
        ("mars 2012", "DATE", "2012-03"),
        ("lundi", "DATE", "2025-02-10"),
        ("Pendant trois ans", "DURATION", None),
    ]
    doc = blank(TEXT)
    assert doc.spans["dates"][0]._.time_expression.value == "2012-03"
    assert doc[0:1]._.date is None


def test_each_document_may_have_its_own_publication_day(blank: Language) -> None:
    doc = blank.make_doc("Il est mort hier.")
    doc._.published = "2012-05-22"
    assert dated(blank(doc)) == [("hier", "DATE", "2012-05-21")]


def test_a_publication_day_that_is_none_is_refused() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("timeline_dates", config={"published": "demain"})
    with pytest.raises(ValueError, match="demain"):
        nlp("hier")


def test_dates_outlive_saving_and_other_processes(blank: Language, tmp_path: Path) -> None:
    expected = dated(blank(TEXT))
    (tmp_path / "docs.spacy").write_bytes(
        DocBin(store_user_data=True, docs=[blank(TEXT)]).to_bytes()
    )
    saved = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(blank.vocab)
    assert [dated(doc) for doc in saved] == [expected]
    assert [dated(doc) for doc in blank.pipe([TEXT, TEXT], n_process=2)] == [expected, expected]
    blank.to_disk(tmp_path / "model")
    assert dated(spacy.load(tmp_path / "model")(TEXT)) == expected


def test_spans_cover_whole_tokens(blank: Language) -> None:
    doc = blank("Voir l’édition 2012-2013.")
    for span in doc.spans["dates"]:
        assert span.text in doc.text


def articles() -> list[Article]:
    """The news articles at hand: the project's own, and those of TIMELINE_ARTICLES."""
    folders = [Path(__file__).parents[2] / "seeds"]
    if os.environ.get("TIMELINE_ARTICLES"):
        folders.append(Path(os.environ["TIMELINE_ARTICLES"]))
    return [one for folder in folders for one in read(folder) if isinstance(one, Article)]


# Where the parse of a news article dates an expression otherwise than the lexicon of verb forms:
# file, words, by the lexicon, by the parse. In the articles at hand there is none.
DIFFERENT: list[tuple[str, str, str | None, str | None]] = []


def test_every_date_that_the_parse_tells_otherwise_is_known(nlp: Language) -> None:
    different: list[tuple[str, str, str | None, str | None]] = []
    for article in articles():
        parsed = ParsedTense(nlp(article.text))
        plain = find_dates(article.text, article.published)
        better = find_dates(article.text, article.published, tense_at=parsed)
        for one, other in zip(plain, better, strict=True):
            if one.date != other.date:
                first, second = (e.date.edtf if e.date else None for e in (one, other))
                different.append((Path(article.path).name, one.text, first, second))
    assert different == DIFFERENT


def test_the_parse_tells_which_verb_a_date_goes_with(nlp: Language) -> None:
    text = "Lundi, la ville qui avait perdu ses trains les retrouvera."
    plain = find_dates(text, "2025-02-15")[0].date
    parsed = find_dates(text, "2025-02-15", tense_at=ParsedTense(nlp(text)))[0].date
    assert [d and d.edtf for d in (plain, parsed)] == ["2025-02-10", "2025-02-17"]
