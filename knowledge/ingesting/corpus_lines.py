"""Reads a BEIR folder's corpus.jsonl as an FAQ sheet: title is the question, text the answer."""

import csv
import io
import json

from knowledge.ingesting.refused import FailureCode, Refused

CORPUS_NAME = "corpus.jsonl"


def corpus_as_sheet(*, content: bytes) -> bytes:
    """The same as CSV in UTF-8 with headers that the FAQ parser knows; the id stands in the category.

    Entries without a title have the first line of their text as question. Raises Refused(BROKEN) with the line.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(["質問", "回答", "分類"])
    for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            text = str(entry["text"]).strip()
            title = str(entry.get("title") or "").strip() or text.split("\n", 1)[0]
            writer.writerow([title, text, str(entry["_id"])])
        except (ValueError, KeyError, TypeError, AttributeError) as broken:
            raise Refused(FailureCode.BROKEN, str(number)) from broken
    return sheet.getvalue().encode()
