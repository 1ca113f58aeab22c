"""Reading a folder: what is planned, what is read, and a problem for everything that cannot be trusted; nothing stops the rest."""

import hashlib
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import SOURCES, needs_sources
from hypothesis import given
from hypothesis import strategies as st

from geodata.datewords import parse_published
from geodata.errors import InvalidRecord, ReadError, UnsupportedFormat
from geodata.model import MAX_YEAR, Document, Precision, TimeSpan
from geodata.read import READERS, Item, Plan, plan, read_whole
from geodata.read.facts import KNOWN_FACTS, check_facts, clean
from geodata.read.text import decode, text_of


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_csv", ".csv").replace("_txt", ".txt").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def codes(planned: Plan) -> list[tuple[str, str]]:
    return [(problem.code, problem.subject) for problem in planned.problems]


def fact_codes(planned: Plan) -> list[tuple[str, str]]:
    return [(problem.code, problem.subject) for item in planned.items if item.source != "sub/x" for problem in read_whole(item)[1]]


def read_item(item: Item) -> Document:
    return read_whole(item)[0]


def read_all(planned: Plan) -> list[Document]:
    return [read_item(item) for item in planned.items]


# --- the plan ---------------------------------------------------------------------------------------------------------------------------


def test_without_a_table_every_file_is_planned_by_name(tmp_path: Path) -> None:
    write(tmp_path, b_txt="Two.", a_md="One.", sub__c_txt="Three.", README_md="About.", **{".hidden_txt": "No."})
    planned = plan(tmp_path)
    assert [item.source for item in planned.items] == ["a.md", "b.txt", "sub/c.txt"]
    assert planned.problems == ()
    first = read_item(planned.items[0])
    assert (first.title, first.publisher, first.published, first.published_inferred) == ("a.md", "publisher not stated", None, False)


def test_the_table_gives_the_facts(tmp_path: Path) -> None:
    table = (
        "file,title,publisher,author,published,published_basis,url,archive_url,licence,language,content_note,collected_at\n"
        'a.txt,"A title, with a comma",The Paper,A. Writer,2018-07-03,its first line,https://example.org/a,http://example.org/b,CC0,en,'
        "Describes deaths.,2018-07-04T12:00:00+02:00\n"
    )
    write(tmp_path, sources_csv=table, a_txt="Text.")
    (document,) = read_all(plan(tmp_path))
    assert document.title == "A title, with a comma"
    assert (document.publisher, document.author, document.licence, document.language) == ("The Paper", "A. Writer", "CC0", "en")
    assert (document.url, document.archive_url, document.final_url) == ("https://example.org/a", "http://example.org/b", "")
    assert document.published == TimeSpan.of_day(date(2018, 7, 3))
    assert (document.published_basis, document.published_inferred) == ("its first line", True)
    assert document.content_note == "Describes deaths."
    assert document.collected_at == datetime(2018, 7, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("gone.txt,T,2018", ("missing_file", "gone.txt")),
        ("a.txt,T,2018", ("duplicate_row", "a.txt")),
        ("./a.txt,T,2018", ("duplicate_row", "./a.txt")),
        ("b.txt,T,last week", ("broken_date", "b.txt")),
        ("b.txt,T,2018-02-30", ("broken_date", "b.txt")),
        ("../b.txt,T,2018", ("unsafe_path", "../b.txt")),
        ("sub/../../b.txt,T,2018", ("unsafe_path", "sub/../../b.txt")),
        ("/etc/hostname,T,2018", ("unsafe_path", "/etc/hostname")),
        ("C:\\b.txt,T,2018", ("unsafe_path", "C:\\b.txt")),
        ("..\\b.txt,T,2018", ("unsafe_path", "..\\b.txt")),
        (",T,2018", ("unsafe_path", "line 3")),
        ("b\x00.txt,T,2018", ("unreadable_sources", "sources.csv")),
        ("b\x07.txt,T,2018", ("unsafe_path", "b .txt")),
        ("b.txt,T,2018,too,many", ("broken_row", "line 3")),
        ("sub,T,2018", ("missing_file", "sub")),
    ],
)
def test_a_faulty_row_is_a_problem_and_the_rest_goes_on(tmp_path: Path, line: str, expected: tuple[str, str]) -> None:
    write(tmp_path, sources_csv=f"file,title,published\na.txt,A,2018\n{line}\n", a_txt="Text.", b_txt="Text.", sub__x="")
    planned = plan(tmp_path)
    assert expected in [*codes(planned), *fact_codes(planned)]
    assert "a.txt" in [item.source for item in planned.items]
    assert all(problem.message.endswith((".", ",")) is False for problem in planned.problems)


