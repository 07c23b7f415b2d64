"""One file → one article, or one sentence on why there is none."""

from __future__ import annotations

import builtins
import os
from pathlib import Path
from random import Random

import pytest

from timeline.model import Article, DateSpan, Day, Skipped
from timeline.reading import find_files, merge_carriers, read, read_file, text_id
from timeline.reading.finding import FoundFile
from timeline.reading.opening import FileState

FRENCH = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, "
    "qui sera fermée au public pendant dix-huit mois à partir du printemps."
)
ENGLISH = (
    "The city council voted on Thursday evening to renovate the market hall, which will be "
    "closed to the public for eighteen months, starting next spring, the mayor said."
)


def article_of(folder: Path, name: str, data: bytes | str) -> Article:
    result = result_of(folder, name, data)
    assert isinstance(result, Article), result
    return result


def reason_of(folder: Path, name: str, data: bytes | str) -> str:
    result = result_of(folder, name, data)
    assert isinstance(result, Skipped), result
    assert result.path == name
    return result.reason


def result_of(folder: Path, name: str, data: bytes | str) -> Article | Skipped:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (result,) = read([folder])
    return result


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "\r\n  Une ligne.\r\n\r\nUne\u00a0autre\u202f!  \x1b[0m\n\n"
    article = article_of(tmp_path, "a.txt", b"\xef\xbb\xbf" + text.encode())
    assert article.text == text
    assert article.id == text_id(text)
    assert article.path == "a.txt"
    assert article.carriers == ("a.txt",)


def test_id_is_the_hash_of_the_text_not_of_the_bytes(tmp_path: Path) -> None:
    one = article_of(tmp_path / "1", "a.txt", FRENCH.encode("utf-8"))
    two = article_of(tmp_path / "2", "b.txt", FRENCH.encode("utf-16"))
    assert one.id == two.id
    assert len(one.id) == 16


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", "\u00a0\n\u2003".encode()])
def test_empty_file(tmp_path: Path, data: bytes) -> None:
    assert reason_of(tmp_path, "a.txt", data).startswith("empty file")


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<p> </p>", "<!-- rien -->", "<script>1</script>"]
)
def test_page_without_text(tmp_path: Path, markup: str) -> None:
    assert reason_of(tmp_path, "a.html", markup).startswith("empty file")


@pytest.mark.parametrize("name", ["a.doc", "photo.JPG", "timeline.db", "a.txt.bak"])
def test_unsupported_format(tmp_path: Path, name: str) -> None:
    reason = reason_of(tmp_path, name, b"\x00\x01\x02")
    assert reason.startswith(f"format not supported ({Path(name).suffix.lower()}): ")


def test_file_without_suffix(tmp_path: Path) -> None:
    assert "no suffix" in reason_of(tmp_path, "Makefile", "all:")


def test_suffix_in_capitals(tmp_path: Path) -> None:
    assert article_of(tmp_path, "A.TXT", FRENCH).text == FRENCH


def test_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    article = article_of(tmp_path, "a.txt", f"\n<!DOCTYPE html><html><body><p>{FRENCH}</p>")
    assert article.text == FRENCH + "\n"


def test_binary_named_txt(tmp_path: Path) -> None:
    assert reason_of(tmp_path, "a.txt", Random(7).randbytes(5000)).startswith("not a text file")


def test_too_large(tmp_path: Path) -> None:
    reason = reason_of(tmp_path, "a.txt", "Un mot. " * 700_000)
    assert reason.startswith("too large for one article (5,600,000 characters")


def test_one_very_long_line_is_an_article(tmp_path: Path) -> None:
    text = (FRENCH + " ") * 5000
    assert article_of(tmp_path, "a.txt", text).text == text


def test_a_book_is_judged_at_its_edges(tmp_path: Path) -> None:
    lines = [f"{FRENCH} Ce fut le chapitre {number}." for number in range(5000)]
    text = "\n\n".join(("Un titre de quatre mots", *lines, "Tous droits réservés"))
    article = article_of(tmp_path, "a.txt", text)
    assert [article.zones[0].kind, article.zones[-1].kind] == ["title", "furniture"]
    assert {zone.kind for zone in article.zones[1:-1]} == {"body"}
    assert article.zones[-1].char_end == len(text)


