"""Bylines: lines that hold nothing but who wrote an article and when it was published."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.mojibake import repaired
from timeline.reading.lexicon import lexicon
from timeline.reading.patterns import fold

_MOST_WORDS = 30
_MOST_MORE = 3  # words of a line with a date that are not the usual ones
_TIME = re.compile(
    r"(?<![\w/])(?:à|at|,)?\s*\d{1,2}\s*(?:[hH]\s*(?:\d{2})?|:\s*\d{2}(?::\d{2})?)\s*(?:min|mn)?"
    r"(?:\s*[ap]\.?m\.?)?(?:\s*\(?(?:GMT|UTC|CET|CEST)[+-]?\d*\)?)?(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
# A word between blanks that holds nothing but letters.
_PLAIN_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?=[.,:;!?]?(?!\S))")
_NUMBER = re.compile(r"\d+")
_FIGURE = re.compile(r"\d")
_WITH_A_YEAR = re.compile(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d")
_COMMENT_MARK = re.compile("[,–—|(:-]")
_LETTERS = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"\s\s|[^\S ]")
_MOST_BEFORE_FIGURES = 32  # characters of a weekday and a month, with points, commas and blanks
_NAME = (
    r"[^\W\d_][\w.'’-]*"
    r"(?:\s+(?:(?:de|du|des|la|le|van|von|der|el|al|ben|d['’])\s*)*[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,4}"
)
_LINKS = re.compile(r"\[\d{1,3}\](?=\w)")  # as text browsers number them
_BETWEEN = re.compile(r"\s*[|•·,;–—/(\[]\s*|\s+-\s+|\s{3,}")
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+"
_FULL_NAME = rf"{_CAPITALISED}(?:\s(?:de\s|du\s|le\s|d['’])?{_CAPITALISED}){{1,3}}"
_FULL_NAMES = re.compile(rf"{_FULL_NAME}(?:\s(?:et|and|&)\s{_FULL_NAME})?")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says, as written: the day of publication, of an update, the author.

    `cued` is whether a word like « publié » introduces the date.
    """

    published: str | None = None
    updated: str | None = None
    author: str | None = None
    cued: bool = False


@lru_cache(maxsize=4096)  # a line is looked at several times
def parse_byline(line: str) -> Byline | None:
    """The byline a line is, or None when the line says anything else besides."""
    line = _normal(line)
    if len(line) > 300 or len(line.split()) > _MOST_WORDS or "©" in line:
        return None
    dates = _dates_in(line)
    author = _author_in(line)
    if not dates and not author:
        return None
    if not _is_byline_only(line, dates, author):
        return None
    words = lexicon().byline
    published = updated = None
    cued, place = False, 0
    for date in dates:
        before = line[place : date.start()]
        place = date.end()
        if words.updated.search(before):
            updated = updated or date.group()
        elif published is None:
            published, cued = date.group(), words.published.search(before) is not None
    name = _tidy(author.group("name")) if author else None
    return Byline(published, updated, name, cued)


def likely_byline(line: str) -> Byline | None:
    """What a line says that is a byline by all that is around it; None where that is nothing.

    The line may say more than `parse_byline` allows: a job, a place, what else the site adds.
    """
    line = _normal(line)
    if len(line) > 200:
        return None
    words = lexicon().byline
    published = updated = None
    place = 0
    for date in _dates_in(line):
        before = line[place : date.start()]
        place = date.end()
        if words.updated.search(before):
            updated = updated or date.group()
        else:
            published = published or date.group()
    author = _author_in(line)
    name = _tidy(author.group("name")) if author else _bare_name(line)
    if not (published or updated or name):
        return None
    return Byline(published, updated, name, words.published.search(line) is not None)


def is_comment(line: str) -> bool:
    """Whether a line begins as readers' comments do: a name, when it was, and a mark.

    « Jeannot – 12/03/2019 à 10:12 : J'y étais. », « lulu_62, il y a 2 heures : Bravo ! »
    """
    head = line[:200]
    # A mark, and figures or « il y a »: to look for these is cheaper than to try the pattern.
    if not _COMMENT_MARK.search(head):
        return False
    if "y" not in head and "Y" not in head and not _FIGURE.search(head):
        return False
    return _comment().match(unicodedata.normalize("NFC", head)) is not None


def is_cue_alone(line: str) -> bool:
    """Whether a line is only the word that announces a date on the next (« Publié le »)."""
    words = line.split()
    if len(words) > 4 or not lexicon().byline.published.search(line):
        return False
    return not _leftover(line, None)


def only_date(line: str) -> bool:
    """Whether a line is a date and nothing else, as the headings of a chronology are."""
    if len(line) >= 60 or not _FIGURE.search(line):
        return False
    return _date().fullmatch(line.strip(" .:-–—")) is not None


def _is_byline_only(line: str, dates: list[re.Match[str]], author: re.Match[str] | None) -> bool:
    """Whether what else stands on the line can be a section, a bare name, a job; no sentence."""
    if not dates and (author is None or line[: author.start()].strip()):
        return False  # a name with other words may be the start of a sentence
    if _says_more(line, author):
        return False
    rest = _leftover(line, author)
    if not dates:  # a name alone is a byline
        return not rest
    end = line.rstrip()
    if end.endswith((".", "!", "?", ":")) and dates[-1].end() < len(end) - 1:
        return not rest
    words = lexicon().byline
    before = line[: dates[0].start()]
    if words.published.search(before) or words.updated.search(before) or author:
        return len(rest) <= _MOST_MORE
    return len(rest) <= _MOST_MORE and all(word[0].isupper() for word in rest)


