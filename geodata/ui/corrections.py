"""What was corrected, when and why, as the readers of an atlas may see it."""

from html import escape

import streamlit as st

from geodata import words
from geodata.atlas import BuildChanges, Correction, OpenAtlas, build_changes, corrections
from geodata.language import say, says
from geodata.ui.opening import ask, may_edit
from geodata.ui.tables import table

MOST = 500
"""How many changes of one build are listed; the rest are counted."""


def decisions_made(atlas: OpenAtlas) -> None:
    """Draw what people decided, newest first."""
    made = ask(_corrections, atlas)
    if not made:
        st.info(say("corrections.none"))
        return
    rows = [(words.day(one.on), one.words, one.source, one.done, one.reason or say("corrections.no_reason")) for one in made]
    columns = says("corrections.when", "field.words", "field.source", "corrections.done", "corrections.why")
    table(columns, rows, say("corrections.table"))


def builds_made(atlas: OpenAtlas) -> None:
    """Draw what each build changed against the one before."""
    made = ask(_builds, atlas)
    if not made:
        st.info(say("corrections.only_build", build=atlas.build))
    for build in made:
        _build(build)


def how_to_report(atlas: OpenAtlas) -> None:
    """Say how a problem is reported."""
    if atlas.facts.contact:
        st.markdown(say("corrections.how_to_report"))
    else:
        st.markdown(say("report.no_contact"))
        if may_edit():
            st.html(f"<p>{escape(say('report.add_contact'))}</p>")  # Markdown would make a link of the example in it


def _build(build: BuildChanges) -> None:
    title = say("corrections.build", build=build.build, before=build.before)
    st.markdown(f"### {title} · {words.count(len(build.changes), 'change')}")
    made_with = build.made_with or say("corrections.made_with_unknown")
    st.caption(say("corrections.written", day=words.day(build.written), made_with=made_with))
    if build.changes:
        rows = [(change.phrase, change.source, ", ".join(map(_changed, change.what))) for change in build.changes[:MOST]]
        columns = says("field.words", "field.source", "corrections.what_changed")
        table(columns, rows, say("corrections.changes_of", build=build.build))
    if len(build.changes) > MOST:
        st.caption(say("corrections.and_more", number=len(build.changes) - MOST))


def _changed(what: str) -> str:
    return say(f"corrections.change.{what}")


def _corrections(atlas: OpenAtlas) -> list[Correction]:
    return corrections(atlas.folder)


def _builds(atlas: OpenAtlas) -> list[BuildChanges]:
    return build_changes(atlas.folder)
