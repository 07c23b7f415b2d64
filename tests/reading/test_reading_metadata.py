"""The user's metadata file."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.model import Article
from timeline.reading import ReadingError, load_metadata, read


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "articles.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_rows_by_path(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        "path,published,title,source,note",
        "été/a.txt,2024-03-05,Un été,La Gazette,x",
        "",
        "b.txt",
    ]
    text = "\r\n".join(rows).replace(",", delimiter)
    assert load_metadata(csv(tmp_path, text, encoding)) == {
        "été/a.txt": {"published": "2024-03-05", "title": "Un été", "source": "La Gazette"},
        "b.txt": {},
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "empty file"),
        ("chemin,date\na.txt,2024", "the first line must name the columns"),
        ("path,note\na.txt,x", "the first line must name the columns"),
        ("path,published\na.txt,hier peut-être", "line 2: 'hier peut-être' is not a date"),
        ("path,published\n,2024-03-05", "line 2: the path is missing"),
        ("path,title\na.txt,x\n./a.txt,y", "line 3: a.txt has a row already"),
        ("path,title\na.txt,un,deux", "line 2: 3 cells for 2 columns"),
        ('path,title\na.txt,"un', "not a CSV table"),
    ],
)
def test_bad_files_are_told_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ReadingError) as error:
        load_metadata(csv(tmp_path, text))
    assert "articles.csv" in str(error.value)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_missing_and_binary_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no such file"):
        load_metadata(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_bytes(bytes(500))
    with pytest.raises(ReadingError, match="not a text file"):
        load_metadata(tmp_path / "b.csv")


@pytest.mark.parametrize("key", ["sub/a.txt", "archive/sub/a.txt"])
def test_row_overrides_what_the_article_says(tmp_path: Path, key: str) -> None:
    path = tmp_path / "archive" / "sub" / "a.txt"
    path.parent.mkdir(parents=True)
    path.write_text(
        "Un titre de quatre mots\n\nPublié le 3 mars 2024\n\nIl a plu.", encoding="utf-8"
    )
    row = {"published": "2020-01-01", "title": "Autre titre", "source": "La Gazette"}
    (article,) = read([tmp_path / "archive"], metadata={key: row})
    assert isinstance(article, Article)
    assert (article.title, article.site) == ("Autre titre", "La Gazette")
    assert article.published is not None
    assert article.published.edtf == "2020-01-01"


def test_row_of_a_namesake_elsewhere_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.txt"
    path.parent.mkdir()
    path.write_text("Il a plu.", encoding="utf-8")
    (article,) = read([tmp_path], metadata={"a.txt": {"published": "2020-01-01"}})
    assert isinstance(article, Article)
    assert article.published is None
