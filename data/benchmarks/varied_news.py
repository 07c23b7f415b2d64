"""News articles that nobody wrote, of 100 to 300 words, with many names and dates.

Their sentences are of the kinds that news has: with dates of every form (days, weekdays, « la
veille », « trois mois plus tôt », years), quotations, subordinate clauses, sums, denials, plans and
sentences that tell nothing. People, companies, towns and things come from some hundred thousand
made-up names, by Zipf's law, so that the same ones turn up in many articles and new ones without
end. An article is the same for the same number and seed, whatever was made before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from synthetic_names import Name, name_of, word
from synthetic_telling import zipf

from timeline.model import Article, Day
from timeline.reading import read_data

_NAMES = 100_000
_FOLDER = 1000  # articles
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_NUMBERS = ("deux", "trois", "quatre", "cinq", "six", "huit", "dix", "douze")
_THINGS = (
    "la halle", "le vieux pont", "l'usine", "le lycée", "la gare", "le port", "l'hôpital",
    "le théâtre", "la bibliothèque", "le stade", "la caserne", "l'entrepôt", "le barrage",
)  # fmt: skip
_DATED = (
    "{firm} a racheté {other} {when}, pour {number} millions d'euros.",
    "{person} a été élue à la tête de {firm} {when}, contre {rival}.",
    "{When}, un incendie a détruit {thing} de {town}, sans faire de blessé.",
    "{person} a quitté {firm} {when}, après {small} ans à sa direction.",
    "{When}, le tribunal de {town} a condamné {person} à {small} mois de prison avec sursis.",
    "La société {firm}, fondée en {year} par {person}, a licencié {number} salariés {when}.",
    "{When}, {person} et {rival} ont signé un accord sur l'avenir de {firm}.",
    "Le conseil municipal de {town} a voté {when} la rénovation de {thing}.",
    "{person}, qui dirigeait {firm} depuis {year}, est mort {when} à l'âge de {age} ans.",
    "{When}, {number} manifestants ont défilé à {town} contre la fermeture de {thing}.",
    "{firm} a lancé {when} un service de livraison à {town}, puis l'a fermé {later}.",
    "Un train a déraillé près de {town} {when} ; {small} voyageurs ont été blessés.",
    "{firm} a porté plainte {when} contre {other}, qu'elle accuse d'avoir copié ses plans.",
    "Née en {year}, {person} a publié {when} un livre sur l'histoire de {town}.",
    "{When}, les salariés de {firm} se sont mis en grève pour leurs salaires.",
    "{person} a été arrêté {when} à {town}, puis relâché {later}.",
    "Le prix de l'eau a augmenté de {small} % à {town} {when}, selon {firm}.",
    "{rival} a inauguré {thing} de {town} {when}, en présence de {person}.",
)
_OTHER = (
    "« Nous n'avons jamais voulu vendre {firm} », assure {person}.",
    "Selon {person}, {firm} pourrait fermer {thing} de {town} l'an prochain.",
    "{rival} dément avoir rencontré {person} à {town}.",
    "{firm} emploie {number} personnes à {town} et dans les communes voisines.",
    "Les habitants de {town} attendent depuis longtemps que {thing} rouvre ses portes.",
    "{person} prévoit de présenter son projet au mois de {month}, si le budget le permet.",
    "Pour {rival}, il s'agit surtout d'une question de temps et d'argent.",
    "La mairie de {town} n'a pas souhaité répondre à nos questions.",
)


def text_of(number: int, seed: int = 1) -> str:
    """An article as the text of a file: title, day of publication, paragraphs."""
    chance = Random(f"{seed} {number}")
    published = Day(chance.randint(2005, 2024), chance.randint(1, 12), chance.randint(1, 28))
    cast = [name_of(zipf(chance, _NAMES, 20.0)) for _ in range(chance.randint(4, 9))]
    title = _sentence(_DATED, chance, cast, published).rstrip(".").split(",")[0]
    paragraphs: list[str] = []
    words, wanted = 0, chance.randint(100, 300)
    while words < wanted:
        sentences = [
            _sentence(_DATED if chance.random() < 0.6 else _OTHER, chance, cast, published)
            for _ in range(chance.randint(2, 4))
        ]
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    return "\n\n".join([title, f"Publié le {day_in_words(published)}", *paragraphs]) + "\n"


def day_in_words(day: Day) -> str:
    """A day as bylines have it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_articles(folder: Path, numbers: range, seed: int = 1) -> None:
    """Writes the articles of these numbers as files, a thousand a folder."""
    for number in numbers:
        path = folder / f"{number // _FOLDER:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(number, seed), encoding="utf-8")


def articles(numbers: range, seed: int = 1) -> list[Article]:
    """The same, read."""
    found = []
    for number in numbers:
        (one,) = read_data(text_of(number, seed).encode(), f"{number:07}.txt")
        assert isinstance(one, Article), one.reason
        found.append(one)
    return found


def _sentence(forms: Sequence[str], chance: Random, cast: Sequence[Name], published: Day) -> str:
    people = [one for one in cast if one.type == "PER"] or [name_of(0)]
    firms = [one for one in cast if one.type != "PER"] or [name_of(1)]
    when = _when(chance, published)
    told = chance.choice(forms).format(
        person=chance.choice(people).full,
        rival=f"{chance.choice(people).full}-{word(chance.randrange(900)).capitalize()}",
        firm=chance.choice(firms).full,
        other=f"{word(zipf(chance, _NAMES, 20.0)).capitalize()} Industries",
        town=f"Saint-{word(zipf(chance, 3_000, 5.0)).capitalize()}",
        thing=chance.choice(_THINGS),
        when=when,
        When=when[0].upper() + when[1:],
        later=f"{chance.choice(_NUMBERS)} {chance.choice(('jours', 'semaines', 'mois'))} plus tard",
        month=chance.choice(MONTHS),
        year=chance.randint(1950, 2004),
        number=chance.randint(3, 9_000),
        small=chance.choice(_NUMBERS),
        age=chance.randint(48, 97),
    )
    return told[0].upper() + told[1:]


def _when(chance: Random, published: Day) -> str:
    day, month, year = chance.randint(2, 28), chance.choice(MONTHS), chance.randint(1995, 2024)
    return chance.choice(
        (
            f"le {day} {month} {year}",
            f"le {day} {month} {year}",
            f"en {month} {year}",
            f"en {year}",
            f"{chance.choice(_WEEKDAYS)} dernier",
            chance.choice(_WEEKDAYS),
            "hier",
            "la semaine dernière",
            f"il y a {chance.choice(_NUMBERS)} ans",
            f"le {day} {month} dernier" if month != MONTHS[published.month - 1] else "ce mois-ci",
            f"au début de l'année {year}",
        )
    )