def test_an_unknown_column_is_named_and_left_out(tmp_path: Path) -> None:
    write(tmp_path, sources_csv="file,titel,title\na.txt,B,A\n", a_txt="Text.")
    planned = plan(tmp_path)
    assert codes(planned) == [("unknown_column", "titel")]
    assert "title" in planned.problems[0].message
    assert read_item(planned.items[0]).title == "A"


@pytest.mark.parametrize(
    "table",
    [b"", b"title\nA\n", b"file,title,title\na.txt,A,B\n", b'file\n"a.txt', b"\x00\x01", b"file\n" + b"x" * 200_000 + b"\n"],
    ids=["empty", "no file column", "column twice", "open quote", "binary", "endless cell"],
)
def test_a_table_that_cannot_be_read_is_a_problem_and_the_files_are_read_without_it(tmp_path: Path, table: bytes) -> None:
    write(tmp_path, sources_csv=table, a_txt="Text.")
    planned = plan(tmp_path)
    assert codes(planned) == [("unreadable_sources", "sources.csv")]
    assert [document.text for document in read_all(planned)] == ["Text."]


def test_a_file_the_table_does_not_name_is_not_read_but_reported(tmp_path: Path) -> None:
    write(tmp_path, sources_csv="file\na.txt\n", a_txt="Text.", b_txt="Text.", README_md="About.", **{"photo.jpg": b"\xff\xd8"})
    planned = plan(tmp_path)
    assert [item.source for item in planned.items] == ["a.txt"]
    assert codes(planned) == [("not_listed", "b.txt")]


def test_a_link_out_of_the_folder_is_never_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "outside", secret_txt="Secret.") / "secret.txt"
    inside = write(tmp_path / "inside", a_txt="Text.")
    (inside / "link.txt").symlink_to(secret)
    assert codes(plan(inside)) == [("unsafe_path", "link.txt")]
    write(inside, sources_csv="file\na.txt\nlink.txt\n")
    planned = plan(inside)
    assert [item.source for item in planned.items] == ["a.txt"]
    assert ("unsafe_path", "link.txt") in codes(planned)


def test_links_in_a_circle_stop_nothing(tmp_path: Path) -> None:
    write(tmp_path, a_txt="Text.")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert [item.source for item in plan(tmp_path).items] == ["a.txt"]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is not a folder"):
        plan(tmp_path / "nowhere")


def test_an_address_that_is_not_of_the_web_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, sources_csv="file,url,archive_url\na.txt,javascript:alert(1),https://example.org\n", a_txt="Text.")
    document, problems = read_whole(plan(tmp_path).items[0])
    assert [(problem.code, problem.subject) for problem in problems] == [("broken_url", "a.txt")]
    assert (document.url, document.archive_url) == ("", "https://example.org")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "https://", "ftp://example.org", "example.org", "https://[bad", "https://exam ple.org", "//example.org"]
)
def test_only_addresses_of_the_web_are_kept(url: str) -> None:
    facts, problems = check_facts({"url": url}, "a.txt")
    assert facts.url == ""
    assert [problem.code for problem in problems] == ["broken_url"]


