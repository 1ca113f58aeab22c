"""Which documents are copies: republished or nearly the same as an earlier one. Compares words only, so it says nothing of who wrote first.

A document's text is a set of shingles, runs of neighbouring words (Broder 1997, On the resemblance and containment of documents). The answer depends
on the documents alone, never on their order.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

from geodata.model import Document

SHINGLE_WORDS = 5
"""Words in a shingle: shorter runs are shared by any two reports of one event, longer ones break at every small correction."""

MIN_SHARE = 0.8
"""A text of which at least this share stands in an earlier one is a copy. News agencies' texts that newspapers cut and edit keep more; two reports
that quote one press release at length keep less (tried on invented reports, tests/test_copies.py)."""

MIN_WITHIN = 0.9
"""An earlier text that stands so far whole within a later one is copied by it, too, where it makes up at least half of it: a republished text with
a page's own lines around it."""

HALF = 0.5

_WORD = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\\w+")  # Japanese and Chinese without spaces: every character is a word

Shingles = frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Copy:
    """That a document is a copy: of which other one, and how much of its own shingles stand there, from 0 to 1."""

    original: str
    share: float


def with_copies(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents in their order, each copy with `copy_of` and `copy_share` set."""
    listed = tuple(documents)
    found = copies(listed)
    return tuple(_marked(document, found.get(document.id)) for document in listed)


def copies(documents: Iterable[Document]) -> Mapping[str, Copy]:
    """For the id of each copy its original: the earliest published of those it copies, then the one with the least id; undated ones come last.

    An original is never a copy itself, so no chain has to be followed. A text without words is no copy.
    """
    owners: dict[bytes, list[str]] = {}
    sizes: dict[str, int] = {}
    found: dict[str, Copy] = {}
    for document in sorted(documents, key=_by_age):
        shingles = shingles_of(document.text)
        shared = Counter(owner for shingle in shingles for owner in owners.get(shingle, ()))
        original = next((id_ for id_ in sizes if _is_copy(shared[id_], len(shingles), sizes[id_])), None)
        if original is not None:
            found[document.id] = Copy(original, round(shared[original] / len(shingles), 3))
            continue
        sizes[document.id] = len(shingles)
        for shingle in shingles:
            owners.setdefault(shingle, []).append(document.id)
    return found


def shingles_of(text: str) -> Shingles:
    """The shingles of a text as short hashes, without regard to case, punctuation and width; a text of fewer words is one shingle of them all."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    runs = (words[i : i + SHINGLE_WORDS] for i in range(max(len(words) - SHINGLE_WORDS + 1, min(len(words), 1))))
    return frozenset(blake2b(" ".join(run).encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs)


def _by_age(document: Document) -> tuple[date, str]:
    published = document.published
    return (published and (published.begin or published.end)) or date.max, document.id


def _is_copy(shared: int, of_later: int, of_earlier: int) -> bool:
    in_earlier, in_later = shared / of_later if of_later else 0.0, shared / of_earlier if of_earlier else 0.0
    return in_earlier >= MIN_SHARE or (in_later >= MIN_WITHIN and in_earlier >= HALF)


def _marked(document: Document, copy: Copy | None) -> Document:
    return replace(document, copy_of=copy.original, copy_share=copy.share) if copy else document
