"""E-mail messages and mailboxes: the text is the article, what mail programs add is furniture."""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path

import pytest

from timeline.model import Article, Skipped
from timeline.reading import read, read_data
from timeline.reading.lexicon import raw_lexicon
from timeline.reading.members import MOST_BYTES
from timeline.reading.pages import Member, Page
from timeline.reading.readers import mailbox
from timeline.reading.readers.mail_headers import decode_words
from timeline.reading.readers.mail_words import mail_words

FIRST = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, "
    "qui sera fermée au public pendant dix-huit mois à partir du printemps."
)
SECOND = (
    "Le maire a promis que les commerçants seraient relogés avant l'été dans une salle "
    "voisine, que la commune loue depuis trois ans à la coopérative du Bocage."
)
HEADER = """From: Jeanne Bidule <jeanne@bocage.example>
To: lecteurs@bocage.example
Subject: La halle ferme
Date: Wed, 03 Mar 2021 23:50:00 -0500
"""
PLAIN = 'MIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\n'


def message(body: str, header: str = HEADER, kind: str = PLAIN) -> bytes:
    return f"{header}{kind}\n{body}".encode()


def outcomes(data: bytes, name: str = "a.eml") -> list[Article | Skipped]:
    return list(read_data(data, name))


def article(data: bytes, name: str = "a.eml") -> Article:
    (result,) = outcomes(data, name)
    assert isinstance(result, Article), result
    return result


def reason(data: bytes, name: str = "a.eml") -> str:
    (result,) = outcomes(data, name)
    assert isinstance(result, Skipped), result
    return result.reason


def told(article: Article) -> list[str]:
    """The paragraphs of the article itself."""
    return [
        article.text[zone.char_start : zone.char_end].strip()
        for zone in article.zones
        if zone.kind not in ("furniture", "dateline")
    ]


def names(results: Sequence[Article | Skipped]) -> list[str]:
    return [result.path for result in results]


# ---------------------------------------------------------------- one message


def test_message_is_an_article() -> None:
    found = article(message(f"{FIRST}\n\n{SECOND}\n"))
    assert found.path == "a.eml"
    assert found.text == f"{FIRST}\n\n{SECOND}\n"
    assert found.title == "La halle ferme"
    assert found.author == "Jeanne Bidule"
    assert found.site is None


def test_day_is_that_of_the_sender_whatever_the_day_elsewhere() -> None:
    found = article(message(FIRST))
    assert found.published is not None
    assert found.published.edtf == "2021-03-03"
    assert found.published_source == "e-mail header"


@pytest.mark.parametrize("date", ["", "Date: demain\n", "Date: Wed, 31 Feb 2021 10:00 +0100\n"])
def test_message_without_a_day_of_the_calendar_is_not_dated(date: str) -> None:
    found = article(message(FIRST, f"From: jeanne@bocage.example\nSubject: Halle\n{date}"))
    assert found.published is None


def test_bare_address_is_no_author() -> None:
    found = article(message(FIRST, "From: jeanne@bocage.example\nSubject: La halle\n"))
    assert found.author is None


def test_sender_of_a_newsletter_is_the_site() -> None:
    header = HEADER + "List-Unsubscribe: <https://bocage.example/quitter>\n"
    found = article(message(FIRST, header.replace("Jeanne Bidule", "Le Bocage libre")))
    assert (found.author, found.site) == (None, "Le Bocage libre")


def test_list_with_a_name_is_the_site_and_who_writes_to_it_the_author() -> None:
    found = article(message(FIRST, HEADER + 'List-Id: "Amis de la halle" <halle.bocage.example>\n'))
    assert (found.author, found.site) == ("Jeanne Bidule", "Amis de la halle")


