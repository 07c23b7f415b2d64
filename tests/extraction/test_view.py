"""The pipeline reads a normalised view; every offset leads back to the article's own text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.view import view_of


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("l’offre d’Anne", "l'offre d'Anne"),
        ("«\u00a0oui\u00a0»", "« oui »"),
        ("10\u202f000 postes", "10 000 postes"),
        ("pre\u00admier lan\u00adceur", "premier lanceur"),
        ("of\ufb01ciel", "officiel"),
        ("e\u0301lu", "élu"),
        ("zéro\u200blargeur", "zérolargeur"),
        ("le 29 février 2024¹, en séance², close.³", "le 29 février 2024, en séance, close."),
        ("120 m², 3 km², 40 g/m³", "120 m², 3 km², 40 g/m³"),
        ("PubliÃ© le 3 fÃ©vrier", "Publié le 3 février"),
        ("lâ€™Ã©tÃ© Ã\u00a0 NÃ®mes, Ã\u2030tat, Å“uvre, ÃŽle", "l'été à Nîmes, État, œuvre, Île"),
        ("Ã la mairie, dÃ©jÃ  oÃ¹", "à la mairie, déjà où"),
        ("Â« oui Â», 3 â‚¬ â€“ trop", "« oui », 3 € – trop"),
        ("Â la carte, Ça, NÃO, l’Âge", "Â la carte, Ça, NÃO, l'Âge"),
    ],
)
def test_typography_is_repaired(raw: str, seen: str) -> None:
    assert view_of(raw, 0, len(raw)).text == seen


def test_offsets_lead_back_over_what_vanished() -> None:
    text = "Le pre\u00admier\u00a0lan\u00adceur a d\u0065\u0301collé."
    view = view_of(text, 3, len(text))
    start = view.text.index("lanceur")
    assert text[slice(*view.raw(start, start + 7))] == "lan\u00adceur"
    start = view.text.index("décollé")
    assert text[slice(*view.raw(start, start + 7))] == "d\u0065\u0301collé"


def test_offsets_lead_back_over_mojibake() -> None:
    text = "Il a Ã©tÃ© rÃ©Ã©lu Ã\u00a0 NÃ®mes."
    view = view_of(text, 0, len(text))
    assert view.text == "Il a été réélu à Nîmes."
    for seen, raw in (("été", "Ã©tÃ©"), ("réélu", "rÃ©Ã©lu"), ("Nîmes", "NÃ®mes")):
        start = view.text.index(seen)
        assert text[slice(*view.raw(start, start + len(seen)))] == raw


def test_a_raw_offset_finds_its_place_in_the_view() -> None:
    text = "a\u00adb\u00adc"
    view = view_of(text, 0, len(text))
    assert [view.position(offset) for offset in range(5)] == [0, 1, 1, 2, 2]


@given(st.text(alphabet=st.sampled_from("aé’\u00a0\u00ad\ufb01\u0301 \u200bzÃ©â€™"), max_size=40))
def test_every_range_of_the_view_is_a_range_of_the_text(text: str) -> None:
    view = view_of(text, 0, len(text))
    last = 0
    for index in range(len(view.text)):
        start, end = view.raw(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or text[start] in "\ufb01"
        last = start
        assert unicodedata.normalize("NFKC", text[start:end])
