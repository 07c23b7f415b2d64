"""What `find_dates` promises its callers."""

from __future__ import annotations

import datetime
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline.dates
from timeline.dates import find_dates, recent
from timeline.model import DateSpan, Day, TimeExpression


def only(text: str, published: str | None = None) -> TimeExpression:
    """The one time expression of a text."""
    expressions = find_dates(text, published)
    assert len(expressions) == 1, [e.text for e in expressions]
    return expressions[0]


def edtf(text: str, published: str | None = None) -> str | None:
    """The date of the one time expression of a text."""
    date = only(text, published).date
    return date.edtf if date else None


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("Il est élu lundi.", "2025-02-15", "2025-02-10"),
        ("Le vote aura lieu lundi.", "2025-02-15", "2025-02-17"),
        ("L'élection se tient ce samedi.", "2025-02-15", "2025-02-15"),
        ("Le sommet ouvrira ses portes le 3 mars.", "2025-02-15", "2025-03-03"),
        ("Le sommet a fermé ses portes le 3 mars.", "2025-02-15", "2024-03-03"),
        ("En janvier, un rapport a montré que la dette montera.", "2011-06-15", "2011-01"),
        ("Le 20 mars, une éclipse.", "2025-02-15", "2025-03-20"),
    ],
)
def test_a_date_without_year_or_week_goes_by_the_tense(
    text: str, published: str, date: str
) -> None:
    assert edtf(text, published) == date


def test_passe_simple_is_no_future() -> None:
    assert edtf("Le 15 avril, elle captura le navire.", "2011-06-15") == "2011-04-15"


def test_without_publication_date_what_counts_from_it_has_no_date() -> None:
    for text in ("hier", "lundi", "la semaine dernière", "il y a deux ans", "récemment"):
        expression = only(f"Elle est partie {text}.")
        assert expression.date is None
        assert expression.anchor == "publication"


def test_without_publication_date_a_day_takes_the_latest_year_named_and_is_uncertain() -> None:
    text = "Fondée en 2015, vendue en 2024.\nElle a parlé le 24 décembre."
    expression = find_dates(text)[-1]
    assert expression.date == DateSpan(Day(2024, 12, 24), Day(2024, 12, 24), uncertain=True)
    assert expression.anchor == "narrative"


def test_a_year_that_lies_ahead_is_not_the_latest_past_year() -> None:
    text = "Fondée en 2015, elle vise la neutralité d'ici à 2050.\nElle a parlé le 24 décembre."
    date = find_dates(text)[-1].date
    assert date is not None
    assert date.edtf == "2015-12-24?"


def test_without_any_year_a_day_has_no_date() -> None:
    assert only("Elle a parlé le 24 décembre.").date is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("En 2012, tout change. Le 3 mai, il démissionne.", "2012-05-03"),
        ("Arrêté le 28 décembre 2010, il sort le 3 janvier.", "2011-01-03"),
        ("Le scandale de 2012 est loin. Le 3 mai, il a démissionné.", "2024-05-03"),
    ],
)
def test_a_day_belongs_to_the_year_that_frames_it(text: str, date: str) -> None:
    found = find_dates(text, "2025-02-15")[-1].date
    assert found is not None
    assert found.edtf == date


def test_the_story_counts_from_the_date_told_before() -> None:
    text = "Élu le 3 mai 2012, il promettait la veille de rester. Deux ans plus tard, il part."
    dates = [(e.date.edtf if e.date else None, e.anchor) for e in find_dates(text, "2025-02-15")]
    assert dates == [("2012-05-03", "none"), ("2012-05-02", "narrative"), ("2014~", "narrative")]


def test_the_story_does_not_go_on_after_its_publication() -> None:
    text = "7 août 2012. - Battu aux élections, il est revenu deux ans plus tard."
    assert find_dates(text, "2012-08-07")[-1].date is None


@pytest.mark.parametrize(
    "published",
    ["2025-02-15", Day(2025, 2, 15), datetime.date(2025, 2, 15), "2025-02-15T10:22:00+01:00"],
)
def test_the_publication_date_comes_in_any_form(published: object) -> None:
    found = find_dates("Il est venu hier.", published)[0].date  # type: ignore[arg-type]
    assert found == DateSpan.of_day(Day(2025, 2, 14))


def test_a_publication_month_makes_relative_dates_wider_and_uncertain() -> None:
    published = DateSpan.of_month(2025, 2)
    hier = find_dates("Il est venu hier.", published)[0].date
    assert hier == DateSpan(Day(2025, 1, 31), Day(2025, 2, 27), uncertain=True)
    last_year = find_dates("Il est venu l'an dernier.", published)[0].date
    assert last_year == DateSpan.of_year(2024)


def test_a_publication_date_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="demain"):
        find_dates("Il est venu hier.", "demain")


def test_durations_recurrences_and_clock_times_are_no_dates() -> None:
    text = "Pendant trois ans, chaque lundi, il partait à 14 h 30."
    expressions = find_dates(text, "2025-02-15")
    assert [(e.type, e.value) for e in expressions] == [
        ("DURATION", "P3Y"),
        ("SET", "XXXX-WXX-1"),
        ("TIME", "T14:30"),
    ]
    assert all(e.date is None for e in expressions)