@pytest.mark.parametrize("example", raw_lexicon()["mail"]["subjects"], ids=lambda e: e["subject"])
def test_prefixes_of_a_subject_are_known(example: dict[str, str]) -> None:
    title, kind = mail_words().subject(example["subject"])
    assert (title, kind) == (example["title"], example.get("kind"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?q?La_halle_ferm=C3=A9e?=", "La halle fermée"),
        ("=?ISO-8859-1?Q?=C9t=E9?= chaud", "Été chaud"),
        # Two words cut a character in two.
        ("=?utf-8?B?w4k=?= =?utf-8?B?dMM=?=\n =?utf-8?B?qQ==?=", "Été"),
        ("=?inconnu?q?fin?= =?utf-8?x?abc?=", "fin =?utf-8?x?abc?="),
        ("=?utf-8?b?!!!?=", ""),
    ],
)
def test_encoded_words_of_a_header(written: str, meant: str) -> None:
    assert decode_words(written) == meant


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_header_that_is_not_encoded_is_read_all_the_same(encoding: str) -> None:
    header = "From: Hélène Bidule <h@bocage.example>\nSubject: L'été à Montverdier\n\n"
    found = article((header + FIRST).encode(encoding))
    assert (found.author, found.title) == ("Hélène Bidule", "L'été à Montverdier")


def test_same_message_is_the_same_text_with_either_line_end() -> None:
    data = message(f"{FIRST}\n\n{SECOND}\n")
    assert article(data).id == article(data.replace(b"\n", b"\r\n")).id


def test_wrong_charset_is_found_out() -> None:
    kind = "Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 8bit\n"
    assert article(message(FIRST, kind=kind)).text == FIRST + "\n"
    latin = f"{HEADER}{kind}\n{FIRST}".encode("cp1252")
    assert article(latin).text == FIRST + "\n"


def test_flowed_lines_are_joined_and_quotations_stay_apart() -> None:
    flowed = PLAIN.replace("utf-8", "utf-8; format=flowed").replace('"', "")
    body = "La halle \nferme.\n> Une \n> question ?\n-- \nJeanne\n"
    assert article(message(body, kind=flowed)).text == (
        "La halle ferme.\n> Une question ?\n-- \nJeanne\n"
    )
    glued = flowed.replace("flowed", "flowed; delsp=yes")
    assert article(message("Mont \nverdier vote.\n", kind=glued)).text == "Montverdier vote.\n"


# ---------------------------------------------------------------- plain text and HTML


