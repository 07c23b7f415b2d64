"""Lines on a page → paragraphs in reading order, with what their place and type say of them."""

from __future__ import annotations

import pytest
from drawn_pdf import (
    BODY,
    LEADING,
    PROSE,
    Text,
    blocks_of,
    column,
    draw,
    drawn,
    new_pdf,
    texts_of,
    width_of,
)
from PIL import Image

JOINED = " ".join(PROSE)
LEFT = [f"{line} un" for line in PROSE]
RIGHT = [f"{line} deux" for line in PROSE]


def sentence(lines: list[str]) -> list[str]:
    return [*lines[:-1], lines[-1] + "."]


def test_columns_are_read_one_after_the_other() -> None:
    page = column(40, 100, sentence(LEFT)) + column(320, 100, sentence(RIGHT))
    assert texts_of(drawn(page)) == [" ".join(LEFT) + ".", " ".join(RIGHT) + "."]


def test_columns_whose_lines_are_not_level() -> None:
    page = column(40, 100, sentence(LEFT)) + column(320, 105, sentence(RIGHT))
    assert texts_of(drawn(page)) == [" ".join(LEFT) + ".", " ".join(RIGHT) + "."]


def test_order_of_drawing_does_not_matter() -> None:
    page = column(40, 100, sentence(LEFT)) + column(320, 100, sentence(RIGHT))
    assert texts_of(drawn(page[::-1])) == texts_of(drawn(page))


def test_headline_over_columns() -> None:
    title = Text(40, 60, "Une halle fermée pour dix-huit mois à Montverdier", 22)
    page = [title, *column(40, 100, sentence(LEFT)), *column(320, 100, sentence(RIGHT))]
    assert blocks_of(drawn(page)) == [
        (title.text, "title"),
        (" ".join(LEFT) + ".", "text"),
        (" ".join(RIGHT) + ".", "text"),
    ]


def test_two_articles_under_each_other() -> None:
    upper = column(40, 100, sentence(LEFT)) + column(320, 100, sentence(RIGHT))
    heading = Text(40, 190, "Un tracteur volé", 16)
    lower = column(40, 220, sentence(LEFT)) + column(320, 220, sentence(RIGHT))
    texts = texts_of(drawn([*upper, heading, *lower]))
    assert texts == [texts[0], texts[1], "Un tracteur volé", texts[0], texts[1]]
    assert texts[0] == " ".join(LEFT) + "."


def test_narrow_gutter() -> None:
    left = [*LEFT, *LEFT]
    beside = 40 + max(width_of(line) for line in left) + 0.6 * BODY
    page = column(40, 100, sentence(left)) + column(beside, 100, sentence([*RIGHT, *RIGHT]))
    assert texts_of(drawn(page))[0] == " ".join(left) + "."


def test_picture_over_both_columns_parts_them() -> None:
    upper = column(40, 100, sentence(LEFT)) + column(320, 100, sentence(RIGHT))
    lower = column(40, 360, sentence(LEFT)) + column(320, 360, sentence(RIGHT))
    pdf = draw(new_pdf(), [*upper, *lower])
    pdf.image(Image.new("RGB", (30, 20), (90, 90, 90)), 40, 170, 500, 160)
    left, right = " ".join(LEFT) + ".", " ".join(RIGHT) + "."
    assert texts_of(bytes(pdf.output())) == [left, right, left, right]


def test_spaced_headline() -> None:
    pdf = draw(new_pdf(), column(60, 120, PROSE))
    pdf.set_font("Helvetica", size=16)
    pdf.set_char_spacing(6)
    pdf.text(60, 60, "LA HALLE")
    assert blocks_of(bytes(pdf.output()))[0] == ("LA HALLE", "title")


def test_inset_quotation_is_one_paragraph() -> None:
    quoted = [
        "On nous a dit de partir, et nous",
        "partirons lundi, avec les étals de",
        "Montverdier, sans rien attendre de",
        "personne, a conclu la marchande.",
    ]
    page = column(60, 100, sentence(list(PROSE))) + column(90, 172, quoted)
    assert texts_of(drawn(page))[1] == " ".join(quoted)


def test_cell_of_several_lines_is_read_as_one() -> None:
    events = [
        "Le conseil municipal vote la rénovation",
        "de la halle, par dix-neuf voix contre huit.",
    ]
    page = column(60, 100, sentence(list(PROSE)))
    for i, day in enumerate(("12 janvier", "29 février")):
        page += column(60, 190 + 40 * i, [day, "2024"]) + column(140, 190 + 40 * i, events)
    assert texts_of(drawn(page))[1:] == [
        "12 janvier 2024",
        " ".join(events),
        "29 février 2024",
        " ".join(events),
    ]


