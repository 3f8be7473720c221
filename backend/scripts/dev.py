"""Run Django's and Vite's development servers side by side; one Ctrl-C stops both."""

import subprocess
import sys
import time
from pathlib import Path

import local_url
import processes

BACKEND = Path(__file__).resolve().parent.parent
FRONTEND = BACKEND.parent / "frontend"
API = [sys.executable, "manage.py", "runserver", "127.0.0.1:8000"]
INTERFACE = ["npm", "run", "dev", "--", "--port", "3000", "--strictPort"]


def first_to_end(servers: dict[str, subprocess.Popen[bytes]]) -> str:
    while True:
        for name, server in servers.items():
            if server.poll() is not None:
                return name
        time.sleep(0.2)


def main() -> int:
    servers: dict[str, subprocess.Popen[bytes]] = {}
    processes.interrupt_on_termination()
    with processes.sole_receiver_of_interrupts():
        try:
            servers["API"] = processes.start_detached(API, within=BACKEND)
            servers["interface"] = processes.start_detached(INTERFACE, within=FRONTEND)
            address = local_url.remember("http://localhost:3000")
            print(
                f"The interface is at {address}, the API at http://localhost:8000/api/ "
                "(Ctrl-C stops both)",
                flush=True,
            )
            print(f"The {first_to_end(servers)}'s server ended: see above.", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            processes.ignore_interruptions()
            for server in servers.values():
                processes.stop(server)


if __name__ == "__main__":
    sys.exit(main())
