"""When an article was published: what is believed, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.model import Article, DateSpan, Day
from timeline.reading import read
from timeline.reading.bylines import is_comment, likely_byline

BODY = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, "
    "qui sera fermée au public pendant dix-huit mois à partir du printemps."
)
OPTION = DateSpan.of_day(Day(1999, 12, 31))


def published(
    folder: Path, text: str, name: str = "a.txt", **options: object
) -> tuple[str | None, str | None]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (article,) = read([folder], **options)  # type: ignore[arg-type]
    assert isinstance(article, Article), article
    return (article.published.edtf if article.published else None, article.published_source)


def page(head: str) -> str:
    return f"<html><head>{head}</head><body><h1>Un titre</h1><p>{BODY}</p></body></html>"


def linked_data(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def test_nothing_says_it(tmp_path: Path) -> None:
    assert published(tmp_path, f"Titre du jour sans date\n\n{BODY}") == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "© 2004 La Gazette",
        "Avec vous depuis 2004",
        "Publié pour la première fois dans La Gazette",
        "Le 31 février 2019 par Jeanne Bidule",
        "Publié le 3 mars 0024",
        "© 12 mars 2019 La Gazette",
    ],
)
def test_no_date_is_invented(tmp_path: Path, line: str) -> None:
    assert published(tmp_path, f"Un titre de quatre mots\n{line}\n\n{BODY}\n\n{line}") == (
        None,
        None,
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Publié le 3 mars 2024 à 10h15", "2024-03-03"),
        ("Par Jeanne Bidule, le 1er avril 2022 à 7:05", "2022-04-01"),
        ("05/11/2019 | Société", "2019-11-05"),
        ("Posté par admin le 5 novembre 2019", "2019-11-05"),
        ("Publié le : mardi 5 novembre 2019 - 10:22", "2019-11-05"),
        ("PUBLIÉ LE 5 NOVEMBRE 2019", "2019-11-05"),
        ("Le 5 novembre 2019 à 18 h 30", "2019-11-05"),
        ("Par La rédaction | 5 nov. 2019", "2019-11-05"),
        ("Modifié le 9 novembre 2019, publié le 5 novembre 2019", "2019-11-05"),
        ("5 novembre 2019", "2019-11-05"),
    ],
)
def test_byline(tmp_path: Path, line: str, day: str) -> None:
    text = f"Un titre de quatre mots\n\n{line}\n\n{BODY}"
    assert published(tmp_path, text) == (day, "byline")


def test_byline_at_the_end_needs_its_word(tmp_path: Path) -> None:
    told = f"Un titre de quatre mots\n\n{BODY}\n\n{BODY}\n\nPublié le 5 novembre 2019"
    assert published(tmp_path / "1", told) == ("2019-11-05", "byline")
    paragraphs = "\n\n".join([BODY] * 5)
    bare = f"Un titre de quatre mots\n\n{paragraphs}\n\n5 novembre 2019"
    assert published(tmp_path / "2", bare) == (None, None)


def test_date_of_a_comment_is_not_the_article_s(tmp_path: Path) -> None:
    text = (
        f"Un titre de quatre mots\n\n{BODY}\n\nCommentaires\n\nJeanne a écrit :\n"
        "Publié le 5 novembre 2019 à 10h\nTrès bien.\nRépondre"
    )
    assert published(tmp_path, text) == (None, None)


def test_date_in_a_sentence_is_not_the_article_s(tmp_path: Path) -> None:
    text = f"Un titre de quatre mots\n\nPublié le 3 juin 2016, le rapport était sévère. {BODY}"
    assert published(tmp_path, text) == (None, None)


def test_dateline(tmp_path: Path) -> None:
    text = f"Un titre de quatre mots\n\nBREST, 3 mars 2024 (Agence) – {BODY}"
    assert published(tmp_path, text) == ("2024-03-03", "dateline")


@pytest.mark.parametrize("page_class", ["", ' class="dateline"', None])
@pytest.mark.parametrize(
    ("line", "zone"),
    [
        (
            "Montverdier, mardi 5 novembre 2019. Notre correspondant, Hugo B.",
            "Montverdier, mardi 5 novembre 2019.",
        ),
        ("Montverdier, de notre correspondant, 5 novembre 2019", None),
        (
            f"Montverdier, le mardi 5 novembre 2019 - {BODY}",
            "Montverdier, le mardi 5 novembre 2019 -",
        ),
        (f"MONTVERDIER (AFP), 5 novembre 2019 – {BODY}", "MONTVERDIER (AFP), 5 novembre 2019 –"),
        ("Montverdier, 5 novembre 2019", None),
    ],
)
def test_dateline_of_plain_text_and_html(
    tmp_path: Path, page_class: str | None, line: str, zone: str | None
) -> None:
    """The zone ends with the date and the dash or full stop after it."""
    text, name = f"Un titre de quatre mots\n\n{line}\n\n{BODY}\n\n{BODY}", "a.txt"
    if page_class is not None:
        text = f"<h1>Un titre</h1><p{page_class}>{line}</p><p>{BODY}</p><p>{BODY}</p>"
        name = "a.html"
    assert published(tmp_path, text, name) == ("2019-11-05", "dateline")
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    (dateline,) = [one for one in article.zones if one.kind == "dateline"]
    assert article.text[dateline.char_start : dateline.char_end].strip() == (zone or line)


@pytest.mark.parametrize(
    "line",
    [
        f"Montverdier, 5 novembre 2019 restera une date. {BODY}",
        f"À Montverdier, le 5 novembre 2019, il a fermé la halle. {BODY}",
        f"Montverdier, 5 novembre 2019. {BODY}\n\nTrifouilly, 7 novembre 2019. {BODY}",
        "Montverdier, 5 novembre 2019\n\nTrifouilly, 7 novembre 2019",
    ],
)
def test_place_and_date_that_are_no_dateline(tmp_path: Path, line: str) -> None:
    text = f"Un titre de quatre mots\n\n{line}\n\n{BODY}"
    assert published(tmp_path, text) == (None, None)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-03-05-titre.txt", "2024-03-05"),
        ("20240305_titre.txt", "2024-03-05"),
        ("titre.2024.03.05.txt", "2024-03-05"),
        ("05-03-2024 titre.txt", "2024-03-05"),
        ("20240305T101500.txt", "2024-03-05"),
        ("2024/03/05/titre.txt", "2024-03-05"),
        ("2024-13-45-titre.txt", None),
        ("000_20240305aa.txt", None),
        ("120240305.txt", None),
        ("article-2024.txt", None),
    ],
)
def test_file_name(tmp_path: Path, name: str, day: str | None) -> None:
    text = f"Un titre de quatre mots\n\n{BODY}"
    assert published(tmp_path, text, name) == (day, "file name" if day else None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2020-06-01T10:00:00+02:00">',
        '<meta itemprop="datePublished" content="2020-06-01">',
        '<meta name="DC.date.issued" content="2020-06-01">',
        linked_data('[{"@type":"Article","datePublished":"2020-06-01"}]'),
        '<meta name="date" content="n.c."><meta name="pubdate" content="2020-06-01">',
    ],
)
def test_page_metadata(tmp_path: Path, head: str) -> None:
    assert published(tmp_path, page(head), "a.html") == ("2020-06-01", "metadata")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2020-06-01T10:00:00+02:00">',
        linked_data('{"@type":"WebSite","datePublished":"2020-06-01"}'),
        linked_data('{"datePublished":'),
        linked_data("[" * 100_000),
    ],
)
def test_page_metadata_that_is_none(tmp_path: Path, head: str) -> None:
    assert published(tmp_path, page(head), "a.html") == (None, None)


def test_time_element_at_the_head_of_the_article(tmp_path: Path) -> None:
    head = '<time datetime="2020-06-01">lundi</time>'
    body = f"<body><h1>Un titre</h1>{head}<p>{BODY}</p></body>"
    assert published(tmp_path, body, "a.html") == ("2020-06-01", "metadata")


def test_time_element_of_another_article(tmp_path: Path) -> None:
    teaser = '<aside><time datetime="2020-06-01">lundi</time> Autre sujet</aside>'
    body = f"<body>{teaser}<h1>Un titre</h1><p>{BODY}</p><p>{BODY}</p></body>"
    assert published(tmp_path, body, "a.html") == (None, None)


def test_order_of_trust(tmp_path: Path) -> None:
    """Metadata file, page metadata, byline, dateline, file name, update, option."""
    meta = '<meta property="article:published_time" content="2021-01-02">'
    byline = "<p>Publié le 3 janvier 2021</p>"
    dateline = f"<p>BREST, 4 janvier 2021 (Agence) – {BODY}</p>"
    update = "<p>Mis à jour le 6 janvier 2021</p>"
    name = "2021-01-05-titre.html"
    row = {name: {"published": "2021-01-01"}}

    def told(folder: str, *parts: str, name: str = "a.html", **options: object) -> object:
        body = "<h1>Un titre</h1>" + "".join(parts) + f"<p>{BODY}</p>"
        return published(tmp_path / folder, f"<body>{body}", name, published=OPTION, **options)

    everything = (meta, byline, update, dateline)
    assert told("1", *everything, name=name, metadata=row) == ("2021-01-01", "metadata file")
    assert told("2", *everything, name=name) == ("2021-01-02", "metadata")
    assert told("3", byline, update, dateline, name=name) == ("2021-01-03", "byline")
    assert told("4", update, dateline, name=name) == ("2021-01-04", "dateline")
    assert told("5", update, name=name) == ("2021-01-05", "file name")
    assert told("6", update) == ("2021-01-06", "update")
    assert told("7") == ("1999-12-31", "option")


@pytest.mark.parametrize(
    "line",
    [
        "Montverdier, 5 novembre 2019",
        "Montverdier, mardi 5 novembre 2019. Notre correspondant, Hugo B.",
    ],
)
def test_dateline_in_an_element_that_says_so(tmp_path: Path, line: str) -> None:
    text = f'<h1>Un titre</h1><div class="byline">{line}</div><p>{BODY}</p><p>{BODY}</p>'
    assert published(tmp_path, text, "a.html") == ("2019-11-05", "dateline")


@pytest.mark.parametrize(
    "comment",
    [
        "lulu_62 – 12/03/2019 à 10:15 : La halle a brûlé en 1987, j'y étais, personne n'en parle.",
        "Jeannot, le 4 juin 2018 à 8 h 02 : « Mon oncle a vendu sa ferme en 1997. »",
        "Nanou66 – il y a 2 heures : Ma tante a quitté la ville en 2003.",
        "@rive_gauche | hier à 21:05 – Le maire a supprimé les bancs en 2021 !",
    ],
)
def test_a_name_an_hour_and_a_mark_begin_a_comment(comment: str) -> None:
    assert is_comment(comment)


@pytest.mark.parametrize(
    "line",
    [
        "12h30 – Le feu gagne la halle.",
        "Par Jeanne Bidule, le 3 mars 2024 à 10h15",
        "Brest, 3 mars 2024 – Le port est fermé.",
        "Le maire a parlé le 3 mars 2024 à 10h15 : il a refusé.",
    ],
)
def test_other_hours_begin_none(line: str) -> None:
    assert not is_comment(line)


@pytest.mark.parametrize(
    ("line", "day", "author"),
    [
        ("Le 21 janvier 2016 à 17h05 - Hugo Bidule", "21 janvier 2016", "Hugo Bidule"),
        ("Jeanne Bidule, envoyée spéciale à Montverdier", None, "Jeanne Bidule"),
        ("Par [8]Jeanne Bidule et Hugo Machin • 3 mars 2023, 06:00", "3 mars 2023", None),
        ("Reportage de Jeanne BIDULE, à Montverdier (Bocage)", None, "Jeanne BIDULE"),
        ("HUGO BIDULE | 12/03/2019", "12/03/2019", "Hugo Bidule"),
        ("Par Jeanne Bidule Publié le 12/03/2019", "12/03/2019", "Jeanne Bidule"),
        ("La Gazette du Bocage – Jeudi 9 novembre 2017 – Page 23", "Jeudi 9 novembre 2017", None),
    ],
)
def test_a_line_that_is_a_byline_by_its_place(
    line: str, day: str | None, author: str | None
) -> None:
    byline = likely_byline(line)
    assert byline is not None
    assert byline.published == day
    if author:
        assert byline.author == author
