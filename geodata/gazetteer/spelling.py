"""Where folding forgives too much: abbreviations are matched as they are written, so that "us" is no country and "Miss" no state."""

import re

SHORTEST_OTHER_NAME = 4
"""Other names of fewer ASCII letters are left out: nearly all are codes of airports, and "THE", "FOR" and "BUT" are among them."""

_INITIALS = re.compile(r"(?:\w\.){2,}$")
_LONGEST_CAPITALS = 5


def is_abbreviation(name: str) -> bool:
    """Whether a spelling is short and in capitals ("UK", "UAE"), or ends with a point ("Mass.", "U.S.")."""
    return name.endswith(".") or (name.isupper() and len(name) <= _LONGEST_CAPITALS)


def agrees(written: str, spelling: str) -> bool:
    """Whether a name as written may stand for a spelling that folds to the same key.

    "US" and "U.S." agree with "US" and "U.S."; "us" with neither; "Mass." with "Mass.", but "Mass" does not; "U.S." not with the town of Us.
    """
    if not is_abbreviation(spelling):
        return not _INITIALS.match(written)
    if written.replace(".", "") != spelling.replace(".", ""):
        return False
    return spelling.isupper() or "." in written