# --- facts ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "begin", "end", "precision"),
    [
        ("2018-07-03", date(2018, 7, 3), date(2018, 7, 4), Precision.DAY),
        (" 2016-02-29 ", date(2016, 2, 29), date(2016, 3, 1), Precision.DAY),
        ("2018-07-03T23:59:00+02:00", date(2018, 7, 3), date(2018, 7, 4), Precision.DAY),
        ("2018-07-03T14:26", date(2018, 7, 3), date(2018, 7, 4), Precision.DAY),
        ("2018-12", date(2018, 12, 1), date(2019, 1, 1), Precision.MONTH),
        ("2018", date(2018, 1, 1), date(2019, 1, 1), Precision.YEAR),
        ("2017-05/2018", date(2017, 5, 1), date(2019, 1, 1), Precision.RANGE),
        ("2017-05-30/2017-06-02", date(2017, 5, 30), date(2017, 6, 3), Precision.RANGE),
        ("../2017", None, date(2018, 1, 1), Precision.RANGE),
        ("2017/..", date(2017, 1, 1), None, Precision.RANGE),
        ("9998-12-31", date(9998, 12, 31), date(9999, 1, 1), Precision.DAY),
    ],
)
def test_a_date_is_as_wide_as_it_is_written(words: str, begin: date | None, end: date | None, precision: Precision) -> None:
    assert parse_published(words) == TimeSpan(begin, end, precision)


@pytest.mark.parametrize(
    "words",
    [
        "3.7.2018",
        "2018-7-3",
        "20180703",
        "2018-13",
        "2018-00",
        "2018-05-00",
        "0000",
        "9999",
        "18",
        "2018/2017",
        "../..",
        "/",
        "2018/",
        "2018-02-30",
        "2018-07T10:00",
        "2018-07-03T",
        "٢٠١٨",
        "x",
    ],
)
def test_anything_else_is_no_date(words: str) -> None:
    with pytest.raises(InvalidRecord):
        parse_published(words)
    facts, problems = check_facts({"published": words, "published_inferred": "true"}, "a.txt")
    assert (facts.published, facts.published_inferred, [problem.code for problem in problems]) == (None, False, ["broken_date"])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, False),
        ({"published_basis": "the address of the copy"}, True),
        ({"published_basis": "Stated at the top of the page"}, False),
        ({"published_basis": "stated", "published_inferred": "yes"}, True),
        ({"published_basis": "the address", "published_inferred": "False"}, False),
        ({"published_inferred": "1"}, True),
    ],
)
def test_a_date_with_a_basis_was_inferred_unless_it_says_otherwise(row: dict[str, str], expected: bool) -> None:
    facts, problems = check_facts({"published": "2018", **row}, "a.txt")
    assert (facts.published_inferred, problems) == (expected, ())


@pytest.mark.parametrize(("name", "value", "code"), [("published_inferred", "perhaps", "broken_flag"), ("collected_at", "yesterday", "broken_time")])
def test_other_broken_values_are_problems_too(name: str, value: str, code: str) -> None:
    assert [problem.code for problem in check_facts({name: value}, "a.txt")[1]] == [code]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("  A\ttitle\n in  two\x0blines ", "A title in two lines"),
        ("safe\u202etxt.exe\u2066", "safetxt.exe"),
        ("\ufeffA\u200b title", "A title"),
        ("bell\x07rings", "bell rings"),
        ("Cafe\u0301", "Café"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_fact_is_one_clean_line(words: str, expected: str) -> None:
    assert clean(words) == expected


@given(st.text())
def test_clean_is_one_line_and_settled(words: str) -> None:
    cleaned = clean(words)
    assert cleaned == clean(cleaned) == " ".join(cleaned.split())
    assert not any(unicodedata.category(c) == "Cc" for c in cleaned)


@given(st.dictionaries(st.sampled_from(KNOWN_FACTS), st.text(max_size=30)))
def test_no_strings_break_the_facts(row: dict[str, str]) -> None:
    facts, problems = check_facts(row, "a.txt")
    assert facts.url == "" or facts.url.startswith(("http://", "https://"))
    assert all(problem.subject == "a.txt" and problem.message for problem in problems)


@given(st.dates(max_value=date(MAX_YEAR, 12, 31)))
def test_every_day_written_is_read(day: date) -> None:
    assert parse_published(day.isoformat()) == TimeSpan.of_day(day)


# --- text -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Süd".encode(), "Süd"),
        (b"\xef\xbb\xbf" + "Süd".encode(), "Süd"),
        ("\ufeffSüd".encode("utf-16-le"), "Süd"),
        ("\ufeffSüd".encode("utf-16-be"), "Süd"),
        ("\ufeffSüd".encode("utf-32-le"), "Süd"),
        ("“Süd”".encode("cp1252"), "“Süd”"),
        ("Su\u0308d".encode(), "Süd"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"form\x0cfeed", "form\x0cfeed"),
    ],
)
def test_text_is_decoded_and_normalised_once(data: bytes, expected: str) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize(
    "data", [b"a\x00b", b"\xff\xd8\xff\xe0\x10JFIF", b"\x81\x8d\x8f", b"\xff\xfea", "Text".encode("utf-16-le"), b"\xef\xbb\xbf\xff"]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="is not text"):
        decode(data)


