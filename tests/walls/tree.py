"""The tree as the house rules see it: which files there are, whose they are, what they parse to."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GROUND = ("yuimachi", "llm_gateway", "pii_masking", "audit_log", "jobs", "metering", "outbound", "web")
APPS = ("tenants", "knowledge", "assistants", "billing", "templates")
PACKAGES = {name: ROOT / "platform" / name for name in GROUND} | {name: ROOT / name for name in APPS}
TOP = ("platform", *APPS, "tests", "docs", "deploy", "requirements", ".ci")
PASSED_BY = {"__pycache__", "node_modules", "out", ".hypothesis"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*endings: str, under: tuple[str, ...] = TOP) -> list[Path]:
    """Every file below the named top folders with one of the endings (all files when none is named)."""
    found = (path for top in under for path in (ROOT / top).rglob("*") if path.is_file())
    kept = (path for path in found if not PASSED_BY & set(path.relative_to(ROOT).parts))
    return sorted(path for path in kept if not endings or path.suffix in endings)


def modules(*, tests: bool = True) -> list[Path]:
    """Every Python module but generated migrations."""
    tops = ("platform", *APPS, *(("tests",) if tests else ()))
    return [path for path in files(".py", under=tops) if "migrations" not in path.parts]


def pages() -> list[Path]:
    """Every HTML template of every package."""
    return [path for path in files(".html", under=("platform", *APPS)) if "templates" in path.parts[:-1] and _own(path)]


def _own(path: Path) -> bool:
    return "demo" not in path.parts


@cache
def text(path: Path) -> str:
    """The file's text."""
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(text(path), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of the module."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def name(path: Path, line: int | None = None) -> str:
    """How an offender is named: its place in the repository, with the line."""
    place = path.relative_to(ROOT).as_posix()
    return place if line is None else f"{place}:{line}"


def package_of(path: Path) -> str | None:
    """The package that a module belongs to; None for tests."""
    for package, folder in PACKAGES.items():
        if path.is_relative_to(folder):
            return package
    return None
