"""What stands in the middle of a web page's article: pointers, posts, lists of its main points."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.model import Article
from timeline.reading import read
from timeline.reading.readers.html import read_page

_BEFORE = (
    "<p>La laiterie de Grandval a fermé ses portes vendredi, après un siècle de fromages, et "
    "ses quarante ouvriers ont quitté l'atelier en silence à la tombée de la nuit.</p>"
)
_AFTER = (
    "<p>Le syndicat des producteurs assure que le lait des fermes voisines sera collecté par "
    "une coopérative de la vallée, qui manquait de volumes depuis plusieurs hivers.</p>"
)


def _read(folder: Path, inside: str, title: str = "La laiterie de Grandval ferme") -> Article:
    (folder / "page.html").write_bytes(_page(inside, title))
    (article,) = read(folder)
    assert isinstance(article, Article)
    return article


def _page(inside: str, title: str = "La laiterie de Grandval ferme") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<article><h1>{title}</h1>{_BEFORE}{inside}{_AFTER}</article></body></html>"
    ).encode()


def _kind(article: Article, words: str) -> str:
    place = article.text.index(words)
    return next(z.kind for z in article.zones if z.char_start <= place < z.char_end)


@pytest.mark.parametrize("label", ["Lire aussi", "Sur le même sujet :", "VOIR AUSSI"])
def test_a_call_to_read_on_with_a_link_is_no_story(tmp_path: Path, label: str) -> None:
    other = "En 2011, la scierie licenciait la moitié de ses ouvriers"
    article = _read(tmp_path, f"<p>{label} <a href='/scierie'>{other}</a></p>")
    assert _kind(article, other) == "furniture"
    assert _kind(article, "Le syndicat des producteurs") == "body"


def test_a_sentence_that_ends_in_a_link_is_story(tmp_path: Path) -> None:
    told = "La préfète a signé jeudi <a href='/arrete'>l'arrêté qui interdit le pâturage.</a>"
    article = _read(tmp_path, f"<p>{told}</p>")
    assert _kind(article, "La préfète a signé") == "body"


@pytest.mark.parametrize("title", ["La laiterie de Grandval ferme", "EN DIRECT - Grève du lait"])
def test_a_post_that_is_shown_is_no_story(tmp_path: Path, title: str) -> None:
    post = "Il y a deux ans, nos vaches entraient dans la mairie. Rien n'a changé !"
    signature = "Les Éleveurs du Val (@eleveurs_du_val) 12 mars 2019"
    inside = f"<blockquote><p>{post}</p>— {signature}</blockquote>"
    article = _read(tmp_path, inside, title)
    assert _kind(article, post) == _kind(article, signature) == "furniture"


def test_a_quotation_with_a_name_in_brackets_is_story(tmp_path: Path) -> None:
    said = "« On nous a prévenus par une affiche », raconte une fromagère (trente ans de maison)."
    article = _read(tmp_path, f"<blockquote><p>{said}</p></blockquote>")
    assert _kind(article, said) == "quote"


def test_a_box_that_lists_the_main_points_is_story(tmp_path: Path) -> None:
    points = (
        "La laiterie a fermé vendredi avec ses quarante ouvriers.",
        "Les producteurs livreront leur lait à une coopérative.",
    )
    items = "".join(f"<li>{one}</li>" for one in points)
    article = _read(tmp_path, f"<aside><h2>À retenir</h2><ul>{items}</ul></aside>")
    assert [_kind(article, one) for one in points] == ["body", "body"]


@pytest.mark.parametrize(
    "box",
    [
        "<h2>Les plus lus</h2><ul><li>{}</li><li>{}</li></ul>",
        "<h2>À retenir</h2><ul><li><a href='/1'>{}</a></li><li><a href='/2'>{}</a></li></ul>",
        "<h2>Brèves</h2><ul><li>Un bal aura lieu dimanche à Pontarlac.</li>"
        "<li>La piscine rouvre jeudi matin.</li><li>{}</li><li>{}</li></ul>",
    ],
)
def test_a_box_of_something_else_lists_no_main_points(box: str) -> None:
    others = ("Le fleuriste a vendu sa boutique lundi.", "Un cerf a traversé le stade samedi.")
    page = read_page(_page(f"<aside>{box.format(*others)}</aside>"))
    assert "summary" not in {block.hint for block in page.blocks}
