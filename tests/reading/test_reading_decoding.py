"""Bytes → text: encodings of French files, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.model import Article, DateSpan, Day
from timeline.reading import read
from timeline.reading.decoding import decode
from timeline.reading.pages import Unreadable

FRENCH = "L’été dernier, à Nîmes, l'œuvre a été présentée « là-bas » : ça coûte 3 €."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


def test_windows_1252() -> None:
    assert decode(FRENCH.encode("cp1252")) == FRENCH


def test_latin_1_with_one_accent() -> None:
    assert decode("Le maire a été élu.".encode("latin-1")) == "Le maire a été élu."


def test_latin_9_ligature() -> None:
    assert decode("un cœur, une sœur".encode("iso8859-15")) == "un cœur, une sœur"


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_old_machines(encoding: str) -> None:
    text = "Les députés ont été réélus à Nîmes, où la forêt brûle."
    assert decode(text.encode(encoding)) == text


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    data = ("Été à Nîmes, forêt brûlée. " * 3).encode() + b"fin \xe9\xff."
    text = decode(data)
    assert text.startswith("Été à Nîmes")
    assert text.count("\ufffd") == 2


def test_declared_encoding_of_another_alphabet() -> None:
    assert decode("Ёлка и ёж".encode("koi8-r"), "koi8-r") == "Ёлка и ёж"


@pytest.mark.parametrize("declared", ["utf-8", "no-such-codec", "punycode", "rot13", "\x00"])
def test_false_declarations_do_no_harm(declared: str) -> None:
    assert decode("élu à Nîmes".encode("cp1252"), declared) == "élu à Nîmes"


def test_utf8_wins_over_a_false_declaration() -> None:
    assert decode("élu".encode(), "iso-8859-1") == "élu"


def test_line_ends_and_controls_are_kept() -> None:
    text = "Un\r\ndeux\rtrois\n\x1b[31mquatre\x07\t"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.4\n1 0 obj",
        b"PK\x03\x04\x14\x00\x00\x00",
        b"\x00" * 100,
        b"\x01\x02\x03\x04",
        b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00",
    ],
)
def test_binary_content_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not a text file"):
        decode(data)


def test_mojibake_is_read_and_the_text_kept(tmp_path: Path) -> None:
    text = (
        "La halle fermÃ©e Ã\u00a0 NÃ®mes\n\nPubliÃ© le 3 fÃ©vrier 2021 par JÃ©rÃ´me Bidule\n\n"
        "Le conseil municipal a votÃ© jeudi soir la rÃ©novation de la halle, qui sera fermÃ©e au "
        "public pendant dix-huit mois Ã\u00a0 partir du printemps."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.text == text
    assert (article.title, article.author) == ("La halle fermée à Nîmes", "Jérôme Bidule")
    assert article.published == DateSpan.of_day(Day(2021, 2, 3))
    assert [zone.kind for zone in article.zones] == ["title", "dateline", "body"]