def alternative(plain: str, page: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = "Jeanne Bidule <jeanne@bocage.example>", "La halle"
    mail.set_content(plain)
    mail.add_alternative(page, subtype="html")
    return bytes(mail)


def test_plain_text_goes_before_the_page_that_says_the_same() -> None:
    found = article(alternative(f"{FIRST}\n", f"<p>{FIRST}</p><p>Suivez-nous</p>"))
    assert found.text == f"{FIRST}\n"


@pytest.mark.parametrize("stub", ["", "Votre logiciel ne peut afficher ce message.", "La halle"])
def test_page_is_read_where_the_plain_text_is_a_stub(stub: str) -> None:
    page = f'<html><meta charset="cp850"><body><h1>La halle</h1><p>{FIRST}</p><p>{SECOND}</p>'
    assert article(alternative(stub, page)).text == f"La halle\n\n{FIRST}\n\n{SECOND}\n"


def test_all_texts_of_a_message_are_one_article() -> None:
    body = f"--x\n\n{FIRST}\n--x\nContent-Type: text/html\n\n<p>{SECOND}</p>\n--x--\n"
    kind = "Content-Type: multipart/mixed; boundary=x\n"
    assert article(message(body, kind=kind)).text == f"{FIRST}\n\n{SECOND}\n"


# ---------------------------------------------------------------- answers


ANSWER = HEADER.replace("Subject: ", "Subject: RE: ")


@pytest.mark.parametrize(
    "line",
    [
        "Le lundi 1 mars 2021 à 10:12, Hugo Bidule <hugo@bocage.example> a écrit :",
        "Le lun. 1 mars 2021 à 10:12, Hugo Bidule <hugo@bocage.example> a\nécrit :",
        "On Mon, Mar 1, 2021 at 10:12 AM Hugo Bidule wrote:",
    ],
)
def test_what_is_answered_is_no_article(line: str) -> None:
    found = article(message(f"{FIRST}\n\n{line}\n\n> {SECOND}\n>\n> Hugo\n", ANSWER))
    assert told(found) == [FIRST]
    assert SECOND in found.text
    assert found.title == "La halle ferme"


def test_answer_above_the_header_of_the_message_it_answers() -> None:
    quoted = (
        "De : Hugo Bidule <hugo@bocage.example>\nEnvoyé : lundi 1 mars 2021 10:12\n"
        f"À : Jeanne Bidule\nObjet : La halle\n\n{SECOND}\n"
    )
    found = article(message(f"{FIRST}\n\n-----Message d'origine-----\n{quoted}", ANSWER))
    assert told(found) == [FIRST]
    assert found.published is not None
    assert found.published.edtf == "2021-03-03"
    assert told(article(message(f"{FIRST}\n\n{quoted}", ANSWER))) == [FIRST]


def test_quotation_that_nobody_introduces_is_one() -> None:
    found = article(message(f"Lu dans la presse hier matin :\n\n> {SECOND}\n\n{FIRST}\n"))
    assert [zone.kind for zone in found.zones].count("quote") == 1


def test_answer_written_as_a_page() -> None:
    page = (
        f"<div>{FIRST}</div><div>Le lun. 1 mars 2021, Hugo Bidule &lt;hugo@bocage.example&gt; "
        f"a écrit :<br></div><blockquote><p>{SECOND}</p></blockquote>"
    )
    assert told(article(alternative("", page))) == [FIRST]


@pytest.mark.parametrize("dashes", ["-- ", "--"])
def test_signature_is_furniture(dashes: str) -> None:
    found = article(message(f"{FIRST}\n\n{dashes}\nJeanne Bidule\nMairie de Montverdier\n"))
    assert told(found) == [FIRST]


def test_dashes_that_part_an_article_are_no_signature() -> None:
    paragraphs = "\n\n".join([FIRST, SECOND] * 8)
    assert told(article(message(f"{FIRST}\n--\n{paragraphs}\n"))).count(SECOND) == 8


def test_what_telephones_and_firms_add_is_furniture() -> None:
    notice = (
        "Ce message et toutes les pièces jointes sont confidentiels et établis à l'intention "
        "exclusive de leurs destinataires."
    )
    found = article(message(f"{FIRST}\n\nEnvoyé de mon iPhone\n\n{notice}\n"))
    assert told(found) == [FIRST]


# ---------------------------------------------------------------- forwarded articles


FORWARD = HEADER.replace("Subject: ", "Subject: TR : ")
FORWARDED_HEADER = (
    "De : Hugo Bidule <hugo@gazette.example>\nDate : lundi 1 mars 2021 à 10:12\n"
    "Objet : La halle de Montverdier ferme\nÀ : Jeanne Bidule <jeanne@bocage.example>\n"
)
QUOTED_FORWARD = "".join(f"> {line}\n" for line in [*FORWARDED_HEADER.splitlines(), "", FIRST])


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (HEADER, f"---------- Message transféré ---------\n{FORWARDED_HEADER}\n\n{FIRST}\n"),
        (HEADER, f"-------- Forwarded Message --------\n\n{FORWARDED_HEADER}\n{FIRST}\n"),
        (HEADER, f"Début du message transféré :\n\n{QUOTED_FORWARD}"),
        (FORWARD, f"-----Message d'origine-----\n{FORWARDED_HEADER}\n{FIRST}\n"),
        (FORWARD, f"{FORWARDED_HEADER}\n{FIRST}\n"),
        (FORWARD, f"> Message du 01/03/21 10:12\n{QUOTED_FORWARD}"),
        (HEADER, f"{FORWARDED_HEADER.replace('De :', '*De :*')}\n{FIRST}\n"),
    ],
)
def test_forwarded_article_is_the_article(header: str, body: str) -> None:
    for note in ("", "Pour information, Jeanne\n\n"):
        if note and header is HEADER and body.startswith(("De", "*De")):
            continue  # may as well be an answer
        found = article(message(note + body, header))
        assert told(found) == [FIRST]
        assert found.title == "La halle de Montverdier ferme"
        assert found.author == "Hugo Bidule"
        assert found.published is not None
        assert found.published.edtf == "2021-03-01"
        assert found.published_source == "e-mail header"


def test_article_forwarded_twice_is_dated_by_the_first_who_sent_it() -> None:
    second = FORWARDED_HEADER.replace("lundi 1", "mardi 2").replace("Hugo", "Lucette")
    mark = "---------- Message transféré ---------\n"
    found = article(message(f"{mark}{second}\n{mark}{FORWARDED_HEADER}\n{FIRST}\n"))
    assert told(found) == [FIRST]
    assert found.author == "Hugo Bidule"
    assert found.published is not None
    assert found.published.edtf == "2021-03-01"


