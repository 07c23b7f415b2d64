"""Telling French from other languages, leaning towards French."""

from __future__ import annotations

import pytest

from timeline.reading.language import foreign_language

OTHERS = {
    "English": (
        "The mayor announced on Tuesday that the old bridge will be closed to traffic for "
        "two years, and that a ferry will carry pedestrians across the river every "
        "morning."
    ),
    "Spanish": (
        "El alcalde anunció el martes que el viejo puente permanecerá cerrado al tráfico "
        "durante dos años y que un barco llevará a los peatones a la otra orilla cada "
        "mañana."
    ),
    "Italian": (
        "Il sindaco ha annunciato martedì che il vecchio ponte resterà chiuso al traffico "
        "per due anni e che un battello porterà i pedoni sull'altra riva del fiume ogni "
        "mattina."
    ),
    "Catalan": (
        "L'alcalde va anunciar dimarts que el pont vell romandrà tancat al trànsit durant "
        "dos anys i que una barca portarà els vianants a l'altra riba del riu cada matí."
    ),
    "Portuguese": (
        "O presidente da câmara anunciou na terça-feira que a velha ponte ficará fechada "
        "ao trânsito durante dois anos e que um barco levará os peões todas as manhãs."
    ),
    "German": (
        "Der Bürgermeister kündigte am Dienstag an, dass die alte Brücke zwei Jahre lang "
        "für den Verkehr gesperrt wird und eine Fähre die Fußgänger jeden Morgen "
        "übersetzt."
    ),
    "Dutch": (
        "De burgemeester kondigde dinsdag aan dat de oude brug twee jaar lang dicht "
        "blijft voor het verkeer en dat een veerpont de voetgangers elke ochtend overzet."
    ),
    "Russian": (
        "Мэр объявил во вторник, что старый мост будет закрыт для движения на два года, а "
        "паром будет каждое утро перевозить пешеходов на другой берег реки."
    ),
}
FRENCH = [
    "Le maire a annoncé mardi que le vieux pont serait fermé à la circulation pendant deux ans.",
    "LE MAIRE A ANNONCÉ MARDI QUE LE VIEUX PONT SERAIT FERMÉ À LA CIRCULATION PENDANT DEUX ANS.",
    "le maire a annonce mardi que le vieux pont serait ferme a la circulation pendant deux ans",
    "Résultats : Brest 3, Nantes 1 ; Lens 0, Metz 0 ; Rennes 2, Angers 2 ; Lyon 1, Reims 4.",
    "« The show must go on », a lancé la chanteuse avant de quitter la scène sous les bravos.",
    "Jeanne Martin, Louis Durand, Marie Petit, Paul Robert, Anne Richard, Luc Moreau.",
    "1 200 m², 45 €, 17 h 30, 2024",
    "",
]


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_other_languages_are_named(language: str, text: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize("text", FRENCH)
def test_french_and_what_cannot_be_told(text: str) -> None:
    assert foreign_language(text) is None


def test_french_is_told_without_loading_the_identifier() -> None:
    import subprocess
    import sys

    program = (
        "import sys; from timeline.reading.language import foreign_language;"
        f"foreign_language({FRENCH[0]!r} * 30); sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