def test_table_is_read_row_by_row() -> None:
    rows = [("Toiture", "3,2 M€", "mars 2024"), ("Façades", "2,1 M€", "juin 2025")] * 3
    page = [
        Text(60 + 150 * j, 100 + 20 * i, cell.replace("€", "EUR"))
        for i, row in enumerate(rows)
        for j, cell in enumerate(row)
    ]
    assert texts_of(drawn(page))[:2] == ["Toiture 3,2 MEUR mars 2024", "Façades 2,1 MEUR juin 2025"]


def test_paragraph_goes_on_in_the_next_column() -> None:
    page = column(40, 100, PROSE) + column(320, 100, ["et la place fut vide.", *PROSE[:4]])
    assert texts_of(drawn(page))[0].startswith(f"{JOINED} et la place fut vide.")


def test_paragraph_goes_on_on_the_next_page_over_head_and_foot() -> None:
    first = [*column(60, 100, PROSE), Text(60, 800, "Le Bocage libre"), Text(500, 800, "1")]
    second = [
        Text(60, 100, "dans la rue."),
        Text(60, 800, "Le Bocage libre"),
        Text(500, 800, "2"),
    ]
    assert blocks_of(drawn(first, second)) == [
        (f"{JOINED} dans la rue.", "text"),
        ("Le Bocage libre 1", "furniture"),
        ("Le Bocage libre 2", "furniture"),
    ]


def test_paragraph_that_ends_with_the_page_is_not_continued() -> None:
    first = column(60, 100, sentence(list(PROSE)))
    assert texts_of(drawn(first, first)) == [f"{JOINED}.", f"{JOINED}."]


def test_gap_parts_paragraphs() -> None:
    page = column(60, 100, PROSE) + column(60, 100 + 5.6 * LEADING, PROSE)
    assert texts_of(drawn(page)) == [JOINED, JOINED]


def test_indent_parts_paragraphs() -> None:
    page = column(60, 100, PROSE)
    page += [Text(75, 160, PROSE[0]), *column(60, 172, PROSE[1:])]
    assert texts_of(drawn(page)) == [JOINED, JOINED]


def test_short_last_line_parts_paragraphs() -> None:
    page = column(60, 100, [*PROSE, "dehors.", *PROSE])
    assert texts_of(drawn(page)) == [f"{JOINED} dehors.", JOINED]


def test_list_items_are_parted() -> None:
    items = ["- la toiture ;", "- la charpente ;", "- les vitraux."]
    page = column(60, 100, ["Trois choses seront refaites :", *items])
    assert texts_of(drawn(page))[1:] == items


def test_large_initial_belongs_to_its_word() -> None:
    page = [Text(60, 112, "L", 32), Text(82, 100, "e conseil municipal a voté la loi du")]
    page += [Text(82, 112, "port et de la halle, qui ferme, comme"), *column(60, 124, PROSE)]
    assert texts_of(drawn(page))[0].startswith("Le conseil municipal a voté la loi du port et de")


def test_figure_of_a_note_is_raised() -> None:
    words = "La halle a fermé en 2024"
    after = 60 + width_of(words)
    page = [Text(60, 100, words), Text(after, 96, "1", 6), Text(after + 3.3, 100, ", dit-on.")]
    assert texts_of(drawn(page)) == ["La halle a fermé en 2024¹, dit-on."]


def test_raised_letters_stay_in_their_line() -> None:
    page = [
        Text(60, 100, "Le 1"),
        Text(80.6, 96, "er", 6),
        Text(90, 100, "mars, la halle a fermé."),
    ]
    assert texts_of(drawn(page)) == ["Le 1er mars, la halle a fermé."]


def test_heading_title_and_small_print() -> None:
    page = [
        Text(60, 60, "La halle ferme ses portes", 20),
        *column(60, 100, sentence(list(PROSE))),
        Text(60, 180, "Dix-huit mois de travaux", BODY, "B"),
        *column(60, 200, sentence(list(PROSE))),
        Text(60, 290, "Tous droits réservés", 7),
    ]
    assert [hint for _, hint in blocks_of(drawn(page))] == [
        "title", "text", "heading", "text", "text",
    ]  # fmt: skip


