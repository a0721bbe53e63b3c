"""Who imports whom: the arrows of import-linter, doors only by `public`, and the banned forms of entering a town."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.walls.tree import PACKAGES, ROOT, functions, modules, name, package_of, tree

BORDER = ROOT / "tenants" / "border"
BANNED_CALLS = {"set_tenant", "set_schema", "set_schema_to_public"}
BANNED_NAMES = {"schema_context", "tenant_context", "get_tenant_model", "tenant_migration"}
AFTER_THE_ANSWER = {"create_task", "ensure_future", "run_in_executor", "Thread"}
SWITCHBOARD = ROOT / "platform" / "yuimachi"
WIRING = ("settings", "urls_town.py", "urls_operator.py", "embedded/postgresql")  # names rooms, as Django's paths do
TOWN_NAMES = {"tenant", "town", "municipality"}


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _called(node: ast.AST) -> str:
    target = node.func if isinstance(node, ast.Call) else node
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def test_the_arrows_go_down_only() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}"}
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _wires(path: Path) -> bool:
    return any(path.is_relative_to(SWITCHBOARD / place) for place in WIRING)


def test_an_app_is_entered_by_its_public_door_only() -> None:
    wrong = []
    for path in (module for module in modules(tests=False) if not _wires(module)):
        for line, imported in _imports(path):
            package, _, rest = imported.partition(".")
            if package in PACKAGES and package != package_of(path) and rest.split(".")[0] != "public":
                wrong.append(f"{name(path, line)} {imported}")
    assert wrong == []


def test_the_product_does_not_import_its_tests() -> None:
    imports = ((path, line, imported) for path in modules(tests=False) for line, imported in _imports(path))
    assert [name(path, line) for path, line, imported in imports if imported.split(".")[0] == "tests"] == []


def test_the_library_of_tenants_is_touched_by_the_border_only() -> None:
    wrong = []
    for path in modules(tests=False):
        for line, imported in _imports(path):
            if imported.startswith("django_tenants.utils") and not path.is_relative_to(BORDER):
                wrong.append(f"{name(path, line)} {imported}")
            if imported.rsplit(".", maxsplit=1)[-1] in BANNED_NAMES:
                wrong.append(f"{name(path, line)} {imported}")
    assert wrong == []


def test_no_town_is_entered_by_a_banned_form() -> None:
    wrong = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.With | ast.AsyncWith):
                entered = [item.context_expr for item in node.items]
                wrong += [name(path, e.lineno) for e in entered if isinstance(e, ast.Name) and e.id in TOWN_NAMES]
            outside = not path.is_relative_to(BORDER) and "tests" not in path.parts
            if outside and isinstance(node, ast.Call) and _called(node) in BANNED_CALLS:
                wrong.append(f"{name(path, node.lineno)} {_called(node)}")
    assert wrong == []


def test_no_function_is_decorated_with_a_place() -> None:
    places = {"schema_context", "tenant_context", "in_town", "in_public", "in_no_town"}
    wrong = [
        f"{name(path, node.lineno)} @{_called(decorator)}"
        for path in modules()
        for node in functions(path)
        for decorator in node.decorator_list
        if _called(decorator) in places
    ]
    assert wrong == []


def test_no_view_leaves_work_behind_after_its_answer() -> None:
    wrong = []
    for path in (module for module in modules(tests=False) if module.stem.startswith("views")):
        calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        wrong += [f"{name(path, call.lineno)} {_called(call)}" for call in calls if _called(call) in AFTER_THE_ANSWER]
    assert wrong == []


def test_a_connection_is_never_closed_from_the_wrong_thread() -> None:
    """`sync_to_async(connection.close)` binds the connection of the calling thread."""
    wrong = []
    for path in modules(tests=False):
        for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
            given = call.args[0] if call.args else None
            if _called(call) == "sync_to_async" and isinstance(given, ast.Attribute) and given.attr == "close":
                wrong.append(name(path, call.lineno))
    assert wrong == []


def test_no_app_speaks_to_another_by_signals() -> None:
    silent = {"knowledge", "assistants", "billing", "templates"}
    wrong = []
    for path in (module for module in modules(tests=False) if package_of(module) in silent):
        signals = ("django.dispatch", "django.db.models.signals")
        wrong += [f"{name(path, line)} {found}" for line, found in _imports(path) if found.startswith(signals)]
    assert wrong == []
