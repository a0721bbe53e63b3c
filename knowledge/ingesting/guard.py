"""The door: what a file must be before it is parsed, and what its text may hide or order."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from knowledge.ingesting.file_types import FileType, ending, file_type, types_of_ending
from knowledge.ingesting.instructions import instruction_in
from knowledge.ingesting.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from knowledge.ingesting.parsed import Finding, FindingKind, ParsedDocument
from knowledge.ingesting.parts import Part, parts_of
from knowledge.ingesting.refused import FailureCode, Refused

_ARCHIVED = (FileType.DOCX, FileType.XLSX, FileType.PPTX, FileType.ODS)
_MACRO_PARTS = re.compile(r"vbaProject\.bin$|/macrosheets/|/activeX/|\.(?:exe|dll|js|vbs)$", re.IGNORECASE)
_NESTED = re.compile(r"\.(?:zip|jar|7z|rar|gz|docx|xlsx|pptx)$", re.IGNORECASE)
_REFUSED_TYPES = {
    FileType.LEGACY_OFFICE: FailureCode.LEGACY_OFFICE,
    FileType.ENCRYPTED_OFFICE: FailureCode.ENCRYPTED,
    FileType.ICHITARO: FailureCode.ICHITARO,
}
_OLD_ENDINGS = ("doc", "xls", "ppt")
# Marks of reading direction and letters without width. U+200D, U+FE0F belong to emoji and U+200B is common in
# exported web pages, so a few of those are no finding.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WIDTHLESS = re.compile("[\u200b\u200c\u2060-\u2064\ufeff\u00ad\u180e]")
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_MOST_WIDTHLESS = 20
_EXCERPT_CHARACTERS = 120
_MOST_FINDINGS = 50


def check_file(*, content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> FileType:
    """The type of a file that may be parsed. Nothing is unpacked beyond the list of an archive's members.

    Raises Refused with EMPTY, TOO_LARGE, ICHITARO, LEGACY_OFFICE, ENCRYPTED, UNSUPPORTED_TYPE, WRONG_TYPE, MACROS,
    ZIP_BOMB or BROKEN. `detail` holds the size or the type that was found.
    """
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise Refused(FailureCode.EMPTY)
    if len(content) > limits.file_bytes:
        raise Refused(FailureCode.TOO_LARGE, f"{len(content) / MEGABYTE:.1f}MB > {limits.file_bytes // MEGABYTE}MB")
    found = file_type(content=content)
    if found in _REFUSED_TYPES:
        raise Refused(_REFUSED_TYPES[found], ending(name=name))
    expected = types_of_ending(name=name)
    if not expected:
        code = FailureCode.ICHITARO if ending(name=name).startswith("jt") else FailureCode.UNSUPPORTED_TYPE
        raise Refused(FailureCode.LEGACY_OFFICE if ending(name=name) in _OLD_ENDINGS else code, ending(name=name))
    if found not in expected:
        raise Refused(FailureCode.WRONG_TYPE, f".{ending(name=name)} / {found.value}")
    if found in _ARCHIVED:
        _check_archive(content, limits)
    return found


def check_document(*, document: ParsedDocument) -> tuple[Finding, ...]:
    """What the parser found hidden, and in the visible text: orders addressed to an AI, invisible characters.

    At most 50 findings; every one holds the document until a person decides.
    """
    found = [*document.findings, *_in_text(parts_of(document=document))]
    return tuple(found[:_MOST_FINDINGS])


def _in_text(parts: Iterable[Part]) -> Iterator[Finding]:
    for part in parts:
        text = part.text
        if order := instruction_in(text=text):
            start = max(text.find(order), 0)
            yield _finding(FindingKind.INSTRUCTION_LIKE, part, order[:_EXCERPT_CHARACTERS], start)
        sign = _DIRECTION.search(text) or _TAGS.search(text)
        if sign or len(_WIDTHLESS.findall(text)) > _MOST_WIDTHLESS:
            start = sign.start() if sign else 0
            yield _finding(FindingKind.INVISIBLE_CHARACTERS, part, _shown(text, start), start)


def _finding(kind: FindingKind, part: Part, excerpt: str, start: int) -> Finding:
    around = part.around(start=start, end=start + len(excerpt))
    return Finding(kind, part.place, excerpt, part=part.name, around=_visible(around), spots=part.spots)


def _shown(text: str, start: int) -> str:
    """The surroundings of a character that cannot be seen, with such characters written as code points."""
    return _visible(text[max(start - 30, 0) : start + 60])


def _visible(text: str) -> str:
    return re.sub(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]", _code, text)


def _code(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def _check_archive(content: bytes, limits: Limits) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as broken:
        raise Refused(FailureCode.BROKEN) from broken
    if any(member.flag_bits & 1 for member in members):
        raise Refused(FailureCode.ENCRYPTED)
    total = sum(member.file_size for member in members)
    packed = max(sum(member.compress_size for member in members), 1)
    nested = sum(bool(_NESTED.search(member.filename)) for member in members)
    spread = total > limits.unpacked_ratio * packed and total > MEGABYTE
    if spread or total > limits.unpacked_bytes or len(members) > limits.archive_members or nested > 20:  # noqa: PLR2004 - charts embed a few workbooks
        raise Refused(FailureCode.ZIP_BOMB, f"{total / MEGABYTE:.0f}MB")
    if any(_MACRO_PARTS.search(member.filename) for member in members):
        raise Refused(FailureCode.MACROS)
