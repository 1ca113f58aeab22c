"""Whether the quotations of a source are its words: checked against the text that is kept, or against a reader's own copy."""

from typing import Any

import pandas as pd
import streamlit as st

from geodata.atlas import OpenAtlas, has_text, read_text
from geodata.config import load_settings
from geodata.language import say
from geodata.ui.notices import plain
from geodata.verifying import Copy, Verified, verify, verify_copy

_NAMED = 5
"""So many of the sentences that do not match are named."""


def verification(atlas: OpenAtlas, source: pd.Series, mentions: pd.DataFrame) -> None:
    """Draw the result of the check, and the way to check a copy of one's own."""
    rows = mentions.to_dict("records")
    text = read_text(atlas.folder, source["id"], source["text_sha256"])
    if text is not None:
        _matches(verify(text, source["text_sha256"], rows), rows, say("checking.kept_text"))
    elif has_text(atlas.folder, source["id"]):
        st.error(say("checking.damaged"))
    else:
        st.info(say("checking.not_kept", checksum=source["text_sha256"]))
    with st.expander(say("checking.own_copy")):
        _own_copy(source.to_dict(), rows)


def _own_copy(source: dict[Any, Any], rows: list[dict[Any, Any]]) -> None:
    given = st.file_uploader(
        say("checking.file"),
        key=f"own_copy_{source['id']}",
        max_upload_size=max(1, int(load_settings().adding.file_mb)),
        help=say("checking.file_help"),
    )
    if given is None:
        return
    found = verify_copy(given.getvalue(), source, rows)
    _same_file(found)
    if found.text is not None and (found.text.same_text or not found.same_file):
        _matches(found.text, rows, say("checking.your_copy"))


def _same_file(found: Copy) -> None:
    if found.same_file:
        st.success(say("checking.same_file"))
    elif found.text is None:
        st.error(say("checking.no_text"))
    else:
        st.info(say("checking.other_file"))
    if found.same_file and (found.text is None or not found.text.same_text):
        st.caption(say("checking.not_plain"))


def _matches(found: Verified, rows: list[dict[Any, Any]], what: str) -> None:
    """Say what matches, and what does not."""
    checksum = say("checking.same_text" if found.same_text else "checking.other_text")
    wrong = [(n, row) for n, row in enumerate(rows, 1) if row["id"] in found.wrong]
    bad = sum(bool(row["quote"]) for _, row in wrong)
    cited = found.sentences - found.quoted
    counted = [say("checking.quotations", right=found.quoted - bad, n=found.quoted, what=what)] if found.quoted else []
    counted += [say("checking.citations", right=cited - len(wrong) + bad, n=cited, what=what)] if cited else []
    said = ". ".join(filter(None, ("; ".join(counted), checksum))) + "."
    (st.success if found.same_text and not wrong else st.error if wrong else st.warning)(plain(said))
    if wrong:
        named = [say("checking.one", number=n, words=row["phrase"], start=row["start"], end=row["end"]) for n, row in wrong[:_NAMED]]
        left = [say("checking.more", number=len(wrong) - _NAMED)] if len(wrong) > _NAMED else []
        st.caption(plain(say("checking.wrong", sentences="; ".join([*named, *left]))))
