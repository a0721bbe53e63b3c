"""Recognises the type of a file by its content."""

import re
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile


class FileType(StrEnum):
    """What a file is by its content; TEXT covers everything that is written in letters."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODS = "ods"
    HTML = "html"
    TEXT = "text"
    LEGACY_OFFICE = "legacy_office"
    ENCRYPTED_OFFICE = "encrypted_office"
    ICHITARO = "ichitaro"
    ZIP = "zip"
    IMAGE = "image"
    OTHER = "other"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_BINARY = (b"\x7fELF", b"MZ", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xca\xfe\xba\xbe", b"\x00asm", b"ID3", b"OggS")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_PARTS = (
    ("word/document.xml", FileType.DOCX),
    ("xl/workbook.", FileType.XLSX),
    ("ppt/presentation.xml", FileType.PPTX),
)
_HEAD = 4_096
# Which types an ending may hold; an ending that is not listed is not taken in.
_ENDINGS: dict[str, frozenset[FileType]] = {
    "pdf": frozenset({FileType.PDF}),
    "docx": frozenset({FileType.DOCX}),
    "docm": frozenset({FileType.DOCX}),
    "xlsx": frozenset({FileType.XLSX}),
    "xlsm": frozenset({FileType.XLSX}),
    "ods": frozenset({FileType.ODS}),
    "pptx": frozenset({FileType.PPTX}),
    "pptm": frozenset({FileType.PPTX}),
    "html": frozenset({FileType.HTML, FileType.TEXT}),
    "htm": frozenset({FileType.HTML, FileType.TEXT}),
    "md": frozenset({FileType.TEXT, FileType.HTML}),
    "markdown": frozenset({FileType.TEXT, FileType.HTML}),
    "txt": frozenset({FileType.TEXT}),
    "text": frozenset({FileType.TEXT}),
    "csv": frozenset({FileType.TEXT}),
    "tsv": frozenset({FileType.TEXT}),
}


def ending(*, name: str) -> str:
    """The ending of a file name in lower case, without the dot."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[1].lower() if "." in base else ""


def types_of_ending(*, name: str) -> frozenset[FileType]:
    """The types that a name's ending promises; empty for an ending that is not taken in."""
    return _ENDINGS.get(ending(name=name), frozenset())


def file_type(*, content: bytes) -> FileType:
    """The type by magic numbers, the parts of an archive, or letters."""
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return FileType.PDF
    if head.startswith(_OLE):
        return _of_compound(content)
    if head.startswith(_ZIP):
        return _of_archive(content)
    return _of_bytes(head)


def _of_bytes(head: bytes) -> FileType:
    if head.startswith(_IMAGES):
        return FileType.IMAGE
    is_binary = not head.startswith(_UTF16) and _CONTROL.search(head.replace(b"\x1b", b""))
    if is_binary or head.startswith(_BINARY):
        return FileType.OTHER
    return FileType.HTML if _HTML.search(head) else FileType.TEXT


def _of_compound(content: bytes) -> FileType:
    """Old Office, 一太郎 (both OLE containers) or an Office file under a password, by the names of their streams."""
    names = content[: 4 * 1024 * 1024]
    if "EncryptedPackage".encode("utf-16-le") in names:
        return FileType.ENCRYPTED_OFFICE
    if b"JSRV" in names or "JSRV_SegmentInformation".encode("utf-16-le") in names or b"TARO" in names:
        return FileType.ICHITARO
    return FileType.LEGACY_OFFICE


def _of_archive(content: bytes) -> FileType:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()[:20_000]
    except (BadZipFile, ValueError, NotImplementedError):
        return FileType.ZIP
    if "mimetype" in names[:2] and "content.xml" in names:
        return FileType.ODS
    return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in names)), FileType.ZIP)
