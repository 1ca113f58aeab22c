"""What was corrected, when and why, as the readers of an atlas may see it."""

from html import escape

import streamlit as st

from geodata import words
from geodata.atlas import BuildChanges, Correction, OpenAtlas, build_changes, corrections
from geodata.contact import HOW_TO_ADD
from geodata.ui.opening import ask
from geodata.ui.tables import table

MOST = 500
"""How many changes of one build are listed; the rest are counted."""


def decisions_made(atlas: OpenAtlas) -> None:
    """Draw what people decided, newest first."""
    made = ask(_corrections, atlas)
    if not made:
        st.info("No one has corrected anything by hand in this atlas yet.")
        return
    rows = [(words.day(one.on), one.words, one.source, one.done, one.reason or "no reason given") for one in made]
    table(("When", "Words", "Source", "What was done", "Why"), rows, "Decisions of people, newest first")


def builds_made(atlas: OpenAtlas) -> None:
    """Draw what each build changed against the one before."""
    made = ask(_builds, atlas)
    if not made:
        st.info(f"Build {atlas.build} is the only one that is kept, so there is nothing to compare it with.")
    for build in made:
        _build(build)


def how_to_report(atlas: OpenAtlas) -> None:
    """Say how a problem is reported."""
    told = "Every sentence and every source has a link *Report a problem*. It tells the owner which one, in which version."
    if atlas.facts.contact:
        st.markdown(told)
    else:
        st.html(f"<p>{escape(HOW_TO_ADD)}</p>")  # Markdown would make a link of the example in it


def _build(build: BuildChanges) -> None:
    st.markdown(f"### Build {build.build}, after {build.before} · {words.count(len(build.changes), 'change')}")
    st.caption(f"Written to this disk on {words.day(build.written)}. Made with: {build.made_with or 'not recorded'}.")
    if build.changes:
        rows = [(change.phrase, change.source, ", ".join(change.what)) for change in build.changes[:MOST]]
        table(("Words", "Source", "What changed"), rows, f"Changes of build {build.build}")
    if len(build.changes) > MOST:
        st.caption(f"And {len(build.changes) - MOST:,} more.")


def _corrections(atlas: OpenAtlas) -> list[Correction]:
    return corrections(atlas.folder)


def _builds(atlas: OpenAtlas) -> list[BuildChanges]:
    return build_changes(atlas.folder)
