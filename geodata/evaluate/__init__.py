"""How well the program reads: its answers beside a person's, as figures and as the errors by class.

    gold → answers (each document parsed alone) → matching → figures
                                                           → errors
Reads a gold file (JSON lines) and parses its documents; never changes, keeps or trains anything. Has no outside door.
"""

from geodata.evaluate.answers import Progress
from geodata.evaluate.dates import evaluate_dates
from geodata.evaluate.gold import LABELS, read_gold
from geodata.evaluate.places import evaluate_places
from geodata.evaluate.report import Report, as_json, as_text

__all__ = ["LABELS", "Progress", "Report", "as_json", "as_text", "evaluate_dates", "evaluate_places", "read_gold"]
