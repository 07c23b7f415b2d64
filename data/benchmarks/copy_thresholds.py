"""Which thresholds tell copies of an article from texts that share something else with it.

    python data/benchmarks/copy_thresholds.py FOLDER

Each article of FOLDER (of 100 words or more) is edited as outlets edit a dispatch, and borrowed
from as other articles borrow; reports are written by template. A row is a kind of pair: the median
of the shingles shared, of the shorter text's (contained) and of the longer one's (held), of the
names and numbers shared, and how many of 100 pairs are copies at each threshold of `contained`. The
edits are random words, which destroy more shingles than an editor's: those stand together.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from timeline.model import Article
from timeline.reading import read
from timeline.reconciliation import copies
from timeline.reconciliation.copies import Resemblance, resemblance
from timeline.reconciliation.fingerprints import fingerprint

THRESHOLDS = (0.45, 0.5, 0.55, 0.6, 0.65)
PER_KIND = 4  # pairs from each article
Pair = tuple[str, str]
_STORY = ("body", "quote")


def _paragraphs(article: Article) -> list[str]:
    parts = (article.text[z.char_start : z.char_end] for z in article.zones if z.kind in _STORY)
    return [part.strip() for part in parts if part.strip()]


def _changed(text: str, share: float, strange: list[str], chance: random.Random) -> str:
    """The text with so many of its words replaced, left out or followed by another."""
    words: list[str] = []
    for word in text.split():
        if chance.random() >= share:
            words.append(word)
        else:
            other = chance.choice(strange)
            words += chance.choice(([other], [], [word, other]))
    return " ".join(words)


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


def _edited(one: list[str], strange: list[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """(kind, text) for each way in which a copy differs."""
    text = "\n\n".join(one)
    for percent in (0, 5, 10, 15, 20, 25, 30):
        yield f"copy: {percent} % of words changed", _changed(text, percent / 100, strange, chance)
    sentences = re.split(r"(?<=[.!?])\s+", text)
    chance.shuffle(sentences)
    yield "copy: sentences in another order", " ".join(sentences)
    left_out = chance.randrange(len(one))
    shorter = "\n\n".join(part for place, part in enumerate(one) if place != left_out)
    yield "copy: a paragraph cut, 5 % changed", _changed(shorter, 0.05, strange, chance)
    for percent in (70, 50):
        first = _first_words(text, len(text.split()) * percent // 100)
        yield f"copy: cut to {percent} %, 5 % changed", _changed(first, 0.05, strange, chance)
    more = " ".join(chance.choice(strange) for _ in range(len(text.split()) // 4))
    yield "copy: a quarter added, 5 % changed", f"{_changed(text, 0.05, strange, chance)} {more}"


def _borrowed(one: list[str], other: list[str]) -> Iterator[tuple[str, str, str]]:
    """(kind, text, text that borrows from it)."""
    text, own = "\n\n".join(one), "\n\n".join(other)
    size = min(len(text.split()), len(own.split()))
    for percent in (20, 30, 40, 50):
        quoted = _first_words(text, size * percent // 100)
        rest = _first_words(own, size * (100 - percent) // 100)
        yield f"other: {percent} % of it from the first", text, f"{rest}\n\n{quoted}"
    short = _first_words(text, 60)
    yield "other: quotes all 60 words, 140 its own", short, f"{short} {_first_words(own, 140)}"
    yield "other: stranger", text, own


_TEMPLATES = (
    "À Paris, l'indice CAC 40 a terminé {day} la séance en {move} de {a} %, à {b} points, dans un "
    "volume d'échanges de {c} milliards d'euros. Du côté des valeurs, {name} a pris {d} % à {e} "
    "euros, devant {name2} ({f} %), tandis que {name3} a cédé {g} % à {h} euros. L'euro valait {i} "
    "dollar vers 18 heures, contre {j} dollar la veille au soir. Sur le marché obligataire, le "
    "rendement de l'emprunt français à dix ans s'établissait à {k} %, contre {l} % la veille.",
    "{name} l'a emporté {day} face à {name2} ({a}-{b}) lors de la {c}e journée de championnat. Les "
    "buts ont été inscrits par {name3} ({d}e) et {name4} ({e}e). Au classement, {name} occupe la "
    "{f}e place avec {g} points, devant {name2}, qui compte {h} points. Lors de la prochaine "
    "journée, {name} se déplacera à {town}, tandis que {name2} recevra {town2} dans son stade.",
    "Un accident de la route s'est produit {day} vers {a} heures sur la départementale {b}, à la "
    "hauteur de {town}. Pour une raison indéterminée, une voiture conduite par un homme de {c} ans "
    "a quitté la chaussée et percuté un arbre. Le conducteur, originaire de {town2}, a été "
    "transporté à l'hôpital dans un état grave. La circulation a été interrompue pendant {d} "
    "heures. La gendarmerie de {name} a ouvert une enquête pour déterminer les circonstances.",
)


def _written(template: str, chance: random.Random) -> str:
    """A report by template, about things of its own."""

    def word() -> str:
        pieces = ("ba", "lo", "mer", "tin", "sau", "vo", "ran", "del", "pi", "cour")
        return "".join(chance.sample(pieces, 3)).capitalize()

    def fill(field: re.Match[str]) -> str:
        name = field[1]
        if name == "day":
            return chance.choice(("lundi", "mardi", "mercredi", "jeudi", "vendredi"))
        if name == "move":
            return chance.choice(("hausse", "baisse"))
        return word() if len(name) > 1 else f"{chance.uniform(1, 90):.1f}".replace(".", ",")

    return re.sub(r"\{(\w+)\}", fill, template)


def _pairs(bodies: list[list[str]], chance: random.Random) -> Iterator[tuple[str, Pair]]:
    strange = [word for one in bodies for part in one for word in part.split()]
    for place, one in enumerate(bodies):
        for _ in range(PER_KIND):
            text = "\n\n".join(one)
            yield from ((kind, (text, made)) for kind, made in _edited(one, strange, chance))
            other = bodies[(place + chance.randrange(1, len(bodies))) % len(bodies)]
            yield from ((kind, (a, b)) for kind, a, b in _borrowed(one, other))
    for template in _TEMPLATES:
        kind = "other: template « " + " ".join(template.split()[:3]) + " … »"
        for _ in range(PER_KIND * len(bodies)):
            yield kind, (_written(template, chance), _written(template, chance))


def main(folder: str) -> None:
    """Prints a line for each kind of pair."""
    articles = (found for found in read([Path(folder)]) if isinstance(found, Article))
    bodies = [parts for one in articles if len(" ".join(parts := _paragraphs(one)).split()) >= 100]
    found: dict[str, list[Resemblance]] = {}
    for kind, (first, second) in _pairs(bodies, random.Random(1)):
        made = (fingerprint(Article(id="", path="", text=text)) for text in (first, second))
        found.setdefault(kind, []).append(resemblance(*made))
    print(f"{len(bodies)} articles; copies of 100 where contained is at least, held {copies.HELD},")
    print(f"particulars {copies.PARTICULARS}")
    print(f"{'':42}  contained  held  particulars " + " ".join(f"{t:5.2f}" for t in THRESHOLDS))
    for kind, ones in found.items():
        medians = [_median(ones, lambda one: one.contained), _median(ones, lambda one: one.held)]
        medians.append(_median(ones, lambda one: one.particulars))
        rates = [100 * sum(one.is_copy(least) for one in ones) / len(ones) for least in THRESHOLDS]
        cells = " ".join(f"{rate:5.0f}" for rate in rates)
        print(f"{kind:42}  {medians[0]:9.2f}  {medians[1]:4.2f}  {medians[2]:11.2f} {cells}")


def _median(ones: list[Resemblance], of: Callable[[Resemblance], float]) -> float:
    return statistics.median(map(of, ones))


if __name__ == "__main__":
    main(*sys.argv[1:])
