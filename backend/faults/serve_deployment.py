"""Serve the product as containers do, for a browser, until terminated.

    python -m faults.serve_deployment PORT

It uses a new database on the server in DATABASE_URL, in open mode.
"""

import os
import signal
import sys
import tempfile
from pathlib import Path

import processes

from bench.databases import create
from bench.servers import product_environment
from faults.deployment import deployed


def main() -> int:
    processes.interrupt_on_termination()
    url = create(os.environ["DATABASE_URL"], "deployed")
    with tempfile.TemporaryDirectory(prefix="ticketflow-") as folder:
        try:
            with deployed(
                Path(folder), url, product_environment(url), int(sys.argv[1]), OPEN_ACCESS="True"
            ):
                signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
