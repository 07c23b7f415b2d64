"""What holds whatever the bytes: nothing raises, and zones cover the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.model import Article, Skipped
from timeline.reading import read

LINES = st.sampled_from(
    [
        *(
            "Un titre de quatre mots",
            "Publié le 3 mars 2024",
            "Commentaires",
            "Répondre",
            "",
            "---",
        ),
        "Le maire a annoncé mardi la fermeture du pont, qui sera rouvert dans deux ans au mieux.",
        *("BREST, 3 mars 2024 (Agence) – Le port est fermé.", "Photo : Jeanne Bidule", "# Titre"),
        *(
            "À lire aussi",
            "***",
            "> Citation",
            "Tous droits réservés",
            "Par Jeanne Bidule",
            "[a](b)",
        ),
        "The mayor said on Tuesday that the old bridge would be closed for two years.",
        *(
            "12 mars 2009",
            "title: x",
            "<p>",
            "</div>",
            "<h1>",
            "<nav>",
            "<br><br>",
            "\x1b[0m",
            "\r",
        ),
        *("\u2028", "💬", "Jeanne Bidule", "Je suis journaliste et passionnée de voile."),
    ]
)
TEXTS = st.lists(LINES | st.text(max_size=40), max_size=30).map("\n".join)
DATA = st.binary(max_size=300) | TEXTS.map(lambda text: text.encode("utf-8", "replace"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("properties")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=DATA, suffix=st.sampled_from([".txt", ".md", ".html"]))
def test_any_bytes_give_one_article_or_one_reason(folder: Path, data: bytes, suffix: str) -> None:
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    (result,) = read([path])
    if isinstance(result, Skipped):
        assert result.path == f"a{suffix}"
        assert len(result.reason) > 10
        assert "\n" not in result.reason
    else:
        check(result)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_text_is_decoded_and_nothing_else(folder: Path, text: str) -> None:
    data = text.encode("utf-8", "replace")
    path = folder / "b.txt"
    path.write_bytes(data)
    (result,) = read([path])
    if isinstance(result, Article) and not data.lstrip().lower().startswith((b"<html", b"<!doc")):
        assert result.text.encode("utf-8") == data.removeprefix(b"\xef\xbb\xbf")


def check(article: Article) -> None:
    place = 0
    for zone in article.zones:
        assert zone.char_start == place < zone.char_end
        place = zone.char_end
    assert place == len(article.text)
    assert (article.published is None) == (article.published_source is None)
    assert article.carriers == (article.path,)
