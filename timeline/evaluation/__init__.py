"""How good a timeline is: precision, recall and F1 of its mentions and events against a gold file.

A part on the side: it reads the JSON export (`timeline/1`) and knows of the project only the model.
The format of gold files is described in `data/gold/README.md`.

    report = evaluate_files(Path("gold.jsonl"), Path("timeline.json"))
    print(report.render())
"""

from timeline.evaluation.answers import TimelineFileError
from timeline.evaluation.goldfile import GoldError, GoldMention, load_gold
from timeline.evaluation.report import Errors, Missed, Report, Spurious
from timeline.evaluation.run import evaluate, evaluate_files
from timeline.evaluation.scoring import OptionalPolicy, ZoneFilter

__all__ = [
    "Errors",
    "GoldError",
    "GoldMention",
    "Missed",
    "OptionalPolicy",
    "Report",
    "Spurious",
    "TimelineFileError",
    "ZoneFilter",
    "evaluate",
    "evaluate_files",
    "load_gold",
]