ARABIC = "قال مسؤولون في الموصل يوم الثلاثاء إن القوات دخلت الحي القديم"
RUSSIAN = "Власти Харькова сообщили во вторник, что ракета упала на жилой дом."


@pytest.mark.parametrize("data", [ARABIC.encode("cp1256"), RUSSIAN.encode("cp1251"), RUSSIAN.encode("koi8-r"), "Η πόλη εκκενώθηκε".encode("cp1253")])
def test_text_in_an_alphabet_of_its_own_is_not_taken_for_western_letters(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"(encoding that cannot be told|is not text).*save it as UTF-8"):
        decode(data)


@pytest.mark.parametrize("broken", [b"\xc5", b"\xe9t\xe9 ", b"\x93"])
def test_utf8_with_a_few_broken_bytes_is_no_other_encoding(tmp_path: Path, broken: bytes) -> None:
    """As a file has them that was cut, or put together of two: its other letters would all be wrong."""
    text = "“They took them to the bridge in Višegrad,” a witness from Goražde said.\n"
    (tmp_path / "a.txt").write_bytes(text.encode() + broken)
    document, problems = read_whole(plan(tmp_path).items[0])
    assert document.text.startswith(text) and "\ufffd" in document.text
    assert [p.code for p in problems] == ["partly_read"] and "broken character" in problems[0].message
    (tmp_path / "a.txt").write_bytes("“Süd”, “Nord” und “West” é".encode("cp1252"))
    assert read_item(plan(tmp_path).items[0]).text == "“Süd”, “Nord” und “West” é"


@pytest.mark.parametrize("text", ["Þrír menn særðust í Reykjavík á þriðjudag", "Três órgãos são já da região de São João"])
def test_western_text_with_many_marks_is_read(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"---\ntitle: A\n---\n"])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="holds no text"):
        text_of(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_read_error(data: bytes) -> None:
    try:
        text = decode(data)
    except ReadError:
        return
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert "\x00" not in text


@given(st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])).map(lambda t: unicodedata.normalize("NFC", t)))
def test_utf8_that_is_normal_comes_back_unchanged(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        assert decode(data) == text


def test_front_matter_gives_facts_and_is_no_text(tmp_path: Path) -> None:
    write(tmp_path, a_md='---\ntitle: "A title: long"\nPublished: 2018-07\nfile: x\nmood: dark\n---\nText of Westerford.\n')
    (document,) = read_all(plan(tmp_path))
    assert (document.title, document.text) == ("A title: long", "Text of Westerford.\n")
    assert document.published == TimeSpan(date(2018, 7, 1), date(2018, 8, 1), Precision.MONTH)


def test_the_table_goes_before_front_matter(tmp_path: Path) -> None:
    write(tmp_path, a_md="---\ntitle: Own\nauthor: B\npublished: soon\n---\nText.\n", sources_csv="file,title,author\na.md,Given,\n")
    document, problems = read_whole(plan(tmp_path).items[0])
    assert (document.title, document.author) == ("Given", "B")
    assert document.origins == (("title", "sources.csv"), ("author", "front matter"))
    assert [(problem.code, problem.subject) for problem in problems] == [("broken_date", "a.md")]


def test_dashes_in_a_text_are_no_front_matter(tmp_path: Path) -> None:
    write(tmp_path, a_txt="---\nNot a fact\n---\nText.")
    assert read_all(plan(tmp_path))[0].text == "---\nNot a fact\n---\nText."


# --- documents --------------------------------------------------------------------------------------------------------------------------


def test_the_identity_of_a_document_is_its_bytes(tmp_path: Path) -> None:
    data = b"Line\r\nTwo"
    write(tmp_path, a_txt=data)
    (document,) = read_all(plan(tmp_path))
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.id == document.sha256[:16]
    assert document.text_sha256 == hashlib.sha256(b"Line\nTwo").hexdigest()


def test_an_unknown_kind_of_file_is_named_with_what_is_known(tmp_path: Path) -> None:
    write(tmp_path, **{"a.xyz": "Text."})
    with pytest.raises(UnsupportedFormat, match=r"a\.xyz: .*\.md, \.pdf, \.txt"):
        read_item(plan(tmp_path).items[0])


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    write(tmp_path, a_txt=b"a\x00b", b_txt="Text.")
    bad, good = plan(tmp_path).items
    with pytest.raises(ReadError, match=r"a\.txt: is not text"):
        read_item(bad)
    assert read_item(good).text == "Text."


def test_a_file_that_is_gone_by_now_is_a_read_error(tmp_path: Path) -> None:
    (item,) = plan(write(tmp_path, a_txt="Text.")).items
    item.path.unlink()
    with pytest.raises(ReadError, match=r"a\.txt: is not there"):
        read_item(item)


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    write(tmp_path, **{"A.TXT": "Text."})
    assert read_all(plan(tmp_path))[0].title == "A.TXT"


def test_the_readers_are_named_by_lower_case_suffixes() -> None:
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in READERS)


