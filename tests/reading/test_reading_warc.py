"""Web archives: their pages, decoded as a browser would, and the rest counted."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from archive_files import FRENCH, OTHER, reason, told

from timeline.model import Article, DateSpan, Day
from timeline.reading import read_data
from timeline.reading.members import MOST_BYTES

SITE = "https://www.lavigie.example"
HTML = "Content-Type: text/html; charset=utf-8"
DAMAGED = "damaged, what follows is lost: download or copy it again"


def page(text: str = FRENCH, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode()


def record(kind: str, url: str, content: bytes, media: str = "application/http") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2023-01-02T03:04:05Z\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(url: str, body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""])
    return record("response", url, head.encode() + body)


def article(data: bytes) -> Article:
    (outcome,) = read_data(data, "site.warc")
    assert isinstance(outcome, Article), outcome
    return outcome


# Pages.


def test_pages_are_articles_under_their_address() -> None:
    data = answer(f"{SITE}/2021/03/05/halle.html", page(), HTML)
    data += answer(f"{SITE}/passerelle", page(OTHER), HTML)
    assert list(told(data, "site.warc").items()) == [
        ("site.warc/www.lavigie.example/2021/03/05/halle.html", FRENCH + "\n"),
        ("site.warc/www.lavigie.example/passerelle.html", OTHER + "\n"),
    ]


def test_address_is_known_of_a_page_that_does_not_say_its_own() -> None:
    assert article(answer(f"{SITE}/halle", page(), HTML)).url == f"{SITE}/halle"
    own = '<link rel="canonical" href="https://lavigie.example/h">'
    assert article(answer(f"{SITE}/halle?x=1", page(head=own), HTML)).url == (
        "https://lavigie.example/h"
    )


def test_day_of_the_visit_is_not_that_of_publication() -> None:
    assert article(answer(f"{SITE}/halle", page(), HTML)).published is None
    dated = article(answer(f"{SITE}/2021/03/05/halle", page(), HTML))
    assert dated.published == DateSpan.of_day(Day(2021, 3, 5))


@pytest.mark.parametrize("pack", [lambda *records: gzip.compress(b"".join(records)), None])
def test_packed_as_a_whole_or_record_by_record(pack: Callable[..., bytes] | None) -> None:
    records = [answer(f"{SITE}/{i}", page(FRENCH + f" Vote {i}."), HTML) for i in range(3)]
    data = pack(*records) if pack else b"".join(map(gzip.compress, records))
    for name in ("site.warc.gz", "site.gz", "site"):
        assert list(told(data, name)) == [f"{name}/www.lavigie.example/{i}.html" for i in range(3)]


def test_page_that_was_fetched_twice_is_kept_twice() -> None:
    data = answer(f"{SITE}/halle", page(), HTML) + answer(f"{SITE}/halle", page(OTHER), HTML)
    assert list(told(data, "a").items()) == [
        ("a/www.lavigie.example/halle.html", FRENCH + "\n"),
        ("a/www.lavigie.example/halle (2).html", OTHER + "\n"),
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("", "index.html"),
        ("/une/", "une/index.html"),
        ("/article.php?id=12&r=a/b", "article.php?id=12&r=a_b.html"),
        ("/%C3%A9t%C3%A9.htm", "été.htm"),
        ("/%E9t%E9.htm", "été.htm"),
        ("/../../etc/passwd", "etc/passwd.html"),
        ("/" + "a" * 999, "a" * 280 + ".html"),
    ],
)
def test_address_as_a_file_name(address: str, name: str) -> None:
    (path,) = told(answer(SITE + address, page(), HTML), "a")
    assert path == f"a/www.lavigie.example/{name}"


def test_address_that_is_none_is_still_a_name() -> None:
    (path,) = told(answer("http://[oups/halle", page(), HTML), "a")
    assert path == "a/http:/[oups/halle.html"


def test_texts_and_resources_are_pages_too() -> None:
    data = answer(f"{SITE}/a", FRENCH.encode(), "Content-Type: text/plain")
    data += record("resource", f"{SITE}/b", page(OTHER), "text/html")
    assert list(told(data, "a").values()) == [FRENCH, OTHER + "\n"]


def test_page_without_media_type_is_known_by_its_content() -> None:
    assert article(answer(f"{SITE}/a", page())).text == FRENCH + "\n"


# How pages were sent.


def chunked(body: bytes, size: int = 100) -> bytes:
    chunks = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x;x=1\r\n%s\r\n" % (len(one), one) for one in chunks) + b"0\r\n\r\n"


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    *(("gzip", gzip.compress), ("x-gzip", gzip.compress), ("br", brotli.compress)),
    *(("deflate", zlib.compress), ("deflate", bare_deflate), ("identity", bytes)),
    ("deflate, gzip", lambda body: gzip.compress(zlib.compress(body))),
]


@pytest.mark.parametrize(("method", "pack"), PACKINGS)
def test_packed_pages_are_unpacked(method: str, pack: Callable[[bytes], bytes]) -> None:
    packed = f"Content-Encoding: {method}"
    assert article(answer(f"{SITE}/a", pack(page()), HTML, packed)).text == FRENCH + "\n"
    chunks = chunked(pack(page()))
    sent = answer(f"{SITE}/a", chunks, HTML, packed, "Transfer-Encoding: chunked")
    assert article(sent).text == FRENCH + "\n"


@pytest.mark.parametrize("method", ["gzip", "br", "deflate", "zstd"])
def test_pages_that_the_crawler_unpacked_already(method: str) -> None:
    headers = (HTML, f"Content-Encoding: {method}", "Transfer-Encoding: chunked")
    assert article(answer(f"{SITE}/a", page(), *headers)).text == FRENCH + "\n"


@pytest.mark.parametrize(("method", "pack"), [one for one in PACKINGS if one[0] != "identity"])
def test_packed_page_that_is_cut_short(method: str, pack: Callable[[bytes], bytes]) -> None:
    body = pack(page())[:-9]
    data = answer(f"{SITE}/a", body, HTML, f"Content-Encoding: {method}")
    data += answer(f"{SITE}/b", page(OTHER), HTML)
    one, two = told(data, "a").values()
    assert one.startswith(("damaged", "cut short"))
    assert two == OTHER + "\n"


def test_unknown_packing() -> None:
    data = answer(f"{SITE}/a", b"\x28\xb5\x2f\xfd", HTML, "Content-Encoding: zstd")
    assert reason(data, "a").startswith("packed by its server in a way that is not read")


@pytest.mark.parametrize("body", [b"5\r\nabc", b"zz\r\n", b"1\r\na\r\n" * 50_000 + b"0\r\n\r\n"])
def test_chunks_that_are_none(body: bytes) -> None:
    data = answer(f"{SITE}/a", b"1\r\na\r\n" + body, HTML, "Transfer-Encoding: chunked")
    assert reason(data, "a") == "damaged on its way from the server: fetch the page again"


@pytest.mark.parametrize("charset", ["mac-roman", "iso-8859-15", "utf-16-le", "windows-1250"])
def test_encoding_that_only_http_tells(charset: str) -> None:
    text = "Le cœur de l'été à Ste-Odile, dit le maire."
    body = f"<html><body><p>{text}</p></body></html>".encode(charset, "replace")
    told_by = f'Content-Type: text/html; Charset="{charset}"'
    expected = text.encode(charset, "replace").decode(charset)
    assert article(answer(f"{SITE}/a", body, told_by)).text == expected + "\n"


def test_page_knows_its_encoding_better_than_the_server() -> None:
    body = page("Œuvre d’été", '<meta charset="mac-roman">').decode().encode("mac-roman")
    data = answer(f"{SITE}/a", body, "Content-Type: text/html; charset=koi8-r")
    assert article(data).text == "Œuvre d’été\n"


# What is no page.


def test_records_that_are_no_pages_are_counted() -> None:
    data = record("warcinfo", "", b"software: x", "application/warc-fields")
    data += record("request", f"{SITE}/a", b"GET /a HTTP/1.1\r\n\r\n")
    data += answer(f"{SITE}/a", page(), HTML)
    data += answer(f"{SITE}/p.png", b"\x89PNG", "Content-Type: image/png")
    data += answer(f"{SITE}/q.png", b"\x89PNG", "Content-Type: image/png")
    data += answer(f"{SITE}/s.css", b"p {}", "Content-Type: text/css")
    data += answer(f"{SITE}/b", b"", "Location: /a", status="302 Found")
    data += answer(f"{SITE}/c", page(), HTML, status="404 Not Found")
    data += answer(f"{SITE}/robots.txt", b"User-agent: *", "Content-Type: text/plain")
    data += record("revisit", f"{SITE}/a", b"HTTP/1.1 200 OK\r\n\r\n")
    data += record("resource", "metadata://x/wget.log", b"Bonjour", "text/plain")
    data += record("response", "dns:lavigie.example", b"20230102030405", "text/dns")
    assert told(data, "site.warc") == {
        "site.warc/www.lavigie.example/a.html": FRENCH + "\n",
        "site.warc": "records that are no pages (errors: 1, images: 2, notes of the crawler: 3, "
        "redirections: 1, repeated visits: 1, requests: 1, rules for robots: 1, "
        "styles, scripts and their data: 1): nothing to do",
    }


# Damage.


@pytest.mark.parametrize("left", [0.95, 0.7, 0.55])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_archive_that_is_cut_short_gives_what_came_before(
    left: float, pack: Callable[[bytes], bytes]
) -> None:
    first, image = answer(f"{SITE}/a", page(), HTML), answer(f"{SITE}/b", b"\xff" * 999)
    data = first + image[: int(left * len(image))]
    assert told(pack(data), "a.warc") == {
        "a.warc/www.lavigie.example/a.html": FRENCH + "\n",
        "a.warc": "cut short, what follows is lost: download or copy it again",
    }


@pytest.mark.parametrize(
    "broken",
    [
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nabcde\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\nabc\r\n",
        b"oups\r\n",
        b"\0" * 5000,
        b"WARC/1.0\r\nX: " + b"a" * 10**7,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 10**6,
        record("response", f"{SITE}/b", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 10**6),
        b"\r\n" * 10**6,
    ],
    ids=lambda broken: repr(broken[:30]),
)
def test_broken_record_does_not_take_the_pages_before(broken: bytes) -> None:
    data = answer(f"{SITE}/a", page(), HTML) + broken
    assert told(data, "a.warc") == {
        "a.warc/www.lavigie.example/a.html": FRENCH + "\n",
        "a.warc": DAMAGED,
    }


def test_record_longer_than_a_page_is_passed_over() -> None:
    data = answer(f"{SITE}/a", bytes(MOST_BYTES + 1), HTML) + answer(f"{SITE}/b", page(), HTML)
    one, two = told(data, "a").values()
    assert one.startswith(f"too large for one article ({MOST_BYTES + 1:,} bytes")
    assert two == FRENCH + "\n"


@pytest.mark.parametrize(("method", "pack"), PACKINGS[:5])
def test_packed_bomb(method: str, pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(bytes(MOST_BYTES * 2))
    data = answer(f"{SITE}/a", bomb, HTML, f"Content-Encoding: {method}")
    assert reason(data, "a").startswith("too large for one article")


def test_packed_line_without_end() -> None:
    assert reason(gzip.compress(b"WARC/1.0\r\n" + b"a" * 10**8), "a") == DAMAGED


def test_nothing_is_printed_of_what_stands_in_the_file(capfd: pytest.CaptureFixture[str]) -> None:
    data = answer("http://a.example/\x1b[2J b", page(), HTML)
    assert len(told(data + b"oups", "a")) == 2
    assert capfd.readouterr() == ("", "")
