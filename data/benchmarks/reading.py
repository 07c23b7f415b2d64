"""How fast files are read, beside the libraries that reading stands on, called alone.

    python data/benchmarks/reading.py [--files 10000] [--pairs 3]

Writes small articles (web pages with menus, comments and footers; texts; messages; Word documents),
reads them all with `timeline.reading.read`, and does to the same files what somebody would do with
the libraries alone: trafilatura and htmldate for pages, charset-normalizer for the encoding of
texts, the standard library's e-mail parser, lxml for documents; ftfy and py3langid for all.
Both in this process, in turns; CPU time, the median of the pairs.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import io
import random
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import ftfy
import py3langid
import trafilatura
from charset_normalizer import from_bytes
from htmldate import find_date
from lxml import etree

from timeline.model import Article
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
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = write_files(folder, given.files)
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


def write_files(folder: Path, count: int) -> int:
    """Writes so many small articles; three of five are pages."""
    chance = random.Random(11)
    for number in range(count):
        kind = (
            ".html",
            ".html",
            ".html",
            ".txt",
            ".txt",
            ".html",
            ".txt",
            ".eml",
            ".html",
            ".docx",
        )
        suffix = kind[number % len(kind)]
        paragraphs = [_paragraph(chance) for _ in range(chance.randint(3, 9))]
        title = f"{_paragraph(chance)[:50].rsplit(' ', 1)[0]} ({number})"
        data = _WRITERS[suffix](title, paragraphs, chance)
        place = folder / f"{number % 100:02}"
        place.mkdir(exist_ok=True)
        (place / f"{number:05}{suffix}").write_bytes(data)
    return count


def _sentence(chance: random.Random) -> str:
    parts = (_WHO, _DID, _WHAT, _WHEN, _WHY)
    return " ".join(chance.choice(part) for part in parts) + "."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 5)))


def _html(title: str, paragraphs: list[str], chance: random.Random) -> bytes:
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Une", "Sport", "Météo"))
    teasers = "".join(
        f"<li><a href='/{n}'>{chance.choice(_TEASERS)} le {n + 1} mars 2019</a></li>"
        for n in range(8)
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title} - La Gazette</title>"
        f"<meta property='article:published_time' content='2021-03-05T10:00:00+01:00'></head>"
        f"<body><nav><ul>{menu}</ul></nav><main><h1>{title}</h1>"
        f"<p class='byline'>Par Jeanne Bidule, le 5 mars 2021</p>{body}</main>"
        f"<aside><h2>Les plus lus</h2><ul>{teasers}</ul></aside>"
        f"<div class='comments'><h2>Commentaires</h2><p>{_sentence(chance)}</p></div>"
        f"<footer>© La Gazette, journal fondé en 1931</footer></body></html>"
    ).encode()


def _text(title: str, paragraphs: list[str], chance: random.Random) -> bytes:
    lines = [title, "Publié le 5 mars 2021 par Jeanne Bidule", *paragraphs, "Tous droits réservés"]
    return "\n\n".join(lines).encode(chance.choice(("utf-8", "utf-8", "cp1252")))


def _mail(title: str, paragraphs: list[str], chance: random.Random) -> bytes:
    message = email.message.EmailMessage()
    message["Subject"], message["From"] = title, "La Gazette <lettre@gazette.example>"
    message["Date"] = "Fri, 05 Mar 2021 10:00:00 +0100"
    message.set_content("\n\n".join(paragraphs))
    return message.as_bytes()


def _docx(title: str, paragraphs: list[str], chance: random.Random) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (title, *paragraphs))
    document = f"<w:document xmlns:w='{space}'><w:body>{runs}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)
    return out.getvalue()


_WRITERS = {".html": _html, ".txt": _text, ".eml": _mail, ".docx": _docx}


if __name__ == "__main__":
    main()
