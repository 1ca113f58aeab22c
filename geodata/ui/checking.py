"""Whether the quotations of a source are its words: checked against the text that is kept, or against a reader's own copy."""

from typing import Any

import pandas as pd
import streamlit as st

from geodata import words
from geodata.atlas import OpenAtlas, has_text, read_text
from geodata.config import load_settings
from geodata.ui.notices import plain
from geodata.verifying import Copy, Verified, verify, verify_copy

_NAMED = 5
"""So many of the sentences that do not match are named."""


def verification(atlas: OpenAtlas, source: pd.Series, mentions: pd.DataFrame) -> None:
    """Draw the result of the check, and the way to check a copy of one's own."""
    rows = mentions.to_dict("records")
    text = read_text(atlas.folder, source["id"], source["text_sha256"])
    if text is not None:
        _say(verify(text, source["text_sha256"], rows), rows, "the kept text")
    elif has_text(atlas.folder, source["id"]):
        st.error("A text is kept here, but its SHA-256 is not that of the text that was read: it was changed or damaged. Build the atlas again.")
    else:
        st.info(f"The text is not kept here. Its SHA-256 is `{source['text_sha256']}`: check your own copy.")
    with st.expander("Check your own copy of the source"):
        _own_copy(source.to_dict(), rows)


def _own_copy(source: dict[Any, Any], rows: list[dict[Any, Any]]) -> None:
    given = st.file_uploader(
        "A file of the source: as it was read, or its text in UTF-8",
        key=f"own_copy_{source['id']}",
        max_upload_size=max(1, int(load_settings().adding.file_mb)),
        help="It is compared and then forgotten; nothing of it is kept.",
    )
    if given is None:
        return
    found = verify_copy(given.getvalue(), source, rows)
    _say_file(found)
    if found.text is not None and (found.text.same_text or not found.same_file):
        _say(found.text, rows, "your copy")


def _say_file(found: Copy) -> None:
    if found.same_file:
        st.success("This is the very file that was read: its SHA-256 is the same.")
    elif found.text is None:
        st.error("This is another file than the one that was read, and it holds no UTF-8 text to compare. Save its text as UTF-8 and try again.")
    else:
        st.info("This is not the very file that was read: its SHA-256 is another. What counts is its text:")
    if found.same_file and (found.text is None or not found.text.same_text):
        st.caption("Its text is got out of the file by the program, so the quotations can be compared here only with a file of plain text.")


def _say(found: Verified, rows: list[dict[Any, Any]], what: str) -> None:
    """Say what matches, and what does not."""
    checksum = "The SHA-256 is that of the text that was read" if found.same_text else "The SHA-256 is not that of the text that was read"
    wrong = [(n, row) for n, row in enumerate(rows, 1) if row["id"] in found.wrong]
    bad = sum(bool(row["quote"]) for _, row in wrong)
    cited = found.sentences - found.quoted
    counted = [_matching(found.quoted, bad, "quotation", what)] if found.quoted or not cited else []
    counted += [_matching(cited, len(wrong) - bad, "bare citation", what)] if cited else []
    said = f"{'; '.join(counted)}. {checksum}."
    (st.success if found.same_text and not wrong else st.error if wrong else st.warning)(plain(said))
    if wrong:
        named = "; ".join(f"{n}: {row['phrase']} (characters {row['start']:,} to {row['end']:,})" for n, row in wrong[:_NAMED])
        left = f"; and {len(wrong) - _NAMED:,} more" if len(wrong) > _NAMED else ""
        st.caption(plain(f"These do not match: {named}{left}."))


def _matching(total: int, wrong: int, noun: str, what: str) -> str:
    verb, their = ("matches", "its") if total == 1 else ("match", "their")
    return f"{total - wrong:,} of {words.count(total, noun)} {verb} {what} at {their} offsets"
