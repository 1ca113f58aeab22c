"""When, how and by whom a text says something: time expressions, the date of a mention, its status, its speaker.

Reads a document's text and its date, never the clock, a file or the network; has no outside door.
"""

from geodata.dating.reading import Reading, read_time

__all__ = ["Reading", "read_time"]
