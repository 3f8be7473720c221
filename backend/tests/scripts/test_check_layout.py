"""Crowded folders, long files and indirect docstrings are reported."""

import subprocess
from pathlib import Path

import check_layout
import pytest


@pytest.fixture
def project(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    return tmp_path


def write(project: Path, name: str, text: str = "") -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_folder_with_too_many_files(project: Path) -> None:
    for number in range(26):
        for folder in ("backend/app", "backend/tests/app", "backend/app/migrations"):
            write(project, f"{folder}/m{number}.py")
        write(project, f"frontend/src/lib/m{number}.test.js")
        write(project, f"frontend/src/gallery/specimens/m{number}.jsx")
    assert check_layout.problems(project) == [
        "backend/app: 26 source files, at most 25 are allowed"
    ]
    (project / "backend/app/m0.py").unlink()
    assert check_layout.problems(project) == []


def test_long_file(project: Path) -> None:
    write(project, "frontend/src/index.css", "a\n" * 401)
    write(project, "frontend/src/App.jsx", "a\n" * 400)
    write(project, "frontend/src/api/schema.d.ts", "a\n" * 401)
    write(project, "backend/app/migrations/0001_initial.py", "a\n" * 401)
    assert check_layout.problems(project) == [
        "frontend/src/index.css: 401 lines, at most 400 are allowed"
    ]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        (
            "backend/app/module{}.py",
            '"""Return the whole."""\n',
            'def f():\n    """What it is."""\n',
        ),
        ("frontend/src/lib/module{}.js", "/**\n * Keeps it. */\n", "/**\n * How it is. */\n"),
    ],
)
def test_docstrings_that_open_like_questions(project: Path, name: str, good: str, bad: str) -> None:
    for number in range(25):
        write(project, name.format(number).replace("module", "few/module"), good)
        write(project, name.format(number), good)
    write(project, name.format(0), bad)
    assert check_layout.problems(project) == []
    write(project, name.format(1), bad)
    first, second, verdict = check_layout.problems(project)
    assert first.startswith(name.format(0) + ":2" if "py" in name else name.format(0) + ":1")
    assert second.startswith(name.format(1))
    assert verdict.startswith("2 of 50 docstrings open with What")


def test_script_ends_with_1_and_names_the_offender(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check_layout, "PROJECT", project)
    assert check_layout.main() == 0
    write(project, "backend/long.py", "pass\n" * 401)
    assert check_layout.main() == 1
    assert "backend/long.py: 401 lines" in capsys.readouterr().out
