"""Detached processes end with all their descendants."""

import subprocess
import sys
import time

import processes
import pytest

PARENT_OF_A_STUBBORN_CHILD = """
sh -c 'trap "" TERM; echo started; while :; do sleep 0.1; done' &
wait
"""


def test_stop_ends_the_children_too_even_stubborn_ones() -> None:
    started = time.monotonic()
    process = subprocess.Popen(
        ["sh", "-c", PARENT_OF_A_STUBBORN_CHILD], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    with process.stdout as output:
        assert output.readline() == b"started\n"
        processes.stop(process, grace=0.3)
        # The output ends when the last process that could write to it has ended.
        assert output.read() == b""
    assert time.monotonic() - started < 10


def test_program_that_is_missing_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert processes.run_to_end(["no-such-program"]) == 127
    assert capsys.readouterr().err == "Cannot run no-such-program: No such file or directory\n"


def test_status_of_a_command_is_passed_on() -> None:
    assert processes.run_to_end([sys.executable, "-c", "raise SystemExit(5)"]) == 5
