"""Copies are known however they were edited, and what only shares something is none."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from dispatches import DISPATCH, FOLLOW_UP, OWN_ACCOUNT, TAKEN_OVER
from hypothesis import given
from hypothesis import strategies as st
from samples import article, day

from timeline.model import Article, DateSpan, Zone
from timeline.reading.articles import read_data
from timeline.reconciliation.copies import find_copies
from timeline.reconciliation.fingerprints import fingerprint, packed, unpacked

REPORT = (
    "L'indice CAC 40 a terminé la séance de {day} en {move} de {a} %, à {b} points, dans un volume "
    "d'échanges de {c} milliards d'euros. Parmi les valeurs, {up} a pris {d} % à {e} euros, tandis "
    "que {down} a cédé {f} % à {g} euros. L'euro valait {h} dollar vers 18 heures, et le rendement "
    "de l'emprunt français à dix ans s'établissait à {i} %, contre {j} % la veille."
)


def read(data: bytes, name: str) -> Article:
    """The article that a file of this name holds."""
    (found,) = read_data(data, name)
    assert isinstance(found, Article)
    return found


def paths_of_copies(*articles: Article) -> dict[str, str]:
    """The path of the original by the path of each copy."""
    paths = {one.id: one.path for one in articles}
    found = find_copies(articles, {one.id: fingerprint(one) for one in articles}).originals
    return {paths[copy]: paths[original] for copy, original in found.items()}


def are_copies(first: str, second: str) -> bool:
    return bool(paths_of_copies(article(first, "a"), article(second, "b")))


def body(text: str) -> str:
    return text.split("\n\n", 1)[1]


# Copies


def test_an_edited_page_is_a_copy_of_the_dispatch() -> None:
    found = paths_of_copies(
        read(DISPATCH.encode(), "agence.txt"), read(TAKEN_OVER.encode(), "page.html")
    )
    assert found == {"page.html": "agence.txt"}


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(body(DISPATCH).upper(), id="in capitals"),
        pytest.param(re.sub("[éèê]", "e", DISPATCH).replace("'", "’"), id="without accents"),
        pytest.param(re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", DISPATCH), id="with soft hyphens"),
        pytest.param(DISPATCH.encode().decode("latin-1"), id="in the wrong encoding"),
        pytest.param("\n\n".join(reversed(DISPATCH.split("\n\n"))), id="in another order"),
        pytest.param("\n\n".join(DISPATCH.split("\n\n")[:3]), id="cut by half"),
        pytest.param(f"{DISPATCH}\n{body(OWN_ACCOUNT)[:200]}", id="with some words added"),
    ],
)
def test_a_text_remains_the_same(edited: str) -> None:
    assert are_copies(DISPATCH, edited)


def test_a_short_text_is_a_copy_only_where_all_its_words_are_the_same() -> None:
    short = "Le pont du Naye a été fermé lundi à la circulation. Il rouvrira en mai 2024."
    assert are_copies(short, short.upper().replace(". ", ".\n"))
    assert not are_copies(short, short.replace("lundi", "mardi"))


def test_what_stands_around_an_article_counts_for_nothing() -> None:
    box = " ".join(f"Abonnez-vous à la lettre numéro {number} du journal." for number in range(40))
    pages = []
    for text in (DISPATCH, OWN_ACCOUNT):
        zones = (Zone(0, len(text), "body"), Zone(len(text), len(text + box), "furniture"))
        pages.append(article(text + box, text[:9], zones=zones))
    assert paths_of_copies(*pages) == {}


# What is none


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(OWN_ACCOUNT, id="another account"),
        pytest.param(FOLLOW_UP, id="a follow-up that repeats the background"),
        pytest.param(
            f"{body(FOLLOW_UP)[:600]}\n\n{' '.join(body(DISPATCH).split()[:60])}\n\n{OWN_ACCOUNT}",
            id="an article that quotes its beginning",
        ),
    ],
)
def test_what_shares_something_is_no_copy(other: str) -> None:
    assert not are_copies(DISPATCH, other)


def test_a_long_article_that_quotes_a_short_one_is_no_copy_of_it() -> None:
    short = " ".join(body(DISPATCH).split()[:60])
    assert not are_copies(short, f"{body(FOLLOW_UP)}\n\n{short}\n\n{body(OWN_ACCOUNT)}")


def test_reports_by_one_template_are_no_copies() -> None:
    monday = REPORT.format(
        day="lundi", move="hausse", a="0,45", b="7.542,12", c="3,1", up="Airbus", d="2,31",
        e="134,20", down="Kering", f="1,92", g="402,15", h="1,0842", i="2,87", j="2,81",
    )  # fmt: skip
    friday = REPORT.format(
        day="vendredi", move="baisse", a="1,18", b="7.319,77", c="4,6", up="Danone", d="0,86",
        e="58,34", down="Renault", f="3,05", g="37,91", h="1,0611", i="3,02", j="2,96",
    )  # fmt: skip
    assert not are_copies(monday, friday)
    assert are_copies(monday, monday.replace("a terminé", "a fini").replace("tandis que", "et"))


# Which is the original


def _variant(number: int) -> str:
    """The dispatch with other words put in, the more the higher the number."""
    words = DISPATCH.split()
    for place in range(number):
        words[5 + place * 7] = f"autre{place}"
    return " ".join(words)


def test_the_earliest_is_the_original_then_the_longest_then_the_first_by_path() -> None:
    later, first = day("2023-03-15"), day("2023-03-14")
    long = f"{DISPATCH} Les négociations avaient repris dimanche."
    assert paths_of_copies(
        article(long, "a", published=later), article(DISPATCH, "b", published=first)
    ) == {"a": "b"}
    assert paths_of_copies(article(long, "b"), article(DISPATCH, "a", published=first)) == {
        "b": "a"
    }
    assert paths_of_copies(article(DISPATCH, "a"), article(long, "b")) == {"a": "b"}
    assert paths_of_copies(article(DISPATCH, "b"), article(DISPATCH.lower(), "a")) == {"b": "a"}


def test_a_month_is_a_later_day_than_one_in_it() -> None:
    month = DateSpan.of_month(2023, 3)
    assert paths_of_copies(
        article(DISPATCH, "a", published=month),
        article(DISPATCH.lower(), "b", published=day("2023-03-14")),
    ) == {"a": "b"}


def test_no_chain_of_small_changes_makes_copies_of_what_has_little_in_common() -> None:
    words, others = body(DISPATCH).split(), body(FOLLOW_UP).split()
    quarter = len(words) // 4
    chain = [
        words,
        words[quarter:] + others[:quarter],
        words[2 * quarter :] + others[: 2 * quarter],
    ]
    first, second, third = (
        article(" ".join(text), str(number), published=day(f"2023-03-1{number}"))
        for number, text in enumerate(chain)
    )
    assert paths_of_copies(second, third) == {"2": "1"}
    assert paths_of_copies(first, second, third) == {"1": "0"}


@given(st.permutations(range(8)))
def test_the_order_of_the_articles_does_not_show(order: list[int]) -> None:
    texts = [*map(_variant, (0, 4, 9)), FOLLOW_UP, OWN_ACCOUNT, "Bref.", "bref", DISPATCH.upper()]
    articles = [
        article(text, f"{number}", published=day(f"2023-03-{10 + number % 3}"))
        for number, text in enumerate(texts)
    ]
    found = paths_of_copies(*(articles[number] for number in order))
    assert found == {"1": "0", "2": "0", "5": "6", "7": "0"}


@given(
    before=st.sets(st.integers(0, 13)),
    now=st.sets(st.integers(0, 13)),
    days=st.lists(st.integers(10, 13), min_size=28, max_size=28),
)
def test_what_was_found_among_other_articles_changes_nothing(
    before: set[int], now: set[int], days: list[int]
) -> None:
    # Some are copies of several, whose order and presence say of which; one day in two differs.
    texts = [*map(_variant, range(0, 22, 2)), FOLLOW_UP, "Bref.", "bref"]

    def articles(chosen: set[int], shift: int) -> list[Article]:
        return [
            article(texts[number], f"{number}", published=day(f"2023-03-{days[number + shift]}"))
            for number in chosen
        ]

    first, second = articles(before, 0), articles(now, 14)
    prints = {one.id: fingerprint(one) for one in (*first, *second)}
    assert find_copies(second, prints, find_copies(first, prints)) == find_copies(second, prints)


# Fingerprints


def test_a_fingerprint_is_the_same_on_every_machine() -> None:
    digest = hashlib.sha256(packed(fingerprint(article(OWN_ACCOUNT)))).hexdigest()
    assert digest[:16] == "5a955537b4e1abbd"


def test_a_kept_fingerprint_finds_what_a_new_one_finds() -> None:
    articles = [article(DISPATCH, "a"), article(_variant(5), "b"), article("Bref.", "c")]
    made = {one.id: fingerprint(one) for one in articles}
    kept = {name: unpacked(packed(one)) for name, one in made.items()}
    assert find_copies(articles, kept) == find_copies(articles, made)
    assert find_copies(articles, kept).originals


# Pages as they are


def test_every_news_page_is_a_copy_of_its_text_and_of_no_other() -> None:
    folder = Path(__file__).parent.parent / "reading" / "news"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    texts = [
        article("\n\n".join(one["story"]), f"text of {one['file']}", published=day("2000-01-01"))
        for one in expected
    ]
    pages = [read((folder / one["file"]).read_bytes(), one["file"]) for one in expected]
    assert paths_of_copies(*texts, *pages) == {
        one["file"]: f"text of {one['file']}" for one in expected
    }
