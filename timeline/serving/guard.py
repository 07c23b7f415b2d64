"""Who may ask: the user's own browser, on this machine, on the page that was handed to it.

Against pages of other sites, which can send requests here: the Host header (DNS rebinding), Origin
and Sec-Fetch-Site, and a token that no other page can know, in the address of the page and in a
header, which other sites could not send without being asked about first, of all other requests.
See OWASP, "Cross-Site Request Forgery Prevention Cheat Sheet".
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = "127.0.0.1"
MOST_BYTES = 1 << 16  # of what a request says
_TOKEN = "x-timeline-token"
_READS = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is refused, with its HTTP status."""

    status: int
    why: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a request must be like."""

    port: int
    token: str

    @property
    def host(self) -> str:
        """What browsers call this server: they leave the port out where it is that of HTTP."""
        return ADDRESS if self.port == 80 else f"{ADDRESS}:{self.port}"

    @property
    def page(self) -> str:
        """The path of the page."""
        return f"/{self.token}"

    def refusal(self, method: str, path: str, headers: Headers) -> Refusal | None:
        """Why a request must not be answered; None if it may be."""
        reads = method in _READS
        origins = headers.getlist("origin")
        if headers.getlist("host") != [self.host]:
            return Refusal(403, "Open the address that `timeline serve` printed.")
        if origins != [f"http://{self.host}"] and (origins or not reads):
            return Refusal(403, "Another site asked for this.")
        opened = ["none"] if path == self.page else []
        if any(one not in ["same-origin", *opened] for one in headers.getlist("sec-fetch-site")):
            return Refusal(403, "Another site asked for this: open the address in a new tab.")
        if not self._known(path, headers):
            return Refusal(403, "Open the whole address that `timeline serve` printed.")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length[:20]) > MOST_BYTES:
            return Refusal(413, "That is too much.")
        if not reads and headers.get("content-type") != "application/json":
            return Refusal(415, "Send JSON.")
        return None

    def _known(self, path: str, headers: Headers) -> bool:
        said = path.removeprefix("/") if path == self.page else headers.get(_TOKEN, "")
        return hmac.compare_digest(said.encode(), self.token.encode())


class Guard:
    """Lets through what the rules allow, and gives every answer the same headers."""

    def __init__(self, app: ASGIApp, rules: Rules, headers: Mapping[str, str]) -> None:
        self._app = app
        self._rules = rules
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        refusal = self._rules.refusal(scope["method"], scope["path"], Headers(scope=scope))
        app = self._app
        if refusal is not None:
            app = PlainTextResponse(f"{refusal.why}\n", refusal.status)
        await app(scope, receive, answer)
