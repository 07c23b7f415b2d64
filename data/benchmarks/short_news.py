"""Short French articles that nobody wrote, as they are on one day and on the next."""

from __future__ import annotations

from pathlib import Path
from random import Random

ARTICLES = 60
_PEOPLE = ("Claire Dumas", "Paul Meyer", "Anne Roux", "Karim Haddad", "Louise Morel", "Yves Caron")
_FIRMS = ("VoltaGen", "Sirocco", "Lumière Marine", "Brasserie Tavel", "Ateliers Morand")
_TOWNS = ("Montverdier", "Saint-Aubin", "Port-Louvier", "Castelmaure")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "septembre", "octobre")
_TOLD = (
    "{person} a été élue à la tête de {firm} le {day} {month} {year}.",
    "{firm} a racheté {other} le {day} {month} {year}, pour {number} millions d'euros.",
    "Le {day} {month} {year}, un incendie a détruit l'entrepôt de {firm} à {town}.",
    "{person} a quitté {firm} en {month} {year}.",
    "Le conseil municipal de {town} a voté lundi la rénovation de la halle.",
    "{firm} a licencié {number} salariés de son usine de {town} en {year}.",
)


def write_articles(folder: Path, seed: int, day: int) -> None:
    """Writes the made-up articles as they are on the first or second `day`."""
    folder.mkdir()
    for number in range(ARTICLES):
        kind = number % 10  # 0 comes on the second day, 1 changes, 2 vanishes
        if (kind, day) in ((0, 1), (2, 2)):
            continue
        random = Random(f"{seed} {number} {day if kind == 1 else 0}")
        sentences = [_sentence(random) for _ in range(2)]
        text = f"Publié le {1 + number % 28} octobre 2019\n\n{' '.join(sentences)}\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (folder / "english.txt").write_text("The council has voted for the hall. " * 9)


def _sentence(random: Random) -> str:
    firm, other = random.sample(_FIRMS, 2)
    return random.choice(_TOLD).format(
        person=random.choice(_PEOPLE), firm=firm, other=other, town=random.choice(_TOWNS),
        day=random.randint(2, 28), month=random.choice(_MONTHS), year=random.randint(2014, 2018),
        number=random.randint(2, 90),
    )  # fmt: skip
