"""What terminals get that know fewer letters."""

from __future__ import annotations

import io

import pytest

from timeline.rendering.encoding import use_plainer_letters

LINE = "▾ 2015 ── ▁▂▃▄▅▆▇█ « Cœur d’été… » – ł\u202f€"


@pytest.mark.parametrize(
    ("encoding", "console", "shown"),
    [
        ("utf-8", False, LINE),
        ("utf-8", True, "▾ 2015 ── _.:=+*%█ « Cœur d’été… » – ł\u202f€"),
        ("latin-1", True, "v 2015 -- _.:=+*%# « Coeur d'été~ » - ? EUR"),
        ("iso8859-15", False, "v 2015 -- _.:=+*%# « Cœur d'été~ » - ? €"),
        ("ascii", False, 'v 2015 -- _.:=+*%# " Coeur d\'ete~ " - ? EUR'),
    ],
)
def test_what_is_lacking_becomes_what_resembles_it(encoding: str, console: bool, shown: str):
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding)
    use_plainer_letters(stream, linux_console=console)
    stream.write(LINE)
    stream.flush()
    assert written.getvalue().decode(encoding) == shown
