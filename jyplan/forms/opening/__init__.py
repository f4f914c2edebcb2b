"""Somebody else's workbook or table, opened: what it is by its bytes, and what stands in it.

No macro, link or formula is run or followed. Whatever a file holds, it ends in sheets or in one
finding that says why there are none.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from jyplan.forms.opening import limits
from jyplan.forms.opening.limits import BeyondLimitError, NoTableError, Spent, within
from jyplan.forms.sheets import Sheets
from jyplan.plan.files import unread

if TYPE_CHECKING:
    from jyplan.forms.opening.package import Package
    from jyplan.forms.sheets import TableSheet
    from jyplan.plan.files import Content
    from jyplan.plan.findings import Finding

# how packages begin, also empty ones
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
# records of an old workbook without a container around them
BARE_RECORDS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
# how other files begin that are sent in place of a table
SIGNATURES = {
    b"%PDF": "pdf",
    b"{\\rtf": "word",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"Rar!": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\x1f\x8b": "archive",
}
# streams and parts of what is no table
STREAMS = {
    "EncryptedPackage": "encrypted",
    "\tDRMContent": "encrypted",
    "WordDocument": "word",
    "PowerPoint Document": "slides",
}
FOLDERS = {"word": "word", "ppt": "slides"}
DOCUMENTS = {b"text": "word", b"presentation": "slides"}
# what to do about a file, where that is not to ask for it as a workbook
ADVICE = {
    "broken": "send_again",
    "doctype": "send_again",
    "no_content": "send_again",
    "quotes": "save_again",
    "encrypted": "no_password",
    "only_text": "call_it_csv",
    "encoding": "save_as_utf8",
}
# what damaged bytes raise, in ours and in the libraries beneath
DAMAGE = (
    *(ValueError, LookupError, ArithmeticError, EOFError, struct.error),
    *(BadZipFile, zlib.error, NotImplementedError, RuntimeError),
)


def opened(content: Content) -> tuple[Sheets | None, list[Finding]]:
    """The sheets of a workbook or table, or the finding that says why there are none.

    What a file is its bytes tell. A workbook under the name of another kind is read all the same;
    text is taken for a table only where its name says so.

    Args:
        content: the file.
    """
    if not isinstance(content.data, bytes):
        return None, [content.data]
    try:
        return Sheets(content.name, _sheets(content.data, content.name)), []
    except BeyondLimitError as error:
        data = {"what": error.what, "limit": error.limit}
        return None, [unread("JY802", content.name, data)]
    except NoTableError as error:
        what = error.what
    except DAMAGE:
        what = "broken"
    data = {"what": what, "advice": ADVICE.get(what, "as_workbook")}
    return None, [unread("JY801", content.name, data)]


def _sheets(data: bytes, name: str) -> tuple[TableSheet, ...]:
    within("bytes", len(data), limits.MAX_FILE)
    if data.startswith(ZIP):
        return _of_package(data)
    if data.startswith(OLD_OFFICE):
        return _of_compound(data)
    if data.startswith(BARE_RECORDS):
        from jyplan.forms.opening.old_excel import old_excel_sheets

        return old_excel_sheets(data, Spent())
    for signature, what in SIGNATURES.items():
        if data.startswith(signature):
            raise NoTableError(what)
    from jyplan.forms.opening.delimited import text_sheet

    return (text_sheet(data, PurePath(name).suffix.lower(), Spent()),)


def _of_package(data: bytes) -> tuple[TableSheet, ...]:
    # Only here, as below: few runs see files of every kind.
    from jyplan.forms.opening.package import Package

    package = Package(data, Spent())
    if "META-INF/manifest.xml" in package or "mimetype" in package:
        return _of_document(package)
    from jyplan.forms.opening.excel import excel_sheets, workbook_part

    if not package.within_folder("xl"):
        found = (what for folder, what in FOLDERS.items() if package.within_folder(folder))
        raise NoTableError(next(found, "archive"))
    if workbook_part(package).lower().endswith(".bin"):
        raise NoTableError("xlsb")
    return excel_sheets(package)


def _of_document(package: Package) -> tuple[TableSheet, ...]:
    from jyplan.forms.opening.opendocument import CONTENT, has_password, opendocument_sheets

    if has_password(package):
        raise NoTableError("encrypted")
    sort = b"".join(package.chunks("mimetype")) if "mimetype" in package else b""
    for ending, what in DOCUMENTS.items():
        if sort.startswith(b"application/vnd.oasis.opendocument." + ending):
            raise NoTableError(what)
    if not sort.startswith(b"application/vnd.oasis.opendocument") and CONTENT not in package:
        raise NoTableError("archive")
    return opendocument_sheets(package)


def _of_compound(data: bytes) -> tuple[TableSheet, ...]:
    from jyplan.forms.opening.compound import Compound
    from jyplan.forms.opening.old_excel import old_excel_sheets

    compound = Compound(data)
    for name, what in STREAMS.items():
        if name in compound.names:
            raise NoTableError(what)
    # A file may hold both, for Excel 97 and for those before.
    for name in ("Workbook", "Book"):
        if name in compound.names:
            return old_excel_sheets(compound.stream(name), Spent())
    raise NoTableError("old_file")
