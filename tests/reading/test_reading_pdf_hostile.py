"""PDFs that are broken, protected, scanned or made to do harm: one clear sentence for each."""

from __future__ import annotations

import zlib
from pathlib import Path
from random import Random

import pytest
from drawn_pdf import PROSE, Text, column, draw, drawn, new_pdf
from PIL import Image

from timeline.model import Article, Skipped
from timeline.reading import read
from timeline.reading.pages import Unreadable
from timeline.reading.readers import pdf as reader
from timeline.reading.readers.pdf import read_page

SOUND = (Path(__file__).parent / "pdfs" / "journal.pdf").read_bytes()
BROKEN = "broken PDF (it is cut off or damaged): save the article again"
GAVE_UP = "broken PDF (it takes too long or too much memory to read): save the article again"


def reason_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_page(data)
    return str(caught.value)


def written(
    content: bytes, pages: int = 1, filters: str = "/FlateDecode", more: bytes = b""
) -> bytes:
    """A PDF by hand, whose pages all show one content stream, as it is compressed already."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d/Filter %s>>stream\n%s\nendstream"
        % (len(content), filters.encode(), content),
    ]
    numbered = [b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1)]
    return b"%PDF-1.4\n" + b"".join(numbered) + more + b"trailer<</Root 1 0 R/Size 99>>\n%%EOF"


def bomb() -> bytes:
    """A PDF of a few kilobytes whose content unfolds into 9 GB of blanks."""
    packer = zlib.compressobj(9)
    block = packer.compress(b" " * 9_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    content = zlib.compress(block + block[2:] * 999)
    return written(content, filters="[/FlateDecode/FlateDecode]")


def test_scan() -> None:
    pdf = new_pdf()
    for _ in range(2):
        pdf.add_page()
        pdf.image(Image.new("L", (60, 84), 200), 0, 0, 595, 842)
    reason = "no text layer (it is a scan of 2 pages): run text recognition (OCR) on it first"
    assert reason_of(bytes(pdf.output())) == reason


def test_scan_with_a_text_layer_is_read() -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.image(Image.new("L", (60, 84), 200), 0, 0, 595, 842)
    pdf.set_font("Helvetica", size=10)
    with pdf.local_context(text_mode="INVISIBLE"):
        for line in column(60, 100, PROSE):
            pdf.text(line.x, line.y, line.text)
    assert read_page(bytes(pdf.output())).text == " ".join(PROSE) + "\n"


def test_empty_pages() -> None:
    assert reason_of(drawn([])) == "empty PDF (no text on its 1 page): save the article again"


def test_password() -> None:
    pdf = new_pdf()
    pdf.set_encryption("secret", "autre")
    draw(pdf, column(60, 100, PROSE))
    reason = "encrypted PDF (it asks for a password): save it without a password"
    assert reason_of(bytes(pdf.output())) == reason


def test_protection_that_asks_for_no_password_is_no_obstacle() -> None:
    pdf = new_pdf()
    pdf.set_encryption("secret", "")
    draw(pdf, column(60, 100, PROSE))
    assert read_page(bytes(pdf.output())).text == " ".join(PROSE) + "\n"


@pytest.mark.parametrize("length", [8, 100, 5000, len(SOUND) // 2])
def test_cut_off(length: int) -> None:
    assert reason_of(SOUND[:length]) == BROKEN


def test_other_content_under_the_name_of_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text(" ".join(PROSE), encoding="utf-8")
    (skipped,) = read([tmp_path])
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("not a PDF file (it does not begin like one)")


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bytes_give_an_article_or_a_sentence(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    data = bytearray(SOUND)
    for _ in range(random.choice((1, 10, 100, 1000))):
        data[random.randrange(len(data))] = random.randrange(256)
    (tmp_path / "a.pdf").write_bytes(data)
    (outcome,) = read([tmp_path])
    assert isinstance(outcome, Article) or "PDF" in outcome.reason or "French" in outcome.reason


def test_too_many_pages() -> None:
    page = zlib.compress(b"BT /F 12 Tf 10 10 Td (Bonjour) Tj ET")
    reason = "too large for one article (2,001 pages, at most 2,000): split it into articles"
    assert reason_of(written(page, pages=2001)) == reason


def test_too_many_characters() -> None:
    page = b"BT /F 1 Tf 10 10 Td " + b"(Le maire a vu la halle du port) Tj 0 1 Td " * 70_000 + b"ET"
    reason = "too large for one article (more than 2,000,000 characters): split it"
    assert reason_of(written(zlib.compress(page))) == reason


def test_content_that_unfolds_into_gigabytes() -> None:
    assert reason_of(bomb()) == GAVE_UP


def test_forms_that_show_each_other_ten_times_each() -> None:
    def form(number: int, content: bytes) -> bytes:
        return (
            b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources"
            b"<</Font<</F 4 0 R>>/XObject<</X %d 0 R>>>>/Length %d>>stream\n%s\nendstream\nendobj\n"
        ) % (number, number + 1, len(content), content)

    forms = b"".join(form(6 + depth, b"/X Do " * 10) for depth in range(12))
    last = form(18, b"BT /F 12 Tf 10 10 Td (ha) Tj ET")
    assert reason_of(written(zlib.compress(b"/X Do"), more=forms + last)) == GAVE_UP


@pytest.mark.parametrize("nested", [b"[", b"<</A"])
def test_deep_nesting(nested: bytes) -> None:
    data = b"%PDF-1.4\n1 0 obj\n" + nested * 500_000 + b"\nendobj\ntrailer<</Root 1 0 R>>"
    assert reason_of(data) == BROKEN


def test_page_tree_that_holds_itself() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>"
    )
    assert reason_of(data).startswith("broken PDF (none of its pages can be opened)")


def test_words_strewn_over_a_page() -> None:
    random = Random(1)
    words = [Text(random.randrange(500), random.randrange(800), f"mot{i}", 4) for i in range(3000)]
    text = read_page(drawn(words)).text
    assert sum(f"mot{i}" in text for i in range(3000)) > 2900


def test_next_file_is_read_after_one_that_ended_the_process() -> None:
    assert reason_of(bomb()) == GAVE_UP
    assert read_page(drawn(column(60, 100, PROSE))).text == " ".join(PROSE) + "\n"


def test_reading_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_WAITING", 0.3)
    random = Random(1)
    places = ((random.randrange(600), random.randrange(800)) for _ in range(15_000))
    page = b"".join(b"BT /F 4 Tf %d %d Td (mot) Tj ET\n" % place for place in places)
    assert reason_of(written(zlib.compress(page), pages=20)) == GAVE_UP


def test_process_that_was_killed_meanwhile_is_started_again() -> None:
    read_page(SOUND)
    assert reader._worker is not None
    reader._worker._process.kill()
    assert read_page(SOUND).text.startswith("Montverdier ferme sa halle")
