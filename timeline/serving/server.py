"""Listening on this machine, until the user ends it."""

from __future__ import annotations

import errno
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from timeline.serving.app import application
from timeline.serving.guard import ADDRESS, Rules
from timeline.serving.page import Served

_TOKEN_BYTES = 24


class ServingError(Exception):
    """What keeps the page from being served; the message says what to do."""


def serve(
    served: Served, port: int, announce: Callable[[str], None], *, verbose: bool = False
) -> None:
    """Serves the page until the user ends it; `announce` gets its address once it can be opened.

    Raises ServingError.
    """
    with suppress(KeyboardInterrupt), _listen(port) as listening:
        rules = Rules(listening.getsockname()[1], secrets.token_urlsafe(_TOKEN_BYTES))
        config = uvicorn.Config(
            application(served, rules),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error" if verbose else "critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
        )
        announce(f"http://{rules.host}{rules.page}")
        # It ends what is being answered, then raises KeyboardInterrupt.
        uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        # Elsewhere it would let two servers have one port.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
        listening.listen()
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise ServingError(
                f"Port {port} is in use: name another with --port; 0 takes any that is free."
            ) from error
        raise ServingError(
            f"Port {port} cannot be used ({error.strerror}): name another with --port."
        ) from error
    return listening
