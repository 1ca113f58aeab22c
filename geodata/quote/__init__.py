"""What may be quoted of a source, and how it is shown: the stretch to quote, its rendering within a limit, and the budget of a document.

Never changes a source's words: it only leaves some out, at the boundaries of words, and marks where. Reads nothing and knows no place.
"""

from geodata.quote.budget import OPEN_LICENCES, SHARE, OpenLicence, Wanted, allot, is_open, quotable_characters
from geodata.quote.link import text_link
from geodata.quote.render import LIMIT, MIN_LIMIT, choose_quotation, is_quotation_of, render
from geodata.quote.stretch import clause_around, whole_clause

__all__ = [
    "LIMIT",
    "MIN_LIMIT",
    "OPEN_LICENCES",
    "SHARE",
    "OpenLicence",
    "Wanted",
    "allot",
    "choose_quotation",
    "clause_around",
    "is_open",
    "is_quotation_of",
    "quotable_characters",
    "render",
    "text_link",
    "whole_clause",
]
