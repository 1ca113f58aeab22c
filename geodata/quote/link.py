"""A link that opens a source at its quotation: a text fragment (WICG Scroll To Text Fragment, `#:~:text=`)."""

from urllib.parse import quote as percent

from geodata.quote.render import MARK

_WHOLE_WORDS = 8
"""A passage of at most so many words is given whole; of a longer one the first and the last few, which survive small differences between."""
_EDGE_WORDS = 4


def text_link(url: str, words: str) -> str:
    """The address with a fragment that makes a browser scroll to the words. Elided words are not looked for: the longest unbroken piece is.

    An address without quotation, or one that has a fragment already, is returned as it is.
    """
    piece = max((part.split() for part in words.split(MARK)), key=len, default=[])
    if not piece or "#" in url:
        return url
    ends = [piece] if len(piece) <= _WHOLE_WORDS else [piece[:_EDGE_WORDS], piece[-_EDGE_WORDS:]]
    return f"{url}#:~:text={','.join(_escaped(' '.join(end)) for end in ends)}"


def _escaped(words: str) -> str:
    return percent(words, safe="").replace("-", "%2D")  # a bare hyphen would mark a prefix or a suffix
