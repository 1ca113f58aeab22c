"""Characters that no reader is meant to see: they control a machine, or turn round the reading direction of what follows.

Words lose them in two places: those of an atlas where it is opened or its facts are read, all that goes into a file where it is written.
"""

import re

_BLANKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
TURNING = "\u202a-\u202e\u2066-\u2069"
"""What turns round the reading direction of all that follows, as a class of a pattern has it."""

_UNSEEN = re.compile(rf"[\x00-\x1f\x7f-\x9f{TURNING}\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text on one line without control characters and without the characters that turn round the reading direction (Unicode's bidirectional
    embeddings, overrides and isolates). Marks that a script needs, such as joiners, stay."""
    return _UNSEEN.sub("", _BLANKS.sub(" ", text))
