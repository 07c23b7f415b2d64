"""The reference says all that the help does."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from timeline.cli import app

ROOT = Path(__file__).resolve().parent.parent


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for known, one in getattr(command, "commands", {}).items():
        yield from _commands(one, f"{name} {known}")


COMMANDS = dict(_commands(get_command(app), "timeline"))


def test_the_reference_is_made_from_the_help():
    made = runpy.run_path(str(ROOT / "data" / "reference.py"))["reference"]()
    there = (ROOT / "REFERENCE.md").read_text(encoding="utf-8")
    assert there == made, "run: python data/reference.py"
    assert all(f"`{name}`" in made for name in COMMANDS)
