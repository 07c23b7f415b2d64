"""The project's own annotations, and the readers of the others' formats."""

import hashlib
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import annotations
import pytest
from treebanks import Sentence, Word

ENTITIES = Path(annotations.__file__).parent / "entities"


@pytest.mark.parametrize("path", sorted(ENTITIES.glob("*.txt")), ids=lambda path: path.stem)
def test_marked_sentences_hold_no_stray_brackets_and_no_sentence_twice(path: Path) -> None:
    found = list(annotations.marked_sentences(path))
    assert len(found) >= 300
    assert not [s.text for s in found if set(s.text) & set("[]")]
    assert not [text for text, count in Counter(s.text for s in found).items() if count > 1]
    surfaces = [s.text[a:b] for s in found for a, b, _ in s.entities or ()]
    assert all(surface == surface.strip() and surface for surface in surfaces)


@pytest.mark.parametrize("path", sorted(ENTITIES.glob("news*.jsonl")), ids=lambda path: path.stem)
def test_stand_off_entities_lie_inside_their_sentences(path: Path) -> None:
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({article["id"] for article in articles}) == len(articles) > 10
    for article in articles:
        assert article.keys() == {"id", "sha256", "sentences", "entities"}
        for start, end, label in article["entities"]:
            assert label in ("PER", "ORG", "LOC", "MISC")
            assert any(a <= start < end <= b for a, b in article["sentences"])


def test_no_article_is_both_learned_from_and_tested_on() -> None:
    learned, tested = (
        {json.loads(line)["id"] for line in (ENTITIES / name).read_text("utf-8").splitlines()}
        for name in ("news.jsonl", "news-test.jsonl")
    )
    assert not learned & tested


def test_a_marked_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("# note\nÀ [Lyon](LOC), [EDF](ORG) recrute.\n", encoding="utf-8")
    (found,) = annotations.marked_sentences(path)
    assert found.text == "À Lyon, EDF recrute."
    assert found.entities == ((2, 6, "LOC"), (8, 11, "ORG"))


def test_marks_belong_to_one_state_of_a_treebank(tmp_path: Path) -> None:
    sentences = [Sentence("a", "Rien.", ()), Sentence("b", "À Lyon.", ())]
    listed = tmp_path / "marks.jsonl"
    sha256 = hashlib.sha256("Rien.\nÀ Lyon.\n".encode()).hexdigest()
    marks = {"id": "bank", "sha256": sha256, "entities": [[1, 2, 6, "LOC"]]}
    listed.write_text(json.dumps(marks), encoding="utf-8")
    found = list(annotations.with_marks(sentences, "bank", listed))
    assert [sentence.entities for sentence in found] == [(), ((2, 6, "LOC"),)]
    with pytest.raises(ValueError, match=r"bank\.conllu is not the treebank"):
        list(annotations.with_marks(sentences[1:], "bank", listed))


def test_marks_of_treebanks_are_ordered_and_apart() -> None:
    lines = (ENTITIES / "sequoia.jsonl").read_text(encoding="utf-8").splitlines()
    for marked in map(json.loads, lines):
        assert marked.keys() == {"id", "sha256", "entities"}
        assert len(marked["entities"]) > 300
        for before, after in pairwise(marked["entities"]):
            assert before[0] < after[0] or before[2] <= after[1]
        assert {label for *_, label in marked["entities"]} <= {"PER", "ORG", "LOC", "MISC"}


