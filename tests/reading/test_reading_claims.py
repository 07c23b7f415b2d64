"""What says when an article was published is kept, believed or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.model import Article, DateSpan, Day
from timeline.reading import merge_carriers, read

BODY = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, "
    "qui sera fermée au public pendant dix-huit mois à partir du printemps."
)


def article_of(folder: Path, head: str = "", byline: str = "", name: str = "a.html") -> Article:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    body = f"<h1>Un titre de quatre mots</h1><p>{byline}</p><p>{BODY}</p>"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    (article,) = read([folder], today=Day(2024, 6, 1))
    assert isinstance(article, Article), article
    return article


def meta(content: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{content}">'


def said(article: Article) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (claim.source, claim.where, claim.date.edtf if claim.date else None, claim.problem)
        for claim in article.claims
    ]


def test_claims_that_disagree_are_all_kept(tmp_path: Path) -> None:
    article = article_of(
        tmp_path, meta("2021-03-05"), "Publié le 3 mars 2021", "2021-03-07-titre.html"
    )
    assert article.published == DateSpan.of_day(Day(2021, 3, 5))
    assert said(article) == [
        ("metadata", "article:published_time", "2021-03-05", None),
        ("byline", "", "2021-03-03", None),
        ("file name", "", "2021-03-07", None),
    ]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2099-01-01", "in the future"),
        ("2024-06-02", "in the future"),
        ("0001-01-01", "impossible"),
        ("2021-02-31", "not a day of the calendar"),
        ("demain", "not a day of the calendar"),
    ],
)
def test_claims_that_cannot_be_true_are_kept_and_not_believed(
    tmp_path: Path, written: str, problem: str
) -> None:
    article = article_of(tmp_path, meta(written), "Publié le 3 mars 2021")
    assert article.published == DateSpan.of_day(Day(2021, 3, 3))
    assert article.published_source == "byline"
    assert said(article)[0] == ("metadata", "article:published_time", None, problem)


def test_today_is_not_the_future(tmp_path: Path) -> None:
    assert article_of(tmp_path, meta("2024-06-01")).published == DateSpan.of_day(Day(2024, 6, 1))


def test_the_day_goes_before_the_month_that_it_lies_in(tmp_path: Path) -> None:
    article = article_of(tmp_path / "1", meta("2021-03"), "Publié le 3 mars 2021")
    assert (article.published, article.published_source) == (
        DateSpan.of_day(Day(2021, 3, 3)),
        "byline",
    )
    other = article_of(tmp_path / "2", meta("2021-03"), "Publié le 3 avril 2021")
    assert other.published == DateSpan.of_month(2021, 3)


def test_late_in_the_evening_by_greenwich_it_is_the_next_day_in_paris(tmp_path: Path) -> None:
    late = "2021-03-03T23:10:00Z"
    local = article_of(tmp_path / "1", meta(late), "Publié le 4 mars 2021 à 0h10")
    assert local.published == DateSpan.of_day(Day(2021, 3, 4))
    alone = article_of(tmp_path / "2", meta(late))
    assert alone.published == DateSpan.of_day(Day(2021, 3, 3))
    days_later = article_of(tmp_path / "3", meta(late), "Publié le 6 mars 2021")
    assert days_later.published == DateSpan.of_day(Day(2021, 3, 3))


def test_the_address_of_a_page_names_its_day(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://gazette.example/2021/03/05/la-halle.html">'
    article = article_of(tmp_path, link)
    assert (article.published, article.published_source) == (
        DateSpan.of_day(Day(2021, 3, 5)),
        "address",
    )


def test_of_several_carriers_the_most_trusted_dates_the_article(tmp_path: Path) -> None:
    text = f"Un titre de quatre mots\n\n{BODY}"
    for name in ("2021-03-07-copie.txt", "a/original.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = {"a/original.txt": {"published": "2021-03-05"}}
    (article,) = merge_carriers(
        one for one in read([tmp_path], metadata=rows) if isinstance(one, Article)
    )
    assert (article.published, article.published_source) == (
        DateSpan.of_day(Day(2021, 3, 5)),
        "metadata file",
    )
    assert [claim.source for claim in article.claims] == ["metadata file", "file name"]