def test_other_language(tmp_path: Path) -> None:
    reason = reason_of(tmp_path, "a.txt", ENGLISH)
    assert reason.startswith("not in French (looks like English)")


def test_unspaced_language(tmp_path: Path) -> None:
    assert "looks like Chinese" in reason_of(
        tmp_path, "a.txt", "市议会星期四晚上投票决定翻修市场大厅。" * 9
    )


def test_a_few_foreign_words_are_not_judged(tmp_path: Path) -> None:
    assert article_of(tmp_path, "a.txt", "Hello, dear reader.").language == "fr"


def test_french_article_with_foreign_paragraph_is_kept(tmp_path: Path) -> None:
    article = article_of(tmp_path, "a.txt", f"{FRENCH}\n\n{ENGLISH}\n\n{FRENCH} Et voilà.")
    assert [zone.kind for zone in article.zones] == ["body", "foreign", "body"]


def test_foreign_article_with_french_line_is_refused(tmp_path: Path) -> None:
    text = f"{ENGLISH}\n\n{ENGLISH} {ENGLISH}\n\nLe maire est content de ce vote du conseil."
    assert reason_of(tmp_path, "a.txt", text).startswith("not in French")


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FRENCH, encoding="utf-8")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    (result,) = read([tmp_path])
    assert result == Skipped("a.txt", "permission denied: make it readable and run again")


def test_file_that_vanishes(tmp_path: Path) -> None:
    (result,) = read_file(FoundFile(tmp_path / "gone.txt", "gone.txt"))
    assert isinstance(result, Skipped)
    assert result.reason.startswith("no such file")


def test_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (result,) = read_file(FoundFile(tmp_path / "a.txt", "a.txt"))
    assert isinstance(result, Skipped)
    assert "named pipe" in result.reason


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(100))
    (tmp_path / "b.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"")
    kinds = [type(result) for result in read([tmp_path, tmp_path / "missing"])]
    assert sorted(kind.__name__ for kind in kinds) == ["Article", "Skipped", "Skipped", "Skipped"]


def test_reader_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.reading.readers import plain

    def fail(data: bytes) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(plain, "read_page", fail)
    assert reason_of(tmp_path, "a.txt", FRENCH).startswith("cannot be read (RuntimeError)")


def test_reading_is_lazy_and_can_be_farmed_out(tmp_path: Path) -> None:
    import pickle

    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(FRENCH + name, encoding="utf-8")
    results = read([tmp_path])
    first = next(results)
    (tmp_path / "b.txt").unlink()
    second = next(results)
    assert isinstance(first, Article)
    assert isinstance(second, Skipped)
    found = pickle.loads(pickle.dumps(next(find_files([tmp_path]))))
    assert isinstance(found, FoundFile)
    assert list(read_file(found)) == [first]


def test_same_text_is_one_article_with_several_carriers(tmp_path: Path) -> None:
    for name in ("z.txt", "2020-03-05-a.txt", "sub/m.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FRENCH, encoding="utf-8")
    (tmp_path / "other.txt").write_text(FRENCH + " Fin.", encoding="utf-8")
    articles = [result for result in read([tmp_path]) if isinstance(result, Article)]
    merged = merge_carriers(reversed(articles))
    assert [article.path for article in merged] == ["2020-03-05-a.txt", "other.txt"]
    assert merged[0].carriers == ("2020-03-05-a.txt", "sub/m.txt", "z.txt")
    assert merged[0].published == DateSpan.of_day(Day(2020, 3, 5))
    assert merge_carriers(merged) == merged


def test_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = (FileState(1, modified, 1, 1) for modified in (1, 2, 2))
    monkeypatch.setattr("timeline.reading.articles.state_of", lambda file: next(states))
    reason = reason_of(tmp_path, "a.txt", FRENCH)
    assert reason == "changed while it was read: run again"
