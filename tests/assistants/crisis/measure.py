"""Prints what the crisis layer misses: python -m tests.assistants.crisis.measure SET.csv (never a blind set)."""

import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from assistants.crisis.recognise import matching, recognised
    from yuimachi.benching.crisis import messages

    for row in messages(path=Path(sys.argv[1])):
        found = recognised(text=row.text)
        if bool(found) != bool(row.kind) or (row.kind and row.kind not in found):
            rules = [rule.name for rule in matching(text=row.text)]
            sys.stdout.write(f"{row.kind or 'none'} {found} {rules} {row.text}\n")
