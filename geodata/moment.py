"""The time of record: when somebody decided, erased or fetched. The only clock of the house; nothing derived from documents ever asks it."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