@needs_sources
def test_the_reference_sources_are_read_whole() -> None:
    planned = plan(SOURCES)
    assert planned.problems == ()
    documents = read_all(planned)
    assert [document.published for document in documents] == [
        TimeSpan.of_day(day) for day in (date(2017, 2, 16), date(2017, 11, 29), date(2017, 10, 20), date(2018, 7, 3), date(2016, 11, 28))
    ]
    assert [document.text for document in documents] == [item.path.read_text(encoding="utf-8") for item in planned.items]
    assert [bool(document.url) for document in documents] == [True, False, False, True, True]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["sources.csv", "Sources.CSV"])
def test_a_table_of_a_spreadsheet_is_read_whatever_parts_it_and_the_case_of_its_name(tmp_path: Path, mark: str, name: str) -> None:
    (tmp_path / "a.txt").write_text("Rain fell in Mosul.")
    (tmp_path / name).write_text(f"file{mark}title{mark}published\na.txt{mark}Rain{mark}14 March 2019\n")
    planned = plan(tmp_path)
    document = read_item(planned.items[0])
    assert [item.source for item in planned.items] == ["a.txt"] and planned.problems == ()
    assert document.title == "Rain" and str(document.published.begin) == "2019-03-14"


def test_the_date_of_front_matter_is_the_documents(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ndate: 2019-03-13\n---\nRain fell in Mosul.")
    (tmp_path / "b.md").write_text("---\ndate: 2019-03-13\npublished: 2018-01-01\n---\nRain fell in Erbil.")
    assert [str(read_item(item).published.begin) for item in plan(tmp_path).items] == ["2019-03-13", "2018-01-01"]


@pytest.mark.parametrize("name", ["A.TXT", "Sub\\b.txt", "./SUB/B.txt"])
def test_a_table_made_on_another_system_names_its_files_as_that_system_does(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("Rain fell in Mosul.")
    (tmp_path / "sub" / "b.txt").write_text("Rain fell in Erbil.")
    (tmp_path / "sources.csv").write_text(f"file,Title,Date\n{name},Given,2017-02-16\n")
    [item] = plan(tmp_path).items
    document = read_item(item)
    assert document.source == name.lower().replace("\\", "/").removeprefix("./")
    assert (document.title, str(document.published and document.published.begin)) == ("Given", "2017-02-16")


def test_files_that_differ_by_case_alone_are_named_exactly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell in Mosul.")
    (tmp_path / "A.txt").write_text("Rain fell in Erbil.")
    if len(list(tmp_path.iterdir())) == 2:  # a system may know no such files
        (tmp_path / "sources.csv").write_text("file,title\nA.TXT,Given\na.txt,Other\n")
        assert [item.source for item in plan(tmp_path).items] == ["a.txt"]


def test_a_column_date_is_another_where_published_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell in Mosul.")
    (tmp_path / "sources.csv").write_text("file,date,published\na.txt,2017-02-14,2017-02-16\n")
    planned = plan(tmp_path)
    assert codes(planned) == [("unknown_column", "date")] and planned.items[0].given["published"].value == "2017-02-16"
