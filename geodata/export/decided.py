"""What a person decided of a sentence, in a few words: for the list on the page and for the sheet. Plain text, to be escaped by whoever draws it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from geodata import words
from geodata.export.content import layer_of
from geodata.language import find, say
from geodata.model import Action, Decision, Precision, TimeSpan


def decided(decision: Decision) -> str:
    """What was chosen: the place, the date, the layer, the status, the note; empty where the decision says all by itself, or takes back another."""
    if decision.undoes is not None:
        return ""
    read = json.loads(decision.value)
    value: Mapping[str, Any] = read if isinstance(read, dict) else {}
    chosen = {
        Action.MOVE: value.get("place_name"),
        Action.ADD: value.get("place_name"),
        Action.REDATE: _date(value),
        Action.RELAYER: layer_of(value).label if "layer" in value else "",
        Action.STATUS: _status(value),
        Action.NOTE: value.get("note"),
    }.get(decision.action)
    return str(chosen or "")


def _status(value: Mapping[str, Any]) -> str:
    status = str(value.get("status"))
    return say("rebuild.status_by", status=find(f"status.{status}") or status, name=str(value.get("said_by")))


def _date(value: Mapping[str, Any]) -> str:
    """The date of a decision in words. Only the value of one that was laid over the build has been checked."""
    try:
        begin, end = (date.fromisoformat(value[name]) if value.get(name) else None for name in ("when_begin", "when_end"))
        precision = Precision(value["when_precision"]) if value.get("when_precision") else None
        return words.span(TimeSpan(begin, end, precision, bool(value.get("when_approximate"))) if precision else None)
    except (ValueError, TypeError):
        return say("decided.unclear")
