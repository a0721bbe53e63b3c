"""The closed list of reasons why a file is not taken in, and the exception that carries one."""

from enum import StrEnum


class FailureCode(StrEnum):
    """Why a file was refused or its ingestion failed. The sentences for the clerk stand in failures.py."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    UNSUPPORTED_TYPE = "unsupported_type"
    LEGACY_OFFICE = "legacy_office"
    ICHITARO = "ichitaro"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    NO_TEXT = "no_text"
    SCANNED = "scanned"
    OCR_MISSING = "ocr_missing"
    OCR_TOO_LONG = "ocr_too_long"
    UNREADABLE_CHARSET = "unreadable_charset"
    ZIP_BOMB = "zip_bomb"
    PIXEL_BOMB = "pixel_bomb"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MUCH_TEXT = "too_much_text"
    NO_QUESTION_COLUMN = "no_question_column"
    NO_ANSWER_COLUMN = "no_answer_column"
    NO_FAQ_ROWS = "no_faq_rows"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    PARSER_CRASHED = "parser_crashed"
    FILE_MISSING = "file_missing"
    MY_NUMBER = "my_number"
    EMBEDDING_FAILED = "embedding_failed"
    CANCELLED = "cancelled"
    UNEXPECTED = "unexpected"


class Refused(Exception):
    """A file is not taken in. `code` names the reason, `detail` is one short value to show with it (size, page)."""

    def __init__(self, code: FailureCode, detail: str = "") -> None:
        super().__init__(f"{code.value}: {detail}" if detail else code.value)
        self.code = code
        self.detail = detail