def test_name_of_the_paper_is_no_title() -> None:
    page = [
        Text(60, 60, "Le Bocage libre", 40),
        Text(60, 110, "La halle de Montverdier ferme ses portes", 24),
        *column(60, 150, sentence(list(PROSE))),
    ]
    hints = [hint for _, hint in blocks_of(drawn(page))]
    assert hints == ["text", "title", "text"]


def test_bold_byline_is_no_heading() -> None:
    byline = Text(60, 80, "Par Jeanne Bidule, le 3 mars 2024", BODY, "B")
    blocks = blocks_of(drawn([byline, *column(60, 110, sentence(list(PROSE)))]))
    assert blocks[0] == (byline.text, "text")


def test_pull_quote() -> None:
    quote = Text(60, 190, "« La charpente menaçait de céder »", 15)
    page = [*column(60, 100, PROSE), quote, *column(60, 220, ["et il partit.", *PROSE[:3]])]
    blocks = blocks_of(drawn(page))
    assert blocks[0][0].startswith(f"{JOINED} et il partit.")
    assert blocks[1] == (quote.text, "quote")


@pytest.mark.parametrize("number", ["3", "- 3 -", "3/12", "iii"])
def test_number_of_a_single_page(number: str) -> None:
    page = [*column(60, 100, PROSE), Text(290, 810, number)]
    assert blocks_of(drawn(page))[-1] == (number, "furniture")


@pytest.mark.parametrize(
    ("top", "foot"),
    [
        ("05/03/2024 10:12     La halle ferme - Le Bocage libre", "https://bocage.example/a 1/3"),
        ("05/03/2024, 10:12", "file:///C:/halle.html"),
    ],
)
def test_what_a_browser_prints_around_a_single_page(top: str, foot: str) -> None:
    page = [Text(25, 20, top, 8), *column(60, 100, PROSE), Text(25, 830, foot, 8)]
    assert [hint for _, hint in blocks_of(drawn(page))] == ["furniture", "text", "furniture"]


def test_date_over_the_text_is_no_furniture() -> None:
    page = [Text(60, 60, "Mardi 5 mars 2024"), *column(60, 100, PROSE)]
    assert blocks_of(drawn(page))[0] == ("Mardi 5 mars 2024", "text")


def test_line_that_two_pages_share_in_the_middle_is_text() -> None:
    page = column(60, 400, sentence(list(PROSE)))
    assert {hint for _, hint in blocks_of(drawn(page, page))} == {"text"}


def test_text_off_the_page_is_left_out() -> None:
    page = [*column(60, 100, PROSE), Text(-400, 300, "Hors de la page"), Text(60, 900, "Plus bas")]
    assert texts_of(drawn(page)) == [JOINED]


def test_text_without_size_is_left_out() -> None:
    page = [*column(60, 100, PROSE), Text(60, 300, "Invisible à tous", 0.1)]
    assert texts_of(drawn(page)) == [JOINED]


def test_bold_that_is_printed_twice_is_read_once() -> None:
    page = [Text(60, 100, "La halle ferme."), Text(60.4, 100, "La halle ferme.")]
    assert texts_of(drawn(page)) == ["La halle ferme."]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_page_that_lies_on_its_side(angle: int) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.set_font("Helvetica", size=BODY)
    with pdf.rotation(angle, 297, 421):
        for line in column(200, 300, sentence(list(PROSE))):
            pdf.text(line.x, line.y, line.text)
    assert texts_of(bytes(pdf.output())) == [f"{JOINED}."]


@pytest.mark.parametrize("angle", [90, 270, 45])
def test_credit_beside_a_picture_stands_apart(angle: int) -> None:
    pdf = draw(new_pdf(), column(60, 100, PROSE))
    with pdf.rotation(angle, 400, 400):
        pdf.text(400, 400, "Photo Luc Ardoin")
    assert blocks_of(bytes(pdf.output())) == [(JOINED, "text"), ("Photo Luc Ardoin", "outside")]


def test_caption_is_small_and_stands_under_a_picture() -> None:
    pdf = draw(new_pdf(), [*column(60, 100, PROSE), Text(60, 312, "La halle, vendredi.", 7)])
    pdf.image(Image.new("RGB", (30, 20), (90, 90, 90)), 60, 180, 200, 120)
    assert blocks_of(bytes(pdf.output())) == [(JOINED, "text"), ("La halle, vendredi.", "caption")]
