"""Text → toponyms: the names in it that a gazetteer knows, and what each is used for. Never looks up where a place is: `locate` does."""

from geodata.recognise.tagger import RECOGNISER, recognise

__all__ = ["RECOGNISER", "recognise"]
