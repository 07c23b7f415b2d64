"""The answers to what a browser asks: the page, whether it changed, and corrections."""

from __future__ import annotations

import json
from collections.abc import Callable
from threading import Lock
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from timeline.complaints import StoreError
from timeline.locking import locked
from timeline.serving.changes import (
    Asked,
    Impossible,
    Unclear,
    change,
    event_data,
    kept_data,
    why,
)
from timeline.serving.guard import MOST_BYTES, Guard, Rules
from timeline.serving.page import Page, Served, served_policy, state_of
from timeline.store import Store
from timeline.storereader import StoreReader


def application(served: Served, rules: Rules) -> ASGIApp:
    """What answers requests that keep the rules, and refuses all others."""
    page, correcting, words = Page(served), Lock(), served.words

    def show(request: Request) -> Response:
        try:
            return Response(page.bytes(), media_type="text/html; charset=utf-8")
        except StoreError as error:
            return PlainTextResponse(f"{why(error, words)}\n", 503)

    def read(look: Callable[[StoreReader], Any]) -> Response:
        try:
            with StoreReader.open(served.db) as store:
                return JSONResponse(look(store))
        except StoreError as error:
            return _error(503, why(error, words))
        except Impossible as error:
            return _error(409, str(error))

    def state(request: Request) -> Response:
        return read(lambda store: {"state": state_of(store)})

    def event(request: Request) -> Response:
        return read(lambda store: event_data(store, request.path_params["event"], words))

    def kept(request: Request) -> Response:
        return read(lambda store: kept_data(store, words))

    def correct(asked: Asked) -> Response:
        try:
            # One at a time: the next one is to find what this one made.
            with correcting, locked(served.db), Store.existing(served.db) as store:
                return JSONResponse(change(store, asked, words))
        except StoreError as error:
            return _error(503, why(error, words))
        except Impossible as error:
            return _error(409, str(error))
        except Unclear:
            return _error(400, words.put("unclear"))

    async def said(request: Request) -> Response:
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                return _error(413, words.put("unclear"))
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            return _error(400, words.put("unclear"))
        if not isinstance(asked, dict):
            return _error(400, words.put("unclear"))
        return await run_in_threadpool(correct, asked)

    def wrong(request: Request, error: Exception) -> Response:
        return _error(500, words.put("failed", why=type(error).__name__))

    app = Starlette(
        routes=[
            Route(rules.page, show, methods=["GET"]),
            Route("/api/state", state, methods=["GET"]),
            Route("/api/events/{event}", event, methods=["GET"]),
            Route("/api/corrections", kept, methods=["GET"]),
            Route("/api/corrections", said, methods=["POST"]),
        ],
        exception_handlers={Exception: wrong},
    )
    app.router.redirect_slashes = False
    headers = {
        "Content-Security-Policy": served_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return Guard(app, rules, headers)


def _error(status: int, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status)
