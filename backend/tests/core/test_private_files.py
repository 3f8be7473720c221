"""Files that hold what people wrote are for their owner alone, whatever the umask."""

import os
import stat
import subprocess
import sys
from threading import Thread

import pytest

from core.private_files import make_private, open_private

EVERYBODY = 0o666


@pytest.fixture(autouse=True)
def no_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file(tmp_path):
    path = tmp_path / "new"
    with open_private(path) as file:
        assert mode_of(path) == 0o600
        file.write("text")
    assert path.read_text() == "text"


def test_a_file_that_somebody_has_open_is_made_anew(tmp_path):
    path = tmp_path / "old"
    path.write_text("old")
    path.chmod(EVERYBODY)
    with path.open() as another, open_private(path) as file:
        file.write("new")
        file.flush()
        assert another.read() == "old"
    assert (mode_of(path), path.read_text()) == (0o600, "new")


def test_behind_a_link_the_file_is_replaced_and_the_link_stays(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(EVERYBODY)
    link.symlink_to(target)
    with open_private(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert (mode_of(target), target.read_text()) == (0o600, "new")


def test_what_is_appended_to_is_tightened(tmp_path):
    path = tmp_path / "log"
    path.write_text("a")
    path.chmod(EVERYBODY)
    with open_private(path, "a") as file:
        file.write("b")
    assert (mode_of(path), path.read_text()) == (0o600, "ab")


def test_a_pipe_is_written_to_as_it_is(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path, EVERYBODY)
    read = []
    reader = Thread(target=lambda: read.append(path.read_text()))
    reader.start()
    with open_private(path) as file:
        file.write("text")
    reader.join(timeout=10)
    assert read == ["text"]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_the_standard_output_by_its_name():
    code = (
        "from pathlib import Path; from core.private_files import open_private\n"
        "with open_private(Path('/dev/stdout')) as file: file.write('text')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("text", "")


def test_what_is_missing_or_not_ours_is_left(tmp_path):
    make_private(tmp_path / "missing")
    path = tmp_path / "program"
    path.touch()
    path.chmod(0o755)
    make_private(path)
    assert mode_of(path) == 0o700
