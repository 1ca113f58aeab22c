"""Whether a text or a file bears out what is quoted from it, as the rooms say it and as the Sources page shows it."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from conftest import a_mention
from streamlit.testing.v1 import AppTest
from test_pages import app, pages_in_their_frame, words

from geodata.atlas import keep_texts, save, write_facts
from geodata.export import Marked, mark_spans
from geodata.model import Atlas, LayerSet, Problem, Stage
from geodata.quote import is_quotation_of
from geodata.ui.reader import marks_of, text_parts
from geodata.verifying import verify, verify_copy

__all__ = ["pages_in_their_frame"]  # a fixture that acts by being here

TEXT = "Café guards left Alphaville on Monday.\nNobody was hurt there, a speaker said.\n"


def a_row(surface: str = "Alphaville", quote: str = "Café guards left Alphaville on Monday.") -> dict[str, Any]:
    start = TEXT.index(surface)
    end = start + len(surface)
    offsets = {"start": start, "end": end, "phrase_start": start, "phrase_end": end, "quote_start": 0, "quote_end": TEXT.index("\n")}
    return {"id": surface, "surface": surface, "phrase": surface, "quote": quote, **offsets}


def a_document_row(data: bytes) -> dict[str, Any]:
    return {"sha256": sha256(data).hexdigest(), "text_sha256": sha256(TEXT.encode()).hexdigest(), "characters": len(TEXT)}


@pytest.mark.parametrize(
    ("quote", "text", "right"),
    [
        ("a b", "a  b", True),
        ("[…] left […] today", "they left early today", True),
        ("[…] today […] left", "they left early today", False),
        ("they left late", "they left early", False),
    ],
)
def test_a_quotation_is_compared_piece_by_piece(quote: str, text: str, right: bool) -> None:
    assert is_quotation_of(quote, text) is right


def test_a_text_is_checked_against_checksum_offsets_and_words() -> None:
    rows = [a_row(), a_row("guards", "")]
    found = verify(TEXT, sha256(TEXT.encode()).hexdigest(), rows)
    assert (found.same_text, found.sentences, found.quoted, found.wrong) == (True, 2, 1, ())
    changed = verify(TEXT.replace("Monday", "Friday"), sha256(TEXT.encode()).hexdigest(), rows)
    assert (changed.same_text, changed.wrong) == (False, ("Alphaville",))
    assert verify("", "0" * 64, rows).wrong == ("Alphaville", "guards")


@pytest.mark.parametrize(
    ("data", "same_file", "same_text", "wrong"),
    [
        (TEXT.encode(), True, True, ()),
        (TEXT.replace("\n", "\r\n").encode("utf-8-sig"), False, True, ()),  # another program's line ends and byte order mark
        (TEXT.replace("é", "e\u0301").encode(), False, True, ()),  # letters and accents apart
        (b"---\ntitle: A\n---\n" + TEXT.encode(), False, True, ()),  # facts before the text
        (TEXT.replace("hurt", "seen").encode(), False, False, ()),  # changed where nothing is quoted
        (TEXT.replace("left", "took").encode(), False, False, ("Alphaville",)),
        (b"Something else.", False, False, ("Alphaville",)),
        (b"", False, False, ("Alphaville",)),
    ],
)
def test_a_copy_is_compared_as_file_and_as_text(data: bytes, same_file: bool, same_text: bool, wrong: tuple[str, ...]) -> None:
    found = verify_copy(data, a_document_row(TEXT.encode()), [a_row()])
    assert found.text is not None
    assert (found.same_file, found.text.same_text, found.text.wrong) == (same_file, same_text, wrong)


def test_a_file_that_is_no_utf_8_can_still_be_the_very_file() -> None:
    data = b"%PDF \xff\xfe\x80"
    assert verify_copy(data, a_document_row(data), [a_row()]) == replace(verify_copy(data, a_document_row(b""), [a_row()]), same_file=True)
    assert verify_copy(data, a_document_row(data), [a_row()]).text is None


def test_the_words_that_date_a_sentence_are_marked_also_where_they_stand_before_its_quotation() -> None:
    text = "On Monday rain fell. On Monday two crews flew. They hit a bridge in Betaland. On Monday it was over."
    start, quote = text.index("Betaland"), text.index("They")
    row = {"start": start, "end": start + 8, "dated_words": "on Monday", "quote_start": quote, "quote_end": text.index(" On Monday it")}
    assert [(m.kind, m.start) for m in marks_of(text, [row], 0)] == [("place dl-here", start), ("dated", text.index("On Monday two"))]
    assert [m.kind for m in marks_of(text, [{**row, "dated_words": ""}], 0)] == ["place dl-here"]


def test_marks_that_overlap_or_cross_an_end_lose_no_letter_and_let_no_tag_through() -> None:
    text = "<b>one</b> two three"
    made = mark_spans(text, 0, 14, [Marked(3, 6, "place", "1"), Marked(4, 13, "place", "2"), Marked(11, 20, "time")])
    assert "<b>" not in made and "&lt;b&gt;" in made
    assert made.count("<mark") == made.count("</mark>") == 3
    assert mark_spans(text, 0, len(text), []) == "&lt;b&gt;one&lt;/b&gt; two three"


@pytest.mark.parametrize("text", ["", "   ", "one", "x" * 95, "word " * 40, "a\n\nb\n\n" * 30])
def test_the_parts_of_a_text_hold_all_its_words_once_and_in_order(text: str) -> None:
    parts = text_parts(text, 20)
    spans = [span for part in parts for span in part]
    assert spans == sorted(spans) and "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(part[-1][1] - part[0][0] <= 20 for part in parts if text.strip())


HOSTILE = "<script>alert(1)</script> Fighters left Alphaville on Monday.\n\nIn \u202eBetaland <img src=x onerror=alert(2)> nothing was known."


@pytest.fixture
def kept(tmp_path: Path, layer_set: LayerSet) -> Path:
    first = replace(layer_set.documents[0], text=HOSTILE, text_sha256=sha256(HOSTILE.encode()).hexdigest(), licence="All rights reserved")
    start, place = HOSTILE.index("Alphaville"), layer_set.mentions[0]
    made = a_mention(first, start, "Alphaville", place.place, dated_words="on Monday", quote_start=26, quote_end=61)
    problems = (
        Problem(Stage.LOCATE, "demonym", "<i>Betalanders", "a <b>word</b>", first.id, HOSTILE.index("Betaland"), len(HOSTILE)),
        Problem(Stage.DATING, "contradiction", "Monday", "two <b>days</b>", first.id, start + 14, start + 20),
    )
    save(LayerSet((first,), (made,), ("Fighters left Alphaville on Monday.",), (), problems), tmp_path)
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    keep_texts((first,), tmp_path)
    return tmp_path


def page(monkeypatch: pytest.MonkeyPatch, folder: Path, editable: bool) -> AppTest:
    monkeypatch.setenv("GEODATA_EDITABLE", str(editable).lower())
    at = app(monkeypatch, folder, "sources")
    assert not at.exception
    return at


def results(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*at.success, *at.error, *at.warning]).replace("\\", "")


def test_the_kept_text_is_read_and_checked_and_nothing_in_it_acts(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    at = page(monkeypatch, kept, editable=True)
    said = words(at)
    assert "1 of 1 quotation matches the kept text" in results(at)
    assert "nothing was known" in said and '<mark class="dl-place dl-here">Alphaville</mark><sup class="dl-number">1</sup>' in said
    assert '<mark class="dl-dated">on Monday</mark>' in said and "two &lt;b&gt;days" in said and "&lt;i&gt;Betalanders" in said
    assert not any(tag in said for tag in ("<script>", "<img src=x", "<i>Beta", "<b>days"))
    assert 'class="dl-locator"' in said


def test_where_the_pages_are_published_only_quotations_are_shown(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    at = page(monkeypatch, kept, editable=False)
    said = words(at)
    assert "nothing was known" not in said and "<article" in said and "two &lt;b&gt;days" in said
    assert "1 of 1 quotation matches the kept text" in results(at)


def test_a_text_that_is_not_kept_or_was_changed_is_said_so(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    file = next((kept / "texts").iterdir())
    file.write_text("Something else.", encoding="utf-8")
    assert "changed or damaged" in words(page(monkeypatch, kept, editable=True))
    file.unlink()
    at = page(monkeypatch, kept, editable=True)
    assert "The text is not kept here" in words(at) and sha256(HOSTILE.encode()).hexdigest() in words(at) and "<article" in words(at)
    at.get("file_uploader")[0].upload("copy.txt", HOSTILE.encode(), "text/plain").run()
    assert "1 of 1 quotation matches your copy" in results(at)
    at.get("file_uploader")[0].upload("copy.txt", HOSTILE.replace("left", "took").encode(), "text/plain").run()
    assert "0 of 1 quotation matches your copy" in results(at) and "is not that of the text" in results(at)
