"""Each kind of file: what is read out of it, what it says of itself and where, and what is said where it is bad or hostile."""

import re
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from documents import SENTENCE, a_link, a_locked_pdf, a_message, a_page, a_pdf, a_scan, a_word, a_zip, with_body, with_notes, with_picture
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.config import AddingSettings
from geodata.errors import ReadError, UnsupportedFormat
from geodata.model import Document
from geodata.read import BY_HAND, Fact, Item, attachments, is_parsed, kind_of, members, read_whole
from geodata.read.content import tidy
from geodata.read.language import language_name, language_of

LIMITS = AddingSettings()


def read(tmp_path: Path, name: str, data: bytes, limits: AddingSettings = LIMITS, **given: str) -> Document:
    file = tmp_path / "document"
    file.write_bytes(data)
    return read_whole(Item(name, file, {fact: Fact(value, BY_HAND) for fact, value in given.items()}), limits)[0]


def origins(document: Document) -> dict[str, str]:
    return dict(document.origins)


# --- PDF --------------------------------------------------------------------------------------------------------------------------------


def test_a_pdf_gives_its_text_and_properties(tmp_path: Path) -> None:
    found = read(tmp_path, "report.pdf", a_pdf(SENTENCE, title="A report", author="A. Writer", created="D:20170216101500Z"))
    assert found.text == SENTENCE + "\n"
    assert (found.title, found.author, str(found.published and found.published.begin)) == ("A report", "A. Writer", "2017-02-16")
    assert found.published_inferred and found.published_basis == "the day the PDF was made"
    assert origins(found)["title"] == "the PDF's own properties"


def test_words_broken_over_lines_are_made_whole_and_running_heads_go(tmp_path: Path) -> None:
    pages = [f"The Relief Office\nText of part {n} speaks of Mos-\nul and of the north-\nwestern road.\nPage {n}" for n in range(1, 5)]
    text = read(tmp_path, "r.pdf", a_pdf(*pages)).text
    assert "Mosul" in text and "north-western" in text
    assert "Relief Office" not in text and "Page" not in text


@pytest.mark.parametrize("title", ["Microsoft Word - notes.docx", "untitled", "Slide 1", "report.indd"])
def test_a_title_that_a_program_made_up_is_none(tmp_path: Path, title: str) -> None:
    found = read(tmp_path, "report.pdf", a_pdf(SENTENCE, title=title))
    assert found.title in ("report.pdf", "notes", "report")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_scan(), "holds no text: its pages are pictures"),
        (a_locked_pdf(), "locked by a password"),
        (b"%PDF-1.7\nnothing more", "is no PDF that can be read"),
        (a_pdf(SENTENCE)[:200], "is no PDF that can be read|holds no text"),
        (b"", "its bytes are nothing of the kind"),
        (b"plain words", "its bytes are nothing of the kind"),
    ],
)
def test_a_bad_pdf_says_what_is_wrong(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        read(tmp_path, "bad.pdf", data)
    assert str(caught.value).startswith("bad.pdf: ")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path, algorithm: str) -> None:
    assert read(tmp_path, "kept.pdf", a_locked_pdf("", algorithm)).text == SENTENCE + "\n"
    with pytest.raises(ReadError, match=r"kept\.pdf: is locked by a password"):
        read(tmp_path, "kept.pdf", a_locked_pdf("secret", algorithm))


