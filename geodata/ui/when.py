"""When something was done, by the reader's own clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from geodata import words
from geodata.language import say


def local(at: datetime) -> str:
    """Day and time where the reader's browser stands; in UTC, which is then said, where it does not tell or its zone is not known here."""
    try:
        there = at.astimezone(ZoneInfo(st.context.timezone or ""))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError for a name that is a folder of zones
        utc = at.astimezone(UTC)
        return say("decided.at_utc", day=words.day(utc.date()), time=f"{utc:%H:%M}")
    return say("decided.at", day=words.day(there.date()), time=f"{there:%H:%M}")
