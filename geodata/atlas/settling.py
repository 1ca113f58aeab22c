"""Which decisions take effect where several people decide on the same mention: nobody's word is overwritten by someone who has not seen it.

A decision records the latest one that its maker could see (`Decision.saw`). One that lays hands on the same thing (the pin, the date, the layer, the
status) as an earlier decision of somebody else, without having seen it and with another answer, is a conflict: both are kept, the earlier stays in
effect, and the later waits until someone who sees both decides, or one of them is undone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodata.model import Action, Decision

ABOUT: Mapping[Action, str] = {
    Action.ACCEPT: "pin",
    Action.REJECT: "pin",
    Action.MOVE: "pin",
    Action.ADD: "pin",
    Action.REDATE: "date",
    Action.RELAYER: "layer",
    Action.STATUS: "status",
}
"""What a decision lays hands on. Notes stand beside each other and are in nobody's way."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A decision not undone, with its number and the mention that it is about now."""

    number: int
    mention_id: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions on the same mention of which the later one was made without sight of the earlier one, which stays in effect."""

    mention_id: str
    stands: int
    waits: int


def settle(decisions: Iterable[Numbered]) -> tuple[list[Numbered], list[Conflict]]:
    """The decisions that take effect, and the conflicts, both oldest first."""
    effective: list[Numbered] = []
    standing: dict[tuple[str, str], Numbered] = {}
    waiting: dict[tuple[str, str], list[Numbered]] = {}
    for made in sorted(decisions, key=lambda d: d.number):
        about = ABOUT.get(made.decision.action)
        if about is None:
            effective.append(made)
            continue
        key = made.mention_id, about
        earlier = standing.get(key)
        if earlier and not _may_follow(made.decision, earlier):
            waiting.setdefault(key, []).append(made)
            continue
        standing[key] = made
        effective.append(made)
        waiting[key] = [w for w in waiting.get(key, ()) if not _has_seen(made.decision, w.number)]
    conflicts = [Conflict(key[0], standing[key].number, w.number) for key, found in waiting.items() for w in found]
    return effective, sorted(conflicts, key=lambda c: c.waits)


def _may_follow(later: Decision, earlier: Numbered) -> bool:
    before = earlier.decision
    is_same = (later.action, later.value) == (before.action, before.value)
    return is_same or later.by == before.by or _has_seen(later, earlier.number)


def _has_seen(decision: Decision, number: int) -> bool:
    return decision.saw is None or decision.saw >= number
