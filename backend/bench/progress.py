"""Progress of a run, for who waits for it."""

import time

STARTED = time.monotonic()


def log(text: str) -> None:
    minutes, seconds = divmod(int(time.monotonic() - STARTED), 60)
    print(f"{minutes:3}:{seconds:02}  {text}", flush=True)
