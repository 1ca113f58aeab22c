"""Dateline: documents in, a map out on which every pin is a sentence in a source and every sentence has a date."""

__version__ = "0.1.0"
