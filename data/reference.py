"""Writes REFERENCE.md: every command and option, from the help that they print.

python data/reference.py            writes the page
python data/reference.py --check    exits with 1 where the page is not what it would write
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "REFERENCE.md"
_HEAD = """\
Made from the commands' own help by `python data/reference.py`.

"""


def reference() -> str:
    """The page: what Typer makes of the help, its markup for terminals made Markdown."""
    command = [sys.executable, "-m", "typer", "timeline.cli", "utils", "docs", "--name", "timeline"]
    made = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    plain = html.unescape(re.sub(r"\[/?bold\]", "`", made))
    title, rest = plain.split("\n\n", 1)
    return f"{title}\n\n{_HEAD}{rest.strip()}\n"


def main() -> int:
    """Writes or checks the page; gives the exit code."""
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != reference())
    PAGE.write_text(reference(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
