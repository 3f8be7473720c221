"""Child processes that are sure to end, for scripts that keep something running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

INTERRUPTED = 130


def interrupt_on_termination() -> None:
    """Raise `KeyboardInterrupt` on SIGTERM and on a closed terminal, as on Ctrl-C."""

    def interrupt(signum: int, frame: object) -> None:
        raise KeyboardInterrupt

    # A shell script starts background jobs with SIGINT ignored; this would then not end.
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, interrupt)
    # Under nohup the terminal may close.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, interrupt)


def ignore_interruptions() -> None:
    """Let clean-up finish however often Ctrl-C is pressed."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)


@contextmanager
def sole_receiver_of_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from `make`, which would report a stopped server as a failure."""
    terminal = sys.stdin.fileno() if sys.stdin and sys.stdin.isatty() else None
    ours = os.getpgrp()
    in_foreground = terminal is not None and os.tcgetpgrp(terminal) == ours
    if terminal is None or not in_foreground or ours == os.getpid():
        yield
        return
    # Suspended, this program would keep the terminal, for the shell only watches over `make`.
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpgrp())
    try:
        yield
    finally:
        with suppress(OSError):
            os.tcsetpgrp(terminal, ours)


def start_detached(
    command: Sequence[str | Path],
    *,
    within: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a process that the terminal's Ctrl-C does not reach; `stop` ends it."""
    return subprocess.Popen(
        command,
        cwd=within,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def stop(process: subprocess.Popen[bytes], grace: float = 5) -> None:
    """End a process of `start_detached` with all its descendants."""
    for signum in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + grace
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signum)
            while time.monotonic() < deadline:
                process.poll()
                os.killpg(process.pid, 0)
                time.sleep(0.05)
    process.wait()


def run_to_end(
    command: Sequence[str | Path],
    *,
    within: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Run a command in the foreground; on interruption, wait for its end first."""
    try:
        process = subprocess.Popen(command, cwd=within, env=environment)
    except OSError as error:
        print(f"Cannot run {command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    try:
        return process.wait()
    except KeyboardInterrupt:
        # The terminal has sent Ctrl-C to the command too, so it is given time to end by itself.
        for signum in (0, signal.SIGTERM, signal.SIGKILL):
            process.send_signal(signum)
            with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                process.wait(timeout=5)
                break
        raise