def test_article_forwarded_as_a_page() -> None:
    page = (
        "<div>---------- Message transféré ---------<br>De : <b>Hugo Bidule</b> "
        "&lt;hugo@gazette.example&gt;<br>Date: lun. 1 mars 2021 à 10:12<br>"
        "Subject: La halle : un vote<br>To: Jeanne Bidule<br></div>"
        f"<div><p>{FIRST}</p><p>{SECOND}</p></div>"
    )
    found = article(alternative("", page))
    assert told(found) == [FIRST, SECOND]
    assert (found.title, found.author) == ("La halle : un vote", "Hugo Bidule")
    assert found.published is not None
    assert found.published.edtf == "2021-03-01"


def test_article_forwarded_as_a_quotation_is_no_quotation() -> None:
    page = (
        "<div>Pour toi.</div><blockquote><div>Début du message transféré :</div><br>"
        "<div><b>De: </b>Hugo Bidule &lt;hugo@gazette.example&gt;</div>"
        "<div><b>Objet: </b>La halle</div><div><b>Date: </b>1 mars 2021 à 10:12:00 UTC+1</div>"
        f"<p>{FIRST}</p><p>{SECOND}</p></blockquote><br>Envoyé de mon iPad"
    )
    found = article(alternative("", page))
    assert told(found) == [FIRST, SECOND]
    assert "quote" not in [zone.kind for zone in found.zones]
    assert found.published is not None
    assert found.published.edtf == "2021-03-01"


def test_press_release_with_a_header_of_its_own_is_kept() -> None:
    header = "Date : 3 mars 2021\nObjet : Fermeture\nDe : Mairie de Montverdier\n"
    found = article(message(f"Communiqué de presse\n\n{header}\n{FIRST}\n\n{SECOND}\n"))
    assert told(found)[-2:] == [FIRST, SECOND]


def test_signature_over_a_forwarded_article_ends_there() -> None:
    mark = "---------- Message transféré ---------\n"
    found = article(message(f"Voir.\n-- \nJeanne\n\n{mark}{FORWARDED_HEADER}\n{FIRST}\n"))
    assert told(found) == [FIRST]


def test_hours_of_a_meeting_are_no_header() -> None:
    body = f"{FIRST}\n\nDate : 3 mars 2021\nDe : 10 heures\nÀ : 12 heures\n\n{SECOND}\n"
    assert SECOND in told(article(message(body)))


def test_own_article_before_a_forwarded_message_is_kept() -> None:
    long = "\n\n".join([FIRST, SECOND] * 3)
    mark = "---------- Message transféré ---------\n"
    found = article(message(f"{long}\n\n{mark}{FORWARDED_HEADER}\n{SECOND}\n"))
    assert told(found) == [FIRST, SECOND] * 3 + [SECOND]


# ---------------------------------------------------------------- attachments


def with_attachments() -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = "Jeanne Bidule <jeanne@bocage.example>", "Deux articles"
    mail.set_content(f"{FIRST}\n")
    mail.add_attachment(SECOND.encode(), "text", "plain", filename="été à Montverdier.txt")
    return mail


def test_attached_file_is_read_by_its_name() -> None:
    first, second = outcomes(bytes(with_attachments()))
    assert isinstance(second, Article), second
    assert names([first, second]) == ["a.eml", "a.eml/été à Montverdier.txt"]
    assert second.text == SECOND
    assert second.published is None


def test_message_without_text_is_what_is_attached_to_it() -> None:
    mail = with_attachments()
    (first, *_) = mail.iter_parts()
    first.set_content("")
    (result,) = outcomes(bytes(mail))
    assert isinstance(result, Article)
    assert result.text == SECOND


def test_attached_message_is_read() -> None:
    inner = EmailMessage(policy=SMTP)
    inner["From"], inner["Subject"] = "Hugo Bidule <hugo@gazette.example>", "La halle rouvre"
    inner.set_content(f"{SECOND}\n")
    outer = with_attachments()
    outer.add_attachment(inner)
    *_, result = outcomes(bytes(outer))
    assert isinstance(result, Article), result
    assert result.path == "a.eml/message.eml"
    assert (result.title, result.author) == ("La halle rouvre", "Hugo Bidule")