def test_read_senses_belong_to_the_common_nouns_in_order(tmp_path: Path) -> None:
    text = "Paris attend le procès"
    words = tuple(
        Word(start, start + len(form), form, pos, "", 1, "dep")
        for form, start, pos in (
            ("Paris", 0, "PROPN"), ("attend", 6, "VERB"), ("le", 13, "DET"), ("procès", 16, "NOUN"),
        )
    )  # fmt: skip
    semcor = tmp_path / "semcor"
    rows = [f"{i}\tprocès\tprocès\tNC\t_\tAct" for i in range(1, annotations.MIN_SENSE + 1)]
    many = " ".join(["procès"] * annotations.MIN_SENSE)
    semcor.write_text("\n".join(["# sent_id = x", f"# text = {many}", *rows]), encoding="utf-8")
    listed = tmp_path / "senses.jsonl"
    marked = {
        "id": "bank",
        "sha256": hashlib.sha256(f"{text}\n".encode()).hexdigest(),
        "senses": [["Act"]],
    }
    listed.write_text(json.dumps(marked), encoding="utf-8")
    sentences = [Sentence("a", text, words)]
    (found,) = annotations.with_read_senses(sentences, "bank", listed, semcor)
    assert [word.sense for word in found.words] == ["", "-", "-", "Act"]


SEMCOR = """# sent_id = s1
# text = La mise en œuvre du rachat plaît aux associations d'aide.
1\tLa\tle\tDET\t_\t*
2\tmise\tmise\tNC\t_\t1:Act
3\ten\ten\tP\t_\t1
4\tœuvre\tœuvre\tNC\t_\t1
5\tdu\tde\tP+D\t_\t*
6\trachat\trachat\tNC\t_\tAct
7\tplaît\tplaire\tV\t_\t*
8\taux\tà\tP+D\t_\t*
9\tassociations\tassociation\tNC\t_\t2:Institution;Institution
10\td'\tde\tP\t_\t2
11\taide\taide\tNC\t_\t2;Act
12\t.\t.\tPONCT\t_\t*
"""


def test_supersenses_are_read_multiword_expressions_included(tmp_path: Path) -> None:
    path = tmp_path / "semcor"
    path.write_text(SEMCOR, encoding="utf-8")
    text = "La mise en œuvre du rachat plaît aux associations d'aide."
    words, end = [], 0
    for form in text.replace("'", "' ").removesuffix(".").split():
        start = text.index(form, end)
        end = start + len(form)
        words.append(Word(start, end, form, "X", "", 0, "dep"))
    annotations.MIN_SENSE, kept = 1, annotations.MIN_SENSE
    try:
        (found,) = annotations.with_senses([Sentence("s1", text, tuple(words))], path)
    finally:
        annotations.MIN_SENSE = kept
    senses = {text[w.start : w.end]: w.sense for w in found.words if w.sense != "-"}
    assert senses == {"mise": "Act", "rachat": "Act", "associations": "Institution", "aide": "Act"}


def test_an_article_that_was_not_the_one_annotated_is_refused(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>Titre</h1><p>Un  mot\n de <b>Lyon</b> &amp; alentours.</p></body></html>"
    )
    text = annotations.blocks(page)
    assert text == "Titre\n\nUn mot de Lyon & alentours.\n"
    (tmp_path / "a1.html").write_text(page, encoding="utf-8")
    article = {
        "id": "a1",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "sentences": [[0, 5], [7, 33]],
        "entities": [[17, 21, "LOC"]],
    }
    listed = tmp_path / "news.jsonl"
    listed.write_text(json.dumps(article) + "\n", encoding="utf-8")
    found = list(annotations.article_sentences(listed, tmp_path))
    assert [s.entities for s in found] == [(), ((10, 14, "LOC"),)]
    (tmp_path / "a1.html").write_text(page.replace("mot", "mots"), encoding="utf-8")
    with pytest.raises(ValueError, match="a1.html is not the article"):
        list(annotations.article_sentences(listed, tmp_path))


def test_foreign_lines_are_unread_words_under_their_first(tmp_path: Path) -> None:
    path = tmp_path / "foreign.txt"
    path.write_text("Read more!\n", encoding="utf-8")
    (found,) = annotations.foreign_sentences(path)
    assert [(w.lemma, w.pos, w.head, w.dep) for w in found.words] == [
        ("Read", "X", 0, "ROOT"),
        ("more", "X", 0, "flat:foreign"),
        ("!", "PUNCT", 0, "punct"),
    ]
    assert found.entities == ()
