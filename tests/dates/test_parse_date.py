"""Reading one publication-date string."""

from __future__ import annotations

import subprocess
import sys

import pytest

from timeline.dates import parse_date
from timeline.dates.parsing import Order


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-02-15T10:22:00+01:00", "2025-02-15"),
        ("2025-02-15", "2025-02-15"),
        ("20250215", "2025-02-15"),
        ("20250215T102233", "2025-02-15"),
        ("15/02/2025", "2025-02-15"),
        ("15.02.25", "2025-02-15"),
        ("février 15, 2025", "2025-02-15"),
        ("le 15 février 2025", "2025-02-15"),
        ("15 févr. 2025 | Économie", "2025-02-15"),
        ("Publié le 3 mars 2024 à 10h15", "2024-03-03"),
        ("Mis à jour le 03/03/2024 à 12:00 - Publié le 01/03/2024", "2024-03-01"),
        ("Par Anne, le février 15, 2025 - 7 minutes de lecture", "2025-02-15"),
        ("article-2024-03-05-titre.html", "2024-03-05"),
        ("2024_03_05_titre.txt", "2024-03-05"),
        ("mars 2024", "2024-03"),
        ("2024", "2024"),
    ],
)
def test_french_metadata_and_file_names(text: str, date: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert span.edtf == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Sat, 15 Feb 2025 08:00:00 GMT", "2025-02-15"),
        ("15 Feb 2025", "2025-02-15"),
        ("Thu Feb 15 10:22:00 2024", "2024-02-15"),
        ("Monday, May 5, 2021", "2021-05-05"),
        ("15-Feb-2025", "2025-02-15"),
        ("February 2025", "2025-02"),
    ],
)
def test_english_metadata_falls_to_dateparser(text: str, date: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert span.edtf == date


@pytest.mark.parametrize(
    "text",
    [
        "31 février 2025",
        "31/02/2025",
        "12/13/2014",
        "2024-13-05",
        "Feb 30, 2025",
        "20231301",
    ],
)
def test_impossible_dates_are_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["", "hier", "il y a 2 heures", "lundi dernier", "15 février"])
def test_no_date_is_made_up_where_no_year_is_written(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "date"), [("T1 2024", "2024-33"), ("les années 1990", "199X"), ("été 2023", None)]
)
def test_what_the_grammar_knows_is_not_left_to_guesses(text: str, date: str | None) -> None:
    span = parse_date(text)
    assert span is not None
    assert span.grain in ("quarter", "decade", "season")
    assert date is None or span.edtf == date


@pytest.mark.parametrize(("order", "date"), [("DMY", "2024-03-02"), ("MDY", "2024-02-03")])
def test_the_order_of_figures_can_be_told(order: Order, date: str) -> None:
    span = parse_date("02/03/2024", order)
    assert span is not None
    assert span.edtf == date


def test_french_dates_load_neither_dateparser_nor_spacy() -> None:
    program = (
        "import sys; from timeline.dates import find_dates, parse_date;"
        "find_dates('le 3 mai 2012, hier', '2012-05-04'); parse_date('15/02/2025');"
        "print([m for m in ('dateparser', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
