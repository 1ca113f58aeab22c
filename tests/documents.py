"""Small files of every kind that is read, made here so that tests need none from elsewhere."""

import io
import zipfile
from email.message import EmailMessage
from typing import cast

import docx
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

SENTENCE = "Fighters left Mosul on Monday, officials in Erbil said."


def a_pdf(*pages: str, title: str = "", author: str = "", created: str = "") -> bytes:
    """A PDF of these pages; a line of text stands on a line of the page."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids, tree = [], len(pages) * 2 + 2
    for page in pages:
        shown = "".join(f"({line.translate({40: 92, 41: 92})}) Tj 0 -14 Td\n" for line in page.split("\n"))
        stream = f"BT /F1 12 Tf 72 720 Td\n{shown}ET".encode("cp1252")
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        resources = b"<< /Font << /F1 %d 0 R >> >>" % font
        kids.append(add(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Resources %s /Contents %d 0 R >>" % (tree, resources, content)))
    add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids)))
    root = add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    info = add(f"<< /Title ({title}) /Author ({author}) /CreationDate ({created}) >>".encode("cp1252"))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, info, start)


def a_scan() -> bytes:
    """A PDF whose one page holds no text."""
    return a_pdf("")


def with_picture(pdf: bytes, *pages: int) -> bytes:
    """The PDF with a picture on some of its pages, counted from 1."""
    writer = PdfWriter()
    writer.append(io.BytesIO(pdf))
    picture = StreamObject()
    picture.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image")})
    for number in pages:
        resources = cast(DictionaryObject, writer.pages[number - 1]["/Resources"])
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Im0"): writer._add_object(picture)})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_locked_pdf(password: str = "secret", algorithm: str = "RC4-128") -> bytes:
    """A PDF that asks for a password; with an empty one it opens, and only its owner may change it."""
    writer = PdfWriter()
    writer.append(io.BytesIO(a_pdf(SENTENCE)))
    writer.encrypt(password, "of the owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def an_aes_pdf() -> bytes:
    """A PDF encrypted by AES with 256 bits, as today's programs write it; its keys are made up."""
    keys = b" ".join(b"/%s <%s>" % (name, b"ab" * size) for name, size in ((b"O", 48), (b"U", 48), (b"OE", 32), (b"UE", 32), (b"Perms", 16)))
    filters = b"/CF << /StdCF << /CFM /AESV3 /Length 32 /AuthEvent /DocOpen >> >> /StmF /StdCF /StrF /StdCF"
    encrypted = b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 %s %s >> /ID [<ab> <ab>] /Info" % (keys, filters)
    return a_pdf(SENTENCE).replace(b"/Info", encrypted)


def a_word(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), title: str = "", author: str = "") -> bytes:
    """A Word document of these paragraphs, then a table."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for cell, text in zip(table.rows[at].cells, row, strict=True):
                cell.text = text
    document.core_properties.title, document.core_properties.author = title, author
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(word: bytes, *blocks: str) -> bytes:
    """The Word document with blocks of WordprocessingML before its end."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data.replace(b"<w:sectPr", "".join(blocks).encode() + b"<w:sectPr") if name == "word/document.xml" else data)
    return out.getvalue()


def with_notes(word: bytes, kind: str, *notes: str) -> bytes:
    """The Word document with footnotes or endnotes ("footnote", "endnote"), as Word stores them: the line that parts them from the text first."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    bodies = "".join(f'<w:{kind} w:id="{n}"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:{kind}>' for n, note in enumerate(notes, 1))
    parting = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/><w:t>parting line</w:t></w:r></w:p></w:{kind}>'
    added = f'<?xml version="1.0" encoding="UTF-8"?><w:{kind}s {space}>{parting}{bodies}</w:{kind}s>'
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Rel", f'<Relationship Id="rN" Type="{base}/{kind}s" Target="{kind}s.xml"/></Rel'.encode())
            if name == "[Content_Types].xml":
                kind_of = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
                data = data.replace(b"</Types>", f'<Override PartName="/word/{kind}s.xml" ContentType="{kind_of}"/></Types>'.encode())
            made.writestr(name, data)
        made.writestr(f"word/{kind}s.xml", added)
    return out.getvalue()


def a_message(body: str, subject: str = "Report", attached: dict[str, bytes] | None = None, html: str = "") -> bytes:
    """A message with a body and files attached."""
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "Ann Lee <ann@example.org>", "Thu, 16 Feb 2017 10:00:00 +0000", subject
    message["Organization"] = "The Relief Office"
    if html:
        message.set_content(html, subtype="html")
    else:
        message.set_content(body)
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def a_zip(files: dict[str, bytes]) -> bytes:
    """A zip archive, with names as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def a_link(name: str, to: str) -> bytes:
    """A zip archive that holds a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o120777 << 16
        archive.writestr(info, to)
    return out.getvalue()


def a_page(body: str, head: str = "", lang: str = "en") -> bytes:
    """A page of the web."""
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body><nav>Home</nav>{body}</body></html>'.encode()
