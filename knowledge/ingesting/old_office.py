"""Brings .doc, .xls and .ppt into today's form with LibreOffice, where it is installed; then all checks go on as ever.

LibreOffice is a large program that reads what strangers wrote, so it works in a process group of its own with limits of
time, memory and written bytes, a profile that is made for this one file (no macros, no links followed), no environment
and, where the machine allows it, no network.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from knowledge.ingesting.file_types import FileType, ending, file_type
from knowledge.ingesting.limits import Limits
from knowledge.ingesting.refused import FailureCode, Refused

# The filter is named, so that a file is read as what its name says or not at all.
_FORMS: Final = {
    "doc": ("docx", "MS Word 97"),
    "xls": ("xlsx", "MS Excel 97"),
    "ppt": ("pptx", "MS PowerPoint 97"),
}
_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Calc/Content/Update", "Link", "1"),  # never; in Writer never is 0
    ("Writer/Content/Update", "Link", "0"),
)
_ITEM: Final = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{''.join(_ITEM.format(*each) for each in _SETTINGS)}</oor:items>"
)


def modern(*, content: bytes, name: str, limits: Limits) -> tuple[bytes, str]:
    """The file as .docx, .xlsx or .pptx with its new name; unchanged when it is no old Office file, is too large, or
    LibreOffice is not there: then the door refuses it as before.

    Raises Refused with MACROS, TIMED_OUT, or LEGACY_OFFICE for a file that LibreOffice does not read (broken, under a
    password, of another kind than its name says).
    """
    form, program = _FORMS.get(ending(name=name)), shutil.which("soffice")
    if form is None or program is None or len(content) > limits.file_bytes:
        return content, name
    if file_type(content=content) is not FileType.LEGACY_OFFICE:
        return content, name
    if _MACROS in content:
        raise Refused(FailureCode.MACROS)
    with tempfile.TemporaryDirectory(prefix="old-office-") as folder:
        made = _converted(Path(folder), content, ending(name=name), program, limits)
    return made, f"{name}x"


def _converted(folder: Path, content: bytes, old: str, program: str, limits: Limits) -> bytes:
    new, import_filter = _FORMS[old]
    source, profile = folder / f"in.{old}", folder / "profile"
    source.write_bytes(content)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    words = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    words += [f"--infilter={import_filter}", "--convert-to", new, "--outdir", str(folder), str(source)]
    _run([*_walls(limits), *words], folder, seconds=limits.convert_seconds)
    made = folder / f"in.{new}"
    if not made.is_file():
        raise Refused(FailureCode.LEGACY_OFFICE, old)
    return made.read_bytes()


def _walls(limits: Limits) -> list[str]:
    """Limits of memory, computing time and written bytes; no network where a namespace may be made."""
    memory, written = f"--as={limits.convert_memory_bytes}", f"--fsize={limits.unpacked_bytes}"
    limited = ["prlimit", memory, written, f"--cpu={limits.convert_seconds}", "--core=0"]
    return [*(["unshare", "--net", "--map-root-user"] if _may_unshare() else []), *limited]


@cache
def _may_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = ["unshare", "--net", "--map-root-user", "true"]
    return subprocess.run(tried, check=False, capture_output=True, timeout=10).returncode == 0  # noqa: S603 - fixed words


def _run(words: list[str], folder: Path, *, seconds: int) -> None:
    process = subprocess.Popen(  # noqa: S603 - fixed words, a path of ours, no shell
        words,
        cwd=folder,
        env={"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as late:
        raise Refused(FailureCode.TIMED_OUT, f"{seconds}") from late
    finally:
        # The program starts others: none of the group outlives the file.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
