"""When, how and by whom a text says something: time expressions, the date of a mention, its status, its speaker.

Reads a document's text and its date, never the clock, a file or the network; has no outside door.
"""

from geodata.dating.heads import date_at_head, dated_by_head
from geodata.dating.links import other_sides
from geodata.dating.reading import Reading, read_time

__all__ = ["Reading", "date_at_head", "dated_by_head", "other_sides", "read_time"]
