"""The address of the model's server, as people copy it, and the proxies on the way there."""

import socket
import socketserver
import struct
import threading

import pytest
from werkzeug import Response

from tests.support.classify import TEXT, URL, assert_no_suggestion, suggestion_of
from tests.support.model import KEY
from tests.support.odd_model import answer, refusal
from tickets.triage import address

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]

FOUND = ("billing", "high")
CHAT = "/v1/chat/completions"


def only_at(path, missing):
    return lambda body, request: answer() if request.path == path else missing()


MISSING = {
    "JSON": lambda: Response('{"detail":"Not Found"}', 404, content_type="application/json"),
    "text": lambda: Response("404 page not found", 404, content_type="text/plain"),
    "page": lambda: Response(
        "<html><body>Ollama is running</body></html>", content_type="text/html"
    ),
    "POST": lambda: Response("<h1>Not allowed</h1>", 405, content_type="text/html"),
    "LM Studio": lambda: Response(
        '{"error":"Unexpected endpoint or method. (POST /chat/completions)"}',
        content_type="application/json",
    ),
    "OpenAI": lambda: refusal(404, "Invalid URL (POST /chat/completions)"),
}


@pytest.mark.parametrize("missing", MISSING)
@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/v1",
        "/v1/",
        "/v1//",
        "/v1/chat/completions",
        "/v1/chat/completions/",
        "/v1/completions",
        "/v1/responses",
        "/chat/completions",
        "/api",
        "/api/chat",
        "/api/generate",
    ],
)
def test_an_address_in_another_form(api, odd_model, path, missing):
    odd_model.serve(only_at(CHAT, MISSING[missing]), path)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    asked = len(odd_model.paths)
    assert asked <= 5
    # What was found is remembered.
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == FOUND
    assert odd_model.paths[asked:] == [CHAT]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", "/api/v1"),
        ("", "/openai/v1"),
        ("/chat/completions", ""),
        ("/v1beta/openai/", "/v1beta/openai"),
        ("/helpdesk/llm", "/helpdesk/llm/v1"),
        ("/inference", "/inference"),
        ("/models?api-version=2024-05-01-preview", "/models"),
    ],
)
def test_a_server_with_its_api_in_another_place(api, odd_model, path, place):
    odd_model.serve(only_at(f"{place}/chat/completions", MISSING["JSON"]), path)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND


@pytest.mark.parametrize(
    "path",
    [
        "/openai/deployments/stand-in/chat/completions?api-version=2024-10-21",
        "/openai/deployments/stand-in?api-version=2024-10-21",
        "/openai/?api-version=2024-10-21",
        "/?api-version=2024-10-21",
    ],
)
def test_a_version_in_the_query(api, odd_model, path):
    def handle(body, request):
        if request.path != "/openai/deployments/stand-in/chat/completions":
            return refusal(404, "Resource not found")
        if request.headers.get("api-key") != KEY:
            return refusal(401, "Access denied due to invalid subscription key")
        return answer() if request.args.get("api-version") == "2024-10-21" else refusal(404, "No")

    odd_model.serve(handle, path)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND


def test_the_key_goes_in_one_header_elsewhere(api, odd_model):
    odd_model.serve(lambda body, _: answer())
    api.post(URL, {"description": TEXT})
    assert odd_model.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    assert "api-key" not in odd_model.requests[0].headers


def test_an_api_that_has_moved_is_found_again(api, odd_model):
    odd_model.serve(only_at(CHAT, MISSING["JSON"]), "")
    api.post(URL, {"description": TEXT})
    odd_model.serve(only_at("/chat/completions", MISSING["JSON"]), "")
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == FOUND


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_within_the_server_is_followed(api, odd_model, status):
    def handle(body, request):
        if request.path == CHAT:
            return answer()
        return Response("", status, headers={"Location": CHAT})

    odd_model.serve(handle, "/old")
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert odd_model.requests[-1].method == "POST"


def test_a_server_that_wants_a_slash_at_the_end(api, odd_model):
    def handle(body, request):
        if request.path == f"{CHAT}/":
            return answer()
        return Response("", 308, headers={"Location": f"{CHAT}/"})

    odd_model.serve(handle)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == FOUND
    assert odd_model.paths == [CHAT, f"{CHAT}/", f"{CHAT}/"]


def test_a_server_without_encryption_is_told(api, odd_model, settings, caplog):
    odd_model.serve(lambda body, _: answer())
    settings.LLM_BASE_URL = settings.LLM_BASE_URL.replace("http:", "https:")
    answered = api.post(URL, {"description": TEXT})
    assert_no_suggestion(answered, caplog, "connection (APIConnectionError). The server does not")


