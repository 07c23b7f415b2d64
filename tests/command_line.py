"""Running commands, inside this process and outside of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from timeline.cli import app

ROOT = Path(__file__).parent.parent


def timeline(*arguments: str, code: int = 0, text: str | None = None) -> Result:
    """Runs a command, which is to end with this exit code; `text` is its standard input."""
    result = CliRunner().invoke(app, list(arguments), input=text)
    assert result.exit_code == code, result.output
    return result


def environment(**more: str) -> dict[str, str]:
    """What a Python process that is to find timeline needs in its environment."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def python(
    *arguments: str, folder: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs Python with these arguments in a process of its own; `more` goes to its environment."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, env=environment(**more), cwd=folder)
