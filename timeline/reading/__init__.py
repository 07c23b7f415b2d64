"""The reading room: path → `Article`.

`read` gives the articles under some paths, one file after the other; `find_files` and `read_file`
are its two halves, for engines that read elsewhere; `read_data` reads what lies in no file.
Readers of formats are found by `registry`.
"""

from timeline.reading.articles import merge_carriers, read, read_data, read_file
from timeline.reading.composing import Known, text_id
from timeline.reading.finding import FoundFile, find_files
from timeline.reading.metadata import load_metadata
from timeline.reading.pages import Page, ReadingError, Unreadable

__all__ = [
    "FoundFile",
    "Known",
    "Page",
    "ReadingError",
    "Unreadable",
    "find_files",
    "load_metadata",
    "merge_carriers",
    "read",
    "read_data",
    "read_file",
    "text_id",
]