def test_a_pdf_whose_encryption_nothing_here_opens_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf
    from pypdf.errors import DependencyError

    def lacking(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", lacking)
    with pytest.raises(ReadError, match=r"kept\.pdf: is locked by encryption .* print it again without protection"):
        read(tmp_path, "kept.pdf", a_locked_pdf(""))


@pytest.mark.parametrize(
    ("pages", "pictures", "said"),
    [
        (("", SENTENCE, ""), (1, 3), "2 of 3 pages (1, 3) are pictures and hold no text"),
        ((SENTENCE, ""), (1, 2), "page 2 of 2 is a picture and holds no text"),
        ((SENTENCE, ""), (1,), ""),  # a picture beside words, and an empty page
    ],
)
def test_scanned_pages_among_others_are_said(tmp_path: Path, pages: tuple[str, ...], pictures: tuple[int, ...], said: str) -> None:
    file = tmp_path / "d.pdf"
    file.write_bytes(with_picture(a_pdf(*pages), *pictures))
    document, problems = read_whole(Item("d.pdf", file, {}))
    assert document.text == f"{SENTENCE}\n"
    assert [(p.code, p.document_id) for p in problems] == ([("partly_read", document.id)] if said else [])
    assert all(p.message.startswith(f"d.pdf: {said}") and "OCR" in p.message for p in problems)


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"has 3 pages, more than the 2 that \[adding\] pages allows"):
        read(tmp_path, "long.pdf", a_pdf("a", "b", "c"), AddingSettings(pages=2))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_pdf_or_word_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([a_pdf(SENTENCE, SENTENCE), a_word(SENTENCE), a_message(SENTENCE, attached={"a.pdf": b"x"})]))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=20)) + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        read(tmp_path_factory.mktemp("d"), "d.bin", broken)
    except ReadError as error:
        assert str(error).startswith("d.bin: ")


# --- Word -------------------------------------------------------------------------------------------------------------------------------


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    found = read(tmp_path, "r.docx", a_word(SENTENCE, "A second paragraph.", rows=(("Aleppo", "5"), ("Homs", "7")), title="T", author="W"))
    assert found.text == f"{SENTENCE}\n\nA second paragraph.\n\nAleppo | 5\nHoms | 7\n"
    assert (found.title, found.author, origins(found)["author"]) == ("T", "W", "the Word document's properties")
    assert found.published_inferred


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_the_notes_of_a_word_document_stand_behind_its_text(tmp_path: Path, kind: str) -> None:
    found = read(tmp_path, "a.docx", with_notes(a_word(SENTENCE), kind, "A witness in Ajdabiya saw it.", "See &lt;b&gt; the map."))
    assert found.text == f"{SENTENCE}\n\nA witness in Ajdabiya saw it.\n\nSee <b> the map.\n"


RUN = "<w:r><w:t>{}</w:t></w:r>"
MARK = 'w:id="7" w:author="ed"'


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f"<w:ins {MARK}>{RUN.format('Derna')}</w:ins>", "Derna"),
        (f"<w:del {MARK}><w:r><w:delText>Tobruk</w:delText></w:r></w:del>{RUN.format('Derna')}", "Derna"),
        (f"<w:moveFrom {MARK}>{RUN.format('Tobruk')}</w:moveFrom><w:moveTo {MARK}>{RUN.format('Derna')}</w:moveTo>", "Derna"),
        (f"<w:ins {MARK}><w:del {MARK}>{RUN.format('Tobruk')}</w:del>{RUN.format('Derna')}</w:ins>", "Derna"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN.format('Derna')}</w:sdtContent></w:sdt>", "Derna"),
        (f'<w:fldSimple w:instr="REF place">{RUN.format("Derna")}</w:fldSimple>', "Derna"),
        (f"<w:smartTag><w:smartTagPr/>{RUN.format('Derna')}</w:smartTag>", "Derna"),
    ],
    ids=["inserted", "deleted", "moved", "inserted and deleted", "field of a form", "field", "smart tag"],
)
def test_no_word_that_word_wraps_is_lost_and_none_that_was_struck_out_is_read(tmp_path: Path, inner: str, words: str) -> None:
    paragraph = f'<w:p><w:r><w:t xml:space="preserve">A camp was opened in </w:t></w:r>{inner}{RUN.format(" on 14 September.")}</w:p>'
    assert read(tmp_path, "a.docx", with_body(a_word(SENTENCE), paragraph)).text == f"{SENTENCE}\n\nA camp was opened in {words} on 14 September.\n"


