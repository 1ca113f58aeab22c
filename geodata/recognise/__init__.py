"""Text → toponyms: the names in it of places and peoples, and what each is used for. Never looks up where a place is: `locate` does."""

from geodata.recognise.crf import MODEL as RECOGNISER_MODEL
from geodata.recognise.tagger import RECOGNISER, recognise

__all__ = ["RECOGNISER", "RECOGNISER_MODEL", "recognise"]