def _says_more(line: str, author: re.Match[str] | None) -> bool:
    """Whether more words remain than a byline may have, as a look at each of them tells.

    Most lines with a date do: to look is cheaper than to take away what is usual.
    """
    usual, more = lexicon().byline.usual, 0
    for word in _PLAIN_WORD.findall(_without(line, author)):
        folded = word.casefold() if word.isascii() else fold(word)
        if folded not in usual:
            more += 1
            if more > _MOST_MORE:
                return True
    return False


def _without(line: str, author: re.Match[str] | None) -> str:
    return line[: author.start()] + " | " + line[author.end() :] if author else line


def _leftover(line: str, author: re.Match[str] | None) -> list[str]:
    """The words that remain when dates, hours, the author and the usual words are taken away."""
    words = lexicon().byline
    line = _without(line, author)
    for pattern in (_date(), _TIME, words.updated, words.published, words.filler, _NUMBER):
        line = pattern.sub(" | ", line)
    return _WORD.findall(line)


def _bare_name(line: str) -> str | None:
    """The names that a line begins with, up to a comma, a bar or a dash; or that end it."""
    pieces = [
        piece.strip(" -") for piece in _BETWEEN.split(_date().sub(" | ", _TIME.sub(" ", line)))
    ]
    pieces = [piece for piece in pieces if _WORD.search(piece)]
    for piece in pieces[:1] + pieces[-1:]:
        if _FULL_NAMES.fullmatch(piece) and not lexicon().byline.filler.search(piece):
            return _tidy(piece)
    return None


def _tidy(name: str) -> str | None:
    """A name without the marks around it; one in capitals as it is written elsewhere."""
    name = name.strip(" ,.-–—|")
    words = lexicon().byline
    while " " in name and (last := name.rpartition(" ")[2]):
        if not (words.published.fullmatch(last) or words.updated.fullmatch(last)):
            break
        name = name.rpartition(" ")[0].rstrip(" ,.-–—|")  # « Par Jeanne Bidule Publié le … »
    if name.isupper() and " " in name:
        name = _LETTERS.sub(lambda word: word.group().capitalize(), name)
    return name or None


def _normal(line: str) -> str:
    """A line as it is matched: composed, without mojibake and the numbers of links."""
    if "[" in line:
        line = _LINKS.sub("", line)
    return unicodedata.normalize("NFC", repaired(line))


def _dates_in(line: str) -> list[re.Match[str]]:
    """The full dates in a line, as the pattern finds them from the left.

    A date begins with figures, or one or two words before its first figures: to try it there is
    cheaper than to try it everywhere.
    """
    if not _WITH_A_YEAR.search(line):
        return []
    if _WIDE.search(line):
        return list(_date().finditer(line))
    found: list[re.Match[str]] = []
    place = 0
    for figures in _NUMBER.finditer(line):
        if figures.start() < place:
            continue
        first = max(place, figures.start() - _MOST_BEFORE_FIGURES)
        words = [word.start() for word in _LETTERS.finditer(line, first, figures.start())]
        for start in (*words[-2:], figures.start()):
            if date := _date().match(line, start):
                found.append(date)
                place = date.end()
                break
    return found


def _author_in(line: str) -> re.Match[str] | None:
    folded = line.casefold()
    if not any(piece in folded for piece in lexicon().byline.author_pieces):
        return None
    return _author().search(line)


@cache
def _date() -> re.Pattern[str]:
    return re.compile(lexicon().date, re.IGNORECASE)


@cache
def _comment() -> re.Pattern[str]:
    hour = r"\d{1,2}\s?[h:]\s?\d{2}"
    day = rf"(?:le\s+)?(?:{lexicon().date}|{lexicon().day_and_month})"
    ago = r"il\s+y\s+a\s+(?:\d+|une?|deux|trois|quelques)\s+\w+"
    when = rf"(?:{day}\W+(?:à\s+)?{hour}|{ago}|(?:hier|aujourd'hui)(?:\s+à)?\s+{hour})"
    name = r"[^\W\d][\w.'’ \u00a0-]{0,30}?(?:\s+(?:dit|a\s+écrit)\s*:)?"
    return re.compile(rf"[@•*>\s]*{name}\s*[,–—|(:-]\s*{when}\s*\)?\s*[:–—-]", re.IGNORECASE)


@cache
def _author() -> re.Pattern[str]:
    """An author's cue with the names after it: capitalised, or one word before a date."""
    cue = lexicon().byline.author.pattern
    capital = _NAME.replace(r"[^\W\d_]", r"[A-ZÀ-ÖØ-Þ]", 1)
    names = rf"{capital}(?:\s*(?:,|et|and|&)\s+{capital}){{0,3}}"
    lower = r"(?:la\s+rédaction|[\w.-]+(?=\s*(?:,|\||-|–|—)?\s*(?:le|on)\s+\w))"
    return re.compile(rf"(?i:{cue})\s*:?\s*(?P<name>{names}|{lower})")
