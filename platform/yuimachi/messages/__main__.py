"""`make messages`: gather, write and compile the English lists of all apps; says what still has no English."""

import sys

from yuimachi.messages.catalogue import as_text, compiled, fresh, list_of, untranslated
from yuimachi.messages.gather import APPS


def main() -> int:
    """Write every app's list; 1 when a message has no English yet."""
    missing = 0
    for app in APPS:
        catalogue = fresh(app=app)
        if not len(catalogue):
            continue
        file = list_of(app=app)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_text(catalogue))
        file.with_suffix(".mo").write_bytes(compiled(catalogue))
        lacking = untranslated(catalogue)
        missing += len(lacking)
        sys.stdout.write(f"  {app}: {len(catalogue)} messages, {len(lacking)} without English\n")
        sys.stdout.writelines(f"    {entry.id!r} ({entry.locations[0][0]})\n" for entry in lacking)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
