"""One small article in each format that is read, made in the tests.

Each maker takes a `Story` and gives the bytes of a file that says, in its format's own way, when it
was published.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

import pyarrow
import pyarrow.parquet
from archive_files import tar_of, zip_of
from fpdf import FPDF

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


@dataclass(frozen=True)
class Story:
    """A title, paragraphs, and the day of publication (ISO 8601)."""

    title: str
    paragraphs: tuple[str, ...]
    published: str

    @property
    def day(self) -> str:
        """The day as a byline has it."""
        year, month, day = self.published.split("-")
        return f"{day}/{month}/{year}"


def txt(story: Story) -> bytes:
    return "\n\n".join((story.title, f"Publié le {story.day}", *story.paragraphs)).encode()


def latin(story: Story) -> bytes:
    return txt(story).decode().replace("\n", "\r\n").encode("cp1252")


def markdown(story: Story) -> bytes:
    text = "\n\n".join((f"# {story.title}", *story.paragraphs))
    return f"---\ndate: {story.published}\n---\n{text}\n".encode()


def html(story: Story) -> bytes:
    body = "".join(f"<p>{one}</p>" for one in story.paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{story.title}</title>"
        f"<meta property='article:published_time' content='{story.published}T08:00:00+01:00'>"
        f"</head><body><nav>Accueil</nav><article><h1>{story.title}</h1>{body}</article></body>"
    ).encode()


def pdf(story: Story) -> bytes:
    page = FPDF(unit="pt")
    page.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))  # not the hour of the test
    page.add_page()
    for size, text in (
        (20, story.title),
        (11, f"Publié le {story.day}"),
        *((11, one) for one in story.paragraphs),
    ):
        page.set_font("Helvetica", size=size)
        page.multi_cell(0, size * 1.4, text)
        page.ln(size)
    return bytes(page.output())


def docx(story: Story) -> bytes:
    def paragraph(text: str, style: str = "") -> str:
        named = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
        return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"

    body = paragraph(story.title, "Title") + paragraph(f"Publié le {story.day}")
    body += "".join(map(paragraph, story.paragraphs))
    document = f"<w:document xmlns:w='{_WORD}'><w:body>{body}</w:body></w:document>"
    return zip_of(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document))


def odt(story: Story) -> bytes:
    body = f"<text:h text:outline-level='1'>{story.title}</text:h>"
    body += "".join(
        f"<text:p>{one}</text:p>" for one in (f"Publié le {story.day}", *story.paragraphs)
    )
    content = (
        f"<office:document-content xmlns:office='{_OPEN}:office:1.0' xmlns:text='{_OPEN}:text:1.0'>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zip_of(("mimetype", kind), ("content.xml", content))


def epub(story: Story) -> bytes:
    body = "".join(f"<p>{one}</p>" for one in story.paragraphs)
    chapter = (
        "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head>"
        f"<body><h1>{story.title}</h1>{body}</body></html>"
    )
    container = (
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
        "<rootfile full-path='book.opf'/></rootfiles></container>"
    )
    book = (
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<metadata><dc:title>La Gazette</dc:title><dc:date>{story.published}</dc:date></metadata>"
        "<manifest><item id='c' href='c.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='c'/></spine></package>"
    )
    return zip_of(
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("book.opf", book),
        ("c.xhtml", chapter),
    )


def mail(story: Story) -> bytes:
    message = EmailMessage()
    sent = datetime.fromisoformat(story.published).replace(hour=9, tzinfo=UTC)
    message["Subject"], message["Date"] = story.title, format_datetime(sent)
    message["From"] = "La Gazette <lettre@gazette.example>"
    message.set_content("\n\n".join(story.paragraphs))
    return message.as_bytes()


def mailbox(story: Story) -> bytes:
    return b"From lettre@gazette.example Fri Mar  5 10:00:00 2021\n" + mail(story) + b"\n"


def _row(story: Story) -> dict[str, str]:
    return {"titre": story.title, "date": story.published, "texte": "\n\n".join(story.paragraphs)}


def csv(story: Story) -> bytes:
    cells = ('"' + cell.replace('"', '""') + '"' for cell in _row(story).values())
    return f"titre;date;texte\r\n{';'.join(cells)}\r\n".encode()


def tsv(story: Story) -> bytes:
    row = _row(story) | {"texte": " ".join(story.paragraphs)}
    return ("\t".join(row) + "\n" + "\t".join(row.values()) + "\n").encode()


def json_lines(story: Story) -> bytes:
    return (json.dumps(_row(story), ensure_ascii=False) + "\n").encode()


def json_list(story: Story) -> bytes:
    return json.dumps([_row(story)]).encode()


def parquet(story: Story) -> bytes:
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([_row(story)]), buffer)
    return buffer.getvalue()


def warc(story: Story) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html(story)
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://gazette.example/vente\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(answer), answer)
    )


# By the name of a file, what makes it.
MAKERS: dict[str, Callable[[Story], bytes]] = {
    "a.txt": txt,
    "a.latin.txt": latin,
    "a.md": markdown,
    "a.html": html,
    "a.pdf": pdf,
    "a.docx": docx,
    "a.odt": odt,
    "a.epub": epub,
    "a.eml": mail,
    "a.mbox": mailbox,
    "a.csv": csv,
    "a.tsv": tsv,
    "a.jsonl": json_lines,
    "a.json": json_list,
    "a.parquet": parquet,
    "a.zip": lambda story: zip_of(("dossier/article.html", html(story))),
    "a.tar": lambda story: tar_of(("article.txt", txt(story))),
    "a.tar.gz": lambda story: gzip.compress(tar_of(("article.docx", docx(story))), mtime=0),
    "a.tar.xz": lambda story: lzma.compress(tar_of(("article.md", markdown(story)))),
    "a.txt.bz2": lambda story: bz2.compress(txt(story)),
    "a.warc": warc,
    "a.warc.gz": lambda story: gzip.compress(warc(story), mtime=0),
}
