"""What people decided, laid over the derived rows: which decision takes effect on which mention, and what it changes there.

A decision whose words cannot be found any more, or whose value makes no sense, changes nothing and is listed with the reason; none makes an atlas
unreadable.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from geodata.atlas.anchoring import find_again
from geodata.atlas.decisions import undone
from geodata.atlas.settling import Numbered, settle
from geodata.errors import InvalidRecord
from geodata.model import Action, Decision, Precision, Status, Target, TimeSpan, check_position, short_hash
from geodata.rows import MENTIONS

GROUPS: Mapping[Action, tuple[str, ...]] = {
    Action.MOVE: (
        *("lat", "lon", "radius_m", "working", "ambiguous"),
        *("place_gazetteer", "place_key", "place_name", "place_kind", "country", "admin1"),
    ),
    Action.REDATE: (
        *("when_begin", "when_end", "when_precision", "when_approximate"),
        *("dated_ground", "dated_words", "dated_rule", "dated_anchor"),
    ),
    Action.RELAYER: ("layer", "layer_rule"),
    Action.STATUS: ("status", "said_by"),
}
"""The columns that a decision replaces, all of them together: what its value does not name becomes empty or, in a text, ''."""

FLAGS = ("accepted", "rejected", "moved", "redated", "relayered", "restated", "added", "contested")
"""What was decided about a mention: columns of the opened atlas, each true or false. A contested one has a conflict that waits for somebody."""

FLAGS_OF_GROUPS: Mapping[Action, str] = {Action.MOVE: "moved", Action.REDATE: "redated", Action.RELAYER: "relayered", Action.STATUS: "restated"}
"""Which flag says that a group of columns was replaced."""

NOTES_SEPARATOR = "\n"


class State(StrEnum):
    """What became of a decision."""

    IN_EFFECT = "in effect"
    UNDONE = "undone"
    UNDOING = "undoing"
    WAITING = "waiting"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision as it stands now. `mention_id` is empty where it is about none of this build; `reason` says why it waits or has no effect.

    `against` is the number of the decision that stands in its way, for one that waits.
    """

    number: int
    decision: Decision
    state: State
    mention_id: str = ""
    reason: str = ""
    against: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document as anchoring sees it. `text` gives its text, None where it is not kept; `surfaces` are the derived mentions, id → words."""

    id: str
    text_sha256: str
    text: Callable[[], str | None]
    surfaces: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything that is laid over a build. `changes` maps a mention to its columns and flags, `added` holds whole rows."""

    history: tuple[Kept, ...]
    changes: Mapping[str, Mapping[str, Any]]
    added: Mapping[str, Mapping[str, Any]]


def lay(numbered: Sequence[tuple[int, Decision]], sources: Mapping[str, Source]) -> Overlay:
    """Decide for every decision what it does in this build. `sources` are the documents by their names."""
    gone = undone(numbered)
    history: dict[int, Kept] = {}
    placed: list[Numbered] = []
    added: set[str] = set()
    for number, decision in sorted(numbered, key=lambda pair: pair[0]):
        if decision.undoes is not None or number in gone:
            history[number] = Kept(number, decision, State.UNDONE if number in gone else State.UNDOING)
            continue
        mention_id, reason = _anchored(decision, sources.get(decision.target.source), added)
        if reason := reason or _nonsense(decision):
            history[number] = Kept(number, decision, State.ORPHANED, "", reason)
        else:
            placed.append(Numbered(number, mention_id, decision))
            added |= {mention_id} if decision.action is Action.ADD else set()
    effective, conflicts = settle(placed)
    history |= {made.number: Kept(made.number, made.decision, State.IN_EFFECT, made.mention_id) for made in effective}
    decisions = dict(numbered)
    for conflict in conflicts:
        words = (
            f"made without sight of an earlier decision by {decisions[conflict.stands].by}, which stays in effect until someone who sees both decides"
        )
        history[conflict.waits] = Kept(conflict.waits, decisions[conflict.waits], State.WAITING, conflict.mention_id, words, conflict.stands)
    contested = {conflict.mention_id for conflict in conflicts}
    return Overlay(tuple(history[n] for n in sorted(history)), _changes(effective, contested), _added(effective, sources))


