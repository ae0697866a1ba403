"""Keep files, classes and functions small enough to read in one go; part of `make test`.

Hard limits: a file 400 lines, a class 200, a function 60. A function is counted from `def` to
its last line, its docstring left out: explaining more must never cost anything.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

FILE_LIMIT = 400
CLASS_LIMIT = 200
FUNCTION_LIMIT = 60


def main(folders: list[str]) -> int:
    """Check every Python file under `folders`; return 1 if one is over a limit."""
    files = sorted(path for folder in folders for path in Path(folder).rglob("*.py"))
    problems: list[str] = []
    functions: list[int] = []
    lines: list[int] = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text, str(path))
        lines.append(len(text.splitlines()))
        functions += [function_length(node) for node in functions_of(tree)]
        problems += [f"{path}: {problem}" for problem in problems_of(tree, lines[-1])]
    for problem in problems:
        print(problem)
    if not problems and functions:
        print(
            f"Size: {len(files)} files, median {median(lines):.0f} lines, longest {max(lines)}; "
            f"{len(functions)} functions, median {median(functions):.0f} lines, "
            f"longest {max(functions)}."
        )
    return 1 if problems else 0


def problems_of(tree: ast.Module, length: int) -> Iterator[str]:
    """Yield a sentence for everything in one file that is over its limit."""
    if length > FILE_LIMIT:
        yield f"{length} lines, where a file may have {FILE_LIMIT}."
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and (size := span(node)) > CLASS_LIMIT:
            yield f"{node.lineno}: class {node.name} has {size} lines of {CLASS_LIMIT}."
    for function in functions_of(tree):
        if (size := function_length(function)) > FUNCTION_LIMIT:
            yield f"{function.lineno}: {function.name}() has {size} lines of {FUNCTION_LIMIT}."


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def function_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    has_docstring = ast.get_docstring(node, clean=False) is not None
    return span(node) - (span(node.body[0]) if has_docstring else 0)


def span(node: ast.stmt) -> int:
    """Return how many lines a statement takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
