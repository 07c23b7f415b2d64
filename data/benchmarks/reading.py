"""How fast files are read, beside the libraries that reading stands on, called alone.

    python data/benchmarks/reading.py [--files 10000] [--pairs 3] [--few-words]

Writes small articles (web pages with menus, comments and footers; texts; messages; Word documents),
reads them all with `timeline.reading.read`, and does to the same files what somebody would do with
the libraries alone: trafilatura and htmldate for pages, charset-normalizer for the encoding of
texts, the standard library's e-mail parser, lxml for documents; ftfy and py3langid for all.
Both in this process, in turns; CPU time, the median of the pairs. No text comes twice, so that no
cache can answer for it; with `--few-words` titles of other articles, dates and authors do.
"""

from __future__ import annotations

import argparse
import datetime
import email
import email.policy
import email.utils
import io
import random
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import ftfy
import py3langid
import trafilatura
from charset_normalizer import from_bytes
from htmldate import find_date
from lxml import etree
from synthetic_names import name_of, word
from varied_news import MONTHS, day_in_words, text_of

from timeline.model import Article, Day
from timeline.reading import read

_WHO = ("La mairie", "Le syndicat", "La coopérative", "Une habitante", "Le tribunal", "L'usine")
_DID = ("a annoncé", "a refusé", "a voté", "a vendu", "a fermé", "a reporté", "a condamné")
_WHAT = ("le pont neuf", "la halle", "une école", "les deux terrains", "le vieux port", "sa dette")
_WHEN = ("lundi", "mardi soir", "le 3 mars", "en 2018", "la veille", "depuis un an", "en juin")
_WHY = ("faute d'argent", "après des mois de débat", "contre l'avis des riverains", "sans attendre")
_TEASERS = ("Le marché rouvre", "La crue menace", "Un train déraille", "Le club descend", "Grève")