def test_pictures_in_the_page_and_signatures_of_programs_are_no_files() -> None:
    mail = with_attachments()
    mail.add_attachment(
        b"\x89PNG", "image", "png", disposition="inline", cid="<x>", filename="l.png"
    )
    mail.add_attachment(b"xxx", "application", "pgp-signature", filename="signature.asc")
    assert len(outcomes(bytes(mail))) == 2


def test_name_of_an_attachment_stays_inside_the_message() -> None:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "Piège"
    mail.set_content(SECOND.encode(), "text", "plain", filename="../../etc/passwd.txt")
    assert names(outcomes(bytes(mail))) == ["a.eml/etc/passwd.txt"]


def test_encrypted_message_is_told() -> None:
    kind = 'Content-Type: multipart/encrypted; protocol="application/pgp"; boundary=x\n'
    assert "encrypted" in reason(message("--x\n\nabc\n--x--\n", kind=kind))
    kind = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
    assert "encrypted" in reason(message("abc", kind=kind))


# ---------------------------------------------------------------- broken messages


def test_file_without_a_header_is_no_message() -> None:
    assert reason(FIRST.encode()).startswith("not an e-mail message")
    assert reason(bytes(range(256)) * 20).startswith("not an e-mail message")


def test_text_that_looks_like_a_message_is_read_as_text() -> None:
    found = article(message(FIRST), "a.txt")
    assert found.text.startswith("From: Jeanne")


def test_message_without_text() -> None:
    assert reason(HEADER.encode()).startswith("empty message")


@pytest.mark.parametrize("end", ["--x--\n", "", "--x", "--y--\n"])
def test_parts_that_nothing_ends_are_read(end: str) -> None:
    kind = "Content-Type: multipart/mixed; boundary=x\n"
    assert article(message(f"--x\n\n{FIRST}\n{end}", kind=kind)).text.startswith(FIRST)


def test_parts_without_a_boundary_are_told() -> None:
    kind = "Content-Type: multipart/mixed\n"
    assert len(outcomes(message(f"--x\n\n{FIRST}\n--x--", kind=kind))) == 1


@pytest.mark.parametrize(
    "data",
    [
        message("--x\n\na\n" * 100_000, kind="Content-Type: multipart/mixed; boundary=x\n"),
        b"Subject: a\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (i, i) for i in range(2000)
        ),
        b"Subject: a\n" + b"Content-Type: message/rfc822\n\n" * 5000,
        message("\n" * 5_000_000),
    ],
    ids=["100,000 parts", "2,000 parts in each other", "5,000 messages in each other", "lines"],
)
def test_bombs_are_refused_at_once(data: bytes) -> None:
    before = time.perf_counter()
    assert "in one message" in reason(data)
    assert time.perf_counter() - before < 5


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: multipart/mixed; " + "a=b; " * 200_000,
        "From: " + "a@b, " * 200_000,
        "From: " + "(" * 500_000,
        "Subject: " + "=?utf-8?q?a?= " * 100_000,
        "Subject: " + "=?" * 500_000,
        "Subject: " + "re:" * 300_000,
        "Date: " + "1 " * 500_000,
        "X-A: b\n" * 200_000,
    ],
    ids=lambda header: header[:20],
)
def test_endless_headers_are_read_at_once(header: str) -> None:
    before = time.perf_counter()
    assert len(outcomes(message(FIRST, f"Subject: a\n{header.strip()}\n", kind=""))) == 1
    assert time.perf_counter() - before < 5


def test_too_large_a_message() -> None:
    data = HEADER.encode() + b"\n" + b"a" * MOST_BYTES
    assert reason(data).startswith("too large for one article (32,")


# ---------------------------------------------------------------- mailboxes


def box(
    *messages: bytes, start: str = "From jeanne@bocage.example Wed Mar  3 10:12:00 2021"
) -> bytes:
    return b"".join(f"{start}\n".encode() + one.rstrip(b"\n") + b"\n\n" for one in messages)


def test_mailbox_gives_each_message_by_its_place() -> None:
    results = outcomes(box(message(FIRST), bytes(with_attachments()), message(SECOND)), "b.mbox")
    assert names(results) == ["b.mbox/1", "b.mbox/2", "b.mbox/2/été à Montverdier.txt", "b.mbox/3"]
    assert all(isinstance(result, Article) for result in results)