@pytest.mark.parametrize(
    ("text", "published", "date", "problem"),
    [
        ("le 31 février 2025", None, None, "no such day"),
        ("le 29/02/2023", None, None, "no such day"),
        ("le lundi 15 février 2025", None, "2025-02-15", "other weekday"),
        ("le samedi 15 février 2025", None, "2025-02-15", None),
        ("hier", None, None, "no publication date"),
        ("hier", "2025-02-15", "2025-02-14", None),
        ("cinq ans après sa création", "2025-02-15", None, "nothing to count from"),
        ("trois ans plus tard", None, None, "nothing to count from"),
    ],
)
def test_what_is_wrong_with_a_date_is_said(
    text: str, published: str | None, date: str | None, problem: str | None
) -> None:
    expression = only(text, published)
    assert (expression.date and expression.date.edtf, expression.problem) == (date, problem)


@pytest.mark.parametrize(
    "text",
    [
        "Il a été nommé puis a été battu.",
        "Y a-t-il de la vie sur Mars ?",
        "Mais il y a 10 étudiants.",
        "Elle coûte 2015 euros, soit 1 500 de moins.",
        "Plus de 2000 personnes et près de 1500 soldats.",
        "De 1500 à 2000 personnes.",
        "Windows 2000, GPT-2000, page 1984 et n° 2012.",
        "https://exemple.fr/2012/05/22/article-2015",
        "ISBN 978-2-1234-5680-3, tél. 01 42 34 56 78",
        "rue du 4-Septembre, place du 8 mai 1945",
        "des années-lumière",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [e.text for e in find_dates(text, "2025-02-15") if e.type == "DATE"] == []


@pytest.mark.parametrize(
    "text",
    [
        "le 3 février 2015",
        "LE 3 FÉVRIER 2015",
        "LE 3 FEVRIER 2015",
        "le 3\u00a0février\u202f2015",
        "le 3 fe\u0301vrier 2015",
        "le 3 fé\u00advrier 2015",
        "le 3 févr. 2015",
        "le trois février deux mille quinze",
    ],
)
def test_spelling_does_not_matter(text: str) -> None:
    assert edtf(text) == "2015-02-03"


def test_offsets_count_characters_of_the_text_as_it_stands() -> None:
    text = "\u00adLe\u00ad 3 fe\u0301vrier 2015\u00ad, il partit."
    expression = only(text)
    assert text[expression.char_start : expression.char_end] == expression.text
    assert expression.text == "3 fe\u0301vrier 2015"


def test_the_adjective_recent_names_the_month_of_publication() -> None:
    span = recent("2025-02-15")
    assert span is not None
    assert span.edtf == "2025-02~"
    assert recent(None) is None


def test_the_example_of_the_documentation_is_true() -> None:
    assert doctest.testmod(timeline.dates) == (0, 1)


WORDS = st.sampled_from(
    ["le", "la", "du", "au", "de", "en", "à", "1er", "3", "15", "2012", "mars", "mai", "été"]
    + ["fin", "début", "mi", "-", ",", ".", "(", ")", "depuis", "jusqu'", "hier", "lundi"]
    + ["semaine", "dernière", "prochain", "ans", "il", "y", "a", "deux", "trois", "siècle"]
    + ["XIXe", "12/05", "\u00ad", "e\u0301", "\n\n"]
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.sampled_from([None, "2012-05-22"]))
def test_expressions_lie_in_the_text_in_order_and_apart(text: str, published: str | None) -> None:
    position = 0
    for expression in find_dates(text, published):
        assert expression.char_start >= position
        assert expression.text == text[expression.char_start : expression.char_end]
        assert expression.text.strip()
        position = expression.char_end


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    assert all(e.text in text for e in find_dates(text, "2012-05-22"))


def test_a_bare_day_belongs_to_the_month_told_before() -> None:
    text = "Le 5 novembre dernier, ils votent. Le 6 au matin, tout est connu."
    date = find_dates(text, "2025-02-15")[-1].date
    assert date is not None
    assert date.edtf == "2024-11-06"


def test_of_two_frames_in_a_sentence_the_nearer_one_goes_on() -> None:
    text = "En mai 1981, puis en mai 1988, il est élu. Le 10 mai, la foule est là."
    date = find_dates(text, "2025-02-15")[-1].date
    assert date is not None
    assert date.edtf == "1988-05-10"


def test_a_percentage_after_a_weekday_is_no_day() -> None:
    text = "Le titre a perdu 3 % lundi, 2 % mardi."
    assert [e.text for e in find_dates(text, "2025-02-15")] == ["lundi", "mardi"]


def test_threads_find_the_same_dates() -> None:
    from concurrent.futures import ThreadPoolExecutor

    from timeline.dates.folding import fold
    from timeline.dates.grammar import compile_grammar, read_rules
    from timeline.dates.recogniser import recognise

    texts = ["Du 3 au 7 mai 2012, puis deux ans plus tard.", "Au XIXe siècle.", "Lundi, hier."] * 20
    fresh = compile_grammar(read_rules(examples=False))

    def found(text: str) -> list[tuple[int, int]]:
        return [(start, end) for start, end, _ in recognise(fold(text), fresh)]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(found, texts))
    assert together == [found(text) for text in texts]
