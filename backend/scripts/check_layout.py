"""Check the size of folders and files, and the openings of docstrings.

Print each offender and end with 1 if there is any. Tests and specimens may fill a folder; generated
types, migrations and the data of tests may be long.
"""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
MAX_FILES = 25
MAX_LINES = 400
MAX_QUESTION_SHARE = 0.02

SOURCES = re.compile(r"backend/.+\.py|frontend/src/.+\.(css|d\.ts|jsx?|tsx?)")
GENERATED = re.compile(r"frontend/src/api/schema\.d\.ts")
MIGRATIONS = re.compile(r".+/migrations/.+")
TEST_DATA = re.compile(r"backend/tests/support/(bad_input|injections)\.py")
TESTS = re.compile(r"backend/tests/.+|.+\.test\.\w+|frontend/src/test/.+")
SPECIMENS = re.compile(r"frontend/src/.*specimens/.+|.+\.stories\.\w+")

QUESTION = re.compile(r"(What|How|Where|Which|Who|Whether)\b")
JSDOC = re.compile(r"/\*\*[\s*]*(.*)")


def source_files(project: Path) -> list[str]:
    """Return the paths of the project's source files that git does not ignore."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    listing = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    paths = sorted(set(listing.stdout.split("\0")))
    return [path for path in paths if SOURCES.fullmatch(path) and (project / path).is_file()]


def matches(path: str, *patterns: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(path) for pattern in patterns)


def crowded_folders(paths: Sequence[str]) -> Iterator[str]:
    counted = (path for path in paths if not matches(path, GENERATED, MIGRATIONS, SPECIMENS, TESTS))
    folders = Counter(path.rpartition("/")[0] for path in counted)
    for folder, count in folders.items():
        if count > MAX_FILES:
            yield f"{folder}: {count} source files, at most {MAX_FILES} are allowed"


def long_files(project: Path, paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        if matches(path, GENERATED, MIGRATIONS, TEST_DATA):
            continue
        count = len((project / path).read_text(encoding="utf-8").splitlines())
        if count > MAX_LINES:
            yield f"{path}: {count} lines, at most {MAX_LINES} are allowed"


def python_docstrings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each docstring of a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            docstring = ast.get_docstring(node)
            if docstring:
                yield node.body[0].lineno, docstring


def jsdoc_comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the opening of each JSDoc comment."""
    for match in JSDOC.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1]


def questions(project: Path, paths: Sequence[str]) -> Iterator[str]:
    """Yield docstrings that open like a question, if they are more than a few."""
    for suffixes, extract in (
        ((".py",), python_docstrings),
        ((".js", ".jsx", ".ts", ".tsx"), jsdoc_comments),
    ):
        found = [
            (path, line, text)
            for path in paths
            if path.endswith(suffixes) and not matches(path, GENERATED)
            for line, text in extract((project / path).read_text(encoding="utf-8"))
        ]
        offenders = [(path, line, text) for path, line, text in found if QUESTION.match(text)]
        if len(offenders) <= MAX_QUESTION_SHARE * len(found):
            continue
        for path, line, text in offenders:
            yield f'{path}:{line}: "{text.splitlines()[0]}"'
        yield (
            f"{len(offenders)} of {len(found)} docstrings open with What, How, Where, Which, Who "
            f"or Whether, at most {MAX_QUESTION_SHARE:.0%} are allowed"
        )


def problems(project: Path) -> list[str]:
    paths = source_files(project)
    return [
        *crowded_folders(paths),
        *long_files(project, paths),
        *questions(project, paths),
    ]


def main() -> int:
    found = problems(PROJECT)
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
