"""Archives made in the tests, and what reading them gives."""

from __future__ import annotations

import io
import tarfile
import zipfile

from timeline.model import Article, Skipped
from timeline.reading import read_data

FRENCH = (
    "Le conseil municipal de Montverdier a voté jeudi soir la rénovation de la halle, "
    "qui sera fermée au public pendant dix-huit mois à partir du printemps."
)
OTHER = "La maire de Saint-Ambroise, Odile Carvenne, a inauguré mardi la nouvelle passerelle."


def zip_of(
    *files: tuple[str | zipfile.ZipInfo, str | bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A ZIP archive of files: name, or entry, and content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files:
            # An entry of its own: by name alone it would have the hour of the test.
            entry = zipfile.ZipInfo(name) if isinstance(name, str) else name
            archive.writestr(entry, content, method if isinstance(name, str) else None)
    return buffer.getvalue()


def tar_of(*files: tuple[str | tarfile.TarInfo, str | bytes]) -> bytes:
    """A tar archive of files: name, or header, and content."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in files:
            data = content if isinstance(content, bytes) else content.encode()
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = info.size or len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def told(data: bytes, name: str) -> dict[str, str]:
    """What reading gives: the text or the reason, by path."""
    outcomes = list(read_data(data, name))
    return {one.path: one.text if isinstance(one, Article) else one.reason for one in outcomes}


def reason(data: bytes, name: str) -> str:
    """Why a file gives nothing at all."""
    (outcome,) = read_data(data, name)
    assert isinstance(outcome, Skipped), outcome
    return outcome.reason


def unix_entry(name: str, mode: int) -> zipfile.ZipInfo:
    """The entry of a ZIP archive for a file of this `st_mode`."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def tar_entry(name: str, kind: bytes, link: str = "", size: int = 0) -> tarfile.TarInfo:
    """The header of a tar archive for a member of this type."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, size
    return info
