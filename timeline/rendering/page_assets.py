"""The files that a page is made of, and what its policy calls them by."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from timeline.rendering.sanitize import escaped_json, visible

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = "resources/page"
_STYLES = ("story.css", "evidence.css", "marks.css", "tools.css", "overview.css", "print.css")
_WHOLE_PAGE = "page.css"
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_SCRIPTS = (
    "text.js",
    "calendar.js",
    "filters.js",
    "drawing.js",
    "pointers.js",
    "overview.js",
    "page.js",
)


@dataclass(frozen=True, slots=True)
class Companion:
    """What a page that is served has beside what a published one has: a program that talks with
    where the page came from, what that program is told, and a style."""

    program: Markup
    data: Markup
    style: Markup


@cache
def environment() -> Environment:
    """Where the templates are: all that they put out is escaped, and made visible before."""
    # Every export looks at the formats there are; only a page needs templates.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("timeline", _FOLDER),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def script() -> Markup:
    """The page's own program."""
    return program(*_SCRIPTS)


def program(*names: str) -> Markup:
    """A program made of some of the files, which shares no names with others."""
    return Markup(f'(() => {{\n"use strict";\n{assets(*names)}}})();\n')


def assets(*names: str) -> Markup:
    """Files of the page's folder, one after the other."""
    return Markup("\n".join(_read(name) for name in names))


def style(*, whole: bool) -> Markup:
    """The page's own style: of a whole page, or of a fragment, which leaves all else alone."""
    names = (_WHOLE_PAGE, *_STYLES) if whole else _STYLES
    return assets(*names)


def user_style(text: str) -> Markup:
    """A style of the user's, which cannot end the element it stands in.

    A browser reads it with Unix line ends and without NUL, so its hash is that of such a text.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Markup(plain.replace("\0", "\ufffd").replace("</", "<\\/"))


def data(value: Any) -> Markup:
    """JSON for an element of the page, which it cannot end."""
    return Markup(escaped_json(_JSON.encode(value)))


def fingerprint(text: str) -> Markup:
    """What a Content-Security-Policy calls a script or a style by, so that no other works."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return Markup(f"'sha256-{digest}'")


def policy(scripts: Iterable[str], styles: Iterable[str], *, connects: bool = False) -> Markup:
    """The Content-Security-Policy under which nothing works but these scripts and styles, and
    nothing is fetched; with `connects`, only from where the page came from."""
    allowed = {"script-src": scripts, "style-src": styles}
    parts = ["default-src 'none'"]
    parts += [f"{name} {' '.join(map(fingerprint, texts))}" for name, texts in allowed.items()]
    parts += ["connect-src 'self'"] if connects else []
    parts += ["base-uri 'none'", "form-action 'none'"]
    parts += ["require-trusted-types-for 'script'", "trusted-types 'none'"]
    return Markup("; ".join(parts))


def _read(name: str) -> str:
    return (files("timeline") / _FOLDER / name).read_text(encoding="utf-8")


def _shown(value: object) -> object:
    """What a template puts out: text from articles is made visible, markup of ours stays."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
