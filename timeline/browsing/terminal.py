"""The terminal as Textual drives it, for the sake of those that are far away."""

from __future__ import annotations

import os
import select
import signal
from codecs import getincrementaldecoder
from functools import partial
from threading import Thread

from textual.drivers import linux_driver


class FarDriver(linux_driver.LinuxDriver):
    """A driver that minds neither bytes that are no UTF-8 (what a terminal in another encoding
    sends for é, or a noisy line) nor a terminal that is gone."""

    def run_input_thread(self) -> None:
        """Reads what is typed, until the application ends."""
        # What Textual decodes with ends the application at the first such byte.
        decoder = partial(getincrementaldecoder("utf-8"), "replace")
        vars(linux_driver)["getincrementaldecoder"] = lambda encoding: decoder
        Thread(target=_end_without, args=[self.fileno], daemon=True).start()
        super().run_input_thread()


def _end_without(terminal: int) -> None:
    """Ends the program once the terminal is gone. Mostly a signal does so before; where that is
    ignored, Textual would go on to read nothing as fast as it can."""
    waiting = select.poll()
    waiting.register(terminal, 0)
    if any(event & select.POLLHUP for _, event in waiting.poll()):
        os._exit(128 + signal.SIGHUP)