def _anchored(decision: Decision, source: Source | None, added: set[str]) -> tuple[str, str]:
    """The mention that a decision is about, or the reason why there is none."""
    target = decision.target
    if source is None:
        return "", "its source is not in this build"
    span = _span(target, source, is_new=decision.action is Action.ADD)
    if span is None:
        return "", "the text has changed, and its words are not found again"
    mention_id = short_hash(source.id, *span)
    if decision.action is Action.ADD or mention_id in added or source.surfaces.get(mention_id) == target.exact:
        return mention_id, ""
    return "", "the program finds no place in these words any more"


def _span(target: Target, source: Source, *, is_new: bool) -> tuple[int, int] | None:
    as_it_was = target.start, target.end
    if target.text_sha256:
        is_same = target.text_sha256 == source.text_sha256
    else:
        is_same = is_new or source.surfaces.get(short_hash(source.id, *as_it_was)) == target.exact
    if is_same:
        return as_it_was
    text = source.text()
    return find_again(target, text) if text is not None else None


def _nonsense(decision: Decision) -> str:
    """Why the value of a decision cannot be understood; empty where it can."""
    try:
        _check(decision.action, json.loads(decision.value))
    except (ValueError, TypeError, AttributeError, KeyError) as error:  # InvalidRecord is a ValueError
        return f"it cannot be understood: {error}"
    return ""


def _check(action: Action, value: Any) -> None:
    """Raise ValueError, TypeError, AttributeError or KeyError for a value that its action cannot have."""
    for name in GROUPS.get(action, MENTIONS if action is Action.ADD else ()):
        _check_kind(name, value.get(name))
    if action in (Action.MOVE, Action.ADD):
        check_position(value["lat"], value["lon"], value["radius_m"], "the position")
    if action in (Action.REDATE, Action.ADD):
        begin, end = (date.fromisoformat(value[name]) if value.get(name) else None for name in ("when_begin", "when_end"))
        if begin or end:
            TimeSpan(begin, end, Precision(value["when_precision"]))
    if action in (Action.STATUS, Action.ADD) and value.get("status"):
        Status(value["status"])


def _check_kind(name: str, value: object) -> None:
    kinds: Mapping[str, type | tuple[type, ...]] = {"VARCHAR": str, "DATE": str, "BOOLEAN": bool, "DOUBLE": (int, float), "INTEGER": int}
    if value is not None and (not isinstance(value, kinds[MENTIONS[name]]) or (isinstance(value, bool) and MENTIONS[name] != "BOOLEAN")):
        raise InvalidRecord(f"{name} is {value!r}")


def _changes(effective: Iterable[Numbered], contested: set[str]) -> dict[str, dict[str, Any]]:
    changes: dict[str, dict[str, Any]] = {mention_id: {"contested": True} for mention_id in contested}
    for made in effective:
        here = changes.setdefault(made.mention_id, {})
        value: dict[str, Any] = json.loads(made.decision.value)
        action = made.decision.action
        here |= {name: value.get(name, empty(name)) for name in GROUPS.get(action, ())}
        if action is Action.NOTE:
            here["note"] = NOTES_SEPARATOR.join(filter(None, (here.get("note"), value.get("note", ""))))
        elif action is Action.ADD:
            here |= {"added": True, "rejected": False}
        elif action in FLAGS_OF_GROUPS:
            here[FLAGS_OF_GROUPS[action]] = True
            if action is Action.MOVE:
                here["rejected"] = False
        else:
            here |= {"accepted": action is Action.ACCEPT, "rejected": action is Action.REJECT}
    return changes


def _added(effective: Iterable[Numbered], sources: Mapping[str, Source]) -> dict[str, dict[str, Any]]:
    return {m.mention_id: _added_row(m, sources[m.decision.target.source]) for m in effective if m.decision.action is Action.ADD}


def _added_row(made: Numbered, source: Source) -> dict[str, Any]:
    """The row of a mention that a person added. Its offsets are those of the words in this build's text."""
    target, value = made.decision.target, json.loads(made.decision.value)
    start, end = _span(target, source, is_new=True) or (target.start, target.end)
    known = {name: value.get(name, empty(name)) for name in MENTIONS}
    place = {"id": made.mention_id, "document_id": source.id, "start": start, "end": end, "surface": target.exact, "phrase": target.exact}
    phrase = {"phrase_start": start, "phrase_end": end}
    return {**known, **place, **phrase, "quote": value.get("quote", target.prefix + target.exact + target.suffix)}


def empty(column: str) -> object:
    """What a column holds where nothing is known."""
    return {"VARCHAR": "", "BOOLEAN": False}.get(MENTIONS[column])