def test_mailbox_is_told_by_its_first_lines() -> None:
    (result,) = outcomes(box(message(FIRST)), "courrier.txt")
    assert isinstance(result, Article)
    assert result.path == "courrier.txt/1"
    letter = f"From Paris, at 10:12 on Monday\n\n{FIRST}\n\n{SECOND}"
    assert article(letter.encode(), "lettre.txt").text == letter


def test_lines_that_begin_with_from_are_no_messages() -> None:
    body = f"{FIRST}\n\nFrom Montverdier, with love.\n\n>From Bocage\n>>From Trifouilly\n\n{SECOND}"
    (result,) = outcomes(box(message(body)), "b.mbox")
    assert isinstance(result, Article)
    assert "\nFrom Bocage\n>From Trifouilly\n" in result.text


def test_mailbox_with_line_ends_of_windows() -> None:
    data = box(message(FIRST), message(SECOND)).replace(b"\n", b"\r\n")
    assert names(outcomes(data, "b.mbox")) == ["b.mbox/1", "b.mbox/2"]


def test_one_bad_message_does_not_stop_the_others() -> None:
    bad = message("--x\n\na\n" * 6000, kind="Content-Type: multipart/mixed; boundary=x\n")
    kinds = [type(one) for one in outcomes(box(message(FIRST), bad, message(SECOND)), "b.mbox")]
    assert kinds == [Article, Skipped, Article]


def test_messages_are_found_wherever_the_file_is_cut_for_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = box(*(message(f"{FIRST}\n\nNuméro {i}.") for i in range(40)))
    monkeypatch.setattr(mailbox, "_LONGEST_START", 300)
    for chunk in (307, 512, 1001, 4096):
        monkeypatch.setattr(mailbox, "_CHUNK", chunk)
        assert [m.name for m in mailbox.read_members(BytesIO(data))] == [
            str(i + 1) for i in range(40)
        ]


class Endless(BytesIO):
    """A mailbox whose second message is longer than one may be; counts what is held of it."""

    def __init__(self) -> None:
        self.left = MOST_BYTES + 5_000_000
        self.start = box(message(FIRST), HEADER.encode() + b"\na")
        self.end = b"\n\n" + box(message(SECOND))

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert 0 < size <= 1 << 20
        if self.start:
            piece, self.start = self.start[:size], self.start[size:]
        elif self.left:
            piece = b"a" * min(size, self.left)
            self.left -= len(piece)
        else:
            piece, self.end = self.end[:size], self.end[size:]
        return piece

    def seek(self, place: int, whence: int = 0) -> int:
        self.__init__()  # type: ignore[misc]
        return 0


def test_too_large_a_message_is_told_and_those_after_it_are_read() -> None:
    first, second, third = mailbox.read_members(Endless())
    assert isinstance(first.content, Page)
    assert "too large" in str(second.content)
    assert isinstance(third.content, Page)
    assert third.content.text.strip() == SECOND


@pytest.mark.parametrize("data", [b"\n\n", FIRST.encode(), b"From a 10:12\n\n" + FIRST.encode()])
def test_file_that_is_no_mailbox(data: bytes) -> None:
    assert len(reason(data, "b.mbox")) > 20


def test_mailbox_cut_short_gives_what_it_has(tmp_path: Path) -> None:
    data = box(message(FIRST), message(SECOND))
    (tmp_path / "b.mbox").write_bytes(data[: -len(SECOND) // 2])
    results = list(read([tmp_path]))
    assert names(results) == ["b.mbox/1", "b.mbox/2"]
    assert isinstance(results[0], Article)


def test_attachment_in_base64_that_is_broken_gives_what_it_has() -> None:
    coded = base64.b64encode(SECOND.encode()).decode()
    body = (
        f"--x\n\n{FIRST}\n--x\nContent-Type: text/plain; name=b.txt\n"
        f"Content-Transfer-Encoding: base64\n\n{coded[:101]}\n--x--\n"
    )
    data = message(body, kind="Content-Type: multipart/mixed; boundary=x\n")
    assert names(outcomes(data)) == ["a.eml", "a.eml/b.txt"]


def test_members_are_asked_for_one_at_a_time() -> None:
    members = mailbox.read_members(BytesIO(box(*[message(FIRST)] * 3)))
    assert isinstance(next(members), Member)