def main() -> None:
    """Writes, reads both ways, prints the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--few-words", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = write_files(folder, given.files, given.few_words)
        ours, theirs = [], []
        read_all(folder), libraries_alone(folder)  # loads what is loaded on first use
        for _ in range(given.pairs):
            ours.append(seconds(read_all, folder))
            theirs.append(seconds(libraries_alone, folder))
        mine, alone = statistics.median(ours), statistics.median(theirs)
        print(f"{written} files; CPU time a file, median of {given.pairs} pairs")
        print(f"timeline.reading      {1000 * mine / written:6.2f} ms")
        print(f"the libraries alone   {1000 * alone / written:6.2f} ms")
        print(f"speed beside theirs   {alone / mine:6.2f}")


def seconds(work: Callable[[Path], None], folder: Path) -> float:
    """CPU seconds that some work on a folder takes."""
    start = time.process_time()
    work(folder)
    return time.process_time() - start


def read_all(folder: Path) -> None:
    """Reads every file of a folder with timeline."""
    for outcome in read(folder):
        if not isinstance(outcome, Article):
            raise SystemExit(f"{outcome.path}: {outcome.reason}")


def libraries_alone(folder: Path) -> None:
    """The same libraries on the same files, without timeline."""
    for path in sorted(folder.rglob("*.*")):
        data = path.read_bytes()
        if path.suffix == ".html":
            markup = data.decode("utf-8")
            text = trafilatura.extract(markup, include_comments=False) or ""
            find_date(markup, extensive_search=False)
        elif path.suffix == ".eml":
            message = email.message_from_bytes(data, policy=email.policy.default)
            text = message.get_content()
        elif path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                root = etree.fromstring(package.read("word/document.xml"))
            text = "\n".join("".join(one.itertext()) for one in root.iter("{*}p"))
        else:
            text = str(from_bytes(data).best())
        py3langid.classify(ftfy.fix_text(text)[:6000])


def write_files(folder: Path, count: int, few_words: bool = False) -> int:
    """Writes so many small articles; half of them are pages."""
    chance = random.Random(11)
    kinds = (".html", ".html", ".html", ".txt", ".txt", ".html", ".txt", ".eml", ".html", ".docx")
    for number in range(count):
        suffix = kinds[number % len(kinds)]
        story = _with_few_words(number, chance) if few_words else _varied(number, chance)
        place = folder / f"{number % 100:02}"
        place.mkdir(exist_ok=True)
        (place / f"{number:05}{suffix}").write_bytes(_WRITERS[suffix](story, chance))
    return count


@dataclass(frozen=True)
class Story:
    """What a file says: an article, whose it is, and what stands around it on a page."""

    title: str
    author: str
    published: Day
    paragraphs: Sequence[str]
    teasers: Sequence[str]
    comment: str

    @property
    def day(self) -> str:
        """The day as a byline has it."""
        return day_in_words(self.published)


def _varied(number: int, chance: random.Random) -> Story:
    """A story of made-up names, and teasers of others, as no other file has them."""
    title, _, *paragraphs = text_of(number).strip().split("\n\n")
    return Story(
        title,
        f"{name_of(chance.randrange(100_000)).full} {word(chance.randrange(10**7)).capitalize()}",
        Day(chance.randint(1990, 2024), chance.randint(1, 12), chance.randint(1, 28)),
        paragraphs,
        [_teaser(chance) for _ in range(8)],
        f"{word(chance.randrange(10**7)).capitalize()} : {_sentence(chance)}",
    )


def _with_few_words(number: int, chance: random.Random) -> Story:
    paragraphs = [_paragraph(chance) for _ in range(chance.randint(3, 9))]
    return Story(
        f"{_paragraph(chance)[:50].rsplit(' ', 1)[0]} ({number})",
        "Jeanne Bidule",
        Day(2021, 3, 5),
        paragraphs,
        [f"{chance.choice(_TEASERS)} le {n + 1} mars 2019" for n in range(8)],
        _sentence(chance),
    )


def _teaser(chance: random.Random) -> str:
    who, town = (word(chance.randrange(10**7)).capitalize() for _ in range(2))
    day = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(1990, 2024)}"
    return f"{who} {chance.choice(_DID)} {chance.choice(_WHAT)} de {town} le {day}"


def _sentence(chance: random.Random) -> str:
    parts = (_WHO, _DID, _WHAT, _WHEN, _WHY)
    return " ".join(chance.choice(part) for part in parts) + "."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 5)))


def _html(story: Story, chance: random.Random) -> bytes:
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Une", "Sport", "Météo"))
    teasers = "".join(f"<li><a href='/{n}'>{one}</a></li>" for n, one in enumerate(story.teasers))
    body = "".join(f"<p>{text}</p>" for text in story.paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{story.title} - La Gazette</title>"
        f"<meta property='article:published_time' content='{story.published}T10:00:00+01:00'>"
        f"</head><body><nav><ul>{menu}</ul></nav><main><h1>{story.title}</h1>"
        f"<p class='byline'>Par {story.author}, le {story.day}</p>{body}</main>"
        f"<aside><h2>Les plus lus</h2><ul>{teasers}</ul></aside>"
        f"<div class='comments'><h2>Commentaires</h2><p>{story.comment}</p></div>"
        f"<footer>© La Gazette, journal fondé en 1931</footer></body></html>"
    ).encode()


def _text(story: Story, chance: random.Random) -> bytes:
    byline = f"Publié le {story.day} par {story.author}"
    lines = [story.title, byline, *story.paragraphs, "Tous droits réservés"]
    return "\n\n".join(lines).encode(chance.choice(("utf-8", "utf-8", "cp1252")))


def _mail(story: Story, chance: random.Random) -> bytes:
    message = email.message.EmailMessage()
    message["Subject"], message["From"] = story.title, "La Gazette <lettre@gazette.example>"
    day = story.published
    message["Date"] = email.utils.format_datetime(datetime.datetime(day.year, day.month, day.day))
    message.set_content("\n\n".join(story.paragraphs))
    return message.as_bytes()


def _docx(story: Story, chance: random.Random) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    texts = (story.title, *story.paragraphs)
    runs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    document = f"<w:document xmlns:w='{space}'><w:body>{runs}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)
    return out.getvalue()


_WRITERS = {".html": _html, ".txt": _text, ".eml": _mail, ".docx": _docx}


if __name__ == "__main__":
    main()
