"""Where articles may lie: paths on this machine, and addresses such as s3://bucket/press."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

# Schemes of one letter are drives of Windows.
_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]+"
_ADDRESS = re.compile(rf"(?:{_SCHEME}(?:://.*?)?::)*{_SCHEME}://", re.DOTALL)
_PASSWORD = re.compile(r"(?<=//)[^/@:]*:[^/@]*@")


@dataclass(frozen=True, slots=True)
class Url:
    """The address of a file or of a folder, as the user wrote it."""

    address: str

    def __str__(self) -> str:
        """The address without a password, as it is shown and kept."""
        bare = without_password(self.address.rstrip("/"))
        return f"{bare}/" if bare.endswith(":") else bare


Place = Path | Url


def place_of(text: str | Path) -> Place:
    """The address that a user wrote, `scheme://…`; anything else is a path on this machine."""
    if isinstance(text, str) and _ADDRESS.match(text):
        return Url(text)
    return Path(text)


def without_password(text: str) -> str:
    """The text without what opens the addresses in it (`//user:password@`)."""
    return _PASSWORD.sub("", text)
