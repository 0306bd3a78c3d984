"""What a PDF says is searched as well: its pages, its properties, its bookmarks."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from generator.proof.decoded import texts

SAID = "Nobody tells the people in Leeds before Friday"


def _text(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 100 Td ({SAID}) Tj ET".encode())
    kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in kind.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page = writer.pages[0]
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})


def _property(writer: PdfWriter) -> None:
    writer.add_metadata({"/Subject": SAID})


def _bookmark(writer: PdfWriter) -> None:
    outer = writer.add_outline_item(title="Ask", page_number=0)
    writer.add_outline_item(title=SAID, page_number=0, parent=outer)


def _attached(writer: PdfWriter) -> None:
    writer.add_attachment("a.txt", SAID.encode())


@pytest.mark.parametrize("plant", [_text, _property, _bookmark, _attached])
def test_whatever_a_pdf_says_is_read(plant: Callable[[PdfWriter], None]) -> None:
    """Packed as it is, none of it stands there in plain letters."""
    writer = PdfWriter()
    writer.add_blank_page(400, 400)
    plant(writer)
    out = io.BytesIO()
    writer.write(out)

    assert any(SAID in text for text in texts("a.pdf", out.getvalue()))


def test_what_is_only_called_a_pdf_is_read_as_text() -> None:
    """A file that no reader opens may still be opened in an editor."""
    assert any(SAID in text for text in texts("a.pdf", f"%PDF-1.7 {SAID}".encode()))
