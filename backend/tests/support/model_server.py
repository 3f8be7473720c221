"""A stand-in for a model's server: OpenAI's chat API over HTTP, in a process of its own.

The path names the behaviour and the test, each of which has its own log:
`http://127.0.0.1:PORT/BEHAVIOUR/NAME/v1`. `GET /log/NAME` returns the requests so far. Start it as
`python model_server.py`; it prints its port.
"""

import base64
import json
import re
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GOOD = '{"category": "billing", "priority": "high", "reason": "Charged twice."}'
SILENCE = 60
SLOW = 0.36
log: dict[str, list[dict[str, Any]]] = {}
log_lock = threading.Lock()


def completion(content: Any, **more: Any) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, **more.pop("message", {})}
    choice = {"index": 0, "finish_reason": "stop", "message": message, **more.pop("choice", {})}
    usage = {"prompt_tokens": 400, "completion_tokens": 20, "total_tokens": 420}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "stand-in",
        "choices": [choice],
        "usage": more.pop("usage", usage),
        **more,
    }


def logprobs_for(content: str) -> dict[str, Any]:
    """Return a token for each word or sign, each with a probability of 0.9."""
    tokens = re.findall(r"\w+|\W", content)
    return {
        "logprobs": {
            "content": [
                {"token": token, "logprob": -0.10536, "bytes": None, "top_logprobs": []}
                for token in tokens
            ]
        }
    }


def split_words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))


def nearest_answer(messages: list[dict[str, str]]) -> str:
    """Return the answer given to the most similar text of the conversation."""
    asked = split_words(messages[-1]["content"])
    pairs = zip(messages[1:-1:2], messages[2:-1:2], strict=True)
    nearest = max(
        pairs, key=lambda pair: len(asked & split_words(pair[0]["content"])), default=None
    )
    return nearest[1]["content"] if nearest else '{"category": "general", "priority": "low"}'


class RefusalError(Exception):
    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers or {}


def response_format(body: dict[str, Any]) -> str:
    return str(body.get("response_format", {}).get("type", "text"))


def answer(behaviour: str, name: str, body: dict[str, Any], calls: int) -> dict[str, Any]:
    """Return the completion for a behaviour; raise `RefusalError` for an error."""
    form = response_format(body)
    if behaviour == "schema":
        more = logprobs_for(GOOD) if body.get("logprobs") else {}
        return completion(GOOD, choice=more)
    if behaviour == "json" and form == "json_schema":
        raise RefusalError(400, "'response_format' of type 'json_schema' is not supported.")
    if behaviour == "object" and form == "json_schema":
        raise RefusalError(500, "Input should be 'text' or 'json_object': response_format.type")
    if behaviour == "json" and "schema" in body.get("response_format", {}):
        raise RefusalError(400, "Unknown parameter: 'response_format.schema'.")
    if behaviour == "plain" and form != "text":
        raise RefusalError(422, "Unknown field: response_format")
    if behaviour == "terse" and (form != "text" or "logprobs" in body):
        raise RefusalError(400, "Bad request")
    if behaviour == "reasoning":
        if "max_tokens" in body:
            raise RefusalError(400, "Unsupported parameter: use 'max_completion_tokens' instead.")
        if "temperature" in body:
            raise RefusalError(400, "'temperature' does not support 0.1 with this model.")
        if "logprobs" in body:
            raise RefusalError(400, "You are not allowed to request logprobs from this model.")
    if behaviour == "plain":
        return completion("Sure! Category: **Billing**, priority: **High**.")
    if behaviour == "say":
        return completion(base64.urlsafe_b64decode(name.partition("-")[2] + "===").decode())
    if behaviour == "add":
        added = json.loads(base64.urlsafe_b64decode(name.partition("-")[2] + "==="))
        return completion(added.pop("content", GOOD), **added)
    if behaviour == "copycat":
        return completion(nearest_answer(body["messages"]))
    if behaviour == "refusal":
        return completion(None, message={"refusal": "I can't help with that."})
    if behaviour == "no-choices":
        return {**completion(GOOD), "choices": []}
    if behaviour == "null-choices":
        return {**completion(GOOD), "choices": None}
    if behaviour == "busy-once" and calls == 1:
        raise RefusalError(429, "Slow down.", {"Retry-After": "1"})
    if behaviour == "error-once" and calls == 1:
        raise RefusalError(500, "Oops.")
    if behaviour == "busy-long":
        raise RefusalError(429, "Slow down.", {"Retry-After": "60"})
    if behaviour == "400":
        raise RefusalError(400, "Bad request")
    if behaviour == "400-key":
        raise RefusalError(400, "API key not valid: sk-secret-value")
    if behaviour.isdigit():
        raise RefusalError(int(behaviour), "Incorrect API key provided: sk-secret-value")
    return completion(GOOD)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass

    def send(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for header, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.send(json.dumps(log.get(self.path.removeprefix("/log/"), [])).encode())

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        _, behaviour, name, *_ = self.path.split("/")
        with log_lock:
            calls = log.setdefault(name, [])
            calls.append({"body": self.body, "headers": dict(self.headers)})
            number = len(calls)
        try:
            special = getattr(self, f"do_{behaviour.replace('-', '_')}", None)
            if special:
                special()
            else:
                self.send(json.dumps(answer(behaviour, name, self.body, number)).encode())
        except RefusalError as refusal:
            error = {"error": {"message": refusal.message, "type": "e", "code": None}}
            self.send(
                json.dumps(error).encode(),
                refusal.status,
                refusal.headers,
            )
        except OSError:
            self.close_connection = True

    def begin(self, length: int, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def do_silence(self) -> None:
        time.sleep(SILENCE)
        self.close_connection = True

    def do_slow(self) -> None:
        """Answer as fast as a real model does."""
        time.sleep(SLOW)
        self.send(json.dumps(completion(GOOD)).encode())

    def do_moody(self) -> None:
        """Hang on texts that contain "hang"."""
        if "hang" in self.body["messages"][-1]["content"]:
            self.do_silence()
        else:
            self.send(json.dumps(completion(GOOD)).encode())

    def do_drip(self) -> None:
        self.begin(SILENCE)
        for _ in range(SILENCE):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(1)

    def do_drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(SILENCE):
            self.wfile.write(b"X-%d: y\r\n" % number)
            self.wfile.flush()
            time.sleep(1)

    def do_reset(self) -> None:
        self.begin(10_000)
        self.wfile.write(b'{"choices": [')
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def do_flood(self) -> None:
        self.begin(10_000_000)
        for _ in range(1_000):
            self.wfile.write(b" " * 10_000)

    def do_truncated(self) -> None:
        self.send(json.dumps(completion(GOOD)).encode()[:60])

    def do_html(self) -> None:
        self.send(b"<html>It works!</html>", headers={"Content-Type": "text/html"})

    def do_mislabelled(self) -> None:
        self.send(json.dumps(completion(GOOD)).encode(), headers={"Content-Type": "text/plain"})

    def do_bytes(self) -> None:
        self.send(b"\xff\xfe\x00")

    def do_list(self) -> None:
        self.send(b"[1]")

    def do_nothing(self) -> None:
        self.send(b"", 204)

    def do_elsewhere(self) -> None:
        self.send(b"", 302, {"Location": self.path})


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Handler)
    # The parent process reads the port from here.
    print(server.server_port, flush=True)  # noqa: T201
    server.serve_forever()