@pytest.mark.parametrize("location", ["http://127.0.0.1:1/v1/chat/completions", "/sign-in", ""])
def test_a_redirect_elsewhere_is_told(api, odd_model, caplog, location):
    odd_model.serve(lambda body, _: Response("", 307, headers={"Location": location}))
    answered = api.post(URL, {"description": TEXT})
    assert_no_suggestion(answered, caplog, "server (APIStatusError 307). The server sends its")
    assert len(odd_model.requests) == 1


def test_guesses_in_vain_are_told_as_the_first_one(api, odd_model, caplog):
    odd_model.serve(lambda body, _: MISSING["JSON"](), "")
    answered = api.post(URL, {"description": TEXT})
    assert_no_suggestion(answered, caplog, "access (NotFoundError 404). There is no chat API at")
    assert len(odd_model.requests) == 4


class Socks(socketserver.BaseRequestHandler):
    """A SOCKS 5 proxy, which looks up every name as 127.0.0.1."""

    asked = 0

    def handle(self):
        self.request.recv(262)
        self.request.sendall(b"\x05\x00")
        head = self.request.recv(5)
        rest = self.request.recv(262)
        type(self).asked += 1
        port = struct.unpack("!H", rest[-2:])[0]
        assert head[:2] == b"\x05\x01"
        with socket.create_connection(("127.0.0.1", port)) as server:
            self.request.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
            for source, target in ((self.request, server), (server, self.request)):
                threading.Thread(target=self.copy, args=(source, target), daemon=True).start()
            threading.Event().wait(2)

    @staticmethod
    def copy(source, target):
        try:
            while data := source.recv(65_536):
                target.sendall(data)
        except OSError:
            pass


@pytest.fixture
def socks():
    Socks.asked = 0
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Socks) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def elsewhere(odd_model, settings):
    """Let the model have a name that only a proxy can look up."""
    odd_model.serve(lambda body, _: answer())
    settings.LLM_BASE_URL = f"http://model.invalid:{odd_model.server.port}/v1"


NO_PROXIES = ("no_proxy", "NO_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in NO_PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks"])
@pytest.mark.parametrize("name", ["ALL_PROXY", "all_proxy", "http_proxy"])
def test_a_socks_proxy_of_the_environment(api, elsewhere, socks, monkeypatch, scheme, name):
    monkeypatch.setenv(name, f"{scheme}://{socks}")
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert Socks.asked == 1


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "socks4://127.0.0.1:1", "what://ever"])
def test_no_proxy_is_asked_for_this_machine(api, odd_model, monkeypatch, proxy):
    monkeypatch.setenv("ALL_PROXY", proxy)
    odd_model.serve(lambda body, _: answer())
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND


@pytest.mark.parametrize("exception", ["model.invalid", ".invalid", "*", "10.0.0.0/8, 127.1.1.1"])
def test_hosts_without_a_proxy(api, elsewhere, settings, monkeypatch, caplog, exception):
    monkeypatch.setenv("ALL_PROXY", "socks4://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", exception)
    if "/" in exception:
        settings.LLM_BASE_URL = "http://10.1.2.3:1/v1"
        settings.LLM_TIMEOUT = 0.3
    api.post(URL, {"description": TEXT})
    assert "The proxy" not in caplog.text


@pytest.mark.parametrize(
    "proxy", ["socks4://127.0.0.1:1", "what://ever", "http://x:port", "http://[::1"]
)
def test_a_proxy_that_cannot_be_used_is_told(api, elsewhere, monkeypatch, caplog, proxy):
    monkeypatch.setenv("ALL_PROXY", proxy)
    answered = api.post(URL, {"description": TEXT})
    assert_no_suggestion(answered, caplog, "connection (ProxyError). The proxy that")


def test_a_socks_proxy_without_its_library_is_told(api, elsewhere, socks, monkeypatch, caplog):
    monkeypatch.setattr(address, "find_spec", lambda name: None)
    monkeypatch.setenv("ALL_PROXY", f"socks5://{socks}")
    answered = api.post(URL, {"description": TEXT})
    assert_no_suggestion(answered, caplog, "connection (ProxyError). The proxy that")


def test_a_proxy_that_is_down_is_told(api, elsewhere, monkeypatch, caplog):
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    answered = api.post(URL, {"description": TEXT})
    words = "connection (APIConnectionError). The proxy that HTTPS_PROXY"
    assert_no_suggestion(answered, caplog, words)