def test_blocks_and_rows_of_a_form_and_text_boxes_are_read_once_and_in_their_place(tmp_path: Path) -> None:
    block = f"<w:sdt><w:sdtContent><w:p>{RUN.format('Road open.')}</w:p></w:sdtContent></w:sdt>"
    row = "<w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr>"
    struck = f"<w:tr><w:trPr><w:del {MARK}/></w:trPr><w:tc><w:p>{RUN.format('Tobruk')}</w:p></w:tc></w:tr>"
    rows = f"{row.format(RUN.format('Derna'))}{struck}<w:sdt><w:sdtContent>{row.format(RUN.format('Susa'))}</w:sdtContent></w:sdt>"
    content = f"<w:txbxContent><w:p>{RUN.format('A correction.')}</w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<mc:AlternateContent {space}><mc:Choice>{content}</mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent>"
    boxed = f"<w:p>{RUN.format('Before the box.')}<w:r>{box}</w:r></w:p>"
    found = read(tmp_path, "a.docx", with_body(a_word(SENTENCE), block, f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>", boxed))
    assert found.text == f"{SENTENCE}\n\nRoad open.\n\nDerna\nSusa\n\nBefore the box.\n\nA correction.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused_unread(tmp_path: Path, encoding: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>'
    good = a_word(SENTENCE)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "word/document.xml":
                part = part.decode().replace("?>", f"?>{laughs}", 1).encode(encoding)
            new.writestr(info.filename, part)
    with pytest.raises(ReadError, match=r"declares XML entities in .word/document\.xml"):
        read(tmp_path, "r.docx", out.getvalue())


def test_a_word_document_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = a_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"0" * 5_000_000})
    with pytest.raises(ReadError, match="archive_ratio"):
        read(tmp_path, "r.docx", bomb)


@pytest.mark.parametrize("data", [a_zip({"word/document.xml": b"<x/>"}), a_zip({"a.txt": b"x"}), b"PK\x03\x04broken"])
def test_a_broken_word_document_is_said(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError, match=r"r\.docx: "):
        read(tmp_path, "r.docx", data)


# --- messages ---------------------------------------------------------------------------------------------------------------------------


def test_a_message_gives_its_body_and_headers(tmp_path: Path) -> None:
    found = read(tmp_path, "m.eml", a_message(SENTENCE, subject="Re: Fwd: News of the day"))
    assert found.text == SENTENCE + "\n"
    assert (found.title, found.author, found.publisher) == ("News of the day", "Ann Lee", "The Relief Office")
    assert str(found.published and found.published.begin) == "2017-02-16" and not found.published_inferred


def test_a_message_in_html_is_read_without_what_is_not_shown(tmp_path: Path) -> None:
    html = f"<style>p{{}}</style><noscript>Enable scripts in Oslo</noscript><p>{SENTENCE}</p><script>alert(1)</script><p>A second line.</p>"
    assert read(tmp_path, "m.eml", a_message("", html=html)).text == f"{SENTENCE}\n\nA second line.\n"


def test_what_is_attached_comes_out_with_names_that_lead_nowhere() -> None:
    found = list(attachments(a_message("x", attached={"../../etc/a.pdf": b"1", "..\\b.txt": b"2"})))
    assert [(member.name, member.data) for member in found] == [("a.pdf", b"1"), ("b.txt", b"2")]


@pytest.mark.parametrize(
    "data", [b"", b"no headers at all", b"\xff\xfe\x00", b"Subject: =?x?q?=ff?=\nContent-Type: text/plain; charset=nonsense\n\nx"]
)
def test_a_bad_message_is_read_or_refused_with_its_name(tmp_path: Path, data: bytes) -> None:
    try:
        read(tmp_path, "m.eml", data)
    except ReadError as error:
        assert str(error).startswith("m.eml: ")


# --- pages ------------------------------------------------------------------------------------------------------------------------------

JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Bridge closed", "datePublished":
"2017-02-16T10:00:00+01:00", "author": [{"name": "A. Writer"}, {"name": "B. Other"}], "publisher": {"name": "The Post"}, "inLanguage": "en-GB",
"mainEntityOfPage": {"@id": "https://example.org/bridge"}}]}</script>"""


def test_a_page_says_of_itself_what_its_metadata_say(tmp_path: Path) -> None:
    found = read(tmp_path, "b.html", a_page(f"<article><p>{SENTENCE}</p></article><footer>Imprint</footer>", JSON_LD + "<title>x</title>"))
    assert found.text == SENTENCE + "\n"
    assert (found.title, found.publisher, found.author) == ("Bridge closed", "The Post", "A. Writer, B. Other")
    assert (found.url, found.language, found.published_inferred) == ("https://example.org/bridge", "en-GB", False)
    assert origins(found)["title"] == "the page's JSON-LD (headline)"
    assert found.published_basis == "stated in the page's JSON-LD (datePublished)"


@pytest.mark.parametrize(
    ("head", "fact", "value", "origin"),
    [
        ('<meta property="og:title" content="A title"><title>B</title>', "title", "A title", "the page's metadata (og:title)"),
        ("<title>B  title</title>", "title", "B title", "the page's title"),
        ('<meta name="DC.date" content="2017/02/16">', "published", "2017-02-16", "the page's metadata (dc.date)"),
        ('<meta name="citation_date" content="20170216">', "published", "2017-02-16", "the page's metadata (citation_date)"),
        ('<link rel="canonical" href="https://example.org/x">', "url", "https://example.org/x", "the page's canonical link"),
        ('<meta name="author" content="Ann Lee">', "author", "Ann Lee", "the page's metadata (author)"),
        ('<meta property="og:site_name" content="The Post">', "publisher", "The Post", "the page's metadata (og:site_name)"),
    ],
)
def test_each_fact_keeps_where_it_stands(tmp_path: Path, head: str, fact: str, value: str, origin: str) -> None:
    found = read(tmp_path, "b.html", a_page(f"<p>{SENTENCE}</p>", head))
    shown = getattr(found, fact)
    assert (shown if isinstance(shown, str) else str(shown.begin), origins(found)[fact]) == (value, origin)


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "Article", "headline": ' + "[" * 5000 + "</script>",
        '<script type="application/ld+json">not json</script>',
        '<script type="application/ld+json">{"@type": "Article", "headline": {"a": 1}, "author": 7, "datePublished": {}}</script>',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<meta property="og:title" content="' + "x" * 100_000 + '">',
        '<meta property="article:published_time" content="9999-99-99">',
    ],
)
def test_hostile_metadata_say_nothing(tmp_path: Path, head: str) -> None:
    found = read(tmp_path, "b.html", a_page(f"<p>{SENTENCE}</p>", head))
    assert (found.title, found.url, found.published) == ("b.html", "", None) and found.text == SENTENCE + "\n"


def test_markup_and_marks_in_titles_are_words_like_any_other(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt; =1+1 \u202e gnp.exe\x07">'
    assert read(tmp_path, "b.html", a_page(f"<p>{SENTENCE}</p>", head)).title == "<script>alert(1)</script> =1+1 gnp.exe"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "iso-8859-1"])
def test_the_encoding_that_a_page_declares_is_kept(tmp_path: Path, encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>The café in Erbil reopened on Monday.</p></body></html>'
    assert "café" in read(tmp_path, "b.html", page.encode(encoding)).text


def test_a_page_without_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds no text"):
        read(tmp_path, "b.html", a_page("<nav></nav>"))


# --- kinds and limits -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"words", ".txt"),
        ("A.HTM", b"words", ".html"),
        ("a.txt", b"\n<!DOCTYPE html><p>x", ".html"),
        ("a.md", b"<html>", ".md"),
        ("report", a_pdf("x"), ".pdf"),
        ("report.txt", a_pdf("x"), ".pdf"),
        ("a.zip", a_word("x"), ".docx"),
        ("a.docx", a_message("x"), None),
        ("mail", a_message("x"), ".eml"),
        ("a.bin", a_zip({"a.txt": b"x"}), ".zip"),
        ("a.zip", a_zip({"b.docx": a_word("x")}), ".zip"),
    ],
)
def test_the_bytes_go_before_the_name(name: str, data: bytes, kind: str | None) -> None:
    if kind is None:
        with pytest.raises(ReadError):
            kind_of(name, data)
    else:
        assert kind_of(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("a.rtf", b"{\\rtf1}", "rich text"),
        ("a.png", b"\x89PNG\r\n", "picture"),
        ("a.rar", b"Rar!\x1a\x07\x00", "unpack it"),
        ("a.xlsx", a_zip({"xl/a.xml": b"x"}), ".xlsx"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, advice: str) -> None:
    with pytest.raises(UnsupportedFormat, match=re.escape(advice)):
        read(tmp_path, name, data)


def test_large_files_and_long_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"2 MB large, more than the 1 MB that \[adding\] file_mb"):
        read(tmp_path, "a.txt", b"x" * 2_000_000, AddingSettings(file_mb=1))
    with pytest.raises(ReadError, match="characters"):
        read(tmp_path, "a.txt", b"x" * 1000, AddingSettings(characters=999))


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from geodata import pipeline
    from geodata.read import READERS

    def forever(data: bytes, limits: AddingSettings) -> None:
        while True:
            pass

    monkeypatch.setitem(READERS, ".txt", forever)  # type: ignore[arg-type]
    file = tmp_path / "a.txt"
    file.write_bytes(b"x")
    taken = pipeline.take(None, (Item("a.txt", file, {}), AddingSettings(read_s=1)))  # type: ignore[arg-type]
    assert taken.document is None and "takes longer to read than the 1 s" in taken.problems[0].message


def test_a_reader_that_has_to_wait_for_a_busy_machine_is_not_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from geodata import pipeline

    read = pipeline.read_whole
    monkeypatch.setattr(pipeline, "read_whole", lambda item, limits: (time.sleep(1.2), read(item, limits))[1])
    file = tmp_path / "a.txt"
    file.write_text(
        "Les habitants ont quitté la ville mardi, selon les autorités de la région. " * 3, encoding="utf-8"
    )  # not parsed: no tools are needed
    taken = pipeline.take(None, (Item("a.txt", file, {}), AddingSettings(read_s=1)))  # type: ignore[arg-type]
    assert taken.document is not None


@given(st.text(max_size=300))
def test_tidied_text_holds_no_control_characters_and_stays_tidy(text: str) -> None:
    try:
        tidied = tidy(text)
    except ReadError:
        return
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u00ad\ud800-\udfff]", tidied)
    assert tidy(tidied) == tidied


# --- archives ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt", "a/../../b.txt", "\\\\host\\a.txt"])
def test_a_name_that_leads_out_of_an_archive_is_refused(name: str) -> None:
    [member] = members(a_zip({name: b"x"}), LIMITS)
    assert not member.data and "leads out of the archive" in member.refused


def test_links_in_archives_are_not_followed() -> None:
    [member] = members(a_link("a.txt", "/etc/passwd"), LIMITS)
    assert not member.data and "is a link" in member.refused


def test_bombs_and_masses_are_refused() -> None:
    [bomb] = members(a_zip({"a.txt": b"0" * 3_000_000}), LIMITS)
    assert not bomb.data and "archive_ratio" in bomb.refused
    [large] = members(a_zip({"a.txt": b"0" * 3_000_000}), AddingSettings(file_mb=1, archive_ratio=100_000))
    assert not large.data and "file_mb" in large.refused
    first, second = members(a_zip({"a.txt": b"0" * 900_000, "b.txt": b"0" * 900_000}), AddingSettings(archive_mb=1, archive_ratio=100_000))
    assert first.data and not second.data and "archive_mb" in second.refused
    with pytest.raises(ReadError, match="holds 3 files, more than the 2"):
        list(members(a_zip({f"{n}.txt": b"x" for n in range(3)}), AddingSettings(archive_files=2)))


def test_an_archive_that_lies_about_its_sizes_is_no_way_round_the_limits() -> None:
    data = bytearray(a_zip({"a.txt": b"0" * 3_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    [member] = members(bytes(data), LIMITS)
    assert len(member.data) <= 10 and (member.refused or len(member.data) == 10)


@pytest.mark.parametrize("data", [b"PK\x03\x04", a_zip({"a.txt": b"x"})[:-10], b"PK\x05\x06" + b"\xff" * 30])
def test_a_broken_archive_is_said(data: bytes) -> None:
    with pytest.raises(ReadError, match="is a broken archive"):
        list(members(data, LIMITS))


def test_what_systems_put_beside_files_is_passed_over() -> None:
    packed = a_zip({"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "a.txt": b"words"})
    assert [member.name for member in members(packed, LIMITS)] == ["a.txt"]


# --- languages --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The road to the town was closed on Monday, and the people who live there were told that it would not be open for a week."),
        ("fr", "Les combats ont repris dans la ville, selon les autorités, et la population a été évacuée vers le camp dans la nuit de lundi."),
        (
            "de",
            "Die Straße in die Stadt ist seit Montag gesperrt, und die Menschen, die dort leben, werden nicht vor dem Ende der Woche zurückkehren.",
        ),
        ("es", "La carretera que lleva a la ciudad fue cerrada el lunes y los vecinos no han podido volver a sus casas, según las autoridades."),
        ("ar", "قال مسؤول في المدينة إن الطريق من الموصل إلى أربيل قد أغلق يوم الاثنين بعد أن سقطت عليه صخور في الليل ولم يعد أحد"),
        ("fa", "به گفته مقامات این شهر راه از موصل به اربیل در روز دوشنبه بسته شد و مردم باید تا پایان هفته در خانه های خود با نگرانی بمانند"),
        ("ru", "Дорога в город была закрыта в понедельник, и жители не смогли вернуться в свои дома, как сообщили власти после совещания."),
        ("uk", "Дорога до міста була закрита у понеділок, і жителі не змогли повернутися до своїх домівок, як повідомила влада після наради."),
        ("tr", "Şehre giden yol pazartesi günü kapatıldı ve orada yaşayan insanlar için bir hafta daha açılmayacak olan bu yol çok önemli bir yol."),
        ("zh", "星期一通往该市的道路被关闭居民们无法返回家园当局表示这条道路要到下周才能重新开放许多人仍在等待"),
        ("", "Mosul 5 Erbil 7 Homs 9 Aleppo 12 Raqqa 14 Mosul Erbil Homs Aleppo Raqqa Dohuk Kirkuk Tikrit Samarra Fallujah Ramadi Hit Rawa Ana Qaim"),
        ("", "Short text."),
    ],
)
def test_the_language_of_a_text_is_told_where_it_is_clear(code: str, text: str) -> None:
    assert language_of(text) == code
    assert not code or language_name(code) != code


def test_a_page_that_claims_another_language_than_its_words_are_in_is_not_believed(tmp_path: Path) -> None:
    french = "<p>Les combats ont repris dans la ville, selon les autorités, et la population a été évacuée vers le camp dans la nuit de lundi.</p>"
    found = read(tmp_path, "f.html", a_page(french, lang="en"))
    assert found.language == "fr" and not is_parsed(found) and "not en" in origins(found)["language"]
    by_hand = read(tmp_path, "f.html", a_page(french, lang="en"), language="en")
    assert by_hand.language == "en" and is_parsed(by_hand)
